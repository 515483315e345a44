# SPDX-License-Identifier: MIT
"""Rule 7: what is bad is bad for itself alone.  A batch takes the inputs of a run between nine good articles."""
import filecmp
import html
import json
import os
import re
import shutil
import subprocess

from cases.kit import PROSE, Folder, P, png

REFUSED = (65, 66, 78)
LONGEST = 60  # seconds that a batch gives an input, and we give a batch at least
STUMBLED = re.compile(r"^.*(Sanitizer|runtime error|CRITICAL|WARNING \*\*|\(process:).*$", re.MULTILINE)


def write_good(path):
    """Nine articles of several kinds."""
    folder = Folder(path)
    folder.write("quay.png", png(b"quay", 30, 20), below="good")
    for i in range(3):
        folder.write(f"{i}.txt", f"The late ferry {i}\n\nBy Ada Example\n\n{PROSE}\n\n{PROSE}\n", below="good")
        figure = "<figure><img src=quay.png alt=quay><figcaption>The quay</figcaption></figure>" if i else ""
        folder.write(f"{i + 3}.html", f"<h1>The early ferry {i}</h1>{P}{figure}{P}", below="good")
        folder.write(f"{i + 6}.md", f"# The ferry at noon {i}\n\n{PROSE}[^1]\n\n[^1]: So it is said.\n", below="good")
    return folder.path / "good"


class Batch:
    """A batch that was run, and what is in its folder."""

    def __init__(self, sheaf, environment, folder, name, arguments, seconds=LONGEST):
        self.output, self.report = folder / name, folder / f"{name}.html"
        shutil.rmtree(self.output, ignore_errors=True)
        command = [sheaf, "batch", "--no-cover", "--report", self.report, "-O", self.output, *arguments]
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=LONGEST + seconds,
                check=False,
            )
            self.status, self.err = done.returncode, done.stderr.decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            self.status, self.err = "none", ""
        self.lines = self.read_journal()

    def read_journal(self):
        journal = self.output / "journal.ndjson"
        lines = journal.read_text(encoding="utf-8").split("\n")[:-1] if journal.exists() else []
        return {line["input"]: line for line in map(json.loads, lines)}

    def names(self):
        return sorted(os.listdir(self.output)) if self.output.is_dir() else []


class Neighbours:
    def __init__(self, sheaf, environment, folder):
        self.sheaf, self.environment = sheaf, environment
        self.good = write_good(folder)
        self.usual = self.run(folder, "usual", "-j1")

    def run(self, folder, name, *arguments, inputs=(), seconds=LONGEST):
        return Batch(self.sheaf, self.environment, folder, name, [*arguments, "--", self.good, *inputs], seconds)

    def check(self, folder, run, pack, seconds):
        """Everything that is wrong with the batch of a run, which `pack` was the outcome of."""
        options = [option for i, option in enumerate(run.options) if "--list" not in run.options[max(i - 1, 0) : i + 1]]
        usual = self.run(folder, "batch0", "-j1", *options) if options else self.usual
        one, two = (
            self.run(folder, f"batch{n}", f"-j{n}", *run.options, inputs=run.inputs, seconds=seconds) for n in (1, 2)
        )
        if pack.status == 78 and "--glossary" in run.options:
            yield from check_refused(pack, one)  # a glossary is for all, and a batch without it would be another one
            return
        yield from check_good(usual, one)
        yield from check_bad(one)
        yield from check_status(run, pack, one)
        yield from check_workers(one, two)


def check_refused(pack, batch):
    if batch.status != pack.status or batch.lines:
        yield f"in a batch: ended with status {batch.status}, but alone with {pack.status}"


def check_good(usual, batch):
    for key, line in usual.lines.items():
        if line["status"] != "done":
            yield f"a batch of good articles: {line}"
        elif batch.lines.get(key) != line:
            yield f"in a batch: {key} was to become {line['output']}, and became {batch.lines.get(key)}"
        elif not filecmp.cmp(usual.output / line["output"], batch.output / line["output"], shallow=False):
            yield f"in a batch: {key} became another book"


def check_bad(batch):
    """What failed is told by message, journal and report; and there is nothing but books that were told of."""
    report = batch.report.read_text(encoding="utf-8") if batch.report.exists() else ""
    books = [line["output"] for line in batch.lines.values() if line["status"] == "done"]
    if odd := set(batch.names()) ^ {"journal.ndjson", *books}:
        yield f"in a batch: these are there or told of, but not both: {sorted(odd)[:3]}"
    for key, line in batch.lines.items():
        if line["status"] == "failed" and not (line["exit"] in (65, 66, 74, 75, 78) and line["error"]):
            yield f"in a batch: it does not say why it failed: {str(line)[:200]}"
        if line["status"] == "failed" and key.isprintable() and line["error"] not in batch.err:
            yield f"in a batch: no message tells of {key!r}: {line['error'][:200]!r}"
        if line["status"] == "failed" and key.isprintable() and html.escape(key) not in report:
            yield f"in a batch: the report does not tell of {key[:200]!r}"


def is_one_book(run):
    """Of a folder, each file is one, and of a crawl, each page: what is left out there has failed."""
    return [run.inputs[0]] == list(run.inputs) and not run.options and not re.search(r"^in(/many)?$|\.warc", os.fsdecode(run.inputs[0]))


def check_status(run, pack, batch):
    if found := STUMBLED.search(batch.err):
        yield f"in a batch: stumbled: {found.group(0)[:300]}"
    n_failed = sum(line["status"] == "failed" for line in batch.lines.values())
    if batch.status not in (0, 3) or (n_failed and batch.status != 3) or (batch.status == 3 and not batch.err):
        yield f"in a batch: ended with status {batch.status} when {n_failed} had failed: {batch.err[:300]}"
    if pack.status in REFUSED and batch.status != 3:
        yield f"in a batch: ended with status {batch.status}, but alone with {pack.status}"
    if pack.status == 0 and batch.status != 0 and is_one_book(run):
        yield f"in a batch: ended with status {batch.status}, but alone with 0: {batch.err[:300]}"


def check_workers(one, two):
    if one.status != two.status:
        yield f"in a batch: ended with status {one.status} with one worker and {two.status} with two"
    names = one.names()
    if names != two.names():
        yield "in a batch: two workers made other books"
    elif differing := filecmp.cmpfiles(one.output, two.output, names, shallow=False)[1:]:
        if any(differing):
            yield f"in a batch: two workers made another {sum(differing, [])[:3]}"
