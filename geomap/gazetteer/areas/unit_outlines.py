"""Outlines of places, read from their stored form when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

Default = TypeVar("Default")


class Outlines(Mapping[str, "BaseGeometry"]):
    """Outlines (EPSG:4326) by ``place_id``, from well-known binary."""

    def __init__(self, stored: Mapping[str, bytes]) -> None:
        self._stored = stored
        self._read: dict[str, BaseGeometry] = {}

    def __getitem__(self, place_id: str) -> BaseGeometry:
        known = self._read.get(place_id)
        if known is None:
            stored = self._stored[place_id]
            import shapely

            known = self._read[place_id] = shapely.from_wkb(stored)
        return known

    def get(  # type: ignore[override]
        self, place_id: str, default: Default | None = None
    ) -> BaseGeometry | Default | None:
        """Return an outline, `default` where there is none."""
        return self[place_id] if place_id in self._stored else default

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._stored

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)
