"""People of a team: invited by a link that counts once, known by a password, each with a role."""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.desk.book import dump, now
from geomap.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from geomap.desk.book import Book

READER, EDITOR, PUBLISHER, ADMINISTRATOR = ROLES = (
    "reader", "editor", "publisher", "administrator",
)  # fmt: skip
"""Each may do what those before it may."""
SHORTEST, LONGEST = 10, 200
LONGEST_NAME = 60
INVITED = timedelta(days=7)
STAYS = timedelta(hours=14)
"""A session ends after so long, whatever is done in it."""
_HASHING = threading.Semaphore(2)
"""So many passwords are tried at once: each takes 64 MB for a moment."""


@dataclass(frozen=True)
class Session:
    """A person who signed in, and the sign that changes of this session carry."""

    person: int
    name: str
    role: str
    csrf: str
    ends_at: str = ""

    def may(self, role: str) -> bool:
        """Return True if this person may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise MissingExtraError("argon2", "team") from error
    return PasswordHasher()


def check_installed() -> None:
    """Say at once if passwords cannot be kept here."""
    _hasher()


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_hex(16))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def key_of(name: str) -> str:
    """Return a name as it is compared: without case, marks of width and double blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _check_name(name: str) -> str:
    told = " ".join(name.split())
    if not told or len(told) > LONGEST_NAME or not told.isprintable():
        raise InputError("a person needs a name", field="name", fix="at most 60 letters")
    return told


def _check_role(role: str) -> str:
    if role not in ROLES:
        raise InputError("is no role", field="role")
    return role


def _check_password(password: str, name: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError("a password has 10 to 200 signs", fix="several words are good")
    if key_of(password) == key_of(name) or len(set(password)) < 5:
        raise InputError("this password is easy to guess", fix="several words are good")
    return password


def write_audit(cursor: Any, who: str, kind: str, note: dict[str, object]) -> None:
    """Add a line to the audit; none is ever changed."""
    cursor.execute(
        "INSERT INTO desk_audit (at, who, kind, note) VALUES (?, ?, ?, ?)",
        (now(), who, kind, dump(note)),
    )


def tell_audit(book: Book, who: str, kind: str, **note: object) -> None:
    """Add a line to the audit in a transaction of its own."""
    with book.writing() as cursor:
        write_audit(cursor, who, kind, note)


def invite(book: Book, by: str, name: str, role: str) -> str:
    """Return a token with which a person chooses a password, once, within seven days.

    For a person who is there already it sets another password and keeps the role.
    """
    name, role = _check_name(name), _check_role(role)
    token = secrets.token_urlsafe(32)
    ends = (datetime.now(UTC) + INVITED).isoformat(timespec="microseconds")
    with book.writing() as cursor:
        cursor.execute("DELETE FROM desk_invitations WHERE key = ?", (key_of(name),))
        known = cursor.execute(
            "SELECT name, role FROM desk_people WHERE key = ?", (key_of(name),)
        ).fetchone()
        if known is not None:
            name, role = known["name"], known["role"]
        cursor.execute(
            "INSERT INTO desk_invitations (digest, key, name, role, made_at, ends_at, who) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (_digest(token), key_of(name), name, role, now(), ends, by),
        )
        write_audit(cursor, by, "invited", {"name": name, "role": role})
    return token


def find_invitation(book: Book, token: str) -> dict[str, Any] | None:
    """Return the name and role of an invitation that still counts."""
    with book.reading() as cursor:
        row = cursor.execute(
            "SELECT name, role FROM desk_invitations WHERE digest = ? AND ends_at > ?",
            (_digest(token), now()),
        ).fetchone()
    return dict(row) if row is not None else None


def accept(book: Book, token: str, password: str) -> None:
    """Make the account of an invitation, or set another password; the invitation is used up.

    Raises
    ------
    InputError
        If the invitation does not count any more, or the password is too easy.
    """
    told = find_invitation(book, token)
    if told is None:
        raise InputError("this invitation was used already or is too old", fix="ask for another")
    with _HASHING:
        hashed = _hasher().hash(_check_password(password, told["name"]))
    with book.writing() as cursor:
        row = cursor.execute(
            "DELETE FROM desk_invitations WHERE digest = ? AND ends_at > ? "
            "RETURNING key, name, role",
            (_digest(token), now()),
        ).fetchone()
        if row is None:
            raise InputError(
                "this invitation was used already or is too old", fix="ask for another"
            )
        person = cursor.execute(
            "INSERT INTO desk_people (key, name, role, password, made_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET password = excluded.password RETURNING id",
            (row["key"], row["name"], row["role"], hashed, now()),
        ).fetchone()
        cursor.execute("DELETE FROM desk_sessions WHERE person = ?", (person["id"],))
        write_audit(cursor, row["name"], "accepted", {"role": row["role"]})


def sign_in(book: Book, name: str, password: str) -> str | None:
    """Return the token of a new session; None if name and password do not go together."""
    with book.reading() as cursor:
        row = cursor.execute(
            "SELECT id, name, password FROM desk_people WHERE key = ?",
            (key_of(name[:LONGEST_NAME]),),
        ).fetchone()
    known = row is not None
    if not _goes_with(row["password"] if known else _nobody(), password[:LONGEST]) or not known:
        return None
    token = secrets.token_urlsafe(32)
    ends = (datetime.now(UTC) + STAYS).isoformat(timespec="microseconds")
    with book.writing() as cursor:
        cursor.execute("DELETE FROM desk_sessions WHERE ends_at < ?", (now(),))
        cursor.execute(
            "INSERT INTO desk_sessions (digest, person, csrf, made_at, ends_at) "
            "VALUES (?, ?, ?, ?, ?)",
            (_digest(token), row["id"], secrets.token_urlsafe(32), now(), ends),
        )
        cursor.execute("UPDATE desk_people SET seen_at = ? WHERE id = ?", (now(), row["id"]))
        write_audit(cursor, row["name"], "signed-in", {})
    return token


def _goes_with(hashed: str, password: str) -> bool:
    from argon2.exceptions import Argon2Error, InvalidHashError

    with _HASHING:
        try:
            return bool(_hasher().verify(hashed, password))
        except (Argon2Error, InvalidHashError):
            return False


def find_session(book: Book, token: str) -> Session | None:
    """Return who signed in with a token, None if nobody did or the time is over."""
    with book.reading() as cursor:
        row = cursor.execute(
            "SELECT p.id AS person, p.name, p.role, s.csrf, s.ends_at FROM desk_sessions s "
            "JOIN desk_people p ON p.id = s.person WHERE s.digest = ? AND s.ends_at > ?",
            (_digest(token), now()),
        ).fetchone()
    return Session(**dict(row)) if row is not None else None


def sign_out(book: Book, token: str) -> None:
    """End a session."""
    with book.writing() as cursor:
        cursor.execute("DELETE FROM desk_sessions WHERE digest = ?", (_digest(token),))


def list_people(book: Book) -> dict[str, list[dict[str, Any]]]:
    """Return people and invitations that still count."""
    with book.reading() as cursor:
        cursor.execute("SELECT name, role, made_at, seen_at FROM desk_people ORDER BY key")
        people = [dict(row) for row in cursor]
        cursor.execute(
            "SELECT name, role, made_at, ends_at, who FROM desk_invitations WHERE ends_at > ? "
            "ORDER BY key",
            (now(),),
        )
        return {"people": people, "invited": [dict(row) for row in cursor]}


def list_audit(book: Book, most: int = 200) -> list[dict[str, Any]]:
    """Return the audit, the newest line first."""
    with book.reading() as cursor:
        cursor.execute("SELECT * FROM desk_audit ORDER BY id DESC LIMIT ?", (most,))
        return [{**dict(row), "note": json.loads(row["note"])} for row in cursor]


def set_role(book: Book, by: str, name: str, role: str) -> None:
    """Give a person another role; it counts at once."""
    _check_role(role)
    with book.writing() as cursor:
        _refuse_last(cursor, name, role)
        cursor.execute(
            "UPDATE desk_people SET role = ? WHERE key = ? RETURNING name", (role, key_of(name))
        )
        row = cursor.fetchone()
        if row is None:
            raise InputError("there is no such person", field="name")
        write_audit(cursor, by, "role", {"name": row["name"], "role": role})


def remove(book: Book, by: str, name: str) -> None:
    """Take a person's account and invitation away; what they did stays told."""
    with book.writing() as cursor:
        _refuse_last(cursor, name, "")
        gone = cursor.execute(
            "DELETE FROM desk_people WHERE key = ? RETURNING name", (key_of(name),)
        ).fetchone()
        asked = cursor.execute(
            "DELETE FROM desk_invitations WHERE key = ? RETURNING name", (key_of(name),)
        ).fetchone()
        if gone is None and asked is None:
            raise InputError("there is no such person", field="name")
        write_audit(cursor, by, "removed", {"name": (gone or asked)["name"]})


def _refuse_last(cursor: Any, name: str, role: str) -> None:
    """Refuse to leave the team without an administrator; people wait for one another here."""
    cursor.execute("SELECT key FROM desk_people WHERE role = ? FOR UPDATE", (ADMINISTRATOR,))
    if [row["key"] for row in cursor] == [key_of(name)] and role != ADMINISTRATOR:
        raise InputError("the team needs an administrator", fix="make another one first")
