"""Layers that are not events on a drawn map: under the marks, with their legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.brief.figure.labels import Wish, place_labels
from geomap.brief.figure.legend import Column
from geomap.brief.sheet import Box
from geomap.brief.text_metrics import measure_text, shorten_text
from geomap.brief.theme import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.brief.facts import Facts
    from geomap.brief.figure.labels import Spot
    from geomap.brief.figure.view import View
    from geomap.brief.sheet import Page
    from geomap.content.map_layers import LayerClass, LayerShape, MapLayer

_Z = {"area": 1.55, "line": 1.95, "point": 1.97}
_OVER = 15.0
"""Where a mark hides a pin, the pin is drawn again: over marks, under their numbers."""
_NEAR = (1.0, 3.0, 6.0, 12.0, 20.0, 30.0)
"""How far from its pin a name may stand, points; farther off with a leader."""
_MOST_NAMES = 120


def draw_layers(page: Page, facts: Facts, view: View, scale: float) -> None:
    """Draw what holds on the day of the facts: areas under lines of the map, the rest over them."""
    import shapely

    frame = view.frame
    window = shapely.box(frame.x0 - 9, frame.y0 - 9, frame.x1 + 9, frame.y1 + 9)
    earth = view.outline().buffer(0.7)
    for layer in facts.layers:
        for shape in layer.at(facts.state_day):
            if not shape.geometry.intersects(earth):
                continue
            form = form_of(shape)
            color = _color(facts, layer.classes[shape.kind])
            if form == "point":
                for x, y in shapely.get_coordinates(view.project(shape.geometry)):
                    if frame.x0 < x < frame.x1 and frame.y0 < y < frame.y1:
                        draw_pin(page, x, y, 3.4 * scale, color, hollow=shape.contested)
                continue
            drawn = view.project(shape.geometry).intersection(window)
            if form == "area":
                _draw_area(page, view, drawn, shape, color, scale, solid=layer.numbered)
            else:
                _draw_line(page, view, drawn, shape, color, scale)


def draw_sites(
    page: Page, facts: Facts, view: View, marks: Sequence[Box], blocked: Sequence[Box], scale: float
) -> list[Box]:
    """Name the pins of layers, and draw those that marks hide over them; return what they take.

    Names keep off `marks` and what is `blocked`; those without room are left out.
    """
    frame, pin = view.frame.inset(3), 3.4 * scale
    spots = _find_sites(facts, view, pin)
    taken = [Box(x - pin, y, x + pin, y + 3.1 * pin) for x, y, _, _ in spots]
    for (x, y, shape, color), box in zip(spots, taken, strict=True):
        if any(box.overlap(mark) for mark in marks):
            draw_pin(page, x, y, pin, color, hollow=shape.contested, z=_OVER)
    for (x, y, shape, _), own in zip(spots[:_MOST_NAMES], list(taken), strict=False):
        size = 6.6 * scale
        name = shorten_text(shape.name, 110 * scale, size)
        wish = Wish(x, y + 2 * pin, pin, measure_text(name, size), size * 1.25)
        others = [*blocked, *marks, *(box for box in taken if box is not own)]
        (spot,) = place_labels([wish], frame, others, reaches=_NEAR, over_marks=True)
        if name and spot is not None:
            _write_site(page, spot, name, size, scale)
            taken.append(spot.box)
    return taken


def _find_sites(facts: Facts, view: View, pin: float) -> list[tuple[float, float, LayerShape, str]]:
    """Return the pins in view: where they stand on the page, what they are, their colours."""
    import shapely

    return [
        (float(x), float(y), shape, _color(facts, layer.classes[shape.kind]))
        for layer in facts.layers
        for shape in layer.at(facts.state_day)
        if form_of(shape) == "point"
        for x, y in shapely.get_coordinates(view.project(shape.geometry))
        if view.frame.inset(pin).holds(Box(x, y, x, y))
    ]


def _write_site(page: Page, spot: Spot, name: str, size: float, scale: float) -> None:
    box = spot.box
    if spot.leader:
        x0, y0, x1, y1 = spot.leader
        page.line((x0, x1), (y0, y1), page.theme.ink, 0.6 * scale, z=_OVER)
    page.text(
        (box.x0 + box.x1) / 2, box.y0 + size * 0.3, name, size, align="center",
        color=page.theme.ink, halo=page.theme.land, z=7,
    )  # fmt: skip


def find_areas(facts: Facts, view: View) -> list[BaseGeometry]:
    """Return the areas of the layers that hold, points of the page."""
    return [
        view.project(shape.geometry)
        for layer in facts.layers
        for shape in layer.at(facts.state_day)
        if form_of(shape) == "area"
    ]


def form_of(shape: LayerShape) -> str:
    """Return ``area``, ``line`` or ``point``."""
    kind = shape.geometry.geom_type
    if kind.endswith("Polygon"):
        return "area"
    return "line" if kind.endswith("LineString") else "point"


def _color(facts: Facts, kind: LayerClass) -> str:
    return kind.color_dark if facts.theme.dark else kind.color


def _tint(color: str, page: Page, *, solid: bool = False) -> str:
    """Return an area's colour as it shows on land: paler than anything that is an event."""
    return mix(color, page.theme.land, 0.3 if solid else 0.72)


def _draw_area(
    page: Page, view: View, drawn: Any, shape: LayerShape, color: str, scale: float, *, solid: bool
) -> None:
    z = _Z["area"]
    edge = mix(color, page.theme.land, 0.3)
    if shape.contested:
        page.shape(drawn, fill=_tint(color, page), z=z, clip=view.frame, alpha=0.45)
        page.shape(drawn, edge=edge, width=0, hatch="/////", z=z + 0.01, clip=view.frame)
    else:
        page.shape(drawn, fill=_tint(color, page, solid=solid), z=z, clip=view.frame)
    dashes = (3.0, 2.0) if shape.contested else ()
    page.shape(drawn, edge=edge, width=0.5 * scale, dashes=dashes, z=z + 0.02, clip=view.frame)


def _draw_line(
    page: Page, view: View, drawn: Any, shape: LayerShape, color: str, scale: float
) -> None:
    z, dashes = _Z["line"], (4.0, 2.5) if shape.contested else ()
    page.shape(drawn, edge=page.theme.land, width=3.4 * scale, z=z, clip=view.frame, alpha=0.85)
    page.shape(drawn, edge=color, width=1.8 * scale, dashes=dashes, z=z + 0.01, clip=view.frame)


def draw_pin(
    page: Page, x: float, y: float, size: float, color: str, *, hollow: bool = False, z: float = 0
) -> None:
    """Draw a pin that stands on its place: no sign of events has this form."""
    import shapely

    z = z or _Z["point"]
    head = shapely.Point(x, y + 2.1 * size).buffer(size, quad_segs=12)
    foot = shapely.Polygon([
        (x, y), (x - 0.88 * size, y + 1.62 * size), (x + 0.88 * size, y + 1.62 * size)
    ])  # fmt: skip
    page.shape(head.union(foot), fill=color, edge=page.theme.land, width=0.28 * size, z=z)
    eye = shapely.Point(x, y + 2.1 * size).buffer((0.62 if hollow else 0.36) * size)
    page.shape(eye, fill=page.theme.land, z=z + 0.001)


def legend_height(facts: Facts) -> float:
    """Return the height of the legend of layers, points at scale 1."""
    day, high = facts.state_day, 0.0
    for layer in facts.layers:
        kinds = _kinds(layer, day)
        alone = [_label(facts, layer.classes[kind]) for kind, _ in kinds] == [layer.title]
        contested = any(shape.contested for shape in layer.at(day))
        high += 12.2 * (len(kinds) + contested) + (0 if alone else 12.0)
        high += 22.0 if say_state(facts, layer) else 3.0
    return high


def _kinds(layer: MapLayer, day: int | None) -> list[tuple[int, str]]:
    """Return the kinds that hold on a day, or ever, with their form, in the order of their rows."""
    shapes = layer.shapes if day is None else layer.at(day)
    return sorted({(shape.kind, form_of(shape)) for shape in shapes})


def draw_layer_legend(
    column: Column, facts: Facts, *, moving: bool = False, spare: Column | None = None
) -> None:
    """Write what the colours of layers mean, as of when, and who says so.

    Where the clock is `moving`, all kinds of all days, and no day. What finds no room in `column`
    goes to the `spare` one.
    """
    words, day = facts.words, facts.state_day
    for layer in facts.layers:
        title = layer.title_ar if words.rtl else layer.title
        kinds = _kinds(layer, None if moving else day)
        labels = [_label(facts, layer.classes[kind]) for kind, _ in kinds]
        high = (len(kinds) + 2) * 12.2 * column.scale * column.tight
        if column.room < high and spare is not None and spare.room >= high:
            column, spare = spare, None
        if column.room < high - 12.2 * column.scale * column.tight:
            column.note(words.say("legend_cut"))
            return
        if labels != [title]:
            column.head(title)
        for (kind, form), label in zip(kinds, labels, strict=True):
            one = layer.classes[kind]
            y = column.row(label)
            _draw_sample(column, y, form, _color(facts, one), solid=layer.numbered)
        if any(shape.contested for shape in layer.at(day)):
            y = column.row(words.say("contested"))
            _draw_sample(column, y, "contested", column.page.theme.muted)
        if told := layer.source if moving else say_state(facts, layer):
            column.note(told)
        column.skip(3)


def draw_layer_key(page: Page, facts: Facts, layer: MapLayer, box: Box, scale: float) -> None:
    """Write what the colours of a layer mean in one row at the top of `box`, on any day."""
    words, size = facts.words, 6.9 * scale
    title = layer.title_ar if words.rtl else layer.title
    y = box.y1 - 12 * scale
    page.text(page.at(box, 0), y + 2.6 * scale, title, size, bold=True)
    x = measure_text(title, size, bold=True) + 12 * scale
    rows = [
        (form, _label(facts, layer.classes[kind]), _color(facts, layer.classes[kind]))
        for kind, form in _kinds(layer, None)
    ]
    if any(shape.contested for shape in layer.shapes):
        rows.append(("contested", words.say("contested"), page.theme.muted))
    for form, label, color in rows:
        wide = measure_text(label, size)
        if x + wide + 18 * scale > box.width:
            break
        x0, x1 = page.span(box, x, x + wide + 20 * scale)
        column = Column(page, Box(x0, box.y0, x1, box.y1), scale)
        _draw_sample(column, y + 5 * scale, form, color, solid=layer.numbered)
        page.text(page.at(box, x + 17 * scale), y + 2.6 * scale, label, size)
        x += wide + 30 * scale


def _label(facts: Facts, kind: LayerClass) -> str:
    return facts.words.digits(kind.label_ar if facts.words.rtl else kind.label)


def say_state(facts: Facts, layer: MapLayer) -> str:
    """Return as of when a layer is and who says so."""
    from datetime import date

    words, told = facts.words, []
    if not layer.at(facts.state_day):
        told.append(words.say("no_state"))
    elif state := layer.state_on(facts.state_day):
        told.append(words.say("state_of", date=words.day(date.fromisoformat(state))))
    if layer.source:
        told.append(words.say("sources", names=layer.source))
    return " · ".join(told)


def _draw_sample(column: Column, y: float, form: str, color: str, *, solid: bool = False) -> None:
    import shapely

    page, x, scale = column.page, column.sign_x(), column.scale
    if form == "point":
        draw_pin(page, x, y - 4.4 * scale, 2.7 * scale, color, z=26)
        return
    if form == "line":
        page.line((x - 6.5 * scale, x + 6.5 * scale), (y, y), color, 1.8 * scale, z=26)
        return
    area = shapely.box(x - 6.5 * scale, y - 4 * scale, x + 6.5 * scale, y + 4 * scale)
    if form == "contested":
        page.shape(area, edge=color, hatch="/////", width=0, z=26)
    else:
        page.shape(area, fill=_tint(color, page, solid=solid), z=26)
    edge = mix(color, page.theme.land, 0.3)
    page.shape(area, edge=edge, width=0.5 * scale, z=26.1)
