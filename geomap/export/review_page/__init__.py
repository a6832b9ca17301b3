"""Style and script of the review page."""
