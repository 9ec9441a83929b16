"""Values of level II: what is known of a case, what a clerk decided."""
