"""Printed forms of the names of persons, offices and outlets, and what is no such name."""

import re

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.language_model import load_lexicon

# frequent surnames, single and double, in the normalized view (Simplified)
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马"
    "苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元顾孟平黄和穆萧尹姚邵湛汪祁毛"
    "禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌"
    "霍虞万支柯管卢莫房解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠曲封芮储靳段焦巴牧谷车侯宓蓬全班仰"
    "仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司黎蒲卓池乔胥苍闻党翟谭劳姬申扶冉雍桑桂牛寿边燕冀尚温庄晏柴瞿阎充"
    "慕连茹习艾鱼容向古易戈廖庾居衡步都耿满弘匡国文寇广东欧利师巩聂关敖冷辛阚那简饶曾沙养丰巢蒯相查荆游权盖付"
    "巫丘粘仝亓逄隋兰迟战修宿綦冼麦伦练缪甄幸肖覃区佘帅揭岳涂闫代赖佟牟苑谌鄢晁屠邸邰栗亢苟"
)
_DOUBLE_SURNAMES = "欧阳|上官|司马|诸葛|夏侯|皇甫|东方|公孙|慕容|令狐|司徒|尉迟|端木|南宫|司空|百里"
PERSON = rf"(?:(?:{_DOUBLE_SURNAMES})[\u4e00-\u9fff]{{1,2}}|[{SURNAMES}][\u4e00-\u9fff]{{1,2}})"
PERSONS = rf"{PERSON}(?:[、,\s]{{1,2}}{PERSON}(?![\u4e00-\u9fff])){{0,4}}"
OFFICE = r"[\u4e00-\u9fff]{2,14}(?:局|办|部|委|中心|支部|学院|学校|法院|检察院|科|处|大队|支队|所|院)"
_OUTLET_ENDINGS = (
    "网|报|社|台|站|刊|在线|新闻|财经|日报|晚报|早报|时报|商报|周刊|杂志|频道|电视|广播|卫视|通讯|客户端|论坛|博客"
    "|发布|资讯|传媒|研究院|中心|协会|学会|委员会|政府|厅|局|部|办公室|公众号|中文站|微博|热线|门户|之家|之窗|平台"
    "|日刊|周报|月刊|学刊|出版社|编辑部|观察|评论|视点|视频|科技|体育|娱乐|军事|证券"
)
_OUTLET_END = compile_on_use(rf"(?:{_OUTLET_ENDINGS})(?:[(\[][^()\[\]]{{1,8}}[)\]])?$")
MAX_OUTLET_CHARS = 24  # code points of the name of an outlet
MAX_JOINED_OUTLET_CHARS = 40  # code points of two names with a hyphen between them
MAX_PERSON_CHARS = 25  # code points of the name of a person

_PERSON = compile_on_use(PERSON)
# a digit or star behind a name leads to the affiliation
_NAME_GAPS = compile_on_use(r"(?:[\s、,;*·†]|(?<=[\u4e00-\u9fff])\d{1,2}(?!\d))+")
_SPREAD_NAME = compile_on_use(
    rf"(?<=(?<![\u4e00-\u9fff])[{SURNAMES}])\s{{1,3}}(?=[\u4e00-\u9fff](?![\u4e00-\u9fff]))"
)
_MAX_NAME_HAN = 4
_OPEN_BRACKET = re.compile(
    r"\s?[(\[](?:ID|微信号?|公众号)?$"
)  # 人人都是产品经理(ID:woshipm), cut at its colon
_AND_OTHERS = re.compile(r"(?<=[报刊网社台])等(?:媒体|网站)?$")  # 江城日报、江城网等
_MAX_NAME_SHARE = 2e-6  # share of a word in running text from which it is no name
# words that a byline prints in the place of a name
_NOBODY = re.compile(
    r"""
    ^(?:
      佚名|未知|不详|无名氏|匿名.*|无|是.*|谁.*|null|none|copyright.*      # nobody
      |(?:最后|首次|最近|已)(?:发[布表])?|发[布表]|更新               # what was done to the text
      |转载|转帖|整理|编译|(?:网络|互联网)(?:整理|综合|编辑|转载)
      |超?级?管理员|网络|互联网|本站|本网|本报|本刊|小编|网友(?:整理|投稿|上传|分享)?         # the site
      |编辑|记者|见习|实习.*|通讯员|来源|原创|作者|责任|调查|连线     # labels
      |报道|专访|综合.*
      |版权所有.*|查看原.*|[简繁]体|全日制                            # notices, buttons, remarks
      |点赞|大\s*中\s*小|\d+\s?楼.*|我来说.*|\d+\s?人.*|欢迎|文章     # what pages print beside a byline
      |倒序.*|正序.*|最新推荐.*|推荐阅读|赞助|广告|已有.*|我要
      |.*(?:资料图|点击|关注|收藏|下载|听全文|朗读|播报)|.*(?:\.com|\.cn|www\.).*
    )$
    """,
    re.I | re.VERBOSE,
)
_CODE = re.compile(r"[A-Za-z]*[_-]?\d+")  # of a member of the staff, where a byline expects a name
_HONORIFIC = re.compile(r"(?:老师|先生|女士|小姐|同学|同志|医生|师傅|经理|主任)$")
_PERSON_NOUN_END = compile_on_use("(?:[员者客家师人民迷君侠哥姐弟妹爸妈叔郎]|少年|少女|老板)$")
# what the head of a page names as author and what is none: outlets, accounts and programs
_NOBODY_IN_HEAD = re.compile(
    r"""
    ^(?:
      .*(?:网|报|社|频道|编辑(?:部|组|团队)|新闻|在线|论坛|公司|科技|网站)                       # 江城日报
      |(?:super|sys)?_?admin(?:istrator)?[\d_]{0,6}|root|system|webmaster|editor                 # admin_1
      |(?:dede|php|empire)cms|织梦.*|discuz.*|wordpress|copyright
    )$
    """,
    re.I | re.VERBOSE,
)
_OFFICE_TITLES = re.compile(
    r"^(?:(?:本报|本刊|本网|特约|实习|见习|首席)*(?:记者|通讯员|记者站|作者|选稿|编译))\s*:?\s*|\s*(?:摄|报道|摄影)$|\s+[文图]$"
)
_SENTENCE = compile_on_use(
    r"[\u3400-\u9fff]*[的是了在和与说][\u3400-\u9fff]*"
)  # what holds the words of a sentence
_MAX_NAME_WITH_PARTICLE = 5  # Han of a name that holds such a word
# words of buttons, which are no name
BUTTONS = "comments?|search|share|print|tags?|reply"
_NO_OUTLET = compile_on_use(
    rf"""
    ^(?:
      未知|佚名|匿名|不详|网络|无|本站|本网|本站原创|原创|转载|互联网|网上|网络整理               # no outlet
      |综合|整理|作者|admin|null|none|官网|抓取|百度
      |(?:星期|周)[一二三四五六日天]|(?:发[布表]|更新|修改|编辑)(?:于|时间)?|GMT|UTC|[\d.]+       # times
      |.{{0,6}}人?(?:参与|跟贴).*|https?.*|.*(?:上映|首映|公映|查看)|来自.*|点击|连线|综合.*       # 32人参与
      |香港|澳门|台湾|内地|大陆|两岸|国际|国内|社会|{BUTTONS}
      |访问量|.*(?:转播|分享).*|.{{0,4}}量|.*(?:收藏|关注|阅读原文|编辑|责编)|.{{0,4}}浏览.*|\d+
    )$
    """,
    re.I | re.VERBOSE,
)
_OUTLET_SENTENCE = re.compile(
    r"[?!…《》“”\"]|记者|[/:]|的消息|表明|[了吗呢吧]$|^(?:据|从|由|这|那|我|你|他|她|是|于)|可靠|不明|(?:19|20)\d\d|(?:获悉|指出|认为|显示|介绍)"
)


def clean_person(name: str) -> str:
    """Return a name without office and marks round it, "" where it is nobody's.

    >>> clean_person("本报记者 张三"), clean_person("佚名"), clean_person("无名氏的书很多")
    ('张三', '', '')
    """
    name = _OFFICE_TITLES.sub("", name.strip()).strip(" .·-_,、/|:")
    is_sentence = len(name) > _MAX_NAME_WITH_PARTICLE and _SENTENCE.fullmatch(name)
    if is_sentence or _CODE.fullmatch(name) or not is_account(name):
        return ""
    return name


def is_account(name: str) -> bool:
    """Tell whether a normalized name may be that of an account, which may be a code.

    >>> is_account("reader761"), is_account("管理员")
    (True, False)
    """
    return 2 <= len(name) <= MAX_PERSON_CHARS and not _NOBODY.match(name) and not name.isdigit()


def is_nobody(name: str) -> bool:
    """Tell whether a normalized value of the head of a page stands for no person.

    >>> is_nobody("佚名"), is_nobody("江城新闻网"), is_nobody("admin"), is_nobody("张三")
    (True, True, True, False)
    """
    return bool(_NOBODY.match(name) or _CODE.fullmatch(name) or _NOBODY_IN_HEAD.match(name))


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of persons that a normalized text consists of, () where it holds anything else.

    Names may stand apart by commas or blanks, or touch each other. A word of the language is no name,
    even if it begins with a surname, and one Han alone belongs to the Han before it.

    >>> split_names("蔡银莺任亚鑫"), split_names("车树林 王 琼"), split_names("管理"), split_names("李")
    (('蔡银莺', '任亚鑫'), ('车树林', '王琼'), (), ())
    """
    parts = [part for part in _NAME_GAPS.split(_SPREAD_NAME.sub("", text.strip(" ·|*"))) if part]
    split = [_split_touching_names(part) for part in parts]
    if parts and all(split):
        return tuple(name for names in split for name in names)
    # a rare surname among others: 朱进博文、曹安、谢小刚
    are_short = all(2 <= len(part) <= _MAX_NAME_HAN for part in parts)
    return tuple(parts) if parts and are_short and sum(map(bool, split)) > len(split) / 2 else ()


def _split_touching_names(text: str) -> list[str]:
    """Return the fewest names that make up a text, [] where none do."""
    best: list[list[str] | None] = [[]]
    for end in range(1, len(text) + 1):
        ways = [
            [*before, text[start:end]]
            for start in range(max(0, end - _MAX_NAME_HAN), end - 1)
            if (before := best[start]) is not None and _is_name(text[start:end])
        ]
        best.append(min(ways, key=len, default=None))
    return best[-1] or []


def _is_name(text: str) -> bool:
    return bool(_PERSON.fullmatch(text)) and not _HONORIFIC.search(text) and not is_common_word(text)


def is_common_word(text: str) -> bool:
    """Tell whether a normalized text is a word of the language that is no name.

    >>> is_common_word("满意"), is_common_word("李楠")
    (True, False)
    """
    return load_lexicon().word_shares.get(text, 0) >= _MAX_NAME_SHARE


def is_compound_of_words(text: str) -> bool:
    """Tell whether a normalized text consists of common words of two Han or more, as names of channels do.

    A compound that ends in a word for a person may be a name.

    >>> is_compound_of_words("行业动态"), is_compound_of_words("青山客"), is_compound_of_words("青山程序员")
    (True, False, False)
    """
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            reached |= {end for end in range(start + 2, len(text) + 1) if is_common_word(text[start:end])}
    return len(text) in reached and (is_common_word(text) or not _PERSON_NOUN_END.search(text))


def clean_outlet(name: str) -> str:
    """Return the name of an outlet without marks round it, "" where it is none.

    >>> clean_outlet("新华网。"), clean_outlet("网络"), clean_outlet("据可靠的消息表明")
    ('新华网', '', '')
    """
    name = _AND_OTHERS.sub("", _OPEN_BRACKET.sub("", name.strip(" .·-_,、/|:;。>")))
    # 江城省教育厅科学技术处-江城省教育服务公共平台网站
    parts = name.split("-") if len(name) <= MAX_JOINED_OUTLET_CHARS else [name]
    is_short = all(len(part) <= MAX_OUTLET_CHARS for part in (parts if all(parts) else [name]))
    if len(name) < 2 or not is_short or _NO_OUTLET.match(name) or _OUTLET_SENTENCE.search(name):
        return ""
    return name


def ends_as_outlet(name: str) -> bool:
    """Tell whether a normalized name ends in a word for an outlet or an office.

    >>> ends_as_outlet("长江日报"), ends_as_outlet("张三")
    (True, False)
    """
    return bool(_OUTLET_END.search(name)) and len(name) > 2
