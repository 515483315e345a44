# SPDX-License-Identifier: MIT
"""H: what a page, a sidecar or a manifest says of the article."""
import json
import re
from xml.etree import ElementTree

from .kit import PROSE, P, Run, epub, opf
from .letters import short_labels

DC = "{http://purl.org/dc/elements/1.1/}"


def package_of(book):
    return ElementTree.fromstring(next(data for name, data in book.parts.items() if name.endswith(".opf")))


def values(book, name):
    return [element.text or "" for element in package_of(book).iter(DC + name)]


def says(name, *expected):
    """The package document has these values of an element, and no others."""

    def check(book):
        if sorted(values(book, name)) != sorted(expected):
            yield f"dc:{name} is {values(book, name)!r}"

    return check


def titled(title):
    """The same title in the package document, in the contents and in the NCX."""

    def check(book):
        yield from says("title", title)(book)
        for name in book.names:
            if name.endswith(("nav.xhtml", ".ncx")):
                texts = ["".join(element.itertext()) for element in ElementTree.fromstring(book.parts[name]).iter()]
                if title not in map(str.strip, texts):
                    yield f"{name}: does not have the title {title!r}"

    return check


def h1_closes(folder):
    """A title that closes the element it will stand in."""
    coded = 'x</dc:title><meta property="p">y</meta><dc:title>&lt;/dc:title&gt;&lt;item id=&quot;e&quot;/&gt;'
    yield Run(folder.write("h1.html", f"<title>{coded}</title><p>z</p>"), check=titled("x y"), shows="z")
    words = 'x</dc:title><meta property="p">y</meta><dc:title></dc:title><item id="e"/>'
    folder.write("h1.txt.sheaf.yaml", f"title: {json.dumps(words)}\n")
    yield Run(folder.write("h1.txt", f"{PROSE}\n\n{PROSE}\n"), what="sidecar", check=titled(words))


def h2(folder):
    """Marks of markup in a title come back as they were."""
    yield Run(
        folder.write("h2.html", "<title>AT&T < \"C++\" &amp; 'x' ]]></title><p>z</p>"),
        check=titled("AT&T < \"C++\" & 'x' ]]>"),
        shows="z",
    )
    for i, title in enumerate(("a & b", "&amp;lt;", "100 % + 1", "a\\b/c", "<b>", "-->", "?>", "'\"`", "{{7*7}} ${x} %n%s")):
        path = folder.write("h2.txt", f"{PROSE}\n\n{PROSE}\n")
        folder.write("h2.txt.sheaf.yaml", f"title: {json.dumps(title)}\n")
        yield Run(path, what=title, check=titled(title))


def h3_white(folder):
    """Titles of blanks, of line ends, and of ten megabytes, in every source of titles."""
    yield Run(
        folder.write("h3.html", f"<title>a\n\n\tb  c\u00a0\u2003d</title>{P}"),
        what="blanks",
        check=lambda book: [f"is called {t!r}" for t in values(book, "title") if re.search(r"[\n\t]|  ", t)],
    )
    yield Run(folder.write("h3-nul.html", f"<title>a\0b</title>{P}"), what="NUL", shows=PROSE)
    long = "tide " * 400000
    for name, page in (
        ("meta", f"<meta property=og:title content='{long}'>{P}"),
        ("heading", f"<h1>{long}</h1>{P}"),
        ("json", f'<script type=application/ld+json>{{"@type":"NewsArticle","headline":"{long}"}}</script>{P}'),
        ("byline", f"<h1>Tides</h1><p class=byline>By {long}</p>{P}"),
        ("dek", f"<h1>Tides</h1><p class=dek>{long}</p>{P}"),
        ("site", f"<meta property=og:site_name content='{long}'><h1>Tides</h1>{P}"),
    ):
        yield Run(folder.write(f"h3-{name}.html", page), what=name, shows=PROSE, check=short_labels)
    yield Run(
        epub(folder, "h3.epub", package=opf(["c.xhtml"], f"<dc:title>{long}</dc:title><dc:creator>{long}</dc:creator>")),
        what="EPUB",
        shows=PROSE,
        check=short_labels,
    )


def h5_nothing(folder):
    """Without title, author, date and language, the file's name is the title."""

    def plain(book):
        yield from says("title", "h5")(book)
        yield from says("creator")(book)
        yield from says("date")(book)
        if len(values(book, "language")) != 1:
            yield f"languages are {values(book, 'language')}"

    yield Run(folder.write("h5.html", "<p>z</p>"), check=plain, notes="language-unknown|language-guessed", shows="z")


DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?")
BAD_DATES = (
    "07-27-2023",
    "0000-00-00",
    "20000-01-01T25:61:61+99:99",
    "",
    "2023-02-30",
    "2023-13-01",
    "-0001-01-01",
    "1e9",
    "99999999999999999999",
    "2023-06-30T23:59:60Z",
    "2023-01-01T00:00:00+14:01",
    "\u0662\u0660\u0662\u0663-\u0660\u0661-\u0660\u0661",
    "now",
    "2023-01-01\n2024-01-01",
    "Thu, 32 Foo 2023 25:00:00 GMT",
)


def sound_dates(book):
    yield from (f"dc:date is {date!r}" for date in values(book, "date") if not DATE.fullmatch(date))


def h6(folder):
    """Dates that are none, in a manifest, a page, a sidecar, front matter and a feed."""
    folder.write("h5.html", f"<h1>Tides</h1>{P}")
    lines = "".join(json.dumps({"path": "h5.html", "date": date}) + "\n" for date in BAD_DATES)
    yield Run("in/h5.html", status=(0, 3), options=("--list", folder.write("h6.ndjson", lines)), check=sound_dates)
    for i, date in enumerate(BAD_DATES):
        page = f"<meta property='article:published_time' content='{date}'><time datetime='{date}'>{date}</time><h1>Tides</h1>{P}"
        yield Run(folder.write(f"h6-{i}.html", page), what=repr(date), check=sound_dates, shows=PROSE)
        matter = f"---\ndate: {json.dumps(date)}\n---\n\n# Tides\n\n{PROSE}\n"
        yield Run(folder.write(f"h6-{i}.md", matter), what=f"front matter, {date!r}", check=sound_dates, shows=PROSE)
    items = "".join(f"<item><title>T{i}</title><pubDate>{d}</pubDate><description>{PROSE}</description></item>" for i, d in enumerate(BAD_DATES))
    yield Run(
        folder.write("h6.xml", f"<rss version='2.0'><channel><title>Tides</title>{items}</channel></rss>"),
        what="feed",
        check=sound_dates,
        shows="The ferry",
    )


TAG = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")


def h7(folder):
    """Languages that are none."""

    def sound(book):
        tags = values(book, "language")
        tags += re.findall(r'(?:xml:)?lang="([^"]*)"', "".join(data.decode() for name, data in book.parts.items() if name.endswith((".xhtml", ".opf", ".ncx"))))
        yield from (f"the language is {tag[:40]!r}" for tag in tags if not TAG.fullmatch(tag))

    def american(book):
        yield from sound(book)
        yield from says("language", "en-US")(book)

    yield Run(folder.write("h7a.html", f"<html lang='en_US'>{P}"), check=american)
    for i, tag in enumerate(
        ('x-"><script>', "x", "e", "i-klingon", "en-", "-en", "en--US", "english", "en-US-x-" + "a" * 500, "\u202een", "de;q=1", "1234", "*", "zxx")
    ):
        coded = tag.replace('"', "&quot;").replace("<", "&lt;")
        yield Run(
            folder.write(f"h7-{i}.html", f'<html lang="{coded}"><p lang="{coded}">{PROSE}</p><blockquote xml:lang="{coded}">{PROSE}</blockquote>'),
            what=tag[:30],
            shows=PROSE,
            check=sound,
            hides="<script>",
        )


ESCAPES = "\x1b]0;pwned\x07\x1b[2J\x9b31m\x1bP+q\x1b\\"


def h9(folder):
    """Sequences that control terminals: in titles, names of files, and what messages quote."""
    yield Run(folder.write("h9.html", f"<title>{ESCAPES}x</title><p>z</p>"), hides="\x1b", shows="z")
    folder.write("h9.txt.sheaf.yaml", 'title: "\\e]0;pwned\\a"\n"ti\\e[2Jtel": x\n')
    yield Run(
        folder.write("h9.txt", f"Tides\n\n{PROSE}\n"),
        what="sidecar",
        status=(0, 78),
        hides="\x1b",
    )
    yield Run(
        folder.write(f"h9-{ESCAPES.replace('/', '')}.html", f"<p>{PROSE}</p><img src='\x1b[2J.png'><img src='%1b[2J.png'>"),
        what="a file's name",
        hides="\x1b",
        shows=PROSE,
    )
    line = json.dumps({"path": "none\x1b[2J.html"}) + '\n{"\\u001b[2J": 1}\n'
    yield Run(
        "in/h9.html", what="manifest", status=(3,), hides="\x1b", options=("--list", folder.write("h9.ndjson", line))
    )
    yield Run(
        folder.write("plain.txt", f"Tides\n\n{PROSE}\n"), what="glossary", status=(0, 78), hides="\x1b", options=("--glossary", folder.write("h9.csv", "\x1b[2J,x\ntide\x1b,y\n,z\n"))
    )
    yield Run(
        epub(folder, "h9.epub", {"OEBPS/\x1b[2J.xhtml": "x"}, package=opf(["c.xhtml", "\x1b[2J.xhtml".replace("\x1b", "%1B")])),
        what="an archive's names",
        status=(0, 3, 65),
        hides="\x1b",
    )


def h10(folder):
    """Templates, formats and commands are text like any other."""
    title = "%n%s%%n {{7*7}} ${x} $(id) `id` python:1 #{1} <%= 1 %> \\u0041 &#x41"
    yield Run(
        folder.write("h10.html", f"<title>%n%s%%n {{{{7*7}}}} ${{x}} $(id) `id` python:1</title><p>z</p>"),
        check=titled("%n%s%%n {{7*7}} ${x} $(id) `id` python:1"),
        hides=("uid=", "49"),
    )
    path = folder.write("h10.txt", f"{PROSE}\n\n{PROSE}\n")
    folder.write("h10.txt.sheaf.yaml", f"title: {json.dumps(title)}\nauthors:\n- {json.dumps(title)}\n")
    yield Run(path, what="sidecar", check=titled(title), hides="uid=")


def h11(folder):
    """Ten thousand authors, some twice and one of a megabyte."""
    folder.write("a.html", "<p>x</p>")
    authors = [f"A{i}" for i in range(10000)] + ["x" * 1000000, "A1", "A1"]

    def few(book):
        names = values(book, "creator")
        if len(names) != len(set(names)):
            yield "an author is there twice"
        if len(names) > 1000 or any(len(name) > 10000 for name in names):
            yield f"there are {len(names)} authors, the longest of {max(map(len, names))} letters"

    line = json.dumps({"path": "a.html", "author": authors}) + "\n"
    yield Run("in/a.html", status=(0, 3), options=("--list", folder.write("h11.ndjson", line)), check=few)
    metas = "".join(f"<meta name=author content='Ada Example{i}'>" for i in range(10000))
    yield Run(folder.write("h11.html", f"{metas}<meta name=author content='{'x' * 1000000}'><h1>Tides</h1>{P}"), what="page", check=few)
    creators = "".join(f"<dc:creator>Ada Example{i}</dc:creator>" for i in range(10000))
    yield Run(
        epub(folder, "h11.epub", package=opf(["c.xhtml"], f"<dc:title>T</dc:title>{creators}")), what="EPUB", check=few
    )


def h13(folder):
    """One identifier for two articles."""
    folder.write("a.html", f"<h1>Tides</h1>{P}")
    folder.write("b.html", f"<h1>Ebb</h1><p>At ebb. {PROSE}</p>")
    folder.write("good.html", f"<h1>Flood</h1><p>At flood. {PROSE}</p>")

    def unique(book):
        for name, page in book.pages.items():
            ids = [element.get("id") for element in page.iter() if element.get("id")]
            if len(ids) != len(set(ids)):
                yield f"{name}: an id is there twice"
        ids = [element.get("id") for element in package_of(book).iter() if element.get("id")]
        if len(ids) != len(set(ids)):
            yield "the package has an id twice"
        if len(values(book, "identifier")) != 1 or not values(book, "identifier")[0].startswith("urn:"):
            yield f"identifiers are {values(book, 'identifier')}"

    for i, name in enumerate(("x y", "", "<&>", "urn:uuid:1", "x" * 100000, "\x01", "article-1")):
        lines = "".join(json.dumps({"path": path, "id": name}) + "\n" for path in ("a.html", "b.html"))
        yield Run(
            "in/good.html", what=repr(name[:20]), status=(0, 3), options=("--list", folder.write(f"{i}.ndjson", lines)), check=unique
        )


def h4(folder):
    """Addresses, rights and publishers that are markup, scripts, or without end."""
    for i, value in enumerate(
        ("javascript:alert(1)", "<script>alert(1)</script>", "//192.0.2.1/x", "file:///etc/passwd", "https://e.org/" + "a" * 500000, "https://" + "e." * 50000 + "org", "x" * 1000000, "\u202ehttps://e.org", "https://e.org/%00%ff\x01", "data:text/html,x")
    ):
        coded = value.replace("<", "&lt;")
        page = (
            f'<link rel=canonical href="{coded}"><meta property=og:url content="{coded}"><meta property=og:site_name content="{coded}">'
            f'<meta name=copyright content="{coded}"><meta name=description content="{coded}"><meta property=og:image content="{coded}"><h1>Tides</h1>{P}'
        )
        yield Run(folder.write(f"h4-{i}.html", page), what=value[:30], shows=PROSE, hides=("<script>", "root:"), check=short_labels)


def h8(folder):
    """Bylines, captions and credits that are piles, patterns, lists without end, or turned."""
    for i, text in enumerate(
        ("A\u0301" * 20000, "(a+)+$" * 2000, "By " * 20000, "Ada and " * 20000, "\u2067Ada\u202e Example", "👩\u200d👩\u200d👧" * 5000, "Photo: " * 20000, "/" * 50000, "(" * 50000, "Ada Example, " * 20000, "\u0645\u062d\u0645\u062f " * 3000)
    ):
        page = (
            f"<h1>Tides</h1><p class=byline>By {text}</p>{P}<figure><img src=none.png alt='{text[:100]}'>"
            f"<figcaption>{text} Photo: {text}</figcaption></figure>{P}<p>“It rained,” said {text}.</p>{P}"
        )
        yield Run(folder.write(f"h8-{i}.html", page), what=text[:15], shows=PROSE, check=short_labels)
        lines = f"Tides\n\nBy {text}\n\n{PROSE}\n\nThe pier. Photo: {text}\n\n{PROSE}\n"
        yield Run(folder.write(f"h8-{i}.txt", lines), what=f"text, {text[:15]}", shows=PROSE, check=short_labels)


def h12(folder):
    """Two articles that say of themselves that they are the same, and one that says that it is another."""
    same = "<link rel=canonical href=https://example.org/same><meta name=author content=Ada><title>Tides</title>"
    paths = [folder.write(f"h12-{i}.html", f"{same}<h1>Tides {i}</h1><p>Words of {'abcd'[i]}. {PROSE}</p>") for i in range(3)]
    yield Run(paths, shows="Words of a", notes="article-duplicate")
    twice = [folder.write(f"t{i}.html", f"<h1>Tides</h1>{P}") for i in range(3)]
    yield Run(twice, what="the same thrice", shows=PROSE, notes="article-duplicate")
