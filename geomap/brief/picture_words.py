"""Pictures in words, made from the numbers: what a reader who does not see them is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.brief.counting import (
    count_by_actor,
    count_by_admin1,
    count_by_time,
    name_step,
    name_timeline,
)
from geomap.brief.figure.multiples import split_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.brief.facts import Facts

_MOST = 4


def tell_map(facts: Facts) -> str:
    """Return a map in words: its title, how many events, where most are, what the colours tell."""
    words = facts.words
    told = [facts.title, facts.span_line()]
    if not facts.rated and (places := _name(facts, count_by_admin1(facts))):
        told.append(f"{words.say('by_admin1')}: {places}")
    kinds = [(words.type_label(style), count) for style, count in facts.by_type.items()]
    if kinds:
        kinds.sort(key=lambda kind: -kind[1])
        told.append(f"{words.say(f'group_{facts.groups.column}')}: {_name(facts, kinds)}")
    told += [layer.title_ar if words.rtl else layer.title for layer in facts.layers]
    return f"{words.say('map')}: {'. '.join(told)}."


def tell_timeline(facts: Facts) -> str:
    """Return the chart by time in words: its steps from the first to the last, and the fullest."""
    timeline, words = count_by_time(facts), facts.words
    head = name_timeline(facts, timeline.step)
    if not timeline.starts:
        return head
    totals = [sum(column) for column in zip(*timeline.counts.values(), strict=True)]
    steps = [
        (name_step(facts, timeline.step, start), total)
        for start, total in zip(timeline.starts, totals, strict=True)
    ]
    fullest = max(steps, key=lambda step: step[1])
    ends = " – ".join(_name(facts, [step]) for step in dict.fromkeys((steps[0], steps[-1])))
    return f"{head}: {ends}. {words.say('fullest', name=_name(facts, [fullest]))}"


def tell_bars(facts: Facts) -> str:
    """Return the bars by actor and governorate in words."""
    words = facts.words
    places = words.say("by_admin1_rate" if facts.rated else "by_admin1")
    return (
        f"{words.say('by_actor')}: {_name(facts, count_by_actor(facts))}. "
        f"{places}: {_name(facts, count_by_admin1(facts))}."
    )


def tell_periods(facts: Facts) -> str:
    """Return the small maps in words: each period with its events."""
    found = split_periods(facts)
    counts = [(period.label, len(period.events)) for period in found.shown]
    return f"{facts.words.say(found.step)}: {_name(facts, counts, len(counts))}."


def _name(facts: Facts, counts: Sequence[tuple[str, float]], most: int = _MOST) -> str:
    """Return the first of some counts: ``Hasakah 73, Aleppo 44``."""
    words = facts.words
    comma = "، " if words.rtl else ", "
    places = int(facts.rated and any(value != int(value) for _, value in counts))
    return comma.join(f"{name} {words.number(value, places)}" for name, value in counts[:most])
