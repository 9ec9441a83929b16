"""When something is open: rules, formats, checks, and the state at an instant."""
