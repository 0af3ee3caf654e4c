"""Signed addresses, and that they end with the role of whom they are of."""

import pytest
from starlette.requests import Request

from components.app.access import sign_in, signed_addresses
from components.app.access.signed_addresses import HOURS, find_sender, is_good, make_address
from components.corpus.database.roles import Actor, Role


def ask(address):
    path, _, query = address.partition("?")
    return Request({"type": "http", "path": path, "query_string": query.encode(), "headers": []})


@pytest.fixture
def roles(monkeypatch):
    """The lists of roles of a server where people sign in."""
    listed = {"analysts": ["ben@example.org"]}
    monkeypatch.setenv(sign_in.SETTING, "on")
    monkeypatch.setattr(sign_in, "_read_section", {"roles": listed}.get)
    return listed


def test_only_what_was_signed_passes():
    address = make_address("/intake", who="Ben", library="Main")
    assert is_good(ask(address), "/intake", "library", least=Role.ANALYST)
    assert not is_good(ask(address), "/other", "library", least=Role.ANALYST)
    for part, other in (("Main", "Mine"), ("Ben", "Bea"), ("key=", "key=0")):
        changed = address.replace(part, other)
        assert not is_good(ask(changed), "/intake", "library", least=Role.ANALYST)
    assert find_sender(ask(address)) is None


def test_a_role_that_was_taken_away_ends_the_address(roles):
    asked = ask(make_address("/intake", who="ben@example.org", library=""))
    assert is_good(asked, "/intake", "library", least=Role.ANALYST)
    assert find_sender(asked) == Actor("ben@example.org", Role.ANALYST)
    assert not is_good(asked, "/intake", "library", least=Role.ADMINISTRATOR)
    roles["analysts"].clear()
    assert not is_good(asked, "/intake", "library", least=Role.ANALYST)


@pytest.mark.usefixtures("roles")
def test_an_address_ends_after_some_hours(monkeypatch):
    asked = ask(make_address("/intake", who="ben@example.org", library=""))
    now = signed_addresses.time.time()
    monkeypatch.setattr(signed_addresses.time, "time", lambda: now + (HOURS - 0.1) * 3600)
    assert is_good(asked, "/intake", "library", least=Role.ANALYST)
    monkeypatch.setattr(signed_addresses.time, "time", lambda: now + (HOURS + 0.1) * 3600)
    assert not is_good(asked, "/intake", "library", least=Role.ANALYST)


@pytest.mark.usefixtures("roles")
def test_an_address_of_before_the_sign_in_was_asked_for_is_none(monkeypatch):
    monkeypatch.setenv(sign_in.SETTING, "off")
    address = make_address("/intake", who="ben@example.org", library="")
    monkeypatch.setenv(sign_in.SETTING, "on")
    assert not is_good(ask(address), "/intake", "library", least=Role.ANALYST)
