"""Mailboxes, mails under other names, flowed text, newsletters, and mails that were never sent."""

from datetime import date
from email.message import EmailMessage

import pytest

from components.corpus.readers import read_file

A = "The yard keeps the old tram until June, the board said on Friday after a meeting of two hours."
B = "Its chairman had wanted to sell it, but nobody offered more than the price of the metal in it."
BODY = f"{A}\n\n{B}"
HEAD = (
    "From: Eve Marsh <eve@yard.example>\nTo: desk@yard.example\nSubject: Tram stays\n"
    "Date: Sat, 02 May 2015 23:30:00 -0500\nMIME-Version: 1.0\n"
)
STATE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
    '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict>'
    "<key>flags</key><integer>{}</integer></dict></plist>\n"
)


def one(name, text):
    reading = read_file(name, text if isinstance(text, bytes) else text.encode())
    assert reading.rejected == []
    (article,) = reading.articles
    return article, reading.notes


def flowed(lines, more=""):
    head = f"{HEAD}Content-Type: text/plain; charset=utf-8; format=flowed{more}\n\n"
    return (head + "\n".join(lines) + "\n").encode()


# Mailboxes

LINES = {
    "Unix": "From eve@yard.example Sat May  2 23:30:00 2015",
    "Thunderbird": "From - Sat May 02 23:30:00 2015",
    "Gmail": "From 1500000000000000001@xxx Sat May 02 23:30:00 +0000 2015",
    "Pine": "From eve@yard.example Sat May  2 23:30 EST 2015",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
@pytest.mark.parametrize("name", ["a.mbox", "Inbox", "a.eml", "a.txt"])
def test_each_mail_of_a_mailbox_is_an_article(name, line, newline):
    second = HEAD.replace("Tram stays", "Gate opens").replace("02 May", "03 May")
    box = f"{line}\n{HEAD}\n{A}\n\n{line}\n{second}\n{B}\n\n"
    reading = read_file(name, box.replace("\n", newline).encode())
    assert reading.rejected == []
    assert [(a.title, a.published, a.text) for a in reading.articles] == [
        ("Tram stays", date(2015, 5, 2), A),
        ("Gate opens", date(2015, 5, 3), B),
    ]
    assert bool(reading.notes) is (name != "a.mbox")


def test_lines_that_begin_with_from_stay_in_their_mail():
    last = "From now on it is 10:00 in 2015"
    words = f">From the yard it was heard.\n\n>>From two years ago\n\n{last}"
    box = f"{LINES['Unix']}\n{HEAD}\n{words}\n\n{LINES['Unix']}\n{HEAD}\n{B}\n"
    first, _ = read_file("a.mbox", box.encode()).articles
    assert first.text == f"From the yard it was heard.\n\n>From two years ago\n\n{last}"


def test_what_is_attached_in_a_mailbox_is_named_by_its_mail_and_notes_are_told_once():
    message = EmailMessage()
    message["Subject"] = "Tram stays"
    message["From"] = "eve@yard.example"
    message.set_content(A)
    message.add_attachment(B.encode(), maintype="text", subtype="plain", filename="b.txt")
    message.add_attachment(b"GIF8", maintype="image", subtype="gif", filename="c.gif")
    mail = f"{LINES['Unix']}\n".encode() + message.as_bytes() + b"\n"
    reading = read_file("a.mbox", mail * 3)
    assert [a.name for a in reading.articles] == [
        name for n in (1, 2, 3) for name in ("a.mbox", f"a.mbox/mail {n}/b.txt")
    ]
    assert reading.notes == ["1 picture, sound or film in it was left out (so in 3 mails)."]


def test_mails_without_text_are_told_and_the_others_are_read():
    empty = f"{LINES['Unix']}\n{HEAD}\n\n"
    reading = read_file("a.mbox", f"{empty * 3}{LINES['Unix']}\n{HEAD}\n{B}\n".encode())
    assert [a.text for a in reading.articles] == [B]
    assert reading.notes == ["A mail without text was left out (so in 3 mails)."]
    assert "no article" in read_file("a.mbox", empty.encode()).rejected[0].reason


def test_a_text_that_begins_with_from_is_no_mailbox():
    article, notes = one("a.txt", f"From the yard it was heard at 10:00 in 2015.\n\n{A}")
    assert (article.text.count("\n\n"), notes) == (1, [])


# One mail


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("name", ["a.msg", "a.txt", "a", "a.mail"])
def test_a_mail_under_another_name_is_read_as_one_with_a_notice(name, start):
    article, notes = one(name, f"{start}{HEAD}\n{BODY}")
    assert (article.title, article.author, article.text) == ("Tram stays", "Eve Marsh", BODY)
    assert article.published == date(2015, 5, 2)
    assert article.bases == {
        "title": "Subject of the mail",
        "author": "From of the mail",
        "published": "Date of the mail",
    }
    assert notes[0].startswith("It is a mail, although its name")


def test_a_saved_page_keeps_its_name_although_it_is_written_like_a_mail():
    page = f"{HEAD}Content-Type: text/html\n\n<html><body><p>{A}</p><p>{B}</p></body></html>"
    article, notes = one("a.mhtml", page)
    assert (article.text, notes) == (BODY, [])


@pytest.mark.parametrize(("flags", "day"), [(1, date(2015, 5, 2)), (65, None)])
def test_a_mail_of_apple_mail_is_read_as_long_as_it_says(flags, day):
    mail = f"{HEAD}\n{BODY}\n"
    article, notes = one("1.emlx", f"{len(mail):<10}\n{mail}{STATE.format(flags)}")
    assert (article.text, article.published, notes) == (BODY, day, [])


def test_a_file_that_is_no_mail_of_apple_mail_is_refused():
    assert "Apple Mail" in read_file("1.emlx", b"No length.\n").rejected[0].reason


@pytest.mark.parametrize(
    "head",
    [
        HEAD + "X-Unsent: 1\n",
        HEAD + "X-Mozilla-Draft-Info: internal/draft; vcard=0\n",
        HEAD + "X-Uniform-Type-Identifier: com.apple.mail-draft\n",
        HEAD.replace("Date: Sat, 02 May 2015 23:30:00 -0500\n", ""),
    ],
)
def test_a_mail_that_was_never_sent_has_no_day(head):
    article, _ = one("a.eml", f"{head}\n{BODY}")
    assert (article.published, article.basis) == (None, "unknown")
    assert "published" not in article.bases


@pytest.mark.parametrize("labels", ["Important,Drafts", "=?UTF-8?Q?Entw=C3=BCrfe?="])
def test_a_mail_that_gmail_kept_among_the_drafts_has_no_day(labels):
    box = f"{LINES['Gmail']}\nX-Gmail-Labels: {labels}\n{HEAD}\n{A}\n"
    assert one("a.mbox", box)[0].published is None


def test_a_mail_of_a_press_database_gives_its_articles():
    articles = [
        f"{title}\n\nYard News\n\nMay 2, 2015 Saturday\n\nCopyright 2015 Yard News\n\n"
        f"Section: LOCAL\n\nLength: 40 words\n\nByline: Eve Marsh\n\nBody\n\n{BODY}\n\n"
        "Load-Date: May 4, 2015\n\nEnd of Document\n\n"
        for title in ("Tram stays", "Gate opens")
    ]
    reading = read_file("a.eml", f"{HEAD}\n{''.join(articles)}".encode())
    assert [(a.title, a.source, a.published) for a in reading.articles] == [
        (title, "Yard News", date(2015, 5, 2)) for title in ("Tram stays", "Gate opens")
    ]


# Flowed text


def test_lines_of_flowed_text_that_end_in_a_space_go_on():
    article, _ = one(
        "a.eml",
        flowed(
            ["The yard keeps the ", "old tram until ", "June.", "So it said.", "", " From now."]
        ),
    )
    assert article.text == "The yard keeps the old tram until June.\n\nSo it said.\n\nFrom now."


def test_the_space_of_flowed_text_may_not_be_of_it():
    article, _ = one("a.eml", flowed(["ヤードは六月まで ", "古い電車を残す。"], "; delsp=yes"))
    assert article.text == "ヤードは六月まで古い電車を残す。"


def test_quoted_lines_of_flowed_text_are_not_joined_with_others():
    article, _ = one("a.eml", flowed(["> The yard ", "> keeps it. ", "Does it?", "-- ", "Eve"]))
    assert article.text.split("\n\n") == ["> The yard keeps it.", "Does it?", "--", "Eve"]


def test_flowed_text_that_does_not_flow_is_wrapped_like_any_other():
    first = "The yard keeps the old tram until June, the board said on"
    second = "Friday after two hours of talk in the room above its gate"
    article, _ = one("a.eml", flowed([first, second, "and a meal."]))
    assert article.text == f"{first} {second} and a meal."


# Newsletters


def newsletter(plain="", markup=""):
    message = EmailMessage()
    message["From"] = "Yard News <news@yard.example>"
    message["Subject"] = "This morning"
    message["Date"] = "Sat, 02 May 2015 06:00:00 +0200"
    message["List-Unsubscribe"] = "<https://yard.example/u>"
    if plain:
        message.set_content(plain)
        if markup:
            message.add_alternative(markup, subtype="html")
    else:
        message.set_content(markup, subtype="html")
    return message.as_bytes()


def test_a_newsletter_has_no_address_behind_its_words_and_no_lines_around_it():
    plain = (
        "View this email in your browser (https://yard.example/v)\n\n"
        "** Tram stays (https://yard.example/1)\n------------------------------\n\n"
        f"{A} Read more <https://yard.example/1>\n\n{B}\n\nhttps://yard.example/2\n\n"
        "[image: A tram]\n==============================\n"
        "You are receiving this email because you signed up for it.\n"
        "Unsubscribe ( https://yard.example/u )\n"
    )
    article, notes = one("a.eml", newsletter(plain))
    assert article.text.split("\n\n") == ["Tram stays", f"{A} Read more", B]
    assert notes == [
        "Left out of the text, as parts of a newsletter: 3 lines around the text, such as “View "
        "this email in your browser”, 5 addresses of links."
    ]


def test_the_tables_by_which_a_newsletter_places_its_text_are_not_seen():
    cell = "<table><tr><td>{}</td></tr></table>"
    markup = (
        "<html><body><div style='display: none; max-height:0'>The preview.</div>"
        + cell.format("<a href='https://yard.example/v'>Im Browser ansehen</a>")
        + cell.format(f"<h1>Tram stays</h1><p>{A}</p>" + cell.format(f"<p>{B}</p>"))
        + cell.format("<a href='https://yard.example/u'>Newsletter abbestellen</a>")
        + "</body></html>"
    )
    article, notes = one("a.eml", newsletter(markup=markup))
    assert article.text.split("\n\n") == ["Tram stays", A, B]
    assert "2 lines around the text" in notes[0]


def test_the_addresses_of_a_mail_to_one_person_stay():
    words = f"{A} (https://yard.example/1)\n\nhttps://yard.example/2\n\nUnsubscribe"
    article, notes = one("a.eml", f"{HEAD}\n{words}")
    assert (article.text, notes) == (words, [])


@pytest.mark.parametrize(
    "line",
    [
        "Having trouble reading this? View it in your browser.",
        "Se désabonner de cette lettre",
        "Darse de baja",
        "Відписатися від розсилки",
        "Cancella iscrizione",
        "Update your email preferences",
    ],
)
def test_lines_around_a_newsletter_are_known_in_many_languages(line):
    article, _ = one("a.eml", newsletter(f"{A}\n\n{line}\n\n{B}"))
    assert article.text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Thousands unsubscribe from the paper each month, its owner said, and few of them return.",
        "You can view the plans of the yard online, the board said.",
        "Readers unsubscribe when they change their view of the profile of a paper.",
    ],
)
def test_sentences_that_speak_of_such_things_stay(line):
    text = f"{A}\n\n{line}\n\n{B}"
    assert one("a.eml", newsletter(text))[0].text == text


def test_a_text_with_many_addresses_behind_words_is_cleared_without_any_header_of_a_list():
    plain = f"{A} Read more <https://yard.example/1>\n\n{B} <https://yard.example/2>\n\n"
    linked = newsletter(plain + "See <https://yard.example/3> there.").replace(
        b"List-Unsubscribe", b"X-Other"
    )
    article, notes = one("a.eml", linked)
    assert article.text.split("\n\n") == [f"{A} Read more", B, "See there."]
    assert notes == ["Left out of the text, as parts of a newsletter: 3 addresses of links."]
