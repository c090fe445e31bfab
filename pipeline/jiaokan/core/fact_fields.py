"""The fields of the metadata of a document, in order; a release has a column for most of them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class FactField:
    """A field of the metadata.

    Attributes:
        name: Name of the field, and of its column in the table of documents.
        kind: "string" for one value; "strings" for several, which a `Fact` holds joined by line feeds; ""
            for a field that stands in the table of facts alone.
        description: What it says, for the card.
    """

    name: str
    kind: Literal["string", "strings", ""]
    description: str


FACT_FIELDS = (
    FactField("title", "string", "headline of the page"),
    FactField(
        "site",
        "string",
        "web site that carried the page: from its head, the title of its window or its notice of copyright",
    ),
    FactField("source", "string", "where the site says it took the page from"),
    FactField("author", "string", "author as the page names them"),
    FactField("editor", "string", "editor as the page names them"),
    FactField("published", "string", "ISO 8601, as precise as the page says"),
    FactField("updated", "string", "ISO 8601: when the page says that it was changed last"),
    FactField("url", "string", "address of the page or of its original"),
    FactField(
        "document_number", "string", "number of an official document, as the page prints it: 国发〔2020〕5号"
    ),
    FactField("reprint_terms", "string", "terms of reprint, in the words of the page"),
    FactField("keywords", "strings", "keywords that the page gives itself"),
    FactField("keywords_found", "strings", "nouns and names that the text repeats; null where not asked for"),
    FactField("region", "strings", "province, city, county that the page is about, as far as known"),
    FactField(
        "region_code", "string", "code of the region, GB/T 2260; below Hong Kong, Macau and Taiwan theirs"
    ),
    FactField(
        "genre",
        "string",
        "verse, classical, law, notice, report, news, forum, tutorial, fiction, recipe; null where its "
        "form does not say it surely; on texts not seen before right in 325 "
        "of 329 answers for verse, classical and law, 15 of 15 each for news and notice; the rest too "
        "few to say",
    ),
    FactField("script", "string", "script of the raw text, as ISO 15924"),
    FactField("mixed_script", "", "true where lines of the other script stand among those of the script"),
    FactField("file_name", "", "name of the file that a site for sharing documents offers"),
    FactField("pages", "", "number of the pages of that file"),
)
