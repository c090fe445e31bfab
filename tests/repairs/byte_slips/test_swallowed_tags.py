"""Slips at the end of a quotation that swallowed the bracket of a tag."""

import pytest

import jiaokan
from jiaokan.repairs.byte_slips.swallowed_tags import propose_edits


def slip(text: str) -> str:
    """Return GBK text whose first byte is lost, read byte pair by byte pair, "?" for what is no pair."""
    data, shown, at = text.encode("gbk"), "?", 1
    while at < len(data):
        pair = data[at : at + 2]
        if pair[0] < 0x80:
            shown, at = shown + chr(pair[0]), at + 1
        else:
            try:
                shown += pair.decode("gbk")
            except UnicodeDecodeError:
                shown += "?"
            at += 2
    return shown


@pytest.mark.parametrize("tag", ["</p>", "<br>", "<br />", "</div>", "</span>"])
@pytest.mark.parametrize("end", ["。”", "？”", "！”"])
def test_the_bytes_come_back(end: str, tag: str) -> None:
    text = f"老人说：“明天还是这个时候来{end}{tag}"
    damaged = text.replace(f"{end}{tag}", slip(f"{end}{tag}"))
    assert damaged != text
    (edit,) = propose_edits(damaged)
    assert damaged[: edit.start] + edit.new + damaged[edit.end :] == text
    assert edit.confidence > 0.9


@pytest.mark.parametrize(("opening", "closing"), ["「」", "《》"])
def test_the_mark_that_is_open_is_closed(opening: str, closing: str) -> None:
    (edit,) = propose_edits(f"“先生”說：{opening}明天再來?！?/p>")
    assert edit.new == f"。{closing}<"


def test_where_no_mark_is_open_it_is_only_likely() -> None:
    (edit,) = propose_edits("明天再来?！?/p>")
    assert (edit.new, edit.confidence) == ("。”<", 0.8)


@pytest.mark.parametrize("text", ["真的?！?", "真的?！?/pq>", "是不是你?/p>", "什么?！</p>"])
def test_other_marks_stay(text: str) -> None:
    assert list(propose_edits(text)) == []


def test_the_tag_goes_with_the_other_markup() -> None:
    text = (
        "老人把門關上,回頭對他說:“不好意思,明天還是這個時候來?！?/p>\n他點點頭,沿著來時的小路走回村子裡去了。"
    )
    assert jiaokan.clean(text).text == (
        "老人把门关上，回头对他说：“不好意思，明天还是这个时候来。”\n他点点头，沿着来时的小路走回村子里去了。"
    )
