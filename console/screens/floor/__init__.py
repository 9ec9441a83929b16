"""The first page of a lead."""
