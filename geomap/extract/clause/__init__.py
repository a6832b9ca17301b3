"""What one clause tells: roles, type, status."""
