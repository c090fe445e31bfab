"""What the front matter of a Markdown file says of its text."""

import re
from collections.abc import Iterator

from jiaokan.core.document import Fact
from jiaokan.core.edits import Span
from jiaokan.stages.annotate.dates import DATE_PATTERN, format_iso_time
from jiaokan.stages.annotate.page import SourcePage
from jiaokan.text.verbatim import find_front_matter

# the fields of a page, and what front matter calls them, the likeliest first
_KEYS_OF_FIELDS = {
    "title": ("title",),
    "author": ("author", "authors"),
    "published": ("date", "created", "published", "pubdate"),
    "keywords": ("tags", "tag", "keywords"),
}
_DATE = re.compile(DATE_PATTERN)


def read_front_matter(page: SourcePage) -> Iterator[Fact]:
    """Yield the facts that front matter states; a field of several values holds them joined by line feeds."""
    front = find_front_matter(page.raw)
    if front is None:
        return
    for field, names in _KEYS_OF_FIELDS.items():
        values = next((front.fields[name] for name in names if front.fields.get(name)), ())
        if not values:
            continue
        span = Span(values[0][1].start, values[-1][1].end)
        if field == "published":
            found = _DATE.search(values[0][0])
            if found and (value := format_iso_time(found)):
                yield Fact(field, value, values[0][1])
        elif field == "keywords":
            yield Fact(field, "\n".join(value for value, _ in values), span)
        else:
            yield Fact(field, "、".join(value for value, _ in values), span)
