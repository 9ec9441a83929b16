"""The keys and lamps of headsets."""
