"""The operator console: one window, one local store, one direction of data."""
