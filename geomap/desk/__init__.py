"""The desk: a local web application over one project, for people who do not write Python."""
