"""What each feature asks of the server, over the one link."""
