# SPDX-License-Identifier: MIT
"""Inputs with text in every place where it may get lost: title, name of the file, and what is in it."""
import io
import zipfile

PROSE = (
    "The ropewalk at Dunmere is four hundred paces long, and whoever twists a rope in it walks backwards all day. "
    "Nobody has counted how far its oldest hand has gone that way, but she says that it was to the moon."
)
P = f"<p>{PROSE}</p>"

# Each stands in the middle of an article.  Words that come nowhere else are what a loss is told by.
PLACES = {
    "a table": "<table><caption>Ropes by year</caption><tr><th>Year<th>Length</tr><tr><td>1901<td>seventeen</tr></table>",
    "a table in a table": "<table><tr><td>outer<td><table><tr><td>inner<td>beside</tr></table></tr></table>",
    "a wide table": "<table><tr>" + "".join(f"<td>c{i}" for i in range(90)) + "</tr></table>",
    "a table with text out of place": "<table>stray<tr>between<td>cell</td>after</tr>late</table>",
    "lists": "<ul><li>hemp<ol start=7><li>sisal</li><li>manila</ol></li>loose<li>jute</ul>",
    "terms": "<dl><dt>Lay<dd>How hard it is twisted<dt>Strand<dd>One of three</dl>",
    "loose items": "<li>first loose<li>second loose",
    "headings": "<h2>Tar</h2><h4>and feathers</h4><h6>and so on</h6>",
    "a figure": "<figure><img src=a.png alt='a coil'><figcaption>Coils <cite>drying</cite></figcaption></figure>",
    "a figure of text": "<figure><p>An extract</p><figcaption>from the ledger</figcaption></figure>",
    "a figure with a button": "<figure><img src=https://a.example/1.jpg alt='slack rope'><button>Enlarge</button>"
    "<figcaption>A bight</figcaption></figure>",
    "pictures without a file": "<p><img src=none.png alt='a winch'> and <img alt='a block'></p>",
    "a picture twice": "<figure><img src=https://a.example/1.jpg alt='slack rope'><figcaption>A bight</figcaption></figure>"
    "<p>and between</p><figure><img src=https://a.example/1.jpg alt='taut rope'><figcaption>A bight</figcaption></figure>",
    "a long text for a picture": f"<p><img src=https://a.example/2.jpg alt='{'one more strand of it ' * 12}'></p>",
    "a text for a picture that is a file's name": "<p><img src=https://a.example/3.jpg alt=strand.jpg></p>",
    "details": "<details><summary>Prices</summary><p>Nine pence a fathom</p></details>",
    "closed details without a summary": "<details>Only within</details>",
    "a template": "<template><p>Unfolded by scripts</p></template>",
    "noscript": "<noscript><p>Please switch scripts on</p></noscript>",
    "a frame": "<iframe src=https://a.example/f title='Map of the walk'></iframe>",
    "a frame without an address": "<iframe title='Nowhere'></iframe>",
    "a video": "<video src=https://a.example/v.mp4>No film here</video><audio>No sound</audio>",
    "an object": "<object data=https://a.example/o>Instead of it</object><embed><canvas>Drawn by scripts</canvas>",
    "a form": "<form><label for=a>Your name</label><input id=a><select><option>Yes<option>No</select>"
    "<textarea>Say it here</textarea><button>Send it</button><input type=submit value=Go></form>",
    "ruby": "<p>It is called <ruby>縄<rp>(</rp><rt>nawa</rt><rp>)</rp></ruby> there.</p>",
    "preformatted text": "<pre>one   two\n  three <b>four</b></pre>",
    "code": "<p>Type <code>twist --left</code> and <kbd>Enter</kbd>, get <samp>done</samp>.</p>",
    "two directions": "<p>They say <bdo dir=rtl>abc</bdo> and <bdi>حبل طويل</bdi>.</p><p dir=rtl>شارع الحبال</p>",
    "notes": "<p>It burned<a href=#n1><sup>1</sup></a> once.</p><ol><li id=n1>In the spring of a dry year.</ol>",
    "a note that nothing refers to": "<ol class=footnotes><li id=fn9>Nobody refers to it.</ol>",
    "a formula": "<p>So <math><mi>q</mi><mo>=</mo><mfrac><mn>73</mn><mi>z</mi></mfrac></math> holds.</p>",
    "a drawing": "<svg width=200 height=99><title>A knot</title><text y=9>over and under</text><rect width=9 height=9 />"
    "<desc>In words</desc><foreignObject><p>Foreign words</p></foreignObject></svg>",
    "a small drawing": "<svg width=9 height=9><title>Anchor sign</title><path d='M0 0'/></svg>",
    "a quotation": "<blockquote><p>Walk on.</p><footer>A foreman</footer></blockquote><q>Back</q>",
    "a pull quote": "<aside class=pullquote>Quoted twice</aside>",
    "an aside": "<aside><h3>At a glance</h3><p>Founded before the church</p></aside>",
    "links": "<p><a href='javascript:x()'>A bad link</a>, <a href='#none'>a dead one</a>, <a>none</a>.</p>",
    "unknown elements": "<p>A <rope-bend>carrick</rope-bend> and <o:p>office</o:p> and <Nan says hullo>.</p>",
    "hidden text": "<p hidden>Not shown</p><p style='display:none'>Nor this</p><p aria-hidden=true>Nor that</p>",
    "a dialog": "<dialog open><p>Accept our biscuits</p></dialog>",
    "a menu and a map": "<menu><li>Cut<li>Splice</menu><map name=m><area alt='the east end'></map>",
    "what is out of date": "<center>In the middle</center><marquee>Walking on</marquee><font>Old hand</font><dir><li>An item</dir>",
    "breaks": "<p>one<br>two<br><br>three<wbr>four<hr>five</p>",
    "changes": "<p><del>wrong</del> <ins>right</ins> <s>dear</s> <mark>cheap</mark> <u>sure</u> <small>fine</small></p>",
    "measures": "<p><meter value=3>three of ten</meter> <progress>half way</progress> <time>noon</time></p>",
    "bad nesting": "<p>one <b>two <i>three</b> four</i> five <div>six</p>seven</div>",
    "what is never closed": "<p>before</p><div><span><p>within",
    "a comment that is never closed": "<p>before</p><!-- lost",
    "a paragraph twice": P + "<p>again and again</p><p>again and again</p>" + P,
    "entities": "<p>caf&eacute; &amp; th&eacute; &#x1F6A2; &bogus; a ]]> b < c</p>",
    "a list of shares": "<ul class=share><li>Tell a friend<li>Print</ul>",
    "an advertisement": "<div class=advertisement><p>Buy more rope</p></div>",
    "a newsletter": "<div class=newsletter-signup><p>Rope in your inbox every day</p></div>",
    "related articles": "<div class=related><h3>Read on</h3><ul><li><a href=/x>Eels in the walk</a></ul></div>",
    "an author": "<div class=author-bio><p>Nan Ashe twists ropes.</p></div>",
    "deep elements": "<div>" * 700 + "bottom" + "</div>" * 700,
    "words in a script": "<script>document.write('never')</script><style>p{}</style><p>after it</p>",
}

# Around an article, in a page of its own.
AROUND = {
    "a page": "<nav><a href=/>Home</a> <a href=/q>Quay</a></nav>{}<footer>Printed at Dunmere</footer>",
    "comments": "{}<section id=comments><h2>Letters</h2><p class=comment>My aunt walked there.</p></section>",
    "an article alone": "{}",
    "two columns": "<table><tr><td><ul><li>Left one<li>Left two</ul><td>{}<td>Right side</tr></table>",
    "a page of frames": "<frameset><frame src=a><noframes>None</noframes></frameset>{}",
    "no article": "<ul><li><a href=/1>One story</a><li><a href=/2>Another story</a></ul><p>Closed.</p>",
}
TITLE = "<h1>The long walk of Dunmere</h1><p class=byline>By Nan Ashe, our rope correspondent | Updated 3 May 2024, 4 pm</p>"

TEXTS = {
    "mast.txt": "The long walk of Dunmere\n\nRope is made backwards\n\nBy Nan Ashe, rope correspondent\nThe Quay Gazette\n"
    f"3 May 2024\n\nDUNMERE, Wis. -- {PROSE}\n\nTar and feathers\n\n* hemp\n* sisal\n\n1. one\n2. two\n7. seven\n\n> Walk on.\n\n"
    f"{PROSE}\n\nA coil. Photo by Nan Ashe/The Quay Gazette\n\nNan Ashe twists ropes.\n\nCorrection: It was three.\n",
    "front.txt": f"---\ntitle: The walk\nauthor: Nan Ashe\nmood: glad\n---\n{PROSE}\n\n    1  two   three\n    4  five  six\n\n***\n\nEnd.\n",
    "one.txt": "A single line",
    "all.md": f"---\ntitle: The walk\ntags: [rope, tar]\n---\n# The walk\n\n*By Nan Ashe*\n\n{PROSE}\n\n## Tar\n\n| a | b |\n|---|---|\n"
    "| one cell | two |\n\n- hemp\n  1. sisal\n  2. jute\n- [x] done\n\nTerm\n: What it means\n\n```\ncode here\n```\n\n"
    'A note[^1] and <span>raw</span> and ~~struck~~.\n\n<div><button>Press</button> html</div>\n\n![a coil](none.png "Coils")\n\n'
    '[^1]: The note says so.\n\n[ref]: https://a.example/ "Title"\n\n[shown][ref] <https://b.example/>\n\n> quoted\n> words\n',
    "feed.xml": "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Quay</title><item>"
    f"<title>The walk</title><description>Another thing is said in short, {'and again ' * 40}.</description>"
    f"<content:encoded><![CDATA[{P}{P}<table><tr><td>one<td>two</table><form>ask<button>Send</button></form>]]></content:encoded>"
    "</item><item><title>Second</title><description>Short and good.</description></item></channel></rss>",
    "atom.xml": "<feed xmlns='http://www.w3.org/2005/Atom'><title>Quay</title><entry><title>Walk</title><summary>In short</summary>"
    f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{P}<p>and <b>more</b></p></div></content></entry></feed>",
    "page.mhtml": "MIME-Version: 1.0\nSubject: The walk\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    f"Content-Type: text/html; charset=utf-8\n\n<html><body>{TITLE}{P}{P}<p>and the end</p></body></html>\n--b--\n",
}


NAV, APART = " properties='nav'", " linear='no'"


def epub():
    """A book with what is no chapter: contents, a cover, a note apart, and text before the first chapter."""
    manifest = ("nav", "cover", "notes", "one", "two")
    items = "".join(
        f"<item id='{name}' href='{name}.xhtml' media-type='application/xhtml+xml'{NAV if name == 'nav' else ''}/>"
        for name in manifest
    )
    spine = "".join(f"<itemref idref='{name}'{APART if name == 'notes' else ''}/>" for name in manifest)
    pages = {
        "nav": "<nav epub:type='toc'><h1>What is inside</h1><ol><li><a href='one.xhtml#start'>The walk</a></li>"
        "<li><a href='two.xhtml'>The tar</a></li></ol></nav><nav epub:type='landmarks'><h2>Marks</h2><ol><li>"
        "<a epub:type='cover' href='cover.xhtml'>Front</a></li></ol></nav>",
        "cover": "<section epub:type='cover'><h1>Ropes of Dunmere</h1></section>",
        "notes": "<p>Printed apart from all.</p>",
        "one": f"<p>For whoever walks.</p><div id='start'><h1>The walk</h1>{P}</div>",
        "two": f"<h1>The tar</h1>{P}<button>Stir</button>",
    }
    opf = (
        "<package xmlns='http://www.idpf.org/2007/opf' version='3.0' unique-identifier='i'><metadata "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:identifier id='i'>x</dc:identifier><dc:title>Ropes</dc:title>"
        f"<dc:language>en</dc:language></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' version='1.0'><rootfiles>"
            "<rootfile full-path='p.opf' media-type='application/oebps-package+xml'/></rootfiles></container>",
        )
        book.writestr("p.opf", opf)
        for name, page in pages.items():
            book.writestr(
                f"{name}.xhtml",
                "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>"
                f"<head><title>{name}</title></head><body>{page}</body></html>",
            )
    return data.getvalue()


def pages():
    for name, markup in PLACES.items():
        yield f"{name} in an article", "page.html", f"<title>Walk</title><article>{TITLE}{P}{markup}{P}</article>"
        yield f"{name} in a feed", "feed.xml", (
            f"<rss version='2.0'><channel><title>Quay</title><item><title>Walk</title><description><![CDATA[{P}"
            f"{markup.replace(']]>', ']]&gt;')}{P}]]></description></item></channel></rss>"
        )
    for name, markup in AROUND.items():
        yield f"{name}", "page.html", "<title>Walk</title>" + markup.format(TITLE + P + P)
    for name, text in TEXTS.items():
        yield name, name, text
    yield "book.epub", "book.epub", epub()
