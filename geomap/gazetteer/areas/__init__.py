"""What places cover: outlines of units, and shapes made from them."""
