"""Hostile text in every field, layer name and title: no script runs, nothing breaks, all is read.

The same payloads in plain folium do run, which shows that the test can fail.
"""

import html
import json

import pandas as pd
import pytest

from tests.browser.watching import rest, wait_until

ALARM = "window.__ran=(window.__ran||0)+1"
BREAKERS = [
    "</script><script>{a}</script>", "<script>{a}</script>", "<img src=x onerror={a}>",
    "<svg onload={a}>", "<svg><script>{a}</script></svg>", "<body onload={a}>",
    "<iframe srcdoc='<script>parent.{a}</script>'>", "<details open ontoggle={a}>x</details>",
    "<input autofocus onfocus={a}>", "<video><source onerror={a}></video>",
    "<a href=javascript:{a}>x</a>", "<math><mtext><script>{a}</script></mtext></math>",
    "<style>@import 'http://evil.example/x.css';</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>", "<base href=//evil.example>",
    "<form action=//evil.example><button>x", "<object data=javascript:{a}>",
    "<embed src=javascript:{a}>",
    "--><script>{a}</script>", "<!--<script>{a}", "]]><script>{a}</script>", "*/{a}/*",
    "\"><script>{a}</script>", "'><script>{a}</script>", "';{a};//", "\";{a};//", "`;{a};//",
    "${{{a}}}", "`${{{a}}}`", "{{{{{a}}}}}", "{{% raw %}}{a}{{% endraw %}}",
    "{{% endraw %}}{{{{ {a} }}}}",
    "\\u003cscript\\u003e{a}", "\\\";{a};//", "\\';{a};//", "</title><script>{a}</script>",
    "</textarea><script>{a}</script>", "</style><script>{a}</script>",
    "</noscript><script>{a}</script>",
    "<x onclick={a} style=position:fixed;inset:0>x", "&lt;script&gt;{a}&lt;/script&gt;",
    "&#60;script&#62;{a}", "%3Cscript%3E{a}", "<scr<script>ipt>{a}</script>",
    "<img/src='x'/onerror={a}>", "<IMG SRC=x ONERROR={a}>", "<img src=x\tonerror={a}>",
]  # fmt: skip
LINKS = [
    "javascript:{a}", "JaVaScRiPt:{a}", " javascript:{a}", "java\nscript:{a}", "java\tscript:{a}",
    "data:text/html,<script>{a}</script>", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:{a}",
    "blob:{a}", "file:///etc/passwd", "//evil.example/x", "http://[broken", "https:evil",
    "javascript://%0a{a}", "filesystem:http://evil", "about:blank", "view-source:x",
    "ws://evil.example",
]  # fmt: skip
SIGNS = [
    "\u202egnihtyna\u202c", "\u2066x\u2069", "a\u0000b", "\ud800", "\udfff tail", "\ufeff",
    "\u2028", "\u2029",
    "a\rb\r\nc", "\x08\x1b[31m", "\u200b" * 50, "e" + "\u0301" * 500, "\U0001f4a3" * 40,
    "x" * 1_000_000,
    "ا" * 5_000, "\u061c", "\ufffe", "'" * 200, "\\" * 200, "<" * 500, "&" * 500, "%00", "\x7f",
]  # fmt: skip
FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "|x",
    " =1",
    "＝1",
]


def payloads():
    """Return more than two hundred distinct hostile strings."""
    bare = [p.format(a=ALARM) for p in (*BREAKERS, *LINKS)]
    out = [*bare, *SIGNS, *FORMULAS]
    out += [f"{word} {p}" for p in bare for word in ("Aleppo", "حلب")]
    return [p.encode("utf-8", "replace").decode() for p in dict.fromkeys(out)]


FIELDS = [
    "event_id", "report_id", "event_type", "sub_event_type", "actor1", "actor1_id", "actor2",
    "actor2_id", "claimed_by", "attributed_to", "location", "place_id", "place_name", "pcode",
    "admin1", "admin2", "admin3", "source", "source_url", "description",
]  # fmt: skip


@pytest.fixture(scope="module")
def hostile(make_sample):
    """Every payload in every text field, shifted so that each row mixes them."""
    texts = payloads()
    assert len(texts) >= 200
    base = make_sample()
    rows = pd.concat([base.iloc[[i % len(base)]] for i in range(len(texts))], ignore_index=True)
    for shift, field in enumerate(FIELDS):
        values = [texts[(i + shift * 7) % len(texts)] for i in range(len(texts))]
        if field == "event_id":
            values = [f"{i} {value}" for i, value in enumerate(values)]
        rows[field] = pd.Series(values, dtype="str")
    rows["<script>extra</script>"] = pd.Series(texts, dtype="str")
    return rows


@pytest.fixture(scope="module")
def hostile_page(hostile, tmp_path_factory):
    import geomap
    from geomap.settings import Presentation

    name = f"</script><img src=x onerror={ALARM}>"
    page = geomap.render_map(
        hostile,
        Presentation(subtitle=name, sources=(name, "\u202e")),
        title=f"</title>{name}`${{x}}",
    )
    return geomap.save_map(page, tmp_path_factory.mktemp("hostile") / "map.html")


def test_no_script_of_theirs_runs_wherever_a_reader_goes(open_page, hostile_page):
    page = open_page(hostile_page)
    total = page.evaluate("geomap.state().events")
    assert total >= 200
    page.locator("[data-opens=table]").click()
    page.keyboard.press("Escape")
    for summary in page.locator(".gm-facets summary").all():
        summary.click()
    page.locator(".gm-search input").fill("script")
    rest(page, 200)
    page.keyboard.press("Escape")
    page.locator(".gm-card").first.click()
    for _ in range(25):
        page.locator("button", has_text="Next").click()
    page.mouse.move(720, 400)
    page.mouse.move(600, 450)
    for column in ("actor1", "source", "status"):
        page.locator("[data-opens=menu]").click()
        page.locator("select[aria-label='Colour by']").select_option(column)
        page.locator("[data-opens=menu]").click()
    page.evaluate("w => geomap.setFilter({text: w})", "<script>")
    assert page.evaluate("geomap.state().visible_events") > 0
    assert page.evaluate("window.__ran") is None
    assert page.seen.requests == []
    assert page.seen.dialogs == []
    assert page.seen.errors == []
    links = page.evaluate("[...document.querySelectorAll('.gm a')].map(a => a.protocol)")
    assert set(links) <= {"http:", "https:"}
    planted = "document.querySelectorAll('.gm script, .gm img, .gm iframe, .gm svg script').length"
    assert page.evaluate(planted) == 0


def test_the_text_is_still_there_to_read(open_page, make_sample, tmp_path):
    from geomap.settings import Presentation
    from geomap.web.page import write_page

    told = f"<b>Bold</b> & </script><script>{ALARM}</script> `${{1+1}}` {{{{ x }}}} \u202eabc"
    events = make_sample(description=told, place_name=told, source_url="javascript:alert(1)")
    page = open_page(write_page(events, tmp_path / "told.html", Presentation(title=told)))
    page.locator(".gm-card").first.click()
    page.locator(".gm-story").wait_for()
    seen = told.replace("\u202e", "")
    assert page.locator(".gm-story").inner_text() == seen
    assert page.locator("h1").text_content() == seen
    assert page.title() == told
    detail = page.locator(".gm-detail")
    assert "javascript:alert(1)" in detail.inner_text()
    assert detail.locator("a").count() == 0
    assert page.evaluate("window.__ran") is None


def test_downloads_hold_no_formulas(open_page, hostile_page):
    page = open_page(hostile_page, accept_downloads=True)
    page.locator("[data-opens=menu]").click()
    with page.expect_download() as caught:
        page.locator(".gm-menu-item", has_text="CSV").click()
    table = pd.read_csv(caught.value.path(), encoding="utf-8-sig", dtype=str, na_filter=False)
    assert len(table) == page.evaluate("geomap.state().events")
    for column in FIELDS:
        starts = table[column].str.lstrip().str[:1]
        assert not starts.isin(["=", "+", "-", "@", "|", "＝"]).any(), column
    with page.expect_download() as caught:
        page.locator(".gm-menu-item", has_text="GeoJSON").click()
    assert len(json.loads(caught.value.path().read_text(encoding="utf-8"))["features"]) == len(
        table
    )


def test_the_policy_forbids_inline_scripts_eval_and_connections(open_page, hostile_page):
    policy = html.unescape(
        hostile_page.read_text(encoding="utf-8")
        .split('Security-Policy" content="')[1]
        .split('"')[0]
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'none'"
    assert all(word.startswith("'sha256-") for word in rules["script-src"].split())
    assert all(word.startswith("'sha256-") for word in rules["style-src"].split())
    page = open_page(hostile_page)
    blocked = page.evaluate("""async () => {
        const script = document.createElement('script');
        script.textContent = 'window.__planted = 1';
        document.body.append(script);
        const box = document.createElement('div');
        box.innerHTML = '<img src=x onerror="window.__planted = 2">';
        document.body.append(box);
        // not here: what a debugger runs may evaluate
        setTimeout(() => {
            try { window.__evaluated = new Function('return 1')(); } catch {}
        });
        let fetched = false;
        try { await fetch('http://127.0.0.1:9/'); fetched = true } catch {}
        await new Promise(done => setTimeout(done, 200));
        return [window.__planted ?? null, window.__evaluated ?? null, fetched] }""")
    assert blocked == [None, None, False]


def test_a_layer_name_is_text_beside_other_folium_layers(open_page, make_sample, tmp_path):
    import folium

    import geomap

    name = f"<img src=x onerror={ALARM}>"
    page = folium.Map([35, 38], zoom_start=6, tiles=None)
    geomap.EventMap(make_sample(), name=name).add_to(page)
    folium.LayerControl(collapsed=False).add_to(page)
    opened = open_page(geomap.save_map(page, tmp_path / "named.html"))
    rest(opened, 300)
    assert opened.evaluate("window.__ran") is None
    assert name in opened.locator(".leaflet-control-layers").inner_text()


def test_plain_folium_runs_them(open_page, hostile, tmp_path, monkeypatch):
    """The check on the check: the same texts as folium popups and tooltips do run."""
    import folium

    from geomap.web.offline import document, rendering, save_map

    page = folium.Map([35, 38], zoom_start=6, tiles=None)
    for row in hostile.head(20).itertuples():
        folium.Marker([row.lat, row.lon], tooltip=row.description).add_to(page)
    # without our policy and our calming of scripts: what folium itself would write
    policy = "default-src * 'unsafe-inline' data:"
    monkeypatch.setattr(document, "make_policy", lambda *_, **__: policy)
    monkeypatch.setattr(rendering, "escape_script", lambda text: text)
    opened = open_page(save_map(page, tmp_path / "plain.html"), wait=False)
    for marker in opened.locator(".leaflet-marker-icon").all()[:20]:
        marker.dispatch_event("mouseover")
    wait_until(opened, "(window.__ran || 0) > 0")
