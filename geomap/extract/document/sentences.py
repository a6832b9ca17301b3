"""Sentences and paragraphs of a text, by spaCy's tokenizers."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.lang.lexicon import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    """Return spaCy's blank pipeline for a language."""
    import spacy

    nlp = spacy.blank(lang)
    nlp.max_length = 200_000_000
    return nlp


def _cut_at_marks(words: Any, marks: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of a tokenized line, ended at marks and the signs behind them.

    What spaCy's sentencizer does, without a span of tokens for each sentence.
    """
    from spacy.attrs import IS_PUNCT, ORTH

    strings = words.vocab.strings
    ends = {strings[mark] for mark in marks}
    shapes, signs = words.to_array([ORTH, IS_PUNCT]).T.tolist()
    first, ended = 0, False
    for at, (word, sign) in enumerate(zip(shapes, signs, strict=True)):
        if word in ends:
            ended = True
        elif ended and not sign:
            yield words[first].idx, words[at - 1].idx + len(words[at - 1])
            first, ended = at, False
    if shapes:
        yield words[first].idx, words[-1].idx + len(words[-1])


def split_sentences(text: str, lang: str) -> list[Sentence]:
    """Return the sentences of `text` in order; a line break always ends one."""
    nlp = make_pipeline(lang)
    out: list[Sentence] = []
    lines = [(n, line) for n, line in enumerate(_LINE.finditer(text)) if line.group().strip()]
    for paragraph, line in lines:
        content = line.group()
        if not any(mark in content[:-1] for mark in MARKS[lang]):
            out.append(Sentence(line.start(), line.end(), paragraph))
            continue
        opened: int | None = None
        for first, last in _cut_at_marks(nlp.tokenizer(_break_long(content)), MARKS[lang]):
            start, end = line.start() + first, line.start() + last
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
