"""Columns of a table that are read together."""
