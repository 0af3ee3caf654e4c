"""Whoever comes without the token of this start is told where to find it."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from components.app.access import start_token
from components.app.access.start_token import StartToken, choose_token

TOKEN = "a-token-of-24-characters"
HTML = {"accept": "text/html"}


async def answer(request):
    return PlainTextResponse(f"let in with {request.url.query}")


async def echo(socket):
    await socket.accept()
    await socket.send_text("open")
    await socket.close()


ROUTES = [
    Route("/", answer, methods=["GET", "POST"]),
    Route("/compare", answer),
    Route("/health", answer),
    WebSocketRoute("/stream", echo),
]


def browser(token=TOKEN, base="http://127.0.0.1:8501"):
    app = Starlette(routes=ROUTES, middleware=[Middleware(StartToken, token=token)])
    return TestClient(app, base_url=base)


def test_without_it_a_browser_sees_where_it_is_found():
    told = browser().get("/", headers=HTML)
    assert told.status_code == 401
    assert "You came without the token" in told.text
    assert "http://127.0.0.1:8501/?token=…" in told.text
    assert TOKEN not in told.text


def test_one_of_another_start_is_told_to_be_that():
    told = browser().get("/?token=another", headers=HTML)
    assert told.status_code == 401
    assert "of another start" in told.text


def test_with_it_a_browser_is_let_in_at_the_page_it_asked_for_and_comes_again_without():
    here = browser()
    led = here.get(f"/compare?token={TOKEN}&pair=a.b", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, "./compare?pair=a.b")
    kept = led.headers["set-cookie"].lower()
    assert "httponly" in kept
    assert "samesite=lax" in kept
    assert TOKEN not in kept
    assert here.get("/compare?pair=a.b").text == "let in with pair=a.b"
    with here.websocket_connect("ws://127.0.0.1:8501/stream") as socket:
        assert socket.receive_text() == "open"


def test_the_cookie_of_one_start_opens_no_other():
    here = browser()
    here.get(f"/?token={TOKEN}")
    other = browser("another-token-of-24-char")
    other.cookies = here.cookies
    assert other.get("/").status_code == 401


def test_two_servers_on_one_machine_have_cookies_of_their_own():
    one, two = browser(), browser(base="http://127.0.0.1:8502")
    names = {next(iter(client.get(f"/?token={TOKEN}").history[0].cookies)) for client in (one, two)}
    assert names == {"parallax-8501", "parallax-8502"}


def test_writing_downloads_and_websockets_need_it_too():
    assert browser().post("/").status_code == 401
    assert browser().get("/compare").text.startswith("Open Parallax by the address")
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        browser().websocket_connect("ws://127.0.0.1:8501/stream"),
    ):
        pass
    assert closed.value.code == 1008


def test_a_program_gives_it_as_a_bearer():
    bearer = {"authorization": f"Bearer {TOKEN}"}
    assert browser().get("/", headers=bearer).status_code == 200
    assert browser().get("/", headers={"authorization": "Bearer x"}).status_code == 401


def test_whether_the_server_lives_is_told_to_everybody():
    assert browser().get("/health").status_code == 200


def test_off_asks_for_none(monkeypatch):
    monkeypatch.setenv("PARALLAX_TOKEN", "off")
    assert browser(choose_token()).get("/").status_code == 200


def test_each_start_has_another_unless_one_is_set(monkeypatch):
    monkeypatch.delenv("PARALLAX_TOKEN", raising=False)
    assert choose_token() != choose_token()
    assert len(choose_token()) >= 32
    monkeypatch.setenv("PARALLAX_TOKEN", TOKEN)
    assert choose_token() == TOKEN
    monkeypatch.setenv("PARALLAX_TOKEN", "short")
    with pytest.raises(ValueError, match="16 characters"):
        choose_token()


def test_a_host_with_markup_is_not_written_into_the_page():
    told = browser().get("/", headers=HTML | {"host": "127.0.0.1:<b>"})
    assert "<b>" not in told.text


@pytest.mark.parametrize("other", ['prefs={"theme":"dark"}', "flag", "name=Ada Byron", "a=b=c"])
def test_cookies_of_other_servers_of_the_machine_lock_nobody_out(other):
    header = f"{other}; parallax-8501=the value; {other}"
    assert start_token._read_cookie(header, "parallax-8501") == "the value"
    assert start_token._read_cookie(other, "parallax-8501") == ""
