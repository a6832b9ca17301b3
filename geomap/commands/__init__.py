"""One file a command: options in, a call of the pipeline, a summary out."""
