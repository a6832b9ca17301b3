"""Every route under ``/api``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from geomap.desk.serve import event_routes as on
from geomap.desk.serve import intake_routes as intake
from geomap.desk.serve.answering import answering

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
    "events": on.events,
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
    "publish": on.publish,
    "save-view": on.save_view,
    "drop-view": on.drop_view,
}


def list_routes() -> list[Route]:
    """Return every route under ``/api``."""
    return [
        *(Route(f"/api/{path}", answering(work), methods=["GET"]) for path, work in GETS.items()),
        *(Route(f"/api/{path}", answering(work), methods=["POST"]) for path, work in POSTS.items()),
        Route("/api/inbox/file", intake.take_file, methods=["POST"]),
    ]
