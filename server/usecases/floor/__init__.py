"""The room as a team lead sees it: what waits, who works, which promise breaks now."""
