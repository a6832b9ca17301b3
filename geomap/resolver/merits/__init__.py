"""What candidates are worth."""
