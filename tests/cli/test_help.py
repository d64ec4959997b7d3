"""Help pages, and wrong command lines: Indonesian, with an example and an exit code."""

import click
import pytest
from click.testing import CliRunner

from spbe_lib.cli import main, spbe
from tests.cli.typing import ROOT

COMMANDS = sorted(spbe.commands)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("score",), "BERKAS.yaml belum disebut"),
        (("score", "a", "b"), "terlalu banyak"),
        (("score", "--jsn", "a"), "Pilihan --jsn tidak dikenal"),
        (
            ("hitung",),
            f"Yang ada: {', '.join(COMMANDS)}.",
        ),
        (("score", "tidak-ada.yaml"), "berkas tidak dapat dibuka"),
        (("report", "kab-antah-berantah"), "siklus ini tidak ada"),
        (("import", "kab-antah-berantah"), "siklus ini tidak ada"),
        (("import-assessment", "contoh-2024"), "BERKAS belum disebut"),
        (("template",), "SIKLUS belum disebut"),
        (("report", "--only", "dinkes"), "--only"),
        (("import-assessment", "contoh-2024", "x.csv", "--stage", "lain"), "mandiri, dokumen, interviu"),
        (("init", "x", "--year", "dua"), "--year"),
        ((), "Pemakaian: spbe"),
    ],
)
@pytest.mark.failure(15)
def test_a_wrong_command_line_is_answered_in_indonesian_with_exit_code_2(
    arguments: tuple[str, ...],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No traceback and no English: what is wrong, and where help is."""
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as left:
        main(arguments)

    told = capsys.readouterr()
    assert left.value.code == 2
    assert words in told.err
    assert "Error" not in told.err
    assert told.out == ""


@pytest.mark.failure(25)
@pytest.mark.parametrize("path", [(), *((name,) for name in COMMANDS)], ids=["spbe", *COMMANDS])
def test_the_help_is_indonesian_and_has_an_example(path: tuple[str, ...]) -> None:
    """Every help page has Indonesian headings, an example to copy, and no English left over."""
    shown = CliRunner().invoke(spbe, [*path, "--help"])

    assert shown.exit_code == 0
    assert "Pemakaian: " in shown.output
    assert "Contoh:" in shown.output
    assert "Tampilkan bantuan ini." in shown.output
    assert "\\b" not in shown.output
    for english in ("Usage", "Options", "Commands", "Show this", "exit.", "default"):
        assert english not in shown.output


def test_every_command_has_help_of_its_own() -> None:
    """No command without a sentence for the list and a text for its page."""
    for name, command in spbe.commands.items():
        assert command.short_help, name
        assert command.help, name
        assert all(each.help for each in command.params if isinstance(each, click.Option)), name
