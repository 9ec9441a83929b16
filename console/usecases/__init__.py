"""What the product can do; one verb per file, one transaction each."""
