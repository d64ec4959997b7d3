"""The docs are executable: what README, CHANGELOG and environment.yml say is true."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from spbe_lib import __version__
from spbe_lib.cli import spbe
from spbe_lib.law.editions import edition_codes

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "spbe_lib"
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted(PACKAGE.rglob("*.py"))
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
"""conda-forge's plain matplotlib brings a whole desktop toolkit; the base package draws the same."""


def test_the_tour_names_every_module_and_no_other() -> None:
    """A module that README does not know, or one that is gone, breaks the build."""
    tour = README.split("## Tour")[1].split("## Glossary")[0]
    named = set(re.findall(r"`([a-z0-9_/]+\.py)`", tour))
    present = {path.relative_to(PACKAGE).as_posix() for path in MODULES if path.name != "__init__.py"}

    assert named == present


def test_every_command_make_target_edition_and_exit_code_is_documented() -> None:
    """Commands, targets and editions in README are those that exist."""
    targets = set(re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split())

    assert {f"make {name}" for name in targets - {"browser"}} == set(re.findall(r"`(make [a-z]+)`", README))
    assert all(f"spbe {name}" in README for name in spbe.commands)
    assert all(code in README for code in edition_codes())
    assert "Exit codes: 0 done; 1 a report failed; 2" in README


def test_linked_files_exist() -> None:
    """No picture and no file that README links to is missing."""
    links = re.findall(r"\]\(([^)#]+)\)", README)

    assert links
    assert all((ROOT / link).is_file() for link in links)


def documented(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Everything public that owes a docstring: module, classes, functions, methods."""
    yield "module", tree
    for node in ast.walk(tree):
        if isinstance(
            node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) and not node.name.startswith("_"):
            yield node.name, node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_everything_public_has_a_docstring(path: Path) -> None:
    """Module, class and function say what they mean in the evaluation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [name for name, node in documented(tree) if not ast.get_docstring(node)]  # type: ignore[arg-type]

    assert silent == []


def test_the_changelog_has_an_unreleased_section_and_kinds() -> None:
    """Every entry says its kind, and the version in work is not older than the log."""
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entries = re.findall(r"^- (.*)", log.split("### Design notes")[0], re.MULTILINE)

    assert "## Unreleased" in log or f"## {__version__}" in log
    assert entries
    for entry in entries:
        assert entry.startswith(("*Regulation data*", "*Calculation*", "*Report*", "*Technical*")), entry


def test_environment_yml_equals_pyproject() -> None:
    """The conda environment asks for the same packages and bounds as pip does."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    wanted = set()
    for requirement in project["dependencies"]:
        name, bound = requirement.split(">=")
        wanted.add(f"{CONDA_NAMES.get(name, name)}>={bound}")
    plain = {each for each in environment["dependencies"] if isinstance(each, str)}

    assert plain - {"pip"} == wanted | {f"python{project['requires-python']}"}
    assert environment["dependencies"][-1] == {"pip": ["-e ."]}


def test_the_lock_has_a_hash_for_every_package_and_no_address() -> None:
    """Locked by content, and silent about where it came from."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][^\n]*", lock, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert lock.count("--hash=sha256:") >= len(packages) > 100
    assert all(package.endswith("\\") for package in packages)
    assert "://" not in lock
    for requirement in project["dependencies"]:
        assert re.search(rf"^{requirement.split('>=')[0]}==", lock, re.MULTILINE), requirement
