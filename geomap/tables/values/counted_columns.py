"""Columns of counts, with the bounds that their cells give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.tables.text_columns import as_text, map_text
from geomap.tables.values.count_cells import parse_count
from geomap.tables.values.days import DateError
from geomap.tables.values.number_cells import check_integers, fast_numbers

if TYPE_CHECKING:
    from geomap.arrays import ArrowColumn
    from geomap.tables.faults import Faults


def check_counts(column: ArrowColumn, faults: Faults, *, lenient: bool) -> dict[str, ArrowColumn]:
    """Return a text column of the dead as ``fatalities`` and, where cells say so, their bounds.

    With `lenient` a cell without a figure is empty and no fault, for it is kept as written in the
    column `BESIDE`.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if fast_numbers(column) is not None:
        return {"fatalities": check_integers(column, "fatalities", faults)}

    def read(text: str) -> tuple[float | None, float | None, float | None]:
        try:
            return parse_count(text)
        except DateError:
            if lenient:
                return None, None, None
            raise

    names = ("fatalities", "fatalities_low", "fatalities_high")
    found = map_text(as_text(column), read, [pa.float64()] * 3, faults, "fatalities")
    checked = {
        name: check_integers(figures, name, faults)
        for name, figures in zip(names, found, strict=True)
    }
    return {
        name: figures for name, figures in checked.items()
        if name == "fatalities" or pc.count(figures).as_py()
    }  # fmt: skip
