# SPDX-License-Identifier: MIT
"""A7: web archives in WARC."""
import gzip
import random
import zlib

from .kit import PROSE, P, Run, zeros

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def page(title, more=""):
    return f"<title>{title}</title><h1>{title}</h1>{P}{more}".encode()


def record(block, length=None, uri="https://example.com/tides", kind="response", extra=""):
    length = len(block) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2026-11-20T08:00:00Z\r\nWARC-Target-URI: {uri}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n{extra}\r\n"
    )
    return head.encode("utf-8", "surrogateescape") + block + b"\r\n\r\n"


GOOD = record(OK + b"\r\n" + page("Good tides"))
LAST = record(OK + b"\r\n" + page("Last tides"), uri="https://example.com/last")


def crawl(folder, name, *records, pack=gzip.compress):
    """Writes two files, plain and of gzip members, and yields their paths."""
    yield folder.write(f"{name}.warc", b"".join(records))
    yield folder.write(f"{name}.warc.gz", b"".join(pack(one) for one in records))


def a7(folder):
    """A crawl with one bad record."""
    bad = {
        "a huge length": record(OK + b"\r\n" + page("Bad"), length=18446744073709551615),
        "a length beyond the end": record(OK + b"\r\n" + page("Bad"), length=999999),
        "a length too large": record(OK + b"\r\n" + page("Bad"), length=len(OK) + 400),
        "a length too small": record(OK + b"\r\n" + page("Bad"), length=40),
        "a negative length": record(OK + b"\r\n" + page("Bad"), length=-1),
        "no length": record(OK + b"\r\n" + page("Bad")).replace(b"Content-Length", b"Content-Strength"),
        "a length in words": record(OK + b"\r\n" + page("Bad"), length="many"),
        "no version": record(OK + b"\r\n" + page("Bad")).replace(b"WARC/1.0", b"LATE/1.0"),
        "no header": b"\r\n\r\n\0\xff" * 30 + b"\r\n",
        "an endless header": b"WARC/1.0\r\n" + b"X-Tide: high\r\n" * 9000,
        "an unknown coding": record(OK + b"Content-Encoding: br\r\n\r\n\x8b\x0f\x80"),
        "damaged gzip": record(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(page("Bad"))[:60] + b"\0" * 99),
    }
    for what, one in bad.items():
        for path in crawl(folder, what.replace(" ", "-"), GOOD, one, LAST):
            yield Run(path, what=path[3:], shows=("Good tides", "Last tides"), notes="record-skipped", says="at byte ")
    for path in crawl(folder, "alone", bad["a huge length"]):
        yield Run(path, what=path[3:], status=(65,), says="at byte 0")


def a7_uri(folder):
    """Addresses that are none, or lead elsewhere."""
    for i, uri in enumerate(
        (
            "http://e/../../etc/x",
            "../../etc/passwd",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "<https://example.com/a>",
            "",
            "\udcff\udc80",
            "https://example.com/" + "a" * 50000,
            "dns:example.com",
            "https://user:secret@example.com/\x1b[31m",
        )
    ):
        path = folder.write(f"uri-{i}.warc", record(OK + b"\r\n" + page("Tides"), uri=uri) + LAST)
        yield Run(path, what=str(i), shows=("Last tides", PROSE), hides=("root:", "javascript:"))


def a7_bodies(folder):
    """Bodies that are not what their headers say."""
    chunks = b"5\r\n<h1>T\r\n4;x=y\r\nides\r\n" + b"%x\r\n" % len(PROSE) + PROSE.encode() + b"\r\n"
    chunked = OK + b"Transfer-Encoding: chunked\r\n"
    deflated = zlib.compress(page("Tides"))
    for what, block, notes in (
        ("chunks", chunked + b"\r\n" + chunks + b"0\r\n\r\n", ()),
        ("chunks without an end", chunked + b"\r\n" + chunks, "record-cut"),
        ("a chunk that is too large", chunked + b"\r\n" + chunks + b"ffffffffffff\r\nx", "record-cut"),
        ("a chunk without a size", chunked + b"\r\n" + chunks + b"-1\r\nx", "record-cut"),
        ("chunks put together", chunked + b"\r\n" + page("Tides"), ()),
        ("gzip that was inflated", OK + b"Content-Encoding: gzip\r\n\r\n" + page("Tides"), ()),
        ("gzip in gzip", OK + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(gzip.compress(page("Tides"))), ()),
        ("gzip that is cut", OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(page("Tides", PROSE * 9))[:-8], "record-cut"),
        ("deflate", OK + b"Content-Encoding: deflate\r\n\r\n" + deflated, ()),
        ("deflate without a header", OK + b"Content-Encoding: deflate\r\n\r\n" + deflated[2:-4], ()),
    ):
        yield Run(folder.write(f"{what}.warc", record(block)), what=what, shows=PROSE, notes=notes)
    yield Run(
        folder.write("status.warc", record(OK.replace(b"200", b"404") + b"\r\n" + page("Gone")) + GOOD),
        what="an error",
        shows="Good tides",
        hides="Gone",
        notes="record-other",
    )


def a7_bomb(folder):
    """Gzip that becomes a gigabyte."""
    head = b"\x1f\x8b\x08\0\0\0\0\0\0\3"
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = squeeze.compress(record(OK + b"\r\n", length=1 << 30)[:-4]) + squeeze.flush(zlib.Z_FULL_FLUSH)
    bomb = head + start + zeros(1 << 30) + b"\0" * 8
    yield Run(
        folder.write("member.warc.gz", gzip.compress(GOOD) + bomb + gzip.compress(LAST)),
        what="a member",
        shows=("Good tides", "Last tides"),
        notes="record-skipped",
    )
    body = head + zeros(1 << 28) + b"\0" * 8
    yield Run(
        folder.write("body.warc", record(OK + b"Content-Encoding: gzip\r\n\r\n" + body) + LAST),
        what="a page",
        shows="Last tides",
        notes="record-skipped",
    )


def a7_members(folder):
    """Gzip members that are damaged, cut, or none."""
    good, last, bad = gzip.compress(GOOD), gzip.compress(LAST), gzip.compress(record(OK + b"\r\n" + page("Bad")))
    broken = bytearray(bad)
    broken[len(bad) // 2 :] = bytes(len(bad) - len(bad) // 2)
    for what, data in (
        ("cut", good + bad[:100] + last),
        ("damaged", good + bytes(broken) + last),
        ("with a wrong sum", good + bad[:-8] + b"\0" * 8 + last),
        ("with noise between", good + random.Random(7).randbytes(9999) + last),
        ("with another file between", good + gzip.compress(b"tides") + last),
        ("with blanks behind", good + last + b"\0" * 600),
    ):
        yield Run(
            folder.write(f"{what}.warc.gz", data), what=what, shows=("Good tides", "Last tides"), notes="record-skipped"
        )
    yield Run(folder.write("one.warc.gz", gzip.compress(GOOD + LAST)), what="of all records", shows=("Good", "Last"))
    begin = gzip.compress(b"WARC/1.0\r\n")[:14]
    yield Run(
        folder.write("begun.warc.gz", good + begin * 40000 + last),
        what="that only begin",
        shows=("Good tides", "Last tides"),
        notes="record-skipped",
    )
    stored = b"\x1f\x8b\x08\0\0\0\0\0\0\3\0\xff\xff\0\0WARC/1.0\r\n"
    yield Run(
        folder.write("stored.warc.gz", good + stored * 40000 + last),
        what="that are stored in each other",
        shows="Good tides",
        notes="record-skipped",
    )
    yield Run(
        folder.write("names.warc", GOOD + b"\r\n\r\nWARC/1.0" * 60000 + b"\r\n\r\n" + LAST),
        what="names of records",
        shows=("Good tides", "Last tides"),
        notes="record-skipped",
    )
