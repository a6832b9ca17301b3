from __future__ import annotations

import contextlib
import http.server
import io
import json
import threading
from typing import TYPE_CHECKING

import pytest

from geomap.errors import InputError
from geomap.gazetteer import download

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT = bytes(range(256)) * 2000


class Server(http.server.BaseHTTPRequestHandler):
    """Serves one file with ranges, one that breaks off, and a list like HDX's."""

    ranges: list[str]

    def do_GET(self) -> None:
        start = 0
        if wanted := self.headers.get("Range"):
            self.server.ranges.append(wanted)  # type: ignore[attr-defined]
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if self.path.startswith("/missing"):
            self.send_error(404)
            return
        body = CONTENT[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        broken = self.path.startswith("/broken") and not start
        self.wfile.write(body[: len(body) // 2] if broken else body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        running.ranges = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", running.ranges  # type: ignore[attr-defined]
        running.shutdown()
        thread.join()


def test_a_file_is_fetched_with_progress_and_checksum(
    server: tuple[str, list[str]], tmp_path: Path
) -> None:
    seen: list[tuple[str, int, int | None]] = []
    got = download.fetch(f"{server[0]}/SY.zip", tmp_path / "SY.zip", lambda *x: seen.append(x))
    assert (tmp_path / "SY.zip").read_bytes() == CONTENT
    assert seen[-1] == ("SY.zip", len(CONTENT), len(CONTENT))
    assert len(got.sha256) == 64


def test_a_broken_download_goes_on_where_it_stopped(
    server: tuple[str, list[str]], tmp_path: Path
) -> None:
    path = tmp_path / "SY.zip"
    with pytest.raises(InputError, match="broke off"):
        download.fetch(f"{server[0]}/broken", path)
    assert not path.exists()
    download.fetch(f"{server[0]}/broken", path)
    assert path.read_bytes() == CONTENT
    assert server[1] == [f"bytes={len(CONTENT) // 2}-"]


def test_what_cannot_be_reached_is_said_with_what_to_do(
    server: tuple[str, list[str]], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="404"):
        download.fetch(f"{server[0]}/missing", tmp_path / "x")
    with pytest.raises(InputError, match="gazetteer build"):
        download.fetch("http://127.0.0.1:9/x", tmp_path / "x")


def test_all_is_fetched_and_recorded(
    server: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "GEONAMES", f"{server[0]}/SY.zip")
    monkeypatch.setattr(download, "list_ocha", lambda: [(f"{server[0]}/a.xlsx", "ocha-a.xlsx")])
    got = download.fetch_all(tmp_path)
    record = json.loads((tmp_path / download.RECORD).read_text())
    assert set(record) == {"SY.zip", "ocha-a.xlsx"}
    assert record["SY.zip"]["sha256"] == got[0].sha256


def test_boundaries_are_fetched_in_one_format_all_their_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [
        "syr_shp.zip",
        "syr_adm1_geojson.zip",
        "syr_adm2_geojson.zip",
        "syr.gdb.zip",
        "a.xlsx",
        "x.pdf",
    ]
    listed = {"result": {"resources": [{"url": f"https://example.org/{name}"} for name in names]}}
    answer = json.dumps(listed).encode()
    monkeypatch.setattr(download, "_open", lambda _: contextlib.closing(io.BytesIO(answer)))
    found = {name.removeprefix("cod-ab-syr-") for _, name in download.list_ocha()[-3:]}
    assert found == {"a.xlsx", "syr_adm1_geojson.zip", "syr_adm2_geojson.zip"}
