"""Every route under ``/api``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from geomap.desk.serve import event_routes as on
from geomap.desk.serve import intake_routes as intake
from geomap.desk.serve.answering import answering, needing
from geomap.desk.team import team_routes as team
from geomap.desk.team.accounts import ADMINISTRATOR, EDITOR, PUBLISHER, READER

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.desk.serve.answering import Told
    from geomap.desk.serve.state import Desk

GETS: dict[str, Callable[[Desk, Told], object]] = {
    "state": intake.state,
    "items": intake.items,
    "reports": intake.reports,
    "report/{key}": intake.report,
    "values": on.values,
    "event/{event}": on.event,
    "twins": on.list_twins,
    "acts": on.acts,
    "rules": on.rules,
    "columns": on.columns,
    "since/{publication}": on.since,
    "views": on.list_views,
    "resolve": on.resolve,
    "at": on.at_point,
    "ground": on.ground,
}
"""For readers."""
ASKED: dict[str, Callable[[Desk, Told], object]] = {"events": on.events, "show": team.show}
"""Told by POST and changing nothing: for readers too."""
POSTS: dict[str, Callable[[Desk, Told], object]] = {
    "paste": intake.paste,
    "sample": intake.sample,
    "look": intake.look,
    "read": intake.read_item,
    "stop": intake.stop_item,
    "decide": intake.decide,
    "accept-many": intake.accept_many,
    "add": intake.add_row,
    "merge": intake.merge_rows,
    "undo": intake.undo_act,
    "edit": on.edit_event,
    "edit-many": on.edit_many,
    "edit-cells": on.edit_cells,
    "withdraw": on.withdraw,
    "restore": on.restore,
    "join": on.join_twins,
    "refuse": on.refuse_twins,
    "split": on.split_event,
    "rule": on.add_rule,
    "revoke": on.revoke_rule,
    "save-view": on.save_view,
    "drop-view": on.drop_view,
}
"""For editors."""
PUBLISHING: dict[str, Callable[[Desk, Told], object]] = {"publish": on.publish}
PEOPLE: dict[str, Callable[[Desk, Told], object]] = {
    "people": team.people,
    "invite": team.invite,
    "role": team.set_role,
    "remove": team.remove,
}


def list_routes() -> list[Route]:
    """Return every route under ``/api``."""
    told = [
        (READER, "GET", GETS), (READER, "POST", ASKED), (EDITOR, "POST", POSTS),
        (PUBLISHER, "POST", PUBLISHING), (ADMINISTRATOR, "POST", PEOPLE),
    ]  # fmt: skip
    return [
        *(
            Route(f"/api/{path}", answering(work, role), methods=[method])
            for role, method, works in told
            for path, work in works.items()
        ),
        Route("/api/inbox/file", needing(EDITOR, intake.take_file), methods=["POST"]),
        Route("/api/live", needing(READER, team.live), methods=["GET"]),
    ]
