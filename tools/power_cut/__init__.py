"""A file system that forgets what no program had it write down, and programs that live on it."""
