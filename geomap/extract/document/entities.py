"""Entities of a trained spaCy pipeline that a user names, as further evidence; nothing needs one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from geomap.errors import InputError
from geomap.extract.document.words import Span

_NAMED = frozenset({"PERSON", "PER", "ORG", "NORP"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Entities:
    """What a pipeline found: names that are no places, and places."""

    named: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()


@cache
def load_model(name: str) -> Any:
    """Return a trained spaCy pipeline by its name or folder.

    Raises
    ------
    InputError
        If there is none of that name, or it cannot be loaded.
    """
    import spacy

    try:
        return spacy.load(name)
    except Exception as error:
        reason = "is not installed" if isinstance(error, OSError) else type(error).__name__
        raise InputError(
            f"no spaCy model {name!r} ({reason})",
            fix="install it, or name the folder that holds it",
        ) from error


def find_entities(text: str, lang: str, model: str) -> Entities:
    """Return the entities of `text`; none without a `model` or in another language than its own."""
    if not model:
        return Entities()
    nlp = load_model(model)
    if nlp.lang not in {lang, "xx"}:
        return Entities()
    found = [(span.label_, Span(span.start_char, span.end_char)) for span in nlp(text).ents]
    return Entities(
        tuple(span for label, span in found if label in _NAMED),
        tuple(span for label, span in found if label in _PLACES),
    )
