"""What no author, editor or source may be, wherever a page states it: in its head, a class, a label or a line."""

import pytest

import jiaokan

BODY = (
    "<p>长期以来,受城乡二元结构的制约,城乡空间发展不平衡,乡村的结构性矛盾十分突出,亟待从制度上加以解决。</p>"
    "<p>调研组走访了七个村,与三十多位村民交谈,记录了水渠、道路和学校的现状,并向有关部门提出了建议。</p>"
)


def read_facts(head: str = "", above: str = "", below: str = "", window: str = "") -> dict[str, str]:
    page = (
        f"<html><head><title>某地乡村发展调查报告{window}</title>{head}</head><body><h1>某地乡村发展调查报告</h1>"
        f"{above}{BODY}{below}</body></html>"
    )
    facts = {}
    for fact in jiaokan.extract(page.encode()).document.facts:
        facts.setdefault(fact.field, fact.value)
    return facts


def meta(name: str, value: str) -> str:
    return f'<meta name="{name}" property="{name}" content="{value}">'


@pytest.mark.parametrize(
    "value",
    [
        "品牌策划:某某互动",
        "来源hk_photo",
        "2018-04-06",
        "admin01",
        "点击次数",
        "序号、名称",
        "即时新闻",
        "大中小",
        "中小",
        "10回复",
        "3 个回答",
    ],
)
def test_labels_dates_and_accounts_of_staff_are_nobody(value: str) -> None:
    assert "author" not in read_facts(meta("author", value))
    assert "author" not in read_facts(above=f'<p class="author">{value}</p>')


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("選稿：張小禾", "張小禾"),
        ("記者陳小寧／江城機場報導", "陳小寧"),
        ("某栏目特约评论员 韩小宇", "韩小宇"),
        ("王小强（实习", "王小强"),
        ("文/王小强", "王小强"),
        ("张记者站长", "张记者站长"),
        ("Read Slowly", "Read Slowly"),
    ],
)
def test_labels_and_credits_round_a_name_are_cut_off(value: str, name: str) -> None:
    assert read_facts(meta("author", value), below=f"<p>更多{name}的文章</p>")["author"] == name


@pytest.mark.parametrize("value", ["Pixelart Studio", "学车课程专家ABC", "akira_staff", "青网校园韩小宇"])
def test_account_that_the_head_alone_states_is_no_author(value: str) -> None:
    assert "author" not in read_facts(meta("author", value))
    assert read_facts(meta("author", value), above=f"<p>{value} 2020-03-01</p>")["author"] == value


def test_person_whom_the_head_alone_states_is_the_author() -> None:
    assert read_facts(meta("author", "韩小宇"))["author"] == "韩小宇"


@pytest.mark.parametrize(
    ("value", "window"),
    [("江城旅游", "_江城旅游_江城网"), ("某地红叶艺术团", "_某地红叶艺术团"), ("江城读书会", "|江城读书会")],
)
def test_account_of_the_site_or_a_channel_is_no_author(value: str, window: str) -> None:
    assert "author" not in read_facts(meta("author", value), below=f"<p>{value}欢迎您</p>", window=window)


def test_editor_whom_the_page_prints_is_not_the_author_of_the_head() -> None:
    facts = read_facts(meta("author", "严小玉"), below="<p>责任编辑:严小玉</p>")
    assert facts["editor"] == "严小玉"
    assert "author" not in facts


@pytest.mark.parametrize(
    ("head", "window"),
    [
        (meta("og:site_name", "某某新闻云") + meta("author", "某某新闻云"), ""),
        (meta("author", "某地监督管理委员会"), " - 某地监督管理委员会"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":"某某云"}}</script>',
            "",
        ),
        (
            '<script type="application/ld+json">{"@type":"Book","author":{"@type":"Person","name":"王小明"}}</script>',
            "",
        ),
    ],
)
def test_site_and_author_of_a_book_are_not_the_author_of_the_page(head: str, window: str) -> None:
    assert "author" not in read_facts(head, window=window)


def test_name_of_a_blog_is_its_author_where_the_page_prints_it() -> None:
    head = meta("og:site_name", "ReadSlowly") + meta("author", "ReadSlowly")
    assert "author" not in read_facts(head)
    assert read_facts(head, above="<p>ReadSlowly</p><p>2026-05-31</p>")["author"] == "ReadSlowly"


def test_person_of_the_byline_comes_before_the_account_of_the_outlet() -> None:
    above = '<p class="author">某某新闻企鹅号</p>'
    assert read_facts(above=f"{above}<p>某某新闻记者 张小宽</p>")["author"] == "张小宽"
    assert read_facts(above=above)["author"] == "某某新闻企鹅号"


def test_element_far_from_the_text_names_no_author() -> None:
    below = "<ul>" + "<li><a href='/a'>另一篇文章的题目</a></li>" * 12 + '</ul><p class="author">张小宽</p>'
    assert "author" not in read_facts(below=below)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("博客佚名", ""),
        ("资料图", ""),
        ("江城晚报选稿", ""),
        ("WWW", ""),
        ("江城新闻╱江城新闻", "江城新闻"),
        ("江城晚报（非江城网", "江城晚报"),
    ],
)
def test_words_and_devices_are_no_source(source: str, value: str) -> None:
    assert read_facts(meta("source", source)).get("source", "") == value


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("author", "6498593,南山客", "南山客"),
        ("author", "李小梅综合", "李小梅"),
        ("author", "杜小城 赵小英 作者赐稿", "杜小城、赵小英"),
        ("editor", "宿小辉 分享  打印", "宿小辉"),
        ("source", "江城在线评论（18人参与）", "江城在线"),
        ("source", "江城评论网", "江城评论网"),
    ],
)
def test_numbers_counts_and_buttons_are_no_part_of_a_name(field: str, value: str, name: str) -> None:
    label = {"author": "作者", "editor": "编辑", "source": "来源"}[field]
    head = read_facts(meta("author", value), below=f"<p>更多{name}的文章</p>") if "," in value else None
    stated = head or read_facts(above=f"<p>{label}：{value}</p>")
    assert stated[field] == name


def test_an_outlet_stands_between_the_author_and_the_count_of_readers() -> None:
    line = "<p>2008-11-17 18:40:45 作者：青山客 江城在线 浏览次数：0 网友评论 0 条</p>"
    facts = read_facts(above=line)
    assert (facts["author"], facts["source"]) == ("青山客", "江城在线")


def test_a_note_names_the_journal_that_printed_the_text_first() -> None:
    assert read_facts(above="<p>——原刊《河口学刊》2008年第4期，第172～176页</p>")["source"] == "河口学刊"


def test_an_editor_stands_behind_a_button() -> None:
    assert read_facts(below="<p>【纠错】编辑：郭小蔓</p>")["editor"] == "郭小蔓"


@pytest.mark.parametrize(
    "line", ["编辑:(张小川)", "来源:江城晚报 作者:柳叶谈天 选稿:张小川", "我要纠错编辑:张小川 责任编辑:"]
)
def test_a_stated_author_whom_the_page_calls_its_editor_is_none(line: str) -> None:
    assert read_facts(meta("author", "张小川"), below=f"<p>{line}</p>").get("author") != "张小川"


def test_a_stated_author_whom_the_text_names_stays() -> None:
    assert (
        read_facts(meta("author", "张小川"), below="<p>编辑部的张小川说，路已修好。</p>")["author"]
        == "张小川"
    )
