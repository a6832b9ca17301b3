"""The gazetteer's search page: every installed place in one script, searched in the browser."""

from __future__ import annotations

import json
from collections import Counter

from docsite.vocabulary import ROOT, table


def places_script() -> str:
    """Return a script that holds every installed place as rows of a table."""
    from geomap.gazetteer.gazetteer import all_names
    from geomap.gazetteer.installed import load_installed
    from geomap.settings import data_dir

    known = load_installed(data_dir())
    rows = []
    for place in sorted(known.places.values(), key=lambda p: (-p.importance, p.name)):
        others = [n.text for n in all_names(place) if n.text not in (place.name, place.name_ar)]
        units = [known.places[u].name for u in (place.admin3, place.admin2, place.admin1)
                 if u and u in known.places]  # fmt: skip
        rows.append([
            place.place_id, place.name, place.name_ar, "|".join(dict.fromkeys(others)),
            f"{place.feature_class}.{place.feature_code}", ", ".join(dict.fromkeys(units)),
            round(place.lon, 4), round(place.lat, 4), round(place.radius_km, 1), place.source,
        ])  # fmt: skip
    return "const PLACES = " + json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + ";\n"


def format_counts() -> str:
    """Return how many places of which kind are installed, and from where."""
    from geomap.gazetteer.installed import load_installed
    from geomap.settings import data_dir

    known = load_installed(data_dir())
    places = list(known.places.values())
    sources: Counter[str] = Counter()
    for place in places:
        sources.update(set(place.source.split("+")))
    sorts = Counter(place.feature_class for place in places)
    said = {"A": "administrative units", "P": "settled places and quarters", "S": "sites",
            "T": "landforms", "H": "waters", "L": "areas", "R": "roads", "V": "woods"}  # fmt: skip
    counts = table(("kind", "places"), ((said.get(k, k), str(n)) for k, n in sorts.most_common()))
    froms = table(("source", "places"), ((f"`{s}`", str(n)) for s, n in sources.most_common()))
    return (
        f"{len(places)} places under {len(known.names)} names are installed.\n\n{counts}\n\n"
        f"A place may have several sources:\n\n{froms}\n"
    )


def read_repository_page(name: str) -> str:
    """Return a Markdown file of the repository with its links to files beside it made plain."""
    import re

    text = (ROOT / name).read_text(encoding="utf-8")
    return re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]*\)", r"\1", text)
