"""Load of one desk: many seats listen while one operator forwards contacts to it."""
