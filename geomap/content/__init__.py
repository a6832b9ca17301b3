"""What a map tells beside its events, as plain values: layers on its clock, chapters of a story."""
