"""How large the clean text is: in bytes, characters and, about, in tokens."""

from collections.abc import Mapping

from jiaokan.publish.card_format.card_markdown import format_table

# tokens for each code point of clean text, on 228 articles (245,908 code points) of the development pages
TOKENS_PER_CHAR = {"Qwen": 0.657, "DeepSeek": 0.604, "o200k_base": 0.757}


def format_text_sizes(clean_chars: int, sizes: Mapping[str, int]) -> str:
    """Return a table of sizes; tokens are worked out from what a tokenizer made of other pages."""
    rows = [
        ("code points", clean_chars),
        ("of these Han", sizes.get("han", 0)),
        ("words of Latin letters and digits", sizes.get("words", 0)),
        ("bytes in UTF-8", sizes.get("bytes", 0)),
        *((f"tokens of {name}, about", round_count(clean_chars * r)) for name, r in TOKENS_PER_CHAR.items()),
    ]
    note = "Tokens are worked out at the rates that were measured on 228 other articles ({}).\n"
    rates = ", ".join(f"{name} {rate:.2f} a code point" for name, rate in TOKENS_PER_CHAR.items())
    return f"{format_table(['the clean text', ''], rows)}\n{note.format(rates)}"


def round_count(count: float) -> int:
    """Return a count with two significant digits.

    >>> round_count(123_456), round_count(99)
    (120000, 99)
    """
    whole = round(count)
    return int(round(whole, 2 - len(str(whole))))
