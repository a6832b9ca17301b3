"""The snippet for other pages."""

from __future__ import annotations

from geomap.web.embedding import make_snippet


def test_a_snippet_names_the_page_and_lets_no_markup_in() -> None:
    text = make_snippet("a map & more.html", '"><script>alert(1)</script>')
    assert 'src="a%20map%20%26%20more.html#embed"' in text
    assert "<script>alert" not in text
    assert 'title="&quot;&gt;' in text
