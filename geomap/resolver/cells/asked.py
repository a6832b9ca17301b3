"""What the answers to cells ask of a resolver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Place, Resolution
    from geomap.resolver.admin_context import Wanted
    from geomap.resolver.candidates import Index
    from geomap.resolver.ranking import Judge
    from geomap.resolver.weights import Weights


class Asked(Protocol):
    """A resolver, as seen by the answers to cells that say more than a name."""

    gazetteer: Gazetteer
    index: Index
    judge: Judge
    weights: Weights
    least: float

    def resolve_part(self, text: str, wanted: Wanted) -> Resolution:
        """Resolve one part of a list: a name as it stands."""

    def resolve_inner(self, text: str, wanted: Wanted, near: Sequence[Place]) -> Resolution:
        """Resolve what a phrase names, itself a phrase perhaps."""

    def plain_name(self, name: str, wanted: Wanted, near: Sequence[Place]) -> Resolution:
        """Resolve a name that stands inside a larger text."""
