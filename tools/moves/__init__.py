"""Which module moved to which folder, and the script that moved it and renamed its uses."""
