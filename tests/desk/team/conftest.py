"""A team's desk over a real PostGIS, and people signed in at it."""

from __future__ import annotations

import pytest

from geomap.desk.launch import make_desk
from geomap.desk.project import open_project
from geomap.desk.team import accounts
from tests.desk.conftest import bring_three
from tests.store.conftest import postgis, postgis_server  # noqa: F401 - fixtures

PORT = 8124
HOME = f"http://127.0.0.1:{PORT}"
PASSWORD = "seven green kettles"


@pytest.fixture
def team(postgis, tmp_path):  # noqa: F811 - the fixture itself
    """Return the desk of a team, its processes not started."""
    project = open_project(tmp_path / "work")
    made = make_desk(project, PORT, postgis)
    yield made
    made.close()


@pytest.fixture
def filled_team(team):
    """Return the desk with three events."""
    bring_three(team.book)
    return team


def join(book, name, role, password=PASSWORD):
    """Make an account as people get one."""
    accounts.accept(book, accounts.invite(book, "terminal", name, role), password)


@pytest.fixture
def visit(team):
    """Return a way to open the desk as a person of a role."""
    pytest.importorskip("httpx")
    from starlette.testclient import TestClient

    from geomap.desk.serve.screen import make_app

    app = make_app(team)

    def enter(name="", role="editor"):
        client = TestClient(app, base_url=HOME, follow_redirects=False)
        if name:
            join(team.book, name, role)
            told = client.post("/sign-in", data={"name": name, "password": PASSWORD},
                               headers={"origin": HOME})  # fmt: skip
            assert told.status_code == 303, told.text
            client.headers["x-geomap-desk"] = client.get("/api/state").json()["csrf"]
        return client

    return enter
