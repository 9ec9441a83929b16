"""The benches: each prints one JSON line of figures, beside what it is compared with."""
