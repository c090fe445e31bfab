"""Repairs of corrupted text, one kind of corruption per module, in the order of REPAIRS.

A repair proposes edits, each with a confidence; the stage decides which confidence is enough. The
order preserves evidence: what a repair removes (private use, controls, pinyin that does not fit)
may be the only sign of the damage that an earlier repair undoes.

The table is the only place that lists them. A module is imported when its repair is first used, so
that the reasons can be read without.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple

from jiaokan.core.edits import Propose


class Reason(NamedTuple):
    """Why a rule exists, in a sentence of English and one of Chinese."""

    english: str
    chinese: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair whose module is imported.

    Attributes:
        propose_edits: Returns the edits that it proposes for a text.
        trigger_chars: Characters of which a text has one if it has this corruption. Empty where there are
            too many; none of those is ASCII, and the repair then does its own quick check.
    """

    propose_edits: Propose
    trigger_chars: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RepairInfo:
    """What is known of a repair before its module is imported.

    Attributes:
        module: Module of the repair, below this folder. It has `propose_edits`, and `TRIGGER_CHARS` where a
            text that has the corruption always holds one of a few characters.
        reasons: The reason of each rule id of its edits; FAMILY/any speaks for those that have none.
    """

    module: str
    reasons: dict[str, Reason]

    def load(self) -> Repair:
        """Import the module of the repair."""
        module = import_module(f"{__name__}.{self.module}")
        return Repair(module.propose_edits, getattr(module, "TRIGGER_CHARS", frozenset()))


REPAIRS: dict[str, RepairInfo] = {
    "escapes": RepairInfo(
        "escapes.escape_repair",
        {
            "escapes/any": Reason(
                "characters written out as an escape of HTML, of an address or of a programming language",
                "字符写成了转义代码：HTML 实体、网址编码或程序语言的转义",
            ),
        },
    ),
    "lossy-charset": RepairInfo(
        "lossy.lossy_charset",
        {
            "lossy-charset/any": Reason(
                "UTF-8 read in a wrong charset with losses; the language chooses what the lost bytes were",
                "用错误的编码打开，成了乱码，还丢了一些字节；丢失的字节按语言习惯推断",
            ),
        },
    ),
    "wrong-charset": RepairInfo(
        "wrong_charset",
        {
            "wrong-charset/any": Reason(
                "bytes decoded with a wrong charset; the right one gives Chinese "
                "and encodes back to the same bytes",
                "用错误的编码打开，成了乱码；换用正确的编码得到中文，并能编回同样的字节",
            ),
            "wrong-charset/cut-character": Reason(
                "bytes of a character that was cut at the end of an excerpt; they are flagged as lost",
                "摘录末尾的字被截断，只剩下一部分字节，标为丢失",
            ),
        },
    ),
    "ftfy-latin": RepairInfo(
        "ftfy_latin",
        {
            "wrong-charset/utf-8-as-latin": Reason(
                "UTF-8 read in a Latin charset and bent further, as ftfy reads it again",
                "UTF-8 文字用西文编码打开，成了乱码，之后又有走样；按 ftfy 的结果还原",
            ),
        },
    ),
    "pinyin": RepairInfo(
        "pinyin_annotations",
        {
            "pinyin/toned": Reason(
                "the reading of the character before it, as converters print them",
                "转换程序在前一个字后面加的拼音",
            ),
            "pinyin/toneless": Reason(
                "the reading of the character before it, without its tone",
                "转换程序在前一个字后面加的拼音，不带声调",
            ),
        },
    ),
    "swallowed-tags": RepairInfo(
        "byte_slips.swallowed_tags",
        {
            "byte-slip/swallowed-tag": Reason(
                "GBK bytes read one off at the end of a quotation; the tag behind it lost its bracket",
                "引文末尾的标点丢了一个字节，成了乱码，还吞掉了后面标签的「<」",
            ),
        },
    ),
    "marked-slips": RepairInfo(
        "byte_slips.marked_slips",
        {
            "byte-slip/mark": Reason(
                "GBK bytes read one off, after a program took the last byte of one character and the first "
                "of the next for a full-width mark and wrote its half-width form",
                "程序把前一个字的后一字节和后一个字的前一字节误认作全角标点，改成半角时丢了一个字节，后面的汉字（GBK）错位成乱码；重新对齐字节即得原文",
            ),
            "byte-slip/question-mark": Reason(
                "GBK bytes read one off, after a byte shown as a question mark",
                "丢了一个字节，那里显示为问号，后面的汉字（GBK）错位成乱码；重新对齐字节即得原文",
            ),
            "byte-slip/pinyin": Reason(
                "GBK bytes read one off, after a reading set across two characters",
                "注音程序把拼音插在两个汉字之间，丢了一个字节，后面的汉字（GBK）错位成乱码；重新对齐字节即得原文",
            ),
        },
    ),
    "unmarked-slips": RepairInfo(
        "byte_slips.unmarked_slips",
        {
            "byte-slip/lost-lead": Reason(
                "GBK bytes read one off, after the first byte of a character was lost without a sign",
                "一个汉字的前一字节丢失，没有留下痕迹，后面的汉字（GBK）错位成乱码；重新对齐字节即得原文",
            ),
            "byte-slip/lost-trail": Reason(
                "GBK bytes read one off, after the last byte of a character was lost without a sign",
                "一个汉字的后一字节丢失，没有留下痕迹，后面的汉字（GBK）错位成乱码；重新对齐字节即得原文",
            ),
        },
    ),
    "inserted-commas": RepairInfo(
        "inserted_commas",
        {
            "inserted-comma/before-mark": Reason(
                "a comma that a program set before another mark, as on the rest of the page",
                "程序在其他标点前面多加的逗号，整页都是如此",
            ),
        },
    ),
    "private-use": RepairInfo(
        "private_use",
        {
            "private-use/gb18030": Reason(
                "a private-use character that later became a character of Unicode",
                "暂借私用区表示的字，后来已收入 Unicode",
            ),
        },
    ),
    "radicals": RepairInfo(
        "radicals",
        {
            "radicals/any": Reason(
                "a radical or compatibility form in the place of the character it looks like",
                "用部首或兼容字符代替了字形相同的汉字",
            ),
        },
    ),
    "controls": RepairInfo(
        "control_characters",
        {
            "controls/any": Reason(
                "a character that no reader sees and no writer meant",
                "读者看不见、作者也无意写入的字符",
            ),
        },
    ),
    "unrepairable": RepairInfo(
        "unrepairable",
        {
            "unrepairable/any": Reason(
                "damage whose bytes are lost: flagged, and left as it is",
                "原来的字节已经丢失、无法修复的乱码：作出标记，保持原样",
            ),
            "unrepairable/undecodable-byte": Reason(
                "a byte that fitted no character as the page was decoded",
                "解码网页时无法识别的字节",
            ),
        },
    ),
}
