"""People killed, injured and detained, and their numbers."""
