"""Put gaps into clean text and count what closes: python tests/bench/script/spacing.py [FILE.jsonl …]

Without files it takes the gold of the seeds; a file holds a record with "text" on each line. Each
kind of gap is put into every line that has a place for it. A line is exact where it comes back as
it was; gaps left and characters taken for nothing are counted apart. Then it tells what changes in
text whose gaps mean something, and in the text as it came.
"""

import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.stages.script import build
from jiaokan.text.unicode_ranges import HAN

stage = build(load_default())

GOLD = Path(__file__).parents[2] / "gold"
HAN_CHAR = re.compile(f"[{HAN}]")
BETWEEN = re.compile(f"(?<=[{HAN}])(?=[{HAN}])")
DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}[时点]\d{1,2}分|\d{4}年\d{1,2}月")
TITLES = (
    "招聘公告",
    "通知",
    "目录",
    "前言",
    "会议纪要",
    "工作总结",
    "中标结果公示",
    "中华人民共和国",
    "任命书",
)
LABELS = ("联系人", "地址", "电话", "主办单位", "收件人", "时间")

Damage = Callable[[str, random.Random], str]

KEPT = (
    "长沙：联防联控 守好湖南“大门”", "湘潭：定制“八个加强” 保障群众健康", "第一章 总则", "第三条 本办法自发布之日起施行。",
    "张三 李四 王小五 赵六", "李 明　王 芳　张小红　刘 伟", "主任：张三 副主任：李四", "（记者 张三 通讯员 李四）",
    "床前明月光 疑是地上霜", "国破山河在 城春草木深", "春眠不觉晓　处处闻啼鸟　夜来风雨声　花落知多少",
    "姓名 年龄 性别 籍贯", "单位\t人数\t备注", "日 一 二 三 四 五 六", "甲 乙 丙 丁", "是 否", "东 南 西 北",
    "答案是（ ）。", "下列说法正确的是（　　）", "年　月　日", "签字：　　　　年　　月　　日",
    "Visual Studio Code 很好用", "我们用 Python 写了一个程序", "共 1200 人使用 iOS 13 系统", "한국 사람 입니다",
    "これは 日本語 です", "新华社北京1月5日电 记者从国务院新闻办公室获悉，全国形势平稳。",
    "12月15日，消防车停在门外。新华社发（万象 摄）", "本报讯 昨日，全市召开会议。", "长沙市人民政府　2020年1月5日",
    "图：长沙火车站 摄影：张三", "中国 长沙 岳麓区", "标签： 疫情 防控 长沙", "上一篇 下一篇",
)  # fmt: skip


def dates(line: str, _: random.Random) -> str:
    return DATE.sub(
        lambda date: re.sub(r"(?<=\d)(?=[年月日时点分])|(?<=[年月日时点分])(?=\d)", " ", date[0]), line
    )


def brackets(line: str, _: random.Random) -> str:
    return re.sub("([（《“【])([^（《“【）》”】]+)([）》”】])", r"\1 \2 \3", line)


def marks(line: str, _: random.Random) -> str:
    return re.sub("(?<=[^。！？…”])([，、。；](?=[^\n]))", r" \1", line)


def commas(line: str, _: random.Random) -> str:
    return re.sub(f"([，、])(?=[{HAN}])", r"\1 ", line)


def strewn(line: str, rng: random.Random) -> str:
    """Put a gap between one pair of Han in thirty."""
    return BETWEEN.sub(lambda _: " " if rng.random() < 1 / 30 else "", line)


def one(line: str, rng: random.Random) -> str:
    """Put one gap into the line."""
    places = [match.start() for match in BETWEEN.finditer(line)]
    at = rng.choice(places) if places else 0
    return line[:at] + " " * (at > 0) + line[at:]


def cut(line: str, rng: random.Random) -> str:
    """Put gaps between most words, as one who parts words does."""
    return BETWEEN.sub(lambda _: " " if rng.random() < 0.4 else "", line)


def apart(line: str, _: random.Random) -> str:
    """Put a gap after every character but in numbers and Latin words."""
    return re.sub(r"(?<=[^\x21-\x7e\s])(?=\S)|(?<=\S)(?=[^\x21-\x7e\s])", " ", line)


def label_apart(line: str, _: random.Random) -> str:
    label, colon, rest = line.partition("：")
    return " ".join(label) + colon + rest


def spelled(gap: str) -> Damage:
    return lambda line, _: re.sub(f"(?<=[{HAN}])(?=[{HAN}])", gap, line)


DAMAGES: tuple[tuple[str, Damage, bool], ...] = (
    ("1 月 26 日", dates, False), ("（ 景点 ）", brackets, False), ("承德 ，秦皇岛", marks, False),
    ("承德， 秦皇岛", commas, False), ("one gap in a line", one, False), ("one in thirty", strewn, False),
    ("words parted", cut, False), ("a line all apart", apart, False),
    ("招 聘 公 告", spelled(" "), True), ("招　聘　公　告", spelled("　"), True), ("招  聘  公  告", spelled("  "), True),
)  # fmt: skip


def lines(paths: list[str]) -> Iterator[str]:
    """Yield the lines of the corpus that are prose."""
    if not paths:
        for path in sorted(GOLD.glob("*.json")):
            yield from (p["text"] for p in json.loads(path.read_text("utf-8"))["paragraphs"])
    for path in paths:
        for row in Path(path).read_text("utf-8").split("\n"):
            yield from (line.strip() for line in json.loads(row)["text"].split("\n") if row)


def measure(texts: Sequence[str], damage: Damage) -> str:
    """Return one row: lines exact, gaps left, and characters other than gaps that went."""
    rng = random.Random(0)
    made = [(line, broken) for line in texts if (broken := damage(line, rng)) != line]
    found = [(line, broken, stage(Document("d", broken)).text) for line, broken in made]
    exact = sum(line == after for line, _, after in found)
    gaps = sum(len(broken) - len(line) for line, broken, _ in found)
    left = sum(max(0, _blanks(after) - _blanks(line)) for line, _, after in found)
    lost = sum(max(0, _blanks(line) - _blanks(after)) for line, _, after in found)
    share, closed = exact / max(1, len(made)), 1 - left / max(1, gaps)
    return f"{share:7.2%} of {len(made):5} lines exact, {closed:7.2%} of {gaps:6} gaps closed, {lost} lost for nothing"


def _blanks(text: str) -> int:
    return sum(map(str.isspace, text))


def untouched(name: str, texts: Sequence[str]) -> None:
    changed = [(line, after) for line in texts if (after := stage(Document("d", line)).text) != line]
    print(f"{name}: {len(changed)} of {len(texts)} lines changed")
    for line, after in changed:
        print(f"  {line[:60]!r} -> {after[:60]!r}")


def main() -> None:
    prose = [line for line in lines(sys.argv[1:]) if not _blanks(line)]
    for name, damage, short in DAMAGES:
        print(f"{name:16}", measure(TITLES if short else prose, damage))
    print(f"{'联 系 人：张三':16}", measure([f"{label}：张三" for label in LABELS], label_apart))
    untouched("meaningful gaps", KEPT)
    untouched("as it came", list(lines(sys.argv[1:])))


if __name__ == "__main__":
    main()
