"""Names without a label, journals with their issue, and what is neither."""

import pytest

import jiaokan

BODY = (
    "长期以来,受城乡二元结构的制约,城乡空间发展不平衡,乡村的结构性矛盾十分突出,亟待从制度上加以解决。\n" * 3
)


def read(head: str) -> dict[str, str]:
    return {fact.field: fact.value for fact in jiaokan.clean(f"{head}\n{BODY}").facts}


@pytest.mark.parametrize(
    ("head", "author", "source"),
    [
        (
            "乡村发展活力的测度\n2022-07-06 09:26:28蔡银莺任亚鑫\n国土资源科技管理 2022年3期",
            "蔡银莺、任亚鑫",
            "国土资源科技管理",
        ),
        (
            "城市創建如何賦能發展\n——一項準自然實驗\n2024-01-10 13:41車樹林\n《江海學刊》2023年第6期",
            "车树林",
            "江海学刊",
        ),
        ("乡村发展活力的测度\n2024-01-10 13:41车树林\n江海学刊 2023 年第 6 期", "车树林", "江海学刊"),
        ("乡村发展活力的测度\n刘晓云 王 琼\n(华东理工大学 公共管理学院,上海 200237)", "刘晓云、王琼", ""),
        ("一种界面的布局方法\n文档序号:31226471发布日期:2022-08-23 19:42阅读:45来源:国知局", "", "国知局"),
        ("乡村发展活力的测度\n2022-07-06 09:26 国际\n", "", None),
        ("乡村发展活力的测度\n2022-07-06 09:26 管理\n", "", None),
        ("乡村发展活力的测度\n安全生产\n(华东理工大学 公共管理学院,上海 200237)", "", ""),
    ],
    ids=[
        "behind the time",
        "Traditional",
        "with blanks",
        "above an affiliation",
        "an office",
        "a channel",
        "a word",
        "words",
    ],
)
def test_bare_names_and_issues(head: str, author: str, source: str | None) -> None:
    facts = read(head)
    assert facts.get("author", "") == author
    if source is not None:
        assert facts.get("source", "") == source


def test_a_short_title_goes_before_what_stands_above_it() -> None:
    facts = read(
        "某地旅游攻略大全在线免费观看网站\n\n開封旅游攻略\n\n時間:2020-10-24 10:57:57 國內旅游 我要投稿\n\n開封旅游攻略"
    )
    assert facts["title"] == "开封旅游攻略"


def test_the_name_of_an_editor_ends_before_who_made_it() -> None:
    assert read("理性和感性的决定\n作者 | 邹禾 责编 | 梦小丹出品 | 某网").get("editor") == "梦小丹"


def test_names_with_the_numbers_of_their_affiliations_are_who_wrote_it() -> None:
    head = "石斑魚市場競爭與行銷策略之探討\n莊慶達1、陳俊佑2\n1國立臺灣海洋大學海洋事務研究所教授\n2蘭陽技術學院助理教授"
    assert read(head).get("author") == "庄庆达、陈俊佑"
    assert "author" not in read("研发储备干部\n10000元以上\n某制药股份有限公司济南分公司")


def test_a_list_of_names_below_the_title_is_who_wrote_it() -> None:
    assert (
        read("伪造证件罪定罪标准研究\n——以委托制作为例\n朱进博文、曹安、谢小刚").get("author")
        == "朱进博文、曹安、谢小刚"
    )


def test_the_agency_of_a_picture_is_no_source() -> None:
    page = (
        "某地留言區今撤\n\n廣福休憩處的涼亭留言區將於七日深夜結束,其後會交還給政府部門。（歐新社）\n\n" + BODY
    )
    facts = {fact.field: fact.value for fact in jiaokan.clean(page).facts}
    assert not {"source", "author"} & facts.keys()


def test_a_note_in_brackets_is_no_title() -> None:
    facts = {
        fact.field: fact.value for fact in jiaokan.clean(f"(以下文字由网友提供,仅供参考。)\n{BODY}").facts
    }
    assert "title" not in facts
