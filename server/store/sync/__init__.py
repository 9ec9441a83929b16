"""Feed and commands: what changed, and what was already applied."""
