# SPDX-License-Identifier: MIT
"""S: very many of something.  What takes longer than a test may is measured by tests/hostile/growth."""
import io
import zipfile

from .kit import PROSE, P, Run, Trial, item, png, rss
from .outputs import Tool, is_sound
from .texts import small_pages


def s1(folder):
    """Hundreds of small articles in a folder, and as inputs of their own."""
    for i in range(300):
        folder.write(f"many/{i:06}.html", f"<title>T{i}</title><h1>T{i}</h1><p>x{i}</p>")
    yield Run("in/many", shows=("x0", "x299"), check=lambda book: [] if len(book.articles()) == 300 else ["lacks some"])
    yield Run([f"in/many/{i:06}.html" for i in range(100)], what="as files", shows=("x0", "x99"))


def s2(folder):
    """Files that are larger than anything that is read: the size alone says so."""
    for name in ("s2.txt", "s2.html", "s2.md", "s2.xml", "s2.mhtml", "s2.epub", "s2.zip"):
        path = folder.write(name, {"epub": b"PK\3\4", "zip": b"PK\3\4"}.get(name[3:], b"<p>tide"))
        with open(folder.path / path, "r+b") as file:
            file.truncate(2 << 30)
        yield Run(path, what=name, status=(0, 65), says=name)
    text = "".join(f"line {i} lorem ipsum dolor\n\n" for i in range(300000))
    yield Run(folder.write("long.txt", text), what="ten megabytes of lines", shows=("line 0 ", "line 299999 "), check=small_pages)


def s3(folder):
    """100,000 links in one article: the sources are in pages that old readers take."""
    links = "".join(f'<p><a href="https://e.org/{i}">l{i}</a></p>' for i in range(100000))
    yield Run(folder.write("s3.html", links + P), shows=("l0", "l99999"), check=small_pages)
    one = " ".join(f'<a href="https://e.org/{i}">l{i}</a>' for i in range(20000))
    yield Run(folder.write("s3-one.html", f"{P}<p>{one}</p>"), what="in a paragraph", shows="l19999")
    yield Run(folder.write("s3-text.txt", f"{PROSE}\n\n{(PROSE + ' ') * 20000}\n"), what="a long paragraph", shows=PROSE)


def s7(folder):
    """Gigabytes of what is no article."""
    folder.write("many/good.html", f"<h1>Tides</h1>{P}")
    for i in (1, 2):
        with open(folder.path / "in/many" / f"v{i}.bin", "wb") as file:
            file.truncate(2200 << 20)
    yield Run("in/many", status=(0, 3), shows=PROSE)


def s8(folder, sheaf):
    """A batch of hundreds: the next run finds nothing to do."""
    tool = Tool(folder, sheaf)
    for i in range(300):
        folder.write(f"many/{i}.html", f"<h1>T{i}</h1><p>tide {i}</p>")
    tool.run("batch", "--no-cover", "-j2", "in/many", "-O", "out")
    wrong = list(tool.judge((0,)))
    done = tool.run("batch", "--no-cover", "-j2", "in/many", "-O", "out")
    if b"300 unchanged" not in done.stdout:
        wrong.append(f"said {done.stdout!r}")
    wrong += [f"{path.name} is not whole" for path in list((folder.path / "out").glob("*.epub"))[::100] if not is_sound(path)]
    yield Trial("", wrong)


def s9(folder):
    """A feed in an archive in a folder, each of many."""
    for i in range(20):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for k in range(10):
                archive.writestr(f"{k}.xml", rss([item(f"Tide {i} {k} {n}. {PROSE}", f"Tide {i}-{k}-{n}") for n in range(5)]))
        folder.write(f"many/{i}.zip", data.getvalue())
    yield Run("in/many", shows=("Tide 0 0 0.", "Tide 19 9 4."), check=lambda book: [] if len(book.articles()) == 1000 else [f"holds {len(book.articles())}"])


def s4(folder):
    """Thousands of pictures, notes, cells and articles of a word."""
    for i in range(600):
        folder.write(f"p{i}.png", png(b"%d" % i, 300, 200))
    figures = "".join(f"<figure><img src=p{i}.png><figcaption>Pier {i}</figcaption></figure><p>The tide {i}.</p>" for i in range(600))
    yield Run(folder.write("s4.html", f"<h1>Tides</h1>{P}{figures}"), shows="The tide 599", keeps="Pier 599", check=small_pages)
    cells = "".join("<tr>" + "".join(f"<td>c{r}x{c}" for c in range(20)) for r in range(2000))
    yield Run(folder.write("s4-cells.html", f"<h1>Tides</h1>{P}<table>{cells}</table>{P}"), what="cells", shows="c1999x19", check=small_pages)
    code = "\n".join(f"line {i} of a program" for i in range(30000))
    yield Run(folder.write("s4-pre.html", f"<h1>Tides</h1>{P}<pre>{code}</pre>{P}"), what="a program", shows="line 29999 of")
