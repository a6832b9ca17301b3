"""The steps of a film: which events each shows, what is told of it, and how long it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.brief.counting import count_by_time, end_of, name_step, step_label
from geomap.brief.figure.marks import make_marks, size_of
from geomap.layers.counts import sum_fatalities

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd

    from geomap.brief.facts import Facts
    from geomap.brief.figure.marks import Mark
    from geomap.brief.film.stage import Stage

MOST_STEPS = 180
"""More months than this make a film of years."""
LONGEST, LEAST, MOST = 60.0, 0.33, 1.6
"""Seconds: of a whole film, and of one step at the least and at most."""
EMPTY = 0.17
"""Seconds of a step without an event."""


@dataclass(frozen=True)
class Step:
    """One step: its name, last day, events, figures, and the marks that the map shows."""

    name: str
    last: date
    events: gpd.GeoDataFrame
    count: int
    before: int
    fatalities: int
    marks: list[Mark]


@dataclass(frozen=True)
class Storyboard:
    """All steps of a film.

    Parameters
    ----------
    steps
        In order of time, those without an event too.
    first
        The first day, month or year.
    left_out
        Events dated too widely, or too far from the others, for any step.
    seconds
        How long each step stands; those without an event pass by.
    """

    steps: list[Step]
    first: str
    left_out: int
    seconds: list[float]

    @property
    def most(self) -> int:
        """Events of the fullest step."""
        return max((step.count for step in self.steps), default=0)


def plan_film(facts: Facts, stage: Stage) -> Storyboard:
    """Cut the events of a film into steps; one scale of marks holds for all."""
    timeline = count_by_time(facts, MOST_STEPS)
    numbers = facts.events.assign(step=list(timeline.step_of) or -1)["step"]
    steps: list[Step] = []
    before = 0
    for at, start in enumerate(timeline.starts):
        events = facts.events[numbers.to_numpy() == at]
        marks = make_marks(
            events, stage.view, facts.words, facts.groups, base=stage.base, numbered=False
        )
        shown = [mark for mark in marks if not (mark.off or mark.whole)]
        name = name_step(facts, timeline.step, start)
        dead = sum_fatalities(events)
        last = end_of(timeline.step, start)
        steps.append(Step(name, last, events, len(events), before, dead[0] if dead else 0, shown))
        before += len(events)
    largest = max((mark.count for step in steps for mark in step.marks), default=1)
    for step in steps:
        for mark in step.marks:
            mark.size = size_of(mark.count, largest, stage.base)
    filled = sum(step.count > 0 for step in steps)
    stand = min(MOST, max(LEAST, (LONGEST - EMPTY * (len(steps) - filled)) / max(filled, 1)))
    seconds = [stand if step.count else EMPTY for step in steps]
    first = step_label(facts, timeline.step, timeline.starts[0]) if steps else ""
    return Storyboard(steps, first, timeline.left_out, seconds)
