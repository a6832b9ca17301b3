"""Trigger phrases: words that say that something happened, with ACLED's sub-event type.

The table is ``gazetteer/triggers.csv``: ``lang``, ``sub_event_type``, ``kind`` (how its arguments
stand around it), ``weight`` (the more certain word for what happened wins), ``phrases``
(separated by ``|``).

=============  ==================================================================
kind           arguments
=============  ==================================================================
``mutual``     between A and B; A with B; A and B
``strike``     a noun: A's strike, strike by A, on B; or a verb
``verb``       A did to B; B was done to by A
``result``     the outcome of another happening, or a happening if there is none
``control``    A captured a place (from B)
``withdraw``   A left a place (to B)
``protest``    protesters, with or without an intervention
``riot``       the same, violent
``talk``       A agreed with B
``say``        somebody said
=============  ==================================================================
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from geomap.settings import data_dir


@dataclass(frozen=True, slots=True)
class TriggerPhrase:
    """One phrase of the table."""

    text: str
    lang: str
    sub_event_type: str
    kind: str
    weight: int


@cache
def trigger_phrases(lang: str) -> tuple[TriggerPhrase, ...]:
    """Return the phrases of a language, ``en`` or ``ar``, in the table's order."""
    with (data_dir() / "triggers.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(
            TriggerPhrase(phrase, lang, row["sub_event_type"], row["kind"], int(row["weight"]))
            for row in csv.DictReader(rows)
            if row["lang"] == lang
            for phrase in row["phrases"].split("|")
        )
