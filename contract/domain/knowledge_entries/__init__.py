"""Entries of the knowledge base: fields, values, checks, merges, reports."""
