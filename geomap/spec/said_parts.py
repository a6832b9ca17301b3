"""What a specification says, read key by key and checked."""

from __future__ import annotations

from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from geomap.brief.theme import list_themes
from geomap.errors import SpecError
from geomap.spec.keys import SECTIONS, known_keys
from geomap.spec.story_keys import PARTS

if TYPE_CHECKING:
    from pathlib import Path


_LOOKS = ("lang", "digits", "theme")
_PRESENTATION = ("title", "subtitle", *_LOOKS, "catalogue", "paper", "as_of", "sources")
_CHOICES = {"lang": ("en", "ar"), "digits": ("latin", "arabic")}
_IN_BOTH = ("title", "subtitle")
"""What a specification may say in English and in Arabic."""


def refuse_unknown_keys(
    document: dict[str, object], read: dict[str, object], model: dict[str, object],
    select: dict[str, object], write: dict[str, object], brief: dict[str, object], where: str,
) -> None:  # fmt: skip
    """Raise `SpecError` at the first key that a section does not know."""
    allowed: dict[str, tuple[dict[str, object], set[str]]] = {
        "": (document, {*SECTIONS, *PARTS, *known_keys("")}),
        "read.": (read, known_keys("read")),
        "read.model.": (model, known_keys("read.model")),
        "select.": (select, known_keys("select")),
        "write.": (write, known_keys("write")),
        "brief.": (brief, known_keys("brief")),
        "series.": (read_section(document, "series", where), known_keys("series")),
    }
    for prefix, (table, keys) in allowed.items():
        for key in table:
            if key not in keys:
                known = ", ".join(sorted(keys))
                near = get_close_matches(key, keys, 1)
                fix = f"did you mean {near[0]}?" if near else f"known: {known}"
                raise SpecError(f"unknown key {prefix}{key}", file=where, fix=fix)


def read_said(document: dict[str, object], base: Path, where: str) -> dict[str, Any]:
    """Return what outputs say of themselves, checked."""
    said = {key: document[key] for key in _PRESENTATION if key in document}
    for key in _IN_BOTH:
        said |= _in_both(document, key, str(said.get("lang", "en")))
    if "sources" in said:
        said["sources"] = read_strings(said["sources"], "sources", where)
    said = {key: _iso(value) for key, value in said.items()}
    if wrong := [key for key, value in said.items() if not isinstance(value, str | tuple)]:
        raise SpecError(f"{wrong[0]} must be text", file=where)
    _check_texts(said, where)
    theme = str(said.get("theme", "light"))
    if theme.endswith(".toml"):
        said["theme"] = str(base / theme)
    elif theme not in ("auto", *list_themes()):
        known = ", ".join(("auto", *list_themes()))
        raise SpecError(f"no theme {theme!r}", file=where, fix=f"known: {known}, or a .toml file")
    return said


def _check_texts(said: dict[str, Any], where: str) -> None:
    """Raise `SpecError` if a text is none of its choices, or no part of a file name."""
    for key, choices in _CHOICES.items():
        if said.get(key, choices[0]) not in choices:
            raise SpecError(f"{key} must be {' or '.join(choices)}", file=where)
    for key in ("catalogue", "paper", "as_of"):
        if any(sign in str(said.get(key, "")) for sign in "/\\\0"):
            problem = f"{key} may hold no slash and no NUL"
            raise SpecError(problem, file=where, fix="it becomes part of a file name")


def _in_both(document: dict[str, object], key: str, lang: str) -> dict[str, object]:
    """Return what is said in the outputs' language and in the other one."""
    own, other = (f"{key}_ar", f"{key}_en") if lang == "ar" else (f"{key}_en", f"{key}_ar")
    said = {key: document[own]} if own in document and key not in document else {}
    return said | ({f"other_{key}": document[other]} if other in document else {})


def check_brief(brief: dict[str, object], where: str) -> None:
    """Raise `SpecError` if a key of ``[brief]`` is of the wrong kind."""
    for key in ("extent", "measure"):
        if not isinstance(brief.get(key, ""), str):
            raise SpecError(f"brief.{key} must be text", file=where)
    if brief.get("measure", "count") not in ("count", "rate"):
        raise SpecError("brief.measure must be count or rate", file=where)
    if not isinstance(brief.get("trend", False), bool):
        raise SpecError("brief.trend must be true or false", file=where)


def read_day(value: object, where: str, key: str = "date") -> date | None:
    """Return a day, None where none is given."""
    if value is not None and (isinstance(value, datetime) or not isinstance(value, date)):
        raise SpecError(f"read.{key} must be a date like 2020-04-13", file=where)
    return value


def read_words(table: dict[str, object], key: str, where: str) -> str:
    """Return a text, empty where none is given."""
    value = table.get(key, "")
    if not isinstance(value, str):
        raise SpecError(f"read.{key} must be text", file=where)
    return value


def read_section(document: dict[str, object], key: str, where: str) -> dict[str, Any]:
    """Return a section, empty where it is not there."""
    table = document.get(key, {})
    if not isinstance(table, dict):
        raise SpecError(f"{key} must be a table [{key}]", file=where)
    return table


def read_strings(value: object, key: str, where: str) -> tuple[str, ...]:
    """Return a text or a list of texts as texts."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise SpecError(f"{key} must be text or a list of texts", file=where)


def _iso(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
