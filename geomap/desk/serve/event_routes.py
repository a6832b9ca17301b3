"""Routes of places, table, history, corrections and publishing: parse, call, answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.desk import event_list, lasting_rules, past, twins
from geomap.desk.acts import ChangedError
from geomap.desk.publishing import publications, views

if TYPE_CHECKING:
    from geomap.desk.serve.answering import Told
    from geomap.desk.serve.state import Desk


def resolve(desk: Desk, told: Told) -> object:
    """Return what a place's name may mean."""
    return desk.asked.ask("resolve", name=told["name"][:300], hint=told.get("hint", "")[:100])


def at_point(desk: Desk, told: Told) -> object:
    """Return what lies around a point."""
    return desk.asked.ask("at_point", lon=float(told["lon"]), lat=float(told["lat"]))


def ground(desk: Desk, _told: Told) -> object:
    """Return what the small map lies on."""
    return desk.asked.ask("ground")


def events(desk: Desk, told: Told) -> object:
    """Return a page of the table."""
    return event_list.list_events(
        desk.book, told.get("filter") or {}, str(told.get("sort") or "date_start"),
        down=bool(told.get("down", True)), offset=int(told.get("offset") or 0),
    )  # fmt: skip


def values(desk: Desk, _told: Told) -> object:
    """Return what can be filtered by."""
    return desk.once("values", lambda: event_list.list_values(desk.book))


def event(desk: Desk, told: Told) -> object:
    """Return an event with its versions."""
    found = event_list.find_event(desk.book, told["event"])
    return found | {"versions": past.list_versions(desk.book, told["event"])}


def edit_event(desk: Desk, told: Told) -> Told:
    """Change an event; return it as it is now."""
    try:
        act = event_list.edit_event(desk.book, desk.who, told["event"], told)
    except ChangedError as error:
        now = event_list.find_event(desk.book, told["event"])
        raise error.with_now(now, past.last_hand(desk.book, told["event"])) from error
    return {"act": act, "event": event_list.find_event(desk.book, told["event"])}


def edit_many(desk: Desk, told: Told) -> object:
    """Write cells into many events, or show what that would do."""
    return event_list.edit_many(
        desk.book, desk.who, told.get("filter") or {}, told.get("set") or {},
        dry=bool(told.get("dry")),
    )  # fmt: skip


def edit_cells(desk: Desk, told: Told) -> object:
    """Write what was pasted from a spreadsheet."""
    return event_list.edit_cells(desk.book, desk.who, list(told["edits"]))


def withdraw(desk: Desk, told: Told) -> object:
    """Take events out."""
    return event_list.withdraw_events(desk.book, desk.who, [str(i) for i in told["ids"]])


def restore(desk: Desk, told: Told) -> object:
    """Make an event what it was."""
    return past.restore_version(desk.book, desk.who, told["event"], int(told["version"]))


def list_twins(desk: Desk, _told: Told) -> object:
    """Return what may be the same happening."""
    return twins.list_twins(desk.book, desk.asked)


def join_twins(desk: Desk, told: Told) -> object:
    """Make several events one."""
    return twins.join_twins(desk.book, desk.who, desk.asked, [str(i) for i in told["ids"]])


def split_event(desk: Desk, told: Told) -> object:
    """Split an event that was joined."""
    return twins.split_event(desk.book, desk.who, str(told["event"]))


def refuse_twins(desk: Desk, told: Told) -> object:
    """Keep events apart."""
    return twins.refuse_twins(desk.book, desk.who, [str(i) for i in told["ids"]])


def acts(desk: Desk, told: Told) -> object:
    """Return what was done."""
    return past.list_acts(desk.book, int(told.get("before") or 0))


def rules(desk: Desk, _told: Told) -> object:
    """Return the corrections that later readings honour."""
    return lasting_rules.list_rules(desk.book)


def add_rule(desk: Desk, told: Told) -> object:
    """Take a correction for all later readings."""
    return lasting_rules.add_rule(desk.book, desk.who, told)


def revoke_rule(desk: Desk, told: Told) -> object:
    """Take a correction back."""
    return lasting_rules.revoke_rule(desk.book, desk.who, int(told["rule"]))


def columns(desk: Desk, _told: Told) -> object:
    """Return the columns that readers may see or not, and what was published."""
    return {
        "columns": desk.once("columns", lambda: publications.list_columns(desk.book)),
        "published": publications.list_published(desk.book),
    }


def publish(desk: Desk, told: Told) -> object:
    """Write the files that a person wants."""
    return publications.publish(
        desk.book, desk.who, desk.maker, told, preview=bool(told.get("preview"))
    )


def since(desk: Desk, told: Told) -> object:
    """Return what changed since a publication."""
    return publications.list_since(desk.book, int(told["publication"]))


def list_views(desk: Desk, _told: Told) -> object:
    """Return the saved views."""
    return views.list_views(desk.book)


def save_view(desk: Desk, told: Told) -> object:
    """Save a view of the map."""
    return views.save_view(desk.book, desk.who, told)


def drop_view(desk: Desk, told: Told) -> object:
    """Take a view away."""
    return views.drop_view(desk.book, int(told["view"]))
