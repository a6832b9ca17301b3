"""Reports and their places become events."""
