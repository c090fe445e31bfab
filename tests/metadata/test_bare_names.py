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
        ("乡村发展活力的测度\n刘晓云 王 琼\n(华东理工大学 公共管理学院,上海 200237)", "刘晓云、王琼", ""),
        ("一种界面的布局方法\n文档序号:31226471发布日期:2022-08-23 19:42阅读:45来源:国知局", "", "国知局"),
        ("乡村发展活力的测度\n2022-07-06 09:26 国际\n", "", None),
        ("乡村发展活力的测度\n2022-07-06 09:26 管理\n", "", None),
        ("乡村发展活力的测度\n安全生产\n(华东理工大学 公共管理学院,上海 200237)", "", ""),
    ],
    ids=[
        "behind the time",
        "Traditional",
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
