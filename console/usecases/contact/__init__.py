"""What is done with a contact: opened, kept, closed, sent."""
