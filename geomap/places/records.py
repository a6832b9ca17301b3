"""Frozen records made quickly.

A frozen dataclass sets every field through ``object.__setattr__``, which takes most of the time of
an answer. Its twin is made in the plain way and then becomes the record itself.
"""

from __future__ import annotations

from dataclasses import fields, make_dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from geomap.model import Candidate, Name, Place, Resolution

if TYPE_CHECKING:
    from collections.abc import Callable

Record = TypeVar("Record")


def quick_maker(record: type[Record]) -> Callable[..., Record]:
    """Return a function that makes a frozen dataclass with slots from all its fields, in order."""
    names = [field.name for field in fields(record)]  # type: ignore[arg-type]
    twin = make_dataclass(record.__name__, [(name, Any) for name in names], slots=True)

    def make(*values: object) -> Record:
        made: Any = twin(*values)
        made.__class__ = record
        return cast("Record", made)

    return make


make_candidate = quick_maker(Candidate)
make_resolution = quick_maker(Resolution)
make_name = quick_maker(Name)
make_place = quick_maker(Place)
