"""What a case shows: its steps, its days, its story, the form of its answer."""
