"""The rules that keep the house in order, read off the code itself (CONTRIBUTING.md, "How the engine is laid out")."""

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "alongside"

# Each imports only from those before it. A package counts as one: its files may import one another.
ORDER = (
    "errors",
    "text",
    "languages",
    "schema",
    "config",
    "policy",
    "timetable",
    "reading",
    "checking",
    "drafts",
    "entries",
    "catalog",
    "output",
    "pages",
    "rendering",
    "icons",
    "scripts",
    "assets",
    "search",
    "formats",
    "outputs",
    "audit",
    "speed",
    "pipeline",
    "importing",
    "cli",
)
# Packages whose files stand side by side and never import one another.
SIDE_BY_SIDE = {"formats"}
# `rendering` reads templates; everything that is not here is a function of its arguments.
TOUCHES_DISK = {"reading", "rendering", "assets", "outputs", "audit", "speed", "importing", "cli"}
DISK_LIBRARIES = {"fileinput", "glob", "importlib", "io", "os", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "urllib.request"}
# Without those that str and dict have too: replace, rename.
DISK_METHODS = {
    *("exists", "glob", "is_dir", "is_file", "is_symlink", "iterdir", "lstat", "mkdir", "open", "read_bytes", "read_text", "resolve"),
    *("rglob", "rmdir", "stat", "symlink_to", "touch", "unlink", "write_bytes", "write_text"),
}
LONGEST = 300
MUTABLE = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)
MUTABLE_CALLS = {"Counter", "OrderedDict", "bytearray", "defaultdict", "deque", "dict", "list", "set"}
MUTATORS = {
    *("add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault", "sort", "update"),
}

MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ENGINE.rglob("*.py"))
SCRIPTS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "assets" / "js").rglob("*.js"))
each_module = pytest.mark.parametrize("module", MODULES)


def parsed(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), filename=module)


def place(module: str) -> str:
    """The name in ORDER: alongside/schema/parts.py is in `schema`; alongside/__init__.py is in none."""
    return Path(module).with_suffix("").parts[1]


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every import anywhere in the module, also inside functions, as (line, full name)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def import_faults(module: str, tree: ast.Module) -> Iterator[str]:
    mine = place(module)
    for line, name in imported(tree):
        first, *rest = name.split(".")
        if first != "alongside":
            continue
        theirs = rest[0] if rest else ""
        if theirs not in ORDER:
            if theirs != "__version__":
                yield f"{module}:{line}: imports {name}; import from a module of the engine by its name"
        elif theirs == mine:
            if mine in SIDE_BY_SIDE and not module.endswith("/__init__.py") and rest[1:2] != [Path(module).with_suffix("").parts[2]]:
                yield f"{module}:{line}: imports {name}; the modules of {mine} never import one another"
        elif mine not in ORDER[ORDER.index(theirs) :]:
            yield f"{module}:{line}: imports {name}; {theirs} comes after {mine}"


def disk_faults(module: str, tree: ast.Module) -> Iterator[str]:
    for line, name in imported(tree):
        if any(name == library or name.startswith(f"{library}.") for library in DISK_LIBRARIES):
            yield f"{module}:{line}: imports {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id == "open":
                yield f"{module}:{node.lineno}: calls open()"
            if isinstance(called, ast.Attribute) and called.attr in DISK_METHODS:
                yield f"{module}:{node.lineno}: calls .{called.attr}()"


def is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        name = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
        return name in MUTABLE_CALLS
    return isinstance(value, MUTABLE)


def assigned(tree: ast.Module) -> Iterator[tuple[int, str, ast.expr | None]]:
    """Names that the module itself binds, as (line, name, value)."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            yield from ((node.lineno, target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.lineno, node.target.id, node.value


def what_changes(node: ast.AST) -> ast.expr | None:
    """The container that this piece of code changes in place, if it is one that does."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
        return node.func.value
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        return node.value
    return None


def global_faults(module: str, tree: ast.Module) -> Iterator[str]:
    held = {name: line for line, name, value in assigned(tree) if is_mutable(value) and not re.fullmatch("__[a-z]+__", name)}
    for name, line in held.items():
        if not re.fullmatch("_?[A-Z][A-Z0-9_]*", name):
            yield f"{module}:{line}: {name} is a global that can change"
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield f"{module}:{node.lineno}: global {', '.join(node.names)}"
        changed = what_changes(node)
        if isinstance(changed, ast.Name) and changed.id in held:
            yield f"{module}:{changed.lineno}: changes the global {changed.id}"


def public(body: list[ast.stmt]) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    named = [node for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    return [node for node in named if not node.name.startswith("_")]


def without_docstring(module: str, tree: ast.Module) -> Iterator[str]:
    for node in public(tree.body):
        for item in (node, *public(node.body if isinstance(node, ast.ClassDef) else [])):
            if not ast.get_docstring(item):
                yield f"{module}:{item.lineno}: {item.name} has no docstring"


def run_tool(*arguments: str) -> None:
    """Runs one of the checkers; the failure of the test is what the checker says."""
    if importlib.util.find_spec(arguments[0]) is None:
        pytest.skip(f"{arguments[0]} is not installed: make test installs it")

    done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)

    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"


@each_module
def test_a_module_has_its_place_in_the_import_order(module: str) -> None:
    assert module == "alongside/__init__.py" or place(module) in ORDER


@each_module
def test_a_module_imports_only_from_those_above_it(module: str) -> None:
    assert list(import_faults(module, parsed(module))) == []


@pytest.mark.parametrize("module", [module for module in MODULES if place(module) not in TOUCHES_DISK])
def test_only_modules_at_the_edges_touch_the_disk(module: str) -> None:
    assert list(disk_faults(module, parsed(module))) == []


@each_module
def test_no_module_holds_a_global_that_changes(module: str) -> None:
    assert list(global_faults(module, parsed(module))) == []


@each_module
def test_only_the_command_line_prints(module: str) -> None:
    names = [node for node in ast.walk(parsed(module)) if isinstance(node, ast.Name)]

    lines = [node.lineno for node in names if node.id == "print"]

    assert lines == [] or place(module) == "cli"


@each_module
def test_a_module_and_all_that_is_public_in_it_say_what_they_are_for(module: str) -> None:
    tree = parsed(module)

    assert ast.get_docstring(tree), f"{module} has no docstring"
    assert list(without_docstring(module, tree)) == []


@pytest.mark.parametrize("module", MODULES + SCRIPTS)
def test_a_module_is_short(module: str) -> None:
    lines = (ROOT / module).read_text(encoding="utf-8").count("\n")

    assert lines <= LONGEST, f"{module} has {lines} lines: which of its nouns is a module of its own?"


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        pytest.param(import_faults, "def f():\n    from alongside.cli import main", id="a late import of a later module"),
        pytest.param(import_faults, "import alongside.formats.other", id="one format imports another"),
        pytest.param(import_faults, "from alongside import utils", id="a module that has no place"),
        pytest.param(disk_faults, "from os import path", id="a library for files"),
        pytest.param(disk_faults, "def f(p):\n    return p.read_text()", id="a path that is read"),
        pytest.param(global_faults, "cache: dict[str, str] = {}", id="a dict that can change"),
        pytest.param(global_faults, "NAMES = []\ndef f(x):\n    NAMES.append(x)", id="a constant that is changed"),
        pytest.param(global_faults, "N = {}\ndef f(x):\n    N[x] = 1", id="a constant that is filled in"),
        pytest.param(without_docstring, "class A:\n    'One.'\n    def f(self): ...", id="a method without a docstring"),
    ],
)
def test_a_broken_rule_is_seen(faults: Callable[[str, ast.Module], Iterator[str]], code: str) -> None:
    found = list(faults("alongside/formats/one.py", ast.parse(code)))

    assert len(found) == 1


def test_no_function_may_have_more_than_ten_paths() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]

    excused = [module for module in MODULES if re.search(r"noqa:[^\n]*C9|ruff: noqa", (ROOT / module).read_text(encoding="utf-8"))]

    assert "C90" in settings["select"]
    assert settings["mccabe"]["max-complexity"] == 10
    assert not any(code.startswith("C9") for codes in [settings["ignore"], *settings["per-file-ignores"].values()] for code in codes)
    assert excused == []


@pytest.mark.parametrize("workflow", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name)
def test_a_workflow_gives_a_stranger_nothing_to_hold(workflow: Path) -> None:
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]

    commands = [step["run"] for step in steps if "run" in step]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    writers = {name for name, job in jobs.items() if "write" in job.get("permissions", {}).values()}

    assert not [command for command in commands if "${{" in command], "a value inside `run:` is read by a shell: pass it through `env:`"
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert "secrets." not in workflow.read_text(encoding="utf-8")
    assert writers <= {"deploy"}


@pytest.mark.parametrize("pinned", ["base.txt", "test.txt", "dev.txt", "bench.txt"])
def test_pinned_files_hold_hashes_and_name_no_source(pinned: str) -> None:
    lines = (ROOT / "requirements" / pinned).read_text(encoding="utf-8").splitlines()

    names = [line for line in lines if re.match(r"[a-z]", line)]
    sources = [line for line in lines if re.match(r"\s*-(?!-hash=sha256:)", line) or "://" in line or "@" in line]

    assert names
    assert all(line.endswith(" \\") for line in names), "each release is followed by its hashes"
    assert sources == []


def test_the_linter_finds_nothing() -> None:
    run_tool("ruff", "check")


def test_the_type_checker_finds_nothing() -> None:
    run_tool("mypy")
