"""Who works at the seat, over which connection, with which view-models."""
