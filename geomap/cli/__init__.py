"""One file a command: options in, a call of `geomap.jobs`, a summary out."""
