"""Several deeds, places and counts told in one sentence."""
