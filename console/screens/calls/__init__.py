"""The screens of calls: strip, transfer, digits, text, audio."""
