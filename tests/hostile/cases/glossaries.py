# SPDX-License-Identifier: MIT
"""C: glossaries that are empty, endless, in circles, or look like something else."""
from .kit import PROSE, P, Run
from .letters import links_to

TEXT = f"Tides\n\n{PROSE}\n\nThe API of the SDK is late. It says a.*( and =cmd|1!A1 at the quay.\n"


def with_glossary(folder, content, name="g.csv", text=TEXT, **more):
    folder.write(name, content)
    return Run(folder.write("a.txt", text), options=("--glossary", f"in/{name}"), **{"status": (0, 78), **more})


def c7(folder):
    """Terms that are empty, of a megabyte, twice, in circles, and that look like patterns, formulas and formats."""
    rows = "term,definition\n,empty\n" + "x" * 1000000 + ",long\na.*(,re\nAPI,see SDK\nSDK,see API\nAPI,again\n=cmd|1!A1,csv\n"
    yield with_glossary(folder, rows, status=(0,), notes="glossary-row", shows="a.*( and =cmd|1!A1", check=lambda book: links_to(book, "API", "SDK"))
    for i, term in enumerate(("quay.*", "(quay", "[q-a]", "qu\\w+", "%n%s", "{{quay}}", "$(id)", "^quay$", "quay|pier", "\\", "*", ".", "''", "-", "\u200b", "\u0301")):
        yield with_glossary(folder, f"{term},no pattern\nquay,a pier\n", what=term, status=(0,), shows=PROSE)
    circle = "term,definition,aliases,see\n" + "".join(f"t{i},thing,,t{(i + 1) % 2000}\n" for i in range(2000))
    yield with_glossary(folder, circle, what="a circle of 2,000", text=f"{PROSE}\n\n" + " ".join(f"The t{i} here." for i in range(2000)), shows="t1999")
    for what, content in (
        ("nothing", ""),
        ("a header", "term,definition\n"),
        ("blank lines", "\n\n \n"),
        ("a byte order mark", b"\xef\xbb\xbf"),
        ("NUL", b"\0" * 10000),
        ("bytes", bytes(range(256)) * 40),
        ("an open quotation", 'quay,"a pier\n' * 3),
        ("one line", "quay," + "a pier, " * 200000),
        ("commas", "," * 1000000),
        ("UTF-16", "quay,a pier\n".encode("utf-16")),
        ("many", "".join(f"t{i},a thing\n" for i in range(20000))),
        ("one, again and again", "quay,a pier\n" * 3000),
        ("markup", "quay,<script>alert(1)</script><img src=x onerror=y> &amp; ]]>\n"),
    ):
        yield with_glossary(folder, content, what=what, shows=PROSE, hides=("<script>", "<img src=x"))


def c7_yaml(folder):
    """Glossaries in YAML and TBX that grow, nest, refer to themselves, or name files."""
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi")
    )
    for what, content in (
        ("laughs", laughs),
        ("itself", "quay: &a {see: [*a]}\n"),
        ("deep", "quay: " + "[" * 50000),
        ("closed", "quay: " + "{a: " * 20000 + "}" * 20000),
        ("tags", "quay: !!python/object/apply:os.system [id]\n"),
        ("merge", "a: &a {definition: x}\nquay: {<<: *a}\n"),
        ("documents", "quay: a\n---\n" * 10000),
        ("many", "".join(f"t{i}: a thing\n" for i in range(20000))),
        ("long key", "? " + "x" * 1000000 + "\n: y\n"),
    ):
        yield with_glossary(folder, content, name="g.yaml", what=f"YAML: {what}", shows=PROSE)
    head = '<?xml version="1.0"?><!DOCTYPE tbx [{}]><tbx type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>{}</body></text></tbx>'
    concept = '<conceptEntry id="c"><langSec xml:lang="en"><termSec><term>quay</term></termSec></langSec></conceptEntry>'
    entities = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij"))
    for what, content in (
        ("laughs", head.format(entities, concept.replace("quay", "&j;"))),
        ("a file", head.format('<!ENTITY x SYSTEM "file:///etc/passwd">', concept.replace("quay", "&x;"))),
        ("deep", head.format("", "<descrip>" * 50000)),
        ("many", head.format("", concept * 5000)),
        ("itself", head.format("", concept.replace("<term>", '<ref type="crossReference" target="c">c</ref><term>'))),
    ):
        yield with_glossary(folder, content, name="g.tbx", what=f"TBX: {what}", hides="root:", shows=PROSE)


def c9(folder):
    """Terms that overlap, and places that are no place for a link."""

    def check(book):
        links = ["".join(a.itertext()) for page in book.articles() for a in page.iter("{http://www.w3.org/1999/xhtml}a") if "glossary" in a.get("href", "")]
        if "Artificial intelligence" not in links or "Artificial" in links:
            yield f"the longest term is not linked, but {links}"
        for page in book.articles():
            for tag in ("a", "code", "h1", "h2"):
                for element in page.iter(f"{{http://www.w3.org/1999/xhtml}}{tag}"):
                    inner = [a for a in element.iter("{http://www.w3.org/1999/xhtml}a") if a is not element and "glossary" in a.get("href", "")]
                    if inner:
                        yield f"a link stands in <{tag}>"

    folder.write("c9.csv", "art,1\nartificial,2\nartificial intelligence,3\n")
    body = '<h1>art</h1><p>Artificial <b>intel</b>ligence <a href=#>art</a> <code>art</code> <img alt="art"> start</p><p>Artificial intelligence is late.</p>'
    yield Run(folder.write("c9.html", body + P), options=("--glossary", "in/c9.csv"), shows=("art", "start", PROSE), check=check)
    terms = "".join(f"{' '.join(['tide'] * i)},{i}\n" for i in range(1, 60))
    folder.write("tides.csv", terms)
    yield Run(
        folder.write("tides.html", f"<h1>Tides</h1>{P}<p>{'tide ' * 5000}</p>"),
        what="each is the beginning of the next",
        options=("--glossary", "in/tides.csv"),
        shows=PROSE,
    )
    tags = "".join(f"<b>{letter}</b>" for letter in "artificial intelligence")
    yield Run(
        folder.write("split.html", f"<h1>Tides</h1>{P}<p>The {tags} of a<!-- -->rt and ar<wbr>t and <sup>art</sup>.</p>"),
        what="split by tags",
        options=("--glossary", "in/c9.csv"),
        shows=PROSE,
    )


def c8(folder):
    """Sidecars that grow, nest, refer to themselves, and say what no article has."""
    names = "abcdefghij"
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip(names, names[1:])
    )
    for what, content in (
        ("laughs", laughs + "title: *j\nauthors: *i\n"),
        ("a loop", "captions: &a [*a]\n"),
        ("deep", "title: " + "[" * 50000),
        ("closed", "glossary: " + "[" * 20000 + "]" * 20000),
        ("tags", "title: !!python/object/apply:os.system [id]\n"),
        ("many keys", "".join(f"k{i}: v\n" for i in range(20000))),
        ("many captions", "captions:\n" + "".join(f"- raw: none {i}\n  image: ../../../etc/passwd\n" for i in range(5000))),
        ("many terms", "glossary:\n" + "".join(f"- term: t{i}\n  definition: a thing\n" for i in range(5000))),
        ("many links", "links:\n" + "".join(f"- url: javascript:alert({i})\n" for i in range(5000))),
        ("wrong kinds", "title: {a: b}\nauthors: 7\ncaptions: x\nglossary: 1\nsources: {a: [b]}\nlinks: no\ndate: [1]\n"),
        ("NUL", b"title: a\0b\n"),
        ("bytes", bytes(range(256)) * 40),
        ("UTF-16", "title: Tides\n".encode("utf-16")),
        ("two documents", "title: a\n---\ntitle: b\n"),
        ("nothing", ""),
    ):
        folder.write("a.txt.sheaf.yaml", content)
        yield Run(folder.write("a.txt", TEXT), what=what, status=(0, 78), shows=PROSE, hides=("root:", "uid="))
