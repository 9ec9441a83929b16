"""Operators on duty and the log that explains them."""
