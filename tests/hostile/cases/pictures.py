# SPDX-License-Identifier: MIT
"""I: pictures that are not what they say."""
import struct
import zlib

from .kit import PROSE, P, Run, png, png_chunk, zeros
from .paths import no_pictures


def page_with(folder, name, picture, **expected):
    """A run on a page with that picture, which has a caption that must be kept."""
    folder.write(name, picture)
    page = f"<h1>Tides</h1>{P}<figure><img src={name} alt=boat><figcaption>KEEP the caption</figcaption></figure>{P}"
    expected = {"shows": (PROSE, "KEEP the caption"), "what": name, **expected}
    return Run(folder.write(f"{name}.html", page), **expected)


def i1(folder):
    """2500 megapixels in a few kilobytes."""
    data = zlib.compress(b"\0" * 6251 * 50000, 9)
    big = (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 50000, 50000, 1, 0, 0, 0, 0))
        + png_chunk(b"IDAT", data)
        + png_chunk(b"IEND", b"")
    )
    yield page_with(folder, "i1.png", big, notes="picture-large|picture-broken|picture-format", check=no_pictures)
    yield page_with(folder, "i1-max.png", png(width=0x7FFFFFFF, height=0x7FFFFFFF, data=b""), check=no_pictures)
    yield page_with(
        folder, "i1-none.png", png(width=0, height=0), check=no_pictures, notes="picture-broken|picture-large"
    )


def i2(folder):
    """One pixel that inflates to a gigabyte."""
    bomb = b"\x78\xda" + zeros(1 << 30) + b"\0\0\0\0"
    yield page_with(folder, "i2.png", png(width=1, height=1, data=bomb))


JPEG_HEAD = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"


def i3(folder):
    """Cut off, and empty."""
    yield page_with(
        folder, "i3.jpg", JPEG_HEAD + b"\xff\xc0\0\x11\x08\xff\xff\xff\xff\3", check=no_pictures, notes="picture-broken"
    )
    yield page_with(folder, "i3.png", b"", check=no_pictures, notes="picture-broken|picture-format")
    yield page_with(folder, "i3-cut.png", png()[:-14], check=no_pictures, notes="picture-broken")
    yield page_with(folder, "i3.gif", b"GIF89a\1\0\1\0\x80\0\0", check=no_pictures, notes="picture-broken")


def i4(folder):
    """Called one thing and being another, and GIFs that do not end."""
    yield page_with(
        folder,
        "i4.jpg",
        png(b"boat"),
        check=lambda book: [] if any(name.endswith(".png") for name in book.pictures()) else ["holds no PNG"],
    )
    frame = b"!\xf9\4\0\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    yield page_with(folder, "i4.gif", b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + frame * 20000 + b";")
    yield page_with(
        folder, "i4-large.gif", b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff" + frame + b";", check=no_pictures
    )


def i5(folder):
    """A page of an error, saved as a picture."""
    yield page_with(
        folder,
        "i5.png",
        b"<html>404 not found</html>",
        check=no_pictures,
        notes="picture-format|picture-broken",
        hides="404 not found",
    )


def i6(folder):
    """SVG that acts and reaches out."""
    vector = (
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()"><script>1</script>'
        '<image xlink:href="file:///etc/passwd"/><text>&x;</text><foreignObject><iframe/></foreignObject><use xlink:href="http://192.0.2.1/a#b"/></svg>'
    )
    yield page_with(folder, "i6.svg", vector, hides=("root:", "onload", "192.0.2.1"))


def i7(folder):
    """Formats that not every reader shows, damaged."""
    for name, data in (
        ("i7.webp", b"RIFF\x1a\0\0\0WEBPVP8L\r\0\0\0\x2f\x63\xc0\x13\0\xff\xff\xff\xff\xff\xff\xff\xff\0"),
        ("i7.avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1"),
        ("i7.bmp", b"BM"),
        ("i7-windows.png", b"\0\0\1\0\1\0"),  # what is called .ico is an icon, and none of the article's pictures
        ("i7.tiff", b"II*\0\x08\0\0\0"),
    ):
        yield page_with(folder, name, data, notes="picture-format|picture-broken", check=no_pictures)


def i9(folder):
    """EXIF that points at itself."""
    exif = (
        b"Exif\0\0II*\0\x08\0\0\0"
        + struct.pack("<H", 1)
        + struct.pack("<HHII", 0x8769, 4, 0xFFFFFFFF, 8)
        + struct.pack("<I", 8)
    )
    yield page_with(
        folder,
        "i9.jpg",
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xd9",
        check=no_pictures,
        notes="picture-broken",
    )


def i10(folder):
    """XMP with entities."""
    xmp = b'http://ns.adobe.com/xap/1.0/\0<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&a;</x:xmpmeta>'
    yield page_with(
        folder,
        "i10.jpg",
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(xmp) + 2) + xmp + b"\xff\xd9",
        check=no_pictures,
        hides="root:",
    )


def i11(folder):
    """200,000 chunks, and text that inflates."""
    chunks = png_chunk(b"tEXt", b"k\0v") * 200000 + png_chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(100000000), 9))
    yield page_with(folder, "i11.png", png(extra=chunks))


def segment(marker, payload):
    return bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload


def jpeg(extra=b""):
    """64 by 64 grey pixels, all alike."""
    tables = segment(0xDB, b"\0" + b"\1" * 64) + segment(0xC4, b"\0\1" + b"\0" * 16)
    tables += segment(0xC4, b"\x10\1" + b"\0" * 16)
    frame = segment(0xC0, b"\x08\0\x40\0\x40\1\1\x11\0") + segment(0xDA, b"\1\1\0\0\x3f\0")
    return JPEG_HEAD + extra + tables + frame + b"\0" * 16 + b"\xff\xd9"


RDF = (
    b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    b"<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'>%s</rdf:Description></rdf:RDF></x:xmpmeta>"
)
XMP = b"http://ns.adobe.com/xap/1.0/\0"
LAUGHS = b"<!DOCTYPE r [<!ENTITY a 'ha'>%s<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" % b"".join(
    b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(12)
)


def one_picture(book):
    return [] if len(book.pictures()) == 1 else ["the picture is not in it"]


def i12(folder):
    """Whole pictures with Exif, IIM and XMP that lie."""
    loop = struct.pack("<HHIIHHII", 0x8769, 4, 1, 8, 0x8825, 4, 1, 8)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 3) + loop
    huge = struct.pack("<HHII", 0x010E, 2, 0xFFFFFFFF, 8) + struct.pack("<I", 8)
    iim = b"\x1c\2\x78\xff\xff" + b"\x1c\2\x50\0\x04Kiel" * 5000
    resource = b"Photoshop 3.0\0" + b"8BIM\4\4\0\0" + struct.pack(">I", len(iim)) + iim
    piece = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32
    for name, extra in (
        ("i12-exif.jpg", segment(0xE1, exif + huge)),
        ("i12-iim.jpg", segment(0xED, resource) + segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0\xff\xff\xff\xff")),
        ("i12-laughs.jpg", segment(0xE1, XMP + LAUGHS + RDF % b"<dc:description>&m;&x;</dc:description>")),
        ("i12-extended.jpg", segment(0xE1, piece + b"\xff\xff\xff\xff\0\0\0\0x") * 2000),
        ("i12-many.jpg", segment(0xE1, exif + huge) * 20000),
    ):
        yield page_with(folder, name, jpeg(extra), check=one_picture, hides="root:")


def i13(folder):
    """XMP without end: in a picture, deflated, and beside it."""
    deep = RDF % (b"<dc:creator>" + b"<rdf:li>" * 100000)
    names = RDF % (b"<dc:creator><rdf:Seq>%s</rdf:Seq></dc:creator>" % (b"<rdf:li>Ann Lee</rdf:li>" * 40000))
    bomb = zlib.compress(RDF % (b" " * 200000000), 9)
    digits = zlib.compress(b"\niptc\n 9\n" + b"0" * 50000000, 9)
    for name, extra in (
        ("i13-deep.png", png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + deep)),
        ("i13-names.png", png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + names)),
        ("i13-bomb.png", png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + bomb)),
        ("i13-digits.png", png_chunk(b"zTXt", b"Raw profile type iptc\0\0" + digits) * 50),
    ):
        yield page_with(folder, name, png(width=64, height=64, data=zlib.compress(b"\0" * 65 * 64), extra=extra),
                        check=one_picture)
    folder.write("i13-beside.xmp", LAUGHS + RDF % b"<dc:description>&m;&x;</dc:description>")
    folder.write("i13-beside.jpg.xmp", b"<" * 900000)
    yield page_with(folder, "i13-beside.jpg", jpeg(), check=one_picture, hides="root:")
