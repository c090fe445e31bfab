"""Documents to publish: a strategy for arbitrary ones, and a few fixed ones."""

import json
from dataclasses import replace

from hypothesis import strategies as st

from jiaokan.config.config_loader import Config, load_default
from jiaokan.core.annotations import Mention, Repeat, RepeatFindings, Score, Signal
from jiaokan.core.document import Document, Fact, Origin, Paragraph, Reject
from jiaokan.core.edits import Span, make_replacement
from jiaokan.core.signals.signal_columns import SIGNALS

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def settings_with(**publish_settings: object) -> Config:
    """Return the shipped settings with other values in the table `publish`."""
    shipped = load_default()
    return replace(shipped, publish=replace(shipped.publish, **publish_settings))  # type: ignore[arg-type]


@st.composite
def spans(draw: st.DrawFn, length: int, max_spans: int = 4) -> list[Span]:
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=2 * max_spans)))
    return [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]


@st.composite
def document(draw: st.DrawFn, name: str) -> Document:
    raw = draw(TEXT)
    line = draw(st.integers(0, 1))
    fields = json.dumps(draw(st.dictionaries(TEXT, TEXT, max_size=2)), ensure_ascii=False) if line else ""
    result = Document(
        name, raw, Origin(f"in/{name}.txt", line, fields, draw(st.sampled_from(["utf-8", "gb18030"])))
    )
    for stage in draw(st.lists(st.sampled_from(["strip", "mojibake", "script"]), max_size=4)):
        chosen = draw(spans(len(result.text)))
        edits = [
            make_replacement(result.text, s, draw(st.text("甲X\n", max_size=3)), "a/b", 0.1, draw(TEXT))
            for s in chosen
        ]
        result = result.edited(stage, edits)
    paragraphs = tuple(Paragraph(s, "heading", 2, (s, s), "Hant") for s in draw(spans(len(result.text))))
    found = RepeatFindings("d0", 2, 0.25, (3,) * len(paragraphs), (Repeat("d0", "near", 0.5, 0.75),))
    return replace(
        result,
        repeats=draw(st.sampled_from([None, found])),
        paragraphs=paragraphs,
        facts=tuple(
            Fact(draw(st.sampled_from(["title", "keywords", "其他"])), draw(TEXT), s)
            for s in [*draw(spans(len(raw))), None]
        ),
        kind=draw(st.sampled_from(["article", "no_article"])),
    )


CORPUS = st.lists(st.none(), max_size=5).flatmap(
    lambda found: st.tuples(*(document(f"d{i}") for i in range(len(found))))
)
REJECTS = st.lists(
    st.builds(Reject, st.just("b.jsonl"), st.integers(1, 2**40), TEXT, st.binary(max_size=9)), max_size=3
)


def page(name: str, raw: str, **origin: object) -> Document:
    """Return a document whose first three code points a rule removed."""
    result = Document(name, raw, Origin(**{"file": f"{name}.txt", **origin}))  # type: ignore[arg-type]
    head = Span(0, min(3, len(raw)))
    result = result.edited("strip", [make_replacement(raw, head, "", "share/to")])
    body = Paragraph(Span(0, len(result.text)), sentences=(Span(0, 1),))
    return replace(
        result,
        paragraphs=(body,),
        facts=(Fact("region", "江西省\n萍乡市", Span(0, min(2, len(raw)))),),
        mentions=(Mention("time", Span(0, len(result.text)), "2020", "", "2020-01", "2020-03", "year"),),
        signals=(Signal(SIGNALS[0].name, 1),),
        scores=(Score("own.model:rate", "1.0", "fluency", 0.5),),
        repeats=RepeatFindings(name, 2, 1.0, (1,), (Repeat("other", "part", 0.1, 1.0),)),
    )


FILES = {
    "a.txt": "\ufeff分享到\r\n正文。\u2028 𠮷\r".encode(),
    "sub/b.txt": "分享到：這是正文".encode("gb18030"),
    "empty.txt": b"",
}


def from_files() -> list[Document]:
    """Return the documents of FILES."""
    coded = {"sub/b.txt": "gb18030"}
    return [
        page(
            name.removesuffix(".txt"),
            data.decode(coded.get(name, "utf-8")),
            encoding=coded.get(name, "utf-8"),
        )
        for name, data in FILES.items()
    ]
