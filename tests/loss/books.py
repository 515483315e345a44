# SPDX-License-Identifier: MIT
"""What became of an input: the text of its book, and what sheaf tells of the rest."""
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

sys.dont_write_bytecode = True
sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent)]

import visible  # noqa: E402
import words  # noqa: E402


def run(*command):
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8", errors="replace")


def is_mark(element):
    """The number of a source, which is sheaf's own."""
    return element.get("role") == "doc-biblioref"


def is_mark_or_header(element):
    """Where the book tells what the page says elsewhere."""
    return is_mark(element) or visible.local(element.tag) == "header"


def read_book(path):
    """The text of the articles, of their bodies alone, and of the other pages."""
    articles, bodies, others = [], [], []
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            page = ElementTree.fromstring(book.read(name)) if name.endswith(".xhtml") else None
            if page is not None and "/article-" in name:
                bodies.append(visible.tree_text(page, is_mark_or_header))
            if page is not None:
                (articles if "/article-" in name else others).append(visible.tree_text(page, is_mark))
    return articles, bodies, others


def told_by(sheaf, path, options):
    """What is left out, as inspecting the input tells."""
    inspected = run(sheaf, "inspect", "--json", *options, path)
    articles = [json.loads(line) for line in inspected.stdout.splitlines()]
    dropped = [dropped for article in articles for dropped in article["dropped"]]
    messages = [note["message"].partition(": ")[2] for article in articles for note in article["notes"]]
    encoding = next((article["source"]["encoding"] for article in articles), None)
    return dropped, messages, Captions(articles), encoding


# What the book tells in a place of its own.
ELSEWHERE = ("details", "pictures", "summary")


class Captions:
    """Captions, which a book has in a form of its own: sentence, credit line, place in the text."""

    FIELDS = ("caption", "photographer", "agency", "date", "place", "rights")
    # which of several pictures is meant, that now has a caption of its own
    PLACES = frozenset("above below bottom center from left middle right top".split())

    def __init__(self, articles):
        self.raws = []
        for caption in (caption for article in articles for caption in article["captions"] if caption["raw"]):
            raw = words.words_of(caption["raw"])
            fields = words.words_of(" ".join(caption[field] or "" for field in self.FIELDS))
            sentence = words.words_of(caption["caption"] or caption["raw"])
            self.raws.append((raw, sentence, collections.Counter(raw) - collections.Counter(fields)))

    @staticmethod
    def is_of(found, raw, sentence):
        """Whether the words are those of the caption, or some of them, or it is among them."""
        if f" {' '.join(found)} " in f" {' '.join(raw)} ":
            return True
        if len(found) > 3 and not collections.Counter(found) - collections.Counter(raw):
            return True
        return len(sentence) > 1 and f" {' '.join(sentence)} " in f" {' '.join(found)} "

    def parts_of(self, block):
        """The words of the block one by one if it is of a caption, since their order changes, and without those that are
        in none of its fields, as inspecting it shows; else the block."""
        found = words.words_of(block)
        for raw, sentence, rest in self.raws:
            if found and self.is_of(found, raw, sentence):
                rest = rest.copy()
                for word in found:
                    rest[word] -= 1
                    if rest[word] < 0 and (word not in self.PLACES or len(found) < len(raw)):
                        yield visible.ALT + word if block.startswith(visible.ALT) else word
                return
        yield block


class Outcome:
    """What was lost of an input; `status` is that of packing it."""

    def __init__(self, sheaf, path, options=()):
        self.name = os.path.basename(path)
        self.is_known = visible.reader_of(self.name) is not None
        self.lost, self.told_twice, self.n_in, self.n_book, self.n_told = [], [], 0, 0, 0
        with tempfile.TemporaryDirectory() as folder:
            book = f"{folder}/book.epub"
            self.status = 0 if not self.is_known else run(sheaf, "pack", *options, "-o", book, path).returncode
            if self.status != 0 or not self.is_known:
                return
            articles, bodies, others = read_book(book)
        dropped, messages, captions, encoding = told_by(sheaf, path, options)
        text = visible.visible_text(self.name, pathlib.Path(path).read_bytes(), encoding)
        blocks = [part for block in text.split("\n") for part in captions.parts_of(block)]
        self.n_in = sum(len(words.words_of(block)) for block in blocks)
        self.n_book = sum(len(words.words_of(page)) for page in articles)
        told = [block["text"] for block in dropped]
        self.n_told = sum(map(len, map(words.words_of, told)))
        self.lost = words.lost(blocks, [*articles, *told, *messages], others)
        self.told_twice = words.told_twice(
            [text], bodies, [block["text"] for block in dropped if block["kind"] not in ELSEWHERE]
        )

    @property
    def n_lost(self):
        return sum(len(gone) for _, gone in self.lost)
