"""What stands in a cell: dates, numbers, angles."""
