"""HTTP routes: decode, call a use case, encode."""
