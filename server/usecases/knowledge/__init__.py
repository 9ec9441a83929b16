"""What is made of the knowledge base: printed pages and vectors."""
