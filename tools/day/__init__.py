"""A whole day of calls in memory: who waits how long, by language, under the product's rules."""
