"""Find persons whose office stands before their name: 省委书记张三, 记者 李四、王五."""

import re
from collections.abc import Iterator

from jiaokan.core.annotations import Mention
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.office_names import (
    AFTER_NAME,
    DOUBLE_SURNAMES,
    NO_NAME,
    NO_NAME_CHARS,
    NO_SECOND_GIVEN_CHARS,
    OFFICE_LAST_CHARS,
    OFFICES,
    PLAIN_SURNAMES,
    RISKY_SURNAMES,
    UNIT,
    UNIT_LEAD,
    VERB,
)
from jiaokan.stages.annotate.annotated_text import AnnotatedText

OFFICE_REACH = 6  # code points of the longest office
UNIT_REACH = 16  # code points of a unit before its office
_HAN = r"[\u4e00-\u9fff]"
_SURNAME = compile_on_use(
    rf"[{PLAIN_SURNAMES}{RISKY_SURNAMES}东上诸皇尉公慕令夏司端南]"
    rf"(?:(?<=[{OFFICE_LAST_CHARS}].)|(?<=[{OFFICE_LAST_CHARS}][ :].))"
)
_TITLES = frozenset(("先生", "女士", "小姐", "大夫", "师傅", "大爷", "大妈", "阿姨", "太太", "夫人"))
_ALL_HAN = compile_on_use(f"{_HAN}+")
_DOUBLE = compile_on_use(rf"(?:{DOUBLE_SURNAMES}){_HAN}{{1,2}}")
_NEXT_IN_LIST = compile_on_use(rf"(?:、| ?/ ?| {{1,2}})(?=[{PLAIN_SURNAMES}{RISKY_SURNAMES}])")
_CLEAR_END = compile_on_use(
    r"""$|[\s,。;:、!?“”"()《》\[\]/|…]|强调|指出|表示|要求|介绍|告诉|认为|透露|主持|出席|说|称"""
)

_NAME_IN_HE = compile_on_use(r"和(?=$|[\s,。;:、)(”])")  # 张永和(右)
# 原告金椰子(深圳)食品有限公司
_COMPANY_AFTER = compile_on_use(rf"\({_HAN}{{2,8}}\){_HAN}{{0,16}}(?:公司|厂|中心|集团|商行|合作社)")


def find_persons(text: AnnotatedText) -> Iterator[Mention]:
    """Yield the persons of a text with their office as evidence."""
    view = text.view.text
    end = -1
    for match in _SURNAME.finditer(view):
        if match.start() < end:
            continue
        office = _find_office(view, match.start())
        names = list(_find_names(view, match.start())) if office else []
        evidence = _find_unit(view, office.start()) + office[0] if office and names else ""
        for start, stop in names:
            end = stop
            yield Mention("person", text.view.map_back(start, stop), view[start:stop], evidence=evidence)


def _find_office(view: str, at: int) -> re.Match[str] | None:
    """Return the office that ends before a name, None for none."""
    end = at - (view[at - 1] in " :")
    return OFFICES.search(view, max(0, end - OFFICE_REACH), end)


def _find_unit(view: str, at: int) -> str:
    """Return the unit whose office begins at a place, "" for none."""
    line = view[max(0, at - UNIT_REACH) : at].rpartition("\n")[2]
    unit = UNIT.search(line)
    named = unit[0] if unit else ""
    lead = max((match.end() for match in UNIT_LEAD.finditer(named)), default=0)
    return named[lead:]


def _find_names(view: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the name at `at`, and those that a list goes on with."""
    while size := _measure_name(view, at):
        yield at, at + size
        further = _NEXT_IN_LIST.match(view, at + size)
        if not further:
            return
        at = further.end()


def _measure_name(view: str, at: int) -> int:
    """Return the length of the name of a person at a place, 0 for none: the longer one that ends clearly."""
    if double := _DOUBLE.match(view, at):
        sizes: tuple[int, ...] = tuple(range(len(double[0]), 2, -1))
    else:
        sizes = (3, 2)
    for size in sizes:
        if _is_name(view[at : at + size], size) and _ends_name(view, at, size):
            return size
    return 0


def _is_name(name: str, size: int) -> bool:
    given = name[1:]
    is_han = len(name) == size and _ALL_HAN.fullmatch(name)
    is_single = name[0] in PLAIN_SURNAMES or name[0] in RISKY_SURNAMES or _DOUBLE.match(name)
    is_word = NO_NAME.match(name) or OFFICES.search(given) or given in _TITLES
    return bool(is_han and is_single) and not is_word and NO_NAME_CHARS.isdisjoint(given)


def _ends_name(view: str, at: int, size: int) -> bool:
    """Tell whether a name ends where it must; one with a risky surname has three characters."""
    end = at + size
    is_joined = view[end - 1] in NO_SECOND_GIVEN_CHARS and not _NAME_IN_HE.match(view, end - 1)
    if size > 2 and (is_joined or VERB.match(view, end - 1)):
        return False  # 张三认|为, 李四强|调
    if _COMPANY_AFTER.match(view, end):
        return False
    if view[at] in RISKY_SURNAMES:
        return size > 2 and bool(_CLEAR_END.match(view, end))
    return bool(AFTER_NAME.match(view, end))
