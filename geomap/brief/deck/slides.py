"""Slides with native text, tables and charts; right to left where the language is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.brief.deck.ink import FONT, to_rgb
from geomap.brief.sheet import Box
from geomap.brief.text_metrics import has_arabic, measure_text
from geomap.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.brief.facts import Facts


class Slides:
    """A deck under construction. Measures are points from the top left corner.

    Parameters
    ----------
    deck
        python-pptx's presentation.
    facts
        What the deck says.
    """

    def __init__(self, deck: Any, facts: Facts) -> None:
        self.deck, self.facts, self.theme = deck, facts, facts.theme
        self.rtl = facts.words.rtl
        self.own = facts.presentation.template is not None
        self.width, self.height = deck.slide_width / 12700, deck.slide_height / 12700
        margin = self.width * 0.04
        self.body = Box(margin, self.height * 0.165, self.width - margin, self.height * 0.915)
        self._layout = self._find_layout()
        properties = deck.core_properties
        properties.title = facts.title[:250]
        properties.author = f"geomap {__version__}"
        properties.keywords = facts.presentation.data_hash
        properties.subject, properties.last_modified_by = facts.span[:250], f"geomap {__version__}"
        properties.language, properties.revision = facts.words.lang, 1

    def start(self, offset: float, width: float) -> float:
        """Return the left of a box `width` wide, `offset` from the start in reading direction."""
        return self.body.x1 - offset - width if self.rtl else self.body.x0 + offset

    def _find_layout(self) -> Any:
        """Return the template's layout with a title and least besides, or the blank one."""
        from pptx.enum.shapes import PP_PLACEHOLDER

        titles = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
        small = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)

        def others(layout: Any) -> tuple[bool, int]:
            kinds = [holder.placeholder_format.type for holder in layout.placeholders]
            titled = any(kind in titles for kind in kinds)
            return not titled, sum(kind not in (*titles, *small) for kind in kinds)

        return min(self.deck.slide_layouts, key=others)

    def add(self, title: str, note: str = "") -> Any:
        """Add a slide with a title, and a quiet note below it; the foot names date and hash."""
        slide = self._new(title, self.height * 0.052, 23, high=34.0)
        box = self.body
        if note:
            top = self.height * 0.052 + 37
            self.add_text(slide, box.x0, top, box.width, 20, [note], size=11, quiet=True)
        self._add_foot(slide)
        return slide

    def add_cover(self, title: str, subtitle: str) -> Any:
        """Add the first slide."""
        slide = self._new(title, self.height * 0.2, 34 if len(title) < 90 else 20, high=118.0)
        box, top = self.body, self.height * 0.2 + 124
        self.add_text(
            slide, box.x0, top, box.width, 84, subtitle.split("\n"), size=15, quiet=True, gap=4
        )
        self._add_foot(slide)
        return slide

    def _new(self, title: str, top: float, size: float, high: float = 36.0) -> Any:
        from pptx.util import Pt

        slide = self.deck.slides.add_slide(self._layout)
        if not self.own:
            fill = slide.background.fill
            fill.solid()
            fill.fore_color.rgb = to_rgb(self.theme.paper)
            self._add_band(slide)
        holder = slide.shapes.title
        for other in list(slide.placeholders):
            if holder is None or other.shape_id != holder.shape_id:
                other._element.getparent().remove(other._element)
        box = self.body
        if holder is None:
            holder = slide.shapes.add_textbox(Pt(box.x0), Pt(top), Pt(box.width), Pt(high))
        holder.left, holder.top = Pt(box.x0), Pt(top)
        holder.width, holder.height = Pt(box.width), Pt(high)
        while measure_text(title, size, bold=True) > box.width * (1.9 if high > 40 else 0.98):
            if size <= 13:
                break
            size -= 1
        self._write(holder.text_frame, [title], size, bold=True, anchor="middle")
        return slide

    def _add_band(self, slide: Any) -> None:
        from pptx.util import Pt

        band = slide.shapes.add_shape(1, 0, 0, Pt(self.width), Pt(9))
        band.fill.solid()
        band.fill.fore_color.rgb = to_rgb(self.theme.accent)
        band.line.fill.background()
        band.shadow.inherit = False
        band.name = "Band"

    def _add_foot(self, slide: Any) -> None:
        facts, words, box = self.facts, self.facts.words, self.body
        told = " · ".join(filter(None, (
            words.say("as_of", date=facts.as_of or "—"), facts.sources_line(3),
            words.say("data", hash=facts.presentation.data_hash),
        )))  # fmt: skip
        size = 8.0
        while measure_text(told, size) > box.width - 60 and size > 6:
            size -= 0.5
        if measure_text(told, size) > box.width - 60:
            from geomap.brief.text_metrics import shorten_text

            told = shorten_text(told, box.width - 60, size)
        top, high = self.height * 0.94, 18.0
        left = self.start(0, box.width - 50)
        self.add_text(slide, left, top, box.width - 50, high, [told], size=size, quiet=True)
        number = words.number(len(self.deck.slides))
        left = self.start(box.width - 40, 40)
        self.add_text(slide, left, top, 40, high, [number], size=8, quiet=True, end=True)

    def add_text(
        self, slide: Any, x: float, y: float, wide: float, high: float, lines: Sequence[str],
        *, size: float = 12, quiet: bool = False, bold: bool = False, gap: float = 0,
        end: bool = False,
    ) -> None:  # fmt: skip
        """Write lines into a box of their own."""
        from pptx.util import Pt

        box = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(wide), Pt(high))
        self._write(box.text_frame, lines, size, quiet=quiet, bold=bold, gap=gap, end=end)

    def _write(
        self, frame: Any, lines: Sequence[str], size: float, *, color: str = "",
        quiet: bool = False, bold: bool = False, gap: float = 0, end: bool = False,
        anchor: str = "top", center: bool = False,
    ) -> None:  # fmt: skip
        from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE if anchor == "middle" else MSO_ANCHOR.TOP
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            if at:
                paragraph.space_before = Pt(gap)
            right = self.rtl != end
            paragraph.alignment = (
                PP_ALIGN.CENTER if center else PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
            )
            if has_arabic(line) or (self.rtl and not end):
                paragraph._p.get_or_add_pPr().set("rtl", "1")
            run = paragraph.add_run()
            run.text = line
            self.dress(run.font, size, color or (self.theme.muted if quiet else ""), bold=bold)

    def dress(self, font: Any, size: float, color: str, *, bold: bool) -> None:
        """Give a run its size and colour; a template keeps its own font."""
        from pptx.util import Pt

        font.size, font.bold = Pt(size), bold
        if self.own and not color:
            return
        font.color.rgb = to_rgb(color or self.theme.ink)
        if not self.own:
            font.name = FONT
            _complex_script(font._rPr)

    def add_card(
        self, slide: Any, x: float, y: float, wide: float, high: float, value: str, label: str
    ) -> None:
        """Add a panel with a large figure and what it counts."""
        from pptx.util import Pt

        card = slide.shapes.add_shape(1, Pt(x), Pt(y), Pt(wide), Pt(high))
        card.fill.solid()
        card.fill.fore_color.rgb = to_rgb(self.theme.panel)
        card.line.fill.background()
        card.shadow.inherit = False
        frame = card.text_frame
        color = self.theme.accent
        self._write(frame, [value], 26, bold=True, color=color, anchor="middle", center=True)
        paragraph = frame.add_paragraph()
        paragraph.alignment = frame.paragraphs[0].alignment
        run = paragraph.add_run()
        run.text = label
        self.dress(run.font, 11, self.theme.muted, bold=False)

    def add_picture(
        self, slide: Any, image: bytes, x: float, y: float, wide: float, alt: str
    ) -> None:
        """Add a picture with a text for those who cannot see it."""
        from io import BytesIO

        from pptx.util import Pt

        picture = slide.shapes.add_picture(BytesIO(image), Pt(x), Pt(y), width=Pt(wide))
        picture._element._nvXxPr.cNvPr.set("descr", alt)

    def add_notes(self, slide: Any) -> None:
        """Write sources, projection and disclaimer into the speaker's notes."""
        facts, words = self.facts, self.facts.words
        lines = (
            facts.sources_line(40), words.say("as_of", date=facts.as_of or "—"),
            words.say("data", hash=facts.presentation.data_hash), facts.boundaries_line(),
            words.disclaimer,
        )  # fmt: skip
        slide.notes_slide.notes_text_frame.text = "\n".join(filter(None, lines))


def _complex_script(properties: Any) -> None:
    """Name the font for Arabic letters too."""
    from pptx.oxml.ns import qn

    for tag in ("a:cs",):
        element = properties.find(qn(tag))
        if element is None:
            element = properties.makeelement(qn(tag), {})
            latin = properties.find(qn("a:latin"))
            latin.addnext(element)
        element.set("typeface", FONT)
