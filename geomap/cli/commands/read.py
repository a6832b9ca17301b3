"""``geomap read``: articles in, event rows out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from geomap.atomic import refuse_overwrites
from geomap.cli._options import Gazetteer, Overrides, console
from geomap.errors import InputError
from geomap.settings import ModelSettings, PlaceSettings


def read(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            help="Reports (.txt .md .html .mhtml .pdf .docx .eml), feeds (.xml .rss .atom), "
            "exports of Telegram (result.json, messages.html) and WhatsApp (.txt), tables of "
            "reports (.jsonl .json .csv with id, text, date), folders of all these; "
            "- reads standard input."
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="CSV of events to write; - for stdout.")
    ] = Path("-"),
    date: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of publication, where a file gives none."),
    ] = None,
    source: Annotated[
        str,
        typer.Option(
            help="Who says so, where a file does not [default: masthead, address, file name]."
        ),
    ] = "",
    html: Annotated[
        Path | None, typer.Option(help="A page to check the rows beside the text, in one file.")
    ] = None,
    format: Annotated[  # noqa: A002
        str,
        typer.Option(
            help="text, markdown, html, saved-page, pdf, docx, mail, feed, json, telegram-html, "
            "whatsapp, jsonl or csv, not by ending."
        ),
    ] = "",
    jobs: Annotated[int, typer.Option(min=1, help="Processes to read with.")] = 1,
    model: Annotated[
        str,
        typer.Option(
            help="With --model-server the language model there; else an installed spaCy model."
        ),
    ] = "",
    model_server: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="A language model reads too: texts are SENT to this server (OpenAI chat protocol; "
            "key in GEOMAP_MODEL_KEY); 'last': the last that answered. Extra llm.",
        ),
    ] = "",
    model_timeout: Annotated[
        float, typer.Option(min=1, help="Seconds that the model may take for one report.")
    ] = 120.0,
    model_cache: Annotated[
        Path | None, typer.Option(help="Folder of the model's answers [default: the user's cache].")
    ] = None,
    model_prompts: Annotated[
        Path | None,
        typer.Option(help="Folder for what would be sent to a model; nothing is sent."),
    ] = None,
    at_least: Annotated[
        float,
        typer.Option(
            min=0,
            max=1,
            help="Rows less likely right in place, day and kind than this go to "
            "OUTPUT_unsure.csv; 0 keeps all.",
        ),
    ] = 0.4,
    decisions: Annotated[
        list[Path] | None,
        typer.Option(help="Decisions saved on the --html page, to honour; repeat for more files."),
    ] = None,
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """Read reports in English or Arabic and write the events they tell of.

    Example: `geomap read article.txt -o events.csv --date 2025-06-26 --html review.html`
    """
    from geomap import jobs as work

    refuse_overwrites((output, html), (*inputs, overrides, *(decisions or ())))
    run = work.read_texts(
        inputs,
        published=date.date() if date else None,
        form=format,
        jobs=jobs,
        model="" if model_server or model_prompts else model,
        ask=ModelSettings(model_server, model, model_timeout, cache=model_cache)
        if model_server
        else None,
        prompts=model_prompts,
        decisions=tuple(decisions or ()),
        source=source,
        places=PlaceSettings(gazetteer, overrides),
        on_progress=_progress(),
    )
    for problem in run.problems:
        console.print(f"geomap: {problem}", markup=False, highlight=False, soft_wrap=True)
    if not run.readings:
        raise InputError("nothing could be read", fix="see the lines above")
    unsure = work.write_reading(run, output, at_least=at_least)
    if html:
        work.write_review(run, html)
    if run.asked:
        console.print(f"geomap: {run.asked}", markup=False, highlight=False, soft_wrap=True)
    placed = int((run.frame["lon"] != "").sum())
    undated = int((run.frame["date_start"] == "").sum())
    console.print(
        f"{len(run.readings)} reports, {len(run.frame)} events, {placed} placed, "
        f"{f'{undated} without a date, ' if undated else ''}{len(run.problems)} problems"
    )
    if unsure:
        where = "left out" if str(output) == "-" else f"in {work.unsure_path(output).name}"
        console.print(f"{unsure} of them unsure (under {at_least:g}), {where}", soft_wrap=True)


def _progress() -> Callable[[int, int], None] | None:
    """Return a callback that shows progress on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        if total > 1:
            end = "\n" if done == total else ""
            print(f"\r{done}/{total} reports", end=end, file=sys.stderr, flush=True)

    return show
