"""Figures, documents and decks of events."""
