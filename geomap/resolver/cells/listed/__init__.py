"""Cells that list several places."""
