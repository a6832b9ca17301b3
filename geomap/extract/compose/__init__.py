"""From clauses to events: link, inherit, one event for all that tell of it."""
