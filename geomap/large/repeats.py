"""Event ids that come again in other parts of a run: found by their hashes, numbered in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.atomic import sync_file
from geomap.events.ids import hash_texts, number_repeats
from geomap.export.geojson import format_feature
from geomap.large.parts import IDS, Job, write_part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from geomap.arrays import ArrowColumn, Hashes


def mend_repeats(job: Job, numbers: Sequence[int]) -> int:
    """Give numbers to ids that come more than once over all parts; return how many rows changed.

    Eight bytes of each id are held in memory. Parts without a repeated id are not touched.
    """
    import numpy as np

    hashes = [np.load(job.file(number, IDS)) for number in numbers]
    joined = np.sort(np.concatenate(hashes))
    repeated = np.unique(joined[1:][joined[1:] == joined[:-1]])
    if not len(repeated):
        return 0
    known = _Known(joined, repeated, {})
    changed = 0
    for number, here in zip(numbers, hashes, strict=True):
        if np.isin(here, repeated).any():
            changed += _mend_part(job, number, known)
    return changed


@dataclass(frozen=True, slots=True)
class _Known:
    """Hashes of all ids, sorted; of those that come again; and how often each has come."""

    all: Hashes
    repeated: Hashes
    seen: dict[str, int]


def _mend_part(job: Job, number: int, known: _Known) -> int:
    import numpy as np
    import pyarrow.parquet as pq

    path = job.file(number, f"events{job.ending}")
    if job.ending == ".parquet":
        table = pq.read_table(path)
        position = table.column_names.index("event_id")
        ids = table["event_id"].combine_chunks()
        mended = _number(ids, known)
        if mended.equals(ids):
            return 0
        sync_file(write_part(job, number, table.set_column(position, "event_id", mended)))
        return int(np.sum(np.asarray(mended) != np.asarray(ids)))
    return _mend_lines(path, job.ending, known)


def _mend_lines(path: Path, ending: str, known: _Known) -> int:
    import csv
    import json

    import pyarrow as pa

    from geomap.atomic import replacing
    from geomap.export.text_tables import LineFeeds
    from geomap.tables.values.formulas import guard_text, unguard_text

    with path.open(encoding="utf-8", newline="") as file:
        if ending == ".csv":
            rows = list(csv.reader(file))
            ids = pa.array([unguard_text(row[0]) for row in rows], pa.string())
        else:
            features = [json.loads(line) for line in file]
            ids = pa.array([feature["id"] for feature in features], pa.string())
    mended = _number(ids, known).to_pylist()
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        if ending == ".csv":
            writer = csv.writer(LineFeeds(file), lineterminator="\r\n")
            writer.writerows(
                [guard_text(new), *row[1:]] for new, row in zip(mended, rows, strict=True)
            )
        else:
            for new, feature in zip(mended, features, strict=True):
                feature["id"] = feature["properties"]["event_id"] = new
                file.write(format_feature(feature) + "\n")
    return sum(new != old for new, old in zip(mended, ids.to_pylist(), strict=True))


def _number(ids: ArrowColumn, known: _Known) -> pa.Array:
    """Return ids with numbers behind those whose hash is known to come again.

    A number that another id of the table ends with already is passed over.
    """
    import numpy as np
    import pyarrow as pa

    array = ids if isinstance(ids, pa.Array) else pa.array(ids)
    again = np.isin(hash_texts(array), known.repeated)
    if not again.any():
        return array
    texts = np.array(array.to_pylist(), dtype=object)
    before = texts[again]
    after = np.array(
        number_repeats(pa.array(before.tolist(), pa.string()), known.seen).to_pylist(),
        dtype=object,
    )
    new = np.flatnonzero(after != before)
    while len(new):
        clash = _holds(known.all, hash_texts(pa.array(after[new].tolist(), pa.string())))
        new = new[clash]
        for position in new:
            name = str(before[position])
            known.seen[name] += 1
            after[position] = f"{name}-{known.seen[name]}"
    texts[again] = after
    return pa.array(texts.tolist(), pa.string())


def _holds(ordered: Hashes, wanted: Hashes) -> Hashes:
    """Return for each of `wanted` whether it is among `ordered`, which is sorted."""
    import numpy as np

    at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    return np.asarray(ordered[at] == wanted)
