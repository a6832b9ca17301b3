"""What an event is made of: its columns, and the check that lists every fault."""

from geomap.schema.event import Cell, Count, Event, EventRow, Placement
from geomap.schema.event_columns import (
    ALL_COLUMNS,
    BY_NAME,
    COLUMNS,
    COUNT,
    DATE,
    DTYPES,
    EVENT_COLUMNS,
    EXTRA_COLUMNS,
    NAMING,
    NEEDED,
    NUMBER,
    NUMBERS,
    PLACEMENT_COLUMNS,
    PLACING,
    READING_COLUMNS,
    SCALE,
    TEXT,
    UNPLACED_COLUMNS,
    WRITTEN,
    Column,
    Kind,
    Part,
)
from geomap.schema.event_frames import CRS, coerce_events, validate_events

__all__ = [
    "ALL_COLUMNS", "BY_NAME", "COLUMNS", "COUNT", "CRS", "DATE", "DTYPES", "EVENT_COLUMNS",
    "EXTRA_COLUMNS", "NAMING", "NEEDED", "NUMBER", "NUMBERS", "PLACEMENT_COLUMNS", "PLACING",
    "READING_COLUMNS", "SCALE", "TEXT", "UNPLACED_COLUMNS", "WRITTEN", "Cell", "Column", "Count",
    "Event", "EventRow", "Kind", "Part", "Placement", "coerce_events", "validate_events",
]  # fmt: skip
