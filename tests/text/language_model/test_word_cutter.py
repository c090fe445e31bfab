"""Words as jieba cuts them."""

import tempfile
from pathlib import Path

import jieba
import pytest

from jiaokan.text.language_model.word_cutter import _load_tokenizer, cut_words


@pytest.mark.parametrize("text", ["", " \n\t", "全国人民代表大会 开幕。", "第3章\nA  b", "𠮷野家"])
def test_keeps_every_character_but_white_space(text: str) -> None:
    assert "".join("".join(cut_words(text)).split()) == "".join(text.split())


def test_cuts_as_jieba_does() -> None:
    text = "市委书记在会上强调，要把人民群众生命安全和身体健康放在第一位。"
    assert cut_words(text) == jieba.lcut(text)


def test_writes_and_reads_no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    _load_tokenizer.cache_clear()
    assert cut_words("今天天气")
    assert list(tmp_path.iterdir()) == []
