"""Tables larger than memory, part by part."""
