"""How the numbers of a column are written so that deflate finds them small."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.web.blocks.packing import planes_of, zigzag

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.arrays import Ints

FEWEST = 512
"""Rows below which a column is written as it is."""
SAMPLE_ROWS = 1 << 16
"""Rows by which the way is chosen."""
SCALES = (1, 10, 100, 1_000, 1_000_000)
"""What decimals are whole numbers of; places have six."""
LARGEST = 1 << 30
"""Steps beyond that do not fit what the page counts in."""


def code_numbers(values: NDArray[Any], dtype: str) -> tuple[dict[str, Any], list[bytes]]:
    """Return how a column is written, for its spec, and its bytes in parts.

    ``planes`` is the number of planes of the zigzag of the numbers (`planes_of`), or, with
    ``steps``, of their differences from row to row; ``scale`` what they were multiplied by.
    Without ``planes`` the bytes are the numbers of `dtype`, little endian.
    """
    plain = [np.ascontiguousarray(values, dtype=f"<{dtype}").tobytes()]
    if len(values) < FEWEST or dtype == "u1":
        return {}, plain
    how: dict[str, Any] = {}
    whole: Ints | None = np.asarray(values, np.int64) if dtype != "f8" else None
    if whole is None:
        whole, scale = _find_scale(np.asarray(values, np.float64))
        how = {"scale": scale}
    if whole is None or max(-int(whole.min()), int(whole.max())) > LARGEST:
        return {}, plain
    some = whole[(start := max(0, len(whole) - SAMPLE_ROWS) // 2) : start + SAMPLE_ROWS]
    ways = [
        (_room(planes_of(zigzag(np.diff(some, prepend=some[0])))), "steps"),
        (_room(planes_of(zigzag(some))), "planes"),
        (_room([np.ascontiguousarray(some, dtype=f"<{dtype}").tobytes()]), ""),
    ]
    way = min(ways)[1]
    if not way:
        return {}, plain
    if way == "steps":
        how["steps"] = True
        whole = np.diff(whole, prepend=0)
    planes = planes_of(zigzag(whole))
    return how | {"planes": len(planes)}, planes


def _find_scale(values: NDArray[np.float64]) -> tuple[Ints | None, int]:
    """Return decimals as whole numbers of `1 / scale`, None where some are not."""
    for scale in SCALES:
        if not _is_whole(values[:FEWEST] * scale):
            continue
        with np.errstate(invalid="ignore"):
            whole = np.rint(values * scale)
            if (whole / scale == values).all() and (np.abs(whole) < LARGEST).all():
                return whole.astype(np.int64), scale
    return None, 1


def _is_whole(values: NDArray[np.float64]) -> bool:
    """Return True if values differ from whole numbers by no more than a product does."""
    return bool(np.allclose(values, np.rint(values), rtol=0, atol=1e-6))


def _room(planes: list[bytes]) -> float:
    """Return the bytes that planes take at least, each coded by how often its bytes occur."""
    room = 0.0
    for plane in planes:
        counts = np.bincount(np.frombuffer(plane, np.uint8), minlength=256)
        often = counts[counts > 0]
        room -= float((often * np.log2(often / max(1, len(plane)))).sum()) / 8
    return room


@dataclass
class TableOf:
    """Columns of few codes, to find those that follow from another: its code tells theirs."""

    known: dict[str, NDArray[np.uint8]] = field(default_factory=dict)

    def find(self, name: str, values: NDArray[Any]) -> dict[str, Any] | None:
        """Return the column that tells `values` and what each of its codes means, if one does.

        Columns that follow from none are remembered.
        """
        codes = np.asarray(values, np.uint8)
        if len(codes) < FEWEST:
            return None
        for other, theirs in self.known.items():
            if len(theirs) != len(codes):
                continue
            # the end first: it tells most columns apart at once
            table = np.zeros(256, np.uint8)
            for part in (slice(-SAMPLE_ROWS // 16, None), slice(None)):
                table[theirs[part]] = codes[part]
                if not (table[theirs[part]] == codes[part]).all():
                    break
            else:
                return {"of": other, "table": table[: int(theirs.max()) + 1].tolist()}
        self.known[name] = codes
        return None
