"""Work of editors, and its effects before the server has it."""
