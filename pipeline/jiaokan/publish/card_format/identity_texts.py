"""What the card says of the release as a whole: who made it, how to load it, how to cite it."""

from importlib.metadata import version

from jiaokan.config.config_loader import Config
from jiaokan.publish.card_format import card_texts

_HUB_ADDRESS = "https://huggingface.co/datasets/"


def describe_data_set(config: Config) -> str:
    """Return creator, language, licence, version, address and program as a list."""
    settings = config.publish
    lines = {
        "Curated by": settings.creator,
        "Language(s) (NLP)": "Chinese",
        "License": settings.licence,
        "Version": f"{settings.version}, {settings.date}",
        "Repository": settings.url,
        "Made by": f"jiaokan {version('jiaokan')}; `manifest.json` names all settings, rules and packages",
    }
    return "".join(f"- **{name}:** {value}\n" for name, value in lines.items())


def describe_loading(config: Config) -> str:
    """Return lines that load the release: from the Hub where the settings say so, else from its folder."""
    settings = config.publish
    repository = settings.url.removeprefix(_HUB_ADDRESS).strip("/")
    if settings.url.startswith(_HUB_ADDRESS) and repository.count("/") == 1:
        text = card_texts.USE.replace(", split=", f', revision="v{settings.version}", split=')
        place, note = f'"{repository}"', f"`{repository}` stands on the Hub, each version under its tag."
    else:
        place = f'"dist/{settings.name}/{settings.version}"'
        text, note = card_texts.USE, "That is the folder of this release, as `jiaokan run` makes it."
    return text.format(place=place, note=note)


def make_citation(config: Config) -> str:
    """Return the release as a BibTeX entry."""
    settings = config.publish
    fields = {
        "title": f"{settings.name}, version {settings.version}",
        "author": f"{{{settings.creator}}}",
        "year": settings.date[:4],
        "url": settings.url,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{settings.name}-{settings.version},\n{lines}}}"


def describe_citation(config: Config) -> str:
    """Return the citation as BibTeX and in APA style."""
    settings = config.publish
    apa = (
        f"{settings.creator} ({settings.date[:4]}). *{settings.name}* (Version {settings.version}) "
        f"[Data set]. {settings.url}"
    )
    return f"**BibTeX:**\n\n```bibtex\n{make_citation(config)}\n```\n\n**APA:**\n\n{apa}\n"
