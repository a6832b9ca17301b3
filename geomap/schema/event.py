"""One event as a record, placed or with the reason why it is not, and its cells by column.

Tables of events are columns (Arrow inside, pandas at the door); where one event is made or told by
itself it is an `Event`, and `Event.cells` is the only way from it to a row.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

Cell: TypeAlias = "str | int | float | date | None"
"""What a cell of an event holds; None where a number or a day is not given."""


class Count(NamedTuple):
    """A number of people: the best figure, the least and the most that the words allow.

    `high` is None where they leave it open ("at least 12", "dozens").
    """

    best: int
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an event is and how that was found; the fields are columns.

    ``lon``, ``lat`` are decimal degrees, EPSG:4326; the numbers are None where there is no place.
    """

    place_id: str = ""
    place_name: str = ""
    pcode: str = ""
    admin1: str = ""
    admin2: str = ""
    admin3: str = ""
    lon: float | None = None
    lat: float | None = None
    geo_precision: int | None = None
    precision_km: float | None = None
    rule: str = ""
    score: float | None = None
    placed_how: str = ""

    def cells(self) -> dict[str, Cell]:
        """Return the placement columns."""
        return asdict(self)

    @property
    def placed(self) -> bool:
        """True if there is a point."""
        return self.lon is not None and self.lat is not None


@dataclass(frozen=True, slots=True)
class Event:
    """One event; fields that bear a column's name are that column.

    Parameters
    ----------
    placement
        Where it is; without a point its ``placed_how`` says why it has no place.
    fatalities, injured, detained
        People, None where the source gives no figure.
    more
        Cells behind the contract's columns, by name.
    """

    event_id: str
    report_id: str
    date_start: date | None = None
    date_end: date | None = None
    time_precision: int | None = None
    event_type: str = ""
    sub_event_type: str = ""
    status: Status = Status.REPORTED
    actor1: str = ""
    actor1_id: str = ""
    actor2: str = ""
    actor2_id: str = ""
    claimed_by: str = ""
    attributed_to: str = ""
    location: str = ""
    placement: Placement = Placement()
    fatalities: Count | None = None
    injured: Count | None = None
    detained: Count | None = None
    source: str = ""
    source_url: str = ""
    description: str = ""
    more: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What it lacks to stand on a map: ``day``, ``place``."""
        no_day = () if self.date_start else ("day",)
        return no_day if self.placement.placed else (*no_day, "place")

    def cells(self) -> dict[str, Cell]:
        """Return its cells by column: the contract's, the placement's, then those behind them."""
        dead = self.fatalities
        told: dict[str, Cell] = {
            name: getattr(self, name) for name in self.__slots__ if name not in _OF_MORE_CELLS
        }
        people: dict[str, Cell] = {
            "fatalities": dead.best if dead else None,
            "fatalities_low": dead.low if dead else None,
            "fatalities_high": dead.high if dead else None,
            "injured": self.injured.best if self.injured else None,
            "detained": self.detained.best if self.detained else None,
        }
        return (
            told | {"status": self.status.value} | self.placement.cells() | people | {**self.more}
        )

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield its columns and their cells as text."""
        for name, cell in self.cells().items():
            yield name, say_cell(cell)


_OF_MORE_CELLS = frozenset({"placement", "fatalities", "injured", "detained", "more"})


def say_cell(cell: Cell) -> str:
    """Return a cell as text: empty for None, a number without needless zeros, a day as ISO."""
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".")
    return "" if cell is None else str(cell)


class EventRow(Protocol):
    """A row of a table of events as ``itertuples`` gives it; texts may be missing, numbers NA."""

    number: int
    date_start: date
    date_end: date
    event_type: str
    sub_event_type: str
    status: str
    actor1: str
    actor1_id: str
    actor2: str
    actor2_id: str
    claimed_by: str
    attributed_to: str
    location: str
    place_id: str
    place_name: str
    pcode: str
    admin1: str
    lon: float
    lat: float
    geo_precision: int
    precision_km: float
    fatalities: int
    source: str
    description: str
