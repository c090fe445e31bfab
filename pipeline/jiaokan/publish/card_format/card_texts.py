"""The sentences of the card that are the same for every release."""

DIRECT_USE = """
Training and evaluating language models on Chinese web text; research on boilerplate, on the repair of
damaged text, and on the web itself: every change of every page is in the table `edits`, so that another
cleaning can begin from the raw pages.
"""

OUT_OF_SCOPE_USE = """
Statements on the Chinese web as a whole: the pages are a collection and no sample of it. Finding out about
the persons that pages name. Showing pages as their publishers' own: the text is edited. Facts and mentions
are read by rules, and no register of anything.
"""

RATIONALE = """
Scraped pages carry menus, share bars, misread bytes, mixed scripts and broken lines. Most collections
remove whole pages, or lines in silence. Here every change is an edit with its rule and its reason, and the
raw text comes back byte for byte.
"""

ANNOTATION_PROCESS = """
Roles of paragraphs, facts, mentions and signals are read by rules and small trained models, without a
reader. Each fact and each mention says where in the raw text it stands. How reliable a column is stands
beside it above, where it was measured.
"""

ANNOTATORS = "The program `jiaokan`, in the versions and with the settings that `manifest.json` names.\n"

LIMITATIONS = """
- The pages were cleaned by rules and trained judges and not by hand; `confidence` and `why` in `edits` tell
  how sure each change is.
- Losing a paragraph is treated as the worst fault: some boilerplate is left where the page leaves doubt.
- A note (an edit whose `after` equals its `before`) flags a place that was left as it is.
- Offsets count Unicode code points, not bytes and not UTF-16 units.
- The counts describe this collection and not the Chinese web: its sites, years and subjects are what was
  gathered.
- Text in Traditional characters is converted where the settings say so; the conversion follows OpenCC and
  can choose the wrong word.
"""

RECOMMENDATIONS = """
Look before you train: `jiaokan report` shows every change, `jiaokan inspect` draws documents for a reader.
Filter by `kind`, by `confidence` and by the table of signals, not by length alone. Keep `raw_sha256` with
what you derive, so that a page can be taken out again.
"""

PERSONAL_DATA = """
Pages name persons, and hold whatever they held when they were published: names, and at times telephone
numbers and addresses. Who wishes a page to be taken out names its `id` to the
contact below; the next version is made without it.
"""

NO_REDACTION = "Nothing was made anonymous.\n"

REDACTION = """
**This release is redacted.** Where the finders saw personal data ({kinds}), texts, ledgers and fields hold
a marker such as 〔手机号〕, which rules of the family `redact` note in `edits`; the bytes of rejects are left
out. The raw text here is the one with markers, and `raw_sha256` is its digest. What stood there is in a key
that is not published; only with it does `jiaokan restore --key` give the raw files back.
"""

RESTORE = """
The clean text and the table `edits` hold the raw text: every edit carries what it took away as well as what
it put there. Undo the steps, the last one first, or let jiaokan do it:

```console
jiaokan restore DATASET --output DIR    # the raw files, byte for byte
jiaokan verify DATASET                  # every hash, and the ledger of every document
jiaokan diff OLDER NEWER                # what changed between two releases, and by which rule
```

`raw_sha256` is the SHA-256 of the raw bytes; `raw_start` and `raw_end` lead every paragraph, edit and fact
back to the raw text, in code points. `statistics/` holds the counts of this card as CSV. What changed since
the release before stands in `CHANGES.md`.
"""

USE = """
```python
from datasets import load_dataset

documents = load_dataset({place}, split="train")                 # one row a page
paragraphs = load_dataset({place}, "paragraphs", split="train")  # one row a paragraph
edits = load_dataset({place}, "edits", split="train")            # one row a change
```

{note} The shards are plain Parquet: pandas, Polars and DuckDB read `documents/train-*.parquet` as well.
"""
