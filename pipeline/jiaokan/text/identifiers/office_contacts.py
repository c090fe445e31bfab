"""Tell the contacts of organisations from those of persons, by the words around them."""

import re

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.identifiers.identifier import Identifier, read_after, read_before, read_label_before

OFFICE_LABEL_REACH = 14  # code points before a number in which the word that names it may stand
LINE_REACH = 80  # code points of a line on both sides of a number, or of the lines beside it, to read
SENTENCE_REACH = 30  # code points of its sentence before a number that may name an organisation
MAX_LIST_LINE_CHARS = 50  # code points of a line of a list of contacts
PERSON_REACH_BEFORE, PERSON_REACH_AFTER = 16, 8
TYPED_APART = ("mobile", "landline", "email", "bank_card", "qq")

# words for the telephone, mailbox or account of an organisation
_OFFICE_LABEL = compile_on_use(
    r"""
    热线|服务|咨询|投诉|举报|监督|客服|编辑部|办公|值班|总机|前台   # 服务热线
    |传真|网站|本站|官方|联系我们|(?i:fax)
    |订票|订座|订房|预约|预订|订购|报名|招商|招生|加盟|广告|发行    # 订票电话
    |邮购|商务|合作|销售|楼盘|售后|售前
    |新闻|爆料|投稿|来稿|稿件|垂询|查询|专线|救援|报警|求助|受理    # 投稿邮箱
    |维权|接待
    """,
    re.VERBOSE,
)
_ORGANISATION = compile_on_use(
    r"""
    [\u4e00-\u9fff](?:                                               # 江城图书馆
      公司|集团|[司局厅署]|委员会|委|办公室|中心|协会|学会|基金会
      |医院|保健院|卫生院|法院|检察院|学院|大学|[中小]学|学校|研究[所院]
      |出版社|报社|杂志社|电视台|酒店|宾馆|饭店|餐厅|旅行社|银行|[支分]行
      |事务所|政府|派出所|大队|支队|工作室|俱乐部|图书馆|博物馆|站|店|部)
    |[路街道巷]\d+号|地\ ?址|邮\ ?编|网\ ?址                         # 河东路5号
    |版权|备案|主办|承办|采购人|招标|代理机构
    """,
    re.VERBOSE,
)
_STOP = compile_on_use("[。!?;]")
_ACCOUNT_OF_ORGANISATION = compile_on_use("(?:公司|基金会|协会|学校|大学|医院|中心|委员会|局|政府|对公)")
_PERSON = compile_on_use(
    "联系人|经办人|负责人|先生|女士|小姐|本人|家长|家庭|家里|住宅|宅电|个人|业主|房东|机主|户主|我的|老师|经理|师傅"
    "|同学|大哥|大姐"
)
_ROLE_ACCOUNT = compile_on_use(
    r"""
    (?:info|service|services|contact|contactus|admin|administrator|support|webmaster|hr|job|jobs|news
      |editor|edit|tougao|kefu|office|sales|market|marketing|press|mail|post|postmaster|help|feedback|ad
      |ads|pr|bd|business|legal|copyright|report|jubao|enquiry|inquiry|hello|team|no-?reply|cs|vip|kf
      |zhaopin|editorial|subscribe|privacy|security)\d{0,3}@.*       # kefu01@example.com
    """,
    re.VERBOSE,
)


def type_contact(text: str, found: Identifier) -> Identifier:
    """Return an identifier as a contact if it is an organisation's: a word says so and none names a person.

    >>> type_contact("新闻热线:021-87654321", Identifier(5, 17, "landline", "021-87654321", "label")).kind
    'contact'
    >>> type_contact("家庭电话:021-87654321", Identifier(5, 17, "landline", "021-87654321", "label")).kind
    'landline'
    """
    if found.kind in TYPED_APART and (evidence := _find_evidence(text, found)):
        return found._replace(kind="contact", evidence=evidence)
    return found


def _find_evidence(text: str, found: Identifier) -> str:
    """Return how it is known that a number is an organisation's, "" where it may be a person's."""
    if found.kind == "email" and _ROLE_ACCOUNT.fullmatch(found.norm):
        return "email-of-a-role"
    before = _STOP.split(read_before(text, found.start, PERSON_REACH_BEFORE))[-1]
    after = _STOP.split(read_after(text, found.end, PERSON_REACH_AFTER))[0]
    if _PERSON.search(f"{before}\n{after}"):
        return ""
    if found.kind == "bank_card":
        return "account-of-an-organisation" if _ACCOUNT_OF_ORGANISATION.search(before) else ""
    label = _STOP.split(read_label_before(text, found.start, OFFICE_LABEL_REACH))[-1]
    if _OFFICE_LABEL.search(label):
        return f"{found.kind}-of-an-office"
    is_named = found.kind == "landline" and _ORGANISATION.search(_read_neighbours(text, found))
    return "landline-of-an-organisation" if is_named else ""


def _read_neighbours(text: str, found: Identifier) -> str:
    """Return the sentence before a number, and the lines around it where they are short as in a list."""
    before, after = read_before(text, found.start, LINE_REACH), read_after(text, found.end, LINE_REACH)
    parts = [_STOP.split(before)[-1][-SENTENCE_REACH:]]
    if len(before) + len(after) <= MAX_LIST_LINE_CHARS:
        parts.append(after)
        above = text.rfind("\n", 0, found.start)
        below = text.find("\n", found.end)
        parts.append(read_before(text, above, LINE_REACH) if above > 0 else "")
        parts.append(read_after(text, below + 1, LINE_REACH) if below >= 0 else "")
    return "\n".join(part for part in parts if len(part) <= MAX_LIST_LINE_CHARS)
