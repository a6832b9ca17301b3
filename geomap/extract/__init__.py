"""From a text to events with their evidence: recognise, clause, compose."""
