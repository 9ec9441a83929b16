"""What is kept of calls: how they sounded, text, voicemail, their story."""
