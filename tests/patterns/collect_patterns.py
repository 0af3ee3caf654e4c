"""Every regular expression of the product, with where it stands and how it is asked."""

import ast
import importlib
import inspect
import pkgutil
import re
import sys
from collections import defaultdict
from functools import _lru_cache_wrapper, cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "components").rglob("*.py"))
FLAGS_AT = {"compile": 1, "sub": 4, "subn": 4, "split": 3}
SCANS = {"search", "sub", "subn", "split", "findall", "finditer"}
ASKS = {*SCANS, "match", "fullmatch"}
# Makers of patterns for a word or a table, which nobody can call for all that they may be given.
NOT_CALLED = {"match_all"}


class Asked(NamedTuple):
    """A pattern, its flags, and whether a text is scanned for it, or only its beginning tried."""

    pattern: str | bytes
    flags: int
    how: str


def collect_patterns():
    """All patterns as keys, with the places in the code that each is written or made at.

    One that is only asked of a few characters around a place (`text[max(0, start - 12) : start]`)
    is left out.
    """
    found = defaultdict(set)
    written = [(path, line, made) for path, line, made in [*literals(), *compiled()]]
    for path, line, made in written:
        place = f"{path.relative_to(ROOT / 'components')}:{line}"
        for how in ways(path, line):
            found[Asked(made.pattern, made.flags, how)].add(place)
    return dict(found)


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def calls_of(path):
    """Calls like `name.search(…)` in a file: the name, the method, the call."""
    return [
        (node.func.value.id, node.func.attr, node)
        for node in nodes_of(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.attr in {*ASKS, "compile"}
    ]


def literals():
    """Patterns written as constants, also where no import compiles them."""
    for path in MODULES:
        for name, method, call in calls_of(path):
            if name == "re" and isinstance(call.args[0], ast.Constant):
                given = [one.value for one in call.keywords if one.arg == "flags"]
                given += call.args[FLAGS_AT.get(method, 2) :]
                flags = eval(ast.unparse(given[0]), {"re": re}) if given else 0
                yield path, call.lineno, re.compile(call.args[0].value, flags)


@cache
def compiled():
    """What is compiled when everything is imported and every maker of patterns called."""
    found, compile_one = [], re._compile

    def record(pattern, flags):
        made, frame = compile_one(pattern, flags), sys._getframe(1)
        while frame and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        path = Path(frame.f_code.co_filename) if frame else ROOT
        if ROOT / "components" in path.parents:
            found.append((path, frame.f_lineno, made))
        return made

    re._compile = record
    try:
        import_again()
        for maker in makers():
            call_for_all(maker)
    finally:
        re._compile = compile_one
    return found


def import_again():
    """Import all our modules, which compile their patterns then."""
    import components

    for module in pkgutil.walk_packages(components.__path__, "components."):
        if not module.name.endswith("migrations.env"):  # only Alembic can import it
            importlib.import_module(module.name)


def makers():
    """Functions that keep the patterns that they compile."""
    for name, module in list(sys.modules.items()):
        if name.startswith("components."):
            for made in list(vars(module).values()):
                if isinstance(made, _lru_cache_wrapper) and made.__module__ == name:
                    source = inspect.getsource(made.__wrapped__)
                    if "re.compile(" in source or "Pattern[" in source:
                        yield made


def call_for_all(maker):
    """Call a maker for all languages, or for all names in the tables that it reads."""
    from components.text.date_words import LANGUAGES

    asks = list(inspect.signature(maker.__wrapped__).parameters)
    if maker.__name__ in NOT_CALLED:
        return
    assert asks in ([], ["language"], ["name"], ["table", "name"]), f"{maker} asks for {asks}"
    if asks == []:
        given = [()]
    elif asks == ["language"]:
        given = [(one,) for one in sorted({*LANGUAGES, "uk", "ru", "ar", "el"})]
    else:
        given = names_in_tables(maker, asks)
    for values in given:
        try:
            maker(*values)
        except (KeyError, ValueError):  # a language without such words
            continue


def names_in_tables(maker, asks):
    module = sys.modules[maker.__module__]
    tables = ["circumstances", "events", "places", "subjects"]
    for table in tables:
        try:
            listed = module.read_table(module._PACKAGE, table)
        except (FileNotFoundError, KeyError):
            continue
        yield from ((table, name) if len(asks) > 1 else (name,) for name in listed)


def ways(path, line):
    """`scan`, `match` or `fullmatch`: how the pattern that stands at a line is asked."""
    direct = [
        (method, call)
        for name, method, call in calls_of(path)
        if name == "re" and method in ASKS and spans(call, line)
    ]
    if direct:
        return {kind(method) for method, call in direct if not reads_few(call)}
    name = name_at(path, line)
    if name is None:
        return {"scan"}
    users = [one for one in MODULES if one == path or (name[0] != "_" and names(one, name))]
    asked = [call for one in users for call in asks_of(one, name)]
    mentions = sum(names(one, name) for one in users) - 1 - sum(imports(one, name) for one in users)
    if len(asked) < mentions:  # given to others, or in a table
        return {"scan"}
    return {kind(method) for method, call in asked if call is None or not reads_few(call)}


@cache
def names(path, name):
    """How often a name stands in a file."""
    return sum(isinstance(node, ast.Name) and node.id == name for node in nodes_of(path)) + imports(
        path, name
    )


@cache
def imports(path, name):
    return sum(
        isinstance(node, ast.ImportFrom) and any(one.name == name for one in node.names)
        for node in nodes_of(path)
    )


@cache
def nodes_of(path):
    return tuple(ast.walk(tree_of(path)))


def asks_of(path, name):
    """What a file asks of a pattern: the method, and the call, None where another one calls it."""
    called = {id(call.func): (method, call) for of, method, call in calls_of(path) if of == name}
    for node in nodes_of(path):
        is_asked = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if is_asked and node.value.id == name and node.attr in ASKS:
            yield called.get(id(node), (node.attr, None))


def spans(node, line):
    return node.lineno <= line <= node.end_lineno


def kind(method):
    return "scan" if method in SCANS else method


def reads_few(call):
    """Whether a call gives a text with a bound that is counted from a place in it."""
    given = " ".join(ast.unparse(one) for one in call.args)
    return bool(re.search(r"max\(\w+(?:\.\w+)*, \w+(?:\.\w+\(?\)?)* - |min\(", given))


def name_at(path, line):
    for node in tree_of(path).body:
        if isinstance(node, ast.Assign) and spans(node, line):
            target = node.targets[0]
            return target.id if isinstance(target, ast.Name) else None
    return None
