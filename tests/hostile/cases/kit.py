# SPDX-License-Identifier: MIT
"""What a case is made with."""
import binascii
import dataclasses
import pathlib
import struct
import zipfile
import zlib


@dataclasses.dataclass
class Run:
    """The inputs of one run of the program, as paths from the folder of the case, and what must come of it."""

    inputs: object
    what: str = ""
    status: tuple = (0,)
    shows: tuple = ()  # stands in the text of the articles
    keeps: tuple = ()  # stands there too, or a note tells of a loss
    hides: tuple = ()  # stands in no part of the book and in no message
    notes: tuple = ()  # codes that must be told; "a|b" for either
    says: tuple = ()  # stands in the message on standard error
    check: object = None  # takes the book, returns what is wrong with it
    growth: float = 0  # how many times as large as its input the text of the book may be; 0: as it likes
    options: tuple = ()
    roots: tuple = ()  # folders, beside those of the inputs, that files may be opened in
    inject: str = ""  # what strace lets fail in the first of the two programs
    while_running: object = None  # called again and again while the program runs

    def __post_init__(self):
        for name in ("inputs", "shows", "keeps", "hides", "notes", "says", "roots"):
            value = getattr(self, name)
            if isinstance(value, (str, bytes)):
                setattr(self, name, (value,))


@dataclasses.dataclass
class Trial:
    """What was tried by a case that runs the program itself, and what was wrong."""

    what: str
    wrong: list


# The width of a picture that no book may hold: what it says of itself would not be there anyway.
SECRET = 7


class Folder:
    """The folder of a case.  Inputs lie in its folder "in", and nothing else may be opened."""

    def __init__(self, path):
        self.path = pathlib.Path(path)

    def write(self, name, content=b"", below="in"):
        """Writes a file and returns its path from the folder of the case."""
        path = self.path / below / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
        return f"{below}/{name}"

    def secret(self, name="secret.png"):
        """A picture that no book may hold, outside the input's folder."""
        self.write(name, png(width=SECRET), below=".")

    def link(self, name, target):
        (self.path / "in").mkdir(exist_ok=True)
        (self.path / "in" / name).symlink_to(target)
        return f"in/{name}"


# What a page has beside its trap: something to read, so that there is a book to look at.
PROSE = (
    "The ferry to the islands leaves at seven, and whoever misses it waits until noon. "
    "Nobody at the pier could say when the crossing was last on time."
)
P = f"<p>{PROSE}</p>\n"


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", binascii.crc32(kind + data))


def png(text=b"", width=8, height=8, data=None, extra=b""):
    """A grey PNG; the text tells it from others."""
    if data is None:
        data = zlib.compress((b"\0" + b"\x80" * width) * height, 9)
    comment = png_chunk(b"tEXt", b"Comment\0" + text) if text else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + comment
        + extra
        + png_chunk(b"IDAT", data)
        + png_chunk(b"IEND", b"")
    )


def zeros(size):
    """Deflated zeros, made without making them."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = squeeze.compress(bytes(1 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    again = squeeze.compress(bytes(1 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return first + again * (size // (1 << 20) - 1) + squeeze.compress(b"") + squeeze.flush()


CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def opf(chapters, metadata="<dc:title>Tides</dc:title><dc:language>en</dc:language>", spine=None, before=""):
    """A package document whose manifest has the chapters, by path."""
    items = "".join(
        f'<item id="i{i}" href="{path}" media-type="application/xhtml+xml"/>' for i, path in enumerate(chapters)
    )
    refs = "".join(f'<itemref idref="i{i}"/>' for i in (spine if spine is not None else range(len(chapters))))
    return (
        f'<?xml version="1.0"?>{before}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier>{metadata}'
        f"</metadata><manifest>{items}</manifest><spine>{refs}</spine></package>"
    )


def chapter(body, head="<title>Tides</title>"):
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head>{head}</head><body>{body}</body></html>"
    )


def epub(folder, name, files=None, package=None, chapters=("c.xhtml",), container=CONTAINER.format("OEBPS/book.opf")):
    """Writes an EPUB with these files beside the usual ones; None leaves a usual one out."""
    parts = {
        "META-INF/container.xml": container,
        "OEBPS/book.opf": package or opf(chapters),
        "OEBPS/c.xhtml": chapter(f"<h1>Tides</h1>{P}"),
        **(files or {}),
    }
    path = folder.path / folder.write(name)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for part, content in parts.items():
            if content is not None:
                archive.writestr(part, content)
    return f"in/{name}"


def mhtml(parts, boundary="b"):
    """A web archive of (headers, body)."""
    head = f'From: <Saved>\r\nSubject: Tides\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="{boundary}"; type="text/html"\r\n\r\n'
    return (
        head
        + "".join(f"--{boundary}\r\n{headers}\r\n\r\n{body}\r\n" for headers, body in parts)
        + f"--{boundary}--\r\n"
    )


def rss(items, head='<rss version="2.0"><channel><title>Tides</title>', doctype=""):
    return f'<?xml version="1.0"?>{doctype}{head}{"".join(items)}</channel></rss>'


def item(body, title="A tide"):
    return f"<item><title>{title}</title><description>{body}</description></item>"
