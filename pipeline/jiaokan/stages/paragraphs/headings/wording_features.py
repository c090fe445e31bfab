"""Describe each paragraph by words and marks that headings have, or that they lack."""

import re
from collections.abc import Mapping, Sequence

PRONOUN = re.compile(r"[我你您他她咱俺]")
NAMED_VALUE = re.compile(r"[^\s:]{1,8}: ?\S")
_BRACKETED = re.compile(r"[【\[〖《<].*[】\]〗》>]$")
_BULLET = re.compile("[●◆■★※◎○▲▼◇□☆•·▪►▶➤✦❤#*~-]")
_PARTICLES = "了着过的吗呢吧啊呀嘛哦哈"
# nouns for what a part of a page is about, all of two Han
_TOPIC_WORDS = """
简介 介绍 概况 概述 简述 概览 内容 背景 意义 目的 目标 历史 沿革 文化 现状 趋势 前景 展望
要求 职责 资格 条件 待遇 福利 职位 岗位 团队 机构 组织 成员 奖项 荣誉 经历
须知 说明 方式 方法 流程 步骤 做法 用法 指南 指引 守则 事项 规定 办法 总则 附则 制度 政策
特点 特色 特征 优势 亮点 看点 功能 作用 应用 参数 规格 材料 配置 安装 使用 示例
原因 症状 治疗 危害 预防 护理 诊断 检查 影响
措施 建议 原则 范围 依据 标准 计划 方案 安排 日程 议程 名单 对象 主题 时间 地点 地址
总结 小结 结论 结语 前言 引言 导语 导读 后记 附录 附件 文献 目录 注释 声明 备注
资料 信息 详情 问题 解答 攻略 教程 技巧 结果 分析 比较 测试 评价 评语 感想 心得 体会
费用 价格 管理 服务 产品 案例 作品 剧情 演员 环境 设施 交通 线路 行程 景点
关系 类型 分类 定义 概念 原理 基础 部分 情况 工作 建设 活动 项目
"""
_TOPICS = frozenset(_TOPIC_WORDS.split())


def list_wording_features(texts: Sequence[str]) -> Mapping[str, Sequence[float]]:
    """Return the features of normalized texts by name, a value for each text."""
    return {
        "ends_in_topic": list(map(_ends_in_topic, texts)),
        "ends_in_particle": [text[-1] in _PARTICLES for text in texts],
        "bracketed": [_BRACKETED.match(text) is not None for text in texts],
        "bulleted": [_BULLET.match(text) is not None for text in texts],
        "field": [NAMED_VALUE.match(text) is not None for text in texts],
        "person": [PRONOUN.search(text) is not None for text in texts],
    }


def _ends_in_topic(text: str) -> bool:
    """Tell whether the last word of a text, or that before its colon, is a noun for a part of a page."""
    label = text[:-1].removesuffix(" ") if text.endswith(":") else text
    return label[-2:] in _TOPICS
