"""A reader says of documents drawn at random what is wrong with them."""

import io
import json
from pathlib import Path

import pytest

from jiaokan import publish
from jiaokan.cli import main
from jiaokan.cli.inspect_commands import draw_documents
from tests.report.report_reader import unpack_block


def ask(release: Path, verdicts: Path, typed: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main(["inspect", str(release), "--verdicts", str(verdicts)])


def test_a_reader_goes_on_where_the_last_one_stopped(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "inspection.jsonl"
    assert ask(release, file, "13\n\ns\nq\n", monkeypatch) == 0
    first = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]
    drawn = draw_documents(release, 200, 0)
    assert [one["document"] for one in first] == drawn[:2]
    assert [first[0][name] for name in ("artifacts", "lost", "unnatural", "unsafe")] == [
        True,
        False,
        True,
        False,
    ]
    assert not any(first[1][name] for name in ("artifacts", "lost", "unnatural", "unsafe"))
    capfd.readouterr()
    assert ask(release, file, "nonsense\n2\n", monkeypatch) == 0
    told = capfd.readouterr()
    assert drawn[2] in told.out
    assert drawn[0] not in told.out
    assert "| text of the article is lost | 1 | 33.3 % (6.1–79.2) |" in told.out


def test_one_seed_gives_one_draw(release: Path) -> None:
    ids = {document.id for document in publish.read_documents(release)}
    assert set(draw_documents(release, 200, 0)) == ids
    assert draw_documents(release, 2, 0) == draw_documents(release, 200, 0)[:2]
    assert any(draw_documents(release, 200, seed) != draw_documents(release, 200, 0) for seed in range(1, 5))


def test_the_page_holds_what_was_drawn_in_full(release: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert main(["inspect", str(release), "--count", "3", "--page", str(page)]) == 0
    html = page.read_text("utf-8")
    data, pages = unpack_block(html, "data"), unpack_block(html, "pages")
    assert data["inspection"] is True
    assert {data["documents"]["id"][one[0]] for one in pages} == set(draw_documents(release, 3, 0))
