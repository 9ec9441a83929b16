"""What the server asks of telephone exchanges and media relays, and hears of them: sockets."""
