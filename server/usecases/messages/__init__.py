"""Messages to citizens and owners: written, sent, and what became of them."""
