"""What is seen of a place in its sentence: words around it, cues, its part in lists.

The verdict of the rules is none of it, so that both can be held against each other. A feature is a short name; it is there or not. Names of places, persons and whole sentences are
none: a place is ``<place>`` to its neighbours (`learned.tokens`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.extract.clause.event_mentions import is_negated, is_no_event
from geomap.extract.compose.place_roles import is_scene
from geomap.extract.learned.scene_kinds import kind_of
from geomap.extract.learned.tokens import Tokens, tokens_of

if TYPE_CHECKING:
    from geomap.extract.document.report_parts import ReportParts
    from geomap.extract.document.sentences import Sentence
    from geomap.extract.recognise.names import PlaceMention
    from geomap.extract.recognise.trigger_mentions import Trigger
    from geomap.model import Resolution

WINDOW = 7
"""Tokens to each side of a list of places that are looked at."""

MOST = 80
"""Tokens of a sentence that are looked at, at most."""

PREFIX = 4
"""Letters of a word's beginning that stand for its family."""


_NOWHERE = 2**62
_SIGNS = ("container", "taken_up", "dateline", "said_small")


@dataclass(slots=True)
class Scene:
    """A place mention in its sentence, with its features.

    Parameters
    ----------
    own
        Features of the mention.
    shared
        Features of the sentence, one list for all its mentions.
    """

    mention: PlaceMention
    sentence: int
    own: list[str]
    shared: list[str]


def scenes_of(parts: ReportParts) -> list[Scene]:
    """Return every place mention of a report that may be a scene, with its features."""
    seen = _Seen(parts)
    scenes: list[Scene] = []
    for index, sentence in enumerate(parts.sentences):
        mentions = seen.within(parts.places, seen.place_starts, sentence)
        mentions = [m for m in mentions if not m.country]
        if not mentions:
            continue
        shared = seen.of_sentence(index, sentence, len(mentions))
        lists = _lists_of(mentions)
        held = {id(m.held_by) for m in mentions if m.held_by is not None}
        for m in mentions:
            own = seen.of_mention(m, index, sentence, lists[m.group])
            if id(m) in held:
                own.append("is=holder")
            scenes.append(Scene(m, index, own, shared))
    return scenes


@dataclass(slots=True)
class _Listed:
    """The places of one list: where it begins and ends, and each place's number by its id."""

    head: int
    tail: int
    numbers: dict[int, int]


def _lists_of(mentions: list[PlaceMention]) -> dict[int, _Listed]:
    """Return the lists of a sentence by their group, each looked at once however long it is."""
    lists: dict[int, _Listed] = {}
    for m in mentions:
        one = lists.setdefault(m.group, _Listed(_NOWHERE, -1, {}))
        if not m.dateline:
            one.head, one.tail = min(one.head, m.phrase_start), max(one.tail, m.end)
            one.numbers[id(m)] = len(one.numbers)
    return lists


class _Seen:
    """Looks at one report."""

    def __init__(self, parts: ReportParts) -> None:
        self.parts = parts
        self.tokens: Tokens = tokens_of(parts)
        self.place_starts = [p.start for p in parts.places]
        self.trigger_starts = [t.start for t in parts.triggers]
        self.date_starts = [d.start for d in parts.dates]
        kinds = Counter(kind_of(t.sub_event_type) for t in parts.triggers)
        self.report = [f"d{n}={kind}" for n, (kind, _) in enumerate(kinds.most_common(2))]
        self.told: dict[str, int] = {}
        for place in parts.places:
            key = place.place_id or place.text
            self.told[key] = self.told.get(key, 0) + 1
        self.before: set[str] = set()
        self.live: list[Trigger] = []

    def within(self, items, starts: list[int], sentence: Sentence):  # type: ignore[no-untyped-def]
        """Return the items that start in a sentence."""
        return items[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]

    def triggers(self, index: int) -> list[Trigger]:
        """Return the triggers of a sentence, none outside the report."""
        if not 0 <= index < len(self.parts.sentences):
            return []
        found: list[Trigger] = self.within(
            self.parts.triggers, self.trigger_starts, self.parts.sentences[index]
        )
        return found

    def of_sentence(self, index: int, sentence: Sentence, places: int) -> list[str]:
        """Return what all places of a sentence share."""
        stems = self.tokens.between(sentence.start, sentence.end)[:MOST]
        lang = "ar" if self.parts.arabic else "en"
        out = {f"s={word}" for word in stems}
        out |= {f"sp={word[:PREFIX]}" for word in stems if len(word) > PREFIX and word[0] != "<"}
        triggers = self.triggers(index)
        out |= {f"st={kind_of(t.sub_event_type)}" for t in triggers}
        out |= {f"sk={t.kind}" for t in triggers}
        out |= {f"pt={kind_of(t.sub_event_type)}" for t in self.triggers(index - 1)}
        out |= {f"ht={kind_of(t.sub_event_type)}" for t in self.triggers(0) if index}
        dates = self.within(self.parts.dates, self.date_starts, sentence)
        out.add("day=" + ("none" if not dates else "old" if dates[0].background else "told"))
        out.add(f"places={min(places, 5)}")
        out.add(f"long={min(len(stems) // 15, 4)}")
        out.add(f"at={_where(index, len(self.parts.sentences))}")
        out.add(f"texts={min(len(self.parts.sentences) // 5, 5)}")
        out |= {lang, *self.report}
        return sorted(out | self._of_live(sentence, triggers))

    def _of_live(self, sentence: Sentence, triggers: list[Trigger]) -> set[str]:
        """Return which words for deeds of a sentence tell of one that was done."""
        if not triggers:
            self.live = []
            return {"no trigger"}
        live = self._live(sentence, triggers)
        out = set()
        if len(live) < len(triggers):
            out.add("idle=some" if live else "idle=all")
        if live:
            best = max(live, key=lambda t: (t.weight, -t.start))
            kind = kind_of(best.sub_event_type)
            out |= {f"best={kind}", f"bestw={kind} {best.weight // 3}"}
        return out

    def _live(self, sentence: Sentence, triggers: list[Trigger]) -> list[Trigger]:
        """Return the triggers of a sentence that are no denial, aim or accident."""
        text, arabic = self.parts.text, self.parts.arabic
        live = [
            t for t in triggers
            if not is_no_event(text, sentence.start, t, arabic=arabic)
            and not is_negated(text, sentence.start, t)
        ]  # fmt: skip
        self.live = live
        return live

    def of_mention(
        self, mention: PlaceMention, index: int, sentence: Sentence, listed: _Listed
    ) -> list[str]:
        """Return what is seen of one mention."""
        head = max(sentence.start, min(listed.head, mention.start))
        tail = listed.tail if listed.numbers else mention.end
        out = self._of_words(head, tail, sentence)
        out += self._of_own_words(mention, sentence)
        out += self._of_triggers(head, tail, index, out[:1])
        out += _of_place(mention, listed.numbers)
        if not is_scene(self.parts.text, mention):
            out.append("role=away")
        if self.live:
            near = min(self.live, key=lambda t: max(t.start - tail, head - t.end))
            out.append(f"live={kind_of(near.sub_event_type)}")
        key = mention.place_id or mention.text
        out.append(f"told={min(self.told.get(key, 0), 4)}")
        out.append("again" if key in self.before else "first")
        self.before.add(key)
        return out

    def _of_words(self, head: int, tail: int, sentence: Sentence) -> list[str]:
        """Return the words before and behind the list that a place stands in."""
        stems = self.tokens.stems
        first, last = self.tokens.index(sentence.start), self.tokens.index(sentence.end)
        at, behind = self.tokens.index(head), self.tokens.index(tail)
        left = stems[max(first, at - WINDOW) : at][::-1]
        right = stems[behind : min(last, behind + WINDOW)]
        left += ["^"] * (2 - len(left))
        right += ["$"] * (2 - len(right))
        out = [f"l1={left[0]}", f"l2={left[1]}", f"l12={left[1]} {left[0]}"]
        out += [f"r1={right[0]}", f"r2={right[1]}", f"r12={right[0]} {right[1]}"]
        out += {f"lb={word}" for word in left}
        out += {f"rb={word}" for word in right}
        return out

    def _of_own_words(self, mention: PlaceMention, sentence: Sentence) -> list[str]:
        """Return the words right beside the name itself, inside its list."""
        stems = self.tokens.stems
        at = self.tokens.index(mention.start)
        behind = self.tokens.index(mention.end)
        before = stems[at - 1] if at and self.tokens.starts[at - 1] >= sentence.start else "^"
        return [f"o1={before}", f"q1={stems[behind] if behind < len(stems) else '$'}"]

    def _of_triggers(self, head: int, tail: int, index: int, left: list[str]) -> list[str]:
        """Return the words for deeds nearest before and behind, and what stands between."""
        triggers = self.triggers(index)
        before = [t for t in triggers if t.start < head]
        behind = [t for t in triggers if t.start >= tail]
        out = []
        nearest: list[tuple[int, str]] = []
        if before:
            last = before[-1]
            kind, gap = kind_of(last.sub_event_type), head - last.end
            nearest.append((gap, kind))
            out += [f"tb={kind}", f"tbk={last.kind}", f"tbg={kind} {_gap(gap)}"]
            out += {f"bt={w}" for w in self.tokens.between(last.end, head)[:WINDOW]}
            out.append(f"tbl={kind} {left[0]}")
        if behind:
            next_ = behind[0]
            kind, gap = kind_of(next_.sub_event_type), next_.start - tail
            nearest.append((gap + 15, kind))
            out += [f"ta={kind}", f"tak={next_.kind}", f"tag={kind} {_gap(gap)}"]
            out += {f"ba={w}" for w in self.tokens.between(tail, next_.start)[:WINDOW]}
            out.append(f"tal={kind} {left[0]}")
        if nearest:
            gap, kind = min(nearest)
            out += [f"tn={kind}", f"tng={_gap(gap)}"]
        return out


def _of_place(mention: PlaceMention, listed: dict[int, int]) -> list[str]:
    """Return what is known of the place itself."""
    found = mention.resolution
    out = [f"list={min(len(listed), 4)}"]
    if len(listed) > 1 and id(mention) in listed:
        at = listed[id(mention)]
        out.append("in=first" if not at else "in=last" if at == len(listed) - 1 else "in=mid")
    out += [f"is={sign}" for sign in _SIGNS if getattr(mention, sign)]
    if mention.relation:
        out.append(f"rel={mention.relation}")
    if mention.zone:
        out.append("is=zone")
    if mention.held_by is not None:
        out.append("is=held")
    return out + (_of_answer(found) if found is not None and found.resolved else ["place=unknown"])


def _of_answer(found: Resolution) -> list[str]:
    """Return what the gazetteer says of a place."""
    place = found.place
    wide = found.precision_km or 0.0
    size = "spot" if wide <= 2 else "town" if wide <= 6 else "area" if wide <= 20 else "region"
    out = [f"rule={found.rule}", f"score={int(found.score * 5)}", f"wide={size}"]
    if place is not None:
        out += [f"class={place.feature_class}", f"code={place.feature_code}"]
        out.append(f"known={int(place.importance // 20)}")
        if place.country != "SY":
            out.append("is=abroad")
    return out


def _where(index: int, sentences: int) -> str:
    """Return which part of a report a sentence is in."""
    if index < 2:
        return str(index)
    return "lede" if index < 4 else "end" if index > 0.75 * sentences else "body"


def _gap(characters: int) -> str:
    return (
        "0" if characters <= 20 else "1" if characters <= 60 else "2" if characters <= 130 else "3"
    )
