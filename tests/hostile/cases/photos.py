# SPDX-License-Identifier: MIT
"""L: lists of photos, and folders of them."""
import os

from .kit import PROSE, Run, png
from .paths import no_secret

ARTICLE = f"The tide\n\n{PROSE}\n"


def has_pictures(n):
    def check(book):
        if len(book.pictures()) != n:
            yield f"holds {len(book.pictures())} pictures instead of {n}"

    return check


def listed(folder, content, what="", name="photos.csv", **more):
    """An article with a list and a photo beside it."""
    folder.write("tide.png", png())
    folder.write(name, content)
    return Run(folder.write("tide.txt", ARTICLE), what=what, shows=PROSE, **more)


def l1(folder):
    """100,000 rows of photos that are not there."""
    rows = "".join(f"{i}.png,Photo {i}\n" for i in range(100000))
    yield listed(
        folder, f"file,caption\ntide.png,The tide\n{rows}", check=has_pictures(1), notes=("photo-absent", "photo-row")
    )


def l2(folder):
    """Photos outside of the folder."""
    folder.secret()
    folder.link("link.png", "../secret.png")
    names = (
        "../secret.png",
        "..\\secret.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://192.0.2.1/a.png",
        "%2e%2e/secret.png",
        "x/../../secret.png",
        "//192.0.2.1/a.png",
        str(folder.path / "secret.png"),
        ".",
        "..",
        "",
        "tide.txt",
    )
    rows = "".join(f'"{name}",A secret\n' for name in names) + "link.png,A secret\n"
    yield listed(folder, f"file,caption\n{rows}", what="CSV", check=no_secret, notes="photo-absent", hides="root:")
    os.remove(folder.path / "in" / "photos.csv")
    rows = "".join(f"- {{file: '{name}'}}\n" for name in (*names, "link.png"))
    yield listed(
        folder, rows, what="YAML", name="photos.yaml", check=no_secret, notes="photo-absent", hides="root:"
    )


def l3(folder):
    """Rows of a megabyte, and one after them that is good."""
    long = "x" * (1 << 20)
    rows = f"a.png,{long}\n{long},b\ntide.png,{long}\n" * 5
    yield listed(folder, f"file,caption\n{rows}tide.png,The tide\n", check=has_pictures(1), notes="photo-row")
    yield listed(folder, f"file,{'c,' * (1 << 19)}caption\ntide.png{',' * (1 << 20)}x\n", what="columns")


def l4(folder):
    """The same photo in every row."""
    yield listed(folder, "file\n" + "tide.png\n" * 100000, check=has_pictures(1), notes="photo-row")


def l5(folder):
    """YAML that refers to itself, is deep, or is something else."""
    for what, text in (
        ("aliases", "a: &a [x, x]\nb: &b [*a, *a]\nphotos: [*b, *b]\n"),
        ("deep", "photos: " + "[" * 5000 + "]" * 5000 + "\n"),
        ("two documents", "- tide.png\n---\n- tide.png\n"),
        ("scalar", "tide\n"),
        ("lists of lists", "- [tide.png, [tide.png]]\n- {file: {a: b}}\n- {file: tide.png, date: never}\n"),
        ("nothing", ""),
        ("keys", "photos: {tide.png: {photos: {tide.png: x}}}\ntitle: [x]\n"),
    ):
        yield listed(folder, text, what=what, name="photos.yaml")


def l6(folder):
    """CSV that is none."""
    for what, text in (
        ("quotation mark", 'file,caption\ntide.png,"The tide\n'),
        ("no header", "tide.png,The tide\n"),
        ("header alone", "file,caption"),
        ("nothing", ""),
        ("NUL", b"file,caption\n\0tide.png\0,The\0tide\n"),
        ("bytes", bytes(range(256)) * 64),
        ("UTF-16", "file,caption\ntide.png,The tide\n".encode("utf-16")),
        ("two files", "file,file\ntide.png,other.png\n"),
    ):
        yield listed(folder, text, what=what)
    os.remove(folder.path / "in" / "photos.csv")
    folder.secret("photos.csv")
    folder.link("photos.csv", "../photos.csv")
    yield Run("in/tide.txt", what="link", shows=PROSE)
    os.remove(folder.path / "in" / "photos.csv")
    os.mkfifo(folder.path / "in" / "photos.csv")
    yield Run("in/tide.txt", what="pipe", shows=PROSE)


def l7(folder):
    """Folders of what is called photos."""
    folder.write("p/a.jpg", b"")
    folder.write("p/b.png", b"<html>404 not found</html>")
    yield Run("in/p", what="none is one", status=(65,), notes="picture-broken|picture-format")
    folder.write("p/c.png", png())
    folder.write("p/photos.csv", "file,caption\nc.png,<script>&amp;\n")
    yield Run("in/p", what="one is", check=has_pictures(1))
    yield Run(folder.write("alone.jpg", b"\xff\xd8\xff"), what="a photo alone", status=(65,))
    yield Run(folder.write("alone.png", png()), what="a good photo alone", check=has_pictures(1))


def l8(folder):
    """A folder of more photos than a gallery takes."""
    for i in range(2100):
        folder.write(f"p/{i}.png", png(width=1 + i % 50, height=1 + i // 50))
    yield Run("in/p", notes="photo-unshown")
