"""The figure: a map that says by itself what it shows."""
