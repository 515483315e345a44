# SPDX-License-Identifier: MIT
"""Runs of sheaf in which something is to go wrong, and what must hold all the same."""
import concurrent.futures
import dataclasses
import email.mime.image
import email.mime.multipart
import email.mime.text
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BOOKS = ROOT / "tests/books"
SAMPLES = ROOT / "assets/samples"
STATUSES = (0, 3, 64, 65, 66, 70, 73, 74, 75, 78)
OLD = b"an older book\n"
CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f]")
STUMBLE = re.compile(r"Sanitizer|runtime error|CRITICAL|WARNING \*\*|\(process:|terminate called|core dumped")
SECONDS = 20
HUNG = -99


def copy_book(folder, name):
    for path in (BOOKS / name / "in").iterdir():
        if path.name != "options":
            (shutil.copytree if path.is_dir() else shutil.copy)(path, folder / path.name)


def make_mhtml(folder):
    page = (BOOKS / "clockwork/in/clockwork.html").read_text(encoding="utf-8")
    archive = email.mime.multipart.MIMEMultipart("related", "frontier", type="text/html")
    archive["Subject"] = "Clockwork"
    archive["Snapshot-Content-Location"] = "https://example.com/clockwork"
    part = email.mime.text.MIMEText(re.sub(r'src="[^"]*"', 'src="clock.png"', page, 1), "html", "utf-8")
    part["Content-Location"] = "https://example.com/clockwork"
    archive.attach(part)
    picture = email.mime.image.MIMEImage((SAMPLES / "harbour-clock.png").read_bytes(), "png")
    picture["Content-Location"] = "https://example.com/clock.png"
    archive.attach(picture)
    (folder / "page.mhtml").write_bytes(archive.as_bytes())


def make_inputs(folder, sheaf):
    """Something of every kind that is read."""
    folder.mkdir()
    shutil.copy(SAMPLES / "harbour-clock.txt", folder / "article.txt")
    for name in ("clockwork", "heron-post", "salt-road", "tide-mill", "crawl"):
        copy_book(folder, name)
    make_mhtml(folder)
    for name in ("harbour-week", "week"):
        (folder / name).mkdir()
        copy_book(folder / name, name)
    subprocess.run(
        [sheaf, "pack", "-q", folder / "article.txt", folder / "clockwork.html", "-o", folder / "book.epub"], check=True
    )


@dataclasses.dataclass
class Job:
    """What is run: in a folder with the inputs in "in" and the output in "out"."""

    name: str
    arguments: list
    has_old: bool = False  # a book is there already
    before: tuple = ()  # command lines that are run first, undisturbed
    is_followed: bool = True  # faults are those of all processes, of a batch
    is_named: bool = False  # as where files cannot be without a name: they are given one beside their place

    @property
    def is_batch(self):
        return self.arguments[0] in ("batch", "merge")


@dataclasses.dataclass
class Outcome:
    status: int
    out: str
    err: str
    files: dict


def read_files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


# So many may be open, of which half are: sheaf does not keep any open then that it can close.
N_FILES = 96


def limit_files():
    resource.setrlimit(resource.RLIMIT_NOFILE, (N_FILES, N_FILES))


class Place:
    """A folder in which one job is run again and again."""

    def __init__(self, path, inputs, sheaf):
        self.path, self.sheaf, self.mode = path, sheaf, None
        self.fds = [os.open("/dev/null", os.O_RDONLY) for _ in range(N_FILES // 2)]
        path.mkdir()
        (path / "in").symlink_to(inputs)

    def clear(self, job):
        shutil.rmtree(self.path / "out", ignore_errors=True)
        if not job.is_batch or self.mode:
            (self.path / "out").mkdir()
            (self.path / "out").chmod(self.mode or 0o755)
        if job.has_old:
            (self.path / "out/book.epub").write_bytes(OLD)
        for arguments in job.before:
            self.execute(arguments)

    def execute(self, arguments, wrapper=(), environment=None, is_named=False):
        with open(self.path / "stdout", "wb") as out, open(self.path / "stderr", "wb") as err:
            child = subprocess.Popen(
                [*wrapper, self.sheaf, *arguments],
                cwd=self.path,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
                pass_fds=self.fds if is_named else (),
                preexec_fn=limit_files if is_named else None,
            )
            try:
                status = child.wait(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                status = HUNG
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        read = [(self.path / name).read_bytes().decode("utf-8", "replace") for name in ("stdout", "stderr")]
        return Outcome(status, *read, read_files(self.path / "out"))

    def run(self, job, wrapper=(), environment=None):
        self.clear(job)
        return self.execute(job.arguments, wrapper, environment, job.is_named)


class Inputs:
    """A place for each that runs at the same time, all with the same inputs."""

    def __init__(self, folder, sheaf):
        self.folder, self.sheaf = pathlib.Path(folder), sheaf
        self.n_places = 0
        make_inputs(self.folder / "inputs", sheaf)

    def place(self):
        self.n_places += 1
        return Place(self.folder / f"place-{self.n_places}", self.folder / "inputs", self.sheaf)


def sample(items, n):
    """At most so many of them, evenly."""
    step = max(1, -(-len(items) // n)) if n else 1
    return items[::step]


def in_parallel(inputs, items, function):
    """Calls function(place, item) for each, at once as many as there are processors."""
    places = [inputs.place() for _ in range(os.cpu_count() or 1)]
    free = list(places)

    def call(item):
        place = free.pop()
        try:
            return function(place, item)
        finally:
            free.append(place)

    with concurrent.futures.ThreadPoolExecutor(len(places)) as pool:
        yield from pool.map(call, items)


class Points:
    """Test Anything Protocol, and how many faults there were."""

    def __init__(self):
        self.n_points = self.n_failed = self.n_faults = self.n_survived = 0

    def add(self, title, results):
        """`results`: for each fault what was wrong, a list of lines, and what it was; None: it did not come up."""
        results = [result for result in results if result is not None]
        if not results:
            self.skip(title, "nothing could be made to fail")
            return
        wrong = [(what, faults) for what, faults in results if faults]
        self.n_points += 1
        self.n_failed += bool(wrong)
        self.n_faults += len(results)
        self.n_survived += len(results) - len(wrong)
        count = f": {len(results)} faults" if len(results) > 1 else ""
        print(f"{'not ok' if wrong else 'ok'} {self.n_points} - {title}{count}", flush=True)
        for what, faults in wrong[: int(os.environ.get("FAULTS_SHOWN", "8"))]:
            print(f"#   {what}: {'; '.join(faults)}", flush=True)
        if wrong:
            print(f"#   {len(wrong)} in all", flush=True)

    def skip(self, title, reason):
        self.n_points += 1
        print(f"ok {self.n_points} - {title} # SKIP {reason}", flush=True)

    def finish(self, is_all=False):
        print(f"1..{self.n_points}")
        if is_all:  # for tools/prove
            print(f"{self.n_faults} injected, {self.n_survived} survived")
        return 1 if self.n_failed else 0


def check_said(outcome):
    """Of any run that was not killed."""
    if outcome.status == HUNG:
        yield "did not end"
    elif outcome.status not in STATUSES:
        yield f"ended with status {outcome.status}"
    if found := STUMBLE.search(outcome.err):
        yield f"stumbled: {outcome.err[max(0, found.start() - 80) : found.end() + 200]!r}"
    if CONTROL.search(outcome.err):
        yield "printed control characters"
    if outcome.status != 0 and not re.search("^sheaf: ", outcome.err, re.MULTILINE):
        yield f"gave no message: {outcome.err[:200]!r}"


def temporary(files):
    return [name for name in files if pathlib.PurePath(name).name.startswith(".sheaf-")]


def workspace():
    """In memory, if that can be: it is not the disk that is to be tried, and syncing takes most of the time."""
    in_memory = pathlib.Path("/dev/shm")
    return tempfile.TemporaryDirectory(dir=in_memory if os.access(in_memory, os.W_OK) else None)
