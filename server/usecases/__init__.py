"""What the server does, without any framework."""
