"""What a person decides on a reading comes back with the next one."""
