"""Scorers as a user might write them, good and bad."""

from collections.abc import Sequence


def measure(texts: Sequence[str]) -> list[int]:
    return [len(text) for text in texts]


def rate(texts: Sequence[str]) -> list[dict[str, float]]:
    return [{"stops": text.count("。"), "commas": float(text.count("，"))} for text in texts]


def fail_on_texts(texts: Sequence[str]) -> list[float]:
    if any("不及格" in text for text in texts):
        raise ValueError("cannot read this")
    return [1.0] * len(texts)


def forget(texts: Sequence[str]) -> list[float]:
    return [1.0] * (len(texts) - 1)


def answer_in_words(texts: Sequence[str]) -> list[str]:
    return ["good"] * len(texts)


def answer_nothing(texts: Sequence[str]) -> list[float]:
    return [float("nan")] * len(texts)


NUMBER = 3
