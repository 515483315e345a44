# SPDX-License-Identifier: MIT
"""O: places that nothing can be written to, surroundings that are not as usual, and settings from elsewhere."""
import os
import re
import resource
import signal
import subprocess
import time
import zipfile

from .kit import PROSE, P, Trial

EXPECTED = (0, 3, 64, 65, 66, 73, 74, 75, 78, 130, 143)


class Tool:
    """The program in the folder of a case."""

    def __init__(self, folder, sheaf):
        self.folder, self.sheaf = folder, sheaf
        folder.write("a.html", f"<h1>Tides</h1>{P}")
        self.keep = folder.path / folder.write("keep", "keep", below=".")

    def command(self, *arguments):
        return [self.sheaf, *arguments]

    def run(self, *arguments, limits=(), environment=None, **more):
        """Status and message.  `limits` are (resource, value); the environment is added to that of the test, unless it
        has to be the whole."""

        def limit():
            for what, value in limits:
                resource.setrlimit(what, (value, value))

        more.setdefault("stdin", subprocess.DEVNULL)
        more.setdefault("stdout", subprocess.PIPE)
        more.setdefault("env", {**os.environ, **(environment or {})})
        more.setdefault("cwd", self.folder.path)
        done = subprocess.run(
            self.command(*arguments), stderr=subprocess.PIPE, preexec_fn=limit, timeout=60, check=False, **more
        )
        self.status, self.err = done.returncode, done.stderr.decode("utf-8", "replace")
        return done

    def judge(self, statuses, says="", book=None, is_whole=False):
        """What is wrong: with the status, the message, and the book that is there or not."""
        if self.status not in statuses:
            yield f"ended with status {self.status}: {self.err[:300]}"
        if says not in self.err:
            yield f"said {self.err[:300]!r}"
        if self.status == 0 and self.err.strip() and "warning" not in self.err and "loss" not in self.err:
            yield f"said {self.err[:300]!r}, and ended with 0"
        yield from self.judge_book(book, is_whole)

    def judge_book(self, name, is_whole):
        if name is None:
            return
        path = self.folder.path / name
        there = [p.name for p in path.parent.iterdir() if p.name.startswith(path.name) and p.name != path.name]
        if there:
            yield f"{there} lies beside the book"
        if is_whole and not is_sound(path):
            yield "the book is not whole, or not there"
        if not is_whole and os.path.lexists(path):
            yield "there is a book"


def is_sound(path):
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except (OSError, zipfile.BadZipFile):
        return False


def o1(folder, sheaf):
    """A device that is full, as a book and as standard output."""
    tool = Tool(folder, sheaf)
    for arguments in (("-o", "/dev/full"), ("-fo", "/dev/full")):
        tool.run("pack", "in/a.html", *arguments)
        yield Trial(" ".join(arguments), list(tool.judge((73, 74), "/dev/full")))
    if not os.path.exists("/dev/full") or os.path.isfile("/dev/full"):
        yield Trial("the device is still there", ["it was replaced"])
    with open("/dev/full", "wb") as full:
        for arguments in (("pack", "in/a.html", "-o", "-"), ("inspect", "--json", "in/a.html"), ("--help",)):
            tool.run(*arguments, stdout=full)
            yield Trial(" ".join(arguments), list(tool.judge((74,), "standard output")))


def o5(folder, sheaf):
    """A signal in a batch: what is done stays, and the next run does the rest."""
    tool = Tool(folder, sheaf)
    for i in range(200):
        folder.write(f"many/{i}.html", f"<h1>Tide {i}</h1>{P * 200}")
    for number, status in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
        out = f"out{status}"
        batch = subprocess.Popen(
            tool.command("batch", "-j2", "in/many", "-O", out), cwd=folder.path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while not list((folder.path / out).glob("*.epub")) and batch.poll() is None:
            time.sleep(0.01)
        batch.send_signal(number)
        begun = time.monotonic()
        ended = batch.wait(30)
        wrong = [] if ended in (status, 0) and time.monotonic() - begun < 5 else [f"ended with {ended}"]
        wrong += [f"{path.name} is not whole" for path in (folder.path / out).glob("*.epub") if not is_sound(path)]
        tool.run("batch", "-j2", "in/many", "-O", out)
        wrong += tool.judge((0,))
        if len(list((folder.path / out).glob("*.epub"))) != 200:
            wrong.append("the next run did not do the rest")
        yield Trial(number.name, wrong)


def o6(folder, sheaf):
    """Two runs at once, at one book and in one folder."""
    tool = Tool(folder, sheaf)
    for i in range(20):
        folder.write(f"many/{i}.html", f"<h1>Tide {i}</h1>{P * 100}")
    runs = [
        subprocess.Popen(tool.command("batch", "in/many", "-O", "out"), cwd=folder.path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    ends = sorted(run.wait(60) for run in runs)
    books = list((folder.path / "out").glob("*.epub"))
    wrong = [] if ends in ([0, 75], [0, 0]) else [f"ended with {ends}"]
    wrong += [f"{path.name} is not whole" for path in books if not is_sound(path)]
    yield Trial("in one folder", wrong if len(books) == 20 else [*wrong, f"made {len(books)} books"])
    runs = [
        subprocess.Popen(tool.command("pack", "-qf", "in/many", "-o", "both.epub"), cwd=folder.path) for _ in range(2)
    ]
    ends = [run.wait(60) for run in runs]
    tool.status, tool.err = max(ends), ""
    yield Trial("at one book", list(tool.judge((0,), book="both.epub", is_whole=True)))


def o7(folder, sheaf):
    """The book is a link, a pipe, a folder, or the input itself."""
    tool = Tool(folder, sheaf)
    path = folder.path
    for name, target in (("link.epub", "keep"), ("dangling.epub", "nowhere"), ("far.epub", "/etc/passwd")):
        (path / name).symlink_to(target)
        tool.run("pack", "-f", "in/a.html", "-o", name)
        wrong = list(tool.judge((0, 73)))
        if tool.keep.read_text() != "keep" or (path / "nowhere").exists():
            wrong.append("wrote through the link")
        if tool.status == 0 and ((path / name).is_symlink() or not is_sound(path / name)):
            wrong.append("the book is not in the place of the link")
        yield Trial(name, wrong)
    os.mkfifo(path / "pipe.epub")
    (path / "folder.epub").mkdir()
    os.link(path / "in/a.html", path / "hard.epub")
    (path / "self.epub").symlink_to("in/a.html")
    page = (path / "in/a.html").read_bytes()
    for name in ("pipe.epub", "folder.epub", "hard.epub", "self.epub", "in/a.html", "in/../in/a.html", "in", ".", "in/a.html/b.epub", "none/b.epub"):
        tool.run("pack", "-f", "in/a.html", "-o", name)
        wrong = list(tool.judge((73,)))
        if (path / "in/a.html").read_bytes() != page:
            wrong.append("the input has changed")
        yield Trial(name, wrong)
    tool.run("batch", "in", "-O", "keep")
    yield Trial("a file as the folder of a batch", list(tool.judge((73,), "keep")))
    (path / "linked").symlink_to("in")
    tool.run("batch", "in", "-O", "linked")
    yield Trial("the inputs as the folder of a batch", [] if tool.status in EXPECTED and (path / "in/a.html").read_bytes() == page else [tool.err])


def o9(folder, sheaf):
    """Nobody reads what is printed."""
    tool = Tool(folder, sheaf)
    for arguments in (("pack", "in/a.html", "-o", "-"), ("inspect", "--tree", "in/a.html"), ("batch", "in", "-O", "out", "--json")):
        reads, writes = os.pipe()
        os.close(reads)
        tool.run(*arguments, stdout=writes)
        os.close(writes)
        wrong = list(tool.judge((0, 74, -signal.SIGPIPE)))
        yield Trial(" ".join(arguments), [*wrong, "printed a trace"] if "Sanitizer" in tool.err else wrong)
    for closed in (">&-", "<&-", "2>&-", ">&- 2>&- <&-"):
        done = subprocess.run(
            ["bash", "-c", f'exec "$0" pack in/a.html -fo closed.epub {closed}', sheaf], cwd=folder.path, capture_output=True, timeout=60, check=False
        )
        tool.status, tool.err = done.returncode, done.stderr.decode()
        is_whole = tool.status == 0
        yield Trial(f"closed: {closed}", [*tool.judge((0, 74)), *([] if not is_whole or is_sound(folder.path / "closed.epub") else ["not whole"])])


def o10(folder, sheaf):
    """A book that is there already stays."""
    tool = Tool(folder, sheaf)
    for name in ("keep", "empty.epub"):
        (folder.path / name).touch()
        before = (folder.path / name).read_bytes()
        tool.run("pack", "in/a.html", "-o", name)
        wrong = list(tool.judge((73,), "--force"))
        yield Trial(name, wrong if (folder.path / name).read_bytes() == before else [*wrong, "it has changed"])
    folder.write("bad.html", "")
    tool.run("pack", "-f", "in/bad.html", "-o", "keep")
    yield Trial("--force, and nothing to pack", [*tool.judge((65,)), *([] if tool.keep.read_text() == "keep" else ["it has changed"])])


def o11(folder, sheaf):
    """Little room: for files, for open files, for memory, for processes, for the stack."""
    tool = Tool(folder, sheaf)
    deep = folder.write("deep.html", "<div>" * 100000 + PROSE)
    for what, limits, name in (
        ("10 KiB a file", [(resource.RLIMIT_FSIZE, 10240)], "in/a.html"),
        ("12 open files", [(resource.RLIMIT_NOFILE, 12)], "in/a.html"),
        ("4 open files", [(resource.RLIMIT_NOFILE, 4)], "in/a.html"),
        ("60 MB", [(resource.RLIMIT_AS, 60000 << 10)], "in/a.html"),
        ("20 MB", [(resource.RLIMIT_AS, 20000 << 10)], "in/a.html"),
        ("one process", [(resource.RLIMIT_NPROC, 1)], "in/a.html"),
        ("64 KiB of stack", [(resource.RLIMIT_STACK, 65536)], deep),
        ("1 s", [(resource.RLIMIT_CPU, 1)], "in/a.html"),
    ):
        for is_batch in (False, True):
            out = f"{re.sub('[^a-z0-9]', '', what.lower())}.epub"
            arguments = ("batch", "-j2", name, "-O", "out") if is_batch else ("pack", "-f", name, "-o", out)
            tool.run(*arguments, limits=limits)
            wrong = list(tool.judge((0, 3, 73, 74, 75), book=None if is_batch else out, is_whole=tool.status == 0))
            # The dynamic linker or bash may have no room before we begin.
            if tool.status == 127 or "error while loading shared libraries" in tool.err:
                wrong = []
            yield Trial(f"{what}{', in a batch' if is_batch else ''}", wrong)


def o13(folder, sheaf):
    """TMPDIR is not there, is no folder, or cannot be written to."""
    tool = Tool(folder, sheaf)
    for i, where in enumerate(("/nonexistent", "keep", "/proc", "", "x" * 5000)):
        tool.run("pack", "in/a.html", "-o", f"{i}.epub", environment={"TMPDIR": where})
        yield Trial(where[:20], list(tool.judge((0,), book=f"{i}.epub", is_whole=True)))


def o14(folder, sheaf):
    """No environment, an odd one, and a folder that is gone."""
    tool = Tool(folder, sheaf)
    tool.run("pack", "in/a.html", "-o", "usual.epub")
    usual = (folder.path / "usual.epub").read_bytes()
    for i, environment in enumerate(
        ({}, {"LC_ALL": "C"}, {"LC_ALL": "none", "LANG": "\xff", "TZ": ":/etc/passwd"}, {"HOME": "/nonexistent", "PATH": ""}, {"G_MESSAGES_DEBUG": "all", "XML_CATALOG_FILES": "/etc/passwd"}, {"A" * 1000: "x" * 50000})
    ):
        tool.run("pack", "in/a.html", "-o", f"{i}.epub", env=environment)
        wrong = list(tool.judge((0,), book=f"{i}.epub", is_whole=True))
        yield Trial(str(environment)[:60], wrong if wrong or (folder.path / f"{i}.epub").read_bytes() == usual else ["another book"])
    (folder.path / "gone").mkdir()
    for arguments in (("--version",), ("pack", "a.html", "-o", "b.epub"), ("pack", str(folder.path / "in/a.html"), "-o", str(folder.path / "g.epub"))):
        done = subprocess.run(
            ["bash", "-c", 'rmdir "$(pwd)"; exec "$0" "$@"', sheaf, *arguments], cwd=folder.path / "gone", capture_output=True, timeout=60, check=False
        )
        (folder.path / "gone").mkdir()
        tool.status, tool.err = done.returncode, done.stderr.decode()
        yield Trial(f"a folder that is gone: {arguments[0]}", list(tool.judge((0, 66, 73))))


def o15(folder, sheaf):
    """Clocks: at the beginning, before and after what a ZIP can say, and none."""
    tool = Tool(folder, sheaf)
    for seconds, date in ((0, "1970-01-01T00:00:00Z"), (315532799, "1979-12-31T23:59:59Z"), (4354819200, "2108-01-01T00:00:00Z"), (1483228799, "2016-12-31T23:59:59Z")):
        for again in (1, 2):
            tool.run("pack", "in/a.html", "-o", f"{seconds}-{again}.epub", environment={"SOURCE_DATE_EPOCH": str(seconds)})
        wrong = list(tool.judge((0,), book=f"{seconds}-2.epub", is_whole=True))
        books = [(folder.path / f"{seconds}-{again}.epub").read_bytes() for again in (1, 2)]
        if books[0] != books[1]:
            wrong.append("the same input made two books")
        with zipfile.ZipFile(folder.path / f"{seconds}-1.epub") as archive:
            package = next(archive.read(name).decode() for name in archive.namelist() if name.endswith(".opf"))
            if any(not 1980 <= info.date_time[0] <= 2107 for info in archive.infolist()):
                wrong.append("a part has no year that a ZIP can say")
        if f">{date}<" not in package:
            wrong.append(f"it was not modified at {date}")
        yield Trial(str(seconds), wrong)


def c3(folder, sheaf):
    """Numbers of options that are none, or too large."""
    tool = Tool(folder, sheaf)
    n_trials = 0
    for name, command in (("--jobs", "batch"), ("--timeout", "batch"), ("--memory", "batch"), ("--report-limit", "batch"), ("--max-articles", "pack"), ("--max-size", "pack")):
        for value in ("1e999", "18446744073709551616", "NaN", "-1", "0x10", "", " 1", "1 ", "\u0661", "99999999999999999999GB", "1.5"):
            n_trials += 1
            where = ("-O", f"out{n_trials}") if command == "batch" else ("-o", f"{n_trials}.epub")
            tool.run(command, "in/a.html", *where, f"{name}={value}")
            wrong = list(tool.judge((64, 65) if name == "--max-size" else (64,), name if tool.status == 64 else ""))
            if tool.status == 0 and value in (" 1", "0x10") and command == "batch":
                wrong = []  # GLib reads numbers as C does
            elif os.path.lexists(folder.path / where[1]):
                wrong.append("something was written")
            yield Trial(f"{name}={value}", wrong)


def c10(folder, sheaf):
    """Settings that lie about: none is read, from the folder that one is in, that of the inputs, or the home."""
    tool = Tool(folder, sheaf)
    config = 'post_hook = "touch pwned"\noutput: /etc/passwd\ntitle: Settings\nglossary: /etc/passwd\n'
    for where in (".", "in", "home", "home/.config", "home/.config/sheaf"):
        for name in (".sheaf.yaml", "sheaf.yaml", ".sheafrc", "config", "sheaf.conf", "config.toml"):
            if not (folder.path / where / name).is_dir():
                folder.write(name, config, below=where)
    home = {"HOME": str(folder.path / "home"), "XDG_CONFIG_HOME": str(folder.path / "home/.config")}
    tool.run("pack", "in/a.html", "-o", "b.epub", environment=home)
    wrong = list(tool.judge((0,), book="b.epub", is_whole=True))
    with zipfile.ZipFile(folder.path / "b.epub") as archive:
        if any(b"Settings" in archive.read(name) for name in archive.namelist()):
            wrong.append("the settings were read")
    yield Trial("pack", [*wrong, "a command was run"] if (folder.path / "pwned").exists() else wrong)


def c11(folder, sheaf):
    """Times of the book that are none."""
    tool = Tool(folder, sheaf)
    for value in ("", "abc", "-1", "1e3", "99999999999999999999", "253402300800", " 1", "1 ", "+1", "0x1", "\u0661", "1\n2"):
        for arguments in (("pack", "in/a.html", "-o", "b.epub"), ("batch", "in/a.html", "-O", "out")):
            tool.run(*arguments, environment={"SOURCE_DATE_EPOCH": value})
            wrong = list(tool.judge((64, 78), "SOURCE_DATE_EPOCH"))
            if os.path.lexists(folder.path / arguments[-1]):
                wrong.append("something was written")
            yield Trial(f"{value!r}, {arguments[0]}", wrong)


def o4(folder, sheaf):
    """Killed at any moment: the book is not there, or is the old one, or the new one, and whole."""
    tool = Tool(folder, sheaf)
    page = folder.write("long.html", f"<h1>Tides</h1>{P * 4000}")
    for i in range(12):
        pack = subprocess.Popen(tool.command("pack", "-qf", page, "-o", "k.epub"), cwd=folder.path)
        time.sleep(0.008 * i)
        pack.kill()
        pack.wait(30)
        path = folder.path / "k.epub"
        yield Trial(f"after {8 * i} ms", [] if not path.exists() or is_sound(path) else ["the book is not whole"])
    tool.run("pack", "-qf", page, "-o", "k.epub")
    yield Trial("and then not", [*tool.judge((0,)), *([] if is_sound(folder.path / "k.epub") else ["it is not whole"])])


def o8(folder, sheaf):
    """Names of books that are odd, too long, or in a folder that takes none."""
    tool = Tool(folder, sheaf)
    for name in (b"a\nb.epub", b"bad\xff.epub", b"$(id).epub", b"-.epub", b" .epub", "é.epub".encode(), b"x" * 250 + b".epub", b"x" * 255, b"CON", b"a:b.epub", b"\x1b[2J.epub"):
        tool.run("pack", "in/a.html", "-o", os.fsdecode(name))
        is_whole = tool.status == 0
        wrong = list(tool.judge((0, 73)))
        if is_whole and not is_sound(folder.path / os.fsdecode(name)):
            wrong.append("the book is not there")
        yield Trial(repr(name[:20]), [*wrong, "controls the terminal"] if "\x1b" in tool.err else wrong)
    for name in ("x" * 256, "x/" * 3000 + "b.epub", "", "/proc/b.epub", "/sys/b.epub", "/dev/null/b.epub"):
        tool.run("pack", "in/a.html", "-o", name)
        yield Trial(name[:20], list(tool.judge((64, 73, 74))))
        tool.run("batch", "in/a.html", "-O", name)
        yield Trial(f"{name[:20]} for a batch", list(tool.judge((64, 73, 74))))


def o12(folder, sheaf):
    """A journal that is none, is damaged, or is a link."""
    tool = Tool(folder, sheaf)
    for what, content in (
        ("bytes", bytes(range(256)) * 40),
        ("half a line", b'{"input":"a.html","sta'),
        ("deep", b"[" * 100000 + b"\n"),
        ("a long line", b'{"input":"' + b"x" * 2000000 + b'"}\n'),
        ("lies", b'{"input":"a.html","status":"done","output":"../../keep","files":{"a.html":"x"},"sha256":"y"}\n'),
        ("NUL", b"\0" * 100000),
        ("the same line", b'{"input":"a.html","status":"failed","exit":65}\n' * 1000),
    ):
        out = what.replace(" ", "-")
        folder.write("journal.ndjson", content, below=out)
        for more in ((), ("--prune",)):
            tool.run("batch", "in/a.html", "-O", out, *more)
            wrong = list(tool.judge((0, 65, 73, 74)))
            if not tool.keep.exists() or tool.keep.read_text() != "keep":
                wrong.append("a file outside was removed or changed")
            yield Trial(" ".join((what, *more)), wrong)
    (folder.path / "linked").mkdir()
    (folder.path / "linked/journal.ndjson").symlink_to("../keep")
    tool.run("batch", "in/a.html", "-O", "linked")
    yield Trial("a link", [] if tool.keep.read_text() == "keep" and tool.status in EXPECTED else ["wrote through the link"])
