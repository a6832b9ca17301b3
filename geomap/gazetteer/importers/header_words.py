"""Which column means what, whatever the edition of OCHA's tables calls it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.lang.lexicon import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLACE = ordered("formats", "gazetteer_tables.place_names")
_LEVEL = re.compile(r"^(?:adm|admin|a)_?([0-4])")
_TEXT = {
    "en": "en eng english nameen namen name_en ref_en",
    "ar": "ar ara arabic namear nameara",
    "ref": "ref nameref namenref enref nameenref",
    "pcode": "pcode pcod code cod id pcode_",
}
_FIELD = {form: field for field, forms in _TEXT.items() for form in forms.split()}


def match_columns(header: Iterable[str]) -> dict[str, str]:
    """Return our field name for each column that is understood, the first column winning.

    Fields are ``pcode``, ``en``, ``ref``, ``ar`` of the place itself, ``adm1.pcode``,
    ``adm1.en``, ``adm1.ar`` (and 0, 2, 3) of the units that hold it, ``lat`` and ``lon``.
    """
    found: dict[str, str] = {}
    for column in header:
        field = _field_of(str(column))
        if field and field not in found.values():
            found[column] = field
    if "pcode" not in found.values():
        return {column: field.removeprefix("adm4.") for column, field in found.items()}
    return found


def _field_of(column: str) -> str:
    text = re.sub(r"[^a-z0-9]", "", column.casefold())
    if text in ordered("formats", "gazetteer_tables.lat_names"):
        return "lat"
    if text in ordered("formats", "gazetteer_tables.lon_names"):
        return "lon"
    level = _LEVEL.match(text)
    if level:
        rest = text[level.end() :]
        kind = "ar" if rest == "name1" else _kind_of(rest)  # adm2_name, adm2_name1: two languages
        if not kind:
            return ""
        return f"adm{level[1]}.{kind}"
    if text in ("namenref", "nameref", "refname", "namenreference", "namenref1"):
        return "ref"
    for prefix in sorted(_PLACE, key=len, reverse=True):
        if text.startswith(prefix) and text != prefix:
            kind = _kind_of(text[len(prefix) :])
            if kind:
                return kind
    if text in ("name", "featurename", "featurenam"):
        return "en"
    return _kind_of(text)


def _kind_of(rest: str) -> str:
    """Return pcode, en, ar or ref for what follows the level in a column's name."""
    if rest in ("", "name", "nm"):
        return "en"
    for ending in ("pcode", "pcod", "cod", "code"):
        if rest.endswith(ending):
            return "pcode"
    rest = rest.removeprefix("name").removeprefix("nam")
    return _FIELD.get(rest, "")
