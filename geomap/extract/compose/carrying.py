"""What a sentence takes up from what was told before it, or gives to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.extract.clause.status import find_responsible
from geomap.extract.compose.linking import choose_date
from geomap.lang.lexicon import alternation
from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.document.report_parts import ReportParts
    from geomap.extract.document.sentences import Sentence
    from geomap.extract.drafts import Draft


_ACTS = re.compile(
    rf"\W*(?:These|Such|The|Similar)\s+(?:\w+\s+)?{alternation('en', 'deeds.acts')}\b"
)


def attach_acts(parts: ReportParts, sentence: Sentence, drafts: list[Draft]) -> None:
    """Give places and dates of "These acts were documented in ..." to the acts named before."""
    text = parts.text[sentence.start : sentence.end]
    if not drafts or drafts[-1].places or not _ACTS.match(text):
        return
    last = drafts[-1]
    at = (sentence.start, sentence.start)
    names = parts.places_in(sentence.start, sentence.end)
    named = [p for p in names if not p.country]
    if not named:
        return
    last.places = named
    last.own_place = True
    if last.date is None:
        last.date = choose_date(
            parts.text, sentence.start, sentence.end, at,
            parts.dates_in(sentence.start, sentence.end), parts.anchor,
        )  # fmt: skip


def attach_claim(parts: ReportParts, sentence: Sentence, drafts: list[Draft]) -> None:
    """Give who "ISIS claimed responsibility" names to what was told just before."""
    if not drafts or sentence.paragraph - drafts[-1].sentence.paragraph > 2:
        return
    said = find_responsible(
        parts.text, sentence.start, sentence.end, parts.actors_in(sentence.start, sentence.end)
    )
    drafts[-1].said = said | drafts[-1].said


_THEY = re.compile(
    r"\bthey\s+(?:are|were|have\s+been|had\s+been)\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)


def take_up_pronoun(text: str, happening: Happening, earlier: Happening) -> None:
    """Let "they are held" mean those who acted in what was told before."""
    if happening.patient is not None or happening.sub_event_type != "Arrests":
        return
    if not _THEY.search(text[happening.floor : happening.start]):
        return
    happening.patient_id = ""
    if earlier.agent is not None and earlier.agent is not happening.agent:
        happening.patient = earlier.agent


def goes_on(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Return True for more of the same plan, told in the same sentence without a place."""
    return (
        bool(drafts)
        and drafts[-1].sentence is draft.sentence
        and draft.happening.status is drafts[-1].happening.status is Status.PLANNED
        and all(p.resolution is not None and p.resolution.place_id == "SY" for p in draft.places)
    )


def carry_subject(parts: ReportParts, happening: Happening, earlier: Happening) -> None:
    """Let the subject of a sentence's first clause be that of its second."""
    if happening.kind in {"protest", "riot", "mutual"} or earlier.kind in {"protest", "riot"}:
        return
    if happening.kind == "strike" and happening.agent_id and earlier.kind != "strike":
        return
    subject = earlier.agent
    if subject is None:
        before = [
            a for a in parts.actors_in(earlier.floor, happening.start)
            if not a.weak and a.kind not in {"outlet", "monitor", "civilians", "person"}
        ]  # fmt: skip
        subject = before[0] if before else None
    if subject is not None and subject is not happening.patient:
        happening.agent, happening.agent_id = subject, ""
