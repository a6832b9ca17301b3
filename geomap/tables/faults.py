"""The first fault of each row of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.errors import Finding

if TYPE_CHECKING:
    from geomap.arrays import Ints, Mask


class Faults:
    """The first fault of each row."""

    def __init__(self, count: int) -> None:
        import numpy as np

        self.codes = np.zeros(count, dtype=np.int32)
        self.known: list[tuple[str, str, str]] = [("", "", "")]
        self._index: dict[tuple[str, str, str], int] = {}

    def code(self, field: str, problem: str, fix: str) -> int:
        """Return the number of a fault."""
        key = (field, problem, fix)
        if key not in self._index:
            self._index[key] = len(self.known)
            self.known.append(key)
        return self._index[key]

    def mark(self, where: Mask, field: str, problem: str, fix: str) -> None:
        """Mark the rows where a mask holds, but those that have a fault."""
        if where.any():
            self.codes[where & (self.codes == 0)] = self.code(field, problem, fix)

    def mark_codes(self, codes: Ints) -> None:
        """Mark rows with their own codes, but those that have a fault."""
        free = self.codes == 0
        self.codes[free] = codes[free]

    def reject(self, position: int, row: int) -> Finding:
        """Return the fault of the row at `position` as a finding."""
        field, problem, fix = self.known[self.codes[position]]
        return Finding(problem, fix, row=row, field=field)
