"""What one run of the desk holds: the project's file, the line, the processes, the person."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geomap.desk.team.accounts import EDITOR, PUBLISHER, ROLES
from geomap.desk.team.live import Ear, Live
from geomap.layers.style import SUB_TYPE_LABELS_AR, TYPE_STYLES
from geomap.model import Status
from geomap.version import __version__
from geomap.vocab.event_types import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.desk.book import Book
    from geomap.desk.serve.guard import Door
    from geomap.desk.team.accounts import Session
    from geomap.desk.team.gate import Gate
    from geomap.desk.work.line import Line
    from geomap.desk.work.process import Process


@dataclass
class Desk:
    """One run over one project.

    Parameters
    ----------
    line
        Reads what comes in.
    asked
        Answers questions on places and duplicates at once.
    maker
        Draws the map and writes publications.
    who
        The person at this desk.
    live
        Tells what others do; `ear` hears it of the database.
    session
        Who asks now.
    """

    book: Book
    line: Line
    asked: Process
    maker: Process
    door: Door | Gate
    who: str
    live: Live = field(default_factory=Live)
    ear: Ear | None = None
    session: Session | None = None
    known: dict[str, tuple[int, object]] = field(default_factory=dict)

    def asked_by(self, session: Session) -> Desk:
        """Return the same desk for the person who asks."""
        return replace(self, who=session.name, session=session)

    def once(self, what: str, make: Callable[[], object]) -> object:
        """Return what was made of the events as they stand, made anew if they changed."""
        with self.book.reading() as cursor:
            revision = cursor.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0]
        before = self.known.get(what)
        if before is None or before[0] != revision:
            before = self.known[what] = (revision, make())
        return before[1]

    def close(self) -> None:
        """End what runs; what was acknowledged is on disk already."""
        if self.ear is not None:
            self.ear.close()
        self.line.close()
        self.asked.end()
        self.maker.end()
        self.book.close()
        self.book.project.close()

    def overview(self) -> dict[str, object]:
        """Return what every screen shows."""
        project, session = self.book.project, self.session
        assert session is not None
        told: dict[str, object] = {
            "project": project.name, "lang": project.lang, "who": self.who,
            "refusal": project.refusal, "version": __version__, "csrf": session.csrf,
            "team": self.door.team, "role": session.role, "roles": list(ROLES),
            "may": {"edit": session.may(EDITOR), "publish": session.may(PUBLISHER)},
            "types": {kind: list(subs) for kind, subs in EVENT_TYPES.items()},
            "labels_ar": SUB_TYPE_LABELS_AR | {s.event_type: s.label_ar for s in TYPE_STYLES},
            "states": [status.value for status in Status], "now": dict(self.line.now),
        }  # fmt: skip
        with self.book.reading() as cursor:
            cursor.execute(
                "SELECT (SELECT count(*) FROM events) AS events, "
                "(SELECT count(*) FROM desk_rows WHERE state = 'open') AS open, "
                "(SELECT count(*) FROM desk_rows WHERE state = 'kept') AS kept, "
                "(SELECT count(*) FROM desk_items) AS items, "
                "(SELECT count(*) FROM desk_items WHERE state IN ('queued', 'reading')) "
                "AS waiting, "
                "(SELECT count(*) FROM desk_items WHERE state IN ('asking', 'failed')) AS asking, "
                "(SELECT coalesce(max(id), 0) FROM history) AS revision, "
                "(SELECT coalesce(max(id), 0) FROM desk_acts) AS act"
            )
            told |= dict(cursor.fetchone())
        return told
