"""Parties that words name."""
