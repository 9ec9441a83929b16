"""The window around all features: sign-in, frame, keys, commands, panels."""
