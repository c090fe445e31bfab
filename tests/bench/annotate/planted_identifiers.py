"""Plant personal data into texts and count what is found.

    python -m tests.bench.annotate.planted_identifiers FOLDER_OF_TEXTS [NUMBER]

The numbers are made up and sound: check digits, areas, dates. The wordings are those of notices, posts, court
papers, registers, advertisements, signatures, of the mainland, Hong Kong, Macau and Taiwan.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jiaokan.core.edits import Span
from jiaokan.text.identifiers import find_identifiers
from jiaokan.text.normalized_view import normalize_view
from jiaokan.text.unicode_ranges import HALF_TO_FULL

AREAS = ("110105", "320583", "440306", "510104", "330109", "370202", "420106", "610113", "232103", "542621")
WORDINGS = {
    "id_number": (
        "身份证号码：{}", "公民身份号码{}。", "，男，{}，汉族", "（身份证号{}）", "被执行人王某，{}", "身份證字號：{}",
        "张三{}", "证件号：{}，", "学员李四 {} 报名", "法定代表人身份证{},住", "号码是{}的居民", "持证人：{}；",
    ),
    "mobile": (
        "电话{}，", "联系人王先生：{}", "手机：{}", "请致电{}咨询", "（{}）", "加我{}哦", "微信同號 {}", "手机号码为{}。",
        "张师傅{}李师傅", "有意者电联{}", "Tel:{}", "TEL：{}", "電話：{}", "打{}就行", "失主请联系{}领取", "机主：{}；", "call me {}",
    ),
    "landline": (
        "家里电话{}，", "电话：{}", "宅电：{}", "联系电话{}", "座机{}（晚上）", "電話：{}", "打家里的{}", "（{}）",
    ),
    "email": (
        "邮箱：{}", "请发至{}，", "E-mail:{}", "信箱{}。", "电邮{}联系", "发到我的邮箱{}吧", "（{}）", "電郵：{}", "作者：张三 {}",
    ),
    "plate": (
        "车牌号{}，", "驾驶{}小型轿车", "一辆{}的面包车", "車牌：{}", "（{}）", "将{}货车撞", "号牌为{}的", "，{}违章停车",
    ),
    "bank_card": (
        "卡号：{}", "银行卡号{}。", "账号:{}，户名张三", "帐号 {}", "打到工行{}张三", "转账至建设银行账户{}", "信用卡（{}）", "农行卡{}",
    ),
    "wechat": (
        "微信：{}", "加微信{}详聊", "微信号：{}。", "薇信{}", "VX:{}", "加V：{}", "WeChat ID: {}", "威信号{}", "加我微信（{}）", "wx：{}", "微信號：{}",
    ),
    "qq": (
        "QQ：{}", "加QQ{}详谈", "QQ号{}。", "qq:{}", "扣扣{}", "Q：{}", "联系QQ {}", "QQ號碼：{}", "我的QQ是{}", "（QQ:{}）", "企鹅号：{}",
    ),
}  # fmt: skip
CONTACT_WORDINGS = (
    "新闻热线：{}", "举报电话：{}", "编辑部电话{}", "客服热线{}", "江城市人民医院 电话：{}", "传真：{}", "咨询电话：{}", "地址：江城路8号 电话：{}",
    "投诉電話：{}", "主办：江城日报社 电话：{}", "办公室：{}", "招生咨询{}", "服务热线：{}", "订票电话{}", "版权所有 江城网 电话：{}",
)  # fmt: skip
# numbers that lead to nobody, to be found as nothing
NOTHING = (
    "订单号：{d11}", "运单编号{d15}", "ISBN 978-7-{d3}-{d5}-1", "国发〔2020〕{d3}号", "合计{d9}元", "版本{d1}.{d2}.{d3}", "IP为{d2}.{d3}.{d2}.{d3}",
    "user@1.{d2}.3.4", "粤B2-2009{d4}", "http://a.cn/13{d9}.html", "专利号ZL2013{d8}.{d1}", "统一社会信用代码9{d17}", "京ICP备{d8}号",
    "2020-01-02 12:30:45", "第{d8}期", "时间戳15{d11}", "流水号62{d14}", "人口14{d8}人", "QQ20{d2}版", "微信Android{d1}.{d1}", "学号20{d9}",
    "沪指3{d3}.{d2}点", "{d4}年{d1}月", "GB/T {d5}-2008", "{d4} {d4} {d4} {d4} {d4}", "库存{d7}件", "MD5 {d9}abcdef{d9}", "邮编{d6}", "@{d9}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlantedText:
    """A text with personal data in it: kind and span of each."""

    text: str
    planted: tuple[tuple[str, Span], ...]


def plant_identifiers(host: str, chance: random.Random, count: int) -> PlantedText:
    """Put `count` wordings with numbers behind marks and line ends of a text."""
    places = sorted(
        chance.sample(
            [i + 1 for i, char in enumerate(host) if char in "。，；\n"] or [len(host)] * count, count
        )
    )
    pieces: list[str] = []
    planted: list[tuple[str, Span]] = []
    at = size = 0
    for place in places:
        kind = chance.choice([*WORDINGS, "contact"])
        wording = chance.choice(CONTACT_WORDINGS if kind == "contact" else WORDINGS[kind])
        number = _print_number(kind, chance)
        before, _, after = wording.partition("{}")
        if not after and host[place : place + 1].isalnum() and host[place].isascii():
            after = "，"  # or the digits of the text would go on with the number
        size += place - at + len(before)
        planted.append((kind, Span(size, size + len(number))))
        size += len(number) + len(after)
        pieces += host[at:place], before, number, after
        at = place
    return PlantedText("".join([*pieces, host[at:]]), tuple(planted))


def plant_nothing(chance: random.Random) -> str:
    """Return a wording with numbers that are no personal data."""
    wording = chance.choice(NOTHING)
    for size in range(1, 18):
        while f"{{d{size}}}" in wording:
            wording = wording.replace(f"{{d{size}}}", _make_digits(chance, size), 1)
    return f"他说，{wording}，就是这样。"


def _print_number(kind: str, chance: random.Random) -> str:
    number = _MAKERS[kind](chance)
    if kind in ("email", "wechat") or chance.random() > 0.15:
        return number
    return "".join(HALF_TO_FULL.get(char, char) for char in number)


def _make_digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _make_id_number(chance: random.Random) -> str:
    birth = f"{chance.randint(1935, 2015)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    body = chance.choice(AREAS) + birth + _make_digits(chance, 3)
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]
    form = chance.choice(("{}{}{}", "{}{}{}", "{} {} {}"))
    number = form.format(body[:6], body[6:14], body[14:] + check)
    return chance.choice((number, number.lower()))


def _make_mobile(chance: random.Random) -> str:
    if chance.random() < 0.15:
        d = _make_digits(chance, 7)
        forms = (
            f"+852 9{d[:3]} {d[3:]}",
            f"+852-6{d}",
            f"09{d[0]}2-{d[1:4]}-{d[4:]}",
            f"+886 9{d[0]}2 {d[1:4]} {d[4:]}",
            f"+853 6{d}",
        )
        return chance.choice(forms)
    n = chance.choice(("138", "139", "150", "177", "186", "199", "166", "147")) + _make_digits(chance, 8)
    spaced = (
        f"{n[:3]}-{n[3:7]}-{n[7:]}",
        f"{n[:3]} {n[3:7]} {n[7:]}",
        f"+86{n}",
        f"+86 {n}",
        f"86-{n}",
        f"{n[:3]}-{n[3:]}",
        f"0{n}",
    )
    return chance.choice((n, n, n, *spaced))


def _make_landline(chance: random.Random) -> str:
    area, size = chance.choice((("010", 8), ("021", 8), ("0571", 8), ("0895", 7), ("0755", 8), ("0931", 7)))
    local = chance.choice("2345678") + _make_digits(chance, size - 1)
    forms = (
        f"{area}-{local}",
        f"({area}){local}",
        f"（{area}）{local}",
        f"{area}－{local}",
        f"{area}-{local[:-4]} {local[-4:]}",
        f"+86-{area[1:]}-{local}",
    )
    return chance.choice((*forms, f"{area}-{local}转{_make_digits(chance, 3)}"))


def _make_email(chance: random.Random) -> str:
    name = chance.choice(("zhang.san", "lisi_88", "wang-wu", "chenxx", _make_digits(chance, 9), "a1b2c3"))
    return f"{name}@{chance.choice(('163.com', 'qq.com', 'gmail.com', 'pku.edu.cn', 'yahoo.com.hk', 'vip.sina.com', 'foxmail.com'))}"


def _make_plate(chance: random.Random) -> str:
    rest = chance.choice(
        (
            _make_digits(chance, 5),
            f"A{_make_digits(chance, 4)}",
            f"D{_make_digits(chance, 5)}",
            f"{_make_digits(chance, 3)}QK",
            f"8K{_make_digits(chance, 3)}",
        )
    )
    return f"{chance.choice('京沪粤苏川辽鄂湘浙豫')}{chance.choice('ABCDEFG')}{chance.choice(('', '', '·', ' '))}{rest}"


def _make_bank_card(chance: random.Random) -> str:
    head, size = chance.choice(
        (("622202", 19), ("621700", 19), ("436742", 16), ("622588", 16), ("552245", 16), ("955880", 19))
    )
    body = head + _make_digits(chance, size - 1 - len(head))
    doubled = [int(digit) * 2 for digit in body[::-2]]
    total = sum(map(int, body[-2::-2])) + sum(d - 9 if d > 9 else d for d in doubled)
    number = body + str(-total % 10)
    groups = [number[i : i + 4] for i in range(0, size, 4)]
    return chance.choice((number, number, " ".join(groups), "-".join(groups) if size == 16 else number))


def _make_wechat(chance: random.Random) -> str:
    return chance.choice(
        (
            f"zhangsan{_make_digits(chance, 3)}",
            f"wxid_{_make_digits(chance, 8)}",
            f"li_si-{_make_digits(chance, 2)}",
            "chenxiaoming",
            f"A{_make_digits(chance, 8)}",
        )
    )


def _make_qq(chance: random.Random) -> str:
    return chance.choice("123456789") + _make_digits(chance, chance.randint(6, 9))


def _make_contact(chance: random.Random) -> str:
    return chance.choice(
        (
            _make_landline(chance),
            _make_landline(chance),
            f"400-{_make_digits(chance, 3)}-{_make_digits(chance, 4)}",
        )
    )


_MAKERS: dict[str, Callable[[random.Random], str]] = {
    "id_number": _make_id_number,
    "mobile": _make_mobile,
    "landline": _make_landline,
    "email": _make_email,
    "plate": _make_plate,
    "bank_card": _make_bank_card,
    "wechat": _make_wechat,
    "qq": _make_qq,
    "contact": _make_contact,
}


def count_found(planted: PlantedText) -> Iterator[tuple[str, str]]:
    """Yield (kind, "found", "other kind" or "missed") for each planted number, ("", what) for others that are found."""
    view = normalize_view(planted.text)
    found = {}
    for one in find_identifiers(view.text):
        found[view.map_back(one.start, one.end)] = one.kind
    for kind, span in planted.planted:
        covering = [at for at in found if at.start <= span.start and span.end <= at.end]
        kinds = [found.pop(at) for at in covering]
        yield kind, "missed" if not kinds else "found" if kinds == [kind] else "other kind"
    yield from (("", kind) for kind in found.values())


if __name__ == "__main__":
    chance = random.Random(7)
    texts = [path.read_text("utf-8", "replace") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
    counts: Counter[tuple[str, str]] = Counter()
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 300):
        host = chance.choice(texts)
        counts.update(count_found(plant_identifiers(host, chance, 8)))
    for key, count in sorted(counts.items()):
        print(*key, count)
    wrong = Counter(
        one.kind for _ in range(3000) for one in find_identifiers(normalize_view(plant_nothing(chance)).text)
    )
    print("found in 3000 texts with other numbers:", dict(wrong))
