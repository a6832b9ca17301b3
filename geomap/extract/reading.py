"""What reading a report gives: events with their evidence, and what was seen on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.model import Status

if TYPE_CHECKING:
    from datetime import date

    from geomap.extract.recognise.dates.date_mentions import DateMention
    from geomap.extract.recognise.names import PlaceMention
    from geomap.model import Report, Resolution
    from geomap.schema import Count


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that say something: which field, and their span in characters."""

    field: str
    start: int
    end: int


@dataclass(slots=True)
class ReadEvent:
    """One event as a report tells it; the fields are those of `geomap.schema`.

    Parameters
    ----------
    fatalities, injured, detained
        Best, lowest and highest figure; the highest is None where the text leaves it open.
    first, last
        First and last day on which it may have happened.
    scores
        For each field how certain it is, in [0, 1].
    evidence
        The words, for each field.
    tellings
        In how many places of the report it is told.
    listed
        How many places the list has that its place stands in.
    lead
        True if a headline or one of the first sentences tells it.
    incident
        Offset of the words that tell of one happening over several places; None for one place.
    confidence
        How likely place, day and kind are right, in [0, 1]; None where nothing judged it.
    scene
        How likely its place is the scene of each kind of `learned.scene_kinds`.
    learned
        ``added`` where what was learned made a row that the rules left out.
    around
        What stands around its place, see `learned.row_signs`; empty where nothing looked.
    """

    event_type: str
    sub_event_type: str
    status: Status = Status.REPORTED
    actor1: str = ""
    actor1_id: str = ""
    actor2: str = ""
    actor2_id: str = ""
    claimed_by: str = ""
    attributed_to: str = ""
    location: str = ""
    resolution: Resolution | None = None
    hint: str = ""
    first: date | None = None
    last: date | None = None
    time_precision: int = 1
    edtf: str = ""
    fatalities: Count | None = None
    injured: Count | None = None
    detained: Count | None = None
    description: str = ""
    speaker: str = ""
    scores: dict[str, float] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    weight: float = 0.0
    tellings: int = 1
    listed: int = 1
    lead: bool = False
    incident: int | None = None
    confidence: float | None = None
    scene: tuple[float, ...] = ()
    learned: str = ""
    around: tuple[float, ...] = ()


@dataclass(slots=True)
class Reading:
    """One report and what was read in it.

    Parameters
    ----------
    lang
        ``en``, ``ar``, or empty if it was not read.
    problem
        Why nothing was read, one clause, or empty.
    """

    report: Report
    lang: str = ""
    published: date | None = None
    events: list[ReadEvent] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    problem: str = ""
