"""Clean texts to take apart: the gold of the seeds, and prose drawn from jieba's dictionary (MIT)."""

import json
import random
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests" / "gold"

# what looks like broken lines and is not: verse, speech, rows, lists, letters, law
KEPT = (
    """静夜思
李白
床前明月光，
疑是地上霜。
举头望明月，
低头思故乡。""",
    """黄鹤楼
崔颢
昔人已乘黄鹤去，此地空余黄鹤楼。
黄鹤一去不复返，白云千载空悠悠。
晴川历历汉阳树，芳草萋萋鹦鹉洲。
日暮乡关何处是？烟波江上使人愁。""",
    """再别康桥
轻轻的我走了
正如我轻轻的来
我轻轻的招手
作别西天的云彩
那河畔的金柳
是夕阳中的新娘
波光里的艳影
在我的心头荡漾""",
    """“你来了？”
“来了。”
他把伞靠在门边，雨水顺着伞尖流了一地。
“外面雨很大吧？”她一边问，一边递过来一条毛巾，“快擦一擦，当心着凉。”
“不碍事。”
“明天还走吗？”
他没有回答。""",
    """各单位报名人数统计表
单位\t人数\t备注
第一小学\t120\t含教师
第二小学\t98\t无
实验中学\t305\t含教师""",
    """关于召开年度工作会议的通知
各县区人民政府，市直各部门：
经研究，定于近期召开年度工作会议，现将有关事项通知如下。
一、会议时间
1月15日上午9时，会期半天。
二、参会人员
（一）各县区主要负责人；
（二）市直各部门主要负责人；
（三）特邀代表。
三、有关要求
请各单位于1月10日前将参会人员名单报市政府办公室。
联系人：张三
联系电话：0730-1234567
市人民政府办公室
2020年1月5日""",
    """亲爱的同学们，
新学期开始了，祝愿大家学习进步。
希望同学们：
热爱祖国；
勤奋学习；
尊敬师长。
校长 李四
二〇二〇年九月一日""",
    """第一章 总则
第一条 为了规范档案管理，制定本办法。
第二条 本办法适用于下列单位：
（一）国家机关；
（二）社会团体；
（三）企业事业单位。
第三条 档案工作实行统一领导、分级管理的原则。""",
    """主料
五花肉 500克
冰糖 30克
生抽 2勺
做法
1. 五花肉切块，冷水下锅焯水。
2. 锅中放油，小火把冰糖炒到枣红色
3. 下肉翻炒上色
4. 加开水没过肉，小火炖一小时""",
    """张三简历
姓名：张三
性别：男
出生年月：1990年5月
学历：本科
工作经历
2012年7月至2015年6月，任长沙某公司技术员，负责设备维护
2015年7月至今，任株洲某公司工程师，负责项目管理和技术培训""",
    """大事记
2019年1月，公司成立，注册资本一千万元
2019年6月，完成第一轮融资，由某基金领投
2020年3月，产品上线，用户突破十万，获得行业大奖
2020年12月，营收突破一亿元，员工达到三百人""",
    """参考文献
[1] 张三. 论文题目一[J]. 某某学报, 2010, 3(2): 1-10
[2] 李四. 论文题目二[J]. 某某学报, 2011, 4(1): 11-20
[3] 王五, 赵六. 某某研究[M]. 北京: 某某出版社, 2012""",
    """聊天记录
张三 10:01
你好，请问在吗
李四 10:02
在的，有什么事
张三 10:03
想问一下明天开会的时间，还有地点在哪里""",
    """问答
问：什么是医保？
答：医保是医疗保险的简称，是为补偿疾病所带来的医疗费用的一种保险。
问：如何参保？
答：由单位统一办理，或者到社区服务中心办理参保登记手续。""",
    """春联集锦
上联：春回大地千山秀
下联：日照神州万木荣
横批：万象更新
上联：一帆风顺年年好
下联：万事如意步步高
横批：吉星高照""",
    """获奖名单
一等奖：张三（第一小学）、李四（第二小学）
二等奖：王五（第三小学）、赵六（第四小学）、孙七（第五小学）
三等奖：周八（第六小学）、吴九（第七小学）、郑十（第八小学）""",
    """微博三则
今天天气真好，适合出去走走🌞
刚吃完火锅，太满足了，下次还来
加班到现在，终于可以回家了，晚安""",
    """广告语
好空调，格力造
怕上火，喝王老吉
送礼就送脑白金
农夫山泉有点甜""",
    """目录
第一章 总则 1
第二章 组织机构 5
第三章 工作职责 12
附则 20""",
    """歌词
你问我爱你有多深，
我爱你有几分，
我的情也真，
我的爱也真，
月亮代表我的心。""",
    """商品列表
苹果手机 5999元 月销300件 包邮
华为手机 4999元 月销500件 包邮
小米手机 2999元 月销900件 包邮""",
    """招聘信息
岗位职责：
负责公司产品的设计与开发
参与需求分析，编写技术文档
协助测试人员完成产品测试
任职要求：
本科及以上学历，计算机相关专业
三年以上工作经验，熟悉Python""",
    """诗经
关关雎鸠，在河之洲。
窈窕淑女，君子好逑。
参差荇菜，左右流之。
窈窕淑女，寤寐求之。""",
    """公司新闻标题
我公司召开年度工作会议，部署2020年重点工作任务和安全生产责任目标
我公司与某某集团签署战略合作协议，共同推进新能源项目建设与运营
我公司荣获全国五一劳动奖状，成为全市唯一获此殊荣的民营企业单位""",
    """台词
甲：您好！
乙：您好！
甲：最近忙什么呢？
乙：瞎忙。""",
    """短信
尊敬的客户，
您的话费余额不足，
请及时充值。""",
)


def gold() -> list[list[str]]:
    """Return the paragraphs of every seed."""
    pages = (json.loads(path.read_text("utf-8"))["paragraphs"] for path in sorted(GOLD.glob("*.json")))
    return [[paragraph["text"].strip() for paragraph in page] for page in pages]


def kept() -> list[list[str]]:
    """Return texts whose every line is a paragraph."""
    return [text.split("\n") for text in KEPT]


def licence() -> list[list[str]]:
    """Return the paragraphs of the project's licence, a section a page."""
    text = (ROOT / "LICENSE").read_text("utf-8").split("APPENDIX")[0]
    parts = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    return [parts[i : i + 9] for i in range(0, len(parts), 9)]


@lru_cache
def words() -> tuple[list[str], list[float]]:
    """Return the commonest words of the dictionary and their weights."""
    rows = (row.split(" ") for row in (files("jieba") / "dict.txt").read_text("utf-8").split("\n") if row)
    ranked = sorted(rows, key=lambda row: -int(row[1]))[:20_000]
    return [row[0] for row in ranked], [int(row[1]) ** 0.7 for row in ranked]


def clause(rng: random.Random) -> str:
    """Draw a clause of 4 to 16 characters; some hold a number or a Latin word."""
    text = "".join(rng.choices(*words(), k=rng.randrange(2, 8)))
    if rng.random() < 0.06:
        text += rng.choice(
            [f"{rng.randrange(2, 2000)}个", f"{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日", "N95", "KTV"]
        )
    return f"“{text}”" if rng.random() < 0.04 else text


def sentence(rng: random.Random) -> str:
    parts = [clause(rng) for _ in range(rng.randrange(2, 8))]
    marks = rng.choices(["，", "、", "；"], [8, 2, 1], k=len(parts) - 1)
    return "".join(a + b for a, b in zip(parts, [*marks, rng.choices("。！？", [18, 1, 1])[0]], strict=True))


def paragraph(rng: random.Random) -> str:
    return "".join(sentence(rng) for _ in range(rng.randrange(1, 7)))


def page(rng: random.Random) -> list[str]:
    """Draw a page: a title, paragraphs under numbered or bare headings, and lists."""
    parts = ["".join(rng.choices(*words(), k=6))]
    parts += [paragraph(rng) for _ in range(rng.randrange(1, 4))]
    for n in range(rng.randrange(0, 5)):
        bare = "".join(rng.choices(*words(), k=5))
        parts.append(f"{'一二三四五'[n]}、{bare}" if rng.random() < 0.6 else bare)
        parts += [paragraph(rng) for _ in range(rng.randrange(1, 5))]
        if rng.random() < 0.3:
            parts += [f"{i}、{sentence(rng)}" for i in range(1, rng.randrange(3, 6))]
    return parts


def drawn(count: int) -> list[list[str]]:
    """Draw so many pages, always the same."""
    return [page(random.Random(seed)) for seed in range(count)]
