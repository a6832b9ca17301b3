"""Other people's tables of places, read in the formats in which they are published."""
