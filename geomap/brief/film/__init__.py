"""Films: the clock of the map, step by step, as a graphics desk shows it."""
