"""Real-time text (RFC 4103): streams of citizens' calls end here, because browsers have none."""
