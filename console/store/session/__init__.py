"""What is kept of who works here: keys, tickets, settings, notices."""
