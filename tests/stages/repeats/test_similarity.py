"""Twins are found in any script and width; distinct texts are not; a part does not join what holds it."""

import numpy as np
import pytest

from jiaokan.config import config_loader
from jiaokan.core.document import Document, Paragraph
from jiaokan.core.edits import Span
from jiaokan.stages.repeats import key_groups
from jiaokan.stages.repeats.document_sketch import sketch_document
from jiaokan.stages.repeats.folded_text import fold_points, fold_text
from jiaokan.stages.repeats.minhash import PERMUTATIONS, hash_grams, make_band_keys, make_signature
from jiaokan.stages.repeats.similarity import count_shared, find_promising, name_kind

SETTINGS = config_loader.load_default().repeats
SEEDS = sorted((config_loader.PACKAGE.parents[1] / "seeds").glob("*.txt"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("發展經濟，保障供給。", "发展经济,保障供给"),
        ("ＡＢＣ第１２號", "abc 第12号"),
        ("他說：「你好」……", "他说“你好”"),
        ("a\u200bb\nc", "ABC"),
    ],
)
def test_script_width_case_and_marks_do_not_count(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize(("one", "other"), [("第12号", "第13号"), ("𠮷田", "吉田"), ("甲乙", "乙甲")])
def test_what_is_written_otherwise_stays_apart(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


@pytest.mark.parametrize("text", ["", "。，！", "\ud800", "😀\U0010ffff"])
def test_a_text_without_letters_folds_to_nothing(text: str) -> None:
    assert fold_points(text).tolist() == []
    assert sketch_document(Document("a", text), SETTINGS).letters == 0


def test_the_constants_of_signatures_are_those_that_releases_were_made_with() -> None:
    signature = make_signature(hash_grams(fold_points("天地玄黄宇宙洪荒日月盈昃辰宿列张")))
    assert signature[:3].tolist() == SIGNATURE
    assert int(make_band_keys(signature[None])[0, 0]) == BAND_KEY


SIGNATURE, BAND_KEY = [240733052, 77562487, 252358283], 17568606815084326176


def test_equal_places_of_signatures_estimate_the_jaccard_index() -> None:
    random = np.random.Generator(np.random.PCG64(1))
    errors = []
    for shared in (0, 300, 600, 900):
        values = np.unique(random.integers(0, 1 << 32, 4000, np.uint32))[: 2000 - shared]
        random.shuffle(values)
        one, other = np.sort(values[:1000]), np.sort(values[1000 - shared : 2000 - shared])
        jaccard, containment = count_shared(one, other)
        assert (jaccard, containment) == (shared / (2000 - shared), shared / 1000)
        equal = np.count_nonzero(make_signature(one) == make_signature(other))
        errors.append(equal / PERMUTATIONS - jaccard)
    assert max(map(abs, errors)) < 0.15


@pytest.mark.parametrize("cut", [0.3, 0.4, 0.7])
def test_a_part_of_each_seed_is_promising_and_named(cut: float) -> None:
    for path in SEEDS:
        points = fold_points(path.read_text("utf-8"))
        one, other = hash_grams(points), hash_grams(points[: int(cut * len(points))])
        equal = np.count_nonzero(make_signature(one) == make_signature(other))
        sizes = np.array([len(one)]), np.array([len(other)])
        assert find_promising(np.array([equal]), sizes, SETTINGS).all()
        assert name_kind(*count_shared(one, other), SETTINGS) in ("part", "near")


@pytest.mark.parametrize(
    ("jaccard", "containment", "kind"),
    [
        (0.9, 0.97, "near"),
        (0.4, 0.6, "near"),
        (0.69, 0.95, "part"),
        (0.1, 0.95, "part"),
        (0.2, 0.75, "part"),
        (0.39, 0.69, None),
        (0.0, 0.0, None),
    ],
)
def test_kinds(jaccard: float, containment: float, kind: str | None) -> None:
    assert name_kind(jaccard, containment, SETTINGS) == kind


def test_short_texts_are_compared_for_equality_alone() -> None:
    sketch = sketch_document(Document("a", "今天天气很好。" * 10), SETTINGS)
    assert (sketch.letters, sketch.grams) == (60, 0)
    assert sketch.text_key == sketch_document(Document("b", "今天天氣很好！" * 10), SETTINGS).text_key


def test_a_paragraph_has_the_key_of_its_folded_text() -> None:
    line = "市委書記強調防控就是責任要求各級幹部做好準備。"
    text = f"題目\n{line}"
    document = Document("a", text, paragraphs=(Paragraph(Span(0, 2)), Paragraph(Span(3, len(text)))))
    other = Document("b", line, paragraphs=(Paragraph(Span(0, len(line))),))
    (one,) = sketch_document(document, SETTINGS).paragraphs
    (two,) = sketch_document(other, SETTINGS).paragraphs
    assert (one.index, one.letters, one.key) == (1, 22, two.key)


def test_groups_of_keys() -> None:
    keys, documents = np.array([5, 5, 7, 5, 7, 9, 9], np.uint64), np.array([0, 1, 1, 2, 3, 4, 4])
    assert key_groups.find_first_members(keys, documents).tolist() == [[0, 1], [0, 2], [1, 3]]
    assert key_groups.find_document_pairs(keys, documents).tolist() == [[0, 1], [0, 2], [1, 2], [1, 3]]
    assert key_groups.count_other_documents(keys, documents).tolist() == [2, 2, 1, 2, 1, 0, 0]


def test_no_keys_give_nothing() -> None:
    keys, documents = np.zeros(0, np.uint64), np.zeros(0, np.int64)
    assert key_groups.find_first_members(keys, documents).shape == (0, 2)
    assert key_groups.find_document_pairs(keys, documents).shape == (0, 2)
    assert key_groups.count_other_documents(keys, documents).shape == (0,)


def test_a_crowd_is_paired_with_its_first_alone() -> None:
    size = key_groups.MAX_PAIRED_MEMBERS + 1
    pairs = key_groups.find_document_pairs(np.ones(size, np.uint64), np.arange(size))
    assert pairs.tolist() == [[0, later] for later in range(1, size)]
    pairs = key_groups.find_document_pairs(np.ones(size - 1, np.uint64), np.arange(size - 1))
    assert len(pairs) == (size - 1) * (size - 2) // 2
