"""Find the terms on which a page may be reprinted, in what the stages have taken away."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.document import Document, Fact
from jiaokan.core.edits import Span
from jiaokan.core.ledger import OffsetChain

_SIGNS = ("转载", "轉載", "CC BY", "CC-BY")
# a clause and what follows it up to the end of its sentence, without markup
_TERMS = compile_on_use(
    r"""
    [^<>\n。;；|]{0,60}?
    (?: (?:未经|未經|未获|未獲|不得|禁止|严禁|嚴禁|谢绝|謝絕|请勿|請勿|欢迎|歡迎)[^<>\n。]{0,24}?(?:转载|轉載)
                                                            # 未经授权，不得转载
      | (?:转载|轉載)[^<>\n。]{0,16}?(?:注明|註明|联系|聯繫|授权|授權|保留)   # 转载请注明出处
      | CC[ -]BY(?:-[A-Z]{2}){0,2}(?:[ ]?\d\.\d)?           # CC BY-NC 4.0
    )
    [^<>\n。]{0,80}
    """,
    re.VERBOSE,
)
_MAX_REMOVED_CHARS = 100_000  # code points of one removal that is searched


def find_reprint_terms(document: Document) -> Iterator[Fact]:
    """Yield the first statement of terms of reprint that the stages have removed from a page.

    >>> from jiaokan.core.edits import Edit
    >>> removal = Edit(4, "未经许可，不得转载。", "", "tail/no-reprint")
    >>> document = Document("a", "散场了。未经许可，不得转载。").edited("strip", [removal])
    >>> [fact.value for fact in find_reprint_terms(document)]
    ['未经许可，不得转载']
    """
    lineage: OffsetChain | None = None
    for number, step in enumerate(document.steps):
        removals = [edit for edit in step.edits if not edit[2]]  # most edits put something in its place
        removed = "".join([edit[1] for edit in removals])
        for edit in removals if any(map(removed.__contains__, _SIGNS)) else ():
            if not any(map(edit.old.__contains__, _SIGNS)):
                continue
            if not (match := _TERMS.search(edit.old[:_MAX_REMOVED_CHARS])):
                continue
            lineage = lineage or OffsetChain(document.steps)
            start = edit.start + match.start() + len(match[0]) - len(match[0].lstrip())
            value = match[0].strip()
            yield Fact("reprint_terms", value, lineage.map_back(Span(start, start + len(value)), number))
            return
