"""Names that rules had in ledgers of program 2.0 and before, and what the same rules are called now.

A release keeps the ids that it was made with. Whoever compares ids of two releases, or asks for one by
its old name, takes `find_current_id` of both.
"""

_CURRENT_IDS = {
    "context/between": "context/between-boilerplate",
    "controls/mark": "controls/windows-1252-mark",
    "controls/terminal": "controls/terminal-code",
    "corpus/repeated": "corpus/frequent-line",
    "gbk_slip/lost": "byte-slip/question-mark",
    "gbk_slip/reading": "byte-slip/pinyin",
    "html/data": "html/script-data",
    "html/statement": "html/site-statement",
    "latin/ftfy": "wrong-charset/utf-8-as-latin",
    "layout/block": "layout/flattened-block",
    "layout/clause": "layout/break-after-clause",
    "layout/inline": "layout/inline-markup",
    "layout/line": "classifier/line",
    "lost_byte/lead": "byte-slip/lost-lead",
    "lost_byte/trail": "byte-slip/lost-trail",
    "misdecoded/cut": "wrong-charset/cut-character",
    "page/line": "classifier/line",
    "page/piece": "classifier/piece",
    "radicals/compatible": "radicals/compatibility-ideograph",
    "script/original": "script/quoted-original",
    "script/zhe": "script/particle-zhe",
    "spacing/letters": "spacing/spread-letters",
    "spacing/mark": "spacing/at-mark",
    "spacing/stray": "spacing/inside-word",
    "unrepairable/byte": "unrepairable/undecodable-byte",
    "unrepairable/private": "unrepairable/private-use",
}
_CURRENT_FAMILIES = {
    "echo": "repeated",
    "gbk_slip": "byte-slip",
    "lossy": "lossy-charset",
    "misdecoded": "wrong-charset",
    "private": "private-use",
    "readings": "pinyin",
}


def find_current_id(rule_id: str) -> str:
    """Return what a rule is called now; an id that was never changed, or is of no rule, is returned as it is.

    >>> find_current_id("gbk_slip/lost"), find_current_id("misdecoded/utf-8-as-mac_roman")
    ('byte-slip/question-mark', 'wrong-charset/utf-8-as-mac-roman')
    >>> find_current_id("layout/page_break"), find_current_id("share/bar"), find_current_id("")
    ('layout/page-break', 'share/bar', '')
    """
    if rule_id in _CURRENT_IDS:
        return _CURRENT_IDS[rule_id]
    family, slash, name = rule_id.partition("/")
    return f"{_CURRENT_FAMILIES.get(family, family)}{slash}{name.replace('_', '-')}"
