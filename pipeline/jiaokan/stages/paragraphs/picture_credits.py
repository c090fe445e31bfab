"""What paragraphs say of the pictures that they belong to: cues before the words, credits after them.

Every pattern is for folded text.
"""

import re

# who lends pictures: agencies from abroad, whose bare name is a credit, and at home; stock libraries
_FOREIGN_AGENCIES = "(?:美联|法新|路透|欧新|共同|塔斯|韩联)社|Reuters"
_STOCK_LIBRARIES = "视觉中国|人民视觉|东方IC|CFP|IC ?photo|Getty ?Images"
_AGENCIES = rf"(?:(?:新华|中新|中央|人民)社|{_FOREIGN_AGENCIES}|{_STOCK_LIBRARIES})"
_PICTURE_KINDS = "(?:资料|网络|效果|示意|规划|设计|概念|截|合成)图片?|(?:资料|档案)照片?|视频截[图屏]"
_POSITION_WORDS = "[上下左右附本首题]"
_LENDING_WORDS = "提供|来[源自]|出处|取自|由|系|均|转自"
# words that open a paragraph with pictures alone
_CAPTION_OPENING = re.compile(
    rf"[◆(【\[ ]*(?:{_POSITION_WORDS}?图(?:为(?!了)|[:源/|]|注[:为]|片?说明?[:]|片说明|示[:]|中[:为是])"
    rf"|{_POSITION_WORDS}图中"
    rf"|[图表] ?(?:\d{{1,2}}(?:[-.]\d{{1,2}})?|[一二三四五六七八九十])(?:[ :.。]|$)"
    rf"|(?:图片|照片)(?:$|[:/|])|图片(?:{_LENDING_WORDS}|[与和].{{0,6}}无关)|照片(?:为|{_LENDING_WORDS}|说明)"
    r"|[图配]图?文?[与和]?.{0,4}无关"
    rf"|(?:网络)?[资配插附]图(?:$|[:/| ])|(?:{_PICTURE_KINDS})(?:$|[:/|,。) ])"
    r"|(?:摄影?|供图|图源|制图|绘图|摄像)[:/|]"
    rf"|(?:翻[摄拍]|[撷截])自|(?:photos?|images?|credits?)(?: by\b|:)"
    rf"|(?:{_FOREIGN_AGENCIES}|{_STOCK_LIBRARIES})(?:[/ ]?{_AGENCIES}|[/ ]?图|供图|发|{_PICTURE_KINDS})*"
    r"[)]?$)",
    re.IGNORECASE,
)
_ARROW_TO_PICTURE = re.compile("[▲△▼▽↑↓←→](?! ?(?:返回|点击|上一|下一|回))")
_CREDIT_AT_END = re.compile(
    r"[ (/][^ ,。]{0,14}[ /]?(?:摄影?|供图|制图|绘|翻拍)[)]?[。.]?$|^[^ ,。]{2,14}供图[。]?$|[^ ,。]{2,8} 图$"
    rf"|^[^请您你我]*(?:{_PICTURE_KINDS}|资料照片|截图|合影|近影)[。)]?$"
    r"|(?:摄影?|供图|图片?)[/|][^ ,。]{1,12}[)]?$"
    r"|\((?:[^()由]{2,14}提供|[^()]*(?:图|照片?)[^()]*提供|[^()]{0,8}(?:照片?|截图)|(?:图|取自|翻[摄拍]|[撷截]自)[^()]{1,24})\)。?$"
    r"|(?:图片?|照片)[,( ]*(?:来[源自]|提供|出处)[:于]?[^。]{1,30}$"
    rf"|[。!?)] ?{_AGENCIES}(?:发|供图|/|{_PICTURE_KINDS})*(?: ?\(?[^。]{{0,14}}摄\)?)?$",
    re.IGNORECASE,
)
# who stands where, a second sentence that speaks of the picture, an agency from abroad in brackets
_CUE_INSIDE = re.compile(
    r"\((?:[前后]排)?[左右中][一二三四五六七八]?(?:[起前后]|[,、为][^()]{0,8})?\)|[左右]起[:为依]"
    rf"|。{_POSITION_WORDS}?图[为中](?!了)|\((?:{_FOREIGN_AGENCIES})\)。?$"
)
_MAX_CUE_INSIDE_CHARS = 70  # code points of a paragraph that such words stand in


def is_credited(read: str, beside: set[str]) -> bool:
    """Tell whether a paragraph speaks of its picture; `beside` are the first characters of its neighbours."""
    if _CAPTION_OPENING.match(read) or _CREDIT_AT_END.search(read):
        return True
    if _ARROW_TO_PICTURE.match(read):
        return read[0] not in beside  # of one beside another, each is a bullet
    return len(read) <= _MAX_CUE_INSIDE_CHARS and bool(_CUE_INSIDE.search(read))


def is_caption_label(read: str) -> bool:
    """Tell whether a line that ends in a colon asks for what is to be said of a picture: 摄影:."""
    return bool(_CAPTION_OPENING.match(read))
