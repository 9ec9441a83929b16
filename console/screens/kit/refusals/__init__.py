"""Why the server refused, in words."""
