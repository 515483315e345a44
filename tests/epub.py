# SPDX-License-Identifier: MIT
"""A finished book as its reader sees it: for the tests beside this file."""
import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile

XHTML = "{http://www.w3.org/1999/xhtml}"
ACTIVE = {
    "script",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "base",
    "foreignobject",
    "animate",
    "set",
    "handler",
}
REMOTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
LOADING = {"src", "srcset", "poster", "data", "background", "lowsrc", "longdesc", "cite", "action", "formaction"}
LINKS = re.compile(r"\s*(?:https?://|mailto:|tel:)|\s*(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)
BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "dt",
    "dd",
    "td",
    "th",
    "pre",
    "blockquote",
    "figcaption",
    "div",
    "section",
    "tr",
    "br",
    "title",
}


class Book:
    """An EPUB: parts by name, and the text of its articles."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        self.faults = []
        if len(set(name.casefold() for name in self.names)) < len(self.names):
            self.faults.append("two parts have the same name")
        self.pages = {name: self._parse(name) for name in self.names if name.endswith(".xhtml")}
        for name in self.names:
            if name.endswith((".opf", ".ncx", ".xml")):
                self._parse(name)

    def _parse(self, name):
        try:
            return ElementTree.parse(io.BytesIO(self.parts[name])).getroot()
        except ElementTree.ParseError as error:
            self.faults.append(f"{name}: {error}")
            return None

    def articles(self):
        return [page for name, page in sorted(self.pages.items()) if "/article-" in name and page is not None]

    def text(self):
        """The text of the articles, a block a line."""
        return "\n".join(map(page_text, self.articles()))

    def pictures(self):
        """Those of the articles: without the cover."""
        return [name for name in self.names if "/images/" in name and "cover" not in name]

    def active(self):
        """Whatever in it could run, or fetch something."""
        found = [f"{name}: {what}" for name, page in self.pages.items() if page is not None for what in active_of(page)]
        for name in self.names:
            if name.endswith((".css", ".svg")) and re.search(
                rb"@import|expression\(|(?:https?|file|data):(?!//www\.w3\.org/)|<!ENTITY",
                self.parts[name],
                re.IGNORECASE,
            ):
                found.append(f"{name}: reaches out of the book")
        return found


def local(name):
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def active_of(page):
    for element in page.iter():
        if local(element.tag) in ACTIVE:
            yield f"<{local(element.tag)}>"
        for key, value in element.attrib.items():
            key = local(key)
            if key.startswith("on") or key == "srcdoc":
                yield f"{key}="
            elif key in LOADING and REMOTE.match(value):
                yield f"{key}={value[:60]}"
            elif key == "href" and local(element.tag) != "a" and REMOTE.match(value):
                yield f"<{local(element.tag)} href={value[:60]}>"
            elif key == "href" and not LINKS.match(value):
                yield f"href={value[:60]}"
            elif key == "style" and re.search(r"url|expression|@|\\", value, re.IGNORECASE):
                yield f"style={value[:60]}"


def page_text(page):
    """All text of a page, without recursion, for a page may be deep."""
    body = page.find(f"{XHTML}body")
    pieces, stack = [], [iter([body if body is not None else page])]
    tails = []
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            if tails:
                pieces.append(tails.pop())
            continue
        if not isinstance(element.tag, str):
            continue
        block = local(element.tag) in BLOCKS
        pieces.append("\n" + (element.text or "") if block else element.text or "")
        tails.append(("\n" if block else "") + (element.tail or ""))
        stack.append(iter(element))
    return "".join(pieces)
