"""chiamaroma-server: the administration of the central server."""
