"""HSDS 3.0 in any of its clothes, to and from our tables."""
