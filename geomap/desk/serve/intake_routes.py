"""Routes of inbox and review: parse, call, answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from geomap.desk import inbox, past, review_rows
from geomap.desk.acts import ChangedError, undo
from geomap.desk.book import AwayError
from geomap.desk.serve.answering import desk_of, say_problem
from geomap.errors import GeomapError, InputError, OutputError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from geomap.desk.serve.answering import Told
    from geomap.desk.serve.state import Desk


def state(desk: Desk, _told: Told) -> Told:
    """Return what every screen shows: names, counts, what is being read."""
    return desk.overview()


def paste(desk: Desk, told: Told) -> Told:
    """Take a text into the inbox."""
    options = {**(told.get("options") or {}), "pasted": "1"}
    number = inbox.add_text(desk.book, desk.who, str(told["text"]), options)
    desk.line.wake()
    return {"item": number}


def sample(desk: Desk, _told: Told) -> Told:
    """Take the sample into the inbox."""
    number = inbox.add_sample(desk.book, desk.who)
    desk.line.wake()
    return {"item": number}


async def take_file(request: Request) -> Response:
    """Take a file into the inbox: its bytes are the body, its name a parameter."""
    desk = desk_of(request)
    try:
        name = request.query_params["name"]
        inbox.kind_of_file(name)
        content = await request.body()
        if len(content) > inbox.MOST_BYTES:
            raise InputError("is larger than 200 MB", file=name[:80])
        options = {"date": request.query_params.get("date", "")}
        number = await run_in_threadpool(
            inbox.add_file, desk.book, desk.who, name, content, options
        )
    except AwayError as error:
        return say_problem(error, 503, away=True)
    except OutputError as error:
        return say_problem(error, 507)
    except GeomapError as error:
        return say_problem(error, 400)
    except KeyError:
        return JSONResponse({"problem": "a file needs a name"}, 400)
    desk.line.wake()
    return JSONResponse({"item": number})


def items(desk: Desk, _told: Told) -> Told:
    """Return the inbox."""
    return {"items": inbox.list_items(desk.book), "now": dict(desk.line.now)}


def look(desk: Desk, told: Told) -> object:
    """Return how a table would be read."""
    item = inbox.find_item(desk.book, int(told["item"]))
    path = str(inbox.path_of(desk.book, item))
    options = {**item.options, **(told.get("options") or {})}
    return desk.line.looker.ask("explain_table", path=path, options=options)


def read_item(desk: Desk, told: Told) -> Told:
    """Queue an item, as a person said how; also one that failed or is to be read again."""
    item = inbox.find_item(desk.book, int(told["item"]))
    if item.state in (inbox.READING, inbox.QUEUED):
        raise InputError("it is in the line already")
    options = {**item.options, **(told.get("options") or {})}
    inbox.set_state(desk.book, item.id, inbox.QUEUED, {}, options)
    desk.line.wake()
    return {"item": item.id}


def stop_item(desk: Desk, told: Told) -> Told:
    """Stop an item."""
    desk.line.stop(int(told["item"]))
    return {"item": int(told["item"])}


def reports(desk: Desk, _told: Told) -> object:
    """Return the reports with rows under review."""
    return review_rows.list_reports(desk.book)


def report(desk: Desk, told: Told) -> object:
    """Return a report with its rows."""
    return review_rows.show_report(desk.book, told["key"])


def decide(desk: Desk, told: Told) -> Told:
    """Do what a person says to a row; return it as it is now."""
    try:
        act = review_rows.decide(desk.book, desk.who, told["row"], str(told["action"]), told)
    except ChangedError as error:
        now = review_rows.find_row(desk.book, told["row"])
        raise error.with_now(now, past.last_hand(desk.book, told["row"])) from error
    return {"act": act, "row": review_rows.find_row(desk.book, told["row"])}


def accept_many(desk: Desk, told: Told) -> object:
    """Accept all rows that are sure enough, or count them."""
    return review_rows.accept_many(
        desk.book, desk.who, float(told["at_least"]), dry=bool(told.get("dry"))
    )


def add_row(desk: Desk, told: Told) -> Told:
    """Make a row of selected words."""
    span = (int(told["start"]), int(told["end"]))
    row_id = review_rows.add_row(desk.book, desk.who, told["report"], span, told)
    return {"row": review_rows.find_row(desk.book, row_id)}


def merge_rows(desk: Desk, told: Told) -> object:
    """Take rows for one happening."""
    return review_rows.merge_rows(desk.book, desk.who, told["stays"], list(told["gone"]))


def undo_act(desk: Desk, told: Told) -> object:
    """Undo an act, or this person's last."""
    return undo(desk.book, desk.who, int(told["act"]) if told.get("act") else None)
