# SPDX-License-Identifier: MIT
"""U: letters that turn, pile up, hide, or are none."""
import re
import unicodedata
from xml.etree import ElementTree

from .encodings import whole
from .kit import PROSE, P, Run, item, rss

TURN = "\u202e\u2067"
HIDDEN = "\u200b\u00ad\u2060"
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def is_closed(text):
    """Whether what turns the direction is turned back, in the order in which it has to be."""
    stack = []
    for letter in TURNS.findall(text):
        if letter in "\u202c\u2069":
            if not stack or stack.pop() != letter:
                return False
        else:
            stack.append("\u202c" if letter in "\u202a\u202b\u202d\u202e" else "\u2069")
    return not stack


def turned_back(book):
    """No title turns what stands behind it: in navigation, package, names, and each block of text."""
    yield from whole(book)
    for name in book.names:
        if TURNS.search(name):
            yield f"a part is called {name!r}"
    for name, data in book.parts.items():
        if name.endswith((".opf", ".ncx", ".xhtml")):
            for element in ElementTree.fromstring(data).iter():
                text = "".join(element.itertext())
                if not is_closed(text):
                    yield f"{name}: {element.tag}: {text[:40]!r} is left open"


def u1(folder):
    """Directions that are left open, in title, heading, byline, caption and text."""
    yield Run(
        folder.write("u1.html", f"<title>abc\u202etxt.exe</title><p>\u2067open \u202dx</p>{P}"),
        shows=PROSE,
        check=turned_back,
        notes="direction-open",
    )
    for name, mark in (("override", "\u202e"), ("embedding", "\u202b"), ("isolate", "\u2067"), ("pop", "\u202c\u2069")):
        page = (
            f"<h1>Ti{mark}des</h1><p>By Ada {mark}Example</p>{P}<figure><img src=none.png alt='a{mark}b'>"
            f"<figcaption>The {mark}pier. Photo: Ada {mark}Example</figcaption></figure><p>one {mark}two <b>three {mark}four</b></p>{P}"
        )
        yield Run(folder.write(f"u1-{name}.html", page), what=name, shows=PROSE, check=turned_back, notes="direction-open")
    yield Run(
        folder.write("u1-\u202ename.txt", f"{PROSE}\n\n{PROSE}\n"), what="in a file's name", check=turned_back
    )
    yield Run(
        folder.write("u1-many.html", f"<h1>Tides</h1><p>{TURN * 50000}KEEP</p>{P}"),
        what="100,000",
        shows="KEEP",
        check=turned_back,
    )


def u2_more(folder):
    """What XML cannot hold, in titles, attributes, entries and Markdown."""
    marks = "\x01\x0b\x0c\x1b\ufffe\uffff\ufdd0"
    yield Run(
        folder.write("u2.md", f"---\ntitle: Tides\n---\n\n# Ti{marks}des\n\n{PROSE}{marks}\n\n`co{marks}de`\n"),
        shows=PROSE,
        check=whole,
    )
    yield Run(
        folder.write(
            "u2-title.html", f"<title>Ti{marks}des</title>{P}<img src='no{marks}ne.png' alt='bo{marks}at'><a href='https://example.org/{marks}'>label</a>"
        ),
        what="attributes",
        shows="label",
        check=whole,
    )
    yield Run(
        folder.write("u2.xml", rss([item(f"&lt;p&gt;{PROSE}&amp;#8;&amp;#xffff;&lt;/p&gt;", "Ti&#x85;des")])),
        what="references in a feed",
        shows=PROSE,
        check=whole,
    )
    yield Run(folder.write("u2.txt", f"Ti{marks}des\n\n{PROSE}{marks}\n"), what="text", shows=PROSE, check=whole)


def u3_json(folder):
    """Halves of surrogates in JSON: in a manifest and in a page."""
    folder.write("a.html", f"<h1>Tides</h1>{P}")
    for i, title in enumerate(("a\\ud800b", "\\udc00", "\\ud83d\\ude00", "\\ude00\\ud83d", "\\ud800\\ud800\\udc00")):
        path = folder.write(f"{i}.ndjson", f'{{"path":"a.html","title":"{title}"}}\n')
        yield Run("in/a.html", what=title, status=(0, 3), options=("--list", path), check=whole, shows=PROSE)
    data = '{"@type":"NewsArticle","headline":"Ti\\ud800des \\udfff","author":{"name":"Ada \\udbff"}}'
    page = f'<script type="application/ld+json">{data}</script>{P}'
    yield Run(folder.write("u3.html", page), what="JSON-LD", shows=PROSE, check=whole)


def short_labels(book):
    for name in book.names:
        if name.endswith(("nav.xhtml", ".ncx")):
            if long := [len(text) for text in re.findall(r">([^<]+)<", book.parts[name].decode()) if len(text) > 3000]:
                yield f"{name}: an entry has {max(long)} letters"


def u5(folder):
    """Marks piled up on a letter: in a heading, a byline, a caption, a term, a word."""
    pile = "Z" + "\u0301" * 100000
    yield Run(folder.write("u5.html", f"<h1>{pile}</h1>{P}"), shows=PROSE, check=short_labels)
    mixed = "Z" + "\u0301\u0323\u0308\u0327" * 25000
    yield Run(
        folder.write(
            "u5-all.html",
            f"<h1>{mixed}</h1><p>By {mixed} Example</p><figure><img src=none.png alt='{mixed}'><figcaption>{mixed}. Photo: {mixed}</figcaption></figure>"
            f"{P}<p>“{mixed},” said {mixed}. {mixed} ({mixed[:200]})</p>",
        ),
        what="everywhere",
        shows=PROSE,
        check=short_labels,
    )
    folder.write("u5.csv", f"{mixed[:20000]},a pile\ntide,a rise\n")
    yield Run(
        folder.write("u5.txt", f"{PROSE}\n\nThe tide of {mixed}.\n"),
        what="a term",
        shows=PROSE,
        options=("--glossary", "in/u5.csv"),
        status=(0, 78),
    )
    for name, letters in (
        ("joiners", "👩\u200d" * 50000 + "👩"),
        ("flags", "🇩" * 100001),
        ("jamo", "ᄀ" * 50000 + "ᅡ" * 50000),
        ("selectors", "a" + "\ufe0f" * 100000),
        ("tags", "🏴" + "".join(chr(0xE0061 + i % 26) for i in range(50000))),
        ("viramas", "क्" * 50000),
    ):
        yield Run(
            folder.write(f"u5-{name}.html", f"<h1>{letters}</h1>{P}<p>{letters} KEEP</p>"),
            what=name,
            shows=(PROSE, "KEEP"),
            check=short_labels,
        )


def links_to(book, *words):
    """Each of the words is a link to the glossary."""
    linked = {"".join(a.itertext()) for page in book.articles() for a in page.iter("{http://www.w3.org/1999/xhtml}a") if "glossary" in a.get("href", "")}
    yield from (f"{word!r} is not linked, but {sorted(linked)}" for word in words if word not in linked)


def u6(folder):
    """A term and a text that are normalised differently: the book has one form of both."""
    folder.write("nfc.csv", "caf\u00e9,def\nquay,a pier\n")
    folder.write("nfd.csv", "cafe\u0301,def\nquay,a pier\n")
    for glossary in ("nfc", "nfd"):
        for text in ("cafe\u0301", "caf\u00e9"):
            yield Run(
                folder.write("u6.html", f"<h1>Tides</h1>{P}<p>The {text} at the quay.</p><p id='{text}'><a href='#{unicodedata.normalize('NFC', text)}'>go</a></p>"),
                what=f"{glossary} and {len(text)} letters",
                shows="caf\u00e9",
                options=("--glossary", f"in/{glossary}.csv"),
                check=lambda book: links_to(book, "caf\u00e9", "quay"),
            )


def u7_more(folder):
    """Letters without width in what is compared: terms, bylines, anchors, names of files."""
    folder.write("u7.csv", "artificial kelp,a plant\nquay,a pier\n")
    text = "arti\u00adfi\u200bcial kelp\u2060"
    yield Run(
        folder.write("u7.html", f"<h1>Ti\u200bdes</h1><p>By A\u00adda Example</p>{P}<p>The {text} at the qu\u00aday.</p>"),
        shows=("arti\u00adfi\u200bcial", "qu\u00aday"),
        options=("--glossary", "in/u7.csv"),
        check=lambda book: links_to(book, "qu\u00aday"),
    )
    yield Run(folder.write("\u200b\u2060\ufeff.html", P), what="a name of nothing else", shows=PROSE)
    yield Run(
        folder.write("u7-many.html", f"<h1>Tides</h1>{P}<p>{HIDDEN * 50000}KEEP</p>"),
        what="150,000",
        shows="KEEP",
    )


def u9(folder):
    """Letters whose other case is two letters, or depends on the language."""
    folder.write("u9.csv", "Strasse,1\nIstanbul,2\noffice,3\nΟΔΟΣ,4\nquay,5\n")
    text = "Die Stra\u00dfe istanbul \u0130stanbul o\ufb03ce \u03bf\u03b4\u03cc\u03c2 quay"
    page = f"<h1>Tides</h1>{P}<p>{text}</p>"
    yield Run(
        folder.write("u9.html", page),
        shows=text,
        options=("--glossary", "in/u9.csv"),
        check=lambda book: links_to(book, "quay", "Stra\u00dfe"),
    )
    for lang in ("tr", "lt", "el", "de"):
        yield Run(
            folder.write(f"u9-{lang}.html", f"<html lang={lang}>{page}"),
            what=lang,
            shows=text,
            options=("--glossary", "in/u9.csv"),
        )
    for name in ("\u0130.html", "i.html", "I.html", "\u0131.html", "\u00df.html", "ss.html"):
        folder.write(f"names/{name}", f"<h1>{name}</h1>{P}")
    yield Run("in/names", what="names of files", check=lambda book: [] if len(book.articles()) == 6 else ["lacks one"])


HEBREW = "<p>" + "\u05e9\u05dc\u05d5\u05dd \u05dc\u05db\u05dc \u05d4\u05d0\u05e0\u05e9\u05d9\u05dd \u05d1\u05e0\u05de\u05dc. " * 8 + "</p>"
JAPANESE = "<p>" + "港の時計は火曜日に止まりました。" * 12 + "</p>"


def u10(folder):
    """Right to left, alone and in company, and from top to bottom."""
    hebrew = folder.write("he.html", f"<html lang=he dir=rtl><title>\u05e9\u05dc\u05d5\u05dd</title>{HEBREW}")
    english = folder.write("en.html", f"<html lang=en><title>Tides</title>{P}")
    japanese = folder.write("ja.html", f"<html lang=ja style='writing-mode:vertical-rl'><title>港</title>{JAPANESE}")

    def goes(is_rtl):
        def check(book):
            package = next(data.decode() for name, data in book.parts.items() if name.endswith(".opf"))
            if ('page-progression-direction="rtl"' in package) != is_rtl:
                yield f"its pages {'do not go' if is_rtl else 'go'} from right to left"
            for name, data in book.parts.items():
                page = data.decode() if "/article-" in name else ""
                if "\u05e9\u05dc\u05d5\u05dd" in page and not ('dir="rtl"' in page and 'xml:lang="he"' in page):
                    yield f"{name}: does not say that it is Hebrew, from right to left"

        return check

    yield Run(hebrew, shows="\u05e9\u05dc\u05d5\u05dd", check=goes(True))
    yield Run([hebrew, english], what="with English", shows=("\u05e9\u05dc\u05d5\u05dd", PROSE), check=goes(False))
    yield Run([english, hebrew, japanese], what="with Japanese", shows="港の時計", check=goes(False))
    yield Run(japanese, what="Japanese", shows="港の時計", check=goes(False))
    bare = folder.write("bare.html", f"<title>\u05e9\u05dc\u05d5\u05dd</title>{HEBREW}")
    yield Run(bare, what="that nobody declares", shows="\u05e9\u05dc\u05d5\u05dd", check=goes(True))


def u11(folder):
    """Line ends of other kinds."""
    ends = "one\u2028two\u2029three\u0085four\x0bfive\x0csix\rseven\r\neight"
    words = ends.replace("\u2028", " ").replace("\u2029", " ").replace("\u0085", " ")
    words = re.split(r"\W+", words)
    yield Run(folder.write("u11.txt", f"Tides\n\n{PROSE}\n\n{ends}\n"), shows=words, check=whole)
    yield Run(folder.write("u11.html", f"<h1>Tides</h1>{P}<p>{ends}</p><pre>{ends}</pre>"), what="page", shows=words, check=whole)
    yield Run(folder.write("u11.md", f"# Tides\n\n{PROSE}\n\n{ends}\n"), what="Markdown", shows=words, check=whole)
    folder.write("a.html", f"<h1>Tides</h1>{P}")
    folder.write("b.html", f"<h1>Ebb</h1><p>The ebb. {PROSE}</p>")
    lines = '{"path":"a.html","title":"Ti\u2028de\u0085s"}\n{"path":"b.html"}\u2028\n'
    yield Run(
        "in/a.html", what="NDJSON", status=(0, 3), options=("--list", folder.write("u11.ndjson", lines)), shows=PROSE
    )


def u12(folder):
    """Letters that are not there yet, that are private, and that look like others."""
    for name, letters in (
        ("unassigned", "\u0378\U0003ffff\U000e0fff"),
        ("private", "\ue000\U000f0000\U0010fffd"),
        ("noncharacters", "\ufdd0\U0001fffe\U0010ffff"),
        ("alike", "pаypаl ＜ｓｃｒｉｐｔ＞ ﹤b﹥"),
        ("annotations", "\ufff9tide\ufffatied\ufffb"),
        ("fillers", "\u3164\u115f\u2800\u034f"),
    ):
        yield Run(
            folder.write(f"u12-{name}.html", f"<title>{letters}</title><h1>Tides {letters}</h1>{P}<p>KEEP {letters}</p>"),
            what=name,
            shows=(PROSE, "KEEP"),
        )
