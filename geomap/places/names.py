"""Name keys: one key for every spelling of a name, across scripts."""

from __future__ import annotations

import re
import unicodedata


def name_key(name: str) -> str:
    """Return the key under which spellings of one name meet.

    Examples
    --------
    >>> name_key("Deir ez-Zor") == name_key("deir EZ zor")
    True
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"\W+", " ", bare).strip()
