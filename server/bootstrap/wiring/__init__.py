"""What each part of the server is made of, one module a part."""
