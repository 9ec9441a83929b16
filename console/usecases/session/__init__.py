"""Signing in and out, going on after a crash."""
