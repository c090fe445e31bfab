"""The Markdown of a page: headings, lists, tables, code, formulas, links, pictures as they stood."""

from jiaokan.stages.extract import extract

PROSE = "本文说明如何在自己的机器上安装这套工具，并且列出常见的错误和它们的解决办法，供初学者参考。"
THEN = "安装完成以后要重新启动终端，再输入一次命令，看看显示的版本号是不是刚才下载的那一个。"
LAST = "如果仍然不能运行，请把终端里显示的错误信息完整地复制下来，对照下一节的表格逐条查找原因。"
PAGE = f"""<title>安装说明</title><main><h1>安装说明</h1><p>{PROSE}</p><p>先读<a href="/a?b=1&amp;c=2">前言</a>，再往下看，下面的命令都在终端里输入，每行一条，不要漏掉空格。</p>
<h2>步骤</h2><ol><li>下载安装包，放到自己的目录里。<ul><li>注意版本号要与系统一致。</li></ul></li><li>在终端里运行下面的命令：
<pre><code class="language-bash">cd a
  ls</code></pre></li></ol><p>{THEN}</p>
<table><tr><th>选项</th><th>含义</th></tr><tr><td>-v</td><td>显示详细的信息</td></tr></table><p>{LAST}</p></main>"""


def test_a_page_is_written_as_markdown() -> None:
    found = extract(PAGE.encode())
    assert found.markdown.removeprefix("# 安装说明\n\n").startswith(f"{PROSE}\n\n先读[前言](/a?b=1&c=2)，")
    assert (
        "## 步骤\n\n1.  下载安装包，放到自己的目录里。\n    -   注意版本号要与系统一致。\n2.  在终端里运行下面的命令："
        in found.markdown
    )
    assert "    ```bash\n    cd a\n      ls\n    ```" in found.markdown
    assert "| 选项 | 含义 |\n| --- | --- |\n| -v | 显示详细的信息 |" in found.markdown
    assert "](" not in found.text


def test_a_picture_between_two_blocks_is_a_block_and_one_inside_stays_inside() -> None:
    page = (
        f"<title>安装说明</title><main><h1>安装说明</h1><p>{PROSE}</p><p><img src=/a.png alt=界面></p><h2>步骤</h2>"
        f"<p>{THEN}</p><p><img src=/b.png></p><p>{LAST}</p><p>按<img src=/c.png alt=确定>即可完成全部的安装。</p></main>"
    )
    written = extract(page.encode()).markdown
    assert f"{PROSE}\n\n![界面](/a.png)\n\n## 步骤\n\n{THEN}\n\n![](/b.png)\n\n{LAST}\n\n" in written
    assert written.endswith("按![确定](/c.png)即可完成全部的安装。")
