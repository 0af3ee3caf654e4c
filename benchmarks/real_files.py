"""Real files of every format that is read, with invented words in them, good ones and bad ones.

`make_file(kind, story)` gives the bytes of one; `make_folder` writes a mixed folder such as
analysts have. The same number gives the same words.
"""

from __future__ import annotations

import gzip
import io
import json
import plistlib
import random
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from html import escape
from pathlib import Path

_THINGS = (
    *("harbour", "ferry", "council", "pier", "timber", "quay", "tram", "rail", "bridge", "river"),
    *("market", "school"),
)
_DEEDS = (
    *("closed", "opened", "repaired", "moved", "sold", "painted", "counted", "inspected"),
    *("reported", "promised"),
)
_PLACES = ("Wendle", "Lakeshore", "Podil", "Brackwater", "Eastmoor", "Saltney", "Thornby", "Ash")


@dataclass(frozen=True)
class Story:
    """An invented article."""

    title: str
    paragraphs: tuple[str, ...]
    day: date
    source: str = "The Brackwater Post"
    author: str = "Ann Writer"

    @property
    def text(self) -> str:
        """The paragraphs, a blank line between them."""
        return "\n\n".join(self.paragraphs)


def invent(number: int) -> Story:
    """The story of that number: three paragraphs that no other has."""
    chance = random.Random(number)
    place = chance.choice(_PLACES)

    def sentence() -> str:
        first, second, third = chance.sample(_THINGS, 3)
        return (
            f"The {first} of {place} was {chance.choice(_DEEDS)} in year {chance.randint(1, 9999)} "
            f"of the {second}, and the {third} near it was {chance.choice(_DEEDS)} as well."
        )

    paragraphs = tuple(" ".join(sentence() for _ in range(4)) for _ in range(3))
    day = date(2020, 1, 1) + timedelta(days=number % 1800)
    return Story(f"Notice {number} from {place}", paragraphs, day)


def _plain(story: Story) -> bytes:
    return f"{story.title}\n\nBy {story.author} | {story.day}\n\n{story.text}\n".encode()


def _markdown(story: Story) -> bytes:
    head = f"---\ntitle: {story.title}\nsource: {story.source}\ndate: {story.day}\n---\n\n"
    return (head + story.text).encode()


def _page(story: Story) -> bytes:
    body = "".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{escape(story.title)}</title>'
        f'<meta property="article:published_time" content="{story.day}T10:00:00Z"></head>'
        f"<body><nav>Home News</nav><article><h1>{escape(story.title)}</h1>{body}</article>"
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def _saved_page(story: Story) -> bytes:
    message = EmailMessage()
    message["Subject"] = story.title
    message["MIME-Version"] = "1.0"
    message.set_content(_page(story).decode(), subtype="html")
    message.make_related()
    return message.as_bytes()


def _pdf(story: Story) -> bytes:
    lines = [story.title, "", *(line for p in story.paragraphs for line in (*_wrapped(p), ""))]
    shown = b"\n".join(
        b"BT /F 11 Tf 72 %d Td (%s) Tj ET" % (720 - 14 * place, line.encode("latin-1"))
        for place, line in enumerate(lines)
        if line
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R"
        b"/Resources<</Font<</F 3 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def _wrapped(paragraph: str, width: int = 80) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _word(story: Story) -> bytes:
    import docx

    made = docx.Document()
    made.add_paragraph(story.title, "Title")
    for paragraph in story.paragraphs:
        made.add_paragraph(paragraph)
    made.core_properties.author = story.author
    made.core_properties.created = datetime.combine(story.day, datetime.min.time())
    made.save(stream := io.BytesIO())
    return stream.getvalue()


def _nexis(story: Story) -> bytes:
    import docx

    made = docx.Document()
    for number in (1, 2):
        for line in (
            *(f"{story.title}, part {number}", story.source, f"{story.day:%B} {story.day.day}, "),
            *("Section: NEWS", "Length: 99 words", f"Byline: By {story.author}", "Body"),
            *(story.paragraphs[number - 1], story.paragraphs[2]),
            *("Load-Date: May 2, 2025", "End of Document"),
        ):
            day = f"{story.day:%B} {story.day.day}, {story.day.year}"
            made.add_paragraph(day if line.endswith(", ") else line)
    made.save(stream := io.BytesIO())
    return stream.getvalue()


def _opendocument(story: Story) -> bytes:
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<text:p>{escape(p)}</text:p>" for p in story.paragraphs)
    content = (
        f'<office:document-content xmlns:office="{spaces}:office:1.0" '
        f'xmlns:text="{spaces}:text:1.0"><office:body><office:text>'
        f'<text:h text:outline-level="1">{escape(story.title)}</text:h>{body}'
        "</office:text></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.text"
    return _zipped({"mimetype": mime.encode(), "content.xml": content.encode()})


def _rich(story: Story) -> bytes:
    return ("{\\rtf1\\ansi " + "\\par\n".join((story.title, *story.paragraphs)) + "}").encode()


def _mail(story: Story) -> bytes:
    message = EmailMessage()
    message["From"] = f"{story.author} <desk@post.example>"
    message["Subject"] = story.title
    message["Date"] = f"{story.day:%a, %d %b %Y} 10:00:00 +0000"
    message.set_content(story.text)
    return message.as_bytes()


def _mailbox(story: Story) -> bytes:
    mails = (_mail(invent(number)).replace(b"\nFrom ", b"\n>From ") for number in _parts_of(story))
    return b"".join(
        b"From desk@post.example Thu May  1 10:00:00 2025\n%s\n" % mail for mail in mails
    )


def _apple_mail(story: Story) -> bytes:
    mail = _mail(story)
    state = b"<key>flags</key><integer>1</integer>"
    return b'%d\n%s<plist version="1.0"><dict>%s</dict></plist>\n' % (len(mail), mail, state)


def _book(story: Story) -> bytes:
    """An issue as calibre makes one of feeds: a list, and an article."""
    page = "<html><body>%s</body></html>"
    navbar = '<div class="calibre_navbar">| <a href="../index.html">Section menu</a> |</div>'
    body = "".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)
    items = ("feed_0/index.html", "feed_0/article_0/index.html")
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:title>{story.source} [{story.day}]</dc:title><dc:date>{story.day}</dc:date>"
        "<dc:creator>calibre</dc:creator><dc:language>en</dc:language></metadata><manifest>"
        + "".join(f'<item id="i{n}" href="{name}"/>' for n, name in enumerate(items))
        + '</manifest><spine><itemref idref="i0"/><itemref idref="i1"/></spine></package>'
    )
    listed = '<ul class="calibre_article_list"><li><a href="article_0/index.html">One</a></li></ul>'
    container = '<container><rootfiles><rootfile full-path="content.opf"/></rootfiles></container>'
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "content.opf": package,
        items[0]: page % listed,
        items[1]: page % f"{navbar}<h2>{escape(story.title)}</h2>{body}",
    }
    return _zipped({name: content.encode() for name, content in parts.items()})


def _table(story: Story, separator: str = ",") -> bytes:
    rows = [("title", "date", "source", "text")]
    for number, paragraph in enumerate(story.paragraphs, 1):
        rows.append((f"{story.title} {number}", str(story.day), story.source, paragraph))
    quoted = (separator.join(f'"{cell}"' for cell in row) for row in rows)
    return ("\n".join(quoted) + "\n").encode()


def _unnamed_table(story: Story) -> bytes:
    """A table whose columns have names that nobody knows."""
    return _table(story).replace(b'"title","date","source","text"', b'"kop","dag","blad","stuk"')


def _media_cloud(story: Story) -> bytes:
    names = "id,publish_date,title,url,language,media_name,media_url,indexed_date"
    row = f'7,{story.day},"{story.title}",https://post.example/7,en,Post,post.example,{story.day}'
    return f"{names}\n{row}\n".encode()


def _references(story: Story) -> bytes:
    lines = {
        **{"TY": "NEWS", "TI": story.title, "AU": story.author, "T2": story.source},
        **{"DA": f"{story.day:%Y/%m/%d}/", "AB": " ".join(story.paragraphs), "ER": ""},
    }
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines.items()).encode()


def _workbook(story: Story) -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = [("title", "date", "text")]
    rows += [(f"{story.title} {n}", str(story.day), p) for n, p in enumerate(story.paragraphs)]
    cells = "".join(
        f'<row r="{place}">'
        + "".join(f'<c t="inlineStr"><is><t>{escape(word)}</t></is></c>' for word in row)
        + "</row>"
        for place, row in enumerate(rows, 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Sheet" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/1.xml"/>'
        "</Relationships>",
        "xl/worksheets/1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData>'
        "</worksheet>",
    }
    return _zipped({name: content.encode() for name, content in parts.items()})


def _parquet(story: Story) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "title": [f"{story.title} {n}" for n in range(3)],
            "text": list(story.paragraphs),
            "date": [str(story.day)] * 3,
        }
    )
    pq.write_table(table, stream := io.BytesIO())
    return stream.getvalue()


def _object(story: Story) -> dict[str, str]:
    return {"title": story.title, "text": story.text, "published_at": str(story.day)}


def _records(story: Story) -> bytes:
    return json.dumps({"articles": [_object(story)]}).encode()


def _lines(story: Story) -> bytes:
    return b"\n".join(json.dumps(_object(invent(n))).encode() for n in _parts_of(story))


def _parts_of(story: Story) -> range:
    first = 1_000_000 + 10 * story.day.toordinal()
    return range(first, first + 3)


def _feed(story: Story) -> bytes:
    return (
        '<rss version="2.0"><channel><title>Post</title><item>'
        f"<title>{escape(story.title)}</title><link>https://post.example/{story.day}</link>"
        f"<pubDate>{story.day:%a, %d %b %Y} 10:00:00 +0000</pubDate>"
        f"<description>{escape(story.text)}</description></item></channel></rss>"
    ).encode()


def _news_item(story: Story) -> bytes:
    """NewsML-G2 with NITF in it."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    meta = f"<itemMeta><versionCreated>{story.day}T10:00:00Z</versionCreated></itemMeta>"
    meta += f"<contentMeta><headline>{escape(story.title)}</headline></contentMeta>"
    return (
        '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1"'
        f' version="1">{meta}<contentSet><inlineXML><nitf><body><body.content>{text}'
        "</body.content></body></nitf></inlineXML></contentSet></newsItem>"
    ).encode()


def _ninjs(story: Story) -> bytes:
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    item = {"uri": "urn:x:1", "type": "text", "versioncreated": f"{story.day}T10:00:00Z"}
    return json.dumps({**item, "headline": story.title, "body_xhtml": text}).encode()


def _dispatch(story: Story) -> bytes:
    """IPTC 7901."""
    text = "\r\n\r\n".join(story.paragraphs)
    head = f"\x01abc0001 3 i 93  bsp 0045\r\n\r\nTown/harbour/\r\n\x02{story.title} =\r\n\r\n"
    return f"{head}{text}\r\n\x03{story.day:%d}0800 GMT {story.day:%b %y}\r\n\x04".encode()


def _factiva(story: Story) -> bytes:
    rows = {
        "HD": story.title, "BY": f"By {story.author}", "PD": f"{story.day:%d %B %Y}",
        "SN": story.source, "LA": "English", "LP": story.paragraphs[0], "TD": story.paragraphs[1],
    }  # fmt: skip
    cells = "".join(f"<tr><td><b>{k}</b></td><td>{escape(v)}</td></tr>" for k, v in rows.items())
    return (
        "<html><head><title>Factiva</title></head><body>"
        f'<div class="article enArticle"><table>{cells}</table></div></body></html>'
    ).encode()


def _web_archive(story: Story) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
    writer.write_record(
        writer.create_warc_record(
            f"https://post.example/{story.day}",
            "response",
            payload=io.BytesIO(_page(story)),
            http_headers=headers,
        )
    )
    return stream.getvalue()


def _old_web_archive(story: Story) -> bytes:
    about = b"1 0 Post\nURL IP-address Archive-date Content-type Archive-length\n"
    answer = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + _page(story)
    record = "{} 127.0.0.1 20240503100000 {} {}\n"
    first = record.format("filedesc://post.arc", "text/plain", len(about))
    second = record.format(f"https://post.example/{story.day}", "text/html", len(answer))
    return first.encode() + about + b"\n" + second.encode() + answer + b"\n"


def _zipped(members: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(stream := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _web_collection(story: Story) -> bytes:
    page = {"url": f"https://post.example/{story.day}", "title": story.title}
    pages = "\n".join(map(json.dumps, ({"format": "json-pages-1.0", "id": "pages"}, page)))
    return _zipped(
        {
            "datapackage.json": b'{"profile": "data-package", "wacz_version": "1.1.1"}',
            "archive/data.warc": _web_archive(story),
            "pages/pages.jsonl": pages.encode(),
        }
    )


def _safari_page(story: Story) -> bytes:
    address = f"https://post.example/{story.day}"
    main = {"WebResourceData": _page(story), "WebResourceURL": address}
    kind = {"WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8"}
    return plistlib.dumps({"WebMainResource": main | kind}, fmt=plistlib.FMT_BINARY)


def _zip(story: Story) -> bytes:
    first, second, _ = map(invent, _parts_of(story))
    return _zipped({"one.txt": _plain(first), "sub/two.html": _page(second)})


def _tar(story: Story) -> bytes:
    with tarfile.open(fileobj=(stream := io.BytesIO()), mode="w:gz") as archive:
        for place, number in enumerate(_parts_of(story)):
            member = tarfile.TarInfo(f"{place}.md")
            data = _markdown(invent(number))
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def _outlook(story: Story) -> bytes:
    """A mail of Outlook: a compound file (MS-CFB) with the streams that MS-OXMSG names."""
    since = datetime.combine(story.day, datetime.min.time()) - datetime(1601, 1, 1)
    sent = int(since.total_seconds())
    words = {0x0037: story.title, 0x1000: story.text, 0x0C1A: story.author}
    packed = {tag: text.encode("utf-16-le") for tag, text in words.items()}
    properties = bytes(32) + struct.pack("<IIQ", 0x00390040, 6, sent * 10_000_000)
    for tag, data in packed.items():
        properties += struct.pack("<IIII", tag << 16 | 0x1F, 6, len(data) + 2, 0)
    streams = {"__properties_version1.0": properties}
    streams |= {f"__substg1.0_{tag:04X}001F": data for tag, data in packed.items()}
    return compound(streams)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams, all of them in the stream of small sectors."""
    free, end, sector, small = 0xFFFFFFFF, 0xFFFFFFFE, 512, 64
    content, chain, starts = b"", [], {}
    for name, data in streams.items():
        count = -(-len(data) // small)
        starts[name] = len(chain)
        chain += [len(chain) + n + 1 for n in range(count - 1)] + [end]
        content += data.ljust(count * small, b"\0")
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, 1, 0, len(content), free)]
    for place, name in enumerate(names, 1):
        after = place + 1 if place < len(names) else free
        entries.append(_entry(name, 2, free, starts[name], len(streams[name]), after))
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * sector, b"\0")
    small_chain = struct.pack(f"<{len(chain)}I", *chain)
    small_chain = small_chain.ljust(-(-len(small_chain) // sector) * sector, b"\xff")
    content = content.ljust(-(-len(content) // sector) * sector, b"\0")
    # Sector 0 is the table of all sectors; then the directory, the small table, the content.
    sizes = [len(part) // sector for part in (directory, small_chain, content)]
    table, at, begins = [0xFFFFFFFD], 1, []
    for count in sizes:
        begins.append(at)
        table += [at + n + 1 for n in range(count - 1)] + [end]
        at += count
    directory = directory[:116] + struct.pack("<I", begins[2]) + directory[120:]
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6)),
        *(0, 1, begins[0], 0, 4096, begins[1], sizes[1], end, 0, 0),
    )
    header += struct.pack("<107I", *[free] * 107) if len(header) == 80 else b""
    packed = struct.pack(f"<{len(table)}I", *table).ljust(sector, b"\xff")
    return header.ljust(sector, b"\xff") + packed + directory + small_chain + content


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int) -> bytes:
    packed = name.encode("utf-16-le") + b"\0\0"
    free = 0xFFFFFFFF
    return (
        packed.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(packed), kind, 1, free, right, child)
        + bytes(16 + 4 + 8 + 8)
        + struct.pack("<IQ", start, size)
    )


MAKERS: dict[str, Callable[[Story], bytes]] = {
    "txt": _plain,
    "md": _markdown,
    "html": _page,
    "mhtml": _saved_page,
    "pdf": _pdf,
    "docx": _word,
    "nexis.docx": _nexis,
    "odt": _opendocument,
    "rtf": _rich,
    "eml": _mail,
    "msg": _outlook,
    "mbox": _mailbox,
    "emlx": _apple_mail,
    "epub": _book,
    "csv": _table,
    "tsv": lambda story: _table(story, "\t"),
    "mediacloud.csv": _media_cloud,
    "ris": _references,
    "xlsx": _workbook,
    "parquet": _parquet,
    "json": _records,
    "jsonl": _lines,
    "rss": _feed,
    "factiva.html": _factiva,
    "newsml.xml": _news_item,
    "ninjs.json": _ninjs,
    "tst": _dispatch,
    "warc": _web_archive,
    "arc": _old_web_archive,
    "wacz": _web_collection,
    "webarchive": _safari_page,
    "zip": _zip,
    "tar.gz": _tar,
    "txt.gz": lambda story: gzip.compress(_plain(story)),
}
# How many articles a file of a kind holds, where it is not one.
ARTICLES = {
    "nexis.docx": 2, "csv": 3, "tsv": 3, "xlsx": 3, "parquet": 3, "jsonl": 3, "zip": 2, "tar.gz": 3,
    "mbox": 3,
}  # fmt: skip
BAD: dict[str, Callable[[Story], bytes]] = {
    "empty.txt": lambda _: b"",
    "picture.jpg": lambda _: b"\xff\xd8\xff\xe0" + bytes(200),
    "cut.docx": lambda story: _word(story)[:3000],
    "cut.pdf": lambda story: _pdf(story)[:400],
    "cut.zip": lambda story: _zip(story)[:200],
    "climbing.zip": lambda story: _zipped({"../../out.txt": _plain(story)}),
    "broken.json": lambda _: b'{"title": "Notice", "text": ',
    "numbers.csv": lambda _: b"year,count\n2020,7\n2021,8\n",
    "not-a-sheet.xlsx": lambda _: b"PK\x03\x04" + bytes(100),
}
UNNAMED = ("kop.csv", _unnamed_table)


def make_file(kind: str, story: Story) -> bytes:
    """The bytes of a file of one of `MAKERS` that holds the story, or several like it."""
    return MAKERS[kind](story)


def make_folder(folder: Path, count: int = 300) -> dict[str, str]:
    """Write so many files in a few folders; gives for each, by its path, what is to become of it.

    `read`, `asked` (a table whose columns have no known names) or `rejected`: one in ten is bad.
    """
    kinds, bad = list(MAKERS), list(BAD)
    expected: dict[str, str] = {}
    for number in range(count):
        story = invent(number)
        if number % 10 == 9:
            kind = bad[number // 10 % len(bad)]
            ending, data, outcome = kind, BAD[kind](story), "rejected"
        elif number % 100 == 50:
            ending, data, outcome = UNNAMED[0], UNNAMED[1](story), "asked"
        else:
            kind = kinds[(number - number // 10) % len(kinds)]
            ending, data, outcome = kind, make_file(kind, story), "read"
        name = f"part {number % 7}/{number:03}.{ending}"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        expected[name] = outcome
    return expected
