"""Values on lines of their own between labels that go."""

import pytest

import jiaokan

HEAD = (
    "返回顶部\n{title}\n  • 索引号:\n    6107280000/2024-001005\n  • 发文机构:\n    县政府网站\n"
    "  • 发文字号:\n    镇政发〔2024〕7号\n  • 发文日期:\n    2024年04月06日 16:40\n  • 有效性:\n\n  • 发布日期:\n"
    "    2024年04月06日 16:34\n  • 内容概述:\n\n{title}\n"
)
ARTICLE = (
    "第一章总则\n一、根据有关法律和上级机关的工作规则,结合本县的实际情况,制定本规则,自印发之日起施行。\n"
    "二、县政府工作的指导思想是,全面正确履行政府职能,努力建设人民满意的法治政府和服务型政府。\n"
    "三、县政府由县长、副县长、县政府党组成员组成,实行县长负责制,县长主持县政府全面工作。\n"
)


@pytest.mark.parametrize("title", ["镇巴县人民政府工作规则", "城关镇河道保洁管理办法"])
def test_values_between_labels_go_with_them(title: str) -> None:
    document = jiaokan.clean(HEAD.format(title=title) + ARTICLE)
    facts = {fact.field: fact.value for fact in document.facts}
    assert document.text.split("\n")[:2] == [title, "第一章总则"]
    assert facts["title"] == title
    assert facts["document_number"] == "镇政发〔2024〕7号"


def test_answers_between_labels_that_stay_are_kept() -> None:
    text = "本院门诊安排如下。\n内科:\n周一至周五上午\n外科:\n周二和周四下午\n请各位患者提前半小时到门诊大厅取号,并带好医保卡和既往病历。\n"
    assert "周一至周五上午" in jiaokan.clean(text).text


def test_replies_below_names_are_kept() -> None:
    text = "大家的电脑风扇会响吗\n日了狗:\n我的一打开这个论坛就响\n左道:\n说明浏览器的脚本吃处理器\n宅男:\n换一个主题试试看,我换了以后好多了。\n"
    assert "说明浏览器的脚本吃处理器" in jiaokan.clean(text).text


def test_answers_below_the_labels_of_speakers_are_kept() -> None:
    answers = ["因为那里需要人", "从来没有后悔过", "接着写下去"]
    questions = ["你当时为什么留下来", "后悔过吗", "以后打算怎么办"]
    talk = "".join(f"编辑:\n{asked}\n作者:\n{said}\n" for asked, said in zip(questions, answers, strict=True))
    end = (
        "编辑:\n谢谢。\n我还有三本书没有写完,材料都在箱子里,等冬天农闲的时候慢慢整理出来,写给村里的孩子看。\n"
    )
    text = jiaokan.clean(f"访谈\n{talk}{end}").text
    assert [one for one in answers + questions[1:] if one not in text] == []
