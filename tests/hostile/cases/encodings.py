# SPDX-License-Identifier: MIT
"""E: what the bytes of a page are is not what they say, or is not said."""
import re

from .kit import PROSE, P, Run


def whole(book):
    """No NUL, no byte order mark in the text, no control characters."""
    for name, data in book.parts.items():
        if name.endswith((".xhtml", ".opf", ".ncx")):
            text = data.decode("utf-8")
            if re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]", text):
                yield f"{name}: holds a character that is none"


def e1(folder):
    """Windows-1252 that nothing declares."""
    yield Run(
        folder.write("e1.html", b"<p>caf\xe9 \x96 na\xefve</p>"),
        shows="café – naïve",
        notes="encoding-guessed",
        check=whole,
    )


def e2(folder):
    """What is called Latin-1 is windows-1252."""
    yield Run(folder.write("e2.html", b"<meta charset=iso-8859-1><p>\x93hi\x94 \x97</p>"), shows="“hi” —", check=whole)


def e3(folder):
    """A byte order mark stands before the meta element."""
    yield Run(
        folder.write("e3.html", b"\xef\xbb\xbf<meta charset=latin1><p>\xc3\xa9</p>"), shows="é", hides="Ã", check=whole
    )


def e4(folder):
    """UTF-16 and UTF-32 with their marks."""
    page = f"<title>Köge</title><p>Köge: {PROSE}</p>"
    for name, encoding in (("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")):
        yield Run(
            folder.write(f"e4-{name}.html", ("\ufeff" + page).encode(encoding)),
            what=name,
            shows="Köge: The ferry",
            check=whole,
        )
    yield Run(
        folder.write("e4-utf-32.html", ("\ufeff" + page).encode("utf-32-le")), what="utf-32", status=(0, 65), check=whole
    )
    yield Run(
        folder.write("e4-odd.html", ("\ufeff" + page).encode("utf-16-le") + b"<"),
        what="an odd byte at the end",
        shows="Köge: The ferry",
        check=whole,
    )


def e5(folder):
    """UTF-16 without a mark is understood or refused."""
    yield Run(folder.write("e5.html", "<p>plain</p>\n".encode("utf-16-le")), status=(0, 65), check=whole)
    yield Run(folder.write("e5-be.html", f"<p>{PROSE}</p>\n".encode("utf-16-be")), status=(0, 65), check=whole)


def e6(folder):
    """Broken UTF-8: a replacement character for each broken part, and nothing else lost."""
    broken = b"<p>a\xc0\xafb\x80c\xf0\x9f\x98d\xffe</p>"
    yield Run(
        folder.write("e6.html", broken),
        shows="a\ufffd\ufffdb\ufffdc\ufffdd\ufffde",
        notes="encoding-error",
        check=whole,
    )
    yield Run(
        folder.write("e6-declared.html", b"<meta charset=utf-8>" + broken),
        what="that is declared",
        shows="a\ufffd\ufffdb\ufffdc\ufffdd\ufffde",
        notes="encoding-error",
        check=whole,
    )
    yield Run(
        folder.write(
            "e6-cesu.html",
            b"<meta charset=utf-8><p>a\xed\xa0\xbd\xed\xb8\x80b\xf4\x90\x80\x80c\xf8\x88\x80\x80\x80d\xc3",
        ),
        what="surrogates, too far, too long, cut",
        keeps=("b", "c", "d"),
        notes="encoding-error",
        check=whole,
    )


def e7(folder):
    """Encodings that a meta element declares."""
    for encoding, text in (
        ("shift_jis", "日本の港"),
        ("gb18030", "中文港口𠀀"),
        ("koi8-r", "Привет, гавань"),
        ("big5", "港口的時鐘"),
        ("euc-kr", "항구의 시계"),
        ("euc-jp", "日本の港"),
        ("windows-1251", "Часы в порту"),
        ("iso-8859-2", "Zegar w łódzkim porcie"),
        ("iso-2022-jp", "日本の港"),
    ):
        page = f"<meta charset={encoding}><title>Tides</title><p>{text}</p>".encode(encoding)
        yield Run(folder.write(f"e7-{encoding}.html", page), what=encoding, shows=text, check=whole)
    yield Run(
        folder.write(
            "e7-equiv.html",
            '<meta http-equiv="Content-Type" content="text/html; CharSet = KOI8-R "><p>Привет</p>'.encode("koi8-r"),
        ),
        what="http-equiv",
        shows="Привет",
        check=whole,
    )
    yield Run(
        folder.write(
            "e7-xml.xhtml",
            '<?xml version="1.0" encoding="koi8-r"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Привет</p></body></html>'.encode(
                "koi8-r"
            ),
        ),
        what="XML declaration",
        shows="Привет",
        check=whole,
    )


def e8(folder):
    """Labels that are unknown, or must not be believed."""
    text = f"<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4- {PROSE}</p>"
    yield Run(
        folder.write("e8-utf-7.html", "<meta charset=utf-7>" + text), what="UTF-7 is not decoded", shows="+ADw-script"
    )
    yield Run(
        folder.write("e8-unknown.html", "<meta charset=klingon><p>Köge</p>"), what="unknown", shows="Köge", check=whole
    )
    yield Run(
        folder.write("e8-utf-16.html", "<meta charset=utf-16><p>Köge</p>"),
        what="UTF-16 in a meta element is UTF-8",
        shows="Köge",
        check=whole,
    )
    yield Run(
        folder.write("e8-hz.html", f"<meta charset=hz-gb-2312><p>~{{{PROSE}</p>"), what="HZ", status=(0, 65), check=whole
    )
    yield Run(
        folder.write("e8-user.html", b"<meta charset=x-user-defined><p>harbour \xe9</p>"),
        what="x-user-defined",
        shows="harbour",
        check=whole,
    )
    yield Run(
        folder.write(
            "e8-late.html", b"<!--" + b" " * 3000 + b"--><meta charset=koi8-r><p>" + "Привет".encode("koi8-r") + b"</p>"
        ),
        what="declared after 3000 bytes",
        status=(0,),
        check=whole,
    )
    yield Run(
        folder.write("e8-wrong.html", "<meta charset=shift_jis><p>Die Fähre fährt über Köge, süß und groß.</p>"),
        what="valid UTF-8 that is called something else",
        keeps="Die F",
        check=whole,
    )


def e9(folder):
    """UTF-8 that was encoded twice stays as it is, and is told."""
    yield Run(
        folder.write("e9.html", b"<meta charset=utf-8><p>caf\xc3\x83\xc2\xa9</p>"),
        shows="cafÃ©",
        notes="encoding-suspect",
    )


def e10(folder):
    """The encoding changes within the page."""
    yield Run(
        folder.write("e10.html", b"<meta charset=utf-8><p>\xc3\xa9</p><p>\xe9</p>"),
        shows=("é", "\ufffd"),
        notes="encoding-error",
        check=whole,
    )
    yield Run(
        folder.write(
            "e10-mostly.html", b"<meta charset=utf-8>" + f"<p>Köge: {PROSE}</p>".encode() * 50 + b"<p>K\xf6ge</p>"
        ),
        what="one wrong byte in a long page",
        shows="Köge: The ferry",
        notes="encoding-error",
        check=whole,
    )
    yield Run(
        folder.write("e10-text.txt", f"The ferry at Köge\n\n{PROSE}\n\n".encode() * 20 + b"K\xf6ge"),
        what="in a text",
        shows="The ferry",
        check=whole,
    )


def e11(folder):
    """Escape sequences and lead bytes that try to swallow markup."""
    swallow = b"<meta charset=%s><p>start \x1b$B</p>" + P.encode() + b"<p>\x1b(BAFTER</p>"
    yield Run(
        folder.write("e11-iso-2022.html", swallow % b"iso-2022-jp"), what="an open escape", status=(0, 65), check=whole
    )
    for encoding in (b"shift_jis", b"euc-kr", b"big5", b"gbk", b"gb18030"):
        page = b"<meta charset=%s><p title=\"\x81\">start</p><p>\x81</p>" % encoding + P.encode() + b"<p>AFTER\xfe</p>"
        yield Run(
            folder.write(f"e11-{encoding.decode()}.html", page),
            what=encoding.decode(),
            shows=(PROSE, "AFTER"),
            notes="encoding-error",
            check=whole,
        )


def u2(folder):
    """NUL, control characters and references to them."""
    page = b"<p>one\0two\x08three\x0bfour\x7ffive\xc2\x85six &#8;&#0;&#x1f;&#xfffe;&#x110000;&#99999999999;seven</p><p>AFTER</p>"
    yield Run(
        folder.write("u2.html", page),
        shows=("one", "two", "three", "four", "five", "six", "seven", "AFTER"),
        check=whole,
    )


def u3(folder):
    """Surrogates, as bytes and as references."""
    yield Run(
        folder.write("u3.html", b"<p>one\xed\xa0\x80two&#xD800;three&#xD83D;&#xDE00;four</p>"),
        shows=("one", "two", "three", "four"),
        check=whole,
    )


def u7(folder):
    """Characters without width stay where they are; marks of byte order go."""
    yield Run(
        folder.write("u7.html", "<p>arti\u00adfi\u200bcial\u2060 \ufeffkelp \u202eright\u2066left</p>"),
        shows=("arti\u00adfi\u200bcial", "kelp", "right"),
        check=whole,
    )
