"""Names placed and measured, and the gazetteer behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Resolution
    from geomap.resolver.evaluation import Outcome as GoldOutcome


def resolve(
    name: str,
    *,
    admin1: str = "",
    admin2: str = "",
    admin3: str = "",
    places: PlaceSettings = PlaceSettings(),
) -> Resolution:
    """Return the verdict on one place name.

    Parameters
    ----------
    name
        As a source wrote it, Arabic or Latin.
    admin1, admin2, admin3
        Names or p-codes of governorate, district, sub-district, where known; soft hints.
    places
        Which gazetteer and overrides to use.

    Returns
    -------
    geomap.model.Resolution
        With every candidate, the rule that decided and the reasons; ``lon``, ``lat`` in EPSG:4326.
    """
    from geomap.model import Hints
    from geomap.resolver.resolver import make_resolver

    return make_resolver(places).resolve(name, Hints(admin1, admin2, admin3))


def resolve_names(
    path: Path, output: Path, places: PlaceSettings = PlaceSettings(), rejects: Path | None = None
) -> dict[str, int]:
    """Place a table of names and write it with what was found; return counts by status.

    Columns in: ``name``, optional ``admin1`` ... ``admin3``; columns out: all of them and those of
    `geomap.resolver.name_tables.ADDED`. Rows that cannot be read go to `rejects`, if there are any.
    """
    from geomap.resolver.name_tables import (
        place_names,
        read_name_table,
        write_name_table,
        write_rejects,
    )
    from geomap.resolver.resolver import make_resolver
    from geomap.tables.values.formulas import guard_table

    names = read_name_table(path)
    table = place_names(names, make_resolver(places))
    write_name_table(guard_table(table), output)
    counts = {"rows": table.num_rows, "rejected": len(names.rejects)}
    for answer in table.column("status").value_counts().to_pylist():
        counts[answer["values"]] = answer["counts"]
    if names.rejects and rejects is not None:
        write_rejects(names, rejects)
    return counts


def evaluate_names(
    gold: Path,
    places: PlaceSettings = PlaceSettings(),
    *,
    use_hints: bool = True,
    kinds: tuple[str, ...] = (),
) -> list[GoldOutcome]:
    """Resolve a table of names with known coordinates; return every name with its distance."""
    from geomap.resolver.evaluation import evaluate, read_gold
    from geomap.resolver.resolver import make_resolver

    return evaluate(read_gold(gold, kinds=kinds), make_resolver(places), use_hints=use_hints)


def open_gazetteer(places: PlaceSettings = PlaceSettings()) -> Gazetteer:
    """Load the gazetteer that `places` names."""
    from geomap.gazetteer.loading import load_gazetteer

    return load_gazetteer(places.gazetteer)


def build_gazetteer(
    output: Path, *, geonames: Sequence[Path] = (), ocha: Sequence[Path] = ()
) -> Gazetteer:
    """Merge our tables with files of GeoNames and OCHA; write them as one gazetteer file."""
    from geomap.gazetteer import building
    from geomap.gazetteer.built import write_built

    gazetteer = building.build_gazetteer(geonames=geonames, ocha=ocha)
    write_built(gazetteer, output)
    return gazetteer


def update_gazetteer(
    folder: Path | None = None, progress: Callable[[str, int, int | None], None] | None = None
) -> tuple[Path, Gazetteer, list[tuple[str, str]]]:
    """Download GeoNames and OCHA tables and build the user's gazetteer from them.

    Returns where it was written, the gazetteer, and the files that could not be used with why.
    """
    from geomap.errors import GazetteerError
    from geomap.gazetteer.download import GEONAMES, fetch_all
    from geomap.gazetteer.importers.ocha import read_ocha
    from geomap.gazetteer.loading import BUILT_NAME
    from geomap.settings import user_data_dir

    downloads = folder or user_data_dir() / "downloads"
    geonames, ocha, skipped = [], [], []
    for one in fetch_all(downloads, progress):
        if one.url == GEONAMES:
            geonames.append(one.path)
            continue
        try:
            read_ocha(one.path)
        except GazetteerError as error:
            skipped.append((one.path.name, error.problem))
        else:
            ocha.append(one.path)
    output = user_data_dir() / BUILT_NAME
    output.parent.mkdir(parents=True, exist_ok=True)
    return output, build_gazetteer(output, geonames=geonames, ocha=ocha), skipped


def export_places(
    folder: Path,
    places: PlaceSettings = PlaceSettings(),
    day: date | None = None,
    since: Path | None = None,
) -> dict[str, int]:
    """Write the gazetteer as a data package into `folder`; return what it holds.

    Parameters
    ----------
    day
        The version; without it today, or the day of ``SOURCE_DATE_EPOCH``.
    since
        Folder of an earlier package, to tell what changed.
    """
    import os
    import time
    from datetime import UTC, datetime

    from geomap.export.data_package.place_package import write_place_package

    if day is None:
        now = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
        day = datetime.fromtimestamp(now, UTC).date()
    return write_place_package(open_gazetteer(places), folder, day, since)
