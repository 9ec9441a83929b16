"""An earlier version, built again from history, and work done with it, to upgrade from."""
