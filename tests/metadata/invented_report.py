"""An invented report that the tests of metadata put their lines into."""

TITLE = "市图书馆新馆下周开放"
BODY = (
    "昨天上午，市图书馆新馆在江东区正式开放，首日迎来读者八千余人，馆内秩序井然，读者反映良好。\n"
    "新馆总面积三万平方米，设有十二个阅览区，藏书一百二十万册，全部书架对读者开放。\n"
    "馆长表示，今后每个周末都将举办读书会和讲座，市民可以提前一周在网上预约座位。"
)
BODY_HTML = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
