"""Settings with the files that they name, as bytes: what travels to another process or machine."""

import atexit
import hashlib
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from jiaokan.config.config_loader import CONFIGS_FOLDER, Config
from jiaokan.config.rule_files import list_rule_files
from jiaokan.config.schema import PublishSettings

_RULES = "rules"
_JUDGE = "judge"
_CORPUS_LINES = "corpus_lines"
_REVIEW = "review"
_REWRITING = "rewriting"


@dataclass(frozen=True, slots=True)
class PackedSettings:
    """Settings, and the bytes of the files of one's own that they name, as (name, bytes)."""

    config: Config
    files: tuple[tuple[str, bytes], ...]

    def digest_stage_settings(self) -> str:
        """Return a digest of all that the rows of a table depend on: not version, name and the like."""
        config = replace(self.config, publish=_keep_row_settings(self.config.publish))
        digest = hashlib.sha256(repr(config).encode())
        for name, data in self.files:
            digest.update(f"{name} {len(data)}\n".encode() + data)
        return digest.hexdigest()


def pack_settings(config: Config) -> PackedSettings:
    """Return settings with the files that they name and that do not come with jiaokan."""
    files: list[tuple[str, bytes]] = []
    for number, folder in enumerate(config.rules_folders):
        if folder.resolve() != (CONFIGS_FOLDER / _RULES).resolve():
            files += [
                (f"{_RULES}{number}/{path.relative_to(folder).as_posix()}", path.read_bytes())
                for path in list_rule_files(folder)
            ]
    named = {
        _JUDGE: config.strip.judge.file,
        _CORPUS_LINES: config.strip.corpus_lines.file,
        _REVIEW: config.review.file,
        _REWRITING: config.annotate.rewriting,
    }
    for kind, name in named.items():
        own = config.find_file(name)
        if name and own.is_file() and not own.resolve().is_relative_to(CONFIGS_FOLDER.resolve()):
            files.append((f"{kind}/{own.name}", own.read_bytes()))
    return PackedSettings(replace(config, folder=Path()), tuple(files))


@lru_cache(maxsize=4)
def unpack_settings(packed: PackedSettings) -> Config:
    """Return the settings as they hold on this machine; files of one's own go to a temporary folder."""
    config = replace(packed.config, folder=CONFIGS_FOLDER)
    if not packed.files:
        return config
    folder = Path(tempfile.mkdtemp(prefix="jiaokan-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, data in packed.files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for name, _ in packed.files:
        config = _point_to_file(config, name, folder)
    return config


def _point_to_file(config: Config, packed_name: str, folder: Path) -> Config:
    """Return settings that name a file which was unpacked into a folder; of rules they name their folder."""
    kind = packed_name.partition("/")[0]
    strip, name = config.strip, str(folder / packed_name)
    if kind == _JUDGE:
        return replace(config, strip=replace(strip, judge=replace(strip.judge, file=name)))
    if kind == _CORPUS_LINES:
        return replace(config, strip=replace(strip, corpus_lines=replace(strip.corpus_lines, file=name)))
    if kind == _REVIEW:
        return replace(config, review=replace(config.review, file=name))
    if kind == _REWRITING:
        return replace(config, annotate=replace(config.annotate, rewriting=name))
    rules = [*strip.rules]
    rules[int(kind.removeprefix(_RULES))] = str(folder / kind)
    return replace(config, strip=replace(strip, rules=tuple(rules)))


def _keep_row_settings(publish: PublishSettings) -> PublishSettings:
    return replace(
        publish,
        name="",
        version="",
        about="",
        creator="",
        url="",
        date="",
        licence="",
        rights="",
        gathered="",
        contact="",
        inspection="",
    )
