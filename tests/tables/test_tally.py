from __future__ import annotations

import pyarrow as pa

from geomap.errors import Finding
from geomap.tables.reject_table import make_rejects
from geomap.tables.tally import MOST_REASONS, OTHER, Tally

NONE = pa.table({"geo_precision": pa.array([], pa.int8())})
LOST = pa.table({"verdict": pa.array([], pa.string())})


def tally_of(*faults):
    found = [Finding(problem, fix, row=row, field=name) for row, name, problem, fix in faults]
    tally = Tally()
    tally.add(NONE, LOST, make_rejects("t.csv", found, None))
    return tally


def test_rejects_are_counted_by_their_kind_with_the_first_as_example():
    tally = tally_of(
        (2, "date_start", "may be 2025-03-05 or 2025-05-03", "write it as 2020-04-14"),
        (9, "date_start", "may be 2025-01-05 or 2025-05-01", "write it as 2020-04-14"),
        (12, "lat", "'x' is no number", ""),
    )
    assert sorted(tally.reasons.values()) == [1, 2]
    assert any("row 2: date_start may be 2025-03-05" in text for text in tally.examples.values())
    assert tally.rows_in == tally.rejects == 3


def test_parts_are_joined_and_kinds_without_end_are_bounded():
    faults = [(n, f"f{'a' * n}", "is wrong", "") for n in range(2, 2 + 2 * MOST_REASONS)]
    joined = Tally().join([tally_of(*faults), tally_of(*faults[:1])])
    assert joined.rejects == sum(joined.reasons.values()) == 2 * MOST_REASONS + 1
    assert len(joined.reasons) == MOST_REASONS + 1
    assert OTHER in joined.reasons
