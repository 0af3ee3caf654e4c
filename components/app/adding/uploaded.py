"""The bytes of uploaded files, which Streamlit would keep as long as the session lives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx


def forget(file_ids: Iterable[str]) -> None:
    """Free the bytes of these files; a widget that still shows them must be drawn anew."""
    context = get_script_run_ctx()
    if context is None:
        return
    # Not among what Streamlit promises; the browser suite would miss it.
    manager: Any = context.uploaded_file_mgr
    for file_id in file_ids:
        manager.remove_file(context.session_id, file_id)
