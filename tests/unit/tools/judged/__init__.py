"""What tells clean from unclean: reports of runs and verdicts on proofs."""
