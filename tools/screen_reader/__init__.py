"""What a blind operator hears: Orca on a screen of its own, and a voice that logs what it says."""
