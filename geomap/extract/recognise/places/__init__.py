"""Places that words name."""
