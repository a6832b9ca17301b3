"""The page itself, its scripts, the map's data, the files that were made; and the whole server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from geomap.desk.backups import write_backup
from geomap.desk.serve.answering import NEEDS, needing, open_to_all
from geomap.desk.serve.guard import SANDBOX, Guard
from geomap.desk.serve.routes import list_routes
from geomap.desk.team.accounts import ADMINISTRATOR, READER
from geomap.errors import GeomapError
from geomap.web.assets import FOLDER

if TYPE_CHECKING:
    from starlette.requests import Request

    from geomap.desk.serve.state import Desk

ASSETS = {
    "desk.js": ("desk.js", "text/javascript"),
    "desk.css": ("desk.css", "text/css"),
    "geomap.css": ("geomap.css", "text/css"),
    "leaflet.js": ("plugins/leaflet/dist/leaflet.js", "text/javascript"),
    "leaflet.css": ("plugins/leaflet/dist/leaflet.css", "text/css"),
}
TYPES = {
    ".html": "text/html", ".geojson": "application/geo+json", ".png": "image/png",
    ".svg": "image/svg+xml", ".pdf": "application/pdf", ".csv": "text/csv", ".toml": "text/plain",
}  # fmt: skip
PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>geomap</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/leaflet.css">
<link rel="stylesheet" href="/assets/geomap.css">
<link rel="stylesheet" href="/assets/desk.css">
</head>
<body>
<div id="desk"></div>
<script src="/assets/leaflet.js"></script>
<script src="/assets/desk.js"></script>
</body>
</html>
"""


def make_app(desk: Desk) -> Guard:
    """Return the server over a desk, guard first."""
    routes = [
        Route("/", needing(READER, page)),
        Route("/assets/{name}", open_to_all(asset)),
        Route("/map-data", needing(READER, map_data)),
        Route("/published/{folder}/{name}", needing(READER, published)),
        Route("/backup", needing(ADMINISTRATOR, backup), methods=["POST"]),
        Route("/backups/{name}", needing(ADMINISTRATOR, saved_backup)),
        *(_team_door() if desk.door.team else [Route("/open", open_to_all(sign_in))]),
        *list_routes(),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _missing})
    if bare := [route for route in routes if not hasattr(route.endpoint, NEEDS)]:
        raise TypeError(f"no route without a role: {bare[0].path}")
    app.state.desk = desk
    return Guard(app, desk.door)


def _team_door() -> list[Route]:
    from geomap.desk.team import sign_in_pages as door

    both = ["GET", "POST"]
    return [
        Route("/sign-in", open_to_all(door.sign_in), methods=both),
        Route("/invited", open_to_all(door.invited), methods=both),
        Route("/sign-out", needing(READER, door.sign_out), methods=["POST"]),
    ]


async def _missing(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return Response(json.dumps({"problem": "there is no such thing"}), status,
                    media_type="application/json")  # fmt: skip


async def page(request: Request) -> Response:
    """Return the one page; the scripts fetch the rest."""
    lang = request.app.state.desk.book.project.lang
    return HTMLResponse(PAGE.format(lang=lang, dir="rtl" if lang == "ar" else "ltr"))


async def sign_in(request: Request) -> Response:
    """Take the one-time token, give the browser its cookie."""
    door = request.app.state.desk.door
    if not door.open(request.query_params.get("token", "")):
        return HTMLResponse("This address was used already, or is not right. Press Enter in the "
                            "window where geomap desk runs for a new one.", 403)  # fmt: skip
    answer = RedirectResponse("/", 303)
    answer.set_cookie(door.cookie, door.session, httponly=True, samesite="strict", path="/")
    return answer


async def asset(request: Request) -> Response:
    """Return a script or a style sheet."""
    found = ASSETS.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return FileResponse(
        FOLDER / found[0], media_type=found[1], headers={"cache-control": "no-cache"}
    )


async def map_data(request: Request) -> Response:
    """Return the blocks of the map page for the events as they stand."""
    desk: Desk = request.app.state.desk
    lang = "ar" if request.query_params.get("lang") == "ar" else "en"
    project = desk.book.project

    def draw() -> str:
        told = desk.maker.ask("payload", store=desk.book.address, lang=lang, title=project.name)
        return json.dumps(told)

    try:
        told = await run_in_threadpool(desk.once, f"map {lang}", draw)
    except GeomapError as error:
        return Response(json.dumps({"problem": str(error)}), 400, media_type="application/json")
    return Response(told, media_type="application/json")


async def published(request: Request) -> Response:
    """Return a file that was made; a page runs in a sandbox of its own."""
    desk: Desk = request.app.state.desk
    folder, name = request.path_params["folder"], request.path_params["name"]
    try:
        path = desk.book.project.inside("published", folder, name)
    except GeomapError as error:
        raise HTTPException(404) from error
    if not path.is_file() or path.parent.parent.name != "published":
        raise HTTPException(404)
    kind = TYPES.get(path.suffix.lower(), "application/octet-stream")
    heads = {"content-security-policy": SANDBOX, "x-frame-options": "SAMEORIGIN"}
    if kind not in ("text/html", "image/png", "application/pdf", "image/svg+xml"):
        heads["content-disposition"] = f'attachment; filename="{path.name}"'
    if kind == "application/pdf":
        heads["content-security-policy"] = "frame-ancestors 'self'"  # a viewer draws it
    return FileResponse(path, media_type=kind, headers=heads)


async def backup(request: Request) -> Response:
    """Write a backup; return its name."""
    desk: Desk = request.app.state.desk
    try:
        path = await run_in_threadpool(write_backup, desk.book)
    except GeomapError as error:
        return Response(json.dumps({"problem": str(error)}), 507, media_type="application/json")
    return Response(json.dumps({"name": path.name, "size": path.stat().st_size}),
                    media_type="application/json")  # fmt: skip


async def saved_backup(request: Request) -> Response:
    """Return a backup to keep elsewhere."""
    desk: Desk = request.app.state.desk
    try:
        path = desk.book.project.inside("backups", request.path_params["name"])
    except GeomapError as error:
        raise HTTPException(404) from error
    if not path.is_file() or not path.name.endswith(".geomap.zip"):
        raise HTTPException(404)
    return FileResponse(path, filename=path.name)
