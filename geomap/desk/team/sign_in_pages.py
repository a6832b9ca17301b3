"""Signing in, and choosing a password: plain forms, which need no script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse

from geomap.desk.team import accounts
from geomap.errors import GeomapError, OutputError
from geomap.lang.printed import load_texts

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

MOST_FORM = 10_000
POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
LANGS = ("en", "ar")
PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>geomap</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/geomap.css">
<link rel="stylesheet" href="/assets/desk.css">
</head>
<body>
<main class="d-door">
<p class="d-door-top"><b class="d-brand">geomap</b> <span dir="auto">{project}</span>
<a href="{swap}" lang="{swap_lang}">{other}</a></p>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def _words(lang: str) -> dict[str, str]:
    """Return what the door says, ``lexicon/texts/desk_door.toml``, in a language."""
    return {phrase: told[lang] for phrase, told in load_texts("desk_door").items()}


def _page(
    request: Request, title: str, body: str, status: int = 200, keep: str = ""
) -> HTMLResponse:
    lang = _lang(request)
    words, next_lang = _words(lang), "en" if lang == "ar" else "ar"
    project = request.app.state.desk.book.project.name
    swap = f"{request.url.path}?lang={next_lang}{keep}"
    told = PAGE.format(
        lang=lang, dir="rtl" if lang == "ar" else "ltr", project=escape(project), title=title,
        body=body, swap=escape(swap), swap_lang=next_lang, other=words["other"],
    )  # fmt: skip
    # without a referrer a browser would not say whose page sends the form
    heads = {"content-security-policy": POLICY, "referrer-policy": "same-origin"}
    return HTMLResponse(told, status, headers=heads)


def _lang(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    known: str = request.app.state.desk.book.project.lang
    return asked if asked in LANGS else known


def _said(text: str) -> str:
    return f'<p class="d-banner d-bad" role="alert">{text}</p>' if text else ""


def _field(label: str, name: str, kind: str, complete: str) -> str:
    return (
        f'<label class="d-field"><span>{label}</span><input name="{name}" type="{kind}" '
        f'autocomplete="{complete}" required maxlength="200" dir="auto"></label>'
    )


def _sign_in_page(request: Request, why: str = "", status: int = 200) -> Response:
    words = _words(_lang(request))
    new = "" if "new" not in request.query_params else words["done"]
    body = (
        (f'<p class="d-banner" role="status">{new}</p>' if new and not why else "")
        + _said(words[why] if why else "")
        + f'<form method="post" action="/sign-in?lang={_lang(request)}" class="d-stack">'
        + _field(words["name"], "name", "text", "username")
        + _field(words["password"], "password", "password", "current-password")
        + f'<button class="d-button d-look-main">{words["sign-in"]}</button></form>'
        + f'<p class="d-quiet">{words["hint"]}</p>'
    )
    return _page(request, words["sign-in"], body, status)


async def _form(request: Request) -> dict[str, str]:
    try:
        told = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
    except ValueError:  # more fields than any form of ours has
        return {}
    return {name: values[0] for name, values in told.items()}


async def sign_in(request: Request) -> Response:
    """Show the form; take name and password, give the browser its cookie."""
    if request.method != "POST":
        return _sign_in_page(request)
    given, gate = await _form(request), request.app.state.desk.door
    try:
        token = await run_in_threadpool(
            gate.sign_in, given.get("name", ""), given.get("password", "")
        )
    except OutputError:
        return _sign_in_page(request, "away", 503)
    except GeomapError:
        return _sign_in_page(request, "many", 429)
    if token is None:
        return _sign_in_page(request, "wrong", 403)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        gate.cookie, token, httponly=True, samesite="strict", path="/", secure=gate.secure
    )
    return answer


async def invited(request: Request) -> Response:
    """Show an invitation; take the password that a person chooses. Looking uses nothing up."""
    words, book = _words(_lang(request)), request.app.state.desk.book
    token = request.query_params.get("token", "")[:100]
    try:
        told = await run_in_threadpool(accounts.find_invitation, book, token)
        if told is None:
            return _page(request, words["choose"], _said(words["old"]), 403)
        why = ""
        if request.method == "POST":
            given = await _form(request)
            why = "differ" if given.get("password") != given.get("again") else ""
            if not why:
                await run_in_threadpool(accounts.accept, book, token, given.get("password", ""))
                return RedirectResponse(f"/sign-in?lang={_lang(request)}&new=1", 303)
    except OutputError:
        return _page(request, words["choose"], _said(words["away"]), 503)
    except GeomapError:
        why = "weak"
    assert told is not None
    body = (
        _said(words[why] if why else "")
        + f"<p><b>{words['hello'].format(name=escape(told['name']))}</b> "
        + f"{words['role'].format(role=words[told['role']])}</p>"
        + '<form method="post" class="d-stack" '
        + f'action="/invited?lang={_lang(request)}&amp;token={escape(token)}">'
        + '<input type="hidden" name="name" autocomplete="username" '
        + f'value="{escape(told["name"])}">'
        + _field(words["password"], "password", "password", "new-password")
        + _field(words["again"], "again", "password", "new-password")
        + f'<p class="d-quiet">{words["rule"]}</p>'
        + f'<button class="d-button d-look-main">{words["save"]}</button></form>'
    )
    return _page(request, words["choose"], body, 400 if why else 200, f"&token={token}")


async def sign_out(request: Request) -> Response:
    """End the session."""
    gate = request.app.state.desk.door
    await run_in_threadpool(gate.sign_out, request.scope["geomap.token"])
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(gate.cookie, httponly=True, samesite="strict", path="/",
                         secure=gate.secure)  # fmt: skip
    return answer
