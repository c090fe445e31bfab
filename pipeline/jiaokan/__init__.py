"""Clean and annotate scraped Chinese web text, with a ledger of every change.

>>> import jiaokan
>>> document = jiaokan.clean("市委书记強調，防控就是責任。\\n分享到：")
>>> document.text
'市委书记强调，防控就是责任。'
>>> document.raw
'市委书记強調，防控就是責任。\\n分享到：'

Map of the package; a folder imports only folders that stand below it:

    training    commands that make the trained files
    cli         the command line: arguments and printing
    api         functions for programs;    evaluation    documents compared with gold
    engines     where shards run: in this process, in worker processes, on a Ray cluster
    execution   runs stages over a corpus: plan of shards, the work on one, output that can be resumed,
                the search for repeats, redaction on the way
    report      the page that shows a release in a browser
    review      edits for people to judge, and what their verdicts mean for rules and builds
    publish     releases: Parquet, card, manifest; read, verify, compare, filter, export and upload them;
                redaction and its key
    readers     input files, a module a format: text, HTML, JSON, JSON lines, CSV, Parquet, WARC;
                finding and opening files
    stages      the stages in order: extract (the article of a page of HTML), strip (boilerplate), mojibake
                (runs the repairs), strip_repaired, script (script, punctuation, spaces), paragraphs (joins
                wrapped lines, makes paragraphs), settle (runs stages again on pages that changed late),
                annotate, repeats; strip_repaired is in the folder of strip, and mentions, signals and
                scores belong to annotate
    metadata    what a page says of itself, for text and HTML: title, byline (people, dates, source), site
    rules       the rulebook of boilerplate: loader, scanner, and the reason of each rule id
    repairs     repairs of corrupted characters, for the mojibake stage: byte slips, wrong charsets, escapes
    text        what all stages know of Chinese text: ranges, charsets, scripts, language model, identifiers
    models      evaluation of trained models
    config      the settings: one class for each table, and the loader
    core        documents, edits, the ledger, offsets, errors; checks of what comes from outside

Glossary:

    document         one page: its current text, its ledger, its paragraphs and metadata
    span             a half-open range of code points of a text
    edit             the replacement of one piece of text by another, with the rule that asks for it
    step             the edits of one stage, in offsets of the text that the stage received
    ledger           all steps of a document; it leads from the raw text to the text, and back
    normalized view  a text as rules match it: Simplified, half width, without readings and controls;
                     every match maps back to a span of the text
    rule             a TOML record that says what a piece of boilerplate looks like, with examples
    rule id          FAMILY/NAME, in each edit, such as byte-slip/mark; `jiaokan rules list` prints the reason
                     of each, which stands at a rule in configs/rules, for a repair in REPAIRS of
                     repairs/__init__.py, for other code in configs/reasons.toml
    evidence         the reasons for and against removing a line: claims of rules, position, repetition
    verdict          the decision on a line or a block, drawn from its evidence; in review, what a person
                     says of an edit: right, wrong, unsure
    byline           the lines that name author, editor, source and time of an article
    window title     or title of the window: the title element of a page of HTML, first line of copied text
    byte slip        text in GBK that lost a byte, so that the characters after it were read one byte off
    block            an element of a page of HTML that holds lines of text, such as a paragraph or a cell
    box              an element of HTML that the scorer of lines measures: a block, or one in bold or with a
                     class or an id
    ground           evidence against an element of HTML by its tag or names: navigation, footer, comments;
                     lines in it may still be kept
    series           three or more siblings of HTML that are made alike, such as the entries of a list
    slot             the place of a line in the parts of a series, the same in each: all dates, all titles
    description list lines of a page of HTML that are labels and their values, such as the data of a book
    unit             in extract, a table or a listing that is kept or removed as a whole; in strip, a line or
                     a piece of a long one, which the judge gives a chance
    candidate        a possible value of a metadata field, with the place that it was read from
    fact             the value of a metadata field, with the span of the raw text that it was read from
    mention          something that the clean text names: a place, a time, a person, a number
    signal           a number that describes a document, for a user to select by; it has no threshold
    score            a number that a user's own function gave a document
    repeat           an earlier document of the corpus whose text a document repeats, whole or in part
    refusal          an edit that a reviewer called wrong: the next build leaves a note in its place
    reject           a record or a file that cannot be used, with the reason and its bytes
    shard            the unit of work of a run, and the part of a release that it makes
    release          a versioned data set: a folder of Parquet tables with card and manifest
    selection        a release made of the documents of another one that a condition chooses
    redaction        markers in the place of personal data, before anything is published
    key              what a redaction took out: a file apart from the release that leads back to the raw text
"""

from typing import TYPE_CHECKING

from jiaokan.core import make_name_importer

if TYPE_CHECKING:
    from jiaokan.api import clean, map
    from jiaokan.core.document import Document, Fact, Paragraph
    from jiaokan.core.edits import Edit, Span
    from jiaokan.core.ledger import Step
    from jiaokan.publish import diff, filter_release, load, restore, verify
    from jiaokan.stages.extract import ExtractedPage, extract

__all__ = [
    "Document",
    "Edit",
    "ExtractedPage",
    "Fact",
    "Paragraph",
    "Span",
    "Step",
    "clean",
    "diff",
    "extract",
    "filter_release",
    "load",
    "map",
    "restore",
    "verify",
]

# all of them take half a second
__getattr__ = make_name_importer(
    __name__,
    {
        "jiaokan.api": ("clean", "map"),
        "jiaokan.core.document": ("Document", "Fact", "Paragraph"),
        "jiaokan.core.edits": ("Edit", "Span"),
        "jiaokan.core.ledger": ("Step",),
        "jiaokan.publish": ("diff", "filter_release", "load", "restore", "verify"),
        "jiaokan.stages.extract": ("ExtractedPage", "extract"),
    },
)
