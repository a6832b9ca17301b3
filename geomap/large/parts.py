"""One part of a large run: some rows of a table placed and written, ready to be joined."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing, sync_file, write_text
from geomap.events.ids import hash_texts
from geomap.export.geojson import features_of_table, format_feature
from geomap.export.geoparquet import add_geometry, bounds_of, sort_by_space, write_groups
from geomap.export.text_tables import write_rows
from geomap.tables.rejects import AS_WRITTEN, REJECT_COLUMNS
from geomap.tables.reports import check_batch
from geomap.tables.tally import Tally
from geomap.tables.text_columns import decode_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from geomap.events.placing import Placer
    from geomap.tables.opening import ReadOptions
    from geomap.tables.schemes import Mapped
    from geomap.tables.sheets import Batch

UNPLACED, REJECTS, IDS, DONE = "unplaced.csv", "rejects.csv", "ids.npy", "done.json"


@dataclass(frozen=True)
class Job:
    """What every part of a run shares.

    Parameters
    ----------
    folder
        Where parts are written.
    ending
        ``.parquet``, ``.csv`` or ``.geojsonl``.
    mapped
        How the table's columns are read.
    name
        The table's name, for messages and report ids.
    columns
        The table's own columns, for the rejects.
    options
        As a person gave them, the order of dates settled.
    """

    folder: Path
    ending: str
    mapped: Mapped
    name: str
    columns: tuple[str, ...]
    options: ReadOptions

    def file(self, number: int, what: str) -> Path:
        """Return the path of one file of part `number`; `what` is its ending."""
        return self.folder / f"{number:06}-{what}"


@dataclass
class Done:
    """What became of one part."""

    number: int
    tally: Tally
    bounds: tuple[float, float, float, float] | None
    unplaced_columns: list[str]
    columns: list[str]


def run_part(job: Job, number: int, batches: Sequence[Batch], placer: Placer) -> Done:
    """Check, place and write some batches; the last file written says that the part is done."""
    done = make_part(job, number, batches, placer)
    settle_part(job, done)
    return done


def make_part(job: Job, number: int, batches: Sequence[Batch], placer: Placer) -> Done:
    """Check, place and write some batches, without waiting for the disk."""
    import numpy as np
    import pyarrow as pa

    tally = Tally()
    events, lost, rejects = [], [], []
    for position, batch in enumerate(batches):
        first = number == 0 and position == 0
        checked = check_batch(batch, job.mapped, job.name, job.options, first=first)
        placed, unplaced = placer.place(checked.table, checked.rows, Path(job.name).name)
        tally.add(placed, unplaced, checked.rejects)
        events.append(placed)
        lost.append(unplaced)
        rejects.append(checked.rejects)
    table = finish_events(join_events(events))
    if job.ending == ".parquet":
        table = add_geometry(sort_by_space(table))
    ids = job.file(number, IDS)
    with replacing(ids, sync=False) as temporary, temporary.open("wb") as file:
        np.save(file, hash_texts(table["event_id"]))
    write_part(job, number, table)
    unplaced = pa.concat_tables(lost, promote_options="permissive")
    _write_fragment(job.file(number, UNPLACED), unplaced)
    _write_fragment(job.file(number, REJECTS), _full_rejects(rejects, job.columns))
    return Done(number, tally, bounds_of(table), unplaced.column_names, table.column_names)


def settle_part(job: Job, done: Done) -> None:
    """Wait until the disk has a part, then write the file that says that it is done."""
    for what in (IDS, f"events{job.ending}", UNPLACED, REJECTS):
        path = job.file(done.number, what)
        if path.exists():
            sync_file(path)
    write_text(job.file(done.number, DONE), json.dumps(asdict(done)))


def join_events(tables: Sequence[pa.Table]) -> pa.Table:
    """Return tables of events as one; a column of coded text in one and plain in another is plain.

    Texts of a column have one dictionary for all rows, so that rows can be moved about cheaply.
    """
    import pyarrow as pa

    if len(tables) == 1:
        return tables[0].unify_dictionaries()
    coded = [
        {field.name: pa.types.is_dictionary(field.type) for field in table.schema}
        for table in tables
    ]
    mixed = {
        name
        for other in coded[1:]
        for name, is_coded in other.items()
        if is_coded != coded[0].get(name, is_coded)
    }
    if mixed:
        tables = [
            pa.table(
                {
                    name: decode_text(table.select([name]))[name] if name in mixed else table[name]
                    for name in table.column_names
                }
            )
            for table in tables
        ]
    return pa.concat_tables(tables, promote_options="permissive").unify_dictionaries()


def finish_events(table: pa.Table) -> pa.Table:
    """Return a table of events with the types that are written: days are true dates."""
    import pyarrow as pa

    for name in ("date_start", "date_end"):
        days = table[name].cast(pa.date32(), safe=False)
        table = table.set_column(table.column_names.index(name), name, days)
    return table


def write_part(job: Job, number: int, table: pa.Table) -> Path:
    """Write the events of one part as a file that can be joined with others; return its path."""
    path = job.file(number, f"events{job.ending}")
    with replacing(path, sync=False) as temporary:
        if job.ending == ".parquet":
            write_groups(table, temporary)
        else:
            with temporary.open("w", encoding="utf-8", newline="") as file:
                if job.ending == ".csv":
                    write_rows(table, file, header=False)
                else:
                    for feature in features_of_table(decode_text(table)):
                        file.write(format_feature(feature) + "\n")
    return path


def read_done(job: Job, number: int) -> Done | None:
    """Return what became of a part in an earlier run, None if it is not done."""
    path = job.file(number, DONE)
    if not path.exists():
        return None
    try:
        done = done_of(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError):
        return None
    wanted = [IDS, f"events{job.ending}"]
    wanted += [UNPLACED] if done.tally.unplaced else []
    wanted += [REJECTS] if done.tally.rejects else []
    return done if all(job.file(number, what).is_file() for what in wanted) else None


def done_of(kept: dict[str, Any]) -> Done:
    """Return what became of a part from its JSON."""
    told = kept["tally"]
    told["precision"] = {int(key): count for key, count in told["precision"].items()}
    bounds = tuple(kept["bounds"]) if kept["bounds"] else None
    return Done(kept["number"], Tally(**told), bounds, kept["unplaced_columns"], kept["columns"])


def _full_rejects(parts: Sequence[pa.Table], columns: tuple[str, ...]) -> pa.Table:
    """Return rejects with the same columns in every part."""
    import pyarrow as pa

    from geomap.tables.reject_table import join_rejects

    joined = join_rejects(parts)
    wanted = reject_columns(columns)
    blank = pa.array([""] * joined.num_rows, pa.string())
    return pa.table({n: joined[n] if n in joined.column_names else blank for n in wanted})


def reject_columns(columns: tuple[str, ...]) -> list[str]:
    """Return the columns of the rejects of a table with `columns`."""
    own = [f"{name}_as_written" if name in REJECT_COLUMNS else name for name in columns]
    return [*REJECT_COLUMNS, *own, AS_WRITTEN]


def _write_fragment(path: Path, table: pa.Table) -> None:
    if table.num_rows:
        text = io.StringIO(newline="")
        write_rows(table, text, header=False)
        write_text(path, text.getvalue(), sync=False)
