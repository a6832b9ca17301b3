"""Native charts of a deck, with their numbers in a workbook that PowerPoint opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.brief.text_metrics import shorten_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.brief.deck.slides import Slides

_ARABIC_DIGITS = "[$-2000401]"
"""Spreadsheet code for the digits that Arabic uses."""


def fill_columns(
    slides: Slides,
    slide: Any,
    labels: Sequence[str],
    series: Sequence[tuple[str, str, list[int]]],
) -> None:
    """Add stacked columns over the whole body, a series with its colour for each event type."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    from geomap.brief.deck.ink import to_rgb

    data: Any = CategoryChartData(number_format=_format(slides, 0))
    data.categories = list(labels)
    for name, _, counts in series:
        data.add_series(name, counts)
    box = slides.body
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_STACKED, Pt(box.x0), Pt(box.y0), Pt(box.width), Pt(box.height), data
    ).chart
    _dress(slides, chart, 0)
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.plots[0].gap_width = 40
    chart.plots[0].overlap = 100
    for drawn, (_, color, _) in zip(chart.plots[0].series, series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = to_rgb(color)
    if slides.rtl:
        chart.category_axis.reverse_order = True
    _skip_labels(chart.category_axis, -(-len(labels) // 12))


def _skip_labels(axis: Any, each: int) -> None:
    """Label each n-th step only, so that labels stay level and apart."""
    from pptx.oxml.ns import qn

    element = axis._element
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = element.makeelement(qn(tag), {"val": str(each)})
        before = element.find(qn("c:noMultiLvlLbl"))
        if before is None:
            element.append(skip)
        else:
            before.addprevious(skip)


def fill_bars(
    slides: Slides,
    slide: Any,
    x: float,
    wide: float,
    title: str,
    bars: Sequence[tuple[str, float]],
    places: int,
) -> None:
    """Add horizontal bars with their values, longest on top."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
    from pptx.util import Pt

    from geomap.brief.deck.ink import to_rgb

    data: Any = CategoryChartData(number_format=_format(slides, places))
    data.categories = [shorten_text(name, wide * 0.42, 10) for name, _ in bars]
    data.add_series(title, [round(value, places) for _, value in bars])
    box = slides.body
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, Pt(x), Pt(box.y0), Pt(wide), Pt(box.height), data
    ).chart
    _dress(slides, chart, places)
    chart.has_legend = False
    chart.has_title = True
    chart.chart_title.include_in_layout = False
    chart.chart_title.text_frame.text = title
    font = chart.chart_title.text_frame.paragraphs[0].runs[0].font
    slides.dress(font, 12, slides.theme.accent, bold=True)
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = _format(slides, places), False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(10)
    labels.font.color.rgb = to_rgb(slides.theme.muted)
    drawn = plot.series[0]
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = to_rgb(slides.theme.accent)
    chart.category_axis.reverse_order = True
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    if slides.rtl:
        chart.value_axis.reverse_order = True


def _dress(slides: Slides, chart: Any, places: int) -> None:
    from pptx.util import Pt

    from geomap.brief.deck.ink import FONT, to_rgb

    theme = slides.theme
    chart.font.size = Pt(10)
    chart.font.color.rgb = to_rgb(theme.ink)
    if not slides.own:
        chart.font.name = FONT
    axis = chart.value_axis
    axis.minimum_scale = 0
    axis.major_gridlines.format.line.color.rgb = to_rgb(theme.rule)
    axis.major_gridlines.format.line.width = Pt(0.5)
    axis.format.line.fill.background()
    axis.tick_labels.number_format = _format(slides, places)
    axis.tick_labels.number_format_is_linked = False
    chart.category_axis.format.line.color.rgb = to_rgb(theme.ink)
    chart.category_axis.has_major_gridlines = False


def _format(slides: Slides, places: int) -> str:
    plain = "#,##0" + ("." + "0" * places if places else "")
    return _ARABIC_DIGITS + plain if slides.rtl else plain
