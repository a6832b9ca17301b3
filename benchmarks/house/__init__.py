"""Counts of the code itself."""
