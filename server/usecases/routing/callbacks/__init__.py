"""Calls that become callbacks: from the queue, after a hang-up, out of the voicemail."""
