"""The tables of a briefing: plain words for each event, each unplaced report, each change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.brief.wording import NAMED, present
from geomap.layers.style import type_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.brief.facts import Facts
    from geomap.schema import EventRow


@dataclass(frozen=True, slots=True)
class Row:
    """An event as a reader sees it in a table.

    Parameters
    ----------
    number
        Its number, in the digits of the language; on map and in table the same.
    date, place, what, who, source, precision
        The cells. ``what`` is the type, ``detail`` what happened.
    written
        The toponym as the source wrote it, where it differs from the place's name.
    detail
        What happened, as the source has it.
    killed
        Its fatalities, where a source gives any.
    color
        Colour of its type, ``#rrggbb``.
    """

    number: str
    date: str
    place: str
    written: str
    what: str
    detail: str
    killed: str
    who: str
    source: str
    precision: str
    color: str

    def cells(self) -> dict[str, str]:
        """Return the cells by their names."""
        return {name: getattr(self, name) for name in self.__slots__}


HEADS = ("number", "date", "place", "what", "who", "source", "precision_head")
"""Phrases of the column heads."""

_WHAT = ("date_start", "date_end", "event_type", "sub_event_type", "status", "description")
_WHO = ("actor1", "actor1_id", "actor2", "actor2_id", "claimed_by", "attributed_to", "source")
_TOLD = ("number", "geo_precision", "fatalities", "incident_id", *NAMED, *_WHAT, *_WHO)
"""Columns that a row tells of; others are not taken out of their table."""


def make_rows(facts: Facts, most: int | None = None) -> Iterator[Row]:
    """Yield a row for each event in the order of their numbers, at most `most`."""
    events = facts.events if most is None else facts.events.head(most)
    told = events[list(dict.fromkeys(n for n in (*_TOLD, facts.groups.column) if n in events))]
    for event in told.itertuples(index=False):
        yield make_row(facts, event)


def make_row(facts: Facts, event: EventRow) -> Row:
    """Return the row of one numbered event."""
    words, style = facts.words, type_style(present(event.event_type))
    place, written = words.place(event), present(event.location)
    status = present(event.status)
    what = words.what(event, style)
    if status not in ("", "reported"):
        what = f"{what} ({words.status_label(status)})" if what else words.status_label(status)
    return Row(
        number=words.number(event.number),
        date=words.days(event.date_start, event.date_end),
        place=cut_text(place, 80),
        written=cut_text(written, 80) if written.casefold() != place.casefold() else "",
        what=what,
        detail=cut_text(present(event.description), 360),
        killed=say_killed(facts, event),
        who=cut_text(say_who(facts, event), 200),
        source=cut_text(join_names(present(event.source)), 80, word=10),
        precision=words.precision_of(int(event.geo_precision)),
        color=facts.theme.type_color(facts.groups.style(getattr(event, facts.groups.column))),
    )


def say_killed(facts: Facts, event: EventRow) -> str:
    """Return the dead of an event; rows of one incident say that the figure is of them all."""
    if not present(event.fatalities) or int(event.fatalities) <= 0:
        return ""
    rows = facts.incident_rows.get(present(getattr(event, "incident_id", "")), 1)
    phrase = "killed" if rows == 1 else "killed_in_all"
    return facts.words.say(phrase, n=int(event.fatalities), **({"rows": rows} if rows > 1 else {}))


def cut_text(text: str, most: int, word: int = 18) -> str:
    """Return `text` with at most `most` characters, cut with an ellipsis.

    Words longer than `word` may break after every six letters: nothing runs out of its column.
    """
    text = text if len(text) <= most else text[: most - 1].rstrip(" ,;:.") + "…"
    return " ".join(
        part
        if len(part) <= word
        else "\u200b".join(part[at : at + 6] for at in range(0, len(part), 6))
        for part in text.split(" ")
    )


def join_names(text: str) -> str:
    """Return names that stand together in one cell, each once: ``A;B;A`` as ``A; B``."""
    return "; ".join(dict.fromkeys(filter(None, (part.strip() for part in text.split(";")))))


def say_who(facts: Facts, event: EventRow) -> str:
    """Return the actors; who claims it and whom others blame stand apart from who did it."""
    words = facts.words
    actors = [
        words.actor(event.actor1, event.actor1_id),
        words.actor(event.actor2, event.actor2_id),
    ]
    told = [" – ".join(filter(None, actors))]
    if claimed := present(event.claimed_by):
        told.append(words.say("claimed_by", name=claimed))
    if blamed := present(event.attributed_to):
        told.append(words.say("attributed_to", name=blamed))
    return "; ".join(filter(None, told))


def unplaced_rows(facts: Facts, most: int = 60) -> list[tuple[str, str, str]]:
    """Return toponym, what and reason of each report without a place, at most `most`."""
    frame = facts.unplaced_rows
    if frame is None:
        return []
    rows = []
    for row in frame.head(most).to_dict("records"):
        what = present(row.get("description")) or present(row.get("sub_event_type"))
        rows.append((present(row.get("location")) or "—", what, present(row.get("reason"))))
    return rows


def change_lines(facts: Facts, most: int = 8) -> list[tuple[str, int, str]]:
    """Return heading, count and a line of numbers or places for each kind of change."""
    change, words = facts.change, facts.words
    if change is None:
        return []
    from geomap.brief.figure.marks import format_numbers

    def numbers(which: tuple[int, ...]) -> str:
        shown = format_numbers(which[: 6 * most], words)
        return shown + (" …" if len(which) > 6 * most else "")

    gone = [
        f"{words.place(event)} ({words.days(event.date_start, event.date_end)})"
        for event in change.withdrawn.head(most).itertuples(index=False)
    ]
    if len(change.withdrawn) > most:
        gone.append(words.say("unplaced_cut", n=len(change.withdrawn) - most))
    nothing = words.say("nothing")
    return [
        (words.say("new"), len(change.new), numbers(change.new) or nothing),
        (
            words.say("corrected"),
            len(change.corrected),
            numbers(tuple(change.corrected)) or nothing,
        ),
        (words.say("withdrawn"), len(change.withdrawn), "; ".join(gone) or nothing),
    ]


def headline_numbers(facts: Facts) -> list[tuple[str, str]]:
    """Return the figures that open a briefing: value and label."""
    words = facts.words
    told = [
        (words.number(len(facts.events)), words.say("events")),
        (words.number(facts.place_count), words.say("places")),
        (words.number(facts.governorate_count), words.say("governorates")),
    ]
    if facts.fatalities:
        told.append((words.number(facts.fatalities[0]), words.say("fatalities")))
    told.append((words.number(facts.presentation.unplaced), words.say("unplaced")))
    return told
