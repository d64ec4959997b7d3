"""``spbe evidence account``: demo accounts, typed and shown at the screen alone."""

import sys
import warnings
from getpass import GetPassWarning

import click

from spbe_lib.cli.desk import desk_of
from spbe_lib.cli.words import Command, Misuse
from spbe_lib.errors import InputError, Problem
from spbe_lib.intake.desk import Desk
from spbe_lib.intake.evidence.reach import filling_opd
from spbe_lib.records.database.accounts import DemoAccount
from spbe_lib.strict_yaml import clipped


@click.command("account", cls=Command, short_help="Simpan akun uji sebuah aplikasi.")
@click.argument("cycle", metavar="SIKLUS")
@click.argument("opd", metavar="OPD")
@click.argument("application", metavar="APLIKASI")
@click.option("--show", is_flag=True, help="Tampilkan di layar, sesudah ditanya.")
@click.option("--forget", is_flag=True, help="Hapus akun ini.")
@click.option("--actor", metavar="NAMA", default="operator", show_default=True, help="Siapa yang memasukkan.")
def demo_account(  # noqa: PLR0913, PLR0917  the parts of one command line
    cycle: str, opd: str, application: str, show: bool, forget: bool, actor: str
) -> None:
    """Simpan akun uji yang membuka APLIKASI bagi asesor. Nama pengguna dan kata sandinya ditanyakan.

    Akun uji hanya ada di basis data siklus: tidak di laporan, Kuesioner, daftar, atau arsip.

    \b
    Contoh:
      spbe evidence account kab-saya-2025 dinkes SIMPUS
      spbe evidence account kab-saya-2025 dinkes SIMPUS --show
      spbe evidence account kab-saya-2025 dinkes SIMPUS --forget
    """  # noqa: D301
    if show and forget:
        raise Misuse("Pilih salah satu: --show atau --forget.")
    with desk_of(cycle, actor) as desk:
        code, named = filling_opd(desk.cycle, opd), " ".join(application.split())
        if show:
            _show_account(desk, code, named)
        elif forget:
            _found(desk, code, named)
            desk.store.keep_account(_account(desk, code, named, "", ""))
            click.echo(f"Akun uji {clipped(named)} dihapus.")
        else:
            login = click.prompt("Nama pengguna")
            secret = _typed_unseen()
            desk.store.keep_account(_account(desk, code, named, login, secret))
            click.echo(f"Akun uji {clipped(named)} tersimpan; hanya di basis data siklus ini.")


def _typed_unseen() -> str:
    """Ask for a secret; where the screen would show it, nothing is asked."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        try:
            secret: str = click.prompt("Kata sandi (tidak tampak)", hide_input=True)
        except GetPassWarning:
            raise Misuse("Kata sandi hanya dapat diketik di terminal, agar tidak tampak.") from None
    return secret


def _account(desk: Desk, opd: str, application: str, login: str, secret: str) -> DemoAccount:
    return DemoAccount(
        opd=opd,
        application=application,
        login=login,
        secret=secret,
        actor=desk.actor,
        changed_at=desk.now,
    )


def _found(desk: Desk, opd: str, application: str) -> DemoAccount:
    accounts = {each.application: each for each in desk.store.accounts(opd)}
    if application not in accounts:
        what = f"belum ada akun uji untuk '{clipped(application)}'"
        known = ", ".join(clipped(each) for each in accounts)
        raise InputError([Problem(where=desk.cycle.opd(opd).name, what=what, allowed=known or "belum ada")])
    return accounts[application]


def _show_account(desk: Desk, opd: str, application: str) -> None:
    """Show a secret on the screen, and into no file."""
    account = _found(desk, opd, application)
    if not sys.stdout.isatty():
        raise Misuse("Akun uji hanya ditampilkan di layar, tidak ke berkas atau perintah lain.")
    if click.prompt('Kata sandi akan tampak di layar. Ketik "ya" untuk lanjut').strip().lower() == "ya":
        click.echo(f"{account.application}: {account.login} / {account.secret}")
