"""How the server is joined together: a tuple of parts, each with its routes and jobs."""
