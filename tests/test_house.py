"""House rules that a machine can check: the law is data, imports go one way, notebooks are letters."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from importlinter.cli import lint_imports
from papermill import inspect_notebook

from spbe_lib.law.editions import edition_codes, load_edition

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
MODULES = sorted((ROOT / "spbe_lib").rglob("*.py"))


def labels_of_the_law() -> set[str]:
    """Names that only the data may hold: predicates, levels, domains, aspects, indicators, codes."""
    labels: set[str] = set()
    for edition in map(load_edition, edition_codes()):
        labels |= {edition.code, edition.short_name, edition.index_name}
        labels |= {predicate.name for predicate in edition.predicates}
        labels |= {domain.name for domain in edition.domains}
        labels |= {aspect.name for aspect in edition.aspects}
        labels |= {indicator.name for indicator in edition.indicators}
        labels |= {level.name for i in edition.indicators for level in i.scale.levels if level.name}
    return labels


def constants(path: Path) -> Iterator[object]:
    """Every constant of a module outside docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_label_weight_or_bound_of_the_law_stands_in_code(path: Path) -> None:
    """Names, predicate bounds and indicator counts come from YAML, never from a module."""
    labels = labels_of_the_law()
    found = list(constants(path))
    counts = {len(load_edition(code).items) for code in edition_codes()}
    bounds = {float(p.lower) for c in edition_codes() for p in load_edition(c).predicates if p.lower}

    assert [value for value in found if isinstance(value, str) and value in labels] == []
    assert [value for value in found if isinstance(value, float) and value in bounds] == []
    assert [value for value in found if type(value) is int and value in counts] == []


def test_imports_go_one_way() -> None:
    """The layers and the purity of results, as written in pyproject.toml."""
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == 0


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_a_letter(path: Path) -> None:
    """At most 8 lines a cell and 40 in all; no def, class or loop; parameters tagged; nothing stored."""
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    lines = [len([line for line in cell.source.splitlines() if line.strip()]) for cell in cells]
    machines = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.ListComp, ast.Lambda)
    nodes = [node for cell in cells for node in ast.walk(ast.parse(cell.source))]

    assert max(lines) <= 8
    assert sum(lines) <= 40
    assert not [node for node in nodes if isinstance(node, machines)]
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in cells) == 1
    assert all(not cell.outputs and cell.execution_count is None for cell in cells)
    assert notebook.cells[0].cell_type == "markdown"


@pytest.mark.failure(15)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_parameter_is_typed_and_commented(path: Path) -> None:
    """A reader of the parameters cell knows what each one is."""
    parameters = inspect_notebook(str(path))
    cell = next(
        c for c in nbformat.read(path, as_version=4).cells if "parameters" in c.metadata.get("tags", [])
    )

    assert parameters
    assert all(each["inferred_type_name"] != "None" for each in parameters.values())
    assert cell.source.startswith("#")


CONCERNED = set(range(1, 32))
"""Failures of comparable systems that can occur in what exists by now."""


def test_every_failure_that_concerns_us_is_carried_by_a_test() -> None:
    """A known failure without a test that names its number is a promise without a proof."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    carried = {int(number) for number in re.findall(r"@pytest\.mark\.failure\((\d+)\)", sources)}

    assert carried >= CONCERNED
