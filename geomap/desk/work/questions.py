"""What the desk asks a process of its own: places, duplicates, the map, publications."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.desk.work.placements import describe_resolution, option_of, options_of_places
from geomap.settings import PlaceSettings, Presentation

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.arrays import Floats
    from geomap.model import Place
    from geomap.resolver.resolver import Resolver

NEAREST_KM = 10.0
FOUND = 9
KM_PER_DEGREE = 111.2


def warm() -> bool:
    """Load the gazetteer, so that the first question does not wait."""
    _resolver("", 0)
    _points()
    return True


@cache
def _resolver(overrides: str, _stamp: int) -> Resolver:
    from geomap.resolver.resolver import make_resolver

    return make_resolver(PlaceSettings(overrides=Path(overrides) if overrides else None))


@cache
def _points() -> tuple[list[Place], Floats]:
    import numpy as np

    places = [p for p in _resolver("", 0).gazetteer.places.values() if p.feature_class == "P"]
    return places, np.array([(place.lon, place.lat) for place in places])


def resolve(name: str, hint: str = "") -> dict[str, Any]:
    """Return what a name may mean."""
    from geomap.model import Hints

    resolver = _resolver("", 0)
    found = resolver.resolve(name, Hints(admin1=hint))
    return {
        "verdict": describe_resolution(found),
        "resolved": found.resolved,
        "places": options_of_places(found, resolver.gazetteer),
    }


def ground() -> dict[str, object]:
    """Return outlines and names for the small map, GeoJSON and ``lon, lat``."""
    from geomap.layers.basemap import load_basemap

    basemap = load_basemap()
    return {
        "layers": {
            name: [one["geometry"] for one in basemap.layers[name]]
            for name in ("countries", "governorates", "rivers")
        },
        "labels": [
            {"name": one.name, "name_ar": one.name_ar, "lon": one.lon, "lat": one.lat,
             "zoom": one.zoom, "kind": one.kind}
            for one in basemap.labels
        ],
    }  # fmt: skip


def at_point(lon: float, lat: float) -> dict[str, object]:
    """Return the settlements nearest to a point, and the units that it lies in."""
    import numpy as np

    from geomap.gazetteer.distances import distance_km
    from geomap.model import Candidate

    places, points = _points()
    scale = np.array([np.cos(np.radians(lat)), 1.0])
    rough = (((points - np.array([lon, lat])) * scale) ** 2).sum(axis=1)
    near = [places[at] for at in np.argsort(rough)[:FOUND]]
    apart = [float(distance_km(place.lon, place.lat, lon, lat)) for place in near]
    gazetteer = _resolver("", 0).gazetteer
    options = [
        option_of(Candidate(place, 0.0), place.name, gazetteer) | {"km": round(km, 1)}
        for place, km in zip(near, apart, strict=True)
    ]
    within = options[0]["placement"] if apart[0] <= NEAREST_KM else {}
    return {
        "near": options,
        "units": {name: within.get(name, "") for name in ("admin1", "admin2", "admin3")},
    }


def duplicates(store: str, refused: list[str], limit: int = 200) -> list[dict[str, object]]:
    """Return what may be one happening told by several sources, the surest first."""
    from geomap.events.duplicates import propose_duplicates
    from geomap.store import open_store

    events = open_store(store).pull()
    found = propose_duplicates(events, refused=frozenset(refused))
    return [
        {"key": one.key, "ids": list(one.event_ids), "score": one.score,
         "reasons": list(one.reasons)}
        for one in found[:limit]
    ]  # fmt: skip


def merge(store: str, ids: list[str]) -> dict[str, object]:
    """Return the one event that several become."""
    from geomap.events.merging import merge_duplicates
    from geomap.export.geojson import features_of
    from geomap.store import open_store

    events = open_store(store).pull()
    some = events[events["event_id"].isin(ids)].reset_index(drop=True)
    (feature,) = features_of(merge_duplicates(some, [ids]))
    told: dict[str, object] = feature["properties"]
    return told


def payload(store: str, lang: str, title: str) -> dict[str, object]:
    """Return the blocks of the map page for the events as they stand."""
    from geomap.store import open_store
    from geomap.web.options import WebOptions
    from geomap.web.payload import build_payload

    # columns that geomap does not know are for the panel beside the map, which asks for one event
    events = open_store(store).pull(more=False)
    told = build_payload(events, Presentation(title=title, lang=lang), WebOptions())
    return {"head": told.head, "columns": told.columns, "later": [list(b) for b in told.later]}


def publish(spec: str, tell: Callable[[object], None]) -> dict[str, object]:
    """Do what a specification says, as ``geomap build`` does; return the files and warnings."""
    from geomap.jobs.specs import run_spec
    from geomap.spec import read_spec

    outcome = run_spec(read_spec(Path(spec)), tell)
    return {
        "files": [path.name for path in outcome.files], "events": outcome.selected,
        "unplaced": sum(outcome.unplaced.values()), "warnings": list(outcome.warnings),
    }  # fmt: skip


def snapshot(
    store: str, folder: str, wanted: list[str] | None = None, private: list[str] | None = None,
    public: list[str] | None = None, blur_km: float = 0.0,
) -> dict[str, object]:  # fmt: skip
    """Write the events that readers may see beside a specification; return what was noticed.

    `wanted` are the ids of the events; None takes all. Private columns and those that geomap does
    not know are left out, see `geomap.jobs.prepare_publication`.
    """
    from geomap.events.select import hash_events
    from geomap.export.geojson import write_geojson
    from geomap.jobs.pages import prepare_publication
    from geomap.store import open_store

    events = open_store(store).pull()
    if wanted is not None:
        events = events[events["event_id"].isin(wanted)].reset_index(drop=True)
    there = [name for name in private or [] if name in events.columns]
    let = [name for name in public or [] if name in events.columns and name not in there]
    told = prepare_publication(events, tuple(there), blur_km, tuple(let))
    write_geojson(told.events, Path(folder) / "events.geojson")
    notices = [line.partition("; --public")[0] for line in told.notices]
    return {"events": len(told.events), "notices": notices, "hash": hash_events(told.events)}
