"""What kind of text a page is, where its form says so surely; no answer elsewhere.

The form of a text shows its genre: numbered articles of a law, clauses of one length, particles of classical
Chinese, a byline and a dateline, code. Cues are read in the normalized view. Where two genres are likely the
page has none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.document import Fact
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.stages.annotate.genre_cues import HEAD_CHARS, GenreCues

_NUMERAL = "一二三四五六七八九十百千零〇0-9"
_BRACKETED = r"(?:\([^()]{1,20}\))*"  # what stands in brackets behind a title
_BODY_CHARS = 1200  # code points in which a report says what it is
_MIN_HAN = 60  # a shorter text has no genre, verse excepted
_MAX_VERSE_MODERN_SHARE = 0.02  # share of modern particles in Han
_MIN_VERSE_SHARE = 0.5  # share of the text in the role of verse
_MIN_REFRAIN_SHARE, _MIN_REFRAIN_COUNT = 0.012, 3  # of 兮 in Han, and of 兮, which songs of Chu have
_MAX_VERSE_CLASSICAL_SHARE = 0.06  # share of classical particles in Han; prose in short sentences has more
_MAX_VERSE_LINE_CHARS = 30  # code points
_MIN_CLAUSE_COUNT, _MIN_SONG_CLAUSE_COUNT = 4, 6  # of a quatrain, and of a song of no regular length
_MIN_SHORT_CLAUSE_SHARE, _MIN_REGULAR_CLAUSE_SHARE = 0.95, 0.3  # shares of 3 to 7 Han, and of 5 or 7
_CLAUSE_MARK = re.compile("[,。;!?]")
# of lines without marks, those of 5 or 7 Han, and those of one length
_MIN_UNMARKED_REGULAR_SHARE, _MIN_UNMARKED_ALIKE_SHARE = 0.6, 0.8
_CLAUSE_ENDS = re.compile(r"[,。!?;:、\s]+")
_MIN_CLASSICAL_SHARE, _MAX_CLASSICAL_MODERN_SHARE = 0.035, 0.005  # shares of particles in Han
_MAX_CLASSICAL_VERSE_SHARE = 0.2  # share of the text in the role of verse
_MIN_ARTICLE_COUNT = 5  # numbered articles of a law
_ARTICLE = re.compile(rf"^(?:\*\*|#+)? ?第[{_NUMERAL}]{{1,7}}条", re.MULTILINE)
_LAW_TITLE = re.compile(rf"(?:法|条例|规定|规则|细则|办法|决定|解释|准则|规程|制度){_BRACKETED}$")
_NO_LAW = re.compile(r"甲方|乙方|合同编号|章程|投标人|招股|征求意见")
_NOTICE_TITLE = re.compile(
    rf"^(?!.{{0,40}}(?:解读|报道|印发后|答记者问)).{{0,60}}(?:通知|公告|公示|通告|通报|启事|公示名单|批复){_BRACKETED}$"
)
_NOTICE_WORDS = re.compile(
    r"""
    特此(?:通知|公告|公示|通告|通报|批复)          # 特此通知
    | 各(?:有关|相关)?(?:单位|部门|学院|区县|县)   # 各有关单位:
    | 公示(?:期|时间) | 报名(?:时间|条件)          # 公示期为5个工作日
    | 采购人 | 招标人 | 中标                       # 中标供应商
    | 联系(?:人|电话|方式) | 现(?:将|就|予以)      # 现将有关事项通知如下
    | 请遵照执行 | 贯彻执行 | 印发给你们           # 现印发给你们
    """,
    re.VERBOSE,
)
_REPORT_TITLE = re.compile(
    r"(?:工作|年度?|学期|季度|活动|情况|自查|调研|述职|统计|决算|预算|实习|社会实践)"
    rf"(?:总结|汇报|报告|公报|工作报告|述职报告|要点){_BRACKETED}$"
)
_MIN_REPORT_HAN = 300  # of a report or a summary of work
_DATELINE = compile_on_use(
    r"""
    (?:^|[\n(【\[]) [^\n。]{0,24}?
    (?:
        # 本报讯, but no 公司资讯, 免费电话
        (?:(?<![资通音喜简短审问视传])讯
        |(?<![来致水家手发停充供用漏触闪光核风送节配邮])电
        |(?<![好坏的假等])消息)[ ):,】\]]{0,2}
        # 新华社北京1月3日电
        | (?:本报|本刊|新华社|中新[社网]|人民网|央视|记者|通讯员) [^\n。,]{0,16}? (?:讯|电|报道|消息)
    )
    [ )】\]:,(]
    """,
    re.VERBOSE,
)
_DATELINE_WORDS = ("讯", "电", "消息", "报道")  # every one has one of them
_REPORTED_WORDS = re.compile(
    r"""
    [记报据发日近昨今当上下晚\d](?:        # first, because a search for one class skips to it
      (?<=记)者 | (?<=报)道 | (?<=据)悉 | (?<=据)了解 | (?<=发)言人
      | (?<=日)前 | (?<=近)日 | (?<=昨)[日天] | (?<=[今当])日
      | (?:(?<=[上下])午|(?<=晚)间)(?![\d:])                # 上午, but no 上午9:30
      | (?<=\d)\d?月\d{1,2}日                             # 3月15日
    )
    """,
    re.VERBOSE,
)
_REPORTER = re.compile(r"记者|报道|据悉|据了解|发言人|消息")
_NO_NEWS = re.compile(r"小编|笔者|招商|加盟|票价|入场|QQ ?\d|楼主|[我咱]们?(?:觉得|认为)")
_MIN_REPORTED_COUNT = 3  # of these words in news that has a byline and no dateline
_MIN_CODE_SHARE = 0.1  # share of the text in the role of code
_CHAPTER_TITLE = re.compile(rf"^(?:正文 ?|.{{1,12}} )?第[{_NUMERAL}]{{1,7}}[章回](?![节条])")
_SPEECH = re.compile(r"[”」](?:[他她][^。\n]{0,8})?(?:说|道|问|笑|喊|叫|喝)|(?:道|说)[:,]?[“「]")
_MIN_SPEECH_COUNT = 5  # sentences of a chapter that say who speaks
_RECIPE_TITLE = re.compile(r"(?:的|家常)?做法(?:大全|步骤)?$")
_RECIPE_HEADING = re.compile(r"^#* ?(?:用料|食材|主料|辅料|调料|配料|必备原料和工具)[:]?$", re.MULTILINE)
_RECIPE_WORDS = re.compile(r"\d ?(?:克|g|勺|汤匙|茶匙|毫升|ml)|适量|少许|小火|大火|翻炒|焯水|腌制|生抽|料酒")
_MIN_RECIPE_WORD_COUNT, _MAX_RECIPE_HAN = 3, 3000
_BBS_HEAD = re.compile(r"发信人:|信区:|看板:|发信站:")


def find_genre(text: AnnotatedText) -> Iterator[Fact]:
    """Yield the genre of a text as a fact, where exactly one is sure."""
    if text.document.kind != "article":
        return
    cues = GenreCues(text)
    for name, is_genre in _FORMS.items():
        if is_genre(cues):
            yield Fact("genre", name)
            return
    if cues.n_han < _MIN_HAN:
        return
    found = [name for name, is_genre in _GENRES.items() if is_genre(cues)]
    if len(found) == 1:
        yield Fact("genre", found[0])


def _is_verse(cues: GenreCues) -> bool:
    """Tell whether a text has the clauses of verse: of one length or of a song, on short lines."""
    if cues.modern_share > _MAX_VERSE_MODERN_SHARE or _is_list_of_labels(cues):
        return False
    refrains = cues.view.count("兮")
    if refrains >= _MIN_REFRAIN_COUNT and refrains >= _MIN_REFRAIN_SHARE * cues.n_han:
        return True
    if cues.classical_share > _MAX_VERSE_CLASSICAL_SHARE:
        return False
    return cues.role_shares.get("verse", 0.0) >= _MIN_VERSE_SHARE or _has_clauses_of_songs(cues)


def _is_list_of_labels(cues: GenreCues) -> bool:
    """Tell whether lines without marks are the labels of a form, or names: of many lengths, or too few."""
    body = cues.view[len(cues.title) :] if cues.view.startswith(cues.title) else cues.view
    if _CLAUSE_MARK.search(body):
        return False
    sizes = [len(line) for line in dict.fromkeys(body.split()) if line]
    counts = Counter(sizes)
    regular = (counts[5] + counts[7]) >= _MIN_UNMARKED_REGULAR_SHARE * len(sizes)
    alike = max(counts.values(), default=0) >= _MIN_UNMARKED_ALIKE_SHARE * len(sizes)
    return len(sizes) < _MIN_CLAUSE_COUNT or not (regular or alike)


def _has_clauses_of_songs(cues: GenreCues) -> bool:
    """Tell whether short lines hold clauses of three to seven Han, many of five or seven, or four alike."""
    lines = cues.view.split("\n")[bool(cues.title) :]
    sizes = [len(clause) for clause in _CLAUSE_ENDS.split("\n".join(lines)) if clause]
    if not sizes or max(map(len, lines)) > _MAX_VERSE_LINE_CHARS:
        return False
    if _MIN_CLAUSE_COUNT <= len(sizes) < _MIN_SONG_CLAUSE_COUNT:
        return set(sizes) in ({5}, {7})
    regular = sum(size in (5, 7) for size in sizes)
    short = sum(3 <= size <= 7 for size in sizes)
    return (
        len(sizes) >= _MIN_SONG_CLAUSE_COUNT
        and short >= _MIN_SHORT_CLAUSE_SHARE * len(sizes)
        and regular >= _MIN_REGULAR_CLAUSE_SHARE * len(sizes)
    )


def _is_classical(cues: GenreCues) -> bool:
    """Tell whether a text has many particles of classical Chinese and hardly one of modern Chinese."""
    return (
        cues.n_han >= _MIN_HAN
        and cues.role_shares.get("verse", 0.0) <= _MAX_CLASSICAL_VERSE_SHARE
        and cues.modern_share <= _MAX_CLASSICAL_MODERN_SHARE
        and cues.classical_share >= _MIN_CLASSICAL_SHARE
    )


def _is_law(cues: GenreCues) -> bool:
    """Tell whether articles are numbered, under the title of a law or the day that it was passed."""
    if "条" not in cues.view or len(_ARTICLE.findall(cues.view)) < _MIN_ARTICLE_COUNT:
        return False
    is_named = bool(_LAW_TITLE.search(cues.title)) or "通过" in cues.head
    return is_named and not _NO_LAW.search(cues.title + cues.view[:_BODY_CHARS])


def _is_notice(cues: GenreCues) -> bool:
    """Tell whether the title calls the text a notice, and the text says what notices say."""
    is_long = cues.n_han >= _MIN_HAN
    return is_long and bool(
        _NOTICE_TITLE.match(cues.title) and _NOTICE_WORDS.search(cues.view[len(cues.title) :])
    )


def _is_report(cues: GenreCues) -> bool:
    """Tell whether the title calls the text a report or a summary of work; news of one has a dateline."""
    is_named = cues.n_han >= _MIN_REPORT_HAN and bool(_REPORT_TITLE.search(cues.title))
    return is_named and not _has_dateline(cues.head)


def _has_dateline(head: str) -> bool:
    return any(map(head.__contains__, _DATELINE_WORDS)) and bool(_DATELINE.search(head))


def _is_news(cues: GenreCues) -> bool:
    """Tell whether a dateline opens the text, or a byline has a day, and reporters write so."""
    body, facts = cues.view[:_BODY_CHARS], cues.text.facts
    has_dateline = _has_dateline(cues.head)
    has_byline = bool(facts.get("published") and (facts.get("source") or facts.get("author")))
    if not (has_dateline or (has_byline and cues.title)) or _NO_NEWS.search(body):
        return False
    least = 1 if has_dateline else _MIN_REPORTED_COUNT
    return sum(1 for _ in islice(_REPORTED_WORDS.finditer(body), least)) == least


def _is_tutorial(cues: GenreCues) -> bool:
    """Tell whether listings of code make up a part of the text."""
    return cues.role_shares.get("code", 0.0) >= _MIN_CODE_SHARE


def _is_fiction(cues: GenreCues) -> bool:
    """Tell whether the title is that of a chapter, and people speak in it."""
    return bool(_CHAPTER_TITLE.match(cues.title)) and len(_SPEECH.findall(cues.view)) >= _MIN_SPEECH_COUNT


def _is_recipe(cues: GenreCues) -> bool:
    """Tell whether the title or a list of ingredients promises a recipe, and the text has its amounts."""
    if cues.n_han > _MAX_RECIPE_HAN:
        return False
    has_list = "料" in cues.view or "食材" in cues.view
    is_named = _RECIPE_TITLE.search(cues.title) or (has_list and _RECIPE_HEADING.search(cues.view))
    return bool(is_named) and len(_RECIPE_WORDS.findall(cues.view)) >= _MIN_RECIPE_WORD_COUNT


def _is_post(cues: GenreCues) -> bool:
    """Tell whether the page, or what strip took away, says who sent a post to which board."""
    return bool(_BBS_HEAD.search(cues.view[:HEAD_CHARS])) or any(
        map(_BBS_HEAD.search, cues.list_removed_lines())
    )


# genres that the form or the title of a text shows; the first that holds is the answer
_FORMS: dict[str, Callable[[GenreCues], bool]] = {
    "verse": _is_verse,
    "classical": _is_classical,
    "law": _is_law,
    "notice": _is_notice,
    "report": _is_report,
}
# genres that cues suggest; an answer only where one of them holds
_GENRES: dict[str, Callable[[GenreCues], bool]] = {
    "news": _is_news,
    "forum": _is_post,
    "tutorial": _is_tutorial,
    "fiction": _is_fiction,
    "recipe": _is_recipe,
}
