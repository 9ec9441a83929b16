"""What is done with the knowledge base by its editors."""
