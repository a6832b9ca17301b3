"""Events as files that other tools read."""
