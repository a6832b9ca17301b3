"""What an assistant may ask. Docstrings and annotations are what it sees of each tool."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from geomap.errors import InputError
from geomap.mcp_server.answers import (
    ActorAnswer,
    ResolveAnswer,
    RowAnswer,
    TypeAnswer,
    WrittenAnswer,
    answer_resolution,
)
from geomap.model_reader.answer_schema import Proposal
from geomap.settings import PlaceSettings, Presentation

if TYPE_CHECKING:
    from geomap.extract.reader import Reader
    from geomap.extract.reading import Reading
    from geomap.mcp_server.folder import Folder
    from geomap.resolver.resolver import Resolver

LONGEST = 200_000
MAPS = (".html",)
BRIEFS = (".pdf", ".png", ".svg", ".pptx")
TABLES = (".csv",)

Name = Annotated[str, Field(description="As the text writes it, Arabic or Latin.", max_length=300)]
Unit = Annotated[str, Field(description="Name or p-code of the unit said to hold it, or empty.")]
Day = Annotated[str, Field(description="YYYY-MM-DD, or empty if unknown.")]
Text = Annotated[str, Field(description="The whole report.", max_length=LONGEST)]
Rows = Annotated[
    list[Proposal],
    Field(
        description="Rows as you coded them. quote, place and every ..._words must be copied from "
        "the text letter by letter; place_id is one of resolve_place's candidates.",
        max_length=500,
    ),
]
File = Annotated[str, Field(description="A file name inside the folder.")]
Lang = Literal["en", "ar"]


class Tools:
    """The tools over one folder and one gazetteer; nothing leaves the machine."""

    def __init__(self, folder: Folder, places: PlaceSettings) -> None:
        self.folder = folder
        self.places = places

    def resolve_place(
        self, name: Name, admin1: Unit = "", admin2: Unit = "", admin3: Unit = ""
    ) -> ResolveAnswer:
        """Say which place in Syria a name means: point, precision, reasons, all candidates.

        An ambiguous or unknown name is said to be so; do not guess beyond the candidates.
        """
        from geomap.model import Hints

        resolution = self._resolver.resolve(name, Hints(admin1, admin2, admin3))
        return answer_resolution(resolution, self._resolver.gazetteer)

    def name_actor(self, name: Name, day: Day = "") -> ActorAnswer:
        """Say which actor of the war a name means on a day, with id, kind and parent."""
        from geomap.vocab.actors import find_actor

        actor = find_actor(name, _day(day))
        if actor is None:
            return ActorAnswer(
                actor_id="", name=name, name_ar="", kind="", parent="", from_day="", to_day="",
                note="not a known actor",
            )  # fmt: skip
        return ActorAnswer(
            actor_id=actor.id, name=actor.name, name_ar=actor.name_ar, kind=actor.kind,
            parent=actor.parent, from_day=str(actor.start or ""), to_day=str(actor.end or ""),
            note="",
        )  # fmt: skip

    def name_event_type(self, words: Text = "") -> TypeAnswer:
        """Say which event types (ACLED's and ours) words speak of, and list all there are."""
        from geomap.extract.document.language import detect_language
        from geomap.extract.document.words import split_words
        from geomap.extract.recognise.trigger_mentions import find_triggers
        from geomap.vocab.event_types import EVENT_TYPES, event_type_of

        arabic = detect_language(words) == "ar" or any("ء" <= letter <= "ي" for letter in words)
        found = {}
        for trigger in find_triggers(split_words(words), arabic=arabic):
            if kind := event_type_of(trigger.sub_event_type):
                found[trigger.sub_event_type] = kind
        return TypeAnswer(found=found, all={kind: list(subs) for kind, subs in EVENT_TYPES.items()})

    def read_report(self, text: Text, published: Day = "", source: str = "") -> list[RowAnswer]:
        """Read a report in English or Arabic by rules alone: rows with the words that say so."""
        from geomap.events.reading_rows import row_of

        reading = self._read(text, published, source)
        rows = [
            row_of(reading, number, event, self._resolver.gazetteer)
            for number, event in enumerate(reading.events)
        ]
        notes = [reading.problem] if reading.problem else []
        if not rows and notes:
            raise InputError(notes[0])
        return [RowAnswer(stands=True, row=row, struck=notes) for row in rows]

    def check_rows(
        self,
        text: Text,
        rows: Rows,
        published: Day = "",
        source: str = "",
        save_as: Annotated[
            str, Field(description="CSV inside the folder to write the rows that stand to.")
        ] = "",
    ) -> list[RowAnswer]:
        """Hold rows that you coded against their text: what the text does not show is struck.

        Places go through the gazetteer, days through the dates that the text gives, actors and
        types through closed lists, numbers must be said by their words.
        """
        from geomap.events.reading_rows import frame_readings, row_of
        from geomap.jobs.writing import write_frame
        from geomap.model_reader.checking import Checker

        target = self.folder.place(save_as, TABLES) if save_as else None
        reading = self._read(text, published, source)
        checker = Checker(reading, self._resolver)
        answers, events = [], []
        for number, proposal in enumerate(rows):
            event, struck = checker.check_one(proposal)
            row = row_of(reading, number, event, self._resolver.gazetteer) if event else {}
            answers.append(RowAnswer(stands=event is not None, row=row, struck=struck))
            events += [event] if event else []
        if target is not None:
            reading.events = events
            write_frame(frame_readings([reading], self._resolver.gazetteer), target)
        return answers

    def read_files(
        self, file: File, save_as: File, published: Day = "", source: str = ""
    ) -> WrittenAnswer:
        """Read a file of reports inside the folder by rules, and write its events as CSV there."""
        from geomap.jobs.extraction import read_texts, write_reading

        target = self.folder.place(save_as, TABLES)
        run = read_texts(
            [self.folder.find(file)], published=_day(published), source=source, places=self.places
        )
        write_reading(run, target)
        return WrittenAnswer(
            file=save_as, rows=len(run.frame), placed=int((run.frame["lon"] != "").sum()),
            notes=[str(problem) for problem in run.problems[:20]],
        )  # fmt: skip

    def render_map(
        self, file: File, save_as: File, title: str = "", lang: Lang = "en"
    ) -> WrittenAnswer:
        """Draw a table of events or reports inside the folder as one page that opens offline."""
        from geomap.jobs.pages import write_web_map
        from geomap.jobs.tables import read_or_place
        from geomap.web.options import WebOptions

        target = self.folder.place(save_as, MAPS)
        events, unplaced = read_or_place(self.folder.find(file), self.places)
        lost = 0 if unplaced is None else len(unplaced)
        presentation = Presentation(
            title=title, lang=lang, unplaced=lost, gazetteer=self.places.gazetteer
        )
        write_web_map(events, target, presentation, WebOptions())
        return _written(save_as, len(events), lost)

    def render_brief(
        self, file: File, save_as: File, title: str = "", lang: Lang = "en"
    ) -> WrittenAnswer:
        """Draw a table of events or reports inside the folder as figure, document or deck.

        The ending of the new file says which: .pdf, .png, .svg or .pptx.
        """
        from geomap.jobs.pages import write_briefing

        target = self.folder.place(save_as, BRIEFS)
        presentation = Presentation(
            title=title, lang=lang, name=Path(save_as).stem, gazetteer=self.places.gazetteer
        )
        told, unplaced = write_briefing(self.folder.find(file), target, presentation, self.places)
        return _written(save_as, told, 0 if unplaced is None else len(unplaced))

    @cached_property
    def _resolver(self) -> Resolver:
        from geomap.resolver.resolver import make_resolver

        return make_resolver(self.places)

    @cached_property
    def _reader(self) -> Reader:
        from geomap.extract.reader import Reader

        return Reader(self._resolver)

    def _read(self, text: str, published: str, source: str) -> Reading:
        from geomap.extract.many import read_safely
        from geomap.model import Report

        return read_safely(self._reader, Report("text", text, _day(published), source=source))


def _written(name: str, placed: int, unplaced: int) -> WrittenAnswer:
    notes = [f"{unplaced} rows have no place or no day; the output counts them"] if unplaced else []
    return WrittenAnswer(file=name, rows=placed + unplaced, placed=placed, notes=notes)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(f"{text[:40]!r} is no day", fix="write 2020-04-14") from error
