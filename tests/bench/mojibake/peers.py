"""Other tools that repair text, as functions; a tool that is not installed is left out."""

from collections.abc import Callable
from importlib import import_module

Repair = Callable[[str], str]


def _redetected(detect: Callable[[bytes], str | None]) -> Repair:
    """Turn a detector of charsets into a repair: encode as a Latin page or GBK, decode as detected."""

    def repair(text: str) -> str:
        for wrong in ("latin-1", "cp1252", "gb18030"):
            try:
                return text.encode(wrong).decode(detect(text.encode(wrong)) or wrong)
            except (UnicodeError, LookupError):
                continue
        return text

    return repair


def _ftfy() -> Repair:
    return import_module("ftfy").fix_text


def _ftfy_plain() -> Repair:
    ftfy = import_module("ftfy")
    off = {"fix_character_width": False, "uncurl_quotes": False, "fix_latin_ligatures": False}
    config = ftfy.TextFixerConfig(**off, normalization=None)
    return lambda text: ftfy.fix_text(text, config)


def _charset_normalizer() -> Repair:
    from_bytes = import_module("charset_normalizer").from_bytes
    return _redetected(lambda data: best.encoding if (best := from_bytes(data).best()) else None)


def _cchardet() -> Repair:
    detect = import_module("cchardet").detect
    return _redetected(lambda data: detect(data)["encoding"])


def peers() -> dict[str, Repair]:
    """Return the peers that are installed."""
    found = {}
    makers = {
        "ftfy": _ftfy,
        "ftfy, style off": _ftfy_plain,
        "charset-normalizer": _charset_normalizer,
        "faust-cchardet": _cchardet,
    }
    for name, make in makers.items():
        try:
            found[name] = make()
        except ImportError:
            continue
    return found
