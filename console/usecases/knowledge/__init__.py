"""What is done with the knowledge base by those who search it."""
