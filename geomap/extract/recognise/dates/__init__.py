"""Days that words name."""
