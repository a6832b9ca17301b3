"""Sentences on what changed, made from the numbers; each number links to its rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from geomap.content.chapters import Block, Chapter, Run
from geomap.events.present import MONTHS
from geomap.lang.printed import load_texts
from geomap.story.chapter_events import events_of
from geomap.story.trends import FEWEST, Trend, Trends, find_trends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import geopandas as gpd

    from geomap.settings import Presentation

MOST = 6
"""Governorates and types that have a sentence each."""


def change_chapter(events: gpd.GeoDataFrame, presentation: Presentation) -> Chapter:
    """Return the chapter on what changed in the last week."""
    last = last_day(events, presentation)
    title = say("title", presentation.lang)
    return Chapter(title, start=last - timedelta(days=6), end=last, view="country", change=True)


def last_day(events: gpd.GeoDataFrame, presentation: Presentation) -> date:
    """Return the day up to which the events tell: that of the data, else of the last event."""
    try:
        return date.fromisoformat(presentation.as_of[:10])
    except ValueError:
        return events["date_end"].max().date() if len(events) else date(2000, 1, 1)


def trends_of(chapter: Chapter, events: gpd.GeoDataFrame, presentation: Presentation) -> Trends:
    """Return the trends of a chapter: its filter, the week that its window ends with."""
    from dataclasses import replace

    whole = events_of(replace(chapter, start=None, end=None), events)
    return find_trends(whole, chapter.end or last_day(events, presentation))


def tell_change(
    chapter: Chapter, events: gpd.GeoDataFrame, presentation: Presentation
) -> tuple[Block, ...]:
    """Return the sentences of a chapter on what changed."""
    lang = presentation.lang
    trends = trends_of(chapter, events, presentation)
    blocks = []
    if presentation.previous is not None:
        from geomap.story.differences import count_changes

        counts = count_changes(events, presentation.previous)
        told = {key: str(n) for key, n in counts.items()}
        if presentation.since is not None:
            told["date"] = day_text(presentation.since, lang)
        phrase = "since" if presentation.since is None else "since_day"
        blocks.append(Block("p", (Run(say(phrase, lang, **told)),)))
    head = say("week_to", lang, date=day_text(trends.last, lang))
    blocks.append(Block("p", _sentence(head, trends.whole, trends, lang, "")))
    for title, parts, key in (
        ("by_governorate", trends.governorates, "governorate"), ("by_type", trends.types, "type"),
    ):  # fmt: skip
        if len(parts) > 1:
            blocks.append(Block("h", (Run(say(title, lang)),)))
            blocks += _tell_parts(parts, key, trends, lang)
    blocks.append(Block("quote", (Run(say("rule", lang)),)))
    return tuple(blocks)


def _tell_parts(parts: Sequence[Trend], key: str, trends: Trends, lang: str) -> Iterator[Block]:
    """Yield a sentence for each part of which something can be told, one line for the rest."""
    clear = [part for part in parts if part.level not in ("few", "none")] or list(parts)
    for part in clear[:MOST]:
        link = f"&{key}={quote(part.key, safe='') or '-'}"
        yield Block("li", _sentence(name_of(part, key, lang), part, trends, lang, link))
    rest = [part for part in parts if part.level == "few" and part not in clear and part.now]
    if rest:
        told = (f"{name_of(part, key, lang)} {part.now}" for part in rest[:12])
        names = say("join", lang).join(told)
        yield Block("p", (Run(say("rest_few", lang, n=str(FEWEST), names=names)),))


def _sentence(head: str, trend: Trend, trends: Trends, lang: str, link: str) -> tuple[Run, ...]:
    """Return one sentence: the count, the week before, the class, the mean of the year."""
    comma = say("comma", lang)

    def rows(first: int, last: int) -> str:
        """Return the address of the rows of some days before the week's last."""
        days = (trends.last - timedelta(days=back) for back in (first, last))
        return "#w=" + "..".join(day.isoformat() for day in days) + link

    runs = [
        Run(f"{head}: "),
        Run(counted(trend.now, lang), "link", rows(6, 0)),
        Run(comma),
        *_linked("before", lang, f"{trend.before:,}", rows(13, 7)),
    ]
    if trend.level in ("few", "none"):
        runs.append(Run(f"{comma}{say('few' if trend.level == 'few' else 'short', lang)}."))
        return tuple(runs)
    assert trend.month is not None
    phrase = "level_same" if trend.level == "same" else "level"
    level = say(trend.level, lang)
    mean = decimal(trend.month, lang)
    runs += [Run(comma), *_linked(phrase, lang, mean, rows(34, 7), level=level)]
    if trend.year is not None:
        runs += [Run(comma), *_linked("year", lang, decimal(trend.year, lang), rows(370, 7))]
    return (*runs, Run("."))


def _linked(phrase: str, lang: str, number: str, link: str, **values: str) -> list[Run]:
    """Return a phrase whose number is a link."""
    before, _, after = say(phrase, lang, n="\0", **values).partition("\0")
    runs = (Run(before), Run(number, "link", link), Run(after))
    return [run for run in runs if run.text]


def name_of(trend: Trend, key: str, lang: str) -> str:
    """Return the name of a governorate or type in a language."""
    from geomap.layers.basemap import load_basemap
    from geomap.layers.style import type_style

    if key == "governorate":
        names = load_basemap().governorate_names().get(trend.key)
        return names[lang == "ar"] if names else say("no_governorate", lang)
    style = type_style(trend.key)
    return style.label_ar if lang == "ar" else style.label


def table_rows(trends: Trends, lang: str) -> list[tuple[str, str, str, str, str, str]]:
    """Return head and rows of the table of trends: all, governorates, types."""
    heads = ("what", "now", "before", "month", "year", "change")
    rows = [tuple(say(f"head_{head}", lang) for head in heads)]
    named: Sequence[tuple[str, Trend]] = (
        (say("all", lang), trends.whole),
        *((name_of(one, "governorate", lang), one) for one in trends.governorates),
        *((name_of(one, "type", lang), one) for one in trends.types if len(trends.types) > 1),
    )
    for name, one in named:
        means = (decimal(m, lang) if m is not None else "–" for m in (one.month, one.year))
        level = say("few_short" if one.level == "few" else one.level, lang)
        rows.append((name, str(one.now), str(one.before), *means, level))
    return rows  # type: ignore[return-value]


def say(phrase: str, lang: str, **values: str) -> str:
    """Return a phrase of ``lexicon/texts/change.toml``, filled."""
    return load_texts("change")[phrase]["ar" if lang == "ar" else "en"].format(**values)


def counted(n: int, lang: str) -> str:
    """Return a number of events in words: one and many; in Arabic two, few and hundreds too."""
    forms = say_forms("events", lang)
    if len(forms) == 2:
        return forms[n != 1].format(n=f"{n:,}")
    rest = n % 100
    if n in (1, 2):
        return forms[n - 1]
    form = 2 if 3 <= rest <= 10 else 3 if rest >= 11 else 4
    return forms[form].format(n=f"{n:,}")


def say_forms(phrase: str, lang: str) -> list[str]:
    """Return the forms of a counted phrase."""
    return load_texts("change")[phrase]["ar" if lang == "ar" else "en"].split("|")


def decimal(value: float, lang: str) -> str:
    """Return a mean with one decimal where that says something."""
    text = f"{value:,.1f}" if value < 100 else f"{value:,.0f}"
    return text.replace(".", "٫") if lang == "ar" else text


def day_text(day: date, lang: str) -> str:
    """Return a day in words."""
    return f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"
