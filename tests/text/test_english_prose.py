"""Which lines are prose in English."""

import pytest

from jiaokan.text.english_prose import is_english_prose


@pytest.mark.parametrize(
    "line",
    [
        "We are looking for a senior software engineer to join our platform team in Shanghai.",
        "What did the old man do when he saw that the boat had left without him?",
        "The 市图书馆 will be closed on Monday, and it opens again on Tuesday at nine.",
    ],
)
def test_sentences_are_prose(line: str) -> None:
    assert is_english_prose(line)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2001-2015 Comsenz Inc. All Rights Reserved. Powered by Discuz! X3.2",
        "Home About Products Services News Careers Contact Sitemap Privacy Terms Help Login",
        "for (var i = 0; i < n; i++) { if (a[i] > b[i]) { return i; } else { continue; } }",
        "GET /index.html HTTP/1.1 200 OK from 127.0.0.1 by the server in 12 ms.",
        "新馆位于河东路,共有三层,藏书二十万册。Open to all from nine to five.",
        "Il faut que nous partions demain matin avant que la neige ne tombe.",
    ],
)
def test_notices_menus_code_and_other_languages_are_no_english_prose(line: str) -> None:
    assert not is_english_prose(line)
