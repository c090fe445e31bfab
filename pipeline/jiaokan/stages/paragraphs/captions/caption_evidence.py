"""Find captions by what they say, by their neighbours and by the page as a whole.

Every pattern is for normalized text.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.stages.paragraphs.captions.caption_wording import ARROWS, is_caption_label, is_credited
from jiaokan.stages.paragraphs.list_markers import COLONS, PROSE_MARK, find_numbering_style, has_sentence_end

_DATE = compile_on_use(r"(?:\d{4}年|[去今]年|当地时间)?\d{1,2}月\d{1,2}日|[昨今][日天晚]|\d{1,2}日(?=,)")
_DATED_OPENING = compile_on_use(rf"(?:{_DATE.pattern})[^,]{{0,8}},")  # of a caption
# words of narration and argument; captions seldom have them
_NARRATIVE_WORDS = compile_on_use("[我你这他她其也还但而因就都又却可能会说是要应必不:]|所以|同时|^继|下面")
_SCENE_WORDS = compile_on_use("[在正]")
_ACTION_WORDS = compile_on_use("[了着过不没是有]")
# a question, the close of a letter or a notice, an editor's note, a line without a word
_NEVER_A_CAPTION = compile_on_use(
    r"[?][”’)]*$|^(?:特此|谨此|此致|敬礼)|^(?:注|编者按|导读|提示):|^[^\w]*$"
    r"|^“?[^。!]{1,4}!”?$|以下|如下|等等。$"
)
_LABEL_END = compile_on_use(r"[\w”)》]$")
_CLAUSE_MARK = compile_on_use("[,。]")
_INNER_SENTENCE_END = compile_on_use("[。!?;…]+[”’)]*(?=[^。!?;…”’)])")
# nouns for a view or a picture at the end of a label, and what people do in pictures
_PICTURE_SUBJECT = compile_on_use(
    "(?:现场|一角|一景|一幕|[外全夜远雪街]景|剧照|海报|照片?|留影|身影|特写|画面|镜头|外观|[展站]台|展[区位厅])$"
)
_PICTURED_ACTION = compile_on_use(
    "出席|参加|[做作]客|致[辞词]|讲话|发言|亮相|现身|参观|考察|合影|颁奖|表演|手[持捧]|身[穿着]|排队|展示|正在|[^,。]{2}中$"
)

# someone, and what he does in front of the camera: 王校长致辞, 李主任接受采访
_ACTION_AT_END = compile_on_use(
    "[^,。:]{3,}(?:致[辞词]|讲话|发言|演讲|授课|主持|接受采访|合影|留念|剪彩|揭牌|颁奖|签约|参观|交流|表演)$"
)


@dataclass(frozen=True, slots=True)
class CaptionContext:
    """The paragraphs of a page and what is known about them; sets hold indexes of paragraphs."""

    normalized_texts: Sequence[str]
    headings: Collection[int]
    other_roles: Collection[int]  # neither headings nor captions
    explicit_captions: Collection[int]  # they say that they belong to a picture
    unindented: Collection[int]  # without the indent of the prose
    repeated_texts: Collection[str]  # texts that the page holds more than once
    settings: ParagraphSettings


def find_explicit_captions(
    texts: Sequence[str],
    removed_lines_above: Mapping[int, str],
    other_roles: Collection[int],
    settings: ParagraphSettings,
) -> set[int]:
    """Return the paragraphs, given normalized, that say that they belong to a picture.

    `removed_lines_above` has, for some paragraphs, the line above that an earlier stage removed.
    """
    captions = set()
    for i, text in enumerate(texts):
        if i in other_roles or len(text) > settings.captions.max_explicit_chars:
            continue
        neighbors = (*texts[max(0, i - 1) : i], *texts[i + 1 : i + 2]) if text[0] in ARROWS else ()
        line_above = removed_lines_above.get(i) or (texts[i - 1] if i else "")
        may_follow_label = line_above[-1:] == COLONS and len(text) <= settings.captions.max_naming_chars
        if (
            (may_follow_label and is_caption_label(line_above))
            or is_credited(text, {other[0] for other in neighbors})
            or (_is_above_credit(texts, i, removed_lines_above) and may_be_label(text, settings))
        ):
            captions.add(i)
    return captions


def _is_above_credit(texts: Sequence[str], i: int, removed_lines_above: Mapping[int, str]) -> bool:
    """Tell whether a removed line below a paragraph says who took the picture, or one of several does."""
    others = [texts[j] for j in (i - 1, i + 3) if 0 <= j < len(texts)]
    return _is_credit(removed_lines_above.get(i + 1, "")) or (
        any(map(_is_credit, texts[i + 1 : i + 2])) and any(map(_is_credit, others))
    )


def _is_credit(line: str) -> bool:
    """Tell whether a line says who took the picture: 摄影:王五."""
    return line[-1:] not in COLONS and is_caption_label(line)


def find_inferred_captions(context: CaptionContext) -> set[int]:
    """Return the paragraphs that the page as a whole shows to be captions."""
    texts, settings = context.normalized_texts, context.settings
    scores = {i: score for i in range(len(texts)) if (score := _score_caption(context, i))}
    certain = {i for i in scores if scores[i] >= settings.captions.min_points}
    naming_count = sum(_is_mere_naming(texts[i], settings) for i in scores if has_sentence_end(texts[i]))
    has_captions = certain or context.explicit_captions or naming_count >= settings.captions.min_confirming
    bonus = settings.captions.other_captions_points if has_captions else 0
    return {i for i in scores if scores[i] + bonus >= settings.captions.min_points}


def _score_caption(context: CaptionContext, i: int) -> int:
    """Return the score of a paragraph as a caption, 0 if it cannot be one."""
    text = context.normalized_texts[i]
    if (
        i in context.other_roles
        or i in context.explicit_captions
        or len(text) > context.settings.captions.max_chars
        or _NEVER_A_CAPTION.search(text)
    ):
        return 0
    if find_numbering_style(text):
        return 0
    if has_sentence_end(text):
        has_several_sentences = _INNER_SENTENCE_END.search(text) and i not in context.unindented
        return 0 if has_several_sentences or i in context.headings else _score_sentence(context, i)
    return _score_label(context, i) if _LABEL_END.search(text) else 0


def may_be_label(text: str, settings: ParagraphSettings) -> bool:
    """Tell whether normalized text is as short as a caption and ends no sentence."""
    return (
        len(text) <= settings.captions.max_chars
        and not has_sentence_end(text)
        and not find_numbering_style(text)
        and bool(_LABEL_END.search(text))
        and not _NEVER_A_CAPTION.search(text)
    )


def _score_sentence(context: CaptionContext, i: int) -> int:
    """Return the score of a short sentence as a caption."""
    texts, settings, text = context.normalized_texts, context.settings, context.normalized_texts[i]
    text_below = texts[i + 1] if i + 1 < len(texts) else ""
    is_shorter = len(text_below) > settings.captions.min_paragraph_ratio * len(text)
    is_below_heading = is_shorter and i - 1 in context.headings
    has_short_neighbor = any(_is_short(context, j) for j in (i - 1, i + 1))
    return (
        settings.captions.under_heading_points * is_below_heading
        + settings.captions.scene_points * (is_below_heading and bool(_SCENE_WORDS.search(text)))
        + settings.captions.retold_points
        * _is_repeated_below(text, text_below, settings.captions.min_retold_chars)
        + settings.captions.date_points * (bool(_DATE.match(text)) and not _is_in_chronicle(texts, i))
        + settings.captions.naming_points * (is_shorter and _is_mere_naming(text, settings))
        + settings.captions.flush_points * (i in context.unindented)
        - settings.captions.narration_penalty * bool(_NARRATIVE_WORDS.search(text))
        - settings.captions.short_neighbors_penalty * has_short_neighbor
    )


def _is_in_chronicle(texts: Sequence[str], i: int) -> bool:
    """Tell whether the paragraph above or below begins with a date too, as the entries of a chronicle do."""
    return any(_DATE.match(text) for text in (*texts[max(0, i - 1) : i], *texts[i + 1 : i + 2]))


def _score_label(context: CaptionContext, i: int) -> int:
    """Return the score of a line without a stop as a caption."""
    settings, text = context.settings, context.normalized_texts[i]
    names_view = bool(_PICTURE_SUBJECT.search(text))
    return (
        settings.captions.date_and_comma_points * bool(_DATED_OPENING.match(text))
        + settings.captions.view_points * names_view
        + settings.captions.scene_points * bool(_PICTURED_ACTION.search(text))
        + settings.captions.action_points * bool(_ACTION_AT_END.match(text))
        + settings.captions.amid_prose_points * (_is_amid_prose(context, i))
        + settings.captions.scene_points * (i == 1)
        + settings.captions.repeated_points * (names_view and text in context.repeated_texts)
        + settings.captions.flush_points * _is_unindented_amid_prose(context, i)
        + settings.captions.credit_points * _is_below_credit(context, i)
    )


def _is_below_credit(context: CaptionContext, i: int) -> bool:
    """Tell whether a label is below a line that credits a picture which no line above it names."""
    follows_short_caption = (
        i - 1 in context.explicit_captions
        and i - 2 not in context.explicit_captions
        and len(context.normalized_texts[i - 1]) <= context.settings.captions.max_naming_chars
    )
    return follows_short_caption and not PROSE_MARK.search(context.normalized_texts[i])


def _is_amid_prose(context: CaptionContext, i: int) -> bool:
    """Tell whether longer paragraphs of whole sentences stand above and below a label."""
    if not 0 < i < len(context.normalized_texts) - 1:
        return False
    around = context.normalized_texts[i - 1], context.normalized_texts[i + 1]
    min_chars = context.settings.captions.min_paragraph_ratio * len(context.normalized_texts[i])
    return all(has_sentence_end(text) and len(text) > min_chars for text in around)


def _is_unindented_amid_prose(context: CaptionContext, i: int) -> bool:
    """Tell whether a line with clause marks lacks the indent of the prose below it, and is no heading."""
    below = context.normalized_texts[i + 1 : i + 1 + context.settings.headings.max_run]
    if i not in context.unindented or i in context.headings:
        return False
    return bool(_CLAUSE_MARK.search(context.normalized_texts[i])) and any(map(PROSE_MARK.search, below))


def _is_short(context: CaptionContext, i: int) -> bool:
    if not 0 <= i < len(context.normalized_texts) or i in context.headings or i == 0:
        return False
    return len(context.normalized_texts[i]) <= context.settings.captions.max_chars


def _is_mere_naming(text: str, settings: ParagraphSettings) -> bool:
    """Tell whether a sentence names a thing without narrating."""
    return (
        len(text) <= settings.captions.max_naming_chars
        and not _NARRATIVE_WORDS.search(text)
        and not _ACTION_WORDS.search(text)
    )


def _is_repeated_below(text: str, text_below: str, min_chars: int) -> bool:
    """Tell whether `min_chars` consecutive code points of the text occur in the next paragraph."""
    return any(text[i : i + min_chars] in text_below for i in range(len(text) - min_chars))
