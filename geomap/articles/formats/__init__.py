"""One file a format: each turns the bytes of a file into reports or says why it cannot."""
