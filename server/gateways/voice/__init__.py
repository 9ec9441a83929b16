"""Voice endpoints of the server: SIP over UDP from the exchange, and the voicemail behind it."""
