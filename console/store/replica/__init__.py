"""The encrypted replica: file, key, schema, rows, outbox."""
