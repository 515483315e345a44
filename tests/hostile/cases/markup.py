# SPDX-License-Identifier: MIT
"""M: markup that grows, nests, breaks off or acts."""
import json
import re

from .kit import PROSE, P, Run, chapter, item, png, rss


def m1(folder):
    """Elements nested 100,000 deep."""
    yield Run(
        folder.write("m1.html", "<p>start</p>" + "<div>" * 100000 + "DEEP" + "</div>" * 100000 + "<p>AFTER</p>"),
        shows=("start", "DEEP", "AFTER"),
        notes="markup-flattened",
    )
    for tag in ("b", "blockquote", "span", "sup", "ruby><rt", "section", "font", "ins", "details"):
        close = "".join(f"</{name}>" for name in reversed(tag.split("><")))
        page = f"<p>start</p>{f'<{tag}>' * 20000}DEEP{close * 20000}{P}<p>AFTER</p>"
        yield Run(folder.write(f"m1-{tag[:2]}.html", page), what=tag, shows=("start", "DEEP", "AFTER"), growth=3)


def m2(folder):
    """Mis-nested formatting."""
    yield Run(folder.write("m2.html", "<i><div>" * 10000 + "KEEP"), shows="KEEP", growth=4)
    yield Run(folder.write("m2-a.html", "<a href=/><div>" * 10000 + "KEEP"), what="links", shows="KEEP", growth=4)
    yield Run(
        folder.write("m2-p.html", P + "<b><i><u><s><tt><em><p>" * 5000 + "KEEP"),
        what="six in a row",
        shows="KEEP",
        growth=4,
    )
    yield Run(
        folder.write("m2-font.html", P + "".join(f"<font color={i}><p>" for i in range(10000)) + "KEEP"),
        what="all different",
        shows="KEEP",
        growth=4,
    )
    yield Run(
        folder.write("m2-close.html", P + "<b>" * 5000 + "<p></i></b>" * 5000 + "KEEP"),
        what="closed one by one",
        shows="KEEP",
        growth=4,
    )


def m3(folder):
    """100,000 attributes of one tag."""
    yield Run(
        folder.write("m3.html", "<p " + " ".join(f"a{i}=1" for i in range(100000)) + ">KEEP</p>"),
        shows="KEEP",
        hides="a77777",
    )
    yield Run(
        folder.write("m3-html.html", P + "".join(f"<html a{i}=1><body b{i}=1>" for i in range(20000)) + "<p>KEEP</p>"),
        what="html and body again and again",
        shows="KEEP",
        hides="a17777",
    )
    yield Run(
        folder.write("m3-long.html", f"<p class='{'x ' * 1000000}' title='{'y' * 2000000}'>{PROSE}</p>"),
        what="of megabytes",
        shows=PROSE,
    )


def m4(folder):
    """What the parser may put elsewhere: tables, templates, frames."""
    yield Run(
        folder.write("m4-foster.html", "<table>" + "<b>KEEP <tr>" * 10000 + f"</table>{P}"),
        what="text in tables",
        shows=("KEEP", PROSE),
        growth=4,
    )
    yield Run(
        folder.write("m4-select.html", f"<p>start</p><select>{'<option>' * 20000}<p>{PROSE}"),
        what="an open select",
        keeps="start",
    )
    yield Run(
        folder.write("m4-frames.html", f"<frameset><frame src=/etc/passwd><noframes>{P}</noframes></frameset>"),
        what="frames",
        status=(0, 65),
    )
    yield Run(
        folder.write("m4-template.html", "<template>" * 20000 + P + "</template>" * 20000 + "<p>AFTER</p>"),
        what="templates",
        shows="AFTER",
        status=(0,),
    )
    yield Run(
        folder.write("m4-foreign.html", P + "<math><mi><p><svg><desc><table><td>" * 5000 + "KEEP"),
        what="svg in math in svg",
        keeps="KEEP",
        shows=PROSE,
    )
    yield Run(
        folder.write("m4-head.html", f"<head>{'<noscript>' * 20000}</head>{P}"),
        what="noscript in the head",
        shows=PROSE,
    )
    yield Run(
        folder.write("m4-plain.html", f"<p>start</p><plaintext>{PROSE}</plaintext>"),
        what="plaintext",
        shows="start",
        keeps=PROSE,
    )


def m5(folder):
    """Nested tables."""
    yield Run(folder.write("m5.html", "<table><tr><td>" * 10000 + "KEEP"), shows="KEEP", growth=4)
    yield Run(folder.write("m5-bare.html", "<table>" * 20000 + "KEEP"), what="without cells", shows="KEEP", growth=4)


def m6(folder):
    """SVG nested 100,000 deep."""
    yield Run(folder.write("m6.html", "<svg>" + "<g>" * 100000 + "</svg><p>AFTER</p>"), shows="AFTER")


def m7(folder):
    """10,000 open formatting elements and 500 paragraphs."""
    yield Run(folder.write("m7.html", "".join(f"<b id={i}>" for i in range(10000)) + "<p>x" * 500), shows="x", growth=4)


LAUGHS = (
    "<!DOCTYPE r [<!ENTITY a 'ha ha '>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij"))
    + "]>"
)


def m8(folder):
    """A billion laughs."""
    yield Run(folder.write("m8.xml", rss([item("&j;" + PROSE)], doctype=LAUGHS)), what="feed", status=(0, 65), growth=4)
    page = chapter(f"<p>&j;</p>{P}").replace("<html", LAUGHS + "<html", 1)
    yield Run(folder.write("m8.xhtml", page), what="page", status=(0, 65), growth=4)
    yield Run(
        folder.write(
            "m8-p.xml",
            "<!DOCTYPE r [<!ENTITY % a '<!ENTITY b \"&#x25;a;&#x25;a;\">'>%a;%a;<!ENTITY c '&c;'>]>"
            + rss([item("&b;&c;" + PROSE)])[21:],
        ),
        what="parameter entities and loops",
        status=(0, 65),
        growth=4,
    )


def m9(folder):
    """One long entity, many times."""
    yield Run(
        folder.write(
            "m9.xml",
            "<!DOCTYPE r [<!ENTITY a \"" + "x" * 50000 + "\">]><rss><title>" + "&a;" * 50000 + "</title></rss>",
        ),
        status=(0, 65),
        growth=4,
    )


def m10(folder):
    """Entities that name files, and a grammar on the web."""
    doctype = (
        '<!DOCTYPE r SYSTEM "http://192.0.2.1/e.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">'
        '<!ENTITY % p SYSTEM "file:///etc/hostname">%p;]>'
    )
    yield Run(
        folder.write("m10.xml", doctype + "<rss><channel><title>&x;</title></channel></rss>"),
        status=(0, 65),
        hides="root:",
    )
    yield Run(
        folder.write("m10-entry.xml", rss([item(f"&x;{PROSE}")], doctype=doctype)),
        what="in an entry",
        status=(0, 65),
        hides="root:",
    )
    yield Run(
        folder.write("m10.xhtml", doctype + chapter(f"<p>&x;</p>{P}")[39:]),
        what="in a page",
        status=(0, 65),
        hides="root:",
    )


def m11(folder):
    """Inclusions and stylesheets that XML names."""
    yield Run(
        folder.write(
            "m11.xml",
            '<rss xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"/></rss>',
        ),
        status=(0, 65),
        hides="root:",
    )
    page = (
        '<?xml version="1.0"?><?xml-stylesheet href="/etc/passwd" type="text/xsl"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:xi="http://www.w3.org/2001/XInclude"><body>{P}<xi:include href="/etc/passwd" parse="text"/></body></html>'
    )
    yield Run(folder.write("m11.xhtml", page), what="in a page", shows=PROSE, hides=("root:", "xml-stylesheet"))


def m12(folder):
    """Feeds that are broken or not what they say."""
    good = item(PROSE.replace("ferry", "KEEP"))
    yield Run(folder.write("m12-cut.xml", rss([good, item(PROSE)])[:-60]), what="cut off", status=(0, 65), keeps=())
    yield Run(
        folder.write("m12-amp.xml", rss([item(f"this & that &nbsp; &copy; {PROSE}"), good])),
        what="bare ampersands",
        shows="KEEP",
    )
    yield Run(
        folder.write("m12-deep.xml", rss(["<item>" + "<a>" * 50000 + PROSE + "</a>" * 50000 + "</item>", good])),
        what="deep",
        status=(0, 65),
    )
    yield Run(
        folder.write(
            "m12-script.xml",
            rss(
                [
                    item(
                        f"&lt;script&gt;alert(1)&lt;/script&gt;&lt;p onclick=x()&gt;{PROSE}&lt;/p&gt;&lt;img src=/etc/passwd&gt;"
                    )
                ]
            ),
        ),
        what="scripts in an entry",
        shows=PROSE,
        hides=("alert(1)", "onclick"),
    )
    yield Run(folder.write("m12-none.xml", rss([])), what="no entry", status=(65,))
    yield Run(
        folder.write("m12-empty.xml", rss([item(""), item("", title=""), good])), what="empty entries", shows="KEEP"
    )


def m13(folder):
    """A Markdown table of many columns and short rows."""
    n = 20000
    yield Run(folder.write("m13.md", f"|{'x|' * n}\n|{'-|' * n}\n{'a' + chr(10)}" + "a\n" * n), growth=10)
    yield Run(folder.write("m13-128.md", f"|{'x|' * 128}\n|{'-|' * 128}\n" + "|a\n" * n), what="128 columns", growth=10)


def m14(folder):
    """Markdown brackets."""
    for name, text in (
        ("image", "![[]()"),
        ("open", "["),
        ("link", "[a](b"),
        ("nest", "[a]("),
        ("ref", "[a]["),
        ("angle", "<a "),
        ("note", "[^a"),
        ("pic", "!["),
    ):
        yield Run(
            folder.write(f"m14-{name}.md", f"{PROSE}\n\n" + text * 20000 + f"\n\n{PROSE}\n"),
            what=text,
            shows=PROSE,
            growth=8,
        )


def m15(folder):
    """Markdown references that expand."""
    n = 20000
    yield Run(folder.write("m15.md", '[f]:u\n"\n' + "[f]\n" * n + '[f]:u "t'), status=(0, 65), growth=10)
    yield Run(
        folder.write("m15-long.md", f"{PROSE}\n\n" + "[f] " * n + f"\n\n[f]: https://example.com/{'u' * n}\n"),
        what="a long address, many times",
        shows=PROSE,
        growth=12,
    )


def m16(folder):
    """Markdown with HTML in it."""
    html = f"{PROSE}\n\n<div onclick=x()>\n<script>alert(1)</script>\n<p>KEEP <img src=/etc/passwd onerror=x()> <a href=javascript:x()>label</a></p>\n</div>\n\n<!-- open\n\n{PROSE}\n"
    yield Run(folder.write("m16.md", html), shows="KEEP", hides=("alert(1)", "onclick", "javascript:"))
    yield Run(
        folder.write("m16-div.md", f"{PROSE}\n\n" + "<div>\n\n" * 20000 + "KEEP\n"),
        what="open blocks",
        shows="KEEP",
        growth=4,
    )
    yield Run(
        folder.write(
            "m16-cdata.md", f"{PROSE}\n\n" + "<![CDATA[" * 5000 + "\n\n" + "<?" * 5000 + "\n\n" + "<!A" * 5000
        ),
        what="declarations",
        shows=PROSE,
    )


def m17(folder):
    """Runs of Markdown emphasis, backticks and quotes."""
    n = 20000
    text = (
        "*t " * n + "_t*_ " * n + "\n\n" + "".join("e" + "`" * i for i in range(1, 2000)) + "\n\n" + ">" * n + "a*" * n
    )
    yield Run(folder.write("m17.md", text), growth=8)
    for name, line in (
        ("quotes", ">" * n + " KEEP"),
        ("lists", "- " * n + "KEEP"),
        ("numbers", "1. " * n + "KEEP"),
        ("mixed", "> - " * n + "KEEP"),
        ("stairs", "\n".join(" " * 2 * i + "- KEEP" for i in range(700))),
    ):
        yield Run(
            folder.write(f"m17-{name}.md", f"{PROSE}\n\n{line}\n\n{PROSE}\n"),
            what=name,
            shows=(PROSE, "KEEP"),
            growth=8,
        )


def m18(folder):
    """Comments, titles and scripts that are never closed."""
    yield Run(
        folder.write("m18.html", "<title>t<p>KEEP1</p></title><p>KEEP2</p><!-- <p>X</p><script>var a=1;<p>Y</p>"),
        shows="KEEP2",
        notes="markup-unclosed|markup-truncated|text-swallowed",
        hides="var a=1",
    )
    for name, opening in (
        ("comment", "<!--"),
        ("script", "<script>"),
        ("style", "<style>"),
        ("title", "<svg><title>"),
        ("textarea", "<textarea>"),
        ("xmp", "<xmp>"),
        ("cdata", "<svg><![CDATA["),
        ("doctype", "<!DOCTYPE "),
        ("tag", "<p title='"),
        ("bogus", "<?php "),
    ):
        yield Run(
            folder.write(f"m18-{name}.html", f"<p>KEEP {PROSE}</p>{opening} <b>LOST</b> {PROSE}</p>"),
            what=name,
            shows="KEEP",
            keeps="LOST",
        )
    yield Run(folder.write("m18-head.html", f"<title>Tides {P}"), what="nothing but a title", status=(0, 65))


def m19(folder):
    """A text of eleven million characters."""

    def count(book):
        found = book.text().count("a")
        if found < 11000000:
            yield f"{found} of 11000000 characters are left"

    yield Run(folder.write("m19.html", "<p>" + "a" * 11000000 + "</p>"), check=count)


def m20(folder):
    """Titles and words that do not end."""
    yield Run(
        folder.write("m20-title.html", f"<title>{'tide ' * 200000}</title>{P}"), what="title of a megabyte", shows=PROSE
    )
    yield Run(folder.write("m20-h1.html", f"<h1>{'tide ' * 200000}</h1>{P}"), what="heading of a megabyte", shows=PROSE)
    yield Run(
        folder.write("m20-alt.html", f"{P}<img src=none.png alt='{'tide ' * 200000}'>"),
        what="alternative text of a megabyte",
        shows=PROSE,
    )
    yield Run(
        folder.write("m20-href.html", f"{P}<p><a href='https://example.com/{'x' * 2000000}'>label</a></p>"),
        what="address of megabytes",
        shows="label",
    )
    yield Run(
        folder.write("m20-id.html", f"<p id='{'x' * 2000000}'>{PROSE} <a href='#{'x' * 2000000}'>label</a></p>"),
        what="id of megabytes",
        shows="label",
    )
    yield Run(
        folder.write("m20-word.txt", f"{PROSE}\n\n{'x' * 2000000}\n\n{PROSE}"), what="word of megabytes", shows=PROSE
    )
    yield Run(folder.write("m20-lines.txt", f"{PROSE}\n\n" + "x\n\n" * 100000), what="100,000 paragraphs", shows=PROSE)


def m21(folder):
    """What looks like markup in a text."""
    yield Run(
        folder.write("m21.html", "<p>a ]]> b < c & d &nbsp;&copy;&bogus; <Taki-kun says hi></p>"),
        shows=("a ]]> b < c & d", "©", "&bogus;"),
        keeps="Taki-kun",
    )
    yield Run(
        folder.write("m21-cdata.html", f"<p>one <![CDATA[two]]> three <?four?> five </ six> {PROSE}</p>"),
        what="CDATA",
        shows=("one", "three", "five"),
    )


def m22(folder):
    """Names that XML does not know."""
    yield Run(
        folder.write("m22.html", '<o:p>tee</o:p><div read<a="" x:y=1 "q"=2>you</div>'),
        shows=("tee", "you"),
        hides=("o:p", "x:y", "read<"),
    )
    yield Run(
        folder.write(
            "m22-odd.html",
            f"{P}<p><a:b:c>one</a:b:c> <x-Ä>two</x-Ä> <t\0t>three</t\0t> <p/=x>four <svg:g>five</svg:g></p>",
        ),
        what="odd ones",
        shows=("one", "two", "three", "four", "five"),
    )


def in_page_links(book):
    for name, page in book.pages.items():
        ids = [element.get("id") for element in page.iter() if element.get("id") is not None]
        if len(ids) != len(set(ids)):
            yield f"{name}: an id is there twice"
        if bad := [x for x in ids if not re.fullmatch(r"[^\W\d][\w.-]*", x)]:
            yield f"{name}: {bad[0][:40]!r} is no id"
        for element in page.iter("{http://www.w3.org/1999/xhtml}a"):
            target = element.get("href", "")
            if target.startswith("#") and target[1:] not in ids:
                yield f"{name}: {target[:40]} leads nowhere"


def m23(folder):
    """Ids: twice, with spaces, empty, the same in two files."""
    page = f'<h2 id="1 a:b">H</h2><p id="1 a:b">{PROSE}</p><p id="">y</p><a href="#1 a:b">go</a>'
    paths = [folder.write(f"m23-{i}.html", page) for i in (1, 2)]

    def lands(book):
        yield from in_page_links(book)
        for page in book.articles():
            if not any(
                a.text == "go" and "#" in a.get("href", "") for a in page.iter("{http://www.w3.org/1999/xhtml}a")
            ):
                yield "a link within the page is gone"

    yield Run(paths, shows="go", check=lands)
    many = "".join(f'<p id="x"><a href="#x" id="x">{PROSE[:20]}</a><a name="x"></a></p>' for _ in range(5000))
    yield Run(
        folder.write("m23-many.html", P + many),
        what="ten thousand times the same",
        shows="The ferry",
        check=in_page_links,
    )


def m24(folder):
    """Notes that point nowhere, at each other and at themselves, and very many of them."""
    ring = f'<p id="a">{PROSE}<sup><a href="#b" id="ra">1</a></sup></p><p id="b"><a href="#a">2</a> note</p><p id="c"><a href="#c">3</a> note</p><a href="#none">4</a>'
    yield Run(folder.write("m24.html", ring), shows="note", check=in_page_links)
    n = 20000
    refs = "".join(f'<p>line {i}<sup><a id="r{i}" href="#n{i}">{i}</a></sup></p>' for i in range(n))
    notes = "".join(f'<li id="n{i}">note {i} <a href="#r{i}">back</a></li>' for i in range(n))
    yield Run(
        folder.write("m24-many.html", f"{P}{refs}<ol>{notes}</ol>"),
        what="20,000",
        shows=("line 19999", "note 19999"),
        check=in_page_links,
    )
    yield Run(
        folder.write("m24-one.html", f"{P}<p>{'<sup><a href=#n>1</a></sup>' * n}</p><p id=n>note</p>"),
        what="one, cited 20,000 times",
        shows="note",
        check=in_page_links,
    )
    yield Run(
        folder.write(
            "m24.md",
            f"{PROSE}{''.join(f'[^{i}]' for i in range(n))}\n\n" + "\n".join(f"[^{i}]: note {i}\n" for i in range(n)),
        ),
        what="in Markdown",
        shows=PROSE,
    )


def m25(folder):
    """What would run, or fetch."""
    page = (
        '<base href=//evil/><meta http-equiv=refresh content=0><p onclick=x()><a href="javascript:alert(1)">label</a>'
        "<iframe src=/etc/passwd></iframe><object data=x></object><form action=/><input></form><script>1</script>"
        "<style>@import url(http://192.0.2.1/)</style>"
    )
    yield Run(
        folder.write("m25.html", page), shows="label", hides=("javascript:", "onclick", "192.0.2.1", "<iframe", "root:")
    )
    links = "".join(
        f'<a href="{href}">label{i}</a> '
        for i, href in enumerate(
            (
                "java\tscript:alert(1)",
                " javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "&#106;avascript:alert(1)",
                "\x01javascript:alert(1)",
                "vbscript:x",
                "data:text/html,<script>alert(1)</script>",
                "file:///etc/passwd",
                "blob:x",
                "javascript&colon;alert(1)",
                "//192.0.2.1/x",
                "https://user:pass@example.com/",
                "https://example.com/a b\"c<d>",
                "http://[::1",
                "https://example.com:99999/",
                "mailto:",
                "../../x",
                "tel:1",
                "https://exämple.com/ü?ü#ü",
                "http://",
                "#",
            )
        )
    )
    yield Run(
        folder.write("m25-links.html", f"<p>{PROSE} {links}</p>"),
        what="links",
        shows=[f"label{i}" for i in range(21)],
        hides=("cript:alert", "vbscript", "file:///"),
    )
    vector = (
        '<svg width=9 height=9 onload=x()><script>1</script><a xlink:href="javascript:alert(1)"><circle r=3 /></a><animate attributeName=href to="javascript:x"/>'
        '<image xlink:href="http://192.0.2.1/x.png"/><use href="http://192.0.2.1/x#a"/><foreignObject><iframe src=/></iframe></foreignObject>'
        '<style>*{fill:url(http://192.0.2.1/)}</style><rect style="fill:url(//192.0.2.1/a)" fill="url(http://192.0.2.1/b)" width=3 height=3 /></svg>'
    )
    yield Run(
        folder.write("m25-svg.html", P + vector + P),
        what="SVG",
        shows=PROSE,
        hides=("javascript:", "192.0.2.1", "onload", "foreignObject"),
    )
    formula = (
        '<p>so <math href="javascript:alert(1)" onclick=x()><mi xlink:href="http://192.0.2.1/">y</mi><annotation-xml encoding="text/html"><script>alert(1)</script>'
        '<iframe src=/></iframe></annotation-xml><maction actiontype="statusline#http://192.0.2.1/"><mi>z</mi></maction><mglyph src="http://192.0.2.1/g.png"/></math></p>'
    )
    yield Run(
        folder.write("m25-math.html", P + formula),
        what="MathML",
        shows="so",
        hides=("javascript:", "192.0.2.1", "alert(1)"),
    )
    yield Run(
        folder.write(
            "m25-media.html",
            P
            + "<video src=http://192.0.2.1/v.mp4 poster=http://192.0.2.1/p.png><track src=x></video><audio autoplay src=//192.0.2.1/a></audio><embed src=x>"
            "<iframe srcdoc='<script>alert(1)</script>'></iframe><portal src=x></portal><link rel=stylesheet href=http://192.0.2.1/><img src=x onerror=alert(1)>",
        ),
        what="media",
        shows=PROSE,
        hides=("alert(1)", "onerror", "autoplay"),
    )


def m26(folder):
    """Styles."""
    page = (
        '<style>@import "file:///etc/passwd";p{background:url(http://192.0.2.1/x)}'
        + "(" * 100000
        + "</style><p>KEEP</p>"
    )
    yield Run(folder.write("m26.html", page), shows="KEEP", hides=("192.0.2.1", "root:"))
    yield Run(
        folder.write(
            "m26-style.html",
            f"<p style='{'(' * 100000}display:none;background:url(http://192.0.2.1/)'>one {PROSE}</p><p style='width:expression(alert(1))'>{PROSE} two</p>",
        ),
        what="attributes",
        shows="two",
        keeps="one",
        hides=("192.0.2.1", "expression"),
    )
    yield Run(
        folder.write(
            "m26-hidden.html",
            f"{P}<p hidden>one</p><p style='display:none'>two</p><p aria-hidden=true>three</p><p style='font-size:0'>four</p><details><summary>five {PROSE}</summary>six {PROSE}</details>{P}",
        ),
        what="hidden text",
        shows=(PROSE, "five", "six"),
        keeps=("one", "two", "three", "four"),
    )


GIF = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


def one_picture(book):
    if len(book.pictures()) != 1:
        yield f"holds {len(book.pictures())} pictures"
    for page in book.articles():
        yield from (
            "an img without src" for img in page.iter("{http://www.w3.org/1999/xhtml}img") if not img.get("src")
        )


def m27(folder):
    """Lazy pictures: the photo is there once, the placeholder is not."""
    for name in ("p.png", "q.png"):
        folder.write(name, png(name.encode()))
    page = f'<img src="{GIF}" data-src="p.png" srcset="p.png 1x, q.png 2x"><noscript><img src=p.png></noscript><img>'
    yield Run(folder.write("m27.html", page + P), what="with text", check=one_picture, shows=PROSE)
    yield Run(folder.write("m27-bare.html", page), what="as it is", status=(0, 65))
    wild = (
        "<picture><source srcset='none.webp 1x'><source srcset=' , p.png 1e9w,,  q.png 1x 2x, (p.png 9q) ,'><img src=p.png srcset=', ,' sizes='((('></picture>"
        "<img srcset='p.png 99999999999999999999w, q.png -1w, q.png NaNx'>"
    )
    yield Run(folder.write("m27-wild.html", P + wild), what="wild candidates", shows=PROSE)
    yield Run(
        folder.write(
            "m27-many.html", P + "<img src=p.png srcset='" + ", ".join(f"n{i}.png {i}w" for i in range(50000)) + "'>"
        ),
        what="50,000 candidates",
        shows=PROSE,
    )
    yield Run(
        folder.write(
            "m27-sources.html", P + "<picture>" + "<source srcset=none.png>" * 20000 + "<img src=p.png></picture>"
        ),
        what="20,000 sources",
        shows=PROSE,
        check=one_picture,
    )
    yield Run(
        folder.write("m27-same.html", P + "<figure><img src=p.png><figcaption>A pier</figcaption></figure>" * 2000),
        what="the same 2,000 times",
        shows="A pier",
        check=one_picture,
    )
    yield Run(
        folder.write("m27-none.html", P + "".join(f"<img src=n{i}.png>" for i in range(20000))),
        what="20,000 that are not there",
        shows=PROSE,
        notes="picture-missing",
    )


def m28(folder):
    """JSON that is deep, long, broken or of the wrong kind."""

    def page(data):
        return f'<script type="application/ld+json">{data}</script><h1>Tides</h1>{P}'

    for name, data in (
        ("deep", '{"@type":' * 100000),
        ("array", "[" * 200000),
        ("closed", "[" * 100000 + "]" * 100000),
        (
            "kinds",
            '{"@type":"NewsArticle","author":{"name":{"name":[[1]]}},"headline":[{}],"datePublished":{},"image":7}',
        ),
        ("cut", '{"@type":"NewsArticle","headline":"Tides'),
        ("surrogate", '{"@type":"NewsArticle","headline":"a\\ud800b\\u0000c","author":"\\udc00"}'),
        (
            "authors",
            json.dumps({"@type": "NewsArticle", "author": [{"name": f"Ada Example {i}"} for i in range(100000)]}),
        ),
        ("long", json.dumps({"@type": "NewsArticle", "headline": "tide " * 200000, "articleBody": PROSE * 10000})),
        ("script", '{"@type":"NewsArticle","headline":"<script>alert(1)<\\/script>","url":"javascript:alert(1)"}'),
    ):
        yield Run(folder.write(f"m28-{name}.html", page(data)), what=name, shows=PROSE, hides="javascript:")


def m29(folder):
    """A feed without dates and ids, escaped twice, of many entries."""

    def entries(book):
        if len(book.articles()) != 20000:
            yield f"holds {len(book.articles())} of 20000 entries"

    feed = (
        '<rss version="2.0"><channel>'
        + "<item><title>&amp;lt;b&amp;gt;</title><description>&lt;p&gt;x&lt;/p&gt;</description></item>" * 20000
        + "</channel></rss>"
    )
    yield Run(folder.write("m29.xml", feed), shows="x", check=entries)
