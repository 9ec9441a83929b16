"""The record of what the product is at one commit: house, screens, benches, planted faults."""
