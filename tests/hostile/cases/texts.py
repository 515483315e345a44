# SPDX-License-Identifier: MIT
"""What a page says, more of it than anybody wants: tables, lists, names, numbers, metadata."""
from .kit import PROSE, P, Run, epub, chapter


def spans(folder):
    """Cells that span a million columns and rows."""
    cell = "<td colspan=1000000 rowspan=1000000>KEEP</td>"
    yield Run(
        folder.write("spans.html", f"{P}<table>{f'<tr>{cell * 10}</tr>' * 50}</table>{P}"), shows="KEEP", growth=8
    )
    yield Run(
        folder.write(
            "spans-down.html",
            P + "<table>" + "<tr>" + "<td rowspan=65534>x" * 1000 + "<tr><td>y" * 1000 + "<tr><td>KEEP</table>",
        ),
        what="columns that go on",
        shows="KEEP",
        growth=8,
    )
    yield Run(
        folder.write(
            "spans-odd.html",
            f"{P}<table><tr><td colspan=-1 rowspan=0>one<td colspan=x>two<td colspan=99999999999999999999>three<td colspan='2 3'>four</table>{P}",
        ),
        what="odd ones",
        shows=("one", "two", "three", "four"),
    )
    yield Run(
        folder.write(
            "spans-cols.html", f"{P}<table><colgroup span=1000000>{'<col span=1000>' * 20000}<tr><td>KEEP</table>"
        ),
        what="col elements",
        shows="KEEP",
        growth=8,
    )
    yield Run(
        folder.write("spans-rows.html", f"{P}<table>{'<tr><td>x<td>y' * 50000}<tr><td>KEEP</table>"),
        what="50,000 rows",
        shows="KEEP",
    )


def lists(folder):
    """Lists, rubies and quotes in each other, and lists with what no list holds."""
    for tag, inner in (
        ("ul", "li"),
        ("dl", "dd"),
        ("blockquote", "p"),
        ("ol", "ol"),
        ("dl", "dl"),
        ("ruby", "rt"),
        ("figure", "figcaption"),
        ("table", "caption"),
        ("details", "summary"),
    ):
        name = f"lists-{tag}-{inner}"
        yield Run(
            folder.write(f"{name}.html", f"{P}{f'<{tag}><{inner}>x' * 10000}KEEP"),
            what=name,
            shows=(PROSE, "KEEP"),
            growth=6,
        )
    yield Run(
        folder.write(
            "lists-start.html",
            f"{P}<ol start=-99999999999999999999 type='\"'><li value=1e9>one<p>two</ol><ol reversed start=99999999999><li>three</ol><ul>four<li></ul><dl>five<dt><dt></dl>",
        ),
        what="odd numbers",
        shows=("one", "two", "three", "four", "five"),
    )


def small_pages(book):
    """What old readers take."""
    large = [name for name in book.pages if len(book.parts[name]) > 260_000]
    return [f"pages are too large: {large}"] if large else []


def lists_of(count):
    """Everything that a page may have to be cut in."""
    line = "Boat {} came home late</{}>"
    return (
        "<ol reversed>" + "".join(f"<li>{line.format(i, 'li')}" for i in range(count)) + "</ol>"
        + "<ol start=5><li>" + "<ul>" + "".join(f"<li>{line.format(i, 'li')}" for i in range(count)) + "</ul></ol>"
        + "<blockquote>" + "".join(f"<p id=b{i}>{line.format(i, 'p')}" for i in range(count)) + "</blockquote>"
        + "<dl>" + "".join(f"<dt>{line.format(i, 'dt')}<dd><a href='#b{i}'>wet</a></dd>" for i in range(count)) + "</dl>"
    )


def many(folder):
    """100,000 links, paragraphs, names and headings."""
    n = 100000
    yield Run(
        folder.write(
            "many-links.html", P + "".join(f'<p><a href="https://example.org/{i}">l{i}</a></p>' for i in range(n))
        ),
        what="links",
        shows=f"l{n - 1}",
        check=small_pages,
    )
    yield Run(
        folder.write(
            "many-one.html",
            P + "<p>" + "".join(f'<a href="https://example.org/{i}">l{i}</a> ' for i in range(n)) + "</p>",
        ),
        what="links in a paragraph",
        shows=f"l{n - 1}",
    )
    yield Run(
        folder.write("many-lists.html", f"<h1>Boats</h1>{P}{lists_of(n // 10)}{P}"),
        what="lists",
        shows="Boat 9999 came",
        check=small_pages,
    )
    yield Run(
        folder.write(
            "many-heads.html",
            P + "".join(f"<h{i % 6 + 1}>Head {i}</h{i % 6 + 1}><p>line {i}</p>" for i in range(n // 10)),
        ),
        what="headings",
        shows="line 9999",
    )
    yield Run(
        folder.write(
            "many-authors.html",
            "".join(f'<meta name=author content="Ada Example{i}">' for i in range(n)) + f"<h1>Tides</h1>{P}",
        ),
        what="authors",
        shows=PROSE,
    )
    yield Run(
        folder.write(
            "many-metas.html",
            "".join(
                f'<meta property="og:title" content="Tides {i}"><meta itemprop=x{i} content=y><time datetime=2001-01-{i % 40}>'
                for i in range(n // 5)
            )
            + f"<h1>Tides</h1>{P}",
        ),
        what="metadata",
        shows=PROSE,
    )
    names = " ".join(
        f"“It rained,” said Ada{chr(97 + i % 26)} Example{chr(97 + i // 26 % 26)} of the Harbour Office (HO{i % 50})."
        for i in range(3000)
    )
    yield Run(
        folder.write("many-quotes.html", f"<h1>Tides</h1><p>{names}</p>"), what="quotations", shows="Harbour Office"
    )
    yield Run(
        folder.write(
            "many-brackets.html",
            f"<h1>Tides</h1><p>{PROSE} {'(Abc ' * 50000}{')' * 50000} {'“' * 50000} {'a.b.c. ' * 50000}</p>",
        ),
        what="brackets",
        shows=PROSE,
    )
    yield Run(
        folder.write("many-breaks.html", f"{P}<p>{'<br>' * 100000}KEEP</p>{'<hr>' * 100000}{'<p></p>' * 100000}"),
        what="breaks",
        shows="KEEP",
    )
    yield Run(
        folder.write(
            "many-capitals.txt", f"Tides\n\n{PROSE}\n\n" + " ".join(f"ABC{i} DEF (GHI{i})" for i in range(50000))
        ),
        what="capitals",
        shows=PROSE,
    )


def h1(folder):
    """Titles that close elements, with quotes, formats and commands in them."""
    for i, title in enumerate(
        (
            'x</dc:title><meta property="p">y</meta><dc:title>&lt;/dc:title&gt;&lt;item id=&quot;e&quot;/&gt;',
            'AT&T < "C++" &amp; \'x\' ]]>',
            "%n%s%%n {{7*7}} ${x} $(id) `id` python:1",
            "\x1b]0;pwned\x07\x1b[2Jx",
            "abc\u202etxt.exe",
            "Z" + "\u0301" * 100000,
            "",
            " \t\n ",
            "../../etc/passwd",
            "--><script>alert(1)</script>",
        )
    ):
        yield Run(
            folder.write(
                f"h1-{i}.html",
                f"<title>{title}</title><meta name=author content='{title[:200].replace(chr(39), '')}'>{P}",
            ),
            what=repr(title[:30]),
            shows=PROSE,
            hides=("\x1b", "id=\"e\"/>"),
        )


def h3(folder):
    """A title of ten megabytes."""
    yield Run(folder.write("h3.html", "<title>a\n\n\tb" + "c" * 10000000 + "</title><p>z</p>"), shows="z")


def h5(folder):
    """Dates and languages that are none."""
    for i, (lang, date) in enumerate(
        (
            ("en_US", "07-27-2023"),
            ('x-"><script>', "0000-00-00"),
            ("", "20000-01-01T25:61:61+99:99"),
            ("de-DE-1996-x-twain", "9999-99-99"),
            ("zz-ZZ", "-1"),
            ("a" * 5000, "1" * 5000),
            ("\u202e", "2023-02-30"),
        )
    ):
        page = f"<html lang='{lang}' dir=sideways><meta property='article:published_time' content='{date}'><time datetime='{date}'>{date}</time><h1>Tides</h1><p lang='{lang}'>{PROSE}</p>"
        yield Run(folder.write(f"h5-{i}.html", page), what=f"{lang[:20]} {date[:30]}", shows=PROSE, hides="<script>")


def front(folder):
    """Front matter that is deep, large, or not YAML."""
    bomb = (
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefghi", "bcdefghij"))
        + "title: *j\nauthor: *i\n"
    )
    for name, matter in (
        ("laughs", bomb),
        ("deep", "title: " + "[" * 50000),
        ("closed", "title: " + "[" * 20000 + "]" * 20000),
        ("maps", "? " * 20000),
        ("dashes", "- " * 20000 + "x"),
        ("long", f"title: {'tide ' * 200000}"),
        ("keys", "".join(f"k{i}: v\n" for i in range(20000))),
        ("tags", "title: !!python/object:os.system [id]\nauthor: !<tag:x> y\n"),
        ("wrong", "title: [a\nauthor: {"),
        ("authors", "authors:\n" + "".join(f"- Ada Example {i}\n" for i in range(20000))),
        ("same", "title: a\ntitle: b\n"),
        ("loop", "title: &a [*a]\n"),
    ):
        yield Run(
            folder.write(f"front-{name}.md", f"---\n{matter}\n---\n\n# Tides\n\n{PROSE}\n"),
            what=name,
            status=(0, 65),
            keeps=(),
        )
    yield Run(folder.write("front-open.md", f"---\ntitle: Tides\n\n{PROSE}\n"), what="never closed", status=(0, 65))


def nothing(folder):
    """Pages without a text."""
    for name, page in (
        ("empty.html", ""),
        ("comment.html", "<!-- tides -->"),
        ("script.html", "<script>tides</script>"),
        ("body.html", "<html><body></body></html>"),
        ("space.html", "<p>&nbsp;</p>" * 100),
        ("md.md", "\n\n"),
        ("note.md", "[a]: b\n"),
        ("nul.html", "\0" * 10000),
    ):
        yield Run(folder.write(f"nothing-{name}", page), what=name, status=(65,), says=f"nothing-{name}")
    yield Run(
        epub(folder, "nothing.epub", {"OEBPS/c.xhtml": chapter("")}), what="EPUB", status=(65,), says="nothing.epub"
    )
