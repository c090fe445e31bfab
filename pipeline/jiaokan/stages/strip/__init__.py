"""The strip stages: remove the text around the article; the ledger has a reason for each edit.

`strip` leaves damaged lines alone. `strip_repaired` runs after the mojibake stage, on the lines that it
repaired. The settle stage strips whole pages once more with what `build_again` makes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from jiaokan.config.config_loader import Config, load_default
from jiaokan.config.strip_settings import NoArticleSettings
from jiaokan.core.document import BatchStage, Document, Fact
from jiaokan.core.edits import Edit, Span, apply_edits
from jiaokan.rules import Rulebook, load_rulebook
from jiaokan.stages.strip.corpus_line_counts import load_counts
from jiaokan.stages.strip.damaged_lines import find_damaged_lines
from jiaokan.stages.strip.judge.unit_judge import load_judge
from jiaokan.stages.strip.no_article import explain_no_article
from jiaokan.stages.strip.repaired_lines import (
    drop_title_removals,
    find_repaired_lines,
    join_stripped_text,
    keep_edits_on_repaired_lines,
)
from jiaokan.stages.strip.rule_claims import propose_rule_edits
from jiaokan.stages.strip.stripper import Stripper, StripResult


@dataclass(frozen=True, slots=True)
class StripStage:
    """The stage that strips boilerplate.

    Extraction has judged the lines of a page of HTML; only rules that the user adds remove more of it.

    Attributes:
        stripper: Proposes the edits.
        no_article: When a page counts as one without an article.
        own_rules: The rules that do not come with jiaokan.
    """

    stripper: Stripper
    no_article: NoArticleSettings
    own_rules: Rulebook

    def __call__(self, document: Document) -> Document:
        """Return the document without its boilerplate."""
        return self.process_many([document])[0]

    def process_many(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents without their boilerplate."""
        texts = [document.text for document in documents if not document.has_passed("extract")]
        stripped = iter(self.stripper.strip_all(texts))
        return [
            self._apply_own_rules(document)
            if document.has_passed("extract")
            else self._apply_result(document, next(stripped))
            for document in documents
        ]

    def _apply_own_rules(self, document: Document) -> Document:
        if not self.own_rules.rules:
            return document
        sure = self.stripper.settings.judge.certain_confidence
        return document.edited("strip", propose_rule_edits(document.text, self.own_rules, sure))

    def _apply_result(self, document: Document, stripped: StripResult) -> Document:
        after = _add_title(document.edited("strip", stripped.edits), document, stripped.title)
        markup = [edit for edit in stripped.edits if edit.rule.startswith("markup/")]  # no text of the page
        return _set_no_article_kind(
            after, apply_edits(document.text, markup), stripped.no_article_chance, self.no_article
        )


@dataclass(frozen=True, slots=True)
class StripAgainStage:
    """The stage that strips a page again after other stages have changed it.

    The whole page is judged again, but only some of the edits are made. A page of HTML passes unchanged.

    Attributes:
        stripper: Proposes the edits.
        no_article: When a page counts as one without an article.
        name: Stage that its steps in the ledger name.
        has_changed: Tells whether a page is judged again; others pass unchanged.
        select_edits: Returns those of the proposed edits that are made.
    """

    stripper: Stripper
    no_article: NoArticleSettings
    name: str
    has_changed: Callable[[Document], bool]
    select_edits: Callable[[Document, Sequence[Edit]], list[Edit]]

    def __call__(self, document: Document) -> Document:
        """Return the document without the boilerplate that is recognized now."""
        return self.process_many([document])[0]

    def process_many(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents without the boilerplate that is recognized now."""
        changed = [not one.has_passed("extract") and self.has_changed(one) for one in documents]
        stripped = iter(self.stripper.strip_all([one.text for one in compress(documents, changed)]))
        return [
            self._apply_result(document, next(stripped)) if is_changed else document
            for document, is_changed in zip(documents, changed, strict=True)
        ]

    def _apply_result(self, document: Document, stripped: StripResult) -> Document:
        after = document.edited(self.name, self.select_edits(document, stripped.edits))
        if stripped.title and _is_better_title(document, stripped.title):
            after = _add_title(after, document, stripped.title)
        return _set_no_article_kind(
            after, join_stripped_text(document), stripped.no_article_chance, self.no_article
        )


def _add_title(after: Document, before: Document, title: Span | None) -> Document:
    """Return the document with the line that was recognized as its title as a fact.

    The value is the whole line; the annotate stage reads the title from it.

    Args:
        after: The stripped document.
        before: The document before it was stripped.
        title: Span of the line in the text of `before`, None where no title was recognized.
    """
    if title is None:
        return after
    fact = Fact("title", title.slice_text(before.text), before.source(title))
    return replace(after, facts=(*after.list_other_facts("title"), fact))


def _is_better_title(document: Document, title: Span) -> bool:
    """Tell whether no title was recognized before, or the line of this one was damaged then."""
    return not document.fact("title") or document.text.count("\n", 0, title.start) in find_repaired_lines(
        document
    )


def _set_no_article_kind(
    after: Document, page_text: str, no_article_chance: float, settings: NoArticleSettings
) -> Document:
    """Return the document, marked as one without an article if almost nothing readable is left.

    Args:
        after: The stripped document.
        page_text: The text of the page with its boilerplate.
        no_article_chance: Probability that the page holds no article, as judged by its units.
        settings: When a page counts as one without an article.
    """
    reason = explain_no_article(page_text, after.text, no_article_chance, settings)
    if not reason or find_damaged_lines(after.text):
        return after
    return after.without_article(reason)


def build(config: Config) -> BatchStage:
    """Build the strip stage.

    Raises:
        ConfigError: if rules, judge or counts cannot be loaded.
    """
    return StripStage(make_stripper(config), config.strip.no_article, find_own_rules(config))


def build_repaired(config: Config) -> BatchStage:
    """Build the stage that strips repaired lines.

    Raises:
        ConfigError: if rules, judge or counts cannot be loaded.
    """
    return StripAgainStage(
        make_stripper(config),
        config.strip.no_article,
        "strip_repaired",
        lambda document: bool(find_repaired_lines(document)),
        keep_edits_on_repaired_lines,
    )


def build_again(config: Config) -> BatchStage:
    """Build what the settle stage runs first: it strips the page as the other stages have left it.

    Raises:
        ConfigError: if rules, judge or counts cannot be loaded.
    """
    return StripAgainStage(
        make_stripper(config), config.strip.no_article, "strip", lambda _: True, drop_title_removals
    )


def make_stripper(config: Config) -> Stripper:
    """Load the rules, the judge and the line counts that the settings name.

    Raises:
        ConfigError: if one of them cannot be loaded.
    """
    judge = load_judge(config.find_file(config.strip.judge.file))
    file = config.strip.corpus_lines.file
    counts = load_counts(config.find_file(file)) if file else None
    return Stripper(load_rulebook(*config.rules_folders), judge, config.strip, counts)


def find_own_rules(config: Config) -> Rulebook:
    """Return the rules that the user adds: those of the settings that do not come with jiaokan."""
    shipped = {rule.id for rule in load_rulebook(*load_default().rules_folders).rules}
    return Rulebook([rule for rule in load_rulebook(*config.rules_folders).rules if rule.id not in shipped])
