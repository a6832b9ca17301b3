"""Maps shaded by governorate or district."""
