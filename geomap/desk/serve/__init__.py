"""The desk's server: guard, routes, and what they answer."""
