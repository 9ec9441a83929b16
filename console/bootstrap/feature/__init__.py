"""One module a feature: joins its room of screens to the frame."""
