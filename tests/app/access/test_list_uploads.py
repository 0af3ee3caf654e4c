"""Lists that a page takes itself are small, one and all of a session together."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from components.app.access.list_uploads import MEGABYTES, ListUploads

MB = 1 << 20


@pytest.fixture
def client():
    async def take(request):
        return PlainTextResponse(str(len(await request.body())))

    routes = [Route("/{rest:path}", take, methods=["PUT", "DELETE", "GET"])]
    with TestClient(Starlette(routes=routes, middleware=[Middleware(ListUploads)])) as opened:
        yield opened


def put(client, session, file, size):
    return client.put(f"/_stcore/upload_file/{session}/{file}", content=b"x" * size).status_code


def test_a_list_passes_and_a_larger_file_does_not(client):
    assert put(client, "one", "a", MEGABYTES * MB) == 200
    assert put(client, "one", "b", MEGABYTES * MB + 1) == 413


def test_those_of_a_session_together_have_four_times_as_much(client):
    assert [put(client, "one", name, MEGABYTES * MB) for name in "abcde"] == [200] * 4 + [413]
    assert put(client, "other", "a", MB) == 200
    client.delete("/_stcore/upload_file/one/a")
    assert put(client, "one", "e", MEGABYTES * MB) == 200


def test_one_that_does_not_tell_its_size_is_refused(client):
    def pieces():
        yield b"x"

    answer = client.put("/_stcore/upload_file/one/a", content=pieces())
    assert answer.status_code == 413


def test_what_is_no_list_passes(client):
    assert client.put("/intake", content=b"x" * (MEGABYTES * MB + 1)).status_code == 200
