"""Who may ask the desk, from where, and how much."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from geomap.desk.serve.screen import make_app

PORT = 8123
HOST = f"127.0.0.1:{PORT}"


@pytest.fixture
def stranger(desk):
    return TestClient(make_app(desk), base_url=f"http://{HOST}")


def test_a_token_opens_the_desk_once(desk, stranger):
    path = f"/open?token={desk.door.token}"
    first = stranger.get(path, follow_redirects=False)
    assert first.status_code == 303
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert stranger.get("/api/state").status_code == 200
    other = TestClient(stranger.app, base_url=f"http://{HOST}")
    assert other.get(path, follow_redirects=False).status_code == 403
    assert other.get("/api/state").status_code == 401


def test_wrong_tokens_are_not_tried_for_ever(desk, stranger):
    for _ in range(12):
        assert stranger.get("/open?token=x", follow_redirects=False).status_code == 403
    path = f"/open?token={desk.door.token}"
    assert stranger.get(path, follow_redirects=False).status_code == 403


@pytest.mark.parametrize("path", ["/", "/api/state", "/api/items", "/map-data", "/assets/desk.js",
                                  "/published/a/b.html", "/backups/x.geomap.zip"])  # fmt: skip
def test_nothing_is_shown_to_who_did_not_sign_in(stranger, path):
    assert stranger.get(path).status_code == 401


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "",
                                  "127.0.0.1:80"])  # fmt: skip
def test_another_name_is_refused(ask, host):
    assert ask.get("/api/state", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:8123",
                                    "http://127.0.0.1:9999"])  # fmt: skip
def test_another_page_is_refused(ask, origin):
    assert ask.post("/api/undo", json={}, headers={"origin": origin}).status_code == 403


def test_another_site_is_refused_by_what_the_browser_says(ask):
    assert ask.get("/api/state", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_a_change_needs_the_sign_of_the_page(ask):
    assert ask.post("/api/undo", json={}, headers={"x-geomap-desk": "no"}).status_code == 403
    assert ask.post("/api/undo", json={}).status_code == 400  # let through: nothing to undo


def test_a_change_is_told_in_json_only(ask):
    told = ask.post("/api/paste", content=b"text=x", headers={"content-type": "text/plain"})
    assert told.status_code == 400


def test_too_much_is_refused_before_it_is_read(ask):
    heads = {"content-length": "99999999999", "content-type": "application/json"}
    assert ask.post("/api/paste", content=b"{}", headers=heads).status_code == 413


@pytest.mark.parametrize("path", ["/", "/api/state", "/assets/desk.js"])
def test_every_answer_has_the_policy(ask, path):
    heads = ask.get(path).headers
    assert "default-src 'none'" in heads["content-security-policy"]
    assert "unsafe" not in heads["content-security-policy"]
    assert heads["x-content-type-options"] == "nosniff"
    assert heads["x-frame-options"] == "DENY"


@pytest.mark.parametrize("name", ["../events.gpkg", "..%2f..%2fevents.gpkg", "%2e%2e/project.toml"])
def test_no_path_leads_out_of_what_was_published(ask, name):
    assert ask.get(f"/published/x/{name}").status_code in (401, 404)


def test_a_page_that_was_made_runs_as_nobody(ask, project):
    folder = project.inside("published", "one")
    folder.mkdir()
    (folder / "m.html").write_text("<script>1</script>", encoding="utf-8")
    told = ask.get("/published/one/m.html")
    assert told.headers["content-security-policy"].startswith("sandbox")
    assert "allow-same-origin" not in told.headers["content-security-policy"]


def test_files_are_taken_by_ending_and_never_by_path(ask, project):
    assert ask.post("/api/inbox/file?name=x.exe", content=b"MZ").status_code == 400
    assert ask.post("/api/inbox/file?name=x.csv", content=b"").status_code == 400
    told = ask.post("/api/inbox/file?name=..%2F..%2Fetc%2Fx.csv", content=b"a,b\n1,2\n")
    assert told.status_code == 200
    (kept,) = (project.folder / "originals").iterdir()
    assert kept.name.endswith("-x.csv")
