"""The keys of publication.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.key import Key

KEYS: Final[tuple[Key, ...]] = (
    Key("", "title", "公开稿的名称，写在文件的属性里；不写就用封面的标题", 'title = "{unit}{year}年部门预算信息公开"'),
    Key("", "head", "每页上方的字，封面没有；可以用 {unit}、{year}；不写就没有", 'head = "{unit}{year}年部门预算信息公开"'),
    Key("", "page_number", "页码怎么印，{page} 是页数", 'page_number = "第 {page} 页"'),
    Key(
        "",
        "numbered_from",
        "哪一页算第 1 页：contents 目录，forms 目录后面的第一页；前面的不印页码",
        'numbered_from = "contents"',
    ),
    Key("", "leader", "目录里名称和页码之间填的字", 'leader = "."'),
    Key("", "line_height", "文字的行距，磅", "line_height = 28"),
    Key("", "margins", "文字的页边，毫米：上、右、下、左。表格的页边和工作簿一样", "margins = [37, 26, 35, 28]"),
    Key("", "letters", "各处的字体，没有写的按公文的习惯", ""),
    Key(
        "letters",
        "*",
        "哪一处：title 文字和目录的标题，contents 目录各行，heading 一级标题（一、），subheading 下一级标题，body 正文，"
        "head 每页上方的字，number 页码",
        'body = { face = "仿宋", size = "三号" }',
    ),
    Key("letters.*", "face", "字体", 'face = "仿宋"'),
    Key("letters.*", "size", "字号", 'size = "三号"'),
    Key("letters.*", "bold", "加粗", "bold = true"),
    Key(
        "",
        "group",
        "公开稿的一部分，每部分以 [[group]] 开头，按先后。不写就照 pack.toml 的 [[contents]]；那里也没有的，先是表，后是文字。"
        "每张表和每篇文字正好在一处：一部分里，或者在文字的一节里（narrative.toml 的 forms）",
        "",
    ),
    Key(
        "group",
        "forms",
        "这一部分有哪几张，写法同 [[contents]]；tables 是别处没有写的表，texts 是别处没有写的文字",
        'forms = ["tables"]',
    ),
    Key("group", "heading", "目录里这一部分的标题，可以用 {year}；不写就没有", 'heading = "部门预算公开表"'),
    Key("group", "numbers", "目录里各张表前面的编号，同 [[contents]]", 'numbers = "1、"'),
    Key("group", "listed", "false：目录里只写标题，不逐张列出", "listed = false"),
    Key("group", "sections", "true：文字的各节也在目录里", "sections = true"),
)
