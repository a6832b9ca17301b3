"""Who comes in, and who may do what: every route, every role."""

from __future__ import annotations

import pytest

from geomap.desk.launch import _say_team, run_desk
from geomap.desk.serve.answering import NEEDS
from geomap.desk.team import accounts
from geomap.desk.team.accounts import ROLES
from geomap.desk.team.gate import TRIES, make_gate
from geomap.errors import InputError
from tests.desk.team.conftest import HOME, PASSWORD, join

OPEN = {"/sign-in", "/invited", "/assets/desk.css", "/assets/geomap.css"}


def routes(client):
    """Yield method, path and the role that is needed, of every route of the server."""
    for route in client.app.app.routes:
        path = route.path
        for name in ("event", "key", "publication", "folder", "name"):
            path = path.replace("{" + name + "}", "1")
        for method in route.methods - {"HEAD"}:
            yield method, path, getattr(route.endpoint, NEEDS)


def test_every_route_says_who_may(visit):
    assert {needs for _, _, needs in routes(visit())} == {"", *ROLES}
    bare = {path for _, path, needs in routes(visit()) if not needs}
    assert bare == {"/sign-in", "/invited", "/assets/1"}


def test_nobody_gets_anything_without_signing_in(visit):
    stranger = visit()
    for method, path, _ in routes(stranger):
        if path in OPEN or path == "/":
            continue
        told = stranger.request(method, path, headers={"origin": HOME})
        assert told.status_code == 401, (method, path)
    assert stranger.get("/").headers["location"] == "/sign-in"
    assert stranger.get("/open?token=x").status_code == 401


@pytest.mark.parametrize("role", ROLES[:3])
def test_no_role_reaches_what_is_for_those_above(visit, role):
    person = visit("Layla", role)
    for method, path, needs in routes(person):
        if needs and ROLES.index(needs) > ROLES.index(role):
            told = person.request(method, path, json={} if method == "POST" else None)
            assert told.status_code == 403, (method, path)
            assert told.json()["needs"] == needs


def test_a_reader_reads(filled_team, visit):
    reader = visit("Rana", "reader")
    assert reader.post("/api/events", json={}).json()["total"] == 3
    assert reader.get("/api/event/e1").json()["event_id"] == "e1"
    assert (
        reader.post("/api/edit", json={"event": "e1", "set": {"fatalities": "9"}}).status_code
        == 403
    )
    assert reader.get("/api/state").json()["may"] == {"edit": False, "publish": False}


def test_a_change_needs_the_sign_of_its_own_session(filled_team, visit):
    layla, omar = visit("Layla"), visit("Omar")
    told = {"event": "e1", "set": {"fatalities": "9"}}
    for sign in ("", "x", omar.headers["x-geomap-desk"]):
        got = layla.post("/api/edit", json=told, headers={"x-geomap-desk": sign})
        assert got.status_code == 403
    assert layla.post("/api/edit", json=told).status_code == 200
    assert layla.get("/api/acts").json()[0]["who"] == "Layla"


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": f"https://{HOME[7:]}"},
     {"origin": HOME, "sec-fetch-site": "cross-site"}, {"origin": HOME, "host": "evil.example"}],
    ids=str,
)  # fmt: skip
def test_signing_in_is_asked_by_our_own_page(team, visit, headers):
    join(team.book, "Layla", "editor")
    told = visit().post("/sign-in", data={"name": "Layla", "password": PASSWORD}, headers=headers)
    assert told.status_code == 403
    assert "set-cookie" not in told.headers


def test_the_cookie_and_the_page_are_closed(visit):
    client = visit("Layla")
    told = client.post("/sign-in", data={"name": "layla ", "password": PASSWORD},
                       headers={"origin": HOME})  # fmt: skip
    cookie = told.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    page = client.get("/sign-in")
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert "script-src" not in page.headers["content-security-policy"]


def test_wrong_passwords_are_not_tried_for_ever(team, visit):
    join(team.book, "Layla", "editor")
    stranger = visit()

    def tries(name, password):
        return stranger.post("/sign-in", data={"name": name, "password": password},
                             headers={"origin": HOME}).status_code  # fmt: skip

    assert [tries("Layla", "wrong") for _ in range(TRIES)] == [403] * TRIES
    assert tries("LAYLA", PASSWORD) == 429
    assert tries("Nobody", "wrong") == 403
    kinds = [line["kind"] for line in accounts.list_audit(team.book)]
    assert kinds.count("refused") == TRIES + 1


def test_a_form_that_is_none_of_ours_is_refused(visit):
    many = {f"field{n}": "x" for n in range(20)}
    assert visit().post("/sign-in", data=many, headers={"origin": HOME}).status_code == 403


def test_an_invitation_counts_once(team, visit):
    token = accounts.invite(team.book, "terminal", "Layla <b>", "editor")
    guest, path = visit(), f"/invited?token={token}"
    assert "Layla &lt;b&gt;" in guest.get(path).text
    given = {"password": PASSWORD, "again": PASSWORD}
    assert guest.post(path, data=given).status_code == 403  # no origin: another's page
    origin = {"origin": HOME}
    for wrong in ({"password": "short", "again": "short"}, {"password": PASSWORD, "again": "x"},
                  {"password": "aaaaaaaaaaaa", "again": "aaaaaaaaaaaa"}):  # fmt: skip
        assert guest.post(path, data=wrong, headers=origin).status_code == 400
    assert guest.post(path, data=given, headers=origin).status_code == 303
    assert guest.post(path, data=given, headers=origin).status_code == 403
    assert guest.get("/invited?token=x").status_code == 403


def test_roles_and_removal_count_at_once(visit):
    head, layla = visit("Head", "administrator"), visit("Layla")
    assert layla.post("/api/people", json={}).status_code == 403
    head.post("/api/role", json={"name": "Layla", "role": "administrator"})
    assert layla.post("/api/people", json={}).status_code == 200
    head.post("/api/remove", json={"name": "layla"})
    assert layla.get("/api/state").status_code == 401
    told = head.post("/api/remove", json={"name": "Head"})
    assert told.status_code == 400
    assert "needs an administrator" in told.json()["problem"]
    assert head.post("/api/role", json={"name": "Head", "role": "reader"}).status_code == 400


def test_a_new_password_ends_what_was_open(team, visit):
    layla = visit("Layla")
    token = accounts.invite(team.book, "terminal", "Layla", "administrator")
    accounts.accept(team.book, token, "another good phrase")
    team.door.forget()
    assert layla.get("/api/state").status_code == 401
    (person,) = accounts.list_people(team.book)["people"]
    assert person["role"] == "editor"  # an invitation does not raise who is there already


def test_signing_out_ends_the_session(visit):
    layla = visit("Layla")
    cookie = dict(layla.cookies)
    assert layla.post("/sign-out", json={}).status_code == 303
    layla.cookies.update(cookie)
    assert layla.get("/api/state").status_code == 401


def test_passwords_and_tokens_are_not_in_the_database(team, visit):
    layla = visit("Layla")
    (token,) = dict(layla.cookies).values()
    with team.book.reading() as cursor:
        kept = "".join(
            str(tuple(row))
            for table in ("desk_people", "desk_sessions", "desk_audit", "desk_invitations")
            for row in cursor.execute(f"SELECT * FROM {table}").fetchall()
        )
    assert "$argon2id$" in kept
    assert PASSWORD not in kept
    assert token not in kept


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET who = 'x'", "TRUNCATE {}"])
@pytest.mark.parametrize("table", ["desk_audit", "desk_acts"])
def test_what_was_done_stays_told(filled_team, visit, table, statement):
    visit("Layla")
    with pytest.raises(OSError, match="stays told"), filled_team.book.writing() as cursor:
        cursor.execute(statement.format(table))


def test_another_address_needs_accounts_and_tls(tmp_path):
    for given in ({}, {"dsn": "postgresql://x"}, {"dsn": "postgresql://x", "public": "http://x"}):
        with pytest.raises(InputError, match="can be reached by others"):
            run_desk(tmp_path / "p", listen="0.0.0.0", **given)


@pytest.mark.parametrize("public", ["http://desk.example.org", "desk.example.org", "https://a/b"])
def test_a_public_name_is_tls(team, public):
    with pytest.raises(InputError):
        make_gate(team.book, 1, public)


def test_behind_tls_the_cookie_is_for_this_host_only(team):
    gate = make_gate(team.book, 1, "https://desk.example.org")
    assert (gate.cookie, gate.secure) == ("__Host-geomap-desk", True)
    assert gate.origins == {"https://desk.example.org"}


def test_the_usual_port_is_no_part_of_the_name(team):
    gate = make_gate(team.book, 1, "https://Desk.example.org:443/")
    assert gate.hosts == {"desk.example.org"}
    assert gate.origins == {"https://desk.example.org"}
    assert make_gate(team.book, 1, "https://a.example:8443").hosts == {"a.example:8443"}


@pytest.mark.parametrize("known", [False, True])
def test_a_team_without_an_administrator_gets_one(team, monkeypatch, capsys, known):
    monkeypatch.setattr("geomap.desk.launch._person", lambda: "amal")
    if known:
        join(team.book, "Amal", "editor")
    _say_team(team, HOME)
    told = capsys.readouterr().out
    if not known:
        accounts.accept(team.book, told.rpartition("token=")[2].strip(), PASSWORD)
    assert [one["role"] for one in accounts.list_people(team.book)["people"]] == ["administrator"]
    _say_team(team, HOME)
    assert capsys.readouterr().out == f"The desk is open at {HOME}\n"


def test_a_lone_desk_has_no_team_routes(desk, ask):
    assert ask.post("/api/people", json={}).status_code == 400
    assert ask.get("/api/live").status_code == 404
    assert ask.get("/sign-in").status_code == 404
