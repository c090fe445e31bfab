"""The classes of the table `paragraphs` of configs/pipeline.toml and of the tables in it; see schema.py."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrapSettings:
    """When lines are wrapped at a width."""

    min_lines: int
    min_columns: int
    min_full_share: float
    exact_advantage_share: float
    max_longer_share: float
    min_letter_end_share: float
    min_marked_share: float
    min_torn_share: float
    max_entry_share: float
    max_alike_share: float
    line_length_tolerance: float
    min_heading_room_columns: int
    max_stray_share: float
    min_all_indented_share: float
    min_indented_share: float


@dataclass(frozen=True, slots=True)
class BrokenSentenceSettings:
    """When a line feed cuts a sentence."""

    min_word_nats: float
    min_comma_line_chars: int
    max_fragment_chars: int
    min_unfinished_chars: int
    min_split_word_share: float


@dataclass(frozen=True, slots=True)
class PageBreakSettings:
    """When pages are run together, and what their numbers look like."""

    min_numbered_page_chars: int
    min_page_chars: int
    page_length_tolerance: float
    min_cut_share: float


@dataclass(frozen=True, slots=True)
class FlattenedBlockSettings:
    """When a line is a flattened block, and where it is parted."""

    min_chars: int
    max_spaced_stop_share: float
    max_spaces_per_spaced_stop: float
    min_unstopped_chars: int
    min_heading_chars: int
    min_gap_blanks: int
    min_items: int
    min_break_columns: int


@dataclass(frozen=True, slots=True)
class HeadingSettings:
    """When a paragraph is a title or a heading."""

    max_title_chars: int
    max_chars: int
    max_confirmed_chars: int
    max_run: int
    max_share: float
    max_name_chars: int
    min_confirming: int
    min_judged_paragraphs: int
    max_judged_chars: int
    min_ruled_log_odds: float
    min_log_odds: float
    min_html_log_odds: float
    min_marked_log_odds: float


@dataclass(frozen=True, slots=True)
class CaptionSettings:
    """When a paragraph is a caption."""

    max_chars: int
    max_explicit_chars: int
    min_points: int
    under_heading_points: int
    scene_points: int
    min_paragraph_ratio: float
    retold_points: int
    min_retold_chars: int
    date_points: int
    date_and_comma_points: int
    view_points: int
    action_points: int
    amid_prose_points: int
    repeated_points: int
    credit_points: int
    picture_points: int
    centred_points: int
    alt_points: int
    named_points: int
    next_picture_points: int
    bold_penalty: int
    flush_points: int
    min_confirming: int
    naming_points: int
    max_naming_chars: int
    other_captions_points: int
    narration_penalty: int
    short_neighbors_penalty: int


@dataclass(frozen=True, slots=True)
class QuotationSettings:
    """When a paragraph is a quotation."""

    min_chars: int


@dataclass(frozen=True, slots=True)
class VerseSettings:
    """When paragraphs are verse."""

    min_lines: int
    max_line_chars: int
    min_clause_chars: int
    min_free_lines: int
    max_free_clause_chars: int
    max_lyric_clause_chars: int
    min_equal_clause_share: float


@dataclass(frozen=True, slots=True)
class SignatureSettings:
    """Where a signature stands."""

    max_closing_paragraphs: int


@dataclass(frozen=True, slots=True)
class ParagraphSettings:
    """Settings of the paragraphs stage."""

    max_rounds: int
    layout_confidence: float
    wrap: WrapSettings
    sentences: BrokenSentenceSettings
    page_breaks: PageBreakSettings
    blocks: FlattenedBlockSettings
    headings: HeadingSettings
    captions: CaptionSettings
    quotes: QuotationSettings
    verse: VerseSettings
    signatures: SignatureSettings
