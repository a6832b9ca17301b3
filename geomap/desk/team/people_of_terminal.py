"""People of a team, kept from the terminal: for the first one, and when nobody can sign in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.desk.project import open_project
from geomap.desk.team import accounts
from geomap.desk.team.postgres_book import PostgresBook
from geomap.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

BY = "terminal"


def keep_people(
    folder: Path, dsn: str, *, invite: str = "", role: str = accounts.EDITOR, remove: str = "",
    base: str = "",
) -> list[str]:  # fmt: skip
    """Invite or remove a person, and return what to print: an address, or who there is.

    Works beside a desk that is open: accounts are in the database.

    Raises
    ------
    InputError
        If there is no database.
    """
    if not dsn:
        raise InputError("accounts are kept in a database", fix="say --dsn postgresql://...")
    project = open_project(folder)
    book = PostgresBook(replace(project, refusal=""), dsn)
    try:
        if invite:
            token = accounts.invite(book, BY, invite, role)
            return [f"{base.rstrip('/')}/invited?token={token}"]
        if remove:
            accounts.remove(book, BY, remove)
        told = accounts.list_people(book)
        lines = [f"{one['name']}\t{one['role']}" for one in told["people"]]
        return lines + [f"{one['name']}\t{one['role']}\tinvited" for one in told["invited"]]
    finally:
        book.close()
        project.close()
