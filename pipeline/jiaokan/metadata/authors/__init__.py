"""Who wrote, edited and posted a page, a module for each form in which pages print it.

    作者：张三，文/张三                            people
    责任编辑：李四                                 editors
    （记者 张三）, 本报记者张三报道                reporters
    （张三）, ——张三, at the end of an article     end_signatures
    a bare name beside a time or an affiliation    name_lines
    楼主 and other heads of posts and profiles     posters
    Jane Doe July 13, 2022, Posted by Jane Doe     dated_names
    an account with its level or time below it     account_heads
    a name twice above the counts of a member      repeated_accounts
    an account of WeChat beside author and time    accounts
    张三的博客, in the title of the window         blog_owners
    © 2017 Jane Doe, of a blog                     notice_owners
    <meta name="author">, class="author"           head_authors

`labelled_names` has what they share: which names behind a label are one value, and how long such lines are.
"""
