"""Verdicts on many names at once: what `geomap.resolver.ranking.Judge` weighs, in columns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.gazetteer.distances import KM_PER_DEGREE
from geomap.gazetteer.records import make_candidates
from geomap.resolver.admin_context import Fit
from geomap.resolver.judging.reasons import SHOWN
from geomap.resolver.ranking import (
    BESIDE,
    NEIGHBOURS_KM,
    RIVAL,
    Leader,
    Share,
    enough_of,
    is_by_hint,
    refuse,
)
from geomap.resolver.together.batch import HOW
from geomap.resolver.weights import ABROAD_AT, ALONE_AT, RESOLVE_AT, SAME_KM

if TYPE_CHECKING:
    from geomap.gazetteer.entries import Numbers
    from geomap.model import Candidate, Resolution
    from geomap.resolver.ranking import Judge
    from geomap.resolver.together.batch import Batch, Found

FITS = tuple(Fit)


class Shares(NamedTuple):
    """`Share` of each toponym that has candidates, and the score of each candidate, in columns."""

    share: Numbers
    spread: Numbers
    beside: Numbers
    rivals: Numbers
    known: Numbers
    score: Numbers


def judge_many(judge: Judge, batch: Batch, ranked: Found) -> list[Resolution]:
    """Return the verdicts on a batch, from its likely candidates, best first."""
    table = batch.table
    counts = np.bincount(ranked.toponym, minlength=len(batch.names))
    starts = np.concatenate([[0], np.cumsum(counts)])
    firsts = starts[:-1][counts > 0]
    least = _enough_of(batch, ranked, firsts)
    shares = _weigh(judge, batch, ranked, firsts, least)
    enough = iter(least.tolist())
    candidates = _make_candidates(judge, batch, ranked, shares.score)
    fit, how = ranked.fit.tolist(), ranked.how.tolist()
    kinds = list(table.kinds)
    weighed = zip(*(column.tolist() for column in shares[:5]), strict=True)
    places, entry = ranked.place.tolist(), ranked.entry.tolist()
    strong, kind_words = table.strong[ranked.entry].tolist(), table.kind_words
    out = []
    for parsed, (start, end) in zip(batch.names, pairwise(starts.tolist()), strict=True):
        text = parsed.text
        if start == end:
            out.append(refuse(text, "no name like it is known"))
            continue
        by_hint = (
            end - start > 1
            and how[start] == how[start + 1]
            and is_by_hint(FITS[fit[start]], "", FITS[fit[start + 1]], "")
        )
        leader = Leader(
            table.places[places[start]], HOW[how[start]], strong[start],
            kinds[kind_words[entry[start]]] if parsed.kinds else "", by_hint, FITS[fit[start]],
            next(enough),
        )  # fmt: skip
        shown = tuple(candidates[start : min(end, start + SHOWN)])
        out.append(judge.settle(text, parsed, leader, Share(*next(weighed)), shown))
    return out


def _make_candidates(judge: Judge, batch: Batch, ranked: Found, score: Numbers) -> list[Candidate]:
    table = batch.table
    toponym, entry = ranked.toponym, ranked.entry
    signs = ranked.how * len(FITS) + ranked.fit
    for truth in (
        table.strong[entry],
        table.arabic[entry] == batch.arabic[toponym],
        table.qualifier[entry] == batch.qualifier[toponym],
    ):
        signs = signs * 2 + truth
    said = {}
    for sign in np.unique(signs).tolist():
        how, fit = divmod(sign >> 3, len(FITS))
        said[sign] = judge.reasons(
            HOW[how], FITS[fit], bool(sign & 4), bool(sign & 2), bool(sign & 1)
        )
    places, texts = table.places, batch.index.gazetteer.names.text
    return make_candidates(
        [places[i] for i in ranked.place.tolist()],
        score.tolist(),
        [said[sign] for sign in signs.tolist()],
        [texts[row] for row in table.first_row[entry].tolist()],
    )


def _enough_of(batch: Batch, ranked: Found, firsts: Numbers) -> Numbers:
    """Return `enough_of` each toponym's best candidate."""
    table, place, toponym = batch.table, ranked.place[firsts], ranked.toponym[firsts]
    alone: Numbers = table.settled[place] & (ranked.fit[firsts] == int(Fit.NONE))
    enough = np.where(table.abroad[place], ABROAD_AT, ALONE_AT)
    enough = np.where(alone, enough, RESOLVE_AT)
    for row in np.flatnonzero(alone & batch.has_kinds[toponym]).tolist():
        best = table.places[place[row]]
        enough[row] = enough_of(Fit.NONE, best, batch.names[toponym[row]])
    return enough


def _weigh(judge: Judge, batch: Batch, ranked: Found, firsts: Numbers, enough: Numbers) -> Shares:
    """Return what each toponym's best candidate has; `firsts` are the rows of the best ones.

    `enough` is the least share of an answer.
    """
    toponyms = len(firsts)
    counts = np.diff(firsts, append=len(ranked.toponym))
    owner = np.repeat(np.arange(toponyms), counts)
    power = np.exp(ranked.merit)
    total = judge.none + np.bincount(owner, power, minlength=toponyms)
    first = power[firsts]
    lon, lat = batch.table.lon[ranked.place], batch.table.lat[ranked.place]
    lon0, lat0 = lon[firsts][owner], lat[firsts][owner]
    near = (np.abs(lat - lat0) <= BESIDE) & (np.abs(lon - lon0) <= 2 * BESIDE)
    near[firsts] = False
    rows = np.flatnonzero(near)
    east = (lon[rows] - lon0[rows]) * np.cos(np.radians((lat0[rows] + lat[rows]) / 2))
    gap = np.hypot(east, lat[rows] - lat0[rows]) * KM_PER_DEGREE

    def gather(within: float, least: float) -> tuple[Numbers, Numbers]:
        held = rows[gap <= within]
        share = first + np.bincount(owner[held], power[held], minlength=toponyms)
        spread = np.zeros(toponyms)
        counted = (gap <= within) & (power[rows] > least * first[owner[rows]])
        np.maximum.at(spread, owner[rows[counted]], gap[counted])
        return share, spread

    share, spread = gather(SAME_KM, 0.2)
    around, wide = gather(NEIGHBOURS_KM, 0.05)
    beside = (share / total < enough) & (around / total >= enough)
    second = np.zeros(toponyms)
    second[counts > 1] = power[firsts[counts > 1] + 1]
    return Shares(
        np.where(beside, around, share) / total, np.where(beside, wide, spread), beside,
        np.where(second > RIVAL * first, counts, 0), 1 - judge.none / total,
        power / total[owner],
    )  # fmt: skip
