"""LibreOffice as the other spreadsheet program: open, recalculate, save."""

import subprocess
from pathlib import Path


def through_office(content: bytes, folder: Path, *kinds: str) -> bytes:
    """Open a workbook in LibreOffice and save it, once for each kind of file in turn (``ods``, ``xlsx``).

    A kind may name its filter, as the command line of LibreOffice takes it: ``csv:Text - txt - …``.
    """
    file = folder / "isian.xlsx"
    file.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    for kind in kinds:
        ending = kind.partition(":")[0]
        out = folder / f"ke-{ending}-{file.suffix[1:]}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        file = out / f"isian.{ending}"
    return file.read_bytes()
