"""Consoles and seats that a proof starts, kills and looks at."""
