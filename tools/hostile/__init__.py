"""What an enemy or a broken device sends to exchange, seats and server; each attack is counted."""
