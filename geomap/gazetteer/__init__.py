"""The table of known places: its files, building, units and outlines."""
