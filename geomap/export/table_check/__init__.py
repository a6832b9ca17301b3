"""One page on a table: what became of its rows, and which may be one happening."""
