"""Routes of a team: who is there, people and roles, what others do, signing out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, StreamingResponse

from geomap.desk.team import accounts
from geomap.desk.team.live import as_event
from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from geomap.desk.serve.answering import Told
    from geomap.desk.serve.state import Desk
    from geomap.desk.team.gate import Gate


def _gate(desk: Desk) -> Gate:
    door: Any = desk.door
    if not door.team:
        raise InputError("there are accounts only where the project is in a database")
    gate: Gate = door
    return gate


def people(desk: Desk, _told: Told) -> object:
    """Return people, invitations and the audit."""
    gate = _gate(desk)
    return accounts.list_people(gate.book) | {"audit": accounts.list_audit(gate.book)}


def invite(desk: Desk, told: Told) -> object:
    """Invite a person, or let one choose another password; return the address, told once."""
    gate = _gate(desk)
    token = accounts.invite(gate.book, desk.who, str(told["name"]), str(told["role"]))
    return {"path": f"/invited?token={token}"}


def set_role(desk: Desk, told: Told) -> object:
    """Give a person another role."""
    gate = _gate(desk)
    accounts.set_role(gate.book, desk.who, str(told["name"]), str(told["role"]))
    gate.forget()
    return accounts.list_people(gate.book)


def remove(desk: Desk, told: Told) -> object:
    """Take a person away."""
    gate = _gate(desk)
    accounts.remove(gate.book, desk.who, str(told["name"]))
    gate.forget()
    return accounts.list_people(gate.book)


def show(desk: Desk, told: Told) -> object:
    """Say what a person has open."""
    tab, what = str(told["tab"])[:40], str(told.get("what") or "")[:200]
    desk.live.show(f"{desk.who} {tab}", desk.who, what)
    return {"present": desk.live.present()}


async def live(request: Request) -> Response:
    """Tell what others do, until the browser or the session ends."""
    desk: Desk = request.app.state.desk
    token = request.scope["geomap.token"]
    if not desk.door.team:
        return JSONResponse({"problem": "there is no such thing"}, 404)

    async def lines() -> AsyncIterator[bytes]:
        told = desk.live.listen()
        try:
            async for what in told:
                if not what:
                    try:
                        if await run_in_threadpool(desk.door.find, token) is None:
                            return
                    except OSError:  # the database is away: whoever listens is told that
                        pass
                yield as_event(what)
        finally:
            await told.aclose()  # type: ignore[attr-defined]

    return StreamingResponse(lines(), media_type="text/event-stream",
                             headers={"x-accel-buffering": "no"})  # fmt: skip
