"""The dashboard run in this process on a library that was analysed beforehand."""

import sys
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components.app.worker.folder import enqueue_folder
from components.app.worker.work import work_through
from components.corpus.store import open_store

ROOT = Path(__file__).resolve().parents[2]


def analysed_library(folder: Path, corpus: Path) -> str:
    url = f"sqlite:///{folder / 'library.sqlite'}"
    store = open_store(url)
    enqueue_folder(store, corpus)
    work_through(store)
    store.close()
    return url


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory):
    return analysed_library(tmp_path_factory.mktemp("sample"), ROOT / "data" / "corpus")


@pytest.fixture(scope="session", autouse=True)
def packages_scanned_once():
    """A server looks through all installed packages for components once, and not for each page."""
    with pytest.MonkeyPatch.context() as patch:
        scan = manifest_scanner.scan_component_manifests
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(scan))
        yield


@pytest.fixture(autouse=True)
def main_module_stays(monkeypatch):
    """A script that is run leaves itself as the main module, which processes of a pool load."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty library that the environment names."""
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    monkeypatch.setenv("PARALLAX_LIBRARY", url)
    open_store(url).close()
    return url


@pytest.fixture
def open_page(monkeypatch):
    """Open a page of the dashboard on a library, with a query as a link has it."""

    def opened(library: str, page: str = "overview", query: dict[str, str] | None = None):
        monkeypatch.setenv("PARALLAX_LIBRARY", library)
        monkeypatch.setenv("PARALLAX_WORKER", "off")
        st.cache_resource.clear()
        st.cache_data.clear()
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=300)
        for key, value in (query or {}).items():
            app.query_params[key] = value
        if page != "overview":
            app.switch_page(f"components/app/pages/{page}.py")
        return app.run()

    return opened
