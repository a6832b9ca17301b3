"""Names across scripts: their sounds, keys and the words in them."""
