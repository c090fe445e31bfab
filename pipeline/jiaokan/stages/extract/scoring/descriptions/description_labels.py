"""Words that label a value on a page: those of a thing, and those of a site.

All words are in Simplified script, in lower case, without blanks and brackets. A word that labels both a
thing and a site (地址, 电话, 时间, 作者) is in neither set.
"""

import re

_NOT_OF_THE_WORD = re.compile(r"[\s\[\]【】()]")

# goods, cars
_GOODS_WORDS = """
    品牌 牌子 型号 货号 款号 款式 规格 尺寸 尺码 大小 颜色 颜色分类 材质 面料 材料 重量 净重 毛重 净含量
    容量 体积 长度 宽度 高度 厚度 产地 原产地 生产地 出产地 保质期 有效期 生产日期 生产许可证编号
    生产厂家 厂家 厂名 厂址 制造商 生产商 供应商 经销商 品名 商品名称 产品名称 商品编号 商品毛重
    上架时间 产品编号 产品型号 产品规格 产品类别 产品分类 成分 配料 配料表 口味 包装 包装方式 储存方法
    贮藏 用法 用法用量 适应症 功能主治 禁忌 不良反应 注意事项 批准文号 功效 适用人群 价格 售价 现价 原价
    市场价 本店价 商城价 会员价 参考价 参考价格 定价 优惠价 特价 零售价 批发价 单价 起批量 起订量 库存
    销量 运费 配送 质保 保修 售后 保修期 功率 电压 电流 频率 转速 速度 温度 精度 接口 屏幕 分辨率 处理器
    内存 硬盘 显卡 操作系统 电池 变速箱 发动机 排量 油耗 驱动方式 车身结构 车辆级别 长宽高 上牌时间
    表显里程 里程 排放标准 品牌型号
"""
# books
_BOOK_WORDS = """
    书名 原作者 译者 出版社 出版者 出版时间 出版日期 出版年 出版年份 出版 页数 开本 装帧 语言 语种 字数
    版次 印次 纸张 丛书 丛书系列 原作名 副标题 isbn 图书分类 本书分类 读者对象 适读年龄 最新章节
"""
# films, music
_FILM_WORDS = """
    导演 编剧 主演 演员 类型 片长 上映 上映日期 上映时间 国家地区 制片国家/地区 又名 别名 imdb 集数 首播
    季数 单集片长 年代 制作公司 发行公司 出品公司 发行 发行时间 唱片公司 专辑 歌手 作词 作曲 编曲 流派
    介质 条形码
"""
# places to visit, hotels, restaurants
_PLACE_WORDS = """
    营业时间 开放时间 门票 票价 门票价格 公交 乘车路线 路线 地铁 停车 停车场 人均 人均消费 菜系 特色
    推荐菜 设施 星级 房型 床型 入住时间 景点类别
"""
# houses
_HOUSE_WORDS = """
    面积 建筑面积 占地面积 使用面积 户型 楼层 总楼层 朝向 装修 装修情况 建筑年代 物业类型 物业费
    物业公司 开发商 容积率 绿化率 产权 产权年限 产权性质 总价 均价 首付 月供 租金 押金 付款方式 小区
    小区名称 楼盘 楼盘名称 楼盘地址 开盘时间 交房时间 车位 房源编号
"""
# jobs
_JOB_WORDS = """
    职位 职位名称 职位类别 职位性质 岗位 岗位名称 岗位职责 岗位要求 任职要求 任职资格 职位描述 招聘职位
    招聘人数 招聘岗位 人数 薪资 薪资待遇 薪酬 工资 月薪 待遇 福利 福利待遇 工作地点 工作地区 工作经验
    工作年限 工作性质 学历 学历要求 年龄要求 性别要求 专业 专业要求 经验 经验要求 截止日期 截止时间
    有效日期 有效期至
"""
# persons, doctors
_PERSON_WORDS = """
    中文名 外文名 英文名 本名 原名 字号 民族 国籍 籍贯 出生地 出生日期 出生年月 逝世日期 身高 体重 职业
    职称 职务 学位 毕业院校 毕业学校 院校 代表作品 代表作 主要成就 主要作品 信仰 政治面貌 婚姻状况
    研究方向 研究领域 擅长 专长 科室 所属科室 医院 出诊时间 门诊时间 坐诊时间 医院等级 医院性质 诊所
    导师
"""
# firms, schools
_FIRM_WORDS = """
    企业名称 企业类型 企业性质 公司性质 公司规模 公司行业 公司状态 所属行业 行业 规模 法定代表人
    法人代表 法人 负责人 注册资本 注册资金 注册地址 注册号 成立时间 成立日期 创立时间 创办时间 经营范围
    经营模式 经营状态 主营 主营产品 主营业务 主营行业 员工人数 年营业额 年产量 统一社会信用代码
    组织机构代码 纳税人识别号 登记机关 核准日期 营业期限 总部 总部地点 创始人 董事长 校长 校训 占地 简称
"""
# events, courses
_EVENT_WORDS = """
    活动时间 活动地点 活动名称 活动内容 活动对象 活动费用 举办时间 举办地点 地点 开始时间 结束时间
    报名时间 报名方式 报名费 费用 主办方 承办方 协办 协办单位 演出时间 演出地点 演出场馆 会议时间
    会议地点 考试时间 开课时间 上课时间 上课地点 课时 学费 讲师 主讲 主讲人 讲者 名额 对象 参加对象 日程
    展览时间 展览地点 集合时间 集合地点
"""
# dishes
_DISH_WORDS = """
    主料 辅料 调料 食材 用料 配菜 份量 分量 难度 烹饪时间 准备时间 制作时间 工艺 烹饪方式 热量 时长 厨具
"""
# tenders, official papers
_TENDER_WORDS = """
    项目名称 项目编号 招标编号 招标单位 招标人 采购单位 采购人 采购方式 预算金额 预算 中标单位 中标金额
    中标人 成交金额 招标机构 代理机构 开标时间 投标截止时间 公告时间 索引号 发文字号 文号 发文机关
    成文日期
"""
# programs, files
_PROGRAM_WORDS = """
    文件大小 软件大小 软件版本 版本号 软件语言 软件类型 软件授权 授权方式 授权 运行环境 运行平台
    应用平台 适用平台 支持系统 系统要求 开发者 格式 文件格式 图片尺寸 图片大小 作品id 作品分类
"""
# species, regions, diseases
_NAMED_WORDS = """
    拉丁学名 学名 界 门 纲 目 科 属 种 分布 分布区域 花期 门类 经度 纬度 海拔 人口 车牌代码 行政区类别
    下辖地区 气候条件 著名景点 机场 火车站 疾病 疾病名称 病情描述 症状 病因 治疗方法 检查 别称 发病部位
    传染性 多发人群
"""

# navigation
_NAVIGATION_WORDS = """
    上一篇 下一篇 上一页 下一页 上一条 下一条 上一个 下一个 上篇 下篇 前一篇 后一篇 首页 位置 当前位置
    您的位置 您当前的位置 你的位置 现在位置 所在位置 您现在的位置 当前位置是 友情链接 链接 热门 热门搜索
    热门标签 热搜 推荐 相关 标签 关键词 关键字 分类 栏目 所属分类 所属栏目 筛选 排序 搜索
"""
# how to reach the site, its rights
_CONTACT_WORDS = """
    qq qq群 客服qq 在线客服 客服 客服热线 客服电话 服务热线 全国服务热线 全国统一客服热线 全国热线 热线
    热线电话 咨询热线 24小时热线 邮箱 e-mail email mail 邮件 投稿邮箱 传真 fax tel 邮编 手机 微信 微信号
    微信公众号 微博 网站 备案号 icp icp备案号 icp备案 icp证 备案 网站备案 版权所有 版权 copyright
    技术支持 网站建设 网站地图 统计 举报电话 举报邮箱 违法和不良信息举报电话 新闻热线 广告热线 广告 投稿
    值班电话 联系我们 联系地址
"""
# who published the article and when, how often it was read
_BYLINE_WORDS = """
    来源 稿源 出处 文章来源 信息来源 新闻来源 转自 编辑 责任编辑 责编 记者 通讯员 审核 校对 发布 发布者
    发布人 发布时间 发布日期 发表时间 发表于 发布于 添加时间 录入时间 录入 浏览 浏览次数 浏览量 阅读
    阅读量 阅读数 阅读次数 点击 点击数 点击次数 点击量 人气 访问次数 访问量 查看 评论 评论数 回复 回复数
    字体 字体大小 分享 分享到 分享至 收藏 打印 关注
"""
# readers, posters and their accounts
_READER_WORDS = """
    粉丝 下载 下载次数 赞 楼主 发信人 信区 标题 发信站 积分 帖子 帖子数 主题 注册日期 最后登录 在线时间
    威望 金币 金钱 贡献 身份 文章 用户名 账号 登录名 密码 验证码 登录 数量 共 排名 用户组 来自 ip
"""

# labels of the data of a thing
THING_LABELS = frozenset(
    " ".join(
        (
            _GOODS_WORDS,
            _BOOK_WORDS,
            _FILM_WORDS,
            _PLACE_WORDS,
            _HOUSE_WORDS,
            _JOB_WORDS,
            _PERSON_WORDS,
            _FIRM_WORDS,
            _EVENT_WORDS,
            _DISH_WORDS,
            _TENDER_WORDS,
            _PROGRAM_WORDS,
            _NAMED_WORDS,
        )
    ).split()
)
# labels of what a site says beside an article
SITE_LABELS = frozenset(" ".join((_NAVIGATION_WORDS, _CONTACT_WORDS, _BYLINE_WORDS, _READER_WORDS)).split())


def fold_label(text: str) -> str:
    """Return a label as the sets have it.

    Args:
        text: the label in the normalized view, without its colon.

    >>> fold_label("【适 读 年龄】"), fold_label("ISBN")
    ('适读年龄', 'isbn')
    """
    return _NOT_OF_THE_WORD.sub("", text).lower()
