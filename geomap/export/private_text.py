"""Columns that tell who people are: phone numbers, e-mails, names of those who asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.lang.folding import DIGITS, fold_phrase
from geomap.lang.lexicon import LANGUAGES, alternation

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_GAP = r"[ \u00a0().\u2011/-]{0,3}"
_DATE = r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)"
PHONE = re.compile(
    rf"(?<![\w+.,/-])(?!{_DATE})(?:\+|00|0(?=[1-9]))(?:{_GAP}\d){{8,14}}(?![\w.]?\d)"
)
"""A number as people dial it: a country's code behind ``+`` or ``00``, or a trunk 0."""
PHONE_LINK = re.compile(r"(?:\bwa\.me/|\btel:|[?&]phone=)\+?\d{6}", re.IGNORECASE)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[^\W\d_]{1,24}")
KINDS = ("phone numbers", "e-mail addresses", "names of those who asked")


def find_private(events: pd.DataFrame, columns: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return, for each column of texts that looks private, how many cells look like which kind.

    Parameters
    ----------
    events
        object rows.
    columns
        Columns to look into; those that are not there, or hold no text, are passed over.

    Notes
    -----
    Digits of Arabic and Persian count like others. A long row of digits without ``+`` or 0 before
    it is not called a phone number: ids of reports look so. Links are searched for e-mails and
    for the forms in which messengers write numbers.
    """
    asked = re.compile(
        rf"(?<!\w)(?:{'|'.join(alternation(lang, 'private.askers') for lang in LANGUAGES)})"
        r"\s{0,3}[:：=]\s{0,3}\w"
    )
    found: dict[str, dict[str, int]] = {}
    for column in columns:
        if column not in events or not _holds_text(events[column]):
            continue
        counts = dict.fromkeys(KINDS, 0)
        for cell, times in events[column].dropna().astype(str).value_counts().items():
            text = str(cell).translate(DIGITS)
            phone = PHONE_LINK if "://" in text and " " not in text.strip() else PHONE
            hits = (
                phone.search(text) or PHONE_LINK.search(text),
                EMAIL.search(text),
                asked.search(fold_phrase(text)) or asked.search(text.casefold()),
            )
            for kind, hit in zip(KINDS, hits, strict=True):
                counts[kind] += int(times) * bool(hit)
        if any(counts.values()):
            found[column] = {kind: count for kind, count in counts.items() if count}
    return found


def _holds_text(series: pd.Series) -> bool:
    import pandas as pd

    return bool(pd.api.types.is_string_dtype(series) or series.dtype == object)
