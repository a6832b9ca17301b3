"""Sentences and paragraphs of a text, by spaCy's blank pipelines."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from geomap.lang.lexicon import alternation

_LINE = re.compile(r"[^\n]+")
_UNBROKEN = re.compile(r"\S{500,}")
_SIGNS = re.compile(r"[^\w\s]")
_NOT_AN_END = re.compile(rf"(?:\b{alternation('en', 'sentences.abbreviations')}\.|\b[A-Z]\.)$")
MARKS = {"en": [".", "!", "?", "…"], "ar": [".", "!", "?", "؟", "…", "؛"]}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its span, with the index of its paragraph (line)."""

    start: int
    end: int
    paragraph: int


_GLUED = re.compile(r"(?<=[ء-ي]{3})[.؟!](?=[ء-ي]{2})|(?<=[a-z]{3})[.?!](?=[A-Z][a-z]+\s)")
"""An end of a sentence without a space behind it."""


def _cut_glued(text: str, start: int, end: int, paragraph: int) -> list[Sentence]:
    cuts = [start, *(m.end() for m in _GLUED.finditer(text, start, end)), end]
    return [Sentence(lo, hi, paragraph) for lo, hi in itertools.pairwise(cuts) if hi > lo]


def _break_long(line: str) -> str:
    """Return a line of the same length, without signs in stretches that no language writes.

    The tokenizer takes signs off the ends of such a stretch one by one, each time looking at all
    of it.
    """
    return _UNBROKEN.sub(lambda stretch: _SIGNS.sub(" ", stretch[0]), line)


@cache
def make_pipeline(lang: str) -> Any:
    """Return spaCy's blank pipeline for a language, which ends sentences at their marks."""
    import spacy

    nlp = spacy.blank(lang)
    nlp.add_pipe("sentencizer", config={"punct_chars": MARKS[lang]})
    nlp.max_length = 200_000_000
    return nlp


def split_sentences(text: str, lang: str) -> list[Sentence]:
    """Return the sentences of `text` in order; a line break always ends one."""
    nlp = make_pipeline(lang)
    out: list[Sentence] = []
    lines = [(n, line) for n, line in enumerate(_LINE.finditer(text)) if line.group().strip()]
    several = [
        _break_long(line.group())
        for _, line in lines
        if any(mark in line.group()[:-1] for mark in MARKS[lang])
    ]
    split = nlp.pipe(several)
    for paragraph, line in lines:
        content = line.group()
        if not any(mark in content[:-1] for mark in MARKS[lang]):
            out.append(Sentence(line.start(), line.end(), paragraph))
            continue
        opened: int | None = None
        for span in next(split).sents:
            start = line.start() + span.start_char
            end = line.start() + span.end_char
            if opened is not None:
                start, opened = opened, None
            if _NOT_AN_END.search(text[max(start, end - 8) : end]) and end < line.end():
                opened = start
                continue
            if text[start:end].strip(' \t."”’'):
                out.extend(_cut_glued(text, start, end, paragraph))
        if opened is not None:
            out.append(Sentence(opened, line.end(), paragraph))
    return out
