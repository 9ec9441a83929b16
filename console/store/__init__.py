"""The encrypted local replica and the outbox."""
