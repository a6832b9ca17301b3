"""Events as data and style, before any library draws them."""
