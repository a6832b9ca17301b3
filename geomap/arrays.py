"""Names of the NumPy arrays that pass between functions, for annotations only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Ints: TypeAlias = NDArray[np.int64]
    Mask: TypeAlias = NDArray[np.bool_]
    Octets: TypeAlias = NDArray[np.uint8]
    Hashes: TypeAlias = NDArray[np.uint64]
    Objects: TypeAlias = NDArray[np.object_]
    Numbers: TypeAlias = NDArray[np.generic]
    """Whole numbers, or others, of any width."""

    import pyarrow as pa

    ArrowColumn: TypeAlias = pa.Array | pa.ChunkedArray
    """A column of a table, in one piece or in several."""
