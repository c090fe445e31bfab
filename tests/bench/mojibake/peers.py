"""Other tools that repair text, as functions; tools that are not installed are left out."""

from collections.abc import Callable
from importlib import import_module

Repair = Callable[[str], str]


def _make_redetection(detect: Callable[[bytes], str | None]) -> Repair:
    """Turn a charset detector into a repair: encode as Latin or GBK, decode as detected."""

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
    return _make_redetection(lambda data: best.encoding if (best := from_bytes(data).best()) else None)


def _cchardet() -> Repair:
    detect = import_module("cchardet").detect
    return _make_redetection(lambda data: detect(data)["encoding"])


def load_peers() -> dict[str, Repair]:
    """Return the peers that are installed."""
    installed = {}
    makers = {
        "ftfy": _ftfy,
        "ftfy, style off": _ftfy_plain,
        "charset-normalizer": _charset_normalizer,
        "faust-cchardet": _cchardet,
    }
    for name, make in makers.items():
        try:
            installed[name] = make()
        except ImportError:
            continue
    return installed
