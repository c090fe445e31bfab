"""Whether a name of a place that stands in a text is a word there, or a part of one."""

import re
from functools import lru_cache

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.stages.annotate.mentions.places.gazetteer import NameKind, NameMatch
from jiaokan.stages.annotate.mentions.places.name_companions import has_companion
from jiaokan.text.language_model import load_lexicon
from jiaokan.text.script_conversion.word_seams import is_crossed
from jiaokan.text.unicode_ranges import HAN, HAN_CHAR_PATTERN

_CONTEXT_CHARS = 8  # code points on each side of a name that are looked at
_SEAM_CHARS = 4  # those that may be words with a part of the name
# what follows the last character of a full name where that is the first of another word
_NEXT_WORDS = {
    "市": re.compile("[场值面井价盈占况制售容]|民(?!政|族|警|主|间|用|生|营|办|革|盟|建|进|委|宗|兵|法)"),
    "省": re.compile("[会份城吃钱心时力电油略亲]"),
    "县": re.compile("[长](?=[^沙春治])"),
    "区": re.compile("[域间别块位隔]|分(?!局|行|会|公|院|校|部|区|管|馆|支|店|处|站|队)"),
    "旗": re.compile("[下帜舰袍号手杆]"),
    "盟": re.compile("[友国员主军约誓]"),
    "州": re.compile("[际立]"),
}  # fmt: skip
# 南京路 and 四川北路 are streets of other cities, 桂林公园站 the stop of a park there
_STREET = (
    r"[东南西北中环上下内外一二三四五六七八九十]{0,2}"
    r"(?:路(?![过段由线网桥径演人口上况费程途易透虎])|街(?![道头区坊上])|大街|大道(?![理])|巷|胡同|弄堂?\b|道(?=\d)|公园(?:地铁)?站)"
)
# 安源镇 lies in 安源区, and other villages bear the name of a city
_VILLAGE = (
    "镇(?![江海政上长守压痛定静远平安原坪雄康赉巴宁沅区])|乡(?![村镇下土亲民音情])"
    "|村(?![民委干镇庄])|庄(?![严园稼])|屯|寨"
)
# 南昌舰, 山东号航母: ships
_SHIP = "舰(?![队艇船])|号(?:航母|航空母舰|驱逐舰|护卫舰)"
# offices and titles of the empire: 荆州刺史, 曲江县侯
_OFFICE = re.compile("郡|国[治相]|王国|刺史|太守|都督|节度|知府|别驾|总管府")
_TITLE = re.compile("[公侯伯子男](?=[,。、;\n为之]|食|邑|$)")
_ANCIENT_PROVINCES = {"荆州", "扬州", "徐州"}
_ANTIQUITY = re.compile(
    "春秋|战国|[秦汉晋隋唐]朝|[两西东]汉|[西东两]晋|三国|魏晋|[南北]朝|禹贡|九州|交州|北魏|刺史|刘备|刘表|曹操|孙权|关羽|诸葛"
)
_ANTIQUITY_CHARS = 80  # code points on each side in which antiquity is looked for
# 南平县 when the table has 南平市 alone: another division, of another time or country
_OTHER_RANK = "县(?![级域委城乡际长区])|旗(?![下帜舰袍])|州(?![府际])|省(?![级内外委会府市际])"
# 省长沙巴兹·沙里夫: names of other languages
_DOT_AFTER = compile_on_use(f"[{HAN}]{{1,6}}·[{HAN}]")
_DOT_BEFORE = compile_on_use(f"·[{HAN}]{{1,4}}$")
# 南开大学, 平安银行, 嘉陵江: their names are those of districts by chance, or older
_COMPANY = "[江河湖山岛湾峡泉]|大学|学院|学校|中学|小学|集团|股份|银行|证券|保险|公司|科技|基金|奖|杯|牌|精神"
# 辽宁金昌建设工程咨询有限公司: what stands before and behind a name in that of a company
_COMPANY_LEAD = compile_on_use(f"(?:(?![驻赴至到和与及在的])[{HAN}]){{0,2}}")
_COMPANY_END = compile_on_use(
    f"(?:(?![的等两各和与及在至到是由]|有限|分公司)[{HAN}]){{1,14}}(?:有限|股份|集团|责任|总){{1,3}}公司"
)
# what stands behind a short name that is no place's; behind one that is weak, a firm is another thing too
_ANOTHER_THING = compile_on_use("|".join((_STREET, _VILLAGE, _SHIP, _OTHER_RANK)))
_ANOTHER_THING_OR_COMPANY = compile_on_use("|".join((_STREET, _VILLAGE, _SHIP, _OTHER_RANK, _COMPANY)))
# a place of another country
_FOREIGN = re.compile(
    "(?:日本|韩国|朝鲜|越南|美国|英国|法国|德国|加拿大|澳大利亚|泰国|缅甸|老挝|新加坡|马来西亚|印度|菲律宾|南韩|北韩|东京都?|大阪府?)[^。,;!?\n]{0,4}$"
)
# what may stand before a name of two characters such as 唐县: the end of a longer one may not
_WORDS_BEFORE = set("在到往赴于从和与及至是由自的、把对向去为如经过回将对了叫名称归属位")
# 泰山南麓: the name is the end of a mountain and a direction, but behind one of the words above
_MOUNTAIN_SIDES = {"山南"}
_SURNAMES = set(
    "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔"
    "任陆廖姚方邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙郝孔邵史毛顾赖武康贺严尹钱施牛洪龚曲游柯翁霍温庄詹简阮肖牟臧栗苑单殷齐葛滕鲁"
)
_WORD_BEFORE_SURNAME = compile_on_use(f"(?![和与及同跟])[{HAN}]$")
_MAX_NATS_CACHE = 65536


def is_word_of_its_own(text: str, match: NameMatch, *, is_in_address: bool) -> bool:
    """Return whether a name is one where it stands, and neither the seam of two words nor a street or person.

    Args:
        text: The normalized view that the name stands in.
        match: The name.
        is_in_address: Whether it stands right behind its parent, or right before a place in it.
    """
    name = text[match.start : match.end]
    before, after = (
        text[max(0, match.start - _CONTEXT_CHARS) : match.start],
        text[match.end : match.end + _CONTEXT_CHARS],
    )
    if _OFFICE.match(after) or not (is_in_address or has_companion(text, match.start, name)):
        return False
    if match.places[0][0] in (NameKind.FULL, NameKind.OLD):
        is_known = is_in_address or not _is_ancient(text, match)
        return is_known and _is_full_name(name, before, after, is_in_address=is_in_address)
    kind = match.places[0][0]
    if _names_another_thing(kind, before, after) or _is_ancient(text, match):
        return False
    if is_in_address:
        return True
    if name in _MOUNTAIN_SIDES and HAN_CHAR_PATTERN.match(before[-1:]) and before[-1] not in _WORDS_BEFORE:
        return False
    return not (_is_given_name(name, before) or _is_seam(before[-_SEAM_CHARS:], name, after[:_SEAM_CHARS]))


def is_in_company_name(text: str, start: int, match: NameMatch) -> bool:
    """Return whether what stands from an offset to a name, and behind it, makes the name of a company."""
    lead = _COMPANY_LEAD.fullmatch(text, start, match.start)
    return lead is not None and _COMPANY_END.match(text, match.end) is not None


def _names_another_thing(kind: NameKind, before: str, after: str) -> bool:
    """Return whether a short name is that of a street, a village, a ship, a river, a firm, or a foreigner."""
    another = _ANOTHER_THING_OR_COMPANY if kind >= NameKind.WEAK else _ANOTHER_THING
    return bool(another.match(after)) or _has_foreign_dot(before, after)


def _is_ancient(text: str, match: NameMatch) -> bool:
    """Return whether a name is that of a division of antiquity: a larger province, a county elsewhere."""
    is_old = match.places[0][0] == NameKind.OLD
    if not is_old and text[match.start : match.end] not in _ANCIENT_PROVINCES:
        return False
    first, last = max(0, match.start - _ANTIQUITY_CHARS), match.end + _ANTIQUITY_CHARS
    return bool(_ANTIQUITY.search(text, first, last))


def _is_full_name(name: str, before: str, after: str, *, is_in_address: bool) -> bool:
    if _TITLE.match(after):
        return False
    next_words = _NEXT_WORDS.get(name[-1])
    if next_words and next_words.match(after):
        return False
    if is_in_address:
        return True
    if len(name) == 3 and HAN_CHAR_PATTERN.match(before[-1:]) and _is_seam(before[-_SEAM_CHARS:], name, ""):
        return False  # 构成都市圈
    if len(name) == 2 and HAN_CHAR_PATTERN.match(before[-1:]) and before[-1] not in _WORDS_BEFORE:
        return False
    return not _FOREIGN.search(before)


def _has_foreign_dot(before: str, after: str) -> bool:
    """Return whether the name is a part of a name of another language, whose parts a dot joins."""
    return bool(("·" in after and _DOT_AFTER.match(after)) or ("·" in before and _DOT_BEFORE.search(before)))


def _is_given_name(name: str, before: str) -> bool:
    """Return whether a surname that begins a name stands in front: ,李长春."""
    return len(name) == 2 and before[-1:] in _SURNAMES and not _WORD_BEFORE_SURNAME.search(before[:-1])


@lru_cache(_MAX_NATS_CACHE)
def _is_seam(before: str, name: str, after: str) -> bool:
    """Return whether words across an edge of the name are likelier than the name: 自信阳光."""
    span = Span(len(before), len(before) + len(name))
    return is_crossed(before + name + after, span, lambda: load_lexicon().word_shares)
