# SPDX-License-Identifier: MIT
"""A: archives as input."""
import base64
import random
import struct
import warnings
import zipfile
import zlib

from .kit import CONTAINER, PROSE, P, Run, chapter, epub, mhtml, opf, png, zeros
from .paths import no_pictures


def zip_of(folder, name, members, method=zipfile.ZIP_DEFLATED):
    """Writes a ZIP of (name or ZipInfo, content); names may come twice."""
    path = folder.path / folder.write(name)
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", method) as archive:
        warnings.simplefilter("ignore")
        for member, content in members:
            archive.writestr(member, content)
    return f"in/{name}"


def bomb(folder, name, member, size, before=()):
    """A ZIP whose last member is that many zeros."""
    zip_of(folder, name, [*before, (member, b"")])
    data = zeros(size)
    checksum = 0
    for _ in range(size >> 20):
        checksum = zlib.crc32(bytes(1 << 20), checksum)
    raw = (folder.path / "in" / name).read_bytes()
    start = raw.rindex(b"PK\3\4")
    entry = raw.rindex(b"PK\1\2")
    header = (
        struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, checksum, len(data), size, len(member), 0)
        + member.encode()
    )
    central = (
        struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 33, checksum, len(data), size, len(member), 0, 0, 0, 0, 0, start
        )
        + member.encode()
    )
    first = raw.index(b"PK\1\2")
    directory = raw[first:entry] + central
    at = start + len(header) + len(data)
    count = len(before) + 1
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), at, 0)
    folder.write(name, raw[:start] + header + data + directory + end)
    return f"in/{name}"


def a1(folder):
    """A gigabyte of zeros in a megabyte."""
    yield Run(bomb(folder, "a1.epub", "x.xhtml", 1 << 30), what="without a package", status=(65,), says="a1.epub")
    usual = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.format("b.opf")),
        ("b.opf", opf(["c.xhtml", "x.xhtml"])),
        ("c.xhtml", chapter(P)),
    ]
    yield Run(bomb(folder, "a1-chapter.epub", "x.xhtml", 1 << 30, usual), what="as a chapter", status=(0, 65, 3))
    yield Run(bomb(folder, "a1.zip", "x.html", 1 << 30, [("good.html", P)]), what="as a page", status=(0, 65, 3))
    yield Run(
        bomb(folder, "a1-picture.zip", "x.png", 1 << 30, [("good.html", f"{P}<img src=x.png>")]),
        what="as a picture",
        status=(0, 65, 3),
        check=no_pictures,
    )


def a2(folder):
    """One payload with 10,000 entries, whose names are all the same, and are not."""
    zip_of(folder, "a2.epub", [("a", bytes(1000000))])
    raw = (folder.path / "in/a2.epub").read_bytes()
    first, end = raw.index(b"PK\1\2"), raw.index(b"PK\5\6")
    entry, n = raw[first:end], 10000
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, n, n, len(entry) * n, first, 0)
    yield Run(folder.write("a2.epub", raw[:first] + entry * n + tail), status=(65,))
    page = P.encode() + b" " * 500000
    zip_of(folder, "a2.zip", [("00000.html", page)])
    raw = (folder.path / "in/a2.zip").read_bytes()
    first, end = raw.index(b"PK\1\2"), raw.index(b"PK\5\6")
    entries = b"".join(raw[first:end].replace(b"00000", b"%05d" % i) for i in range(n))
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, n, n, len(entries), first, 0)
    yield Run(folder.write("a2.zip", raw[:first] + entries + tail), what="under many names", status=(0, 65, 3))


def a3(folder):
    """Names that leave the archive, links, and names that are none."""
    names = (
        "../../pwn.html",
        "/etc/pwn.html",
        "C:\\pwn.html",
        "a/../../b.html",
        "mimetype",
        "a\\..\\..\\c.html",
        "",
        ".",
        "..",
        "x" * 5000 + ".html",
    )
    yield Run(
        zip_of(
            folder, "a3.epub", [(name, "x") for name in ("../../pwn", "/etc/pwn", "C:\\pwn", "a/../../b", "mimetype")]
        ),
        status=(65,),
    )
    yield Run(
        zip_of(folder, "a3.zip", [("good.html", P)] + [(name, f"<h1>Out</h1>{P}") for name in names if name]),
        what="pages",
        status=(0, 65, 3),
    )
    link = zipfile.ZipInfo("link.html")
    link.external_attr = 0o120777 << 16
    link.create_system = 3
    yield Run(
        zip_of(folder, "a3-link.zip", [("good.html", f"{P}<img src=link.html>"), (link, "/etc/passwd")]),
        what="a link",
        status=(0, 3),
        shows=PROSE,
        hides="root:",
    )
    yield Run(
        zip_of(folder, "a3-case.zip", [("A.html", P), ("a.html", P), ("a.html/b.html", P), ("d/", ""), ("d", P)]),
        what="folders that are files",
        status=(0, 65, 3),
    )


def a4(folder):
    """Archives in archives, and very many members."""
    path = folder.path / zip_of(folder, "a4-0.zip", [("good.html", P)])
    for i in range(1, 30):
        path = folder.path / zip_of(
            folder, f"a4-{i}.zip", [("inner.zip", path.read_bytes()), (f"page{i}.html", P)], zipfile.ZIP_STORED
        )
    yield Run("in/a4-29.zip", what="thirty deep", status=(0, 65, 3))
    yield Run(
        zip_of(folder, "a4-many.zip", [("good.html", P)] + [(f"d/{i}.txt", "") for i in range(20000)]),
        what="20,000 members",
        status=(0, 3),
        shows=PROSE,
    )
    yield Run(zip_of(folder, "a4-empty.zip", []), what="none", status=(65,))


def a5(folder):
    """Cut, damaged, lying, encrypted, and names that come twice."""
    zip_of(folder, "a5.epub", [("a", "x" * 99), ("a", "y")], zipfile.ZIP_STORED)
    raw = (folder.path / "in/a5.epub").read_bytes()
    yield Run("in/a5.epub", status=(65,), says="a5.epub")
    yield Run(folder.write("a5cut.epub", raw[:-20]), what="cut", status=(65,), says="a5cut.epub")
    yield Run(
        folder.write("a5crc.epub", raw.replace(b"x" * 9, b"z" * 9, 1)), what="damaged", status=(65,), says="a5crc.epub"
    )
    good = (folder.path / epub(folder, "a5-good.epub")).read_bytes()
    for name, old, new in (("size", b"PK\1\2", None), ("method", b"\x08\x00", b"\x63\x00")):
        entry = good.rindex(b"PK\1\2")
        broken = bytearray(good)
        if name == "size":
            broken[entry + 24 : entry + 28] = b"\xff\xff\xff\xff"
        else:
            broken[entry + 10 : entry + 12] = new
        yield Run(
            folder.write(f"a5-{name}.epub", bytes(broken)),
            what=f"a chapter with a false {name}",
            status=(0, 65, 3),
            says=f"a5-{name}.epub",
        )
    encrypted = bytearray(good)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = encrypted.find(mark)
        while at >= 0:
            encrypted[at + offset] |= 1
            at = encrypted.find(mark, at + 4)
    yield Run(
        folder.write("a5-encrypted.epub", bytes(encrypted)), what="encrypted", status=(65,), says="a5-encrypted.epub"
    )
    noise = random.Random(5)
    for i in range(12):
        broken = bytearray(good)
        for _ in range(8):
            broken[noise.randrange(len(broken))] = noise.randrange(256)
        yield Run(folder.write(f"a5-noise{i}.epub", bytes(broken)), what=f"eight wrong bytes, {i}", status=(0, 65, 3))


def a6(folder):
    """EPUBs that name files outside, and entities."""
    folder.secret("victim")
    encryption = '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><CipherReference URI="../../../../tmp/victim"/></encryption>'
    evil = '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield Run(
        epub(folder, "a6.epub", {"META-INF/encryption.xml": encryption}, container=f"{evil}<container>&x;</container>"),
        status=(65,),
        hides="root:",
    )
    yield Run(
        epub(
            folder,
            "a6-opf.epub",
            package=opf(["c.xhtml"], "<dc:title>&x;</dc:title><dc:creator>&x;</dc:creator>", before=evil),
        ),
        what="entities in the package",
        status=(0, 65),
        hides="root:",
    )
    yield Run(
        epub(folder, "a6-out.epub", container=CONTAINER.format("../../../../../etc/passwd")),
        what="package outside",
        status=(65,),
        hides="root:",
    )
    yield Run(
        epub(
            folder,
            "a6-href.epub",
            chapters=[
                "c.xhtml",
                "../../victim",
                "/etc/passwd",
                "file:///etc/passwd",
                "http://192.0.2.1/x",
                "%2e%2e/%2e%2e/victim",
                "none.xhtml",
            ],
        ),
        what="chapters outside",
        status=(0,),
        shows=PROSE,
        hides="root:",
    )
    body = f'<h1>Tides</h1>{P}<img src="../../victim" alt=""/><img src="/etc/passwd"/><img src="../META-INF/container.xml"/>'
    yield Run(
        epub(folder, "a6-image.epub", {"OEBPS/c.xhtml": chapter(body)}),
        what="pictures outside",
        shows=PROSE,
        check=no_pictures,
    )
    yield Run(
        epub(folder, "a6-many.epub", package=opf(["c.xhtml"], spine=[0] * 20000)),
        what="a chapter 20,000 times",
        status=(0, 65),
        growth=30,
    )
    yield Run(
        epub(folder, "a6-items.epub", package=opf(["c.xhtml"] + [f"n{i}.xhtml" for i in range(20000)])),
        what="20,000 chapters that are not there",
        status=(0, 3),
        shows=PROSE,
    )
    yield Run(epub(folder, "a6-none.epub", package=opf([])), what="no chapter", status=(65,))
    yield Run(
        epub(folder, "a6-loop.epub", container=CONTAINER.format("META-INF/container.xml")),
        what="a container in itself",
        status=(65,),
    )
    ncx = (
        "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap>"
        + "<navPoint>" * 20000
        + "</navPoint>" * 20000
        + "</navMap></ncx>"
    )
    yield Run(
        epub(
            folder,
            "a6-ncx.epub",
            {"OEBPS/toc.ncx": ncx, "OEBPS/nav.xhtml": chapter("<nav>" + "<ol><li>" * 20000)},
            package=opf(["c.xhtml"])
            .replace(
                "</manifest>",
                '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>',
            )
            .replace("<spine>", '<spine toc="ncx">'),
        ),
        what="deep contents",
        status=(0,),
        shows=PROSE,
    )


HTML = "Content-Type: text/html; charset=utf-8\r\nContent-Location: https://example.com/tides"


def a8(folder):
    """Web archives whose parts are broken."""
    page = f"<h1>Tides</h1>{P}"
    yield Run(
        folder.write(
            "a8-qp.mhtml",
            mhtml(
                [
                    (
                        HTML + "\r\nContent-Transfer-Encoding: quoted-printable",
                        f"<h1>Tides</h1><p>=ZZ=3D=\r\n=E2=80=94= =4 {PROSE}</p>=",
                    )
                ]
            ),
        ),
        what="broken quoted-printable",
        shows=PROSE,
    )
    coded = base64.b64encode(page.encode()).decode()
    yield Run(
        folder.write(
            "a8-64.mhtml",
            mhtml([(HTML + "\r\nContent-Transfer-Encoding: base64", "*&^" + coded[:40] + "\r\n \r\n!" + coded[40:-3])]),
        ),
        what="broken base64",
        shows=PROSE[:40],
    )
    yield Run(
        folder.write("a8-unknown.mhtml", mhtml([(HTML + "\r\nContent-Transfer-Encoding: x-uuencode", page)])),
        what="unknown encoding",
        status=(0, 65),
    )
    yield Run(
        folder.write("a8-no-html.mhtml", mhtml([("Content-Type: image/png", "x")])),
        what="no page",
        status=(65,),
        says="a8-no-html.mhtml",
    )
    yield Run(folder.write("a8-none.mhtml", mhtml([])), what="no part", status=(65,))
    yield Run(folder.write("a8-cut.mhtml", mhtml([(HTML, page)])[:-60]), what="cut", status=(0,), keeps="The ferry")
    folder.secret()
    evil = f"<h1>Tides</h1>{P}<img src=../secret.png><img src=file:///etc/passwd><img src='cid:x'><iframe src='cid:frame'></iframe><img src='https://example.com/p.png'>"
    picture = base64.b64encode(png(b"pier")).decode()
    parts = [
        (HTML, evil),
        (
            "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: file:///etc/passwd",
            picture,
        ),
        ("Content-Type: text/html\r\nContent-ID: <frame>", "<iframe src='cid:frame'></iframe>"),
    ]
    yield Run(folder.write("a8-out.mhtml", mhtml(parts)), what="files outside", shows=PROSE, hides="root:")
    yield Run(
        folder.write("a8-head.mhtml", "X: " + "y" * 2000000 + "\r\n" + "Z: \r\n y\r\n" * 20000 + mhtml([(HTML, page)])),
        what="headers of megabytes",
        status=(0, 65),
    )
    yield Run(
        folder.write("a8-boundary.mhtml", mhtml([(HTML, page)], boundary="b" * 500000)),
        what="a long boundary",
        status=(0, 65),
    )
    yield Run(
        folder.write(
            "a8-parts.mhtml",
            mhtml(
                [(HTML, page)]
                + [("Content-Type: image/png\r\nContent-Location: https://example.com/p.png", "x")] * 20000
            ),
        ),
        what="20,000 parts of one name",
        shows=PROSE,
    )


def a9(folder):
    """A web archive in a web archive, 10,000 deep, without an end."""
    nested = "".join(f"Content-Type: multipart/related; boundary=b{i}\r\n\r\n--b{i}\r\n" for i in range(10000))
    yield Run(
        folder.write(
            "a9.mhtml",
            nested + f'Content-Type: text/html\r\nContent-Location: cid:a\r\n\r\n<h1>Tides</h1>{P}<img src="cid:a">',
        ),
        status=(0, 65),
        says=(),
    )
    same = "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n" * 10000
    yield Run(
        folder.write("a9-same.mhtml", same + f"Content-Type: text/html\r\n\r\n<h1>Tides</h1>{P}"),
        what="one boundary for all",
        status=(0, 65),
    )


def a9_header(folder):
    """Headers of a web archive that say what is no text and no address."""
    related = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n'
    page = f'Content-Type: text/html\r\n\r\n<img src=""><img src="a.png"><img src="//b;c/d"><a href=".//">label</a>{P}'
    for name, header in (
        ("subject", "Subject: Ti\x0bd\x01es\x7f =?utf-8?Q?=00=1B=EF=BF=BF?="),
        ("bytes", "Subject: Tides \udcff\udcfe"),
        ("host", 'Snapshot-Content-Location: https://example.com="b"; type="text/html"'),
        ("part", 'Content-Location: https://example.com;"b"/a'),
        ("cid", "Content-Location: cid:a"),
        ("opaque", "Content-Base: http:"),
    ):
        text = f"{header}\r\n{related}\r\n--b\r\n{header}\r\n{page}\r\n--b--\r\n"
        yield Run(
            folder.write(f"a9-{name}.mhtml", text.encode("utf-8", "surrogateescape")), what=name, shows=("label", PROSE)
        )


def a10(folder):
    """A page with megabytes of pictures in it."""
    noise = random.Random(10)
    pictures = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(noise.randbytes(1000000)).decode()}">' for _ in range(10)
    )
    yield Run(
        folder.write("a10.html", "<p>x</p>" + pictures), what="that are none", check=no_pictures, hides="data:image"
    )
    for name, data in (
        ("svg", "image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='x()'><script>1</script></svg>"),
        ("html", "text/html,<script>alert(1)</script>"),
        ("none", ""),
        ("cut", "image/png;base64,iVBORw0KGgo"),
        ("bad", "image/png;base64,****"),
        ("long", "image/png;" + "a=b;" * 100000 + "base64,AAAA"),
        ("twice", "image/png;base64,data:image/png;base64,AAAA"),
        ("space", "image/png;base64," + " \n" * 500000),
    ):
        yield Run(
            folder.write(
                f"a10-{name}.html",
                f'{P}<figure><img src="data:{data}" alt=boat><figcaption>KEEP</figcaption></figure>{P}',
            ),
            what=name,
            shows=(PROSE, "KEEP"),
            hides=("data:image", "alert(1)", "onload"),
        )
    many = "".join(
        f'<p>line {i} <img src="data:image/png;base64,{base64.b64encode(png(b"%d" % i)).decode()}"></p>'
        for i in range(2000)
    )
    yield Run(folder.write("a10-many.html", P + many), what="2,000 small ones", shows="line 1999", hides="data:image")


def a11(folder):
    """Archives and documents of other kinds, and ZIPs with something before, behind or between."""
    good = (folder.path / zip_of(folder, "good.zip", [("good.html", P)])).read_bytes()
    end = good.index(b"PK\5\6")
    disks = bytearray(good)
    disks[end + 4 : end + 8] = b"\1\0\1\0"
    many = bytearray(good)
    many[end + 8 : end + 12] = b"\xff\xff\xff\xff"
    for name, data, status in (
        ("a.tar", b"good.html".ljust(257, b"\0") + b"ustar\x0000" + bytes(2000), (65,)),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(500), (65,)),
        ("a.rar", b"Rar!\x1a\7\1\0" + bytes(500), (65,)),
        ("a.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\3" + zeros(1 << 26), (65,)),
        ("a.bz2", b"BZh91AY&SY" + bytes(500), (65,)),
        ("a.xz", b"\xfd7zXZ\0" + bytes(500), (65,)),
        ("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 8, (65,)),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), (65,)),
        ("a.elf", b"\x7fELF\2\1\1" + bytes(4000), (65,)),
        ("disks.zip", bytes(disks), (0, 3, 65)),
        ("counts.zip", bytes(many), (0, 3, 65)),
        ("before.zip", b"#!/bin/sh\nexit\n" + good, (0, 3, 65)),
        ("behind.zip", good + b"<p>tide</p>" * 100, (0, 3, 65)),
        ("comment.zip", good[: end + 20] + b"\xff\xff" + b"PK\5\6" * 16383 + b"\0\0\0", (0, 3, 65)),
        ("twice.zip", good + good, (0, 3, 65)),
        ("page.zip", f"<h1>Tides</h1>{P}".encode(), (0,)),
        ("zip.html", good, (0, 3, 65)),
    ):
        yield Run(folder.write(name, data), what=name, status=status, hides="root:")
    names = [f"{'d/' * 300}{i}.html" for i in range(50)] + ["con.html", "a\0b.html", "a\nb.html", "\u202e.html", "aux", "a./b .html"]
    yield Run(
        zip_of(folder, "names.zip", [("good.html", P)] + [(name, f"<h1>{i}</h1>{P}") for i, name in enumerate(names)]),
        what="odd names",
        status=(0, 3, 65),
    )
    special = zipfile.ZipInfo("device.html")
    special.external_attr, special.create_system = 0o020666 << 16, 3
    yield Run(zip_of(folder, "device.zip", [("good.html", P), (special, P)]), what="a device", status=(0, 3), shows=PROSE)
