"""How a route answers: parameters and body in, JSON out, what is wrong in one line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from geomap.desk.acts import ChangedError
from geomap.errors import GeomapError, InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from geomap.desk.serve.state import Desk

Told = dict[str, Any]


def answering(work: Callable[[Desk, Told], object]) -> Callable[[Request], Awaitable[Response]]:
    """Return a route that hands parameters and body to `work`, and answers in JSON."""

    async def answer(request: Request) -> Response:
        try:
            told: Told = dict(request.query_params)
            if request.method == "POST":
                told |= await _body_of(request)
            told |= request.path_params
            found = await run_in_threadpool(work, request.app.state.desk, told)
            return JSONResponse(found if isinstance(found, dict | list) else {"act": found})
        except ChangedError as error:
            return say_problem(error, 409)
        except InputError as error:
            return say_problem(error, 400)
        except OutputError as error:
            return say_problem(error, 507)
        except GeomapError as error:
            return say_problem(error, 400)
        except (KeyError, TypeError, ValueError):
            return JSONResponse({"problem": "the request is not understood"}, 400)

    return answer


def say_problem(error: GeomapError, status: int) -> Response:
    """Return what is wrong, and in which field."""
    field = getattr(error, "field", None)
    return JSONResponse({"problem": str(error), "field": field or ""}, status)


async def _body_of(request: Request) -> Told:
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise InputError("a change is told in JSON")
    found = json.loads(await request.body() or b"{}")
    if not isinstance(found, dict):
        raise InputError("a change is told as an object")
    return found
