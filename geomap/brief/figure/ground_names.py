"""What a map names beside its events: countries, waters, towns, villages, districts."""

from __future__ import annotations

from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

from geomap.brief.figure.drawing import find_parts
from geomap.brief.figure.labels import Wish, place_labels
from geomap.brief.sheet import Box
from geomap.brief.text_metrics import measure_text
from geomap.brief.theme import mix
from geomap.layers.basemap import Label

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.brief.figure.view import View
    from geomap.brief.sheet import Page
    from geomap.brief.wording import Words
    from geomap.model import Place

_VILLAGES_FROM = 2.0
"""Points to the kilometre from which a map names villages."""


def draw_names(
    page: Page, view: View, words: Words, scale: float, taken: list[Box], solid: list[Box],
    named: set[str], kinds: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Write the names of countries, waters and towns where there is room; of some `kinds` only.

    Names keep off the `taken` boxes; towns whose dot lies under a `solid` one are left out.
    """
    zoom = _zoom(view)
    written: list[tuple[float, float]] = []
    for label in _labels(view, kinds):
        name = label.name_ar if words.rtl else label.name
        if label.zoom > zoom or name in named or label.name == "Syria":
            continue
        (x,), (y,) = view.place([label.lon], [label.lat])
        if label.kind != "country" and not view.frame.inset(2).holds(Box(x, y, x, y)):
            continue
        if label.kind in ("country", "area", "water"):
            _draw_area_name(page, view, label, name, (x, y), scale, taken)
            solid.append(taken[-1])
        elif _is_free((x, y), solid):
            _draw_town(page, view, label, name, (x, y), scale, taken)
            solid.append(taken[-1])
            written.append((x, y))

    if kinds:
        return
    if view.points_per_m * 1000 > _VILLAGES_FROM:
        _draw_villages(page, view, words, scale, taken, solid, named, written)
    if view.shows("districts"):
        _draw_districts(page, view, words, scale, taken, zoom)


def _labels(view: View, kinds: tuple[str, ...]) -> list[Label]:
    """Return the labels of some kinds, or of all but districts, in the order of their weight."""
    labels = [
        label
        for label in view.basemap.labels
        if (label.kind in kinds if kinds else label.kind != "district")
    ]
    return sorted(labels, key=_rank)


def _draw_districts(
    page: Page, view: View, words: Words, scale: float, taken: list[Box], zoom: float
) -> None:
    for label in view.basemap.labels:
        if label.kind == "district" and label.zoom <= zoom + 1:
            _draw_district_name(page, view, label, words, scale, taken)


def _is_free(point: tuple[float, float], solid: list[Box]) -> bool:
    x, y = point
    dot = Box(x - 3, y - 3, x + 3, y + 3)
    return not any(dot.overlap(other) for other in solid)


def _draw_villages(
    page: Page, view: View, words: Words, scale: float, taken: list[Box], solid: list[Box],
    named: set[str], written: list[tuple[float, float]],
) -> None:  # fmt: skip
    """Write the weightiest places of the gazetteer that the basemap does not name."""
    apart = 26 * scale
    frame = view.frame.inset(8 * scale)
    area = frame.width * frame.height
    room = int(area / (95 * scale) ** 2)
    for place in _settlements_in(view, words)[: 6 * room]:
        name = (words.rtl and place.name_ar) or place.name
        (x,), (y,) = view.place([place.lon], [place.lat])
        dot = Box(x - 3, y - 3, x + 3, y + 3)
        if place.name in named or name in named or not frame.holds(dot):
            continue
        near = any(hypot(x - at[0], y - at[1]) < apart for at in written)
        if near or any(dot.overlap(other) for other in solid):
            continue
        before = len(taken)
        label = Label("village", place.name, place.name_ar, place.lon, place.lat, 9)
        _draw_town(page, view, label, name, (float(x), float(y)), scale, taken)
        written.append((x, y))
        if len(taken) > before:
            solid.append(taken[-1])
            room -= 1
        if room <= 0:
            return


def _settlements_in(view: View, words: Words) -> list[Place]:
    """Return the settlements of Syria inside the map, the weightiest first."""
    from geomap.gazetteer.loading import open_gazetteer

    west, south, east, north = view.outline().bounds
    places = [
        place
        for place in open_gazetteer(words.gazetteer).places.values()
        if place.feature_class == "P" and place.feature_code != "PPLX" and place.country == "SY"
        and west < place.lon < east and south < place.lat < north
    ]  # fmt: skip
    return sorted(places, key=lambda place: (-place.importance, place.place_id))


def _rank(label: Label) -> tuple[int, int]:
    order = {"city": 0, "country": 1, "town": 2, "foreign": 3, "water": 4, "area": 5}
    return label.zoom if label.kind == "town" else 0, order.get(label.kind, 9)


def _zoom(view: View) -> float:
    """Return about the web map zoom at which a screen shows what this page shows."""
    from math import log2

    metres_per_point = 1 / view.points_per_m
    return log2(156_543 * 0.82 / metres_per_point) + 1.1


def _draw_area_name(
    page: Page, view: View, label: Label, name: str, at: tuple[float, float], scale: float,
    taken: list[Box],
) -> None:  # fmt: skip
    theme = page.theme
    water, country = label.kind == "water", label.kind == "country"
    size = (9.0 if country else 7.4) * scale
    if country and not page.rtl:
        name = name.upper()
    wide = measure_text(name, size, italic=water)
    frame = view.frame.inset(3)
    for x, y in _country_spots(view, label, at) if country else (at,):
        box = Box(x - wide / 2, y - size * 0.4, x + wide / 2, y + size * 0.7)
        if frame.holds(box) and not any(box.overlap(other) for other in taken):
            break
    else:
        return
    color = mix(theme.river, theme.ink, 0.45) if water else theme.muted
    halo = "" if water else (theme.land if label.kind == "area" else theme.land_other)
    page.text(
        x, box.y0 + size * 0.24, name, size, color=color, italic=water, align="center",
        halo=halo, z=5,
    )  # fmt: skip
    taken.append(box)


def _draw_district_name(
    page: Page, view: View, label: Label, words: Words, scale: float, taken: list[Box]
) -> None:
    """Write a district's name inside it, quietly, where nothing else stands."""
    import shapely

    theme, size = page.theme, 6.2 * scale
    bare = (words.rtl and label.name_ar) or label.name
    name = words.say("district", name=bare)
    wide = measure_text(name, size)
    point = shapely.Point(label.lon, label.lat)
    outline = next(
        (
            unit.outline
            for unit in view.basemap.units.values()
            if len(unit.pcode) == 6 and unit.outline.contains(point)
        ),
        None,
    )
    if outline is None:
        return
    (x,), (y,) = view.place([label.lon], [label.lat])
    frame = view.frame.inset(3)
    for left, low in _roomy_spots(view, outline, (float(x), float(y))):
        box = Box(left - wide / 2, low - size * 0.5, left + wide / 2, low + size * 0.75)
        near = Box(box.x0 - 3, box.y0 - 2, box.x1 + 3, box.y1 + 2)
        if frame.holds(box) and not any(near.overlap(other) for other in taken):
            break
    else:
        return
    color = mix(theme.muted, theme.land, 0.2)
    page.text(left, box.y0 + size * 0.24, name, size, color=color, align="center",
              halo=theme.land, z=4.9)  # fmt: skip
    taken.append(box)


def _country_spots(view: View, label: Label, at: tuple[float, float]) -> list[tuple[float, float]]:
    """Return where a country's name may stand: its own spot, then the roomiest of what is seen."""
    import shapely

    point = shapely.Point(label.lon, label.lat)
    outline = next(
        (
            shape
            for kind, shape in find_parts(view.basemap)
            if kind in ("countries", "SY") and shape.contains(point)
        ),
        None,
    )
    if outline is None:
        return [at] if view.frame.holds(Box(*at, *at)) else []
    return _roomy_spots(view, outline, at)


def _roomy_spots(
    view: View, outline: BaseGeometry, at: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return `at` if it is seen, then the spots of a grid over what is seen of `outline`."""
    import shapely

    spots = [at] if view.frame.holds(Box(*at, *at)) else []
    frame = view.frame
    seen = view.project(outline).intersection(shapely.box(frame.x0, frame.y0, frame.x1, frame.y1))
    areas = [part for part in shapely.get_parts(seen) if part.geom_type == "Polygon"]
    if not areas:
        return spots
    seen = shapely.union_all(areas)
    rim = seen.boundary
    west, south, east, north = seen.bounds
    grid = [
        (west + (east - west) * column / 16, south + (north - south) * row / 16)
        for column in range(1, 16) for row in range(1, 16)
    ]  # fmt: skip
    inside = [spot for spot in grid if shapely.contains_xy(seen, *spot)]
    inside.sort(key=lambda spot: (-round(rim.distance(shapely.Point(*spot)), 1), spot))
    return [*spots, *inside[:40]]


def _draw_town(
    page: Page, view: View, label: Label, name: str, at: tuple[float, float], scale: float,
    taken: list[Box],
) -> None:  # fmt: skip
    theme = page.theme
    size = {"city": 7.4, "village": 6.0}.get(label.kind, 6.6) * scale
    dot = {"city": 1.5, "village": 0.8}.get(label.kind, 1.1) * scale
    wish = Wish(at[0], at[1], dot, measure_text(name, size), size * 1.2)
    spots = place_labels([wish], view.frame.inset(3), taken, reaches=(1.5, 4.0))
    if spots[0] is None:
        return
    box = spots[0].box
    turn = [i * pi / 8 for i in range(17)]
    page.line(
        [at[0] + dot * cos(t) for t in turn], [at[1] + dot * sin(t) for t in turn], theme.label,
        0.7 * scale, z=6,
    )  # fmt: skip
    halo = theme.land_other if label.kind == "foreign" else theme.land
    page.text(
        (box.x0 + box.x1) / 2, box.y0 + size * 0.3, name, size, color=theme.label, align="center",
        halo=halo, z=6, italic=label.kind == "foreign",
    )  # fmt: skip
    taken.append(box)
    taken.append(Box(at[0] - dot, at[1] - dot, at[0] + dot, at[1] + dot))
