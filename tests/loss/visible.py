# SPDX-License-Identifier: MIT
"""The text that an input shows, read by others than sheaf: html5lib, cmark-gfm, and Python's own libraries.

Everything that a page holds is text, wherever it stands and whether a stylesheet hides it, but for scripts, styles and
what browsers replace; whoever leaves something out has to say so."""
import contextlib
import email
import email.policy
import gzip
import html
import io
import posixpath
import re
import subprocess
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zipfile

import html5lib

HTML, SVG, MEDIA = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://search.yahoo.com/mrss/"
# What is in no line of text, and so ends a word.
INLINE = set(
    "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike"
    " strong time tt u var wbr tspan".split()
)
UNSEEN = {"head", "iframe", "noembed", "noframes", "script", "style", "title"}
BUTTONS = {"submit", "button", "reset"}
ALT = "\0"  # begins the line of what is said for those who cannot see a picture
FEED_TEXTS = {"title", "description", "summary", "content", "encoded", "subtitle", "credit", "tagline"}


def local(tag):
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def own_text(name, element):
    """What an element shows without holding text."""
    if name in ("img", "area"):
        return element.get("alt")
    if name == "iframe":
        return element.get("title")
    if name == "input":
        return element.get("value" if (element.get("type") or "").lower() in BUTTONS else "alt")
    return None


def one_line(text):
    return (text or "").replace("\n", " ")


def tree_text(root, is_unseen=lambda element: False):
    """The text below the element, a block a line; without recursion, for a page may be deep."""
    pieces, stack = [], [(root, False)]
    while stack:
        element, is_done = stack.pop()
        name = local(element.tag)
        gap = "" if name in INLINE or not name else "\n"
        if is_done:
            pieces += [gap, one_line(element.tail if element is not root else None)]
            continue
        stack.append((element, True))
        pieces.append(gap)
        if own_text(name, element):
            pieces += ["\n", ALT if name == "img" else "", one_line(own_text(name, element)), "\n"]
        is_svg_title = name == "title" and SVG in element.tag
        if name and (name not in UNSEEN or is_svg_title) and not is_unseen(element):
            pieces.append(one_line(element.text))
            stack += [(child, False) for child in reversed(element)]
    return "".join(pieces)


def decode(data, encoding):
    """As people who save pages expect: UTF-8 if it can be that."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode("utf-8")
    return data.decode({"iso-8859-1": "windows-1252"}.get(encoding, encoding) or "windows-1252", "replace")


def html_text(text):
    return tree_text(html5lib.parse(text, namespaceHTMLElements=True))


def page_text(data, encoding):
    text = decode(data, encoding)
    if HTML in text[:4096]:  # XHTML is read as such if it can be
        try:
            return tree_text(ElementTree.fromstring(data))
        except ElementTree.ParseError:
            pass
    return html_text(text)


def front_matter(text):
    """The values of the lines between two rules at the start, and what follows."""
    found = re.match(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if not found:
        return "", text
    lines = re.sub(r"(?m)^[ \t-]*[\w-]+:(?=\s|$)|^\s*-\s|\s#.*$", " ", found.group(1))
    return lines, text[found.end() :]


# Directives of programs that make pages of Markdown: templates, attributes, targets of links, comments, callouts.
DIRECTIVES = re.compile(
    r"(`[^`\n]*`)|\{%.*?%\}|\{\{[<%].*?[>%]\}\}|\{[:#.][^{}\n]*\}|\[\[[^\[\]\n|]*\||%%.*?%%|\[!\w+\][-+]?|(?<= )\^[\w-]+$",
    re.MULTILINE,
)


def markdown_text(data, encoding):
    values, text = front_matter(decode(data, encoding).replace("\r\n", "\n"))
    text = DIRECTIVES.sub(lambda found: found.group(1) or " ", text)
    command = [
        "cmark-gfm",
        "--unsafe",
        "--strikethrough-double-tilde",
        "-e",
        "footnotes",
        "-e",
        "table",
        "-e",
        "strikethrough",
        "-e",
        "autolink",
        "-e",
        "tasklist",
    ]
    page = subprocess.run(command, input=text, capture_output=True, check=True, encoding="utf-8").stdout
    return values + "\n" + html_text(page)


def text_text(data, encoding):
    """Numbers of lists are no text."""
    return re.sub(r"(?m)^\s*\d+[.)]\s", " ", "\n".join(front_matter(decode(data, encoding))))


# What WordPress puts in the place of galleries and around captions.
SHORTCODE = re.compile(r"\[/?(?:caption|gallery)\b[^\]]*\]")


def entry_texts(entry):
    """The elements of an entry whose text is shown, none of them within another."""
    stack = list(reversed(entry))
    while stack:
        element = stack.pop()
        if local(element.tag) in FEED_TEXTS and not element.tag == f"{{{MEDIA}}}content":
            yield element
        else:
            stack += reversed(element)


def feed_text(data, encoding):
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:  # as far as a parser of HTML can tell
        root = html5lib.parse(re.sub(r"<!\[CDATA\[|\]\]>", "", decode(data, encoding)))
    entries = [item for item in root.iter() if local(item.tag) in ("item", "entry")]
    pieces = []
    for element in (element for entry in entries for element in entry_texts(entry)):
        text = SHORTCODE.sub(" ", element.text or "")
        text = html.unescape(text) if re.match(r"\s*&lt;\w", text) else text
        is_plain = element.get("type") == "text" or not ("<" in text or "&" in text)
        pieces.append(tree_text(element) if len(element) else text if is_plain else html_text(text))
    return "\n".join(pieces)


def mhtml_text(data, encoding):
    message = email.message_from_bytes(data, policy=email.policy.default)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    texts = [page_text(part.get_payload(decode=True), part.get_content_charset()) for part in pages]
    return "\n".join(texts)


def epub_text(data, encoding):
    """The text of all that is in the spine."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
    package = next(e.get("full-path") for e in container.iter() if local(e.tag) == "rootfile")
    root = ElementTree.fromstring(archive.read(package))
    items = (e for e in root.iter() if local(e.tag) == "item" and "html" in e.get("media-type", ""))
    hrefs = {item.get("id"): urllib.parse.unquote(item.get("href")) for item in items}
    spine = [hrefs[e.get("idref")] for e in root.iter() if e.get("idref") in hrefs]
    names = [posixpath.join(posixpath.dirname(package), href) for href in dict.fromkeys(spine)]
    return "\n".join(page_text(archive.read(name), encoding) for name in names)


def warc_records(stream):
    """Header and body of each record."""
    while line := stream.readline():
        if not line.startswith(b"WARC/"):
            continue
        header = {}
        while (line := stream.readline()).strip():
            name, _, value = line.decode("utf-8", "replace").partition(":")
            header[name.strip().lower()] = value.strip()
        start = stream.tell()
        record = stream.read(int(header.get("content-length", 0)))
        if stream.read(4) == b"\r\n\r\n":
            yield header, record
        else:  # a length that lies
            stream.seek(start)


def unchunk(body):
    """The pieces of a body that was sent in pieces, each with its size before it."""
    stream, pieces = io.BytesIO(body), []
    while size := int(stream.readline().split(b";")[0].strip() or b"0", 16):
        pieces.append(stream.read(size))
        stream.readline()
    return b"".join(pieces)


def warc_text(data, encoding):
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    texts = []
    for header, record in warc_records(io.BytesIO(data)):
        head, _, body = record.partition(b"\r\n\r\n")
        fields = email.message_from_bytes(head.partition(b"\n")[2])
        if (
            header.get("warc-type") == "response"
            and b" 200 " in head[:16]
            and fields.get_content_type() in ("text/html", "application/xhtml+xml")
        ):
            if fields.get("transfer-encoding") == "chunked":
                body = unchunk(body)
            if fields.get("content-encoding") == "gzip":
                body = gzip.decompress(body)
            texts.append(page_text(body, fields.get_content_charset()))
    return "\n".join(texts)


READERS = {
    "html": page_text,
    "htm": page_text,
    "xhtml": page_text,
    "md": markdown_text,
    "markdown": markdown_text,
    "txt": text_text,
    "xml": feed_text,
    "rss": feed_text,
    "atom": feed_text,
    "mhtml": mhtml_text,
    "mht": mhtml_text,
    "epub": epub_text,
    "warc": warc_text,
}


def reader_of(name):
    """The function that reads inputs of such names, or None."""
    return READERS.get(name.rpartition(".")[2].lower())


def visible_text(name, data, encoding):
    """The text of an input.  What is not UTF-8 is taken to be in the encoding."""
    return reader_of(name)(data, encoding)
