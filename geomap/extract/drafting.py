"""One draft for each thing that a clause tells: what, who, where and when, before merging."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extract.clause.asides import is_link
from geomap.extract.clause.clauses import ADDING, is_parted, split_clauses
from geomap.extract.clause.event_mentions import read_clause
from geomap.extract.clause.precedents import Precedent, find_precedents
from geomap.extract.clause.status import find_responsible, is_told_by_party, status_of
from geomap.extract.compose.carrying import (
    attach_acts,
    attach_claim,
    carry_subject,
    goes_on,
    take_up_pronoun,
)
from geomap.extract.compose.foes import name_foes
from geomap.extract.compose.inheriting import inherit_from_neighbours
from geomap.extract.compose.linking import choose_date, choose_places
from geomap.extract.compose.parties import share_parties
from geomap.extract.compose.state_ground import name_ground
from geomap.extract.compose.taken_up_deeds import share_kinds, share_weapons, take_up_deed
from geomap.extract.document.report_parts import SHORT, ReportParts
from geomap.extract.drafts import Draft
from geomap.extract.learned.scene_step import revise_by_scenes
from geomap.extract.several.companions import accompany, find_companion
from geomap.extract.several.place_tolls import set_place_tolls
from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.document.report_parts import Told
    from geomap.extract.document.sentences import Sentence
    from geomap.extract.learned.scene_model import SceneModel
    from geomap.extract.recognise.trigger_mentions import Trigger


LEAD = 4
"""Sentences at the head of a report that may sum up what it tells: headline, dateline, lede."""

WEAK = 5
"""Up to this weight a deed may be one told before, pointed back to."""


def make_drafts(parts: ReportParts, scenes: SceneModel) -> list[Draft]:
    """Return the drafts of a report, in the order of its text; `scenes` judges their places."""
    drafts: list[Draft] = []
    seen: set[str] = set()
    for index, sentence in enumerate(parts.sentences):
        words = " ".join(parts.text[sentence.start : sentence.end].split()).casefold()
        repeated = len(words) > 30 and words in seen
        seen.add(words)
        if not repeated and not is_link(parts.text, sentence):
            _draft_sentence(parts, sentence, index, drafts)
    share_weapons(drafts)
    share_kinds(drafts)
    inherit_from_neighbours(parts, drafts)
    share_parties(drafts)
    drafts = revise_by_scenes(parts, drafts, scenes)
    name_foes(parts, drafts)
    name_ground(parts, drafts)
    return drafts


def _draft_sentence(
    parts: ReportParts, sentence: Sentence, index: int, drafts: list[Draft]
) -> None:
    """Add what the clauses of a sentence tell to the drafts, then what it names in passing."""
    span = (sentence.start, sentence.end)
    passing = [] if parts.arabic else find_precedents(
        parts.text, *span, index, parts.triggers_in(*span), parts.places_in(*span),
        parts.dates_in(*span),
    )  # fmt: skip
    for floor, ceiling in split_clauses(parts, sentence):
        live = [
            t for t in parts.triggers_in(floor, ceiling)
            if not any(p.start <= t.start < p.end for p in passing)
        ]  # fmt: skip
        happening = read_clause(
            parts.text, floor, ceiling, index, live,
            _outside(parts.actors_in(floor, ceiling), passing), arabic=parts.arabic,
        )  # fmt: skip
        if (again := _told_again(parts, sentence, index, happening, drafts)) is not None:
            drafts.append(again)
        elif happening is None:
            attach_acts(parts, sentence, drafts)
            attach_claim(parts, sentence, drafts)
        else:
            _add(parts, sentence, happening, drafts, passing, live)
    drafts.extend(
        Draft(
            other.happening, sentence, other.places, other.date, {}, parts.text,
            passing=True, long=len(parts.sentences) > SHORT,
        )
        for other in passing
    )  # fmt: skip


def _told_again(
    parts: ReportParts,
    sentence: Sentence,
    index: int,
    happening: Happening | None,
    drafts: Sequence[Draft],
) -> Draft | None:
    """Return the draft of a sentence that points back to a deed: "the shelling also hit ..."."""
    if parts.arabic or (happening is not None and happening.weight > WEAK):
        return None
    again = take_up_deed(parts, sentence, index, drafts)
    if again is None:
        return None
    deed, places = again
    return Draft(deed, sentence, places, None, {}, parts.text, long=len(parts.sentences) > SHORT)


def _add(
    parts: ReportParts,
    sentence: Sentence,
    happening: Happening,
    drafts: list[Draft],
    passing: Sequence[Precedent],
    live: Sequence[Trigger],
) -> None:
    """Add the draft of a clause, with what it takes up from the one before it."""
    earlier = drafts[-1] if drafts else None
    if happening.agent is None and earlier is not None and earlier.sentence is sentence:
        carry_subject(parts, happening, earlier.happening)
    happening.status = status_of(
        parts.text, happening, sentence.start, sentence.end,
        parts.actors_in(sentence.start, sentence.end),
    )  # fmt: skip
    if earlier is not None:
        take_up_pronoun(parts.text, happening, earlier.happening)
    draft = _link(parts, sentence, happening, passing)
    if goes_on(draft, drafts):
        return
    draft.repeated = _in_headline(parts, sentence)
    draft.lead = happening.sentence < LEAD
    draft.long = len(parts.sentences) > SHORT
    drafts.append(draft)
    drafts.extend(_accompanying(parts, draft, live))


def _link(
    parts: ReportParts, sentence: Sentence, happening: Happening, passing: Sequence[Precedent]
) -> Draft:
    """Return a happening with the places and the day of its clause, else of its sentence."""
    floor, ceiling = happening.floor, happening.ceiling
    at = (happening.start, happening.end)
    places = choose_places(
        parts.text, floor, ceiling, at, _outside(parts.places_in(floor, ceiling), passing)
    )
    told_on = bool(ADDING.search(parts.text[max(0, floor - 16) : floor]))
    reach, day_reach = _reaches(parts, sentence, happening)
    if not places and not told_on and (floor, ceiling) != (sentence.start, sentence.end):
        places = choose_places(
            parts.text, sentence.start, sentence.end, at,
            _outside(parts.places_in(sentence.start, reach), passing),
        )  # fmt: skip
    when = choose_date(parts.text, floor, ceiling, at, parts.dates_in(floor, ceiling), parts.anchor)
    if when is None and not told_on:
        when = choose_date(
            parts.text, sentence.start, sentence.end, at,
            parts.dates_in(sentence.start, day_reach), parts.anchor,
        )  # fmt: skip
    said = find_responsible(
        parts.text, sentence.start, sentence.end,
        parts.actors_in(sentence.start, sentence.end),
    )  # fmt: skip
    agent = happening.agent
    if (
        "claimed_by" not in said
        and agent is not None
        and agent.kind in {"armed group", "militia", "operations room"}
        and happening.status is Status.CLAIMED
        and is_told_by_party(
            parts.text, happening, sentence.start,
            parts.actors_in(sentence.start, sentence.end),
        )
    ):  # fmt: skip
        said["claimed_by"] = agent
    draft = Draft(happening, sentence, places, when, said, parts.text)
    set_place_tolls(draft, parts.places_in(floor, ceiling), arabic=parts.arabic)
    return draft


def _reaches(parts: ReportParts, sentence: Sentence, happening: Happening) -> tuple[int, int]:
    """Return how far into its sentence a clause may look for a place, and for a day.

    Beyond a strong joint (", while") something else is told; what stands before the first deed
    of the sentence holds for all of it.
    """
    alone = happening.ceiling < sentence.end and is_parted(parts.text, happening.ceiling)
    place_reach = sentence.end
    if happening.kind != "result" and (alone or is_parted(parts.text, happening.floor)):
        triggers = parts.triggers_in(sentence.start, sentence.end)
        place_reach = triggers[0].start if triggers else sentence.end
    return place_reach, happening.ceiling if alone else sentence.end


def _accompanying(
    parts: ReportParts,
    draft: Draft,
    live: Sequence[Trigger],
) -> list[Draft]:
    """Return the second deed that a clause tells in one breath with its first."""
    first = draft.happening
    trigger = find_companion(parts.text, first, live, draft.places)
    if trigger is None:
        return []
    second = read_clause(
        parts.text, first.floor, first.ceiling, first.sentence, [trigger],
        parts.actors_in(first.floor, first.ceiling), arabic=parts.arabic,
    )  # fmt: skip
    if second is None or second.sub_event_type == first.sub_event_type:
        return []
    return [replace(draft, happening=accompany(first, second), tolls_at={})]


def _outside(items: Sequence[Told], passing: Sequence[Precedent]) -> list[Told]:
    """Return the mentions that belong to no precedent alone."""
    spans = [(p.start, p.end) for p in passing if p.apart]
    return [i for i in items if not any(lo <= i.start < hi for lo, hi in spans)]


def _in_headline(parts: ReportParts, sentence: Sentence) -> bool:
    return sentence.paragraph == 0 and len(parts.sentences) > SHORT
