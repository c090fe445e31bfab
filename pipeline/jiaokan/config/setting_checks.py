"""Check settings beyond their types, before anything is read or written."""

import re

from jiaokan.config.schema import InputSettings, MojibakeSettings, PublishSettings
from jiaokan.config.strip_settings import StripSettings
from jiaokan.core.checks.path_checks import find_name_problem
from jiaokan.core.errors import ConfigError

_VERSION_PATTERN = re.compile(r"(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}", re.ASCII)
MAX_DATASET_NAME_CHARS = 96  # as long as the Hub lets a name be


def find_publish_problems(settings: PublishSettings) -> list[str]:
    """Return what is wrong with name, version and sizes; each begins with the key of its setting."""
    problems = []
    name, version = settings.name, settings.version
    if reason := find_name_problem(name):
        problems.append(f"publish.name: {name!r} {reason}; it names a folder, as in zh-web")
    elif ":" in name or '"' in name:
        problems.append(f"publish.name: {name!r} holds a colon or a quotation mark; it names a folder")
    elif len(name) > MAX_DATASET_NAME_CHARS:
        problems.append(f"publish.name: longer than {MAX_DATASET_NAME_CHARS} characters")
    if not _VERSION_PATTERN.fullmatch(version):
        problems.append(f"publish.version: {version!r} should be MAJOR.MINOR.PATCH, as in 1.2.0")
    problems += [
        f"publish.{key}: {value} should be 1 or more"
        for key, value in (
            ("documents_per_shard", settings.documents_per_shard),
            ("characters_per_group", settings.characters_per_group),
        )
        if value < 1
    ]
    return problems


def find_input_problems(settings: InputSettings) -> list[str]:
    """Return what is wrong with the selection of the input; each begins with the key of its setting."""
    problems = []
    if settings.max_text_bytes < 1:
        problems.append(f"input.max_text_bytes: {settings.max_text_bytes} should be 1 or more")
    if settings.limit < 0:
        problems.append(f"input.limit: {settings.limit} should be 0 or more")
    if settings.stage_seconds < 0:
        problems.append(f"input.stage_seconds: {settings.stage_seconds} should be 0 or more")
    if not 0 < settings.sample <= 1:
        problems.append(f"input.sample: {settings.sample} should be above 0 and 1 at most")
    return problems


def find_weight_problems(strip: StripSettings, mojibake: MojibakeSettings) -> list[str]:
    """Return what is wrong with weights and budgets of stages; each begins with the key of its setting."""
    values = {
        "strip.judge.recall_weight": strip.judge.recall_weight,
        "strip.judge.doubt_weight": strip.judge.doubt_weight,
        "mojibake.max_rounds": mojibake.max_rounds,
        "mojibake.max_steps": mojibake.max_steps,
    }
    return [f"{key}: {value} should be 0 or more" for key, value in values.items() if value < 0]


def check_publish_settings(settings: PublishSettings) -> None:
    """Raise ConfigError naming every setting of a release that cannot be used."""
    if problems := find_publish_problems(settings):
        raise ConfigError("; ".join(problems))
