"""The page in a browser without a network: views, filters, keys, a phone, contrast, and the text itself."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiaokan import publish
from jiaokan.cli import main
from jiaokan.core.verdicts.inspections import read_inspections
from jiaokan.report import ReportOptions, make_comparison, make_report
from jiaokan.report.release_summary import ReleaseSummary
from jiaokan.report.report_page import assemble_report
from jiaokan.report.sample_choice import order_for_sample
from tests.report.headless_browser import CHROMIUM, MISSING, HeadlessBrowser
from tests.report.report_corpus import make_large_release
from tests.review.astral_corpus import make_astral_release

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=MISSING)

CONTRAST = (Path(__file__).parent / "contrast.js").read_text("utf-8")
TRADITIONAL = "001_ddc25e8dc72c19d0"
MAX_SEARCH_MILLISECONDS = 100


@pytest.fixture(scope="module")
def path(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(make_report(release).html, "utf-8", newline="\n")
    return file


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HeadlessBrowser]:
    with HeadlessBrowser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(started: HeadlessBrowser, path: Path) -> Iterator[HeadlessBrowser]:
    """Return a browser that shows the Traditional page, and check that nothing was wrong with it at the end."""
    started.set_reader("en-US", "light")
    started.set_window(1400, 900)
    started.open_report(path, TRADITIONAL)
    yield started
    started.evaluate("new Promise(done => setTimeout(done, 20))")  # what the page has yet to say
    assert started.errors == []
    assert set(started.requests) == {path.as_uri()}, "the page asks for nothing but itself"


def count(browser: HeadlessBrowser, selector: str) -> int:
    found = browser.evaluate(f"document.querySelectorAll({json.dumps(selector)}).length")
    assert isinstance(found, int)
    return found


def joined(browser: HeadlessBrowser, selector: str) -> str:
    return str(
        browser.evaluate(
            f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.textContent).join('')"
        )
    )


def shown(browser: HeadlessBrowser) -> str:
    return str(browser.evaluate("release.documents.id[state.place]"))


def test_both_sides_read_as_the_raw_and_the_clean_text(browser: HeadlessBrowser, release: Path) -> None:
    for document in publish.read_documents(release):
        browser.evaluate(
            f"showDocument(release.documents.id.indexOf({json.dumps(document.id)})), setMode('sides')"
        )
        assert joined(browser, "#page .raw") == document.raw
        assert joined(browser, "#page .clean") == document.text
        browser.evaluate("setMode('clean')")
        assert joined(browser, "#page .clean") == document.text
    browser.evaluate(f"showDocument(release.documents.id.indexOf('{TRADITIONAL}'))")


def test_the_three_views(browser: HeadlessBrowser) -> None:
    assert count(browser, ".mode-sides .raw") > 10
    assert count(browser, ".mode-sides ruby") == 0
    browser.click('#modes [data-mode="marked"]')
    assert count(browser, ".raw") == 0
    rubies = browser.evaluate("[...document.querySelectorAll('#page ruby')].map(e => e.textContent)")
    assert {"击擊", "导導"} <= set(rubies), "the old form above the new one"
    browser.press_key("v")
    assert count(browser, ".mode-clean mark") == 0
    assert count(browser, ".mode-clean .row") > 5
    browser.press_key("v")
    assert count(browser, ".mode-sides .raw") > 10


def test_keys_walk_the_edits_and_the_card_says_what_was_done(browser: HeadlessBrowser) -> None:
    assert count(browser, "#card[hidden]") == 1
    browser.press_key("j")
    first = browser.evaluate("currentEdit")
    browser.press_key("j")
    assert browser.evaluate("currentEdit") > first
    browser.press_key("k")
    assert browser.evaluate("currentEdit") == first
    card = browser.evaluate("document.getElementById('card').innerText")
    edit = browser.evaluate(
        "(e => ({rule: e.causes[0].rule, reason: e.causes[0].reason}))(shownEdits[currentEdit])"
    )
    assert edit["rule"] in card
    assert edit["reason"] in card
    assert "confidence" in card
    assert count(browser, "mark.current") >= 1
    browser.press_key("Escape")
    assert count(browser, "#card[hidden]") == 1
    assert count(browser, "mark.current") == 0


def test_keys_go_from_document_to_document(browser: HeadlessBrowser) -> None:
    before = shown(browser)
    browser.press_key("n")
    assert shown(browser) != before
    browser.press_key("p")
    assert shown(browser) == before == TRADITIONAL


def test_a_rule_filters_and_its_places_are_walked(browser: HeadlessBrowser) -> None:
    number = browser.evaluate("release.rules.findIndex(rule => rule[4] === 1 && rule[2] > 1)")
    rule = browser.evaluate(f"release.rules[{number}]")
    browser.evaluate(f"document.querySelectorAll('.rule')[{number}].click()")
    assert browser.evaluate("matches.length") == 1
    assert count(browser, ".item") == 1
    assert browser.evaluate("walkedEdits().length") >= 1
    assert rule[1] in browser.evaluate("document.getElementById('card').innerText")
    assert rule[1] in browser.evaluate("document.getElementById('chips').innerText")
    browser.press_key("Escape")
    browser.press_key("Escape")
    assert browser.evaluate("matches.length") == browser.evaluate("release.count")
    browser.evaluate(f"showDocument(release.documents.id.indexOf('{TRADITIONAL}'))")


def test_a_bar_of_a_distribution_filters(browser: HeadlessBrowser) -> None:
    browser.click("#tab-figures")
    bar = "document.querySelector('[aria-label=\"script\"] .bin')"
    assert browser.evaluate(f"{bar}.innerText").split() == ["Simplified", "3"]
    browser.evaluate(f"{bar}.click()")
    assert browser.evaluate("matches.map(place => release.documents.script[place])") == ["Hans"] * 3
    assert browser.evaluate(f"{bar}.ariaPressed") == "true"
    browser.press_key("Escape")
    assert browser.evaluate("matches.length") == 5
    browser.evaluate(f"showDocument(release.documents.id.indexOf('{TRADITIONAL}'))")


def test_a_stage_can_be_hidden(browser: HeadlessBrowser) -> None:
    assert count(browser, "mark.stage-script") > 10
    browser.click('#stages [data-stage="script"]')
    assert count(browser, "mark.stage-script") == 0
    number = browser.evaluate("usedStages().indexOf('script') + 1")
    browser.press_key(str(number))
    assert count(browser, "mark.stage-script") > 10


def test_search_finds_titles_texts_and_rules(browser: HeadlessBrowser) -> None:
    browser.press_key("/")
    assert browser.evaluate("document.activeElement.id") == "search"
    for query, least in (("督导", 1), ("discuz/", 1), ("不在任何一篇里的话", 0)):
        browser.evaluate(f"search({json.dumps(query)})")
        assert (browser.evaluate("matches.length") > 0) == bool(least), query
    browser.evaluate("clearFilters()")
    assert browser.evaluate("matches.length") == 5


def test_facts_are_marked_where_they_stand(browser: HeadlessBrowser) -> None:
    facts = browser.evaluate("pages.get(state.place).facts.filter(fact => fact.length > 2)")
    assert facts
    for field, *_ in facts:
        assert count(browser, f'#page .raw .fact[data-fact~="{field}"]') >= 1
    assert joined(browser, '#page .fact[data-fact~="author"]') == "admin"


def test_the_language_of_the_page_changes(browser: HeadlessBrowser) -> None:
    assert browser.evaluate("document.querySelector('#modes button').innerText") == "side by side"
    browser.click("#language")
    assert browser.evaluate("document.querySelector('#modes button').innerText") == "对照"
    assert browser.evaluate("document.documentElement.lang") == "zh-Hans"
    browser.press_key("l")
    missing = browser.evaluate(
        "Object.keys(LABELS.zh).filter(key => !(key in LABELS.en)).concat(Object.keys(LABELS.en).filter(key => !(key in LABELS.zh)))"
    )
    assert missing == []


@pytest.mark.parametrize(
    ("key", "count", "words"),
    [
        ("placesIn", 1, "1 place · 1 document"),
        ("placesIn", 1200, "1,200 places · 1,200 documents"),
        ("documents", 0, "0 documents"),
        ("edits", 1, "1 edit"),
        ("leftOut", 1, "1 character is left out here"),
        ("linesRemoved", 2, "2 lines, 2 characters removed"),
        ("ofDocuments", 1, "1 of 1 document"),
        ("charactersKept", 1, "1 → 1 character"),
    ],
)
def test_a_noun_agrees_with_its_count(browser: HeadlessBrowser, key: str, count: int, words: str) -> None:
    values = dict.fromkeys(("n", "d", "c", "all", "shown", "raw", "clean"), count)
    assert browser.evaluate(f"label('{key}', {json.dumps(values)})") == words


def test_nothing_on_the_page_is_left_to_fill_in(browser: HeadlessBrowser) -> None:
    for _ in range(2):  # both languages
        browser.click("#language")
        assert "{" not in str(browser.evaluate("byId('totals').textContent + byId('list-count').textContent"))
        assert "{" not in str(browser.evaluate("document.querySelector('#page .head').textContent"))
        assert browser.evaluate(
            "[...document.querySelectorAll('#page [title], #rules [title]')].every(one => !/[{|}]/.test(one.title))"
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mode", ["sides", "marked"])
def test_every_text_has_enough_contrast(browser: HeadlessBrowser, path: Path, scheme: str, mode: str) -> None:
    browser.set_reader("zh-CN", scheme)
    browser.open_report(path, TRADITIONAL)
    assert browser.evaluate("document.documentElement.dataset.theme") == scheme
    for panel in ("rules", "figures"):
        browser.evaluate(f"setMode('{mode}'), state.panel = '{panel}', renderPanel()")
        for stage in browser.evaluate("usedStages()"):
            browser.evaluate(f"showEdit(shownEdits.findIndex(edit => edit.stage === '{stage}'), false)")
            found = browser.evaluate(CONTRAST)
            assert found["checked"] > 300
            assert found["low"] == []


def test_every_control_has_a_name(browser: HeadlessBrowser) -> None:
    browser.press_key("j")
    browser.send("Accessibility.enable")
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    browser.send("Accessibility.disable")
    roles = (
        "button",
        "searchbox",
        "combobox",
        "listbox",
        "option",
        "tab",
        "tabpanel",
        "image",
        "article",
        "navigation",
        "complementary",
    )
    named = [
        (n["role"]["value"], n.get("name", {}).get("value", ""))
        for n in nodes
        if not n["ignored"] and n["role"]["value"] in roles
    ]
    assert {"button", "searchbox", "listbox", "option", "image", "article", "navigation"} <= {
        role for role, _ in named
    }
    assert [role for role, name in named if not name.strip()] == []


@pytest.mark.parametrize("mode", ["sides", "marked", "clean"])
def test_a_phone_shows_it_without_scrolling_sideways(browser: HeadlessBrowser, path: Path, mode: str) -> None:
    browser.set_window(390, 844, 2, is_phone=True)
    browser.open_report(path, TRADITIONAL)
    assert browser.evaluate("state.mode") == "marked"
    browser.evaluate(f"setMode('{mode}')")
    assert browser.evaluate("document.documentElement.scrollWidth") == 390
    assert browser.evaluate("document.getElementById('page').scrollWidth") <= 390
    assert not browser.evaluate("document.getElementById('side').checkVisibility()")
    browser.click("#open-side")
    assert browser.evaluate("document.getElementById('side').checkVisibility()")
    browser.evaluate("document.querySelector('.item').click()")
    assert not browser.evaluate("document.getElementById('side').checkVisibility()")
    browser.evaluate(f"showDocument(release.documents.id.indexOf('{TRADITIONAL}'))")


def test_a_report_of_a_rule_opens_at_its_place(
    started: HeadlessBrowser, release: Path, tmp_path: Path
) -> None:
    file = tmp_path / "rule.html"
    file.write_text(make_report(release, ReportOptions(rule="discuz/byline")).html, "utf-8", newline="\n")
    started.set_window(1400, 900)
    started.open_report(file)
    assert "discuz/byline" in started.evaluate("document.getElementById('card').innerText")
    started.evaluate("clearFilters(), showDocument(matches.find(place => !pages.has(place)))")
    assert "--documents" in started.evaluate("document.querySelector('.not-in-full').innerText")
    assert started.errors == []


def test_search_in_10_000_documents_is_quick(started: HeadlessBrowser, release: Path, tmp_path: Path) -> None:
    summary, documents = make_large_release(list(publish.read_documents(release)), 10_000)
    by_id = {document.id: document for document in documents}
    file = tmp_path / "large.html"
    chosen = [by_id[one.id] for one in order_for_sample(summary.listed)[:250]]
    file.write_text(assemble_report(summary, chosen).html, "utf-8", newline="\n")
    started.set_window(1400, 900)
    started.open_report(file)
    started.evaluate("makeSearchIndex()")
    assert count(started, ".item") < 40, "the list holds elements only for what is in sight"
    times = started.evaluate(
        """["疫情", "discuz", "的一", "99", "zzz"].map(query => { const start = performance.now();
        searchDocuments(query); return performance.now() - start; })"""
    )
    assert max(times) < MAX_SEARCH_MILLISECONDS
    started.evaluate("document.getElementById('list').scrollTop = 1e7")
    started.evaluate("new Promise(done => setTimeout(done, 100))")
    assert started.evaluate("document.querySelector('.item:last-child').ariaPosInSet") == "10000"
    assert started.errors == []


def test_an_empty_release_opens(started: HeadlessBrowser, tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.write_text(assemble_report(ReleaseSummary("made", "1.0.0"), []).html, "utf-8", newline="\n")
    started.open_report(file)
    for key in "jnvfr":
        started.press_key(key)
    assert started.evaluate("document.getElementById('list-count').innerText").startswith("0 of 0")
    assert started.errors == []


def test_verdicts_of_the_page_come_back_to_the_next_build(
    browser: HeadlessBrowser, path: Path, tmp_path: Path
) -> None:
    corpus = make_astral_release(tmp_path / "before")
    page = tmp_path / "astral.html"
    page.write_text(make_report(corpus).html, "utf-8", newline="\n")
    browser.open_report(page, "astral/1")
    assert count(browser, "#save[hidden]") == 1
    number = browser.evaluate("shownEdits.findIndex(edit => edit.part[0].startsWith('分享到'))")
    browser.evaluate(f"showEdit({number}, true)")
    browser.press_key("x")
    assert browser.evaluate("currentEdit") > number, "the next edit waits for its verdict"
    browser.press_key("a")
    assert count(browser, 'mark[data-verdict="wrong"]') >= 1
    assert browser.evaluate("document.getElementById('save').innerText").split()[-2:] == ["2", "↓"]
    file = tmp_path / "verdicts.jsonl"
    file.write_text(browser.evaluate("formatVerdicts()"), "utf-8")
    browser.open_report(page, "astral/1")
    assert browser.evaluate("formatVerdicts()") == file.read_text("utf-8"), "the browser keeps them"
    assert main(["review", "import", str(file), "--output", str(tmp_path / "r")]) == 0
    kept = json.dumps(str(tmp_path / "r" / "verdicts.jsonl"))
    after = make_astral_release(tmp_path / "after", "--set", f"review.file={kept}")
    assert "分享到" in next(iter(publish.read_documents(after))).text
    browser.evaluate(f"showEdit({number}, true)")
    browser.press_key("x")
    assert browser.evaluate("Object.keys(verdicts).length") == 1, "the same key takes a verdict back"
    assert browser.errors == []
    browser.requests.clear()
    browser.open_report(path, TRADITIONAL)


def test_verdicts_are_saved_as_a_file(browser: HeadlessBrowser, tmp_path: Path) -> None:
    browser.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    browser.press_key("j")
    browser.press_key("x")
    expected = browser.evaluate("formatVerdicts()")
    browser.click("#save")
    until = time.monotonic() + 20
    while not (tmp_path / "verdicts.jsonl").is_file() and time.monotonic() < until:
        time.sleep(0.05)
    assert (tmp_path / "verdicts.jsonl").read_text("utf-8") == expected
    browser.evaluate("localStorage.clear()")
    browser.requests[:] = [one for one in browser.requests if not one.startswith("blob:")]


def test_a_reader_inspects_whole_documents(
    browser: HeadlessBrowser, release: Path, path: Path, tmp_path: Path
) -> None:
    page = tmp_path / "inspection.html"
    ids = tuple(document.id for document in publish.read_documents(release))[:2]
    html = make_report(release, ReportOptions(ids, is_inspection=True)).html
    page.write_text(html, "utf-8", newline="\n")
    browser.open_report(page)
    assert browser.evaluate("matches.length") == 2, "only what was drawn is listed"
    assert count(browser, ".fault") == 4
    before = shown(browser)
    browser.press_key("2")
    assert browser.evaluate("document.querySelector('[data-fault=lost]').ariaPressed") == "true"
    browser.press_key("Enter")
    assert shown(browser) != before
    browser.press_key("Enter")
    file = tmp_path / "inspection.jsonl"
    file.write_text(browser.evaluate("formatVerdicts()"), "utf-8")
    found = read_inspections(file)
    assert {one.document for one in found} == set(ids)
    assert [one.lost for one in found if one.document == before] == [True]
    assert sum(one.is_faultless for one in found) == 1
    browser.evaluate("localStorage.clear()")
    assert browser.errors == []
    browser.open_report(path, TRADITIONAL)


def test_two_releases_stand_side_by_side(browser: HeadlessBrowser, path: Path, tmp_path: Path) -> None:
    older = make_astral_release(tmp_path / "older")
    newer = make_astral_release(tmp_path / "newer", "--set", "script.target=keep")
    page = tmp_path / "diff.html"
    page.write_text(make_comparison(older, newer).html, "utf-8", newline="\n")
    browser.open_report(page)
    texts = {
        d.id: (d.text, n.text) for d, n in zip(*map(publish.read_documents, (older, newer)), strict=True)
    }
    for name, sides in texts.items():
        browser.evaluate(f"showDocument(release.documents.id.indexOf({json.dumps(name)})), setMode('sides')")
        assert (joined(browser, "#page .raw"), joined(browser, "#page .clean")) == sides
    assert "zh-web 1.0.0" in browser.evaluate("document.querySelector('.columns').innerText")
    browser.press_key("j")
    assert count(browser, "#card .verdict") == 0, "a comparison takes no verdicts"
    browser.click("#tab-figures")
    assert "setting script.target" in browser.evaluate("document.querySelector('.behind').innerText")
    assert browser.errors == []
    browser.open_report(path, TRADITIONAL)
