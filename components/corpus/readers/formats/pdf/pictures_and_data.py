"""What else is taken out of a PDF: pictures of its pages, and the attached data of a pack.

The pictures come one after the other, for the recognition of their text.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]

from components.corpus.integrity.pack_manifest import DATA_ATTACHMENT
from components.corpus.readers.analyst_answer import WANTED_PAGES, answered
from components.corpus.readers.drafts import Member, Reader, Results, UnreadableError
from components.corpus.readers.sandbox.limits import Limits

DOTS_AN_INCH = 300
MOST_DOTS = 60_000_000
"""Of one page: some 25 by 30 inches; a larger one is drawn more coarsely."""
MOST_PAGES = 300
_POINTS_AN_INCH = 72


def draw_pages(stream: BinaryIO, _: Limits) -> Results:
    """Each page as a grey PNG of 300 dots an inch, or those answered as `WANTED_PAGES`.

    A picture is named by the number of its page. Raises UnreadableError for a damaged file.
    """
    try:
        document = PdfDocument(stream.read())
        wanted = [int(number) for number in answered(WANTED_PAGES).split()] or range(len(document))
        if len(wanted) > MOST_PAGES:
            raise UnreadableError(
                f"It is a scan of {len(wanted):,} pages, more than {MOST_PAGES}: split it."
            )
        for number in wanted:
            yield Member(f"{number + 1}.png", iter([_draw(document[number])]))
    except PdfiumError as problem:
        raise UnreadableError(
            "One of its pages cannot be drawn: print it to a PDF again."
        ) from problem


def _draw(page: Any) -> bytes:
    width, height = page.get_size()
    dots = max(1.0, width * height * (DOTS_AN_INCH / _POINTS_AN_INCH) ** 2)
    scale = DOTS_AN_INCH / _POINTS_AN_INCH * min(1.0, (MOST_DOTS / dots) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    picture = _write_png(bitmap.width, bitmap.height, bitmap.stride, memoryview(bitmap.buffer))
    bitmap.close()
    page.close()
    return picture


def _write_png(width: int, height: int, stride: int, dots: memoryview) -> bytes:
    """A grey PNG without filters: https://www.w3.org/TR/png-3/."""
    packer, packed = zlib.compressobj(1), []
    plain = dots.cast("B")
    for row in range(height):
        packed.append(packer.compress(b"\0" + bytes(plain[row * stride : row * stride + width])))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    content = b"".join([*packed, packer.flush()])
    chunks = ((b"IHDR", header), (b"IDAT", content), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunks(chunks))


def _chunks(chunks: tuple[tuple[bytes, bytes], ...]) -> Iterator[bytes]:
    for name, content in chunks:
        yield struct.pack(">I", len(content)) + name + content
        yield struct.pack(">I", zlib.crc32(name + content))


def read_attached_data(stream: BinaryIO, _: Limits) -> Results:
    """The data of an evidence pack, none where nothing of that name is attached.

    Raises UnreadableError for what is no PDF.
    """
    try:
        document = PdfDocument(stream.read())
        for number in range(document.count_attachments()):
            attachment = document.get_attachment(number)
            if attachment.get_name() == DATA_ATTACHMENT:
                yield Member(DATA_ATTACHMENT, [bytes(attachment.get_data())])
                return
    except PdfiumError as problem:
        raise UnreadableError("It is not a PDF that can be opened.") from problem


def _make_sample() -> bytes:
    document = PdfDocument.new()
    document.new_page(20, 20)
    document.new_attachment(DATA_ATTACHMENT).set_data(b"{}")
    document.save(packed := io.BytesIO())
    return packed.getvalue()


PAGES = Reader(_make_sample, stream=draw_pages)
PACK = Reader(_make_sample, stream=read_attached_data)
