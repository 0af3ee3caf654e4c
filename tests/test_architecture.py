"""The rules of the house, read off the syntax trees."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ["text", "corpus", "analysis", "views", "app"]
MODULES = sorted((ROOT / "components").rglob("*.py"))
ONLY_IN = {
    "streamlit": ["components/app/"],
    "plotly": ["components/views/", "components/app/custom_components.py"],
    "sqlalchemy": ["components/corpus/"],
    "alembic": ["components/corpus/"],
    "spacy": ["components/analysis/"],
}


def name_of(path):
    return str(path.relative_to(ROOT))


@cache
def nodes_of(path):
    """All nodes of the file's syntax tree, which every rule reads."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports_of(path):
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer_of(module):
    parts = module.split(".")
    return LAYERS.index(parts[1]) if parts[0] == "components" and parts[1:] else None


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path):
    own = (
        LAYERS.index(path.relative_to(ROOT / "components").parts[0])
        if path.parent != ROOT / "components"
        else None
    )
    for module in imports_of(path):
        layer = layer_of(module)
        if own is not None and layer is not None:
            assert layer <= own, f"{name_of(path)} imports {module}, a layer above it"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_library_stays_in_its_layer(path):
    for module in imports_of(path):
        allowed = ONLY_IN.get(module.split(".")[0])
        if allowed:
            assert any(name_of(path).startswith(place) for place in allowed), module


def attributes_of(path):
    return {
        f"{node.value.id}.{node.attr}"
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }


@pytest.mark.parametrize("path", [*MODULES, ROOT / "dashboard.py"], ids=name_of)
def test_the_session_is_touched_in_one_file_and_caches_stand_in_another(path):
    used = attributes_of(path)
    if path.name != "state.py":
        assert not used & {"st.session_state", "st.query_params", "st.switch_page"}
    if path.name not in ("cached.py", "cached_families.py"):
        assert not used & {"st.cache_data", "st.cache_resource"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_enter_never_chooses_many_at_once(path):
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "multiselect":
            given = {one.arg: ast.unparse(one.value) for one in node.keywords}
            assert given.get("select_all") == "False", f"{name_of(path)}:{node.lineno}"


@pytest.mark.parametrize("path", [*MODULES, ROOT / "dashboard.py"], ids=name_of)
def test_no_page_takes_markup_from_outside(path):
    for node in nodes_of(path):
        if isinstance(node, ast.keyword):
            assert node.arg not in {"unsafe_allow_html", "unsafe_allow_javascript"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_and_functions_stay_small(path):
    tables = "tables" in path.parts or "migrations" in path.parts
    assert tables or len(path.read_text(encoding="utf-8").splitlines()) <= 300
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef):
            docstring = node.body[0].end_lineno - node.lineno if ast.get_docstring(node) else 0
            assert node.end_lineno - node.lineno - docstring <= 40, node.name


@pytest.mark.parametrize("path", sorted((ROOT / "components/app/pages").glob("*.py")), ids=name_of)
def test_a_page_is_a_short_script(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60
    assert not [node for node in nodes_of(path) if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def test_the_worker_never_loads_streamlit():
    code = "import sys, components.app.worker.serve; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_opening_the_dashboard_loads_no_heavy_library():
    code = (
        "import sys, components.app.caches.library_cache;"
        "import components.app.overview.charts, components.app.overview.charts;"
        "sys.exit(bool({'spacy', 'sklearn', 'trafilatura', 'scipy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
