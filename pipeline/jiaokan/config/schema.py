"""The tables of configs/pipeline.toml, one class each; what each number means stands there too."""

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
    """Settings of the extraction of main content from pages."""

    parser: Literal["scan", "bs4"]  # what says where the tags of a page stand
    max_bytes: int  # of a page; a longer one is rejected
    max_blocks: int  # blocks and elements of a page; one with more is rejected
    favor: Literal["balanced", "recall", "precision"]  # what a doubtful line is: the text's or the site's
    comments: bool  # whether comments of readers below an article are kept
    keep_recall: float  # score from which a line is kept where recall is favoured
    keep_precision: float  # score below which a line goes where precision is favoured
    short: int  # Han of a text so short that the page's scripts are searched for a better one


@dataclass(frozen=True, slots=True)
class RepeatedTextSettings:
    """When a line says what the page has said; lengths count letters, digits and Han."""

    title_min: int  # a title shorter than this is too common to be known again
    title_max: int
    part: float  # share of the title that a line above the article repeats
    abstract_within: int  # units from the top in which an abstract may stand
    abstract_reach: int  # so many units below it are searched
    abstract_min: int  # a shorter text is no abstract


@dataclass(frozen=True, slots=True)
class PageNumberSettings:
    """When numbers at the start of lines are those of pages."""

    least: int  # pages
    line_length: int  # mean code points of a page
    cut_share: float  # share of the numbers that cut a sentence


@dataclass(frozen=True, slots=True)
class TitleSettings:
    """How the title is known among the lines above the article."""

    within: int  # so many likely lines are looked at
    shortest: int  # letters, digits and Han
    most: int
    claimed: float  # a line that a rule claims with this confidence is none
    longest: int  # letters that count; each is worth 1
    twice: float  # worth of being said twice
    byline: float  # worth of a byline right below it
    far: float  # cost of each likely line between it and the article
    bars: float  # cost of what no title has: bars, a time of day, a label
    first: float  # worth of being the first thing that the page says
    doubt: float  # cost of being boilerplate for sure, by the judge
    spare: float  # chance of boilerplate from which the judge's word stands against a title


@dataclass(frozen=True, slots=True)
class LineClassifierSettings:
    """What it takes for a unit of a page, a line or a piece of one, to go; chances are of boilerplate."""

    file: str  # the trained judge, relative to the configuration file
    han: float  # share of Han on a page that the judge can read
    covered: float  # share of a unit from which a rule's claim is on all of it
    sure: float  # confidence from which a rule's claim goes unless the judge objects
    unopposed: float  # chance below which the judge objects
    listed: float  # chance from which a unit goes that stands in a list which a sure rule says opens above
    bare: float  # largest chance on a page that holds an article and nothing else
    least: float  # chance below which no unit goes without a rule, however little it is of the page
    least_sentence: float  # the same for a sentence
    recall_weight: float  # how much more the article that is lost counts than boilerplate that is left
    doubt_weight: float  # what doubt adds to that: the mean variance of a page's chances times this
    drop_amid: float  # chance from which a piece goes out of a line whose pieces beside it stay
    relief: float  # share of recall_weight and least that the chance of no article takes off
    likely_no_article: float  # chance from which a page likely holds no article
    drop_likely: float  # chance from which a unit of such a page goes
    no_article: float  # chance from which a page holds no article
    drop_no_article: float  # chance from which a unit of such a page goes
    reasons: int  # groups of features named in the ledger for each unit that goes


@dataclass(frozen=True, slots=True)
class CorpusLineSettings:
    """When a line that stands on many pages of a corpus is no page's own."""

    file: str  # counts of a corpus, relative to the configuration file; "" for none
    capacity: int  # templates counted at a time
    longest: int  # code points of a line that is counted
    shortest: int  # letters, digits and Han of a template that is counted
    least: int  # pages on which a line must stand
    long: int  # letters from which such a line is surely boilerplate
    sure: float  # confidence against a long one
    weak: float  # against a short one
    examples: int  # examples and counter-examples of a rule that a corpus suggests


@dataclass(frozen=True, slots=True)
class BrandSettings:
    """When a brand is foreign to a page."""

    sure: float  # confidence of a claim that makes its brand foreign wherever it stands
    subject: int  # words on gambling in sentences from which the page speaks of it


@dataclass(frozen=True, slots=True)
class NoArticleSettings:
    """When what is left of a page is no article."""

    letters: int  # letters, digits and Han that a navigation page may leave
    share: float  # of the page that went
    sentence: int  # code points of a sentence that tells something
    teasers: float  # share of the page that went, where short sentences left are those of a list
    prose: int  # code points of a line that is none of these
    chance: float  # from which the judge of pages is believed, where enough went
    gone: float  # share of the page that is enough


@dataclass(frozen=True, slots=True)
class StripSettings:
    """Settings of the strip stage."""

    rules: str  # folder of rule files, relative to the configuration file
    passes: int  # times the page is read again until nothing more goes
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
    certain: float  # confidence from which a repair needs no second look
    rounds: int  # times that all repairs run at most


@dataclass(frozen=True, slots=True)
class ScriptSettings:
    """Settings of the script stage."""

    target: Literal["hans", "hant", "hant-tw", "hant-hk", "keep"]
    punctuation: Literal["full", "keep"]
    spacing: Literal["close", "keep"]


@dataclass(frozen=True, slots=True)
class ParagraphSettings:
    """Settings of the paragraphs stage."""

    rounds: int  # looks at the page; one line feed mended may show another
    likely: float  # confidence in what the page as a whole suggests
    wrap_lines: int  # lines from which a wrap shows
    wrap_least: int  # columns of a wrapped line at least: shorter lines are verse
    wrap_share: float  # share of lines that are full, at least
    wrap_exact: float  # so much more of the lines may be full where a wrap is not exact
    wrap_over: float  # share of lines that are longer, at most
    wrap_amid: float  # share of full lines that end in a letter, at least
    wrap_prose: float  # share of full lines that hold a mark, at least
    wrap_alike: float  # share of lines that begin alike in a list, above
    wrap_room: int  # columns or code points left on a line without an end: it is a heading
    wrap_stray: float  # share of the other lines that do not end a sentence, at most
    indents: float  # share of indented lines below which an indent shows a paragraph
    flush: float  # share of indented lines above which a line without an indent goes on
    word: float  # nats from which a word stands across a line feed
    comma: int  # code points from which a line that ends in a comma is cut, not verse or a salutation
    fragment: int  # code points of a link or emphasis that stands on a line of its own, at most
    unfinished: int  # code points from which a line without an end is cut, not a heading
    torn: float  # share of the lines that stop amid prose across whose ends a word stands, at least
    even: float  # pages of one file differ in length by this share of it at most
    page: int  # code points of a page at least
    page_size: int  # code points of a page without a number at least
    page_spread: float  # numbered pages differ in length by this share of it at most
    page_cut: float  # share of page numbers that stand amid a sentence, at least
    block: int  # code points from which a line with lone spaces is a flattened block
    block_share: float  # more of the stops than this followed by a space: a typing habit
    block_lone: float  # so many times as many spaces as stand after stops: a typing habit
    block_piece: int  # code points of a paragraph that ends without a stop
    block_least: int  # code points of a heading in a block at least
    block_apart: int  # blanks in a row that part prose from what stands before it
    block_items: int  # items that run on and show a list even in a short line
    block_wide: int  # columns from which white space after a stop is a break in any line
    title: int  # code points of a title at most
    heading: int  # code points of a heading at most
    heading_long: int  # code points of a heading that others like it bear out at most
    heading_run: int  # headings in a row at most, and paragraphs between a heading and its prose
    heading_share: float  # share of all paragraphs above which short lines are no headings
    heading_name: int  # code points of a name that follows a heading, at most
    heading_repeat: int  # headings that bear out one that is long, asks or ends in a colon
    caption: int  # code points of a caption at most
    caption_cued: int  # code points of a caption that speaks of its picture at most
    caption_least: int  # sum of evidence from which a short line is a caption
    caption_headed: int  # evidence: it stands between a heading and a longer paragraph
    caption_scene: int  # evidence: and says where someone is, or what goes on
    caption_ratio: float  # so many times as long that paragraph is
    caption_retold: int  # evidence: the next paragraph says it again
    caption_stretch: int  # code points that are said again at least
    caption_dated: int  # evidence: it opens with a date
    caption_day: int  # evidence: it opens with a date and a comma, and has no stop
    caption_view: int  # evidence: it names what is to be seen: a view, a scene, a photograph
    caption_twice: int  # evidence: it stands on the page again
    caption_credited: int  # evidence: the line above names who took a picture
    caption_flush: int  # evidence: it is not indented as the prose is
    caption_repeat: int  # such sentences that bear out one another
    caption_named: int  # evidence: it names and tells nothing
    caption_tiny: int  # code points of such a sentence at most
    caption_others: int  # evidence: the page has other captions
    caption_telling: int  # evidence against: it tells or argues
    caption_crowd: int  # evidence against: its neighbours are as short
    quote: int  # code points from which a paragraph in quotes is a quotation, not speech
    verse_lines: int  # lines of verse at least
    verse_line: int  # code points of a line of verse at most
    verse_least: int  # characters of most of its clauses at least
    verse_free: int  # lines of free verse, bare of marks, at least
    verse_clause: int  # characters of its clauses at most
    verse_lyric: int  # characters of every clause of lyrics at most
    verse_share: float  # share of clauses that are of one length, at least
    signature: int  # paragraphs at the end among which a signature stands


@dataclass(frozen=True, slots=True)
class AnnotateSettings:
    """Settings of the annotate stage."""

    region: bool  # look for the place that the page is about
    region_share: float  # of all places named, more than this share must lie in it
    region_mentions: int  # and it must be named at least so often
    title_weight: int  # so many mentions is one in the title worth


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """Settings of the release."""

    name: str
    version: str
    about: str  # one sentence
    creator: str
    url: str
    date: str  # ISO 8601; said here, since a release must not depend on the clock
    licence: str
    rights: str  # whose the texts are and on what terms
    reject_kind: Literal["", "no_article"]  # pages of this kind are rejected, not published
    documents_per_shard: int
    characters_per_group: int  # code points, raw and clean, that a row group gathers in memory
