"""How a route answers: parameters and body in, JSON out, what is wrong in one line."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from geomap.desk.acts import ChangedError
from geomap.desk.book import AwayError
from geomap.desk.team.accounts import READER
from geomap.errors import GeomapError, InputError, OutputError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from geomap.desk.serve.state import Desk

Told = dict[str, Any]


Route = Callable[["Request"], Awaitable["Response"]]
NEEDS = "needs"


def needing(role: str, route: Route) -> Route:
    """Return a route that only those answer who may do what a role may."""

    async def guarded(request: Request) -> Response:
        if not request.scope["geomap.session"].may(role):
            return JSONResponse({"problem": f"only for {role}s", "needs": role}, 403)
        return await route(request)

    setattr(guarded, NEEDS, role)
    return guarded


def open_to_all(route: Route) -> Route:
    """Return a route of the door, for those who did not sign in."""
    setattr(route, NEEDS, "")
    return route


def answering(work: Callable[[Desk, Told], object], role: str = READER) -> Route:
    """Return a route that hands parameters and body to `work`, and answers in JSON."""

    async def answer(request: Request) -> Response:
        try:
            told: Told = dict(request.query_params)
            if request.method == "POST":
                told |= await _body_of(request)
            told |= request.path_params
            found = await run_in_threadpool(work, desk_of(request), told)
            return JSONResponse(found if isinstance(found, dict | list) else {"act": found})
        except ChangedError as error:
            return say_problem(error, 409, now=error.now, by=error.by)
        except AwayError as error:
            return say_problem(error, 503, away=True)
        except InputError as error:
            return say_problem(error, 400)
        except OutputError as error:
            return say_problem(error, 507)
        except GeomapError as error:
            return say_problem(error, 400)
        except (KeyError, TypeError, ValueError):
            return JSONResponse({"problem": "the request is not understood"}, 400)

    return needing(role, answer)


def desk_of(request: Request) -> Desk:
    """Return the desk as the person who asks has it."""
    desk: Desk = request.app.state.desk
    return desk.asked_by(request.scope["geomap.session"])


def say_problem(error: GeomapError, status: int, **more: object) -> Response:
    """Return what is wrong, and in which field."""
    field = getattr(error, "field", None)
    return JSONResponse({"problem": str(error), "field": field or "", **more}, status)


async def _body_of(request: Request) -> Told:
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise InputError("a change is told in JSON")
    found = json.loads(await request.body() or b"{}")
    if not isinstance(found, dict):
        raise InputError("a change is told as an object")
    return found
