"""One class for each table of configs/pipeline.toml; a field is a key of the table.

The tables of strip and paragraphs, which hold others, have modules of their own.

What a setting means is said in the TOML file, beside its value. Names end in their unit and begin with
`min_` or `max_`: `max_line_chars`. Letters are letters, digits and Han.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class InputSettings:
    """Which keys of a record hold what, and how much of the input is read."""

    text_key: str = "text"
    html_key: str = "html"
    id_key: str = "id"
    url_key: str = "url"
    max_text_bytes: int = 8_000_000
    limit: int = 0
    sample: float = 1.0
    stage_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """Settings of the extract stage, which finds the article in a page of HTML."""

    parser: Literal["scan", "bs4"]
    max_bytes: int
    max_blocks: int
    favor: Literal["balanced", "recall", "precision"]
    comments: bool
    recall_min_score: float
    precision_min_score: float
    max_short_han: int
    min_article_score: float


@dataclass(frozen=True, slots=True)
class MojibakeSettings:
    """Settings of the mojibake stage."""

    skipped_repairs: tuple[str, ...]
    likely_confidence: float
    certain_confidence: float
    max_rounds: int
    max_steps: int


@dataclass(frozen=True, slots=True)
class ScriptSettings:
    """Settings of the script stage."""

    target: Literal["hans", "hant", "hant-tw", "hant-hk", "keep"]
    punctuation: Literal["full", "keep"]
    spacing: Literal["close", "keep"]


@dataclass(frozen=True, slots=True)
class AnnotateSettings:
    """Settings of the annotate stage."""

    region: bool
    region_share: float
    region_mentions: int
    title_weight: int
    redact: tuple[str, ...]
    mentions: tuple[str, ...]
    signals: tuple[str, ...]
    rewriting: str
    scorers: tuple[str, ...]
    genre: bool
    keywords: int


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """What reviewers said of the edits of an earlier release."""

    file: str


@dataclass(frozen=True, slots=True)
class RepeatSettings:
    """Settings of the search for repeats, the stage over the whole corpus."""

    search: bool
    min_letters: int
    near_jaccard: float
    held_containment: float
    part_containment: float
    part_jaccard: float
    paragraph_letters: int


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """Settings of the release."""

    name: str
    version: str
    about: str
    creator: str
    url: str
    date: str
    licence: str
    rights: str
    gathered: str
    contact: str
    inspection: str
    reject_kind: Literal["", "no_article"]
    documents_per_shard: int
    characters_per_group: int
