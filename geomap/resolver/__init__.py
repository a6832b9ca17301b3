"""From a toponym to a place, or to an honest refusal."""
