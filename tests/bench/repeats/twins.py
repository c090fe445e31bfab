"""Measure how many planted twins a search for repeats finds: `python twins.py FOLDER CLEAN … [TABLE.KEY=VALUE …]`.

CLEAN are outputs of the stages. Each of their texts of at least 300 letters gets a twin of every kind; which
of the pairs found are between the texts themselves is printed, to be read: those are no twins of ours.
"""

import random
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jieba

from jiaokan import publish, readers
from jiaokan.config import config_loader
from jiaokan.core.document import Document, Origin, Paragraph
from jiaokan.core.edits import Span
from jiaokan.engines.serial_engine import SerialEngine
from jiaokan.execution import corpus_runs, item_streams
from jiaokan.stages.repeats.document_sketch import sketch_document
from jiaokan.stages.repeats.folded_text import fold_text
from jiaokan.text.script_conversion import load_char_table

MIN_LETTERS = 300
CONFIG = config_loader.load(overrides=[word for word in sys.argv[1:] if "=" in word])
TRADITIONAL = {ord(a): b for a, b in load_char_table("STCharacters").items() if len(a) == len(b) == 1}
CHROME = [
    "首页 > 新闻中心 > 正文", "登录 注册 收藏本站", "分享到：微信 微博 QQ空间", "字号：大 中 小 打印本页",
    "相关阅读", "热门推荐：这些城市的房价又变了，你怎么看", "专家解读：今年的天气为什么这样反常",
    "网友热议：假期怎么过才有意义，看看他们的回答", "扫一扫，手机看新闻", "下载客户端，随时随地了解最新资讯",
    "版权所有 未经授权不得转载", "京ICP备00000000号", "联系我们 | 关于本站 | 广告服务 | 招聘信息",
    "上一篇：秋季养生要注意哪些问题", "下一篇：全国多地迎来大范围降雨", "责任编辑：小编",
]  # fmt: skip


def cut(text: str, share: float) -> str:
    return text[: int(len(text) * share)]


def rewrite(text: str, share: float, words: list[str], chance: random.Random) -> str:
    """Replace a share of the words of two or more Han by others of the corpus."""
    return "".join(
        chance.choice(words) if len(w) > 1 and "一" <= w[0] <= "鿿" and chance.random() < share else w
        for w in jieba.cut(text)
    )


def drop_paragraphs(text: str, share: float, chance: random.Random) -> str:
    return "\n".join(line for line in text.split("\n") if chance.random() >= share)


def add_chrome(text: str, chance: random.Random) -> str:
    lines = chance.sample(CHROME, len(CHROME))
    return "\n".join([*lines[:8], text, *lines[8:]])


def make_kinds(texts: list[str]) -> dict[str, Callable[[str], str]]:
    chance = random.Random(1)
    words = sorted(
        {w for text in texts for w in re.findall(r"[\u4e00-\u9fff]{2,}", " ".join(jieba.cut(text)))}
    )
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    return {
        "Traditional": lambda text: text.translate(TRADITIONAL),
        "width": lambda text: text.translate(wide),
        "chrome": lambda text: add_chrome(text, chance),
        "all three": lambda text: add_chrome(text, chance).translate(TRADITIONAL).translate(wide),
        "cut to .7": lambda text: cut(text, 0.7),
        "cut to .4": lambda text: cut(text, 0.4),
        "paragraphs -.15": lambda text: drop_paragraphs(text, 0.15, chance),
        **{
            f"words {share}": lambda text, share=share: rewrite(text, share, words, chance)
            for share in (0.1, 0.15, 0.2, 0.25)
        },
    }


def make_document(name: str, text: str) -> Document:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append(Paragraph(Span(at, at + len(line))))
        at += len(line) + 1
    return Document(name, text, Origin(name), paragraphs=tuple(paragraphs))


def read_texts(names: list[str]) -> dict[str, str]:
    items = (item for name in names for item in publish.read_inputs([name], CONFIG.input))
    return {
        f"{n}:{item.id}": item.text
        for n, item in enumerate(items)
        if isinstance(item, Document) and len(fold_text(item.text)) >= MIN_LETTERS
    }


Pairs = dict[frozenset[str], str]


def find_pairs(documents: list[Document]) -> Pairs:
    """Return the pairs of different texts that the documents or their twins make, with what they are."""
    found = {}
    for document in documents:
        for one in document.repeats.repeats if document.repeats else ():
            names = frozenset((document.id.partition("#")[0], one.other.partition("#")[0]))
            if len(names) > 1:
                found[names] = f"{document.id} | {one.other} | {one.kind} {one.jaccard} {one.containment}"
    return found


def search(documents: list[Document], folder: Path) -> list[Document]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for _ in item_streams.store_items([(0, documents)], str(folder / "in.jsonl")):
        pass
    corpus_runs.make_stage_folder(
        [str(folder / "in.jsonl")], ["repeats"], str(folder / "out"), CONFIG, SerialEngine()
    )
    return [item for item in readers.read_inputs([str(folder / "out")]) if isinstance(item, Document)]


def main(folder: Path, names: list[str]) -> None:
    texts = read_texts(names)
    base = [make_document(name, text) for name, text in texts.items()]
    kinds = make_kinds(list(texts.values()))
    print(f"{len(texts)} texts of {sum(map(len, texts.values())) / len(texts):,.0f} code points")
    known = find_pairs(search(base, folder))
    print("pairs among them:", *known.values(), sep="\n  ")
    twins = [
        make_document(f"{n}#{kind}", make(text)) for kind, make in kinds.items() for n, text in texts.items()
    ]
    for kind in kinds:
        own = [twin for twin in twins if twin.id.endswith(f"#{kind}")]
        documents = search([*base, *own], folder)
        found = {d.id: d.repeats for d in documents if d.repeats}
        other = [pair for names, pair in find_pairs(documents).items() if names not in known]
        hits = Counter[str]()
        jaccards: list[float] = []
        for twin in own:
            original = twin.id.partition("#")[0]
            edges = found[twin.id].repeats
            hits.update({one.kind for one in edges if one.other == original})
            jaccards += [one.jaccard for one in edges if one.other == original]
        mean = sum(jaccards) / max(1, len(jaccards))
        print(
            f"{kind:16} found {len(jaccards) / len(own):.3f}  mean J of found {mean:.2f}  {dict(hits)}  "
            f"further pairs {len(other)}",
            *other,
            sep="\n  ",
            flush=True,
        )
    start = time.process_time()
    for document in twins:
        sketch_document(replace(document), CONFIG.repeats)
    seconds = time.process_time() - start
    size = sum(len(document.text.encode()) for document in twins)
    print(f"sketches: {len(twins) / seconds:,.0f} documents/s, {size / seconds / 1e6:.1f} MB/s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [word for word in sys.argv[2:] if "=" not in word])
