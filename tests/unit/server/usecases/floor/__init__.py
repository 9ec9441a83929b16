"""Of the room as a lead sees it."""
