"""The rules of the house, read off the syntax trees."""

import ast
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ["text", "corpus", "analysis", "views", "app"]
MODULES = sorted((ROOT / "components").rglob("*.py"))
SCRIPTS = [*MODULES, ROOT / "dashboard.py"]
ONLY_IN = {
    "streamlit": ["components/app/"],
    "plotly": [
        "components/views/",
        "components/app/custom_components.py",
        "components/app/registered_components.py",
    ],
    "sqlalchemy": ["components/corpus/"],
    "alembic": ["components/corpus/"],
    "spacy": ["components/analysis/"],
}
GLOSSARY = ROOT / "docs" / "glossary.md"
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


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


def imports():
    """Each module of ours with a module that it imports."""
    return [(path, module) for path in MODULES for module in imports_of(path)]


def layer_of_path(path):
    """The layer of a module; the highest of what belongs to none."""
    room = path.relative_to(ROOT / "components").parts[0]
    return LAYERS.index(room) if room in LAYERS else len(LAYERS)


def test_imports_run_one_way():
    assert not [
        f"{name_of(path)} imports {module}, a layer above it"
        for path, module in imports()
        if (layer_of(module) or 0) > layer_of_path(path)
    ]


def test_each_library_stays_in_its_layer():
    assert not [
        f"{name_of(path)} imports {module}"
        for path, module in imports()
        if not name_of(path).startswith(tuple(ONLY_IN.get(module.split(".")[0], [""])))
    ]


# What is stored for each pair once: pages read it.
WORKED_OUT = {"align", "align_counted", "align_sentences", "argue_direction", "reused_pairs"}
WORKED_OUT_IN = ("components.analysis.pair.direction", "components.analysis.collection.reuse")
STEPS = re.compile(r"components\.analysis\.pipeline\.(article|pair|collection)_steps\.")
WORKERS = ("components/analysis/pipeline/", "components/app/worker/")
PAGES = [
    path
    for path in MODULES
    if name_of(path).startswith(("components/views/", "components/app/"))
    and not name_of(path).startswith(WORKERS)
]


def is_worked_out(module):
    return module.startswith(WORKED_OUT_IN) or module.split(".")[-1] in WORKED_OUT


def test_pages_read_what_is_stored_about_pairs_and_work_nothing_out():
    assert not [
        f"{name_of(path)} imports {module}"
        for path in PAGES
        for module in imports_of(path)
        if is_worked_out(module)
    ]


def test_only_the_pipeline_and_its_worker_run_steps():
    """Others may read the constants of the steps, not their functions."""
    others = [path for path in MODULES if not name_of(path).startswith(WORKERS)]
    assert not [
        f"{name_of(path)} imports {module}"
        for path in others
        for module in imports_of(path)
        if STEPS.match(module) and not module.split(".")[-1].isupper()
    ]
    assert not [
        f"{name_of(path)} uses {name}"
        for path in others
        for name in attributes_of(path)
        if name.endswith(".function")
    ]


def test_an_alignment_made_for_a_page_would_be_found(tmp_path):
    page = tmp_path / "page.py"
    page.write_text(
        "from components.analysis.pair.alignment import Alignment, align as make\n"
        "from components.analysis.collection import reuse\n"
        "from components.analysis.pair import direction\n"
        "from components.analysis.pair.direction.evidence import CANNOT_TELL\n",
        encoding="utf-8",
    )
    assert [module for module in imports_of(page) if is_worked_out(module)] == [
        "components.analysis.pair.alignment.align",
        "components.analysis.collection.reuse",
        "components.analysis.pair.direction",
        "components.analysis.pair.direction.evidence",
        "components.analysis.pair.direction.evidence.CANNOT_TELL",
    ]


def attributes_of(path):
    return {
        f"{node.value.id}.{node.attr}"
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("components/app/state.py", {"st.session_state", "st.switch_page"}),
        ("components/app/url_state.py", {"st.query_params"}),
        ("components/app/caches/", {"st.cache_data", "st.cache_resource"}),
    ],
)
def test_the_session_is_touched_in_one_file_the_url_in_another_and_caches_in_their_room(
    place, names
):
    elsewhere = [path for path in SCRIPTS if not name_of(path).startswith(place)]
    assert not [name_of(path) for path in elsewhere if attributes_of(path) & names]


def nodes():
    """Each module of ours with a node of its syntax tree."""
    return ((path, node) for path in SCRIPTS for node in nodes_of(path))


def test_enter_never_chooses_many_at_once():
    chosen = [
        (f"{name_of(path)}:{node.lineno}", {one.arg: one.value for one in node.keywords})
        for path, node in nodes()
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "multiselect"
    ]
    assert chosen
    assert not [
        place
        for place, given in chosen
        if "select_all" not in given or ast.unparse(given["select_all"]) != "False"
    ]


def test_no_page_takes_markup_from_outside():
    assert not [
        f"{name_of(path)}:{node.value.lineno}"
        for path, node in nodes()
        if isinstance(node, ast.keyword)
        and node.arg in {"unsafe_allow_html", "unsafe_allow_javascript"}
    ]


def is_table(path):
    """Whether a module is the schema of the database, or has constants only."""
    constants = ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.Expr
    is_schema = path == ROOT / "components/corpus/database/tables.py"
    return is_schema or all(isinstance(node, constants) for node in nodes_of(path)[0].body)


def length_of(function):
    """The lines of a function without its docstring."""
    described = ast.get_docstring(function)
    docstring = function.body[0].end_lineno - function.lineno if described else 0
    return function.end_lineno - function.lineno - docstring


def test_files_and_functions_stay_small():
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in MODULES
        if "migrations" not in path.parts and not is_table(path)
    }
    assert not {name: length for name, length in lengths.items() if length > 250}
    assert not [
        f"{name_of(path)}: {node.name}"
        for path, node in nodes()
        if isinstance(node, ast.FunctionDef) and length_of(node) > 40
    ]


def rooms():
    """The modules of each folder, without what makes it a package."""
    found = {}
    for path in MODULES:
        if path.stem not in ("__init__", "__main__"):
            found.setdefault(path.parent, []).append(path.stem)
    return found


def test_modules_are_at_most_660_and_a_folder_has_at_most_15_at_one_level():
    sizes = {name_of(folder): len(names) for folder, names in rooms().items()}
    assert not {name: size for name, size in sizes.items() if size > 15}
    assert sum(path.name != "__init__.py" for path in MODULES) <= 660


def test_no_module_name_stands_more_than_twice():
    counts = Counter(name for names in rooms().values() for name in names)
    assert not {name: count for name, count in counts.items() if count > 2}


@cache
def replaced_words():
    """The words of the glossary that have been replaced, each as a tuple: "ways out" is two."""
    table = GLOSSARY.read_text(encoding="utf-8").split("## Replaced words")[1]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")]
    return {tuple(term.split()) for row in rows[1:] for term in row.split(",")}


def words_of(text):
    return [word.lower() for word in WORD.findall(text)]


def names_in(node):
    """The names that a node of a syntax tree brings in or uses."""
    for field in ("id", "attr", "arg", "name", "asname", "module"):
        name = getattr(node, field, None)
        if isinstance(name, str):
            yield name


def docstring_of(node):
    """A docstring without the code quoted in it: names are held to the rule where they stand."""
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    text = ast.get_docstring(node) if isinstance(node, kinds) else None
    return re.sub("`[^`]*`", "` `", text or "")


@cache
def replaced_words_of(text):
    """The replaced words that stand in a name or a text."""
    words = words_of(text)
    longest = max(map(len, replaced_words()))
    said = {tuple(words[n:end]) for n in range(len(words)) for end in range(n + 1, n + 1 + longest)}
    return sorted(" ".join(term) for term in said & replaced_words())


def replaced_in(path, root=ROOT):
    """Where a replaced word stands in a name or a docstring of a module, each place in words."""
    where = path.relative_to(root)
    texts = [(1, name) for name in where.with_suffix("").parts]
    for node in nodes_of(path):
        line = getattr(node, "lineno", 1)
        texts += [(line, text) for text in (*names_in(node), docstring_of(node))]
    for line, text in texts:
        for term in replaced_words_of(text):
            yield f"{where}:{line}: {term!r} in {text.splitlines()[0]!r}"


def test_the_glossary_fits_a_page():
    assert 40 <= len(GLOSSARY.read_text(encoding="utf-8").splitlines()) <= 60


def test_every_place_that_the_glossary_names_exists():
    """`a/b/c` is a module or a folder; `d` after it stands beside or inside one named before it."""
    table = GLOSSARY.read_text(encoding="utf-8").split("## Replaced words")[0]
    rows = [line.split("|")[3] for line in table.splitlines() if line.startswith("| **")]
    assert rows
    for row in rows:
        near = {ROOT / "components"}
        for name in re.findall("`([^`]+)`", row):
            found = {
                folder / name
                for folder in (ROOT, *near)
                if (folder / name).is_dir() or (folder / f"{name}.py").is_file()
            }
            assert found, f"{name} in {row}"
            near |= {place for path in found for place in (path, path.parent)}


def test_a_replaced_word_is_found_in_names_and_docstrings_and_not_inside_other_words(tmp_path):
    code = '''"""Ways out."""


def mend_all(ownTongue):
    """No `shelf` is outstanding."""
    return ownTongue.leaves_them
'''
    path = tmp_path / "picked.py"
    path.write_text(code, encoding="utf-8")
    assert sorted(replaced_in(path, tmp_path)) == [
        "picked.py:1: 'picked' in 'picked'",
        "picked.py:1: 'ways out' in 'Ways out.'",
        "picked.py:4: 'mend' in 'mend_all'",
        "picked.py:4: 'tongue' in 'ownTongue'",
        "picked.py:6: 'tongue' in 'ownTongue'",
    ]


def test_replaced_words_do_not_come_back():
    found = sorted({place for path in SCRIPTS for place in replaced_in(path)})
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("path", sorted((ROOT / "components/app/pages").glob("*.py")), ids=name_of)
def test_a_page_is_a_short_script(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60
    assert not [node for node in nodes_of(path) if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def test_the_worker_never_loads_streamlit():
    code = "import sys, components.app.worker.run_worker; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_opening_the_dashboard_loads_no_heavy_library():
    code = (
        "import sys, components.app.caches.open_library, components.app.caches.selection_cache;"
        "import components.app.overview.charts, components.app.head.notices;"
        "sys.exit(bool({'spacy', 'sklearn', 'trafilatura', 'scipy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
