"""A call centre on loopback: exchange, server, seats with real and plain phones, SIPp citizens."""
