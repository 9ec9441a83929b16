"""The long proofs of ./prove: seeded, bounded, one JSON line; samples run in ./check."""
