"""What the view-models of several features need: notices and unsent text."""
