"""What words name: dates, actors, places, casualties, triggers."""
