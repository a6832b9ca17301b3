"""Word lists as data, one folder a language; `geomap.lang.lexicon` reads them."""
