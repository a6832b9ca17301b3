"""Assistants ask us: places, actors, types, checks, maps, over the Model Context Protocol."""
