"""Documents and archives through the browser."""

import io
import zipfile
from email.message import EmailMessage

import docx
import pytest
from conftest import open_analysed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def word_document():
    document = docx.Document()
    document.add_heading("Ferry timetable changes")
    document.add_paragraph("The ferry to Wendle sails an hour later from Monday, the port said.")
    return saved(document)


def saved(document):
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def mail():
    message = EmailMessage()
    message["Subject"] = "Tram notice"
    message["From"] = "desk@example.org"
    message["Date"] = "Mon, 18 Mar 2024 08:00:00 +0000"
    message.set_content("The tram stops at noon on Friday while the rails on Quay Street are laid.")
    return message.as_bytes()


def archive_of(**files):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return written.getvalue()


def test_an_archive_of_a_document_and_a_mail_gives_two_articles(server, page):
    open_analysed(page, server, "/add")
    data = archive_of(notice_docx=word_document(), tram_eml=mail())
    page.locator("input[type=file]").set_input_files(
        [{"name": "two.zip", "mimeType": "application/zip", "buffer": data}]
    )
    outcome = page.locator("ul.rows[aria-label='Files'] li", has_text="two.zip")
    expect(outcome).to_contain_text("2 new articles", timeout=60_000)
    expect(page.locator(".chips .lead")).to_have_text("All 17 articles")


def test_a_locked_or_climbing_archive_is_refused_by_name(server, page):
    open_analysed(page, server, "/add")
    data = archive_of(**{"../../outside_txt": b"The ferry sails."})
    page.locator("input[type=file]").set_input_files(
        [{"name": "climbing.zip", "mimeType": "application/zip", "buffer": data}]
    )
    outcome = page.locator("ul.rows[aria-label='Files'] li", has_text="climbing.zip")
    expect(outcome).to_contain_text("not read", timeout=60_000)
