"""The two databases behind one face: threads, transactions, schema, rows."""
