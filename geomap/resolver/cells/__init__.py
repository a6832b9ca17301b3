"""Cells that say more than one plain name: codes, coordinates, relations, two names."""
