"""Characters that a file for readers must not contain as they are, made visible."""

from __future__ import annotations

import re

# Directional formatting characters (UAX #9), control characters and lone surrogates. The marks LRM,
# RLM and ALM stay, because right-to-left texts need them.
_UNSAFE = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# XML 1.0 has no place for these either.
_NO_XML = re.compile("[\ufffe\uffff]")

_MARKUP = re.compile("[<>&\u2028\u2029]")


def show_unsafe(text: str) -> str:
    """The text with each unsafe character as ‹U+202E› and so on."""
    return _UNSAFE.sub(_name, text)


def show_unsafe_in_xml(text: str) -> str:
    """Like `show_unsafe`, also for the noncharacters that no XML may have."""
    return _NO_XML.sub(_name, show_unsafe(text))


def escape_for_script(written: str) -> str:
    """JSON as it may stand in a script element of a page: unsafe characters and markup escaped."""
    return _MARKUP.sub(_escape, _UNSAFE.sub(_escape, written))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _name(found: re.Match[str]) -> str:
    return f"‹U+{ord(found[0]):04X}›"
