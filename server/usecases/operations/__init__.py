"""Running the server: backup, retention, installation, audit."""
