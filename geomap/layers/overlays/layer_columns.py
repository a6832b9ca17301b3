"""Which column of a layer says what: as a person named it, else by its usual names."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from geomap.errors import SpecError
from geomap.lang.lexicon import lists_of_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.content.map_layers import LayerRequest

USUAL = {key: names for key, names in lists_of_file("formats", "layers").items() if key != "yes"}
"""Names of columns that are understood without being named, in lower case."""


def settle_columns(request: LayerRequest, columns: Sequence[str]) -> tuple[LayerRequest, str]:
    """Return a request whose columns are those of the file, and the column of sources.

    Raises
    ------
    SpecError
        If a named column is not there; the nearest is told.
    """
    folded = {name.casefold(): name for name in columns}
    found: dict[str, Any] = {
        key: _find_named(wanted, columns, folded, request)
        for key in ("style", "start", "end", "label", "number", "contested")
        if (wanted := getattr(request, key))
    }
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


def _find_named(
    wanted: str, columns: Sequence[str], folded: Mapping[str, str], request: LayerRequest
) -> str:
    """Return the column of the file that a person named, in whatever case."""
    if wanted in columns:
        return wanted
    if wanted.casefold() in folded:
        return folded[wanted.casefold()]
    near = get_close_matches(wanted, columns, 1)
    known = ", ".join(list(columns)[:12])
    raise SpecError(
        f"has no column {wanted!r}", file=str(request.file),
        fix=f"did you mean {near[0]}?" if near else f"it has {known}",
    )  # fmt: skip
