"""Sentences on what changed."""


def tell_change(*_: object) -> tuple[()]:
    """Return nothing yet."""
    return ()
