"""The day from which an undated report counts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from geomap.extract.recognise.dates.date_mentions import DateMention, find_dates
from geomap.vocab.anchors import find_anchor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def publication_date(dates: Sequence[DateMention]) -> date | None:
    """Return the latest full day that a text names, which it was published on or after."""
    days = [d.last for d in dates if d.last and not d.relative and d.precision == 1]
    return max(days) if days else None


def date_report(
    text: str, lang: str, dates: list[DateMention]
) -> tuple[date | None, list[DateMention]]:
    """Return the day from which an undated report counts, and its dates read from there.

    The latest full date it names; without one, the latest well-known event that it speaks of
    says from when on its days without a year are.
    """
    anchor = publication_date(dates)
    exact = any(d.last and not d.relative and d.precision == 1 for d in dates)
    event = None if exact else find_anchor(text)
    if event is not None:
        days = [d.last for d in find_dates(text, lang, event[0] + timedelta(days=300))
                if d.last and _is_day_since(d, event[0])]  # fmt: skip
        anchor = max(days) if days else event[0]
    if anchor is None or not any(d.relative for d in dates):
        return anchor, dates
    return anchor, find_dates(text, lang, anchor)


def _is_day_since(mention: DateMention, day: date) -> bool:
    """Return True if a date is one day, not before `day`, and no word like "today"."""
    exact = mention.last is not None and mention.precision == 1 and mention.last >= day
    return exact and mention.rule not in {"word", "weekday"}


HEADER = 500
"""Characters at the start of a report in which a line of its own may give its day."""


def day_of_header(text: str, dates: Sequence[DateMention], published: date | None) -> date | None:
    """Return the day that stands in a short line of its own above a report, None without one.

    A day more than three days before publication is no report's day.
    """
    for mention in dates:
        if mention.start > HEADER or mention.relative or mention.precision != 1:
            continue
        lo, hi = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
        rest = text[lo : mention.start] + text[mention.end : hi if hi >= 0 else len(text)]
        if hi < 0 or len(rest.strip()) > 24 or mention.last is None:
            continue
        if published is None or 0 <= (published - mention.last).days <= 3:
            return mention.last
    return None
