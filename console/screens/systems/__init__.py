"""The pages of IT."""
