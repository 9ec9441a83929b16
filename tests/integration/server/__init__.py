"""The server as consoles and administrators meet it."""
