"""What IT looks after: seats, accounts, queues."""
