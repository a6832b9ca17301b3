"""Names that both sides of a page know; the front end's file of them is made from here.

``make contract`` writes `say_contract` to ``web-src/src/data/made-contract.ts``; the tests compare
the two. What each name means stands in ``web-src/CONTRACT.md``.
"""

from __future__ import annotations

from pathlib import Path

from geomap.schema import EVENT_COLUMNS

VERSION = 3
"""A change of meaning raises it; the page refuses another one."""
ROLES = ("actor1", "actor2", "claimed_by", "attributed_to")
CODED = ("sub_event_type", "status", "source", "location", "event_type")
TEXTS = ("event_id", "report_id", "source_url", "description")
PLACE_WORDS = {
    "place_name": "place_name",
    "place_id": "place_id",
    "pcode": "place_pcode",
    "admin1": "place_admin1",
    "admin2": "place_admin2",
    "admin3": "place_admin3",
}
"""Name of the page's column by name of the events' column."""
OF_EVENTS = (
    "date_start", "date_length", "place", "type", "time_precision", "fatalities", "fatalities_low",
    "fatalities_high", "incident", *ROLES, *CODED, *TEXTS,
)  # fmt: skip
"""Columns of a row an event."""
OF_PLACES = (
    "place_lon", "place_lat", "place_km", "place_precision", "place_governorate", "place_area",
    *PLACE_WORDS.values(), "place_name_ar",
)  # fmt: skip
"""Columns of a row a place."""
MADE = Path(__file__).resolve().parents[1] / "web-src" / "src" / "data" / "made-contract.ts"


def say_contract() -> str:
    """Return the names as TypeScript: lists and the types of their members."""
    lists = {
        "EVENT_COLUMNS": ("EventColumn", EVENT_COLUMNS),
        "PAGE_COLUMNS": ("PageColumn", (*OF_EVENTS, *OF_PLACES)),
        "ROLES": ("Role", ROLES),
    }
    lines = [
        "/** Made from geomap/web/contract.py by `make contract`; the tests compare them. */",
        "",
    ]
    lines.append(f"export const VERSION = {VERSION};")
    for name, (member, words) in lists.items():
        lines += ["", f"export const {name} = ["]
        lines += [f'  "{word}",' for word in words]
        lines += ["] as const;", f"export type {member} = (typeof {name})[number];"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    MADE.write_text(say_contract(), encoding="utf-8")
