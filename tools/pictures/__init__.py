"""An automatic judge of the window: texts whole, apart and legible; controls with names."""
