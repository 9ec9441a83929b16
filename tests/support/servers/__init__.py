"""Servers, real or scripted, and their databases."""
