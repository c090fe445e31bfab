"""One class for each table of configs/pipeline.toml; a field is a key of the table.

The comment of a field says what the number means. The values, and where they come from, stand in the
TOML file. A count without a unit counts lines or pages, as its comment says.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class InputSettings:
    """Which keys of a record hold what, and how much of the input is read."""

    text_key: str = "text"  # its text
    html_key: str = "html"  # its page
    id_key: str = "id"  # its id; a record without one is called after its file and line
    url_key: str = "url"  # its address
    limit: int = 0  # documents at most; 0: all
    sample: float = 1.0  # share of the documents, chosen by a hash of their ids


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """Settings of the extract stage, which finds the article in a page of HTML."""

    parser: Literal["scan", "bs4"]  # the tokenizer: our own, or Beautiful Soup on html.parser
    max_bytes: int  # of a page; a longer one is rejected
    max_blocks: int  # number of blocks and elements of a page; one with more is rejected
    favor: Literal["balanced", "recall", "precision"]  # which side a doubtful line goes to
    comments: bool  # keep the comments of readers below an article
    keep_recall: float  # score from which a line is kept where recall is favoured
    keep_precision: float  # score below which a line goes where precision is favoured
    short: int  # Han of a text below which the scripts of the page are searched for a longer one


@dataclass(frozen=True, slots=True)
class RepeatedTextSettings:
    """When a line repeats the title or the article; lengths count letters, digits and Han."""

    title_min: int  # a shorter title is too common to be recognised
    title_max: int
    part: float  # share of the title that a line above the article repeats
    abstract_within: int  # units from the top in which an abstract may stand
    abstract_reach: int  # number of units below it that are searched
    abstract_min: int  # a shorter text is no abstract


@dataclass(frozen=True, slots=True)
class PageNumberSettings:
    """When numbers at the start of lines are page numbers."""

    least: int  # pages
    line_length: int  # mean code points of a page
    cut_share: float  # share of the numbers that cut a sentence


@dataclass(frozen=True, slots=True)
class TitleSettings:
    """How the title is chosen among the lines above the article: points for and against a line."""

    within: int  # number of likely lines that are considered
    shortest: int  # letters, digits and Han
    most: int
    claimed: float  # a line that a rule claims with this confidence is no title
    longest: int  # letters that count at most, each one point
    twice: float  # points for standing on the page twice
    byline: float  # points for a byline right below the line
    far: float  # points against for each likely line between it and the article
    bars: float  # points against for what no title has: bars, a time of day, a label
    first: float  # points for the first line of the page
    doubt: float  # points against for a line that the judge is sure is boilerplate
    spare: float  # chance of boilerplate from which the judge overrules the choice


@dataclass(frozen=True, slots=True)
class LineClassifierSettings:
    """When a unit of a page (a line or a piece of one) is removed; chances are of boilerplate."""

    file: str  # the trained judge, relative to the configuration file
    han: float  # share of Han on a page that the judge can read
    covered: float  # share of a unit from which a claim of a rule counts for all of it
    sure: float  # confidence from which a claim is removed unless the judge objects
    unopposed: float  # chance below which the judge objects
    listed: float  # chance from which a unit is removed in a list whose heading a sure rule claims
    bare: float  # largest chance on a page that holds an article and nothing else
    least: float  # chance below which no unit is removed without a rule
    least_sentence: float  # the same for a sentence
    recall_weight: float  # cost of losing article text, in units of the cost of keeping boilerplate
    doubt_weight: float  # added to it, times the mean variance of the chances of a page
    drop_amid: float  # chance from which a piece is removed while the pieces beside it stay
    relief: float  # share by which a sure absence of an article lowers recall_weight and least
    likely_no_article: float  # chance from which a page likely holds no article
    drop_likely: float  # chance from which a unit of such a page is removed
    no_article: float  # chance from which a page holds no article
    drop_no_article: float  # chance from which a unit of such a page is removed
    reasons: int  # number of groups of features that the ledger names for a removed unit


@dataclass(frozen=True, slots=True)
class CorpusLineSettings:
    """When a line that stands on many pages of a corpus is boilerplate."""

    file: str  # counts of a corpus, relative to the configuration file; "" for none
    capacity: int  # number of templates that are counted at a time
    longest: int  # code points of a line that is counted
    shortest: int  # letters, digits and Han of a template that is counted
    least: int  # number of pages on which a line must stand
    long: int  # letters from which such a line is surely boilerplate
    sure: float  # confidence that a long one is boilerplate
    weak: float  # the same for a short one
    examples: int  # examples and counter-examples of a rule that a corpus suggests


@dataclass(frozen=True, slots=True)
class BrandSettings:
    """When a brand name was injected into a page."""

    sure: float  # confidence of a claim from which its brand counts as injected everywhere on the page
    subject: int  # number of words on gambling in sentences from which the page is about it


@dataclass(frozen=True, slots=True)
class NoArticleSettings:
    """When the text that is left of a page is no article."""

    letters: int  # letters, digits and Han that a navigation page may leave
    share: float  # of the page that was removed
    sentence: int  # code points of a sentence at least
    teasers: float  # share of the page that was removed from which only longer lines than `prose` count
    prose: int  # code points of a line that is no teaser
    chance: float  # chance of no article from which the judge of pages decides, if `gone` was removed
    gone: float  # share of the page that was removed


@dataclass(frozen=True, slots=True)
class StripSettings:
    """Settings of the strip stage."""

    rules: tuple[str, ...]  # folders of rule files; "default" for the shipped ones
    passes: int  # number of passes at most; they end when nothing more is removed
    judge: LineClassifierSettings
    title: TitleSettings
    echoes: RepeatedTextSettings
    page_numbers: PageNumberSettings
    repeats: CorpusLineSettings
    brands: BrandSettings
    no_article: NoArticleSettings


@dataclass(frozen=True, slots=True)
class MojibakeSettings:
    """Settings of the mojibake stage."""

    repairs: tuple[str, ...]  # names in jiaokan.repairs.REPAIRS; the table's order holds
    likely: float  # confidence from which a repair is made; below it the place is flagged
    certain: float  # confidence from which a repair is not checked again
    rounds: int  # number of rounds of all repairs at most


@dataclass(frozen=True, slots=True)
class ScriptSettings:
    """Settings of the script stage."""

    target: Literal["hans", "hant", "hant-tw", "hant-hk", "keep"]
    punctuation: Literal["full", "keep"]
    spacing: Literal["close", "keep"]


@dataclass(frozen=True, slots=True)
class ParagraphSettings:
    """Settings of the paragraphs stage."""

    rounds: int  # number of rounds at most; one joined line may show another
    likely: float  # confidence of an edit that the layout of the whole page suggests
    wrap_lines: int  # lines from which a wrap shows
    wrap_least: int  # columns of a wrapped line at least: shorter lines are verse
    wrap_share: float  # share of lines that are full, at least
    wrap_exact: float  # share of full lines that an exact wrap is preferred by
    wrap_over: float  # share of lines that are longer, at most
    wrap_amid: float  # share of full lines that end in a letter, at least
    wrap_prose: float  # share of full lines that hold a mark, at least
    wrap_alike: float  # share of lines that begin alike in a list, above
    wrap_room: int  # columns or code points left free by a line without a stop, from which it is a heading
    wrap_stray: float  # share of the other lines that do not end a sentence, at most
    indents: float  # share of indented lines below which an indent shows a paragraph
    flush: float  # share of indented lines above which a line without an indent continues a paragraph
    word: float  # nats of evidence from which a word lies across a line feed
    comma: int  # code points from which a line that ends in a comma continues, and is no verse
    fragment: int  # code points of a link or emphasis on a line of its own, at most
    unfinished: int  # code points from which a line without a stop continues, and is no heading
    torn: float  # share of the line ends inside sentences that cut a word, at least
    even: float  # share of the median length by which the lines of a page may differ from it
    page: int  # code points of a page at least
    page_size: int  # code points of a page without a number at least
    page_spread: float  # the same for the lengths of numbered pages
    page_cut: float  # share of page numbers that stand inside a sentence, at least
    block: int  # code points from which a line with lone spaces is a flattened block
    block_share: float  # share of stops followed by a space above which the space is a typing habit
    block_lone: float  # spaces per space after a stop from which they are a typing habit
    block_piece: int  # code points of a paragraph that ends without a stop
    block_least: int  # code points of a heading in a block at least
    block_apart: int  # blanks in a row that separate prose from the text before it
    block_items: int  # number of items in one line from which it is a list, even if short
    block_wide: int  # columns from which white space after a stop is a break in any line
    title: int  # code points of a title at most
    heading: int  # code points of a heading at most
    heading_long: int  # the same for a heading that is confirmed by others of its form
    heading_run: int  # headings in a row at most, and paragraphs between a heading and its prose
    heading_share: float  # share of all paragraphs above which short lines are no headings
    heading_name: int  # code points of a name that follows a heading, at most
    heading_repeat: int  # number of headings of one form that confirm a doubtful one
    caption: int  # code points of a caption at most
    caption_cued: int  # the same for a caption that names its picture
    caption_least: int  # sum of evidence from which a short line is a caption
    caption_headed: int  # evidence: it stands between a heading and a longer paragraph
    caption_scene: int  # evidence: and says where someone is or what happens
    caption_ratio: float  # length of that paragraph in lengths of the caption, at least
    caption_retold: int  # evidence: the next paragraph repeats it
    caption_stretch: int  # code points that are repeated, at least
    caption_dated: int  # evidence: it opens with a date
    caption_day: int  # evidence: it opens with a date and a comma, and has no stop
    caption_view: int  # evidence: it names a view, a scene, a photograph
    caption_twice: int  # evidence: it stands on the page twice
    caption_credited: int  # evidence: the line above names a photographer
    caption_flush: int  # evidence: it is not indented and the prose is
    caption_repeat: int  # number of such sentences that confirm each other
    caption_named: int  # evidence: it only names something
    caption_tiny: int  # code points of such a sentence at most
    caption_others: int  # evidence: the page has other captions
    caption_telling: int  # evidence against: it narrates or argues
    caption_crowd: int  # evidence against: its neighbours are as short
    quote: int  # code points from which a paragraph in quotes is a quotation, not speech
    verse_lines: int  # lines of verse at least
    verse_line: int  # code points of a line of verse at most
    verse_least: int  # characters of most of its clauses at least
    verse_free: int  # lines of free verse, without marks, at least
    verse_clause: int  # characters of its clauses at most
    verse_lyric: int  # characters of every clause of lyrics at most
    verse_share: float  # share of clauses that are of one length, at least
    signature: int  # paragraphs at the end among which a signature stands


@dataclass(frozen=True, slots=True)
class AnnotateSettings:
    """Settings of the annotate stage."""

    region: bool  # find the place that the page is about
    region_share: float  # share of all named places that must lie in it, exclusive
    region_mentions: int  # number of times that it must be named
    title_weight: int  # number of mentions that one in the title counts as
    mentions: tuple[str, ...]  # kinds in jiaokan.stages.annotate.mentions.MENTION_FINDERS
    signals: tuple[str, ...]  # groups in jiaokan.stages.annotate.signals.SIGNAL_GROUPS
    rewriting: str  # file of pairs of words that tools exchange, relative to the configuration file
    genre: bool  # say what kind of text it is, where that is sure
    keywords: int  # keywords found in a text at most; 0: none; they need the text cut into words


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """What reviewers said of the edits of an earlier release."""

    file: str  # verdicts that `jiaokan review import` wrote, relative to the configuration file; "" for none


@dataclass(frozen=True, slots=True)
class RepeatSettings:
    """Settings of the search for repeats, the stage over the whole corpus."""

    search: bool  # compare the documents of the corpus with one another
    min_letters: int  # letters from which texts are compared by 5-grams; shorter ones must be equal
    near_jaccard: float  # Jaccard index of the 5-grams of near texts, at least
    held_containment: float  # share of the smaller text that the larger holds, at least, below that index
    part_containment: float  # share of the smaller text, at least, that makes it a part of the larger
    part_jaccard: float  # Jaccard index of such a pair, below; above it the two are near
    paragraph_letters: int  # letters from which paragraphs are compared


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """Settings of the release."""

    name: str
    version: str
    about: str  # one sentence
    creator: str
    url: str
    date: str  # ISO 8601; a setting, since a release must not depend on the clock
    licence: str
    rights: str  # owner of the texts, and the terms of use
    gathered: str  # how, from where and when the pages were gathered; for the card
    contact: str  # address for questions, and for who wishes a page to be taken out; for the card
    inspection: str  # verdicts that `jiaokan inspect` wrote, beside the configuration; "" for none
    reject_kind: Literal["", "no_article"]  # pages of this kind are rejected, not published
    documents_per_shard: int
    characters_per_group: int  # code points, raw and clean, of a row group
