"""What a program without a ledger does with the same packages: ftfy, OpenCC, a filter of lines, Parquet.

python tests/bench/chain/plain_chain.py IN.jsonl OUT.parquet
"""

import json
import re
import sys
from pathlib import Path

import ftfy
import pyarrow as pa
import pyarrow.parquet as pq
from opencc import OpenCC

FTFY_SETTINGS = ftfy.TextFixerConfig(
    uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, fix_line_breaks=False
)
BOILERPLATE = re.compile(
    "分享到|版权所有|Copyright|©|上一篇|下一篇|相关阅读|责任编辑|返回首页|设为首页|加入收藏|登录|注册"
    "|点击查看|打印本页|ICP备|扫一扫|微信|微博|客服"
)
SENTENCE_END = re.compile(r"[。！？…”：；.!?]\s*$")
GROUP_ROWS = 1000


def is_kept(line: str) -> bool:
    """Tell whether a line is long or ends a sentence, and is no short line of boilerplate."""
    is_boilerplate = len(line) < 40 and BOILERPLATE.search(line)
    return bool(line) and not is_boilerplate and (len(line) >= 15 or bool(SENTENCE_END.search(line)))


def main(source: str, target: str) -> None:
    """Clean the texts of a file of JSON lines and write them as Parquet."""
    schema = pa.schema([("id", pa.string()), ("text", pa.large_string())])
    convert, rows = OpenCC("t2s").convert, []
    with pq.ParquetWriter(target, schema, compression="zstd") as writer, Path(source).open("rb") as lines:
        for line in lines:
            record = json.loads(line)
            text = convert(ftfy.fix_text(record["text"], FTFY_SETTINGS))
            kept = "\n".join(stripped for row in text.split("\n") if is_kept(stripped := row.strip()))
            rows.append({"id": record["id"], "text": kept})
            if len(rows) == GROUP_ROWS:
                writer.write_table(pa.Table.from_pylist(rows, schema))
                rows.clear()
        writer.write_table(pa.Table.from_pylist(rows, schema))


if __name__ == "__main__":
    main(*sys.argv[1:])
