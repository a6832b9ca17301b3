"""The lines that put a page into another: a frame that asks for its height, no scroll trap."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

SNIPPET = """\
<iframe src="{src}#embed" title="{title}" loading="lazy" allow="fullscreen; clipboard-write"
  style="width:100%;height:560px;border:0" data-geomap></iframe>
<script>
addEventListener("message", function (event) {{
  if (!event.data || event.data.geomap !== "height" || !(event.data.height > 0)) return;
  document.querySelectorAll("iframe[data-geomap]").forEach(function (frame) {{
    if (frame.contentWindow !== event.source) return;
    frame.style.height = Math.min(900, event.data.height) + "px";
  }});
}});
</script>"""


def make_snippet(file_name: str, title: str) -> str:
    """Return HTML that shows the page `file_name`, which lies beside the page it is put into."""
    return SNIPPET.format(src=quote(file_name), title=escape(title, quote=True))
