"""Past calls and queues."""
