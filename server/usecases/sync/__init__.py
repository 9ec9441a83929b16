"""Commands of seats and what they read: applied once, told in order."""
