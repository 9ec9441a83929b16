"""Drafts, contacts and cards sent."""
