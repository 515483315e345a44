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


def jpeg_segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def flat_jpeg(width, height, n_bands=1, marker=0xC0, extra=b"", n_scans=1):
    """One even grey, two bits a block: the only code of either table is 0, and means nothing."""
    is_progressive = marker == 0xC2
    bands = b"".join(bytes([i + 1, 0x11, 0]) for i in range(n_bands))
    n_bits = -(-width // 8) * -(-height // 8) * n_bands * (1 if is_progressive else 2)
    data = b"\xff\xd8" + extra + jpeg_segment(0xDB, b"\0" + b"\1" * 64)
    data += jpeg_segment(marker, struct.pack(">BHHB", 8, height, width, n_bands) + bands)
    for table in (0, 0x10):
        data += jpeg_segment(0xC4, bytes([table, 1]) + bytes(15) + b"\0")
    for scan in range(n_scans):
        bits = b"\0\0\0" if scan == 0 and is_progressive else b"\0\x3f\0" if not is_progressive else b"\1\x3f\0"
        chosen = range(n_bands) if scan == 0 else range(1)
        data += jpeg_segment(0xDA, bytes([len(chosen)]) + b"".join(bytes([i + 1, 0]) for i in chosen) + bits)
        data += bytes(n_bits // 8 + 1)
    return data + b"\xff\xd9"


def i15(folder):
    """Few bytes that decode to very many pixels."""
    for name, data in (
        ("i15.jpg", flat_jpeg(11000, 11000)),
        ("i15-long.jpg", flat_jpeg(65500, 2000)),
        ("i15-progressive.jpg", flat_jpeg(9000, 9000, 3, 0xC2)),
        ("i15-scans.jpg", flat_jpeg(3000, 3000, 3, 0xC2, n_scans=90)),
        ("i15.png", png(width=11000, height=11000, data=b"\x78\xda" + zeros(121 << 20) + b"\0\0\0\0")),
        ("i15.webp", b"RIFF\x22\0\0\0WEBPVP8L\x15\0\0\0\x2f" + struct.pack("<I", 9999 | 9999 << 14) + bytes(16)),
        ("i15.avif", heif(b"avif", b"av01", 10000)),
        ("i15.heic", heif(b"heic", b"hvc1", 10000)),
        ("i15.tif", tiff(10000, 10000, zlib.compress(bytes(1 << 20), 9))),
        ("i15.gif", b"GIF89a" + struct.pack("<HH", 11000, 11000) + b"\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0" + struct.pack("<HH", 11000, 11000) + b"\0\2\2D\1\0;"),
        ("i15.bmp", b"BM" + struct.pack("<IIIIiiHHIIiiII", 62, 0, 62, 40, 11000, 11000, 1, 1, 0, 0, 0, 0, 2, 0) + bytes(8 + 1376 * 11000)),
    ):
        yield page_with(folder, name, data)


def box(kind, data, version=None):
    data = (struct.pack(">I", version) if version is not None else b"") + data
    return struct.pack(">I", len(data) + 8) + kind + data


def heif(brand, codec, side):
    """The boxes of a picture that is not there."""
    item = box(b"infe", struct.pack(">HH4s", 1, 0, codec) + b"\0", 2 << 24)
    properties = box(b"ipco", box(b"ispe", struct.pack(">II", side, side), 0) + box(b"pixi", b"\3\x08\x08\x08", 0))
    properties += box(b"ipma", struct.pack(">IHBBB", 1, 1, 2, 1, 2), 0)
    meta = box(b"hdlr", bytes(4) + b"pict" + bytes(13), 0) + box(b"pitm", b"\0\1", 0)
    meta += box(b"iinf", b"\0\1" + item, 0) + box(b"iprp", properties)
    meta += box(b"iloc", struct.pack(">HHHHHII", 0x4400, 1, 1, 0, 1, 400, 16), 0)
    return box(b"ftyp", brand + bytes(4) + brand + b"mif1") + box(b"meta", meta, 0) + box(b"mdat", bytes(400))


def tiff(width, height, strip, n_bits=8, compression=8):
    """One strip, in three bands."""
    fields = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, n_bits), (259, 3, 1, compression), (262, 3, 1, 1)]
    fields += [(273, 4, 1, 256), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, len(strip))]
    entries = b"".join(struct.pack("<HHII", *field) for field in fields)
    head = b"II*\0\x08\0\0\0" + struct.pack("<H", len(fields)) + entries + bytes(4)
    return head.ljust(256, b"\0") + strip


def i16(folder):
    """Drawings that take for ever."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{}" height="90">{}</svg>'
    uses = "".join(f'<g id="g{i}">' + f'<use xlink:href="#g{i - 1}"/>' * 10 + "</g>" for i in range(1, 10))
    for name, width, body in (
        ("i16-uses.svg", 90, f'<defs><rect id="g0" width="9" height="9"/>{uses}</defs><use xlink:href="#g9"/>'),
        ("i16-deep.svg", 90, "<g>" * 50000 + "<rect/>" + "</g>" * 50000),
        ("i16-wide.svg", 2000000000, '<rect width="9" height="9"/>'),
        ("i16-self.svg", 90, '<g id="a"><use xlink:href="#a"/></g>'),
        ("i16-blur.svg", 90, '<filter id="f">' + '<feGaussianBlur stdDeviation="3000"/><feMorphology operator="dilate" radius="900"/>' * 500 + '</filter><rect filter="url(#f)" width="90" height="90"/>'),
        ("i16-noise.svg", 90, '<filter id="f"><feTurbulence baseFrequency=".9" numOctaves="100000000"/></filter><rect filter="url(#f)" width="90" height="90"/>'),
        ("i16-dashes.svg", 90, '<path stroke="red" stroke-dasharray=".00001" d="M0 0L99999 99999"/>'),
        ("i16-many.svg", 90, '<path d="M0 0C9 9 90 9 90 90" stroke="red"/>' * 5000),
        ("i16-large.svg", 90, '<path d="M0 0C9 9 90 9 90 90" stroke="red"/>' * 200000),
    ):
        yield page_with(folder, name, svg.format(width, body))
    entity = '<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)) + "]>"
    yield page_with(folder, "i16-entities.svg", entity + svg.format(90, "<text>&a9;</text>"))


def i14(folder):
    """Colours of unusual kinds, and profiles and turns that mislead."""
    yield page_with(folder, "i14-cmyk.jpg", flat_jpeg(64, 64, 4))
    yield page_with(folder, "i14-five.jpg", flat_jpeg(64, 64, 5))
    yield page_with(folder, "i14-deep.png", deep_png(64, 64))
    for what, profile in (("short", b"acsp"), ("odd", bytes(range(256)) * 4), ("huge", b"\xff\xff\xff\xff" + bytes(200))):
        icc = jpeg_segment(0xE2, b"ICC_PROFILE\0\1\1" + profile)
        yield page_with(folder, f"i14-{what}.jpg", flat_jpeg(64, 64, 3, extra=icc))
    icc = b"".join(jpeg_segment(0xE2, b"ICC_PROFILE\0" + bytes([i, 255]) + bytes(60000)) for i in range(1, 200))
    yield page_with(folder, "i14-parts.jpg", flat_jpeg(64, 64, 3, extra=icc))
    turn = struct.pack("<HHII", 0x0112, 3, 1, 6)
    for what, ifd in (
        ("loop", struct.pack("<H", 1) + turn + struct.pack("<I", 8)),
        ("again", struct.pack("<H", 300) + turn * 300 + struct.pack("<I", 0)),
        ("none", struct.pack("<H", 1) + struct.pack("<HHII", 0x0112, 3, 1, 0xFFFF) + struct.pack("<I", 0)),
        ("deep", struct.pack("<H", 1) + struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<I", 8)),
    ):
        exif = jpeg_segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0" + ifd)
        yield page_with(folder, f"i14-turn-{what}.jpg", flat_jpeg(64, 48, 3, extra=exif))


def deep_png(width, height):
    """Sixteen bits of colour and transparency, interlaced, whose data is that of a picture that is not."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 1))
        + png_chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(10000)))
        + png_chunk(b"IDAT", zlib.compress(bytes(8 * width * height + 8 * height)))
        + png_chunk(b"IEND", b"")
    )


def i17(folder):
    """Pictures that move, that are something else besides, and that are said to be of another kind."""
    control = png_chunk(b"acTL", struct.pack(">II", 0xFFFFFFFF, 0))
    frames = b"".join(png_chunk(b"fcTL", struct.pack(">IIIIIHHBB", i, 8, 8, 0, 0, 1, 100, 0, 0)) for i in range(20000))
    yield page_with(folder, "i17-apng.png", png(extra=control + frames))
    webp = b"VP8X\x0a\0\0\0\x02\0\0\0\x07\0\0\x07\0\0" + b"ANIM\6\0\0\0" + bytes(6) + (b"ANMF\x10\0\0\0" + bytes(16)) * 20000
    yield page_with(folder, "i17.webp", b"RIFF" + struct.pack("<I", len(webp) + 4) + b"WEBP" + webp)
    for name, data in (
        ("i17-html.jpg", jpeg(segment(0xFE, b"<html><script>alert(1)</script>"))),
        ("i17-zip.png", png() + b"PK\3\4" + bytes(200)),
        ("i17-php.gif", b"GIF89a\1\0\1\0\x80\0\0<?php x ?>" + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0;"),
        ("i17-svg.png", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>alert(1)</script></svg>"),
        ("i17-tail.jpg", jpeg() + b"<script>alert(1)</script>" * 1000),
    ):
        yield page_with(folder, name, data, hides=("<script>", "<?php"))
    loop = b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, 256, 4, 1, 9) + struct.pack("<I", 8)
    yield page_with(folder, "i17-loop.tif", loop)
    yield page_with(folder, "i17.psd", b"8BPS\0\1" + bytes(200))
    yield page_with(folder, "i17.pdf", b"%PDF-1.4\n" + bytes(200))
    yield page_with(folder, "i17.svgz", b"\x1f\x8b\x08\0\0\0\0\0\0\3" + zeros(1 << 26))
