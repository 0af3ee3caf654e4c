"""An evidence pack as data, as `docs/evidence.schema.json` describes it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from components.views.evidence.pack import FORMAT, VERSION, Pack


def write_json(pack: Pack) -> bytes:
    """UTF-8, readable, without any `</` that could end a script it is pasted into.

    A lone surrogate, which no article has but a question may, is written as a question mark.
    """
    told = {"format": FORMAT, "version": VERSION, **asdict(pack)}
    written = json.dumps(told, ensure_ascii=False, indent=1, default=_plain).replace("</", "<\\/")
    return written.encode("utf-8", "replace")


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    raise TypeError(f"no {type(value).__name__} is in a pack")
