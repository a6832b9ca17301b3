"""A real PostgreSQL with PostGIS on loopback, started for the tests and stopped after them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest


def find_binaries() -> Path | None:
    """Return the folder of PostgreSQL's own programs, newest first."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: -int(p.parts[-3])
    )
    if found:
        return found[0].parent
    path = shutil.which("initdb")
    return Path(path).parent if path else None


@pytest.fixture(scope="session")
def postgis_server():
    """Yield the address of a PostgreSQL with PostGIS; skip where there is none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql postgis)")
    share = subprocess.run(
        [binaries / "pg_config", "--sharedir"], capture_output=True, text=True, check=False
    ).stdout.strip()
    if not (
        Path(share or f"/usr/share/postgresql/{binaries.parts[-2]}") / "extension/postgis.control"
    ).exists():
        pytest.skip("PostGIS is not installed (apt-get install postgresql-15-postgis-3)")
    as_user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        if not shutil.which("runuser"):
            pytest.skip("running as root without runuser")
        as_user = ["runuser", "-u", "postgres", "--"]
    folder = Path(tempfile.mkdtemp(prefix="geomap-postgres-"))
    if as_user:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(program: str, *words: str) -> None:
        done = subprocess.run(
            [*as_user, str(binaries / program), *words],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            pytest.skip(f"PostgreSQL does not start here: {(done.stderr or done.stdout)[-300:]}")

    data = str(folder / "data")
    run(
        "initdb", "-D", data, "-U", "geomap", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    run("pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "-t", "60", "start")
    try:
        yield f"postgresql://geomap@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgis(postgis_server):
    """Yield the address of a new, empty database."""
    import psycopg

    name = f"t{os.urandom(6).hex()}"
    with psycopg.connect(f"{postgis_server}/postgres", autocommit=True) as link:
        link.execute(f"CREATE DATABASE {name}")
    yield f"{postgis_server}/{name}"
    with psycopg.connect(f"{postgis_server}/postgres", autocommit=True) as link:
        link.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["geopackage", "postgis"])
def dsn(request, tmp_path):
    """Return the address of an empty store of each kind."""
    if request.param == "geopackage":
        return str(tmp_path / "store.gpkg")
    return request.getfixturevalue("postgis")
