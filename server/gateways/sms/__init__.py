"""Text messages over SMPP to an SMS centre."""
