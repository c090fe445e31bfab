"""Check names and paths that come from a setting, a manifest or a table before a file is made of them."""

import re

MAX_NAME_BYTES = 255  # of one part of a path, as file systems have it
_SEPARATOR_PATTERN = re.compile(r"[/\\]")
_CONTROL_PATTERN = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE_PATTERN = re.compile(r"[A-Za-z]:")


def find_name_problem(name: str) -> str:
    """Return why `name` cannot be the name of a folder right below another, "" where it can.

    >>> find_name_problem("zh-web")
    ''
    >>> find_name_problem("../up")
    'holds a separator'
    """
    if not name.strip():
        return "is empty"
    if _SEPARATOR_PATTERN.search(name):
        return "holds a separator"
    if name.startswith("."):
        return "begins with a dot"
    return _find_part_problem(name)


def find_path_problem(path: str) -> str:
    """Return why `path` does not lead to a place below a folder, "" where it does.

    The parts of a path stand between "/". A backslash is a separator on some systems and may not stand in it.

    >>> find_path_problem("documents/train-00000-of-00001.parquet")
    ''
    >>> find_path_problem("/etc/passwd")
    'is absolute'
    >>> find_path_problem("a/../../b")
    "holds '..'"
    """
    if path.startswith(("/", "\\")):
        return "is absolute"
    if "\\" in path:
        return "holds a backslash"
    for part in path.split("/"):
        if part in ("", ".", ".."):
            return f"holds {part!r}" if part else "holds an empty part"
        if problem := _find_part_problem(part):
            return problem
    return ""


def leads_out(path: str) -> bool:
    r"""Tell whether a relative name of a file leads out of the folder it is in, or names no file.

    A name of a file may hold what `find_path_problem` refuses: a backslash, a colon, an escape.

    >>> leads_out("a/../../b"), leads_out("..\\b.txt")
    (True, False)
    """
    parts = path.split("/")
    return path.startswith("/") or "\0" in path or ".." in parts or parts[-1] in ("", ".")


def _find_part_problem(part: str) -> str:
    if _CONTROL_PATTERN.search(part):
        return "holds a control character"
    if _DRIVE_PATTERN.match(part):
        return "begins with a drive"
    try:
        size = len(part.encode())
    except UnicodeEncodeError:
        return "is no Unicode text"
    return f"is longer than {MAX_NAME_BYTES} bytes" if size > MAX_NAME_BYTES else ""
