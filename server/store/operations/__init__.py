"""The audit, and rows that grow old."""
