"""Where the places of one report are, all of them together."""
