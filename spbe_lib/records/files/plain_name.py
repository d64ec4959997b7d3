"""The name of a file in the cycle's own folder, as another file of that folder writes it."""

from pathlib import PureWindowsPath

from spbe_lib.strict_yaml import Key, YamlFile


def plain_name(file: YamlFile, keys: tuple[Key, ...], name: str) -> bool:
    """Whether a name leads nowhere but into the folder; if not, that is a problem of the file.

    A name with a Windows drive or backslash leaves the folder there, so it is refused everywhere.
    """
    if PureWindowsPath(name).name == name and name != "..":
        return True
    file.problems.append(file.problem(keys, "tulis nama berkas saja, tanpa folder"))
    return False
