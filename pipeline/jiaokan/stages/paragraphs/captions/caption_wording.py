"""What captions and credits of pictures say, and where they say it.

Every pattern is for normalized text.
"""

import re

from jiaokan.core.deferred_patterns import compile_on_use

# sources of pictures: foreign agencies, whose bare name is a credit, Chinese agencies, stock libraries
_FOREIGN_AGENCIES = "(?:美联|法新|路透|欧新|共同|塔斯|韩联)社|Reuters"
_STOCK_LIBRARIES = r"视觉中国|人民视觉|东方IC|CFP|IC\ ?photo|Getty\ ?Images"
_AGENCIES = rf"(?:(?:新华|中新|中央|人民)社|{_FOREIGN_AGENCIES}|{_STOCK_LIBRARIES})"
_PICTURE_KINDS = "(?:资料|网络|效果|示意|规划|设计|概念|截|合成)图片?|(?:资料|档案)照片?|视频截[图屏]"
_POSITION_WORDS = "[上下左右附本首题]"
_LENDING_WORDS = "提供|来[源自]|出处|取自|由|系|均|转自"
# words that begin only captions
_CAPTION_OPENING = compile_on_use(
    rf"""
    [◆(【\[\ ]*
    (?:
        {_POSITION_WORDS}?图
        (?:为(?!了)|[:源/|]|注[:为]|片?说明?[:]|片说明|示[:]|中[:为是])        # 上图为现场
      | {_POSITION_WORDS}图中                                             # 左图中
      | [图表]\ ?(?:\d{{1,2}}(?:[-.]\d{{1,2}})?|[一二三四五六七八九十])
        (?:[\ :.。]|$)                                                    # 图3-1:
      | (?:图片|照片)(?:$|[:/|])                                            # 图片:
      | 图片(?:{_LENDING_WORDS}|[与和].{{0,6}}无关)                          # 图片来源
      | 照片(?:为|{_LENDING_WORDS}|说明)                                    # 照片由本人提供
      | [图配]图?文?[与和]?.{{0,4}}无关                                      # 图文无关
      | (?:网络)?[资配插附]图(?:$|[:/|]|\ (?!\S+\ \S+\ ))                                   # 配图
      | (?:{_PICTURE_KINDS})(?:$|[:/|,。)\ ])                              # 资料图
      | (?:摄影?|供图|图源|制图|绘图|摄像)[:/|]                               # 摄影:王五
      | (?:翻[摄拍]|[撷截])自                                               # 截自视频
      | (?:photos?|images?|credits?)(?:\ by\b|:)                          # Photo by
      | (?:{_FOREIGN_AGENCIES}|{_STOCK_LIBRARIES})
        (?:[/\ ]?{_AGENCIES}|[/\ ]?图|供图|发|{_PICTURE_KINDS})*[)]?$       # 视觉中国 图
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
ARROWS = "▲△▼▽↑↓←→"
_ARROW_TO_PICTURE = compile_on_use(
    f"[{ARROWS}](?! ?(?:返回|点击|上一|下一|回|查看|展开|收起|开启|关闭|播放|下载|更多|[a-zA-Z ]+$))"
)
# at the end of a text; those of few characters are looked for in the last ones alone
_SHORT_CREDIT_AT_END = compile_on_use(
    r"""
      [\ (/][^\ ,。]{0,14}[\ /]?(?:摄影?|供图|制图|绘|翻拍)[)]?[。.]?$   # 夜景 王五 摄
    | [^\ ,。]{2,8}\ 图$                                             # 王五 图
    | (?:摄影?|供图|图片?)[/|][^\ ,。]{1,12}[)]?$                     # 图/王五
    """,
    re.VERBOSE,
)
_MAX_SHORT_CREDIT_CHARS = 20
_PICTURE_WORD_ENDS = ("图", "片", "照", "影", "屏")  # of the words with which the next one ends
_CREDIT_ALONE = compile_on_use(
    rf"""
      [^\ ,。]{{2,14}}供图[。]?$                                       # 校方供图
    | [^请您你我]*(?:{_PICTURE_KINDS}|资料照片|截图|合影|近影)[。)]?$    # 球队合影
    """,
    re.VERBOSE,
)
_CREDIT_AT_END = compile_on_use(
    rf"""
    [(图照。!?)](?:                                                     # first: a search skips to it
      (?<=\()(?:[^()由]{{2,14}}提供|[^()]*(?:图|照片?)[^()]*提供|[^()]{{0,8}}(?:照片?|截图)
        |(?:图|取自|翻[摄拍]|[撷截]自)[^()]{{1,24}})\)。?$              # (校方提供)
      | (?:(?<=图)片?|(?<=照)片)[,(\ ]*(?:来[源自]|提供|出处)[:于]?[^。]{{1,30}}$   # 图片来源:网络
      | (?<=[。!?)])\ ?{_AGENCIES}(?:发|供图|/|{_PICTURE_KINDS})*
        (?:\ ?\(?[^。]{{0,14}}摄\)?)?$                                # 。新华社发
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT_SIGN = compile_on_use("[图照影摄绘拍屏提自社觉rRcCgG]")  # every credit has one of them
_CUE_INSIDE = compile_on_use(
    rf"""
      \((?:[前后]排)?[左右中][一二三四五六七八]?(?:[起前后]|[,、为][^()]{{0,8}})?\)  # (前排左二)
    | [左右]起[:为依]                                                           # 左起为
    | 。{_POSITION_WORDS}?图[为中](?!了)                                         # 。图为
    | \((?:{_FOREIGN_AGENCIES})\)。?$                                           # (路透社)
    """,
    re.VERBOSE,
)
_MAX_CUE_INSIDE_CHARS = 70  # of a paragraph that holds such words, in code points


def is_credited(text: str, neighbor_chars: set[str]) -> bool:
    """Tell whether normalized text describes or credits a picture in so many words.

    `neighbor_chars` are the first characters of the paragraphs above and below.
    """
    if _CAPTION_OPENING.match(text) or (_CREDIT_SIGN.search(text) and _is_credit(text)):
        return True
    if _ARROW_TO_PICTURE.match(text):
        return text[0] not in neighbor_chars  # arrows on consecutive lines are bullets
    has_cue_sign = "(" in text or "起" in text or "图" in text
    return has_cue_sign and len(text) <= _MAX_CUE_INSIDE_CHARS and bool(_CUE_INSIDE.search(text))


def _is_credit(text: str) -> bool:
    """Tell whether normalized text ends in a credit, or is one."""
    body = text[:-1] if text.endswith(("。", ")")) else text
    if body.endswith(_PICTURE_WORD_ENDS) and _CREDIT_ALONE.match(text):
        return True
    end = max(0, len(text) - _MAX_SHORT_CREDIT_CHARS)
    return bool(_SHORT_CREDIT_AT_END.search(text, end) or _CREDIT_AT_END.search(text))


def is_caption_label(text: str) -> bool:
    """Tell whether normalized text is the label of a caption or credit.

    >>> is_caption_label("摄影:")
    True
    """
    return bool(_CAPTION_OPENING.match(text))
