"""Places are found with today's code; what is a word, a street or a person is none, and what is ambiguous stays open."""

import pytest

from jiaokan.core.document import Document
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.stages.annotate.mentions.places import find_places, name_places
from jiaokan.stages.annotate.mentions.places.gazetteer import load_gazetteer


def list_names(text: str) -> list[str]:
    return [named.place.full_name if named.place else "?" for named in name_places(text)]


@pytest.mark.parametrize(
    "text",
    [
        "社会长治久安,白银价格上涨,大理石地面,四平八稳。",
        "这一带产哈密瓜,也有三明治。阿里巴巴在此设仓。",
        "大市城区和郊区的市区道路,东区西区都通了车。",
        "他自信阳光,经济南移,重大连锁反应,出海口水深。",
        "他住在中山路,店在解放路,亲戚在四川北路。",
        "孙中山先生说,大同社会可期。",
        ",李长春出席会议。",
        "李玉林和王长春是同学。",
        "记者,张海南报道。",
        "旁遮普省省长沙巴兹·沙里夫出席葬礼。",
        "安源镇组织排查,东方的太阳升起,朝阳照进和平的村庄。",
        "以曲江县侯为荆州刺史。",
        "比北京时间晚一小时,去了北海道和德州扑克桌。",
        "日本静冈县和韩国光州市。",
        "构成都市圈,完成都市更新,巴中友谊,北海布伦特原油。",
        "南开大学、平安银行、嘉陵江和洪湖水。",
        "国庆阳光明媚,今天水平有限,造福建设社会,东海南部有风。",
        "西汉置县,先后名乐平县、河池县。那时设置的新县。",
        "三国时荆州属于刘备。南平县旧治,长沙郡太守。",
        "他在新华书店买书,平安到家,友好往来。",
        "曼哈顿下城区的写字楼,芝加哥上城区的房子。",
        "肯塔克州的农场,满载谎言的克州。",
        "乐天、可瑞安等企业,凯里·欧文得分,瑞安航空停飞。",
        "在晋江文学城连载,翻看《瑞丽》杂志。",
        "门前有一对石狮,刘关张桃园结义,在桃园里种菜。",
        "攀枝花开了,熟普洱的汤色,听那曲歌谣。",
        "吴忠说他不同意。林芝是个好姑娘。",
        "马来西亚新山南区警区主任,泰山南麓的村庄。",
        "黄石寨索道,武威寨的老人。",
        "桂林公园地铁站,昆明公园站下车。",
        "南昌舰下水,济南号驱逐舰返航。",
        "韩国全罗南道的丽水市,到丽水看海。首尔以南的大田。",
        "家住天水围,去广安门医院,看昆明湖和苏州河。",
    ],
)
def test_words_streets_and_persons_are_no_places(text: str) -> None:
    assert list_names(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("襄樊市和莱芜市", ["湖北省襄阳市", "山东省济南市莱芜区"]),
        ("崇明县、卢湾区、万县市", ["上海市崇明区", "上海市黄浦区", "重庆市万州区"]),
        ("吐鲁番地区、台北县", ["新疆维吾尔自治区吐鲁番市", "台湾省新北市"]),
        ("黔东南州和芷江县", ["贵州省黔东南苗族侗族自治州", "湖南省怀化市芷江侗族自治县"]),
        ("北京朝阳区", ["北京市", "北京市朝阳区"]),
        ("在长春市召开。朝阳区行动。", ["吉林省长春市", "吉林省长春市朝阳区"]),
        ("朝阳区行动。", ["?"]),
        ("鼓楼区和西湖区。", ["?", "?"]),
        ("福州市召开会议,鼓楼区作了汇报。", ["福建省福州市", "福建省福州市鼓楼区"]),
        ("东莞市东城区", ["广东省东莞市"]),
        ("上海市场、北京市民、杭州市区", ["上海市", "北京市", "浙江省杭州市"]),
        ("河南省会郑州", ["河南省", "河南省郑州市"]),
        ("益阳桃江下雨。", ["湖南省益阳市", "湖南省益阳市桃江县"]),
        ("桃江下雨。", []),
        ("桃江县下雨,桃江停课。", ["湖南省益阳市桃江县", "湖南省益阳市桃江县"]),
        ("河北保定和陕西安康", ["河北省", "河北省保定市", "陕西省", "陕西省安康市"]),
        ("在唐县,不在大唐县", ["河北省保定市唐县"]),
        (
            "香港、澳门特区和高雄市三民区",
            ["香港特别行政区", "澳门特别行政区", "台湾省高雄市", "台湾省高雄市三民区"],
        ),
        ("南投县和连江县", ["台湾省南投县", "台湾省连江县"]),
        ("福州市和连江县", ["福建省福州市", "福建省福州市连江县"]),
        ("洪洞县、汾西和蒲县", ["山西省临汾市洪洞县", "山西省临汾市汾西县", "山西省临汾市蒲县"]),
        ("江油县,江油城", ["四川省绵阳市江油市", "四川省绵阳市江油市"]),
        ("今山西吉县东北", ["山西省", "山西省临汾市吉县"]),
        ("大通河属于通河县", ["黑龙江省哈尔滨市通河县"]),
        ("海南省海口市", ["海南省", "海南省海口市"]),
        ("杭州的上城区和下城区", ["浙江省杭州市", "浙江省杭州市上城区", "浙江省杭州市拱墅区"]),
        (
            "温州瑞安、晋江市和石狮",
            ["浙江省温州市", "浙江省温州市瑞安市", "福建省泉州市晋江市", "福建省泉州市石狮市"],
        ),
        ("桃园机场,云南普洱", ["台湾省桃园市", "云南省", "云南省普洱市"]),
        ("援建西藏山南,到山南工作", ["西藏自治区", "西藏自治区山南市", "西藏自治区山南市"]),
        ("黄石公园路,辽宁舰队", ["辽宁省"]),
        ("浙江丽水与韩国结好,丽水市", ["浙江省", "浙江省丽水市", "浙江省丽水市"]),
        ("丽水市的梯田", ["浙江省丽水市"]),
        ("衡山县境内,衡山有回雁峰", ["湖南省衡阳市衡山县"]),
        ("武夷山市的武夷山,福建武夷山", ["福建省南平市武夷山市", "福建省", "福建省南平市武夷山市"]),
        ("辽宁金昌建设工程咨询有限公司", ["辽宁省"]),
        ("北京邦信阳知识产权服务有限公司", ["北京市"]),
        ("广东深圳某科技有限公司", ["广东省", "广东省深圳市"]),
        ("上海至南京高速公路有限公司", ["上海市", "江苏省南京市"]),
        ("北京西安两地的有限公司", ["北京市", "陕西省西安市"]),
    ],
)
def test_names_lead_to_todays_place(text: str, names: list[str]) -> None:
    assert list_names(text) == names


def test_mentions_have_spans_of_the_text_and_codes() -> None:
    document = Document("a", "臺灣（ㄊ）省高雄市,湖南省益陽市桃江縣。\n鼓楼区")
    found = list(find_places(AnnotatedText(document, {})))
    assert [
        (mention.span.slice_text(document.text), mention.code, mention.evidence) for mention in found
    ] == [
        ("臺灣", "710000", "short-name"),
        ("高雄市", "710000", "full-name"),
        ("湖南省", "430000", "full-name"),
        ("益陽市", "430900", "full-name"),
        ("桃江縣", "430922", "full-name"),
        ("鼓楼区", "", "ambiguous"),
    ]
    assert all(mention.kind == "place" for mention in found)


def test_the_table_has_every_division_of_today_once() -> None:
    places = load_gazetteer().places
    assert len({place.full_name for place in places.values()}) == len(places)
    current = [place for place in places.values() if place.code[:2] not in ("71", "81", "82")]
    assert sum(len(place.path) == 1 for place in current) == 31
    assert len(current) > 3200
    assert all(place.path[:1] in places for place in places.values())


@pytest.mark.parametrize("text", ["雨天出行注意安全。湖北\n海南", "这条铁路通往吉林", "他的老家在延边"])
def test_a_name_that_begins_longer_ones_ends_with_the_text(text: str) -> None:
    assert [named.end for named in name_places(text)][-1] == len(text)
