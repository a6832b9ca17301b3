"""Reports as texts, whatever file holds them."""
