"""Which module went to which room, and the script that moved it and all that names it."""
