"""Many names weighed and judged at once, in columns."""
