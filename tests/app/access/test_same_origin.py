"""Only pages of this server open its websocket and write to it: by scheme, host and port."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from components.app.access.same_origin import SameOrigin

OWN = "http://127.0.0.1:8501"
OTHERS = [
    None, "null", "http://127.0.0.1", "http://127.0.0.1:8502", "https://127.0.0.1:8501",
    "http://localhost:8501", "http://127.0.0.1:8501.example.org", "http://example.org",
]  # fmt: skip


async def answer(_):
    return PlainTextResponse("done")


async def open_socket(socket):
    await socket.accept()
    await socket.close()


ROUTES = [
    Route("/", answer, methods=["GET", "POST", "PUT", "DELETE"]),
    WebSocketRoute("/stream", open_socket),
]


@pytest.fixture
def client():
    app = Starlette(routes=ROUTES, middleware=[Middleware(SameOrigin)])
    with TestClient(app, base_url=OWN) as opened:
        yield opened


def named(origin):
    return {"origin": origin} if origin is not None else {}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_writes_comes_from_its_own_pages(client, method):
    assert client.request(method, "/", headers=named(OWN)).text == "done"
    refused = [client.request(method, "/", headers=named(other)) for other in OTHERS]
    assert {one.status_code for one in refused} == {403}
    assert "another server" in refused[0].text


def test_so_does_a_websocket(client):
    with client.websocket_connect("ws://127.0.0.1:8501/stream", headers=named(OWN)):
        pass
    for other in OTHERS:
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect("ws://127.0.0.1:8501/stream", headers=named(other)),
        ):
            pass


def test_reading_needs_no_origin(client):
    assert client.get("/").text == "done"


def test_behind_a_proxy_its_address_is_named(client, monkeypatch):
    outside = "https://news.example.org"
    assert client.post("/", headers=named(outside)).status_code == 403
    monkeypatch.setenv("PARALLAX_ORIGIN", f"https://old.example.org, {outside}/")
    assert client.post("/", headers=named(outside)).status_code == 200
    assert client.post("/", headers=named("https://other.example.org")).status_code == 403
