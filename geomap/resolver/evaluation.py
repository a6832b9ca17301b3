"""How well a resolver does on a table of names whose coordinates are known.

Coverage is the share of names that got an answer; "right" lies within 5 km, "wrong" 25 km or
farther from the gold point. Every share is of all names, the unanswered included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.errors import TableError
from geomap.lang.letters import is_arabic
from geomap.model import Hints
from geomap.resolver.name_tables import HINTS, read_name_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geomap.model import Resolution
    from geomap.resolver.resolver import Resolver

RIGHT_KM = 5.0
NEAR_KM = 25.0


@dataclass(frozen=True, slots=True)
class Gold:
    """One name with its true point (``lon, lat``, EPSG:4326)."""

    row: int
    name: str
    hints: Hints
    lon: float
    lat: float
    weight: float = 1.0
    source: str = ""
    kind: str = ""
    system: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold name, the resolver's answer, and the geodesic distance in km (None: no answer)."""

    gold: Gold
    answer: Resolution
    km: float | None


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of one group, by unique name and weighted by events."""

    group: str
    names: int
    events: float
    covered: float
    right: float
    near: float
    wrong: float
    covered_events: float
    right_events: float
    near_events: float
    wrong_events: float


def read_gold(path: Path, *, kinds: tuple[str, ...] = ()) -> list[Gold]:
    """Read a gold table.

    Needs ``name``, ``lon``, ``lat``; ``admin1`` ... ``admin3`` are hints, ``n_events`` the weight,
    ``source``, ``kind`` and ``system`` groups. Rows without usable coordinates are left out.

    Parameters
    ----------
    path
        A CSV.
    kinds
        Keep only rows whose ``kind`` is one of these; all if empty.

    Raises
    ------
    TableError
        If a column is missing or no row is usable.
    """
    names = read_name_table(path)
    columns = set(names.table.column_names)
    for needed in ("lon", "lat"):
        if needed not in columns:
            raise TableError(f"no column {needed!r}", file=names.file, fix="give lon and lat")
    gold = []
    for number, row in enumerate(names.table.to_pylist(), start=2):
        try:
            lon, lat = float(row["lon"]), float(row["lat"])
            weight = float(row.get("n_events") or 1)
        except ValueError:
            continue
        if kinds and row.get("kind", "") not in kinds:
            continue
        hints = Hints(*(row.get(hint) or "" for hint in HINTS))
        gold.append(
            Gold(number, row["name"], hints, lon, lat, weight,
                 row.get("source") or "", row.get("kind") or "", row.get("system") or "")
        )  # fmt: skip
    if not gold:
        raise TableError("no row with name, lon and lat", file=names.file)
    return gold


def evaluate(gold: Iterable[Gold], resolver: Resolver, *, use_hints: bool = True) -> list[Outcome]:
    """Resolve every gold name and measure the geodesic distance of the answer."""
    from geopy.distance import geodesic

    gold = list(gold)
    queries = [(one.name, one.hints if use_hints else Hints()) for one in gold]
    outcomes = []
    for one, answer in zip(gold, resolver.resolve_many(queries), strict=True):
        km = None
        if answer.resolved:
            km = geodesic((one.lat, one.lon), (answer.lat, answer.lon)).km
        outcomes.append(Outcome(one, answer, km))
    return outcomes


def shares_of(outcomes: Iterable[Outcome], group: str = "all") -> Shares:
    """Return the shares of a group of outcomes."""
    outcomes = list(outcomes)
    weights = [outcome.gold.weight for outcome in outcomes]
    names, events = len(outcomes), sum(weights)

    def share(test: list[bool]) -> tuple[float, float]:
        if not names or not events:
            return 0.0, 0.0
        return sum(test) / names, sum(w for w, ok in zip(weights, test, strict=True) if ok) / events

    covered = share([o.km is not None for o in outcomes])
    right = share([o.km is not None and o.km <= RIGHT_KM for o in outcomes])
    near = share([o.km is not None and o.km < NEAR_KM for o in outcomes])
    wrong = share([o.km is not None and o.km >= NEAR_KM for o in outcomes])
    return Shares(
        group, names, events, covered[0], right[0], near[0], wrong[0],
        covered[1], right[1], near[1], wrong[1],
    )  # fmt: skip


def shares_by(outcomes: Iterable[Outcome], what: str) -> list[Shares]:
    """Return the shares of groups of outcomes.

    Parameters
    ----------
    what
        ``source``, ``kind``, ``system`` (of spelling), ``script``, ``governorate`` (the hint: where
        is it worse?), ``rule`` or ``score`` (bands of a tenth).
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if what == "rule":
            group = outcome.answer.rule
        elif what == "governorate":
            group = outcome.gold.hints.admin1 or "-"
        elif what == "script":
            group = "Arabic" if is_arabic(outcome.gold.name) else "Latin"
        elif what == "score":
            if outcome.km is None:
                continue
            low = min(9, int(outcome.answer.score * 10)) / 10
            group = f"{low:.1f}-{low + 0.1:.1f}"
        else:
            group = getattr(outcome.gold, what) or "-"
        groups.setdefault(group, []).append(outcome)
    return [shares_of(groups[group], group) for group in sorted(groups)]


def worst_of(outcomes: Iterable[Outcome], count: int = 15) -> list[Outcome]:
    """Return the answers that are farthest off, weightiest first among equals."""
    answered = [o for o in outcomes if o.km is not None and o.km > RIGHT_KM]
    return sorted(answered, key=lambda o: (-(o.km or 0), -o.gold.weight, o.gold.row))[:count]
