"""Read what the front matter of a Markdown file states of its text."""

from collections.abc import Iterator

from jiaokan.core.edits import Span
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import parse_stated_date
from jiaokan.text.verbatim import find_front_matter

# the fields of a page, and what front matter calls them, the likeliest first
_KEYS_BY_FIELD = {
    "title": ("title",),
    "author": ("author", "authors"),
    "published": ("date", "publishedat", "published_at", "publishdate", "pubdate", "published", "created"),
    "updated": ("updated", "updatedat", "updated_at", "lastmod", "modified"),
    "keywords": ("tags", "tag", "keywords"),
}


def read_front_matter(raw: str) -> Iterator[Candidate]:
    """Yield what front matter states; keywords are joined by line feeds, names by 、.

    >>> [c.value for c in read_front_matter("---\\ntitle: 竹编入门\\nauthor: 张三\\n---\\n正文")]
    ['竹编入门', '张三']
    """
    front = find_front_matter(raw)
    if front is None:
        return
    for field, names in _KEYS_BY_FIELD.items():
        values = next((front.fields[name] for name in names if front.fields.get(name)), ())
        if not values:
            continue
        span = Span(values[0][1].start, values[-1][1].end)
        if field in ("published", "updated"):
            if value := parse_stated_date(values[0][0]):
                yield Candidate(field, value, "front matter", values[0][1])
        else:
            separator = "\n" if field == "keywords" else "、"
            yield Candidate(field, separator.join(value for value, _ in values), "front matter", span)
