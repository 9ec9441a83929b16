"""Rights of a citizen over what is stored: to see it, to take it along, to have it erased."""
