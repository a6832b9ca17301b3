"""The page to check a reading: text beside rows, every word that says something marked.

One file without a link to anything outside. Whatever comes from a text reaches the page as JSON
and is written by ``textContent`` only; the policy in its head lets nothing run but the one
script, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.atomic import write_text
from geomap.lang.lexicon import LANGUAGES
from geomap.lang.printed import texts_of
from geomap.layers.basemap import load_basemap
from geomap.layers.small_map import (
    HEIGHT,
    NORTH,
    SCALE_X,
    SCALE_Y,
    WEST,
    WIDTH,
    draw_path,
    place_point,
)
from geomap.model import Status
from geomap.reviewing.decisions import text_key
from geomap.vocab.event_types import EVENT_TYPES
from geomap.web.assets import read_asset

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geomap.extract.reading import ReadEvent, Reading
    from geomap.model import Place, Resolution

SHOWN_PLACES = 12

WORDS = {lang: texts_of("review", lang) for lang in LANGUAGES}
_PICK = ("add", "set_place", "set_actor1", "set_actor2")
_KEY = ("type", "place", "date", "actor1", "actor2", "fatalities", "claimed_by")


def write_review_page(
    readings: Sequence[Reading],
    frame: pd.DataFrame,
    path: Path,
    decisions: Sequence[dict[str, Any]] = (),
) -> Path:
    """Write the page for `readings` and their rows; return `path`.

    Parameters
    ----------
    readings
        With texts, spans and candidates.
    frame
        Their events, as `geomap.events.reading_rows.frame_readings` gives them.
    decisions
        Those of earlier reviews, which the page saves together with its own.
    """
    return write_text(Path(path), render_review(readings, frame, decisions))


def render_review(
    readings: Sequence[Reading], frame: pd.DataFrame, decisions: Sequence[dict[str, Any]] = ()
) -> str:
    """Return the page as one HTML text; it reads right to left if every report is Arabic."""
    lang = "ar" if readings and all(reading.lang == "ar" for reading in readings) else "en"
    words = WORDS[lang]
    style, script = read_asset("review.css"), read_asset("review.js")
    told = _data_of(readings, frame, words) | {"decisions": list(decisions)}
    data = json.dumps(told, ensure_ascii=False)
    for mark, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028")):
        data = data.replace(mark, code)
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    key = "".join(f'<span class="{name}">{escape(words[name])}</span>' for name in _KEY)
    picked = f'<span id="select">{escape(words["select"])}</span>' + "".join(
        f'<button type="button" id="{name}" hidden>{escape(words[name])}</button>' for name in _PICK
    )
    return f"""<!doctype html>
<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(words["title"])}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{escape(words["title"])}</h1>
<select id="report" aria-label="{escape(words["report"])}"></select><span class="grow"></span>
<span id="count" role="status"></span>
<button type="button" id="save-places">{escape(words["save_places"])}</button>
<button type="button" id="save-decisions">{escape(words["save_decisions"])}</button>
<button type="button" id="save" class="main">{escape(words["save"])}</button></header>
<main><div class="panel"><p id="key">{key}</p>
<div id="picked" role="group">{picked}</div><div id="text"></div></div>
<div><div class="panel">{_map_of(lang, words["map"])}</div><div id="rows"></div></div></main>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def _data_of(
    readings: Sequence[Reading], frame: pd.DataFrame, words: dict[str, str]
) -> dict[str, Any]:
    rows = iter(frame.to_dict("records"))
    reports = [
        {
            "title": reading.report.title or reading.report.report_id,
            "lang": reading.lang,
            "problem": reading.problem,
            "text": reading.report.text,
            "key": text_key(reading.report.text),
            "day": _day_of(reading),
            "base": {
                "report_id": reading.report.report_id,
                "source": reading.report.source,
                "source_url": reading.report.url,
            },
            "named": _named_places(reading),
            "spans": _spans_of(reading),
            "rows": [_row_of(next(rows), event) for event in reading.events],
        }
        for reading in readings
    ]
    return {
        "words": words,
        "types": [sub for subs in EVENT_TYPES.values() for sub in subs],
        "typeOf": {sub: kind for kind, subs in EVENT_TYPES.items() for sub in subs},
        "states": [status.value for status in Status],
        "columns": [name for name in frame.columns if name not in {"scores", "evidence", "main"}],
        "frame": {"west": WEST, "north": NORTH, "sx": SCALE_X, "sy": SCALE_Y},
        "reports": reports,
    }


def _day_of(reading: Reading) -> str:
    day = reading.report.published or reading.published
    return day.isoformat() if day else ""


def _named_places(reading: Reading) -> list[dict[str, Any]]:
    """Return the places that the text names, with their spans, for events that a person adds."""
    named = []
    for mention in reading.places:
        answer = mention.resolution
        if answer is not None and answer.resolved and answer.place is not None:
            named.append(_place_of(answer, answer.place, mention.text) | {
                "start": mention.start, "end": mention.end,
            })  # fmt: skip
    return named


def _place_of(answer: Resolution, place: Place, location: str) -> dict[str, Any]:
    own = answer.place_id == place.place_id
    return {
        "id": answer.place_id, "name": place.name,
        "label": place.name if own else f"{place.name}: {location}",
        "lon": answer.lon, "lat": answer.lat, "radius": answer.precision_km,
        "precision": answer.geo_precision,
    }  # fmt: skip


def _row_of(row: dict[str, Any], event: ReadEvent) -> dict[str, Any]:
    from geomap.resolver.precision import geo_precision_of

    places = []
    resolution = event.resolution
    candidates = list(resolution.candidates[:SHOWN_PLACES]) if resolution else []
    if resolution and resolution.resolved and resolution.place:
        places.append(_place_of(resolution, resolution.place, event.location))
    for candidate in candidates:
        place = candidate.place
        if any(known["id"] == place.place_id for known in places):
            continue
        reason = f" ({'; '.join(candidate.reasons[:2])})" if candidate.reasons else ""
        places.append(
            {
                "id": place.place_id, "name": place.name,
                "label": f"{place.name}, {place.name_ar}{reason} {candidate.score:.2f}",
                "lon": place.lon, "lat": place.lat, "radius": place.radius_km,
                "precision": geo_precision_of(place),
            }
        )  # fmt: skip
    plain = {key: "" if value is None else value for key, value in row.items()}
    return {**plain, "scores": event.scores, "places": places}


def _spans_of(reading: Reading) -> list[list[Any]]:
    """Return marked spans in order, those of several rows once, none across another."""
    owners: dict[tuple[int, int, str], list[int]] = {}
    for number, event in enumerate(reading.events):
        for proof in event.evidence:
            rows = owners.setdefault((proof.start, proof.end, proof.field), [])
            if number not in rows:
                rows.append(number)
    ordered = sorted(owners.items(), key=lambda item: (item[0][0], -item[0][1]))
    out: list[list[Any]] = []
    for (start, end, field), rows in ordered:
        if out and start < out[-1][1]:
            continue
        out.append([start, end, field, rows])
    return out


def _map_of(lang: str, label: str) -> str:
    """Return the small map as SVG: governorates, rivers and the biggest towns."""
    basemap = load_basemap()
    world = "".join(draw_path(feature["geometry"]) for feature in basemap.layers["countries"])
    land = "".join(draw_path(feature["geometry"]) for feature in basemap.layers["governorates"])
    rivers = "".join(draw_path(feature["geometry"]) for feature in basemap.layers["rivers"])
    names = "".join(
        f'<text x="{place_point(item.lon, item.lat)[0] + 5:.0f}" '
        f'y="{place_point(item.lon, item.lat)[1]:.0f}">'
        f"{escape(item.name_ar if lang == 'ar' else item.name)}</text>"
        for item in [item for item in basemap.labels if item.kind == "city"][:9]
    )
    return (
        f'<svg id="map" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" '
        f'aria-label="{escape(label)}"><title>{escape(label)}</title>'
        f'<path class="world" d="{world}"/><path class="land" d="{land}"/><path class="river" d="{rivers}"/>{names}'  # noqa: E501
        '<g id="dots"></g></svg>'
    )
