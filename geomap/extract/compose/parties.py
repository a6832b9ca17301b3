"""Who acts where a sentence leaves it out: the side that the report names for the same kind of deed.

"Warplanes of the regime struck A. B was struck as well": the second strike is the regime's. A
fight of which one side is told has the other side of the report's other fights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extract.clause.event_mention import AIR, ARRESTS, CLASH, EXCESSIVE, INTERVENED, SHELLING
from geomap.extract.compose.one_row import UNNAMED
from geomap.lang.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.extract.clause.event_mention import Happening
    from geomap.extract.drafts import Draft
    from geomap.extract.recognise.names import ActorMention

TROOPS = words("en", "actors.bare_troops")

NEAR_SENTENCES = 3
"""Sentences back within which the last named side of a like deed goes on acting."""

_ON_CROWDS = frozenset({EXCESSIVE, INTERVENED})
_FIRE = frozenset({AIR, SHELLING, "Chemical weapon"})
_CONTROL = frozenset({"Government regains territory", "Non-state actor overtakes territory"})
_NO_PLANES = frozenset({"armed group", "militia", "operations room", "tribe"})
_NO_PARTY = frozenset({"civilians", "person", "organisation", "political", "protesters"})


def share_parties(drafts: Sequence[Draft]) -> None:
    """Give unnamed parties of a report's happenings the names that it leaves no doubt about."""
    for at, draft in enumerate(drafts):
        deed = draft.happening
        if deed.sub_event_type in _FIRE and _unnamed(deed):
            source = _last_named(drafts[:at], deed) or _only_named(drafts, deed)
            if source is not None and source.agent is not deed.patient:
                if source.agent is None or deed.patient is None or (
                    source.agent.actors != deed.patient.actors
                ):  # fmt: skip
                    deed.agent, deed.agent_id = source.agent, source.agent_id
        if deed.sub_event_type in _FIRE and deed.patient is None and not deed.patient_id:
            if deed.tolls.keys() & {"killed", "injured"}:
                deed.patient_id = "civilians"
    _name_troops(drafts)
    _share_arrests(drafts)
    _share_forces(drafts)
    _share_takers(drafts)
    _share_foes(drafts)


def _name_troops(drafts: Sequence[Draft]) -> None:
    """Read bare "troops" as those of the state that the report named last before."""
    state: ActorMention | None = None
    for draft in drafts:
        deed = draft.happening
        for side in (deed.agent, deed.patient):
            if side is not None and side.kind == "state" and not side.weak:
                state = side
        bare = deed.agent
        if bare is not None and bare.weak and bare.kind == "armed" and state is not None:
            if bare.text.casefold() in TROOPS and deed.patient is not state:
                deed.agent = state


def _share_arrests(drafts: Sequence[Draft]) -> None:
    """Give arrests of which nobody says who made them to the only one who arrests in the report."""
    arrests = [d.happening for d in drafts if d.happening.sub_event_type == ARRESTS]
    named = [a for a in arrests if a.agent is not None and a.agent.actors]
    if len({_side(a) for a in named}) != 1:
        return
    for deed in arrests:
        if deed.agent is None and deed.agent_id in UNNAMED:
            deed.agent, deed.agent_id = named[0].agent, named[0].agent_id


def _share_forces(drafts: Sequence[Draft]) -> None:
    """Give crowds shot at by nobody named the only force that the report names against crowds."""
    crowds = [d.happening for d in drafts if d.happening.sub_event_type in _ON_CROWDS]
    named = [c for c in crowds if c.patient is not None and c.patient.actors]
    if len({c.patient.actors for c in named if c.patient is not None}) != 1:
        return
    for deed in crowds:
        if deed.patient is None and not deed.patient_id:
            deed.patient = named[0].patient


def _share_takers(drafts: Sequence[Draft]) -> None:
    """Give a taking without its taker that of the takings told before: "the villages were cleared"."""
    known: Happening | None = None
    for draft in drafts:
        deed = draft.happening
        if deed.sub_event_type not in _CONTROL:
            continue
        if deed.agent is not None:
            known = deed
        elif known is not None and known.agent is not None and not deed.agent_id:
            if deed.sentence - known.sentence > NEAR_SENTENCES:
                continue
            if deed.patient is not None and deed.patient.actors == known.agent.actors:
                deed.patient = known.patient
            deed.agent, deed.sub_event_type = known.agent, known.sub_event_type


def _unnamed(deed: Happening) -> bool:
    return deed.agent is None and deed.agent_id in UNNAMED


def _named(drafts: Sequence[Draft], deed: Happening) -> Iterator[Draft]:
    """Yield the strikes whose side is named and could do `deed`: rebels have no planes."""
    no_planes = _NO_PLANES if deed.sub_event_type == AIR else frozenset()
    for draft in drafts:
        known = draft.happening
        kind = known.agent.kind if known.agent is not None else ""
        if known.sub_event_type not in _FIRE or _unnamed(known):
            continue
        if kind not in _NO_PARTY | no_planes:
            yield draft


def _last_named(earlier: Sequence[Draft], deed: Happening) -> Happening | None:
    named = [d.happening for d in _named(earlier, deed)]
    if named and deed.sentence - named[-1].sentence <= NEAR_SENTENCES:
        return named[-1]
    return None


def _only_named(drafts: Sequence[Draft], deed: Happening) -> Happening | None:
    """Return the strike whose side is the only one that strikes in the whole report."""
    named = [d.happening for d in _named(drafts, deed)]
    sides = {_side(known) for known in named}
    return named[0] if len(sides) == 1 else None


def _side(deed: Happening) -> str:
    if deed.agent is not None and deed.agent.actors:
        return deed.agent.actors[0].id
    return deed.agent_id


def _share_foes(drafts: Sequence[Draft]) -> None:
    """Give a fight or a taking without its second side that of the report's others."""
    foes: dict[str, list[Happening]] = {}
    fights = [
        d.happening for d in drafts if d.happening.sub_event_type == CLASH
        or d.happening.sub_event_type in _CONTROL
    ]  # fmt: skip
    for deed in fights:
        if deed.agent is not None and _is_party(deed.patient):
            foes.setdefault(_side(deed), []).append(deed)
    for deed in fights:
        if deed.agent is None or deed.patient is not None or deed.patient_id:
            continue
        known = foes.get(_side(deed), [])
        if len({d.patient.actors for d in known if d.patient is not None}) == 1:
            deed.patient = known[0].patient


def _is_party(mention: ActorMention | None) -> bool:
    return mention is not None and not mention.weak and mention.kind not in _NO_PARTY
