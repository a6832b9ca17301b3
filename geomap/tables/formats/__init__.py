"""File formats as rows of text."""
