"""Starting the desk: project, processes, server, browser."""

from __future__ import annotations

import getpass
import os
import socket
import sys
import threading
from typing import TYPE_CHECKING

from geomap.desk.book import Book
from geomap.desk.project import open_project
from geomap.desk.work.line import Line
from geomap.desk.work.process import Process
from geomap.errors import MissingExtraError, OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.desk.project import Project
    from geomap.desk.serve.state import Desk

ADDRESS = "127.0.0.1"
QUESTIONS = "geomap.desk.work.questions"


def make_desk(project: Project, port: int) -> Desk:
    """Return a desk over a project, its processes not yet started.

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
    book = Book(project)
    door = Door(frozenset({f"{ADDRESS}:{port}", f"localhost:{port}"}))
    asked, maker = Process(QUESTIONS, 120.0), Process(QUESTIONS, 900.0)
    return Desk(book, Line(book), asked, maker, door, _person())


def _person() -> str:
    try:
        return getpass.getuser()[:80]
    except (OSError, KeyError, ImportError):
        return "somebody"


def run_desk(folder: Path, *, port: int = 0, browser: bool = True) -> None:
    """Serve the project in a folder until Ctrl-C, and open it in the browser.

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
    project = open_project(folder)
    with _listen(port) as listener:
        desk = make_desk(project, listener.getsockname()[1])
        from geomap.desk.serve.screen import make_app

        config = uvicorn.Config(
            make_app(desk), log_level="error", access_log=False, lifespan="off",
            timeout_keep_alive=30, server_header=False, date_header=False,
        )  # fmt: skip
        server = uvicorn.Server(config)
        if project.refusal:
            print(f"This desk only reads: {project.refusal}.", file=sys.stderr)
        else:
            desk.line.start()
        desk.asked.warm()
        _say_address(desk, listener.getsockname()[1], browser=browser)
        try:
            server.run(sockets=[listener])
        finally:
            desk.close()


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ADDRESS, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise OutputError(f"port {port} cannot be used ({error.strerror})") from error
    return listener


def _say_address(desk: Desk, port: int, *, browser: bool) -> None:
    """Print the address with its token, open it, and print another for each Enter."""

    def tell(token: str) -> str:
        address = f"http://{ADDRESS}:{port}/open?token={token}"
        print(f"The desk is open at {address}", flush=True)
        return address

    address = tell(desk.door.token)
    print("Ctrl-C ends it; Enter prints another address, each opens it once.", file=sys.stderr)
    if browser:
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    if sys.stdin is not None and sys.stdin.isatty():

        def listen() -> None:
            for _line in sys.stdin:
                tell(desk.door.renew())

        threading.Thread(target=listen, daemon=True).start()
