"""Starting the desk: project, processes, server, browser."""

from __future__ import annotations

import getpass
import os
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any

from geomap.desk.book import Book
from geomap.desk.project import open_project
from geomap.desk.work.line import Line
from geomap.desk.work.process import Process
from geomap.errors import InputError, MissingExtraError, OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.desk.project import Project
    from geomap.desk.serve.state import Desk

ADDRESS = "127.0.0.1"
QUESTIONS = "geomap.desk.work.questions"


def make_desk(project: Project, port: int, dsn: str = "", public: str = "") -> Desk:
    """Return a desk over a project, its processes not yet started.

    Parameters
    ----------
    dsn
        Where the events are, if not in the folder: then people sign in, each with an account.
    public
        What browsers call the desk of a team, ``https://desk.example.org``.

    Raises
    ------
    MissingExtraError
        If the extra ``desk`` is not installed.
    """
    try:
        from geomap.desk.serve.guard import Door
        from geomap.desk.serve.state import Desk
    except ImportError as error:
        raise MissingExtraError("starlette", "desk") from error
    asked, maker = Process(QUESTIONS, 120.0), Process(QUESTIONS, 900.0)
    if dsn:
        return _make_team(project, port, dsn, public, (asked, maker))
    book = Book(project)
    door = Door(frozenset({f"{ADDRESS}:{port}", f"localhost:{port}"}), who=_person())
    return Desk(book, Line(book), asked, maker, door, _person())


def _make_team(
    project: Project, port: int, dsn: str, public: str, processes: tuple[Process, Process]
) -> Desk:
    from geomap.desk.serve.state import Desk
    from geomap.desk.team.accounts import check_installed
    from geomap.desk.team.gate import make_gate
    from geomap.desk.team.live import Ear, Live
    from geomap.desk.team.postgres_book import PostgresBook

    check_installed()
    if project.refusal:
        raise OutputError(project.refusal)
    book = PostgresBook(project, dsn)
    live = Live()
    gate = make_gate(book, port, public)
    return Desk(book, Line(book), *processes, gate, "", live, Ear(dsn, live))


def _person() -> str:
    try:
        return getpass.getuser()[:80]
    except (OSError, KeyError, ImportError):
        return "somebody"


def run_desk(
    folder: Path, *, port: int = 0, browser: bool = True, dsn: str = "", public: str = "",
    listen: str = ADDRESS,
) -> None:  # fmt: skip
    """Serve the project in a folder until Ctrl-C, and open it in the browser.

    For `dsn` and `public` see `make_desk`; `listen` is the address to listen at.

    Raises
    ------
    OutputError
        If the port is taken or the folder cannot be used.
    MissingExtraError
        If the extra ``desk`` is not installed.
    """
    try:
        import uvicorn
    except ImportError as error:
        raise MissingExtraError("uvicorn", "desk") from error
    _refuse_open_door(listen, dsn, public)
    project = open_project(folder)
    with _listen(port, listen) as listener:
        desk = make_desk(project, listener.getsockname()[1], dsn, public)
        from geomap.desk.serve.screen import make_app

        config = uvicorn.Config(
            make_app(desk), log_level="error", access_log=False, lifespan="off",
            timeout_keep_alive=30, timeout_graceful_shutdown=3, server_header=False,
            date_header=False,
        )  # fmt: skip
        server = uvicorn.Server(config)
        if project.refusal:
            print(f"This desk only reads: {project.refusal}.", file=sys.stderr)
        else:
            desk.line.start()
        desk.asked.warm()
        if desk.ear is not None:
            desk.ear.start()
            _say_team(desk, public or f"http://{ADDRESS}:{listener.getsockname()[1]}")
        else:
            _say_address(desk.door, listener.getsockname()[1], browser=browser)
        try:
            server.run(sockets=[listener])
        finally:
            desk.close()


def _refuse_open_door(listen: str, dsn: str, public: str) -> None:
    """Refuse an address that others reach unless people sign in, by TLS."""
    if listen == ADDRESS:
        return
    if not dsn:
        raise InputError(
            f"{listen} can be reached by others, and this desk has no accounts",
            fix="keep the project in PostGIS: --dsn",
        )
    if not public.startswith("https://"):
        raise InputError(
            f"{listen} can be reached by others, and passwords would be in the clear",
            fix="put a proxy with TLS before it and say --public https://NAME",
        )


def _say_team(desk: Desk, address: str) -> None:
    """Print where the team's desk is, and how the first administrator comes in."""
    from geomap.desk.team.accounts import ADMINISTRATOR, invite, key_of, list_people, set_role
    from geomap.desk.team.people_of_terminal import BY

    print(f"The desk is open at {address.rstrip('/')}", flush=True)
    people, me = list_people(desk.book)["people"], _person()
    if not desk.book.project.refusal and all(one["role"] != ADMINISTRATOR for one in people):
        if key_of(me) in {key_of(one["name"]) for one in people}:
            set_role(desk.book, BY, me, ADMINISTRATOR)
            print(f"{me} is its administrator from now on", flush=True)
            return
        token = invite(desk.book, BY, me, ADMINISTRATOR)
        print(f"The first administrator chooses a password at "
              f"{address.rstrip('/')}/invited?token={token}", flush=True)  # fmt: skip


def _listen(port: int, address: str = ADDRESS) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise OutputError(f"port {port} cannot be used ({error.strerror})") from error
    return listener


def _say_address(door: Any, port: int, *, browser: bool) -> None:
    """Print the address with its token, open it, and print another for each Enter."""

    def tell(token: str) -> str:
        address = f"http://{ADDRESS}:{port}/open?token={token}"
        print(f"The desk is open at {address}", flush=True)
        return address

    address = tell(door.token)
    print("Ctrl-C ends it; Enter prints another address, each opens it once.", file=sys.stderr)
    if browser:
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    if sys.stdin is not None and sys.stdin.isatty():

        def listen() -> None:
            for _line in sys.stdin:
                tell(door.renew())

        threading.Thread(target=listen, daemon=True).start()
