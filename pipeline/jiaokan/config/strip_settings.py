"""The classes of the table `strip` of configs/pipeline.toml and of the tables in it; see schema.py."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RepeatedTextSettings:
    """When a line repeats the title or the article; lengths count letters, digits and Han."""

    min_title_letters: int
    max_title_letters: int
    min_title_share: float
    max_abstract_units: int
    max_units_below: int
    min_abstract_letters: int


@dataclass(frozen=True, slots=True)
class PageNumberSettings:
    """When numbers at the start of lines are page numbers."""

    min_pages: int
    min_mean_page_chars: int
    min_cut_share: float


@dataclass(frozen=True, slots=True)
class TitleSettings:
    """When a line is the title of its page; chances are of the judge."""

    min_chance: float
    min_kept_chance: float
    certain_chance: float
    byline_nats: float
    claim_nats: float
    min_claim_confidence: float
    min_overrule_chance: float


@dataclass(frozen=True, slots=True)
class LineClassifierSettings:
    """When a unit of a page (a line or a piece of one) is removed; chances are of boilerplate."""

    file: str
    min_han_share: float
    min_full_han_share: float
    min_covered_share: float
    certain_confidence: float
    min_unopposed_chance: float
    min_listed_chance: float
    max_bare_chance: float
    max_lone_chance: float
    min_chance: float
    min_sentence_chance: float
    min_chance_if_few_han: float
    recall_weight: float
    doubt_weight: float
    min_amid_chance: float
    relief_share: float
    min_likely_no_article_chance: float
    min_chance_if_likely_no_article: float
    min_no_article_chance: float
    min_chance_if_no_article: float
    max_reasons: int


@dataclass(frozen=True, slots=True)
class CorpusLineSettings:
    """When a line that stands on many pages of a corpus is boilerplate."""

    file: str
    max_templates: int
    max_line_chars: int
    min_letters: int
    min_pages: int
    min_certain_letters: int
    certain_confidence: float
    short_confidence: float
    max_examples: int


@dataclass(frozen=True, slots=True)
class BrandSettings:
    """When a brand name was injected into a page."""

    certain_confidence: float
    min_subject_words: int


@dataclass(frozen=True, slots=True)
class NoArticleSettings:
    """When the text that is left of a page is no article."""

    max_letters: int
    min_removed_share: float
    min_sentence_chars: int
    min_teaser_removed_share: float
    min_prose_chars: int
    min_chance: float
    min_chance_removed_share: float


@dataclass(frozen=True, slots=True)
class StripSettings:
    """Settings of the strip stage."""

    rules: tuple[str, ...]
    max_passes: int
    judge: LineClassifierSettings
    title: TitleSettings
    repeated_text: RepeatedTextSettings
    page_numbers: PageNumberSettings
    corpus_lines: CorpusLineSettings
    brands: BrandSettings
    no_article: NoArticleSettings
