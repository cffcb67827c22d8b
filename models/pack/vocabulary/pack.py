"""The keys of pack.toml."""

from __future__ import annotations

from typing import Final

from models.pack.vocabulary.beside import CONTENTS
from models.pack.vocabulary.key import Key

KEYS: Final[tuple[Key, ...]] = (
    Key("head", "centre", "表上方中间的字；不写就没有", 'centre = "{year}年"'),
    Key("head", "number", "序号一栏的标题；不写是“序号”", 'number = "序号"'),
    Key("head", "columns", "栏次一行的标题；不写是“栏次”", 'columns = "栏次"'),
    Key("cover", "orientation", "封面的纸：portrait 竖（不写就是它），landscape 横", 'orientation = "landscape"'),
    Key("cover", "contents_orientation", "目录的纸：portrait 竖（不写就是它），landscape 横", 'contents_orientation = "landscape"'),
    Key("", "format", "写法的版本，现在是 1", "format = 1"),
    Key("", "id", "版式的编号，也是文件夹的名字：小写字母、数字和连字符，地方、单位和年度各一段", 'id = "hebei-xingtai-2026"'),
    Key(
        "",
        "extends",
        "以哪个版式为底。写了以后，这个包里只写不同的地方，别的都用底本的（见“只写不同的地方”）",
        'extends = "hebei-xingtai-2024"',
    ),
    Key("", "name", "版式的名称，新建预算时显示", 'name = "邢台 2026 版式"'),
    Key("", "issuer", "谁发的：财政局的名称", 'issuer = "邢台经济开发区"'),
    Key("", "year", "预算年度", "year = 2026"),
    Key("", "version", "第几版。改了以后把数加大，导入时才知道哪个新", 'version = "1.1"'),
    Key("", "stages", "预算的各个阶段，按先后", 'stages = ["一上", "一下", "二上", "批复", "调整"]'),
    Key("", "withheld_counts", "不予公开（涉密）的金额算不算在公开的合计里", "withheld_counts = true"),
    Key("", "entry_unit", "录入时金额按什么单位显示和读：“万元”（不写就是它）或“元”；录入的人自己还能换", 'entry_unit = "元"'),
    Key(
        "",
        "codes",
        "用哪一年的《政府收支分类科目》。包里有 function.csv（功能科目）或 economic.csv（部门经济科目）时，"
        "它们是对这一年的补充：新的编码加上，已有的编码改名，名称空着的编码取消。",
        'codes = "2026"',
    ),
    Key(
        "",
        "regions",
        "版式给哪些地方用：区划代码的前 2 位（省）、4 位（市）或 6 位（县）。新建预算时，本地的版式排在前面。"
        "借用别的版式时不跟着它，要自己写。",
        'regions = ["1305"]',
    ),
    Key("", "unit_pack", "部门里各单位的预算公开用哪个版式；不写就用这一个。", 'unit_pack = "shanghai-putuo-unit-2026"'),
    Key(
        "",
        "awaits",
        "还不能当作定稿的原因。写了以后，新建、首页和检查都会提示。借用别的版式时不跟着它。",
        'awaits = "待财政局确认"',
    ),
    Key("", "head", "每张表标题下面的一行字，三处", ""),
    Key(
        "head",
        "left",
        "左边的字。可以用 {code}、{name}（单位的编码和名称）、{year}、{last_year}、{money_unit}",
        'left = "{code} {name}"',
    ),
    Key("head", "right", "右边的字，可以用的同上；{money_unit} 是这张表的金额单位", 'right = "单位：{money_unit}"'),
    Key("", "cover", "封面和目录", ""),
    Key("cover", "title", "封面上的大字，可以用 {year}", 'title = "{year} 年部门预算信息公开"'),
    Key("cover", "lines", "封面上的各行，每行一项：label、field", ""),
    Key("cover.lines", "label", "这一行前面的字", 'label = "单位名称"'),
    Key(
        "cover.lines",
        "field",
        "这一行填什么：code 编码，name 名称，region 区划代码，head 单位负责人，finance_head 财务负责人，"
        "preparer 填表人，phone 电话，date 填报日期，approved 批复日期，year 年度，stage 阶段",
        'field = "name"',
    ),
    Key("cover", "seal", "盖章的地方写的字", 'seal = "（单位公章）"'),
    Key("cover", "contents_title", "目录的标题，可以用 {year}", 'contents_title = "{year} 年部门预算信息公开目录"'),
    Key(
        "",
        "last_year",
        "要和上年比的数：左边是编号，右边是名称和本年的数。只写名称的，只能是 total、basic、"
        "project、business、remitted_up、granted_down、three_public",
        'income = { label = "财政拨款收入", figure = "income_fiscal" }',
    ),
    Key("last_year.*", "label", "这个数的名称，窗口的“上年数”里显示", 'label = "财政拨款收入"'),
    Key(
        "last_year.*", "figure", "本年的数：narrative.toml 的 [figures] 里的名称，或者一格 表:行:列", 'figure = "T1:general:income"'
    ),
    Key("last_year", "*", "一项的英文名", 'three_public = "财政拨款“三公”经费"'),
    Key("", "limits", "政府采购的限额，单位万元；不写就不查", ""),
    Key("limits", "goods", "货物和服务的分散采购限额，万元", "goods = 30"),
    Key("limits", "works", "工程的分散采购限额，万元", "works = 60"),
    Key("limits", "open_tender", "公开招标的限额，万元", "open_tender = 200"),
    Key("cover", "contents_pages", "目录里印不印各张表的页码", "contents_pages = true"),
    *CONTENTS,
)
