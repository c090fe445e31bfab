"""A corpus whose characters lie beyond the BMP, joined emoji among them, with carriage returns."""

import json
from pathlib import Path

from jiaokan.cli import main

TEXTS = {
    "astral/1": (
        "𠮷野家🐱‍👤的分享經驗\r\n他說：😀𠮷𠮷好吃極了，大家都來試試，這是一篇關於美食的文章，介紹東京的牛肉飯。\r\n"
        "分享到：\r\n版权所有 转载必究\r\n"
    ),
    "astral/2": (
        "𨋢裡的貓👩‍👩‍👧‍👦\n昨天我們坐𨋢上樓，看見一隻貓😺在裡面睡覺，𨋢門開了牠也不走，鄰居都笑了起來。\n"
        "上一篇：𠮷日\n下一篇：沒有了\n"
    ),
}


def make_astral_release(folder: Path, *options: str) -> Path:
    """Write the corpus into a folder, make its release there, and return it."""
    source = folder / "astral.jsonl"
    lines = (json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in TEXTS.items())
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    target = str(folder / "dist")
    assert (
        main(["run", "--input", str(source), "--output", target, "--quiet", "--workers", "1", *options]) == 0
    )
    return folder / "dist" / "zh-web" / "1.0.0"
