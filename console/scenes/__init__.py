"""The states of the window worth looking at, each over real view-models."""
