"""The gazetteer as data for those who need no program."""
