"""Sign-in by OpenID Connect, and the role in which somebody then acts.

Asked for with `PARALLAX_SIGN_IN=on`, at the provider that the section `auth` of Streamlit's
`secrets.toml` names. Its section `roles` lists addresses of mail: `administrators` and `analysts`;
whoever else the provider lets in is a reader. `trust_unverified = true` there is for a provider
that never says whether it has verified an address. Where that file cannot be read nobody is let in.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.corpus.database.roles import Actor, Role

SETTING = "PARALLAX_SIGN_IN"
_LISTS = {Role.ADMINISTRATOR: "administrators", Role.ANALYST: "analysts"}
NAMES = {
    Role.READER: "reader",
    Role.ANALYST: "analyst",
    Role.ADMINISTRATOR: "administrator",
}
"""The roles as a page names them."""
_NOT_SET_UP = (
    "This server asks who comes, and cannot: the section auth of its secrets.toml is missing or "
    "cannot be read. Its log says more."
)
_UNKNOWN = (
    "The provider did not name an address of mail of yours that it has verified, by which Parallax "
    "tells one from another."
)


def is_asked() -> bool:
    """Whether whoever comes has to sign in."""
    return os.environ.get(SETTING, "") not in ("", "off")


def find_actor() -> Actor | None:
    """Who has signed in to the session whose code runs, callbacks included.

    None where nobody has to, and outside of sessions, where what is done was asked for by a signed
    address or by the server itself. Somebody of whom no address is known is a reader.
    """
    if get_script_run_ctx(suppress_warning=True) is None or not is_asked():
        return None
    name = _read_user()
    return Actor(name, find_role(name, read_roles()) if name else Role.READER)


def read_roles() -> Mapping[str, Any]:
    """The section `roles`, as it is now; empty without one."""
    return _read_section("roles")


def require() -> None:
    """Where sign-in is asked for and nobody has signed in: offer it, and end the run."""
    if not is_asked() or _read_user():
        return
    st.title("Parallax", anchor=False)
    if not _read_section("auth"):
        st.text(_NOT_SET_UP)
    elif st.user.is_logged_in:
        st.text(_UNKNOWN)
        st.button("Sign out", on_click=st.logout)
    else:
        st.text("This server asks who comes before it shows a library.")
        st.button("Sign in", on_click=st.login, type="primary")
    st.stop()


def _read_user() -> str:
    # Without that section Streamlit knows no users.
    is_known = bool(_read_section("auth")) and st.user.is_logged_in
    trusts = read_roles().get("trust_unverified") is True
    return read_name(st.user.to_dict(), trusts) if is_known else ""


def read_name(told: Mapping[str, Any], trusts: bool = False) -> str:
    """The verified address of mail in what a provider tells of somebody; "" for none.

    `trusts` an address of which the provider does not say whether it has verified it.
    """
    verified = told.get("email_verified", True if trusts else None) in (True, "true")
    return _fold(str(told.get("email") or "")) if verified else ""


def _fold(address: str) -> str:
    """An address by which one is told from another: of other letters each is its own."""
    return "".join(one.lower() if one.isascii() else one for one in address.strip())


def find_role(name: str, roles: Mapping[str, Any]) -> Role:
    """The highest role in whose list this address stands."""
    for role, listed in _LISTS.items():
        if name in (_fold(str(one)) for one in roles.get(listed, ())):
            return role
    return Role.READER


def _read_section(name: str) -> Mapping[str, Any]:
    try:
        section = st.secrets.get(name)
    except (FileNotFoundError, StreamlitSecretNotFoundError):
        return {}
    return section if isinstance(section, Mapping) else {}
