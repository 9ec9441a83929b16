"""What proofs judge by: facts, voices, histories, tallies."""
