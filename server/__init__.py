"""The central server: a thin edge over framework-free use cases."""
