"""Mails and text messages on their way to citizens."""
