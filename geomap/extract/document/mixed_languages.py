"""A report in two languages: each paragraph is read in its own.

Paragraphs of the other language become blanks, so that every span counts in the whole text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extract.document.language import detect_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.extract.reading import ReadEvent, Reading
    from geomap.model import Report

_ARABIC = re.compile(r"[ء-ي]")
_LATIN = re.compile(r"[A-Za-z]")
LEAST = 120
"""Letters that a language needs in a report to be read beside the other."""
_NOT_BLANK = re.compile(r"[^\n]")


def split_languages(text: str) -> dict[str, str]:
    """Return for each language the text with all other paragraphs blanked; one if it is the same.

    Examples
    --------
    >>> split_languages("Shells fell on Nawa.")
    {}
    """
    if text.isascii() or not _ARABIC.search(text) or not _LATIN.search(text):
        return {}
    lines = text.split("\n")
    script = ["ar" if _arabic_share(line) > 0.5 else "en" for line in lines]
    letters = dict.fromkeys(("en", "ar"), 0)
    for line, lang in zip(lines, script, strict=True):
        letters[lang] += len((_ARABIC if lang == "ar" else _LATIN).findall(line))
    if min(letters.values()) < LEAST:
        return {}
    parts = {}
    for lang in ("en", "ar"):
        own = [
            line if found == lang else _NOT_BLANK.sub(" ", line)
            for line, found in zip(lines, script, strict=True)
        ]
        part = "\n".join(own)
        if detect_language(" ".join(part.split())) == lang:
            parts[lang] = part
    return parts


def read_mixed(read: Callable[[Report], Reading], report: Report) -> Reading:
    """Read a report, each of its languages apart, a happening told in both once."""
    parts = split_languages(report.text)
    if not parts:
        return read(report)
    readings = [read(replace(report, text=part, lang=lang)) for lang, part in parts.items()]
    whole = max(readings, key=lambda reading: len(parts[reading.lang or "en"].split()))
    first = next((r.published for r in readings if r.published), None)
    for other in readings:
        if other is whole:
            continue
        whole.events += [
            event for event in other.events if not any(_is_same(event, e) for e in whole.events)
        ]
        whole.places += other.places
        whole.dates += other.dates
        whole.problem = "" if whole.events else whole.problem
    whole.report, whole.published = report, whole.published or first
    return whole


def _arabic_share(line: str) -> float:
    arabic, latin = len(_ARABIC.findall(line)), len(_LATIN.findall(line))
    return arabic / (arabic + latin) if arabic + latin else 0.0


def _is_same(one: ReadEvent, other: ReadEvent) -> bool:
    """Return True for the same kind of happening at the same place on days that meet."""
    if one.event_type != other.event_type:
        return False
    places = [e.resolution.place_id if e.resolution else "" for e in (one, other)]
    if not places[0] or places[0] != places[1]:
        return False
    if one.first is None or other.first is None:
        return True
    last = (one.last or one.first, other.last or other.first)
    return one.first <= last[1] and other.first <= last[0]
