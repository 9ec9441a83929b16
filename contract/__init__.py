"""What the console and the central server must agree on: values, rules and wire messages."""
