"""Slides with native text, tables and charts."""
