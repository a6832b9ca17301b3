"""Which column of a layer says what: as a person named it, else by its usual names."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from geomap.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.content.map_layers import LayerRequest

USUAL = {
    "start": ("from", "start", "date_from", "valid_from", "start_date", "date_start", "begin",
              "opened", "since", "date", "day", "as_of", "week", "month", "timestamp", "من"),
    "end": ("to", "end", "date_to", "valid_to", "end_date", "date_end", "until", "closed", "إلى"),
    "style": ("control", "controller", "controlled_by", "holder", "held_by", "faction", "party",
              "actor", "status", "kind", "type", "category", "السيطرة"),
    "label": ("name", "label", "title", "name_en", "الاسم"),
    "contested": ("contested", "disputed", "متنازع"),
    "source": ("source", "المصدر"),
}  # fmt: skip
"""Names of columns that are understood without being named, in lower case."""


def settle_columns(request: LayerRequest, columns: Sequence[str]) -> tuple[LayerRequest, str]:
    """Return a request whose columns are those of the file, and the column of sources.

    Raises
    ------
    SpecError
        If a named column is not there; the nearest is told.
    """
    folded = {name.casefold(): name for name in columns}
    found: dict[str, Any] = {}
    for key in ("style", "start", "end", "label", "number", "contested"):
        wanted = getattr(request, key)
        if wanted:
            if wanted not in columns and wanted.casefold() not in folded:
                near = get_close_matches(wanted, columns, 1)
                known = ", ".join(list(columns)[:12])
                raise SpecError(
                    f"has no column {wanted!r}", file=str(request.file),
                    fix=f"did you mean {near[0]}?" if near else f"it has {known}",
                )  # fmt: skip
            found[key] = wanted if wanted in columns else folded[wanted.casefold()]
    taken = set(found.values())
    for key, names in USUAL.items():
        if found.get(key) or key == "source" or (key == "style" and request.number):
            continue
        guess = next((folded[n] for n in names if n in folded and folded[n] not in taken), "")
        if guess:
            found[key] = guess
            taken.add(guess)
    source = next((folded[name] for name in USUAL["source"] if name in folded), "")
    return replace(request, **found), source
