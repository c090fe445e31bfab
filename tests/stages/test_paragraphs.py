"""What the paragraphs stage leaves alone, what it mends, and the roles it gives."""

import json
from pathlib import Path

import pytest

from pipeline.config import default
from pipeline.document import Document
from pipeline.stages.paragraphs import build

GOLD = sorted((Path(__file__).parents[1] / "gold").glob("*.json"))
stage = build(default())


def gold(path: Path) -> list[tuple[str, str]]:
    return [(p["role"], p["text"].strip()) for p in json.loads(path.read_text("utf-8"))["paragraphs"]]


def laid_out(text: str) -> list[tuple[str, str]]:
    document = stage(Document("d", text))
    return [(p.role, p.span.of(document.text)) for p in document.paragraphs]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n　　", "\n\n\u00a0\u00a0 "])
def test_clean_paragraphs_keep_their_texts_and_roles(path: Path, between: str) -> None:
    expected = gold(path)
    assert laid_out(between.join(text for _, text in expected) + between) == expected


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\t\u3000\n", "\u2028"])
def test_nothing_is_no_paragraph(text: str) -> None:
    document = stage(Document("d", text))
    assert (document.text, document.paragraphs, document.raw) == ("", (), text)
