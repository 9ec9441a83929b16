"""What IT sees: seats and their health, accounts, queues; no citizen."""
