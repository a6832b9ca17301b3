"""Every column of an event, described once: type, range, where it comes from, who may see it.

Whatever else says something about columns is made from `ALL_COLUMNS`: the pandas types, the SQL of
the stores, what the desk lets a person write, what publishing hides, what a page need not repeat,
the reference of the documentation.

The names of `COLUMNS` are a contract: other people's scripts rely on them. More columns may
follow the named ones; the named ones keep their names and their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from geomap.model import Status


class Kind(StrEnum):
    """What a cell holds, by the name of its pandas dtype."""

    TEXT = "str"
    DATE = "datetime64[ms]"
    SCALE = "Int8"
    COUNT = "Int64"
    NUMBER = "float64"


class Part(Enum):
    """Where a column comes from."""

    CONTRACT = "in every table of events"
    PLACED = "added where a report is placed"
    READ = "added where a text is read"
    MADE = "added by later steps"


@dataclass(frozen=True, slots=True)
class Column:
    """One event column.

    Parameters
    ----------
    name, kind, meaning
        Its name, what it holds, and what that says.
    part
        Where it comes from.
    needed
        True if every event has it.
    least, most
        Range of a number, None where it is open.
    choices
        The closed set of a text, empty where it is open.
    place
        True if it is part of where an event is, and changes with its place.
    naming
        True if it would name a place whose coordinates are blurred.
    written
        True if a person writes it; places are set as places.
    inner
        True if it is of the work and readers do not need it.
    """

    name: str
    kind: Kind
    meaning: str
    part: Part = Part.CONTRACT
    needed: bool = False
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()
    place: bool = False
    naming: bool = False
    written: bool = False
    inner: bool = False

    @property
    def dtype(self) -> str:
        """Name of its pandas dtype."""
        return self.kind.value


TEXT, DATE, SCALE, COUNT, NUMBER = Kind.TEXT, Kind.DATE, Kind.SCALE, Kind.COUNT, Kind.NUMBER
_MOST_PEOPLE = 10_000_000
_STATUS = tuple(status.value for status in Status)

COLUMNS: tuple[Column, ...] = (
    Column("event_id", TEXT, "unique and stable id of the event", needed=True),
    Column("report_id", TEXT, "id of the report (source row or text) that tells of it",
           needed=True),
    Column("date_start", DATE, "first day on which it may have happened", needed=True,
           written=True),
    Column("date_end", DATE, "last day on which it may have happened", needed=True, written=True),
    Column("time_precision", SCALE, "ACLED's scale: 1 day, 2 week, 3 month or longer",
           needed=True, least=1, most=3, written=True),
    Column("event_type", TEXT, "ACLED's event type"),
    Column("sub_event_type", TEXT, "ACLED's sub-event type, or one of ours, marked (geomap)",
           written=True),
    Column("status", TEXT, "reported, claimed, planned, denied or background", needed=True,
           choices=_STATUS, written=True),
    Column("actor1", TEXT, "who did it, as the source says", written=True),
    Column("actor1_id", TEXT, "id in the actors table"),
    Column("actor2", TEXT, "who it was done to, or who fought actor1", written=True),
    Column("actor2_id", TEXT, "id in the actors table"),
    Column("claimed_by", TEXT, "who claims to have done it", written=True),
    Column("attributed_to", TEXT, "whom others say did it", written=True),
    Column("location", TEXT, "the toponym as the source wrote it", naming=True, written=True),
    Column("place_id", TEXT, "id of the gazetteer's place", place=True, naming=True),
    Column("place_name", TEXT, "English name of the place", place=True, naming=True),
    Column("pcode", TEXT, "OCHA p-code of the place", place=True, naming=True),
    Column("admin1", TEXT, "governorate", place=True),
    Column("admin2", TEXT, "district", place=True),
    Column("admin3", TEXT, "sub-district", place=True, naming=True),
    Column("lon", NUMBER, "longitude, decimal degrees, EPSG:4326", needed=True, least=-180,
           most=180, place=True),
    Column("lat", NUMBER, "latitude, decimal degrees, EPSG:4326", needed=True, least=-90, most=90,
           place=True),
    Column("geo_precision", SCALE, "ACLED's scale: 1 exact place, 2 near or area, 3 region",
           needed=True, least=1, most=3, place=True),
    Column("precision_km", NUMBER, "the true place lies within this many km of the point",
           needed=True, least=0, most=1000, place=True),
    Column("fatalities", COUNT, "best figure of the source; empty where it gives none", least=0,
           most=_MOST_PEOPLE, written=True),
    Column("fatalities_low", COUNT, "lowest figure", least=0, most=_MOST_PEOPLE, written=True),
    Column("fatalities_high", COUNT, "highest figure", least=0, most=_MOST_PEOPLE, written=True),
    Column("source", TEXT, "who says so", written=True),
    Column("source_url", TEXT, "where it can be read", written=True),
    Column("description", TEXT, "what happened, in a sentence", written=True),
)  # fmt: skip
"""The contract, in its order."""

ALL_COLUMNS: tuple[Column, ...] = (
    *COLUMNS,
    Column("rule", TEXT, "the resolver's rule that decided the place", Part.PLACED, place=True,
           naming=True, inner=True),
    Column("score", NUMBER, "the resolver's score in [0, 1]", Part.PLACED, place=True, naming=True,
           inner=True),
    Column("placed_how", TEXT, "how it was placed, in words", Part.PLACED, place=True, naming=True,
           inner=True),
    Column("apart_km", NUMBER,
           "km between the source's own coordinates and the place that its words name",
           Part.PLACED, inner=True),
    Column("date_edtf", TEXT, "the day as an Extended Date/Time Format string", Part.READ,
           inner=True),
    Column("injured", COUNT, "best figure of the source; empty where it gives none", Part.READ,
           written=True),
    Column("detained", COUNT, "best figure of the source; empty where it gives none", Part.READ,
           written=True),
    Column("incident_id", TEXT,
           "rows that tell of one happening share it, so that its dead count once", Part.READ),
    Column("main", TEXT, "yes for the report's main event", Part.READ, inner=True),
    Column("confidence", NUMBER,
           "how likely place, day and kind are right, all three, in [0, 1]", Part.READ,
           inner=True),
    Column("scores", TEXT, "JSON: field to score", Part.READ, inner=True),
    Column("evidence", TEXT, "JSON: list of field, start, end in characters of the report's text",
           Part.READ, inner=True),
    Column("merged_from", TEXT, "ids of the events that were joined into this one", Part.MADE),
    Column("graphic", TEXT, "yes where the description may distress", Part.MADE),
)  # fmt: skip
"""The contract's, then those that geomap adds behind them."""

BY_NAME: dict[str, Column] = {column.name: column for column in ALL_COLUMNS}
EVENT_COLUMNS: tuple[str, ...] = tuple(column.name for column in COLUMNS)
DTYPES: dict[str, Kind] = {column.name: column.kind for column in COLUMNS}
NEEDED: frozenset[str] = frozenset(column.name for column in COLUMNS if column.needed)
PLACEMENT_COLUMNS: tuple[str, ...] = tuple(c.name for c in COLUMNS if c.place)
PLACING: tuple[str, ...] = tuple(column.name for column in ALL_COLUMNS if column.place)
"""What changes with an event's place, those behind the contract among them."""

NAMING: tuple[str, ...] = tuple(column.name for column in ALL_COLUMNS if column.naming)
WRITTEN: tuple[str, ...] = tuple(column.name for column in ALL_COLUMNS if column.written)
EXTRA_COLUMNS: dict[str, str] = {c.name: c.meaning for c in ALL_COLUMNS if c.part is Part.PLACED}
READING_COLUMNS: dict[str, str] = {c.name: c.meaning for c in ALL_COLUMNS if c.part is Part.READ}
"""Columns that a reading adds behind the event columns and `EXTRA_COLUMNS`."""

NUMBERS: frozenset[str] = frozenset(
    c.name for c in ALL_COLUMNS if c.part is Part.PLACED and c.kind is NUMBER
)
"""Columns of geomap's own that are numbers, for formats that hold text only."""

UNPLACED_COLUMNS = ("verdict", "reason", "nearest")
"""What stands before the columns of a row without a place: why, and which names are near."""
