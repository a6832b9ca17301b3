"""Frozen records made quickly.

A frozen dataclass sets every field through ``object.__setattr__``, which takes most of the time of
an answer. Its twin is made in the plain way and then becomes the record itself.
"""

from __future__ import annotations

from dataclasses import fields, make_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from geomap.model import Candidate, Name, Place, Resolution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Record = TypeVar("Record")


def _twin_of(record: type[Any]) -> type[Any]:
    """Return a dataclass of the same fields that is not frozen."""
    names = [field.name for field in fields(record)]
    return make_dataclass(record.__name__, [(name, Any) for name in names], slots=True)


def quick_maker(record: type[Record]) -> Callable[..., Record]:
    """Return a function that makes a frozen dataclass with slots from all its fields, in order."""
    twin = _twin_of(record)

    def make(*values: object) -> Any:
        made: Any = twin(*values)
        made.__class__ = record
        return made

    return make


def quick_list_maker(record: type[Record]) -> Callable[..., list[Record]]:
    """Return a function that makes many such records, each field given as a column."""
    twin = _twin_of(record)

    def make(*columns: Iterable[object]) -> list[Any]:
        made = list(map(twin, *columns))
        for one in made:
            one.__class__ = record
        return made

    return make


make_candidates = quick_list_maker(Candidate)
make_candidate = quick_maker(Candidate)
make_resolution = quick_maker(Resolution)
make_name = quick_maker(Name)
make_place = quick_maker(Place)
