"""Sign-in by OpenID Connect at a provider of this machine, and what each role is offered then."""

import os
import shutil

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Server

READY = ".chips .lead"
MAILS = {
    "ada": {"email": "ada@example.org", "email_verified": True},
    "cy": {"email": "cy@example.org", "email_verified": True},
    "dee": {"email": "dee@example.org", "email_verified": False},
}
SECRETS = """
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "a secret of this test, of some length"
client_id = "parallax"
client_secret = "of the client"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid email" }}

[roles]
administrators = ["Ada@example.org"]
"""


@pytest.fixture(scope="module")
def provider():
    users = [User(sub=name, claims=claims) for name, claims in MAILS.items()]
    with run_server_in_thread(user_claims=users) as running:
        yield running.server_port


@pytest.fixture(scope="module")
def asking(tmp_path_factory, analysed, provider):
    """A server that asks who comes."""
    folder = tmp_path_factory.mktemp("asking")
    library = folder / "home" / "library.sqlite"
    library.parent.mkdir()
    shutil.copy(analysed, library)
    running = Server(library, ROOT / "data" / "corpus")
    secrets = folder / "secrets.toml"
    secrets.write_text(SECRETS.format(url=running.url, provider=provider), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "STREAMLIT_SECRETS_FILES", str(secrets))
        patch.setitem(os.environ, "PARALLAX_SIGN_IN", "on")
        running.start()
    yield running
    running.stop()


def sign_in(tab, server, name):
    tab.goto(f"{server.url}/")
    expect(tab.get_by_text("This server asks who comes")).to_be_visible()
    assert not tab.locator(READY).count()
    tab.get_by_role("button", name="Sign in").click()
    tab.get_by_role("button", name=name, exact=True).click()


def test_an_administrator_signs_in_writes_by_that_name_and_signs_out(asking, open_tab):
    tab = open_tab()
    sign_in(tab, asking, "ada")
    expect(tab.locator(READY)).to_have_text("All 15 articles")
    tab.get_by_role("button", name="You").click()
    expect(tab.get_by_text("Signed in as ada@example.org, administrator.")).to_be_visible()
    expect(tab.get_by_label("Your name")).to_have_count(0)
    tab.goto(f"{asking.url}/library")
    expect(tab.get_by_label("Name of a new library")).to_be_visible()
    tab.get_by_role("button", name="You").click()
    tab.get_by_role("button", name="Sign out").click()
    tab.get_by_role("button", name="End session").click()
    expect(tab.get_by_role("button", name="Sign in")).to_be_visible()
    assert not tab.locator(READY).count()


def test_a_reader_sees_everything_and_changes_nothing(asking, open_tab):
    tab = open_tab()
    sign_in(tab, asking, "cy")
    expect(tab.locator(READY)).to_have_text("All 15 articles")
    tab.get_by_role("link", name="Add articles", exact=True).first.click()
    expect(tab.get_by_text("To add articles to it takes an analyst")).to_be_visible()
    assert not tab.locator("input[type=file]").count()
    tab.get_by_role("link", name="Library", exact=True).first.click()
    expect(tab.get_by_role("heading", name="Latest changes")).to_be_visible()
    assert not tab.get_by_role("heading", name="Who did what").count()


def test_whose_address_is_not_verified_sees_nothing(asking, open_tab):
    tab = open_tab()
    sign_in(tab, asking, "dee")
    expect(tab.get_by_text("did not name an address of mail")).to_be_visible()
    assert not tab.locator(READY).count()
    tab.get_by_role("button", name="Sign out").click()
    tab.get_by_role("button", name="End session").click()
    expect(tab.get_by_role("button", name="Sign in")).to_be_visible()


def test_an_administrator_reads_who_wrote_what(asking, open_tab, tmp_path):
    tab = open_tab()
    sign_in(tab, asking, "ada")
    tab.get_by_role("link", name="Add articles", exact=True).first.click()
    file = tmp_path / "ferry.txt"
    file.write_text("Ferry late\n\nThe ferry to Podil was late again on Monday.", "utf-8")
    tab.locator("input[type=file]").first.set_input_files(str(file))
    expect(tab.get_by_text("1 new").first).to_be_visible()
    tab.get_by_role("link", name="Library", exact=True).first.click()
    entries = tab.locator("ul.rows[aria-label='Who did what'] button.row")
    expect(entries.first).to_contain_text("sent 1 file")
    expect(entries.first).to_contain_text("ada@example.org")
    entries.first.click()
    expect(tab.get_by_text("name: ferry.txt")).to_be_visible()


def test_a_server_whose_sign_in_is_not_set_up_lets_nobody_in(tmp_path, analysed, open_tab):
    library = tmp_path / "home" / "library.sqlite"
    library.parent.mkdir()
    shutil.copy(analysed, library)
    running = Server(library, ROOT / "data" / "corpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "STREAMLIT_SECRETS_FILES", str(tmp_path / "none.toml"))
        patch.setitem(os.environ, "PARALLAX_SIGN_IN", "on")
        running.start()
    try:
        tab = open_tab()
        tab.goto(f"{running.url}/articles")
        expect(tab.get_by_text("This server asks who comes, and cannot")).to_be_visible()
        assert not tab.locator(READY).count()
    finally:
        running.stop()
