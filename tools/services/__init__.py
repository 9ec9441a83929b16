"""Real servers and surroundings of our own for demo, benches, proofs and tests."""
