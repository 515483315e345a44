# SPDX-License-Identifier: MIT
"""P: names of files that lead out of the folder, or to what is no file."""
import os
import pathlib
import socket
import struct

from .kit import PROSE, SECRET, P, Run, item, png, rss


def no_pictures(book):
    for name in book.pictures():
        yield f"holds {name}"


def no_secret(book):
    """Its name may be told, for it is the page that names it."""
    for name in book.pictures():
        if b"IHDR" + struct.pack(">I", SECRET) in book.parts[name]:
            yield f"holds the secret as {name}"


def p1(folder):
    """Pictures above the folder, from the root, and by a file address."""
    folder.secret()
    page = '<img src="../../../../../../etc/passwd"><img src="/etc/passwd"><img src="file:///etc/passwd">'
    yield Run(folder.write("p1.html", page), what="as it is", status=(0, 65), check=no_pictures, hides="root:")
    names = (
        "../secret.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "../in/../secret.png",
        "./.././secret.png",
        "x/../../secret.png",
        "//../secret.png",
        "file://localhost/etc/passwd",
        "file:../secret.png",
        "FILE:/etc/passwd",
        "http:../secret.png",
        "?../secret.png",
        "#../secret.png",
        str(folder.path / "secret.png"),
        "/proc/self/cwd/../secret.png",
    )
    for i, name in enumerate(names):
        where = "".join(
            f"<img src='{name}' alt=boat><img data-src='{name}'><img srcset='{name} 2x'><picture><source srcset='{name}'><img></picture>"
            + P
            for name in [name]
        )
        yield Run(
            folder.write(f"p1-{i}.html", P + where),
            what=name.replace(str(folder.path), ""),
            check=no_pictures,
            shows=PROSE,
            notes="picture-outside|picture-missing|picture-remote",
        )


def p1_base(folder):
    """A base element moves nothing out of the folder."""
    folder.secret()
    for i, base in enumerate(
        ("../", "/etc/", "file:///etc/", "file:../", "//192.0.2.1/", "data:x", "javascript:x", str(folder.path) + "/")
    ):
        yield Run(
            folder.write(f"p1b-{i}.html", f"<base href='{base}'>{P}<img src=secret.png><img src=passwd>{P}"),
            what=f"<base href={base.replace(str(folder.path), '')}>",
            check=no_pictures,
            shows=PROSE,
        )


def p2(folder):
    """The same in Markdown, a sidecar and a feed."""
    folder.secret()
    yield Run(
        folder.write("p2.md", "![x](/etc/passwd)\n![y](../secret.png)\n[z]: file:///etc/shadow\n![z]\n"),
        status=(0, 65),
        check=no_pictures,
        hides="root:",
    )
    yield Run(
        folder.write(
            "p2-text.md",
            f"---\nimage: ../secret.png\n---\n\n{PROSE}\n\n![x](/etc/passwd)\n\n![y](../secret.png \"caption\")\n\n![z][z]\n\n![w](<..%2fsecret.png>)\n\n{PROSE}\n\n[z]: file:///etc/passwd\n",
        ),
        what="with text",
        check=no_pictures,
        shows=PROSE,
        notes="picture-outside|picture-missing",
    )
    path = folder.write("p2.txt", f"Tides\n\n{PROSE}\n\nThe pier. Photo: Ada Example\n\n{PROSE}\n")
    folder.write(
        "p2.txt.sheaf.yaml",
        "captions:\n- raw: 'The pier. Photo: Ada Example'\n  image: ../secret.png\n- raw: x\n  image: /etc/passwd\n",
    )
    yield Run(path, what="sidecar", check=no_pictures, notes="picture-missing|picture-outside")
    yield Run(
        folder.write(
            "p2.xml", rss([item(f"&lt;p&gt;{PROSE}&lt;/p&gt;&lt;img src=../secret.png&gt;&lt;img src=/etc/passwd&gt;")])
        ),
        what="feed",
        check=no_pictures,
        shows=PROSE,
    )


def p3(folder):
    """Percent signs are decoded once, and then looked at."""
    yield Run(
        folder.write("p3.html", '<img src="%2e%2e%2f%2e%2e%2fetc%2fpasswd"><img src="%252e%252e%252fetc%252fpasswd">'),
        what="as it is",
        status=(0, 65),
        hides="root:",
    )
    folder.secret()
    folder.write("%2e%2e%2fsecret.png", png(width=9))

    def literal(book):
        pictures = [book.parts[name] for name in book.pictures()]
        if len(pictures) != 1 or b"IHDR\0\0\0\x09" not in pictures[0]:
            yield "does not hold the picture whose name has percent signs, and no other"

    yield Run(
        folder.write("p3-text.html", f'{P}<img src="%2e%2e%2fsecret.png">{P}<img src="%252e%252e%252fsecret.png">{P}'),
        what="with text",
        shows=PROSE,
        check=literal,
    )


def p4(folder):
    """NUL, control characters and very long names."""
    folder.secret()
    folder.write("p.png", png(b"pier"))
    names = (
        "p.png%00.jpg",
        "p.png\0",
        "%0a",
        "%",
        "%zz",
        "%ff.png",
        "x" * 300 + ".png",
        "x/" * 3000 + "p.png",
        "../" * 5000 + "etc/passwd",
        "./" * 5000 + "../secret.png",
        "\t",
        ".",
        "..",
        "/",
        "%2f",
        "p.png/",
        "p.png/../../secret.png",
        "con:p.png",
        "p.png::$DATA",
        "~/p.png",
        "$(id).png",
        "`id`",
        "|id",
        "-rf",
        "*",
        "p.png?x=1#y",
    )
    page = "".join(f'<img src="{name}" alt="boat {i}">' + P for i, name in enumerate(names))
    yield Run(folder.write("p4.html", P + page), shows=PROSE, hides="root:", check=no_secret)


def p5(folder):
    """Links: to a file outside, to the folder above, to itself."""
    folder.secret()
    folder.write("outside.html", f"<h1>Outside</h1><p>SECRET {PROSE}</p>", below="above")
    folder.write("good.html", f"<h1>Tides</h1>{P}<img src=link.png><img src=up/secret.png><img src=loop>{P}")
    for name, target in (
        ("a.txt", "/etc/passwd"),
        ("up", ".."),
        ("loop", "loop"),
        ("link.png", "../secret.png"),
        ("above", "../above"),
        ("self", "."),
        ("o.html", "../above/outside.html"),
        ("dangling.html", "none.html"),
    ):
        folder.link(name, target)
    yield Run("in/good.html", what="pictures", shows=PROSE, check=no_pictures, hides="root:")
    yield Run("in", what="a folder", status=(0, 3), shows=PROSE, check=no_pictures, hides=("root:", "SECRET"))


def p6(folder):
    """What is no file: pipes, devices, folders, sockets."""
    path = folder.write(
        "p6.html", P + "".join(f"<img src={name}>{P}" for name in ("f.jpg", "z.png", "d.html", "s.png"))
    )
    os.mkfifo(folder.path / "in/f.jpg")
    os.mkfifo(folder.path / "in/f.html")
    (folder.path / "in/d.html").mkdir()
    folder.link("z.png", "/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.open(folder.path / "in", os.O_RDONLY)
        listener.bind(f"/proc/self/fd/{here}/s.png")
        os.close(here)
    yield Run(
        path, shows=PROSE, check=no_pictures, notes="picture-missing|picture-unreadable|picture-broken|picture-outside"
    )
    yield Run("in/f.html", what="a pipe as input", status=(66,))
    yield Run("in/s.png", what="a socket as input", status=(66,))
    yield Run("in/z.png", what="a device as input", status=(66,))
    yield Run("in/d.html", what="an empty folder as input", status=(65,))
    yield Run("in", what="all in a folder", status=(0, 3), shows=PROSE, check=no_pictures)


def p7(folder):
    """A file without end."""
    path = folder.write("p7.html", f"{P}<img src=big.png>{P}<img src=/proc/self/environ>{P}")
    with open(folder.path / "in/big.png", "wb") as big:
        big.truncate(1 << 40)
    yield Run(
        path, shows=PROSE, check=no_pictures, notes="picture-missing|picture-broken|picture-unreadable|picture-large"
    )
    yield Run("in/big.png", what="as input", status=(65,), says="big.png")


def p8(folder):
    """An input that cannot be, or cannot be told from another."""
    for name in ("none.html", "in/none/none.html", "in/" + "x" * 300 + ".html", "in/" + "x/" * 3000 + "a.html"):
        yield Run(name, what=name[:30], status=(66,))
    yield Run([folder.write("p8.html", P)] * 2, what="twice the same", shows=PROSE)
    yield Run(
        folder.write("p8-\x1b[31m\n\u202e.html", "<p></p>"), what="a name that colours", status=(65,), hides="\x1b"
    )


def p9(folder):
    """Paths of another system."""
    page = f'<img src="C:\\Windows\\win.ini">{P}<img src="\\\\host\\share\\x.png">{P}<img src="..\\..\\x.png">{P}'
    folder.write("x.png", png(), below=".")
    yield Run(folder.write("p9.html", page), shows=PROSE, check=no_pictures)
    yield Run(folder.write("p9-bare.html", page.replace(P, "")), what="as it is", status=(0, 65))


def four(book):
    if len(book.articles()) != 4:
        yield f"holds {len(book.articles())} of 4 articles"


def p10(folder):
    """Names that differ in case and normalisation only."""
    for name, text in (("A.html", "A"), ("a.html", "a"), ("\u00e9.html", "c"), ("e\u0301.html", "d")):
        folder.write(name, f"<h1>{text}</h1><p>page {text}</p>")
    yield Run(
        [f"in/{name}" for name in ("A.html", "a.html", "\u00e9.html", "e\u0301.html")], what="as files", check=four
    )
    yield Run("in", what="as a folder", check=four)


ODD = (
    b"-rf",
    b"$(id)",
    b"a'b\"c",
    b"a b+c&d#e?f%41.html",
    b"C++.html",
    b"a:b.html",
    b"n\nl.html",
    b"bad\xff.html",
    b"bell\x07\x1b[1m\xc2\x9b.html",
    "é".encode() * 120 + b".txt",
)


def safe_names(book):
    for name in book.names:
        if not name.isascii() or len(name) > 64 or any(c in name for c in " +&#?%:'\"$()"):
            yield f"a part is called {name!r}"


def p11(folder):
    """Odd names of files."""
    inside = os.fsencode(folder.path / "in")
    os.makedirs(inside)
    for name in ODD:
        pathlib.Path(os.fsdecode(inside + b"/" + name)).write_text(
            "<p>tide</p>\n" if not name.endswith(b".txt") else "tide\n", encoding="utf-8"
        )

    def all_there(book):
        yield from safe_names(book)
        if len(book.articles()) != len(ODD):
            yield f"holds {len(book.articles())} of {len(ODD)} articles"

    yield Run([b"in/" + name for name in ODD], what="as files", check=all_there)
    yield Run("in", what="as a folder", status=(0, 3), check=safe_names)
    folder.write("ü b+c&d#e?f%41.png", png(b"odd"), below="pictures")
    page = f"{P}<img src='%C3%BC%20b+c&amp;d%23e%3Ff%2541.png' alt=boat>{P}"
    yield Run(
        folder.write("p.html", page, below="pictures"),
        what="a picture",
        check=lambda book: [] if len(book.pictures()) == 1 else ["lacks the picture"],
    )


def p12(folder):
    """Folders in folders in folders."""
    deep = folder.path / "in"
    deep.mkdir()
    folder.write("good.html", f"<h1>Tides</h1>{P}")
    here = os.open(deep, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d" * 20, dir_fd=here)
        below = os.open("d" * 20, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    with open(os.open("deep.html", os.O_WRONLY | os.O_CREAT, dir_fd=here), "w", encoding="utf-8") as file:
        file.write(f"<h1>Deep</h1>{P}")
    os.close(here)
    yield Run("in", status=(0, 3), shows=PROSE)


def p13(folder):
    """A file that shrinks and grows while it is read."""
    path = folder.write("g.html", "<p>" + "x" * 2000000)

    def race():
        os.truncate(folder.path / path, 10)
        os.truncate(folder.path / path, 2000000)

    yield Run(path, status=(0, 65), while_running=race)


def p14(folder):
    """Where there is no openat2(), nothing outside is opened either."""
    folder.secret()
    folder.write("below/p.png", png(b"pier"))
    folder.link("link.png", "../secret.png")
    folder.link("up", "..")
    names = (
        "below/p.png",
        "./below/./p.png",
        "../secret.png",
        "/etc/passwd",
        "link.png",
        "up/secret.png",
        "below/../../secret.png",
        "none/p.png",
        "below",
        "below/",
    )
    page = "".join(f'<img src="{name}" alt="boat {i}">' + P for i, name in enumerate(names))
    for error in ("ENOSYS", "EPERM"):
        yield Run(
            folder.write("p14.html", P + page),
            what=error,
            shows=PROSE,
            inject=f"openat2:error={error}",
            check=lambda book: [] if len(book.pictures()) == 1 else ["lacks the picture, or holds another"],
        )
