# SPDX-License-Identifier: MIT
"""Which words of one text are in another."""
import collections
import re
import unicodedata

from visible import ALT

# Scripts without spaces: every character is a word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
INVISIBLE = re.compile(
    "[\u0080-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
RUN = 3


def words_of(text):
    return WORD.findall(unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold())


def list_runs(text):
    words = words_of(text)
    return [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]


def runs_in(text):
    """All runs of up to RUN words that follow each other, whatever lines they stand in."""
    words = words_of(text)
    return {tuple(words[i : i + size]) for size in range(1, RUN + 1) for i in range(len(words) - size + 1)}


def told_twice(blocks, pages, dropped):
    """Runs of what is told as dropped that are in the book all the same."""
    given, shown, told = (
        collections.Counter(run for text in texts for run in list_runs(text)) for texts in (blocks, pages, dropped)
    )
    return [" ".join(run) for run, n in told.items() if shown[run] and shown[run] + n > given[run]]


def lost(blocks, places, anywhere):
    """The words of the blocks that are lost, as (block, words): those that are in no run of three words (or as many as
    the block has) that stands anywhere, and those that the blocks have more often than the places, where each stands
    once.  What stands elsewhere only counts too.  What is said for those who cannot see a picture need be there once.
    """
    runs = runs_in("\n".join([*places, *anywhere]))
    counts = collections.Counter(word for place in places for word in words_of(place))
    others = collections.Counter(word for place in anywhere for word in words_of(place))
    counts.update({word: n for word, n in others.items() if word not in counts})
    found = []
    for block in blocks:
        words = words_of(block)
        size = min(RUN, len(words))
        is_there = [False] * len(words)
        for i in range(len(words) - size + 1):
            if tuple(words[i : i + size]) in runs:
                is_there[i : i + size] = [True] * size
        gone = []
        for word, there in zip(words, is_there):
            counts[word] -= there and not block.startswith(ALT)
            if not there or counts[word] < 0:
                gone.append(word)
        if gone:
            found.append((block.strip(ALT), gone))
    return [(block, gone) for block, gone in found if not are_glued(gone, counts)]


def parts_of(word, counts):
    """The word as two words that are left over, or nothing."""
    splits = ((word[:i], word[i:]) for i in range(1, len(word)))
    return next((split for split in splits if all(counts[part] > 0 for part in split)), ())


def are_glued(gone, counts):
    """Whether the words are there when those that stand in neighbouring elements are taken apart."""
    parts = [part for word in gone for part in ([word] if counts[word] > 0 else parts_of(word, counts) or [word])]
    needed = collections.Counter(parts)
    if len(parts) == len(gone) or any(counts[word] < n for word, n in needed.items()):
        return False
    counts.subtract(needed)
    return True
