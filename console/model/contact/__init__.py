"""Values of the contact being written."""
