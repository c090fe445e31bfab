"""Bank cards, and the names and numbers of accounts of WeChat and QQ, each behind a word that names it."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.identifiers.identifier import TEXT_END, Identifier, keep_ascii_letters, read_before

CARD_LABEL_REACH = 40  # code points before the number of a card in which a word for one may stand
PUBLIC_REACH = 14  # code points before the name of an account in which it may be said to be public
MIN_BARE_QQ_DIGITS = 6  # of a number right behind the letters QQ; with a colon or 号 five are enough

_CARD = compile_on_use(
    r"""
    (?<![0-9A-Za-z])(?<!\d[- ])[2-69]\d{3}[ -]?\d{4}[ -]?\d{4}       # 6222 0000 0000
    (?:[ -]?\d{4}[ -]?\d{3}|[ -]?\d{4}|[ -]?\d{1,3})                 # 0000 000, 0000, 0
    (?![0-9A-Za-z])(?![ -]\d)
    """,
    re.VERBOSE,
)
_CARD_ISSUER = compile_on_use(
    r"""(?:
      62 | 60(?:11|[1-3]) | 81       # UnionPay, Discover
    | 4 | 5[1-5] | 2(?:2[2-9]|[3-6]|7[0-2])   # Visa, Mastercard
    | 3(?:[47]|5[2-8])               # American Express, JCB
    | 9558 | 955 | 6[5-9] | 58 | 56 | 50      # older cards of the mainland, Maestro
    )""",
    re.VERBOSE,
)
_CARD_LABEL = compile_on_use(
    r"卡号|[帐账]号|[帐账]户|银行卡|储蓄卡|信用卡|借记卡|一卡通|户名|开户|银行|[工建农中招交]行|汇款|转账|打款"
)
_IDENTITY_LABEL = compile_on_use(r"身份证|订单|单号|流水号|合同号|条码|物流|快递")

_WECHAT_NAMES = (
    r"(?:微信|薇信|威信|徽信|V信|v信|(?i:we ?chat)|(?<![A-Za-z0-9])(?:VX|vx|Vx|WX|wx|V|v)(?=号|[:;]))"
)
_WECHAT_PUBLIC = r"(?P<public>公众平台|公众帐号|公众账号|公众号|公号|服务号|订阅号|小程序|视频号|官方)?"
_WECHAT = compile_on_use(
    rf"""
    (?:
      {_WECHAT_NAMES}[ ]?{_WECHAT_PUBLIC}(?P<sure>号码?|[ ]?(?:ID|Id|id)|[帐账]号)?             # 微信号
      (?:同号|[和与/、](?:电话|手机|QQ))?号?                                                    # 和手机同号
      |(?<![A-Za-z])(?:加[Vv]|加微|\+[Vv]|微)(?P<short>号)?(?=[ ]?[:A-Za-z0-9])                 # 加V:
    )
    (?P<mark>[ ]?(?:[:=]|是|为|叫)|[ ]?[(\[【“"])?[ ]?[(\[【“"]?[ ]?
    (?P<name>[A-Za-z][A-Za-z0-9_-]{{5,19}}|[1-9]\d{{5,11}})                                     # abc_12345
    (?![A-Za-z0-9_@.-]*[@.][A-Za-z0-9])(?![A-Za-z0-9_:-])                                       # no address
    """,
    re.VERBOSE,
)
_PUBLIC_AHEAD = compile_on_use(r"官方|公众|公号|服务号|订阅号|关注")
# what stands behind the word WeChat and is a program or a product
_NO_WECHAT = compile_on_use(
    r"""
    android|iphone|windows|github|wechat|weixin|webview|browser|openid|unionid|payment|official|number
    |login|account|moments|articles?|mini.*|group|business|appid|appkey|qrcode|https?|server|client
    |python|spider|robot|official.*                                  # wechat official account
    """,
    re.I | re.VERBOSE,
)
_QQ = compile_on_use(
    r"""
    (?:(?<![A-Za-z0-9])(?:QQ|qq|Qq|Q(?=[ ]?[:号群]))|扣扣|企鹅(?=[ ]?[:号群]))[ ]?              # QQ
    (?P<group>讨论群|交流群|官方群|学习群|粉丝群|读者群|技术群|[\u4e00-\u9fff]{0,4}群|客服|在线)?
    (?P<sure>号码|号|[帐账]号)?
    (?P<mark>[ ]?(?:[:=]|是|为)|[ ]?[(\[【])?[ ]?
    (?:[1-9一二三四①-⑤]群|[一二三四①-⑤])?[ ]?:?[ ]?                                           # 二群:
    (?P<numbers>[1-9]\d{4,10}(?:[ ]?[/、,;或][ ]?[1-9]\d{4,10})*)(?![0-9A-Za-z_@.%])            # 12345或23456
    """,
    re.VERBOSE,
)
_QQ_NUMBER = compile_on_use(r"[1-9]\d{4,10}")
_AMOUNT = compile_on_use(r" ?(?:元|万|亿|人|个|年|月|名|位|次|版|级|岁|款|条|多)")


def find_bank_cards(text: str, begin: int = 0, end: int = TEXT_END) -> Iterator[Identifier]:
    """Yield the numbers of bank cards behind a word for one, with the check digit of Luhn.

    >>> [c.norm for c in find_bank_cards("工行卡号:6222 0212 3456 7890 128,订单6222021234567890128")]
    ['6222021234567890128']
    """
    for match in _CARD.finditer(text, begin, end):
        number = keep_ascii_letters(match[0])
        if not (_CARD_ISSUER.match(number) and has_luhn_check(number)):
            continue
        before = read_before(text, match.start(), CARD_LABEL_REACH)
        labels = [label.end() for label in _CARD_LABEL.finditer(before)]
        if not labels:
            labels = _find_label_above(text, match.start())
            before = ""
        if labels and not _IDENTITY_LABEL.search(before, min(labels[-1], len(before))):
            yield Identifier(*match.span(), "bank_card", number, "label-and-check-digit")


def has_luhn_check(number: str) -> bool:
    """Tell whether the last of the digits is the check digit of Luhn.

    >>> has_luhn_check("4111111111111111"), has_luhn_check("4111111111111112")
    (True, False)
    """
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0


def find_wechat_names(text: str, begin: int = 0, end: int = TEXT_END) -> Iterator[Identifier]:
    """Yield the names of accounts of WeChat behind its name; those of organisations are contacts.

    >>> [(a.kind, a.norm) for a in find_wechat_names("微信号:zhang_san88;微信公众号:jiangcheng2020")]
    [('wechat', 'zhang_san88'), ('contact', 'jiangcheng2020')]
    """
    for match in _WECHAT.finditer(text, begin, end):
        if _is_wechat_name(match):
            is_public = match["public"] or _PUBLIC_AHEAD.search(
                read_before(text, match.start(), PUBLIC_REACH)
            )
            kind, evidence = ("contact", "wechat-public") if is_public else ("wechat", "label")
            yield Identifier(*match.span("name"), kind, match["name"], evidence)


def find_qq_numbers(text: str, begin: int = 0, end: int = TEXT_END) -> Iterator[Identifier]:
    """Yield the numbers of QQ behind its name; those of groups are contacts.

    >>> [(a.kind, a.norm) for a in find_qq_numbers("QQ:123456789或87654321;QQ群:2345678。QQ2013版")]
    [('qq', '123456789'), ('qq', '87654321'), ('contact', '2345678')]
    """
    for match in _QQ.finditer(text, begin, end):
        is_sure = match["sure"] or match["mark"] or match["group"]
        if _AMOUNT.match(text, match.end()):
            continue
        for number in _QQ_NUMBER.finditer(text, *match.span("numbers")):
            if is_sure or len(number[0]) >= MIN_BARE_QQ_DIGITS:
                kind, evidence = ("contact", "qq-group") if match["group"] else ("qq", "label")
                yield Identifier(*number.span(), kind, number[0], evidence)


def _is_wechat_name(match: re.Match[str]) -> bool:
    """Tell whether what follows the word WeChat is a name: behind a mark, or with a digit in it."""
    name = match["name"]
    if _NO_WECHAT.fullmatch(name):
        return False
    is_invited = match.string[match.start() - 1 : match.start()] in ("加", "我") or match[0][0] in "薇徽"
    is_labelled = match["sure"] or match["mark"] or match["short"] or is_invited
    return bool(is_labelled or (re.search(r"\d", name) and re.search(r"[A-Za-z]", name)))


def _find_label_above(text: str, at: int) -> list[int]:
    """Return the places of words for a card in the line above a number that begins its line."""
    begin = text.rfind("\n", 0, at)
    if begin < 0 or text[begin + 1 : at].strip():
        return []
    above = read_before(text, begin, CARD_LABEL_REACH)
    return [label.end() for label in _CARD_LABEL.finditer(above)]
