"""What works on a disk whose current is cut, and what must be there afterwards."""
