"""Reusable Qt parts that know no application: plain values in, signals out."""
