"""The attack list: each entry must be refused, told, and audited where the handbook says so."""
