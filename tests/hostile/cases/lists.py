# SPDX-License-Identifier: MIT
"""C and S: lists of inputs."""
from .kit import PROSE, P, Run


def listed(folder, content, **expected):
    """A run of an article and of a list that names another one besides."""
    folder.write("good.html", f"<h1>Good tides</h1>{P}")
    folder.write("other.html", f"<h1>Other tides</h1>{P}")
    path = folder.write("list", content)
    return Run("in/good.html", options=("--list", path), **expected)


LINE = '{"path": "other.html"}\n'


def c1(folder):
    """Lines of a manifest that are wrong."""
    for what, line, says in (
        ("an unknown key", '{"path": "other.html", "titel": "x"}', "in/list:2:24: titel is not known; is title meant?"),
        ("a wrong type", '{"path": "other.html", "title": 1}', "in/list:2:24: title must be a text"),
        ("a key twice", '{"title": "x", "path": "other.html", "title": "y"}', "in/list:2:38: the key"),
        ("all of them", '{"title":1,"titel":"x","title":"y","articles":{}}', "in/list:2:"),
        ("no path", '{"title": "x"}', "in/list:2:1: there is no path"),
        ("a path of another type", '{"path": ["other.html"]}', "in/list:2:2: path must be a text"),
        ("an empty path", '{"path": ""}', "in/list:2:2: path must be a text"),
        ("a path that leads nowhere", '{"path": "../../../../none"}', "in/list:2: in/../../../../none: "),
        ("NUL as an escape", '{"path": "a\\u0000b"}', "in/list:2:12: an escape"),
        ("a trailing comma", '{"path": "other.html",}', "in/list:2:23: "),
        ("numbers without end", '{"path": "other.html", "jobs": 1e999}', "in/list:2:24: jobs is not known"),
        ("no number", '{"path": "other.html", "title": NaN}', "in/list:2:33: "),
        ("text behind", '{"path": "other.html"} {}', "in/list:2:24: "),
        ("brackets", "[" * 100000, "in/list:2:"),
        ("brackets in it", '{"path": "other.html", "captions": ' + "[" * 100000 + "]" * 100000 + "}", "in/list:2:"),
        ("a path as text", "other.html", "in/list:2:1: "),
    ):
        yield listed(
            folder, LINE + line + "\n" + LINE, what=what, status=(3,), shows=("Good tides", "Other tides"), says=says
        )


def c2(folder):
    """Lists that are empty or no text."""
    for what, content, status in (
        ("nothing", b"", 3),
        ("a byte order mark", b"\xef\xbb\xbf", 3),
        ("blank lines", b"\n \r\n\t\n# tides\n", 3),
        ("NUL bytes", b"\0" * 100000, 3),
        ("UTF-16", "other.html\n".encode("utf-16"), 3),
        ("old line ends", b"other.html\rother.html", 3),
        ("a line without an end", b"other.html", 0),
    ):
        yield listed(folder, content, what=what, status=(status,), shows="Good tides", says="list" if status else ())


def c5(folder):
    """A manifest of one line."""
    line = '{"articles":[' + ",".join(f'"a{i}.html"' for i in range(1000000)) + "]}\n"
    yield listed(folder, line + LINE, status=(3,), shows=("Good tides", "Other tides"), says="in/list:1: is a line of more")
    names = ", ".join(f'"Ada Example{i}"' for i in range(200000))
    yield listed(folder, f'{{"path": "other.html", "author": [{names}]}}', what="many authors", shows="Other tides")
    yield listed(folder, f'{{"path": "other.html", "author": "{"x" * 1000000}"}}', what="a long one", shows="Other tides")
    keys = ", ".join(f'"k{i}": 1' for i in range(20000))
    yield listed(folder, f'{{"path": "other.html", "captions": [{{{keys}}}]}}', what="many keys", status=(0, 3), shows="Good tides")


def c6(folder):
    """Line ends, blank lines and tabs between the lines of a manifest."""
    content = '\r\n{"path":"other.html"}\r\n\r\n\t{"path":"other.html"}\r\n{"path":"c.html",}\n'
    yield listed(folder, content, status=(3,), shows="Other tides", says="in/list:5:18: ")


def s5(folder):
    """A list of many lines."""
    yield listed(
        folder,
        "".join(f'{{"path":"a{i}.html","url":"https://example.org/{i}"}}\n' for i in range(2000)) + LINE,
        status=(3,),
        shows="Other tides",
        says="in/list:2000: in/a1999.html: ",
    )


def s6(folder):
    """Patterns that take long to match."""
    folder.write(f"{'a' * 200}.html", f"<h1>Tides</h1>{P}")
    yield Run("in/" + "*a" * 60 + "*b*", what="stars", status=(66,))
    yield Run("in/" + "**/" * 3000 + "*.html", what="folders", shows=PROSE, roots="in")
    yield Run("in/" + "[!" * 2000 + "]*", what="brackets", shows=PROSE, roots="in")
    yield Run("in/[a-" + "*.html", what="an open bracket", status=(66,))
    yield Run("in/" + "*/" * 3000 + "*.html", what="many names", status=(66,), roots="in")
