"""What the server speaks beside HTTP: text and voice of a call, and other makes of exchange."""
