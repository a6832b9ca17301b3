"""Proposed duplicates as a table for a person, and the events merged as the person decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd

    from geomap.events.duplicates import Proposal

ACCEPT, REFUSE = "accept", "refuse"


def merge_duplicates(
    events: gpd.GeoDataFrame, accepted: Sequence[Sequence[str]]
) -> gpd.GeoDataFrame:
    """Return events with each accepted group as one event that names all its sources.

    The first of a group stays; ``source``, ``source_url``, ``report_id`` are joined by ``; ``,
    descriptions by line feeds, the fatality range spans all; ``merged_from`` names the others.

    Raises
    ------
    TableError
        If an id is not among the events, or in two groups.
    """
    import pandas as pd

    out = events.copy()
    position = {event_id: row for row, event_id in enumerate(out["event_id"])}
    merged_from = pd.Series("", index=out.index, dtype="str")
    if "merged_from" in out:
        merged_from = out["merged_from"].fillna("").astype("str")
    gone: list[int] = []
    seen: set[str] = set()
    for group in accepted:
        for event_id in group:
            if event_id not in position:
                raise TableError(f"no event {event_id!r} to merge", fix="propose again")
            if event_id in seen:
                raise TableError(f"event {event_id!r} is in two accepted groups", fix="accept one")
            seen.add(event_id)
        rows = [position[event_id] for event_id in group]
        stays, others = rows[0], rows[1:]
        for column, joint in (("source", "; "), ("source_url", "; "), ("report_id", "; "),
                              ("description", "\n")):  # fmt: skip
            texts = [str(out[column].iloc[row]) for row in rows if out[column].iloc[row]]
            out.loc[out.index[stays], column] = joint.join(dict.fromkeys(texts))
        figures = out.iloc[rows][["fatalities", "fatalities_low", "fatalities_high"]]
        known = figures.stack().dropna()
        if len(known):
            out.loc[out.index[stays], "fatalities_low"] = int(known.min())
            out.loc[out.index[stays], "fatalities_high"] = int(known.max())
        before = [merged_from.iloc[stays], *(out["event_id"].iloc[row] for row in others)]
        merged_from.iloc[stays] = "|".join(filter(None, before))
        gone.extend(others)
    out["merged_from"] = merged_from
    return out.drop(index=out.index[gone]).reset_index(drop=True)


def frame_proposals(events: gpd.GeoDataFrame, proposals: Sequence[Proposal]) -> pd.DataFrame:
    """Return proposals as a table for a person: a row a group, ``decision`` empty."""
    import pandas as pd

    told = events.set_index("event_id")

    def show(event_ids: Sequence[str], column: str) -> str:
        return " || ".join(str(told.at[event_id, column]) for event_id in event_ids)

    groups = [proposal.event_ids for proposal in proposals]
    return pd.DataFrame(
        {
            "decision": [""] * len(groups),
            "score": [proposal.score for proposal in proposals],
            "events": ["|".join(ids) for ids in groups],
            "reasons": ["; ".join(proposal.reasons) for proposal in proposals],
            "sources": [show(ids, "source") for ids in groups],
            "dates": [
                " || ".join(f"{told.at[e, 'date_start']:%Y-%m-%d}" for e in ids) for ids in groups
            ],
            "locations": [show(ids, "location") for ids in groups],
            "descriptions": [show(ids, "description") for ids in groups],
        }
    )


def parse_decisions(
    frame: pd.DataFrame, file: str = ""
) -> tuple[list[list[str]], list[list[str]], int]:
    """Return accepted groups, refused groups and how many are undecided.

    Raises
    ------
    TableError
        If a column is missing or a decision is neither ``accept``, ``refuse`` nor empty.
    """
    for column in ("decision", "events"):
        if column not in frame:
            raise TableError(f"no column {column!r}", file=file, fix="give a table of proposals")
    accepted, refused, undecided = [], [], 0
    for row, (decision, group) in enumerate(
        zip(frame["decision"], frame["events"], strict=True), 2
    ):
        word = str(decision or "").strip().casefold()
        if word == ACCEPT:
            accepted.append(str(group).split("|"))
        elif word == REFUSE:
            refused.append(str(group).split("|"))
        elif word:
            raise TableError(
                f"no decision: {word!r}", file=file, row=row, field="decision",
                fix=f"write {ACCEPT}, {REFUSE} or nothing",
            )  # fmt: skip
        else:
            undecided += 1
    return accepted, refused, undecided
