"""The argument parser of the command line, with help and error messages in Chinese."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

OK: Final = 0
FAULTS: Final = 1
UNREADABLE: Final = 2

_REFUSALS: Final = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument (.+): invalid choice: '(.*)' \(choose from (.+)\)", r"没有“\2”这个命令，只有 \3"),
    (r"argument (.+): invalid int value: '(.*)'", r"\1 应当是整数，不是“\2”"),
    (r"argument (.+): (应当是.+)", r"\1 \2"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 和 \2 不能一起写"),
    (r"argument (.+): expected one argument", r"\1 后面缺少内容"),
    (r"argument (.+): ignored explicit argument '(.*)'", r"\1 后面不写内容，去掉“\2”"),
)

_ARGUMENTS: Final = "参数"
_OPTIONS: Final = "选项"
_COMMANDS: Final = "命令"
_HEADING: Final = re.compile(f"^({_ARGUMENTS}|{_OPTIONS}|{_COMMANDS}):$", re.MULTILINE)


class ChineseFormatter(argparse.RawDescriptionHelpFormatter):
    """A help formatter with Chinese fixed texts."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Print 「用法：」 instead of "usage:"; argparse asks for no prefix ("") where it names a command with its program."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def format_help(self) -> str:
        """Put the colon of Chinese behind a heading; argparse writes its own and asks nobody."""
        return _HEADING.sub(r"\1：", super().format_help())


class ChineseParser(argparse.ArgumentParser):
    """An argument parser with Chinese messages; wrong arguments end the program with exit code 2."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, formatter_class=ChineseFormatter, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self._positionals.title = _ARGUMENTS
        self._optionals.title = _OPTIONS
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Write help and refusals as any other output: argparse passes over an output that takes no more."""
        if message:
            (file or sys.stderr).write(message)

    def error(self, message: str) -> NoReturn:
        """Print the translated message and the usage to stderr and exit with 2."""
        for pattern, words in _REFUSALS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, words, message).replace("', '", "、").replace("'", "")
                break
        self.exit(2, f"命令写得不对：{message}\n{self.format_usage()}")


def make_parser(program: str) -> ChineseParser:
    """Build the parser of all commands. In its result ``command`` names the chosen one."""
    parser = ChineseParser(prog=program, description="预算公开填报：填报部门预算公开表和项目绩效目标表，离线使用。")
    commands = parser.add_subparsers(title=_COMMANDS, dest="command", metavar="命令", parser_class=ChineseParser)
    _add(commands, "sample", "把示例预算存成预算文件").add_argument("out", metavar="OUT.ysbook", help="存到哪里")
    check = _add(commands, "check", "检查一本预算，列出问题", _CHECK_EXITS)
    _add_file(check)
    check.add_argument("--json", action="store_true", help="按 JSON 输出")
    _add_export(commands)
    _add_publish(commands)
    _add_submission(commands)
    _add_fill(commands)
    tables = _add(commands, "tables", "列出公开表，和印出来的一样；工作簿只看它可见的单元格")
    _add_file(tables)
    tables.add_argument("--json", action="store_true", help="按 JSON 输出")
    _add_file(_add(commands, "narrative", "列出情况说明的文字，数取自各表；可以粘贴到 Word"))
    convert = _add(commands, "convert", "把工作簿或数据库里的预算存成预算文件", _CONVERT_EXITS)
    _add_file(convert)
    convert.add_argument("out", metavar="OUT.ysbook", help="存到哪里")
    rolled = _add(commands, "roll-over", "转入下一年：从一本预算建立下一年的，存成预算文件", _ROLL_OVER_EXITS)
    _add_file(rolled)
    rolled.add_argument("out", metavar="OUT.ysbook", help="存到哪里")
    rolled.add_argument("--new-stage", metavar="STAGE", help="新预算的阶段；不写就是版式的第一个阶段")
    rolled.add_argument("--amounts", action="store_true", help="金额照抄；不写就留空")
    rolled.add_argument("--procurement", action="store_true", help="政府采购也转入")
    moved = _add(commands, "move", "换版式：列出换了以后哪些不同、哪些没有地方放，存成预算文件", _MOVE_EXITS)
    _add_file(moved)
    moved.add_argument("--pack", metavar="PACK", required=True, help="换成哪个版式：编号，或者版式包的文件夹、压缩包")
    moved.add_argument("-o", "--out", metavar="OUT.ysbook", help="存到哪里；不写就只列出不同，什么都不改")
    _add_stages(commands)
    changes = _add(commands, "changes", "列出一本预算改了什么：与另一份相比，数据库还可以与上次报送相比")
    _add_file(changes)
    changes.add_argument("--since", metavar="OLD", help="原来的那一份（预算文件、工作簿或数据库）；不写就与上次报送相比")
    _add_history(commands)
    _add_handover(commands)
    _add_read(commands)
    _add_review(commands)
    sheets = _add(commands, "sheets", "把绩效目标表读成项目：哪里的版式都行，一个文件里可以有几张", _SHEETS_EXITS)
    sheets.add_argument("text", metavar="FILE", help="工作簿、Word、PDF、网页、CSV，或者从它们复制出来的文字")
    sheets.add_argument("--pack", metavar="PACK", help="按哪个版式读；不写就用预算的，或者读得最全的")
    sheets.add_argument("--into", metavar="BOOK.ysbook", help="把读出的项目加进这个预算文件；已有的项目跳过")
    sheets.add_argument("--replace", action="store_true", help="编码或名称相同的项目换成新读的")
    sheets.add_argument("--json", action="store_true", help="按 JSON 输出")
    _add_codes(commands)
    _add_packs(commands)
    return parser


def _add_export(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    export = _add(commands, "export", "导出标准版式的工作簿", _EXPORT_EXITS)
    _add_file(export)
    export.add_argument("out", metavar="OUT", help="存到哪个工作簿（.xlsx）；--every-agency 时是存到哪个文件夹")
    whose = export.add_mutually_exclusive_group()
    whose.add_argument("--agency", metavar="NAME", help="只要这个单位的：机构设置里的单位名称")
    whose.add_argument("--every-agency", action="store_true", help="部门的和机构设置里每个单位的，各一个工作簿")
    whose.add_argument("--sheets", metavar="LAYOUT", help="只要绩效目标表，用另一个版式印（packs list 列出有哪些）；先列出缺什么")
    export.add_argument("--draft", action="store_true", help="导出草稿：有错误也能导出，每张表都标明“草稿”")
    _add_withheld(export)


def _add_withheld(parser: ChineseParser) -> None:
    words = "版式把不予公开的金额算进合计时：知道哪些数含着它、从哪些数能算出来，照样写"
    parser.add_argument("--withheld-counted", action="store_true", help=words)


def _add_publish(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    words = "做成公开文本：封面、目录、公开表、说明和绩效目标表合成一个文件，按公开的先后"
    publish = _add(commands, "publish", words, _PUBLISH_EXITS)
    _add_file(publish)
    publish.add_argument("out", metavar="OUT", help="写到哪里；结尾是 .pdf、.docx（WPS、Word）或 .html（网页），就写成哪一种")
    publish.add_argument("--agency", metavar="NAME", help="只要这个单位的：机构设置里的单位名称")
    publish.add_argument("--draft", action="store_true", help="做成草稿：有错误也能做，每页都标明“草稿”")
    _add_withheld(publish)


def _add_submission(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    submit = _add(commands, "submit", "报送：工作簿、预算文件、报送单和校验清单，合成一个报送包（.zip）", _SUBMIT_EXITS)
    _add_file(submit)
    submit.add_argument("out", metavar="OUT.zip", help="存到哪里")
    words = "把公开文本也放进去：pdf、docx 或 html；要几种就写几次"
    submit.add_argument("--with", dest="attached", metavar="KIND", action="append", default=[], help=words)
    submit.add_argument("--draft", action="store_true", help="做成草稿：有错误也能做，每张表都标明“草稿”，不算报送")
    _add_withheld(submit)
    verify = _add(commands, "verify", "核对单位报来的报送包：哪个文件被改过、传坏了，指纹是多少", _VERIFY_EXITS)
    verify.add_argument("package", metavar="PACKAGE", help="报送包（.zip），不会被改")
    verify.add_argument("--json", action="store_true", help="按 JSON 输出")


_PUBLISH_EXITS: Final = "退出码：0 已写好；1 有错误或没有说明的核实，没有写；2 文件读不出来或写不进去。"
_SUBMIT_EXITS: Final = "退出码：0 已报送；1 有错误或没有说明的核实，没有做；2 文件读不出来或写不进去。"
_VERIFY_EXITS: Final = "退出码：0 都完好；1 有不对的；2 文件读不出来，或者不是报送包。"


def _add_read(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    words = "读出别处做的预算（工作簿、PDF、Word、网页、文字）：每个数是哪张表的哪一格"
    read = _add(commands, "read", words, _READ_EXITS)
    read.add_argument("files", metavar="FILE", nargs="+", help="文件，可以有几个，合起来是一本预算")
    read.add_argument("--pack", metavar="PACK", help="按哪个版式（编号）读；不写就用预算的，或者最合适的")
    read.add_argument("--into", metavar="BOOK.ysbook", help="放进这个预算文件；没有这个文件就新做一本，有的数不动")
    read.add_argument("--year-before", action="store_true", help="文件是上年公开的预算：只填 --into 那本预算的上年数")
    read.add_argument("--json", action="store_true", help="按 JSON 输出：每个数的值、文件、页或工作表、单元格、有没有把握")


def _add_review(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    words = "核对公开稿：做好的文件（PDF、Word、网页、工作簿）自己和自己对不对得上，像财政局那样逐处核对"
    review = _add(commands, "review", words, _REVIEW_EXITS)
    review.add_argument("file", metavar="FILE", help="公开稿，自己的、别人的都行")
    review.add_argument("--book", metavar="BOOK", help="公开稿是从哪本预算做的：和预算不一样的数、文字也列出来")
    review.add_argument("--pack", metavar="PACK", help="按哪个版式（编号）核对；不写就用预算的，或者最合适的")
    review.add_argument("--round", metavar="ROUND.json", help="和上次核对比：先列新的，改了的打勾；结果存在这个文件里")
    review.add_argument("--dismiss", metavar="ID=WHY", action="append", help="这个编号的问题不用改，为什么；下次不再列，可以写几个")
    review.add_argument("--report", metavar="OUT", help="另外存成可以发回去的结果：.docx、.xlsx 或 .html，逐项写符合不符合")
    review.add_argument("--json", action="store_true", help="按 JSON 输出：每个问题的位置、两边的数、应当是什么，读出了多少")


_REVIEW_EXITS: Final = "退出码：0 没有错误、核实；1 有错误或核实；2 文件读不出来。"


def _add_stages(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    """Add the commands about the stages of a budget."""
    staged = _add(commands, "next-stage", "把一本预算复制到下一个阶段，存成预算文件", _NEXT_STAGE_EXITS)
    _add_file(staged)
    staged.add_argument("out", metavar="OUT.ysbook", help="存到哪里")
    staged.add_argument("--new-stage", metavar="STAGE", help="新的阶段；不写就是版式里的下一个")
    compared = _add(commands, "compare", "比较同一预算的两个阶段，列出调了什么", _COMPARE_EXITS)
    for name, words in (("old", "原来的那一本"), ("new", "现在的那一本")):
        compared.add_argument(name, metavar=name.upper(), help=f"{words}：预算文件、工作簿或数据库")
        compared.add_argument(f"--{name}-stage", metavar="STAGE", help=f"{words}在数据库里时：预算阶段")
    compared.add_argument("-o", "--out", metavar="OUT.xlsx", help="另外存成工作簿，有“说明”一栏")
    _add_choice(compared)


_CHECK_EXITS: Final = "退出码：0 没有错误；1 有错误；2 文件读不出来。"
_EXPORT_EXITS: Final = "退出码：0 已导出；1 有错误或没有说明的核实，没有导出；2 文件读不出来或写不进去。"
_CONVERT_EXITS: Final = "退出码：0 已转换；1 已转换，但工作簿里有单元格被改过；2 文件读不出来或写不进去。"

_ROLL_OVER_EXITS: Final = "取消的项目和只用上年结转的项目不转入。退出码：0 已建立；2 文件读不出来或写不进去。"
_MOVE_EXITS: Final = "没有地方放的也留在预算里。退出码：0 已列出或已换；2 文件或版式读不出来，或者写不进去。"
_NEXT_STAGE_EXITS: Final = (
    "行的编号不变，以后可以逐行对比；填报日期空着。退出码：0 已建立；2 文件读不出来或写不进去，或者没有这个阶段。"
)
_COMPARE_EXITS: Final = (
    "金额按版式录入用的单位，“说明”是录在现在那一本里的。退出码：0 已比较；2 文件读不出来或写不进去，或者不是同一预算。"
)
_READ_EXITS: Final = "退出码：0 全读懂了，印出来和文件一样；1 已读，但有没读懂的、推不出来的；2 文件读不出来，或没有放进预算。"
_SHEETS_EXITS: Final = "退出码：0 全读懂了；1 已读，但有没读懂的、缺的或跳过的；2 文件读不出来，或里面没有这样的表。"


def _add(commands: argparse._SubParsersAction[ChineseParser], name: str, words: str, more: str = "") -> ChineseParser:
    return commands.add_parser(name, help=words, description=f"{words}。", epilog=more)


def _add_history(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    history = _add(commands, "history", "列出数据库里一本预算的修改记录：时间、做了什么、哪里、原、现")
    _add_file(history)
    history.add_argument("-o", "--out", metavar="OUT.xlsx", help="存成 Excel 文件，不列出来")


def _add_handover(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    words = "交接：把本机的全部预算、修改记录、报送留底、版式、科目表和设置做成一个交接包（.zip）"
    handed = _add(commands, "handover", words, _HANDOVER_EXITS)
    handed.add_argument("out", metavar="OUT.zip", help="存到哪里")
    words = "接收交接包：全部收进本机；已有的预算不会被换掉，不一样的两本都留"
    taken = _add(commands, "takeover", words, _TAKEOVER_EXITS)
    taken.add_argument("package", metavar="PACKAGE", help="移交的人做的交接包（.zip），不会被改")
    taken.add_argument("--show", action="store_true", help="只列出里面有什么、收进来会怎样，不接收")
    taken.add_argument(
        "--replace", action="store_true", help="本机也有、不一样的版式、科目表、模板和设置，换成交接来的；不写就留本机的"
    )


_HANDOVER_EXITS: Final = "里面有不予公开的金额（有的话），按规定保管。退出码：0 已做好；2 数据读不出来或写不进去，没有做。"
_TAKEOVER_EXITS: Final = "退出码：0 已接收或已列出；2 文件不是交接包、不完整或被改过，或者写不进去，没有接收。"


def _add_codes(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    codes = _add(commands, "codes", "财政局的科目代码表")
    actions = codes.add_subparsers(title=_COMMANDS, dest="action", metavar="命令", required=True, parser_class=ChineseParser)
    imported = _add(actions, "import", "导入财政局的科目表（编码在一列，或者分成类、款、项三列），以后以它为准")
    imported.add_argument("list", metavar="LIST", help="科目表文件：工作簿、CSV、Word、PDF、网页都行")
    only = imported.add_mutually_exclusive_group()
    only.add_argument("--year", type=_budget_year, metavar="YEAR", help="只用于这个预算年度；不写则用于所有年度")
    only.add_argument("--pack", metavar="PACK", help="只用于这个版式（编号）的预算")
    imported.add_argument("--show", action="store_true", help="只列出读到了什么、对已有的预算有什么变化，不导入")
    imported.add_argument("--add", action="store_true", help="只是补充几个科目：加到现在的科目表里，不当成完整的一份")


def _budget_year(text: str) -> int:
    """Raises what ``argparse`` reports: a list for the year 26 would be kept and never used."""
    if not re.fullmatch(r"20\d\d", text):
        raise argparse.ArgumentTypeError(f"应当是四位数字的年度，如 2026，不是“{text}”")
    return int(text)


def _add_fill(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    fill = _add(commands, "fill", "把一本预算填进财政局发的模板（.xlsx、.xls），样式和别的内容不动", _FILL_EXITS)
    fill.add_argument("template", metavar="TEMPLATE", help="财政局的模板，不会被改")
    _add_file(fill)
    fill.add_argument("out", metavar="OUT.xlsx", help="填好的存到哪里")
    fill.add_argument("--map", metavar="MAP.toml", help="指定的格子：一个文件，或者窗口里记下的名称")
    fill.add_argument("--draft", action="store_true", help="填成草稿：有错误也能填，标题和每页都标明“草稿”")
    _add_withheld(fill)
    fill.add_argument("--show", action="store_true", help="只列出哪些填在哪里、哪些没有地方，不写文件")


_FILL_EXITS: Final = "退出码：0 全填了；1 有没填的，或者有错误、没有说明的核实，没有填；2 文件读不出来或写不进去。"


def _add_packs(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    packs = _add(commands, "packs", "财政局的版式包（一年一个）：列出、导入、新写、检查、试印")
    actions = packs.add_subparsers(title=_COMMANDS, dest="action", metavar="命令", required=True, parser_class=ChineseParser)
    _add(actions, "list", "列出本机有的版式")
    offered = _add(actions, "import", "先检查，列出用它的预算有什么不同，再导入版式包；编号相同的换成新导入的")
    offered.add_argument("pack", metavar="PACK", help="版式包：.zip 压缩包，或者解压后的文件夹")
    offered.add_argument("--show", action="store_true", help="只列出用它的预算换了以后有什么不同，不导入")
    new = _add(actions, "new", "照一个已有的版式写一个新的：一个文件夹，每一项都有说明", "每一项的意思在 docs/form-pack.md。")
    new.add_argument("id", metavar="ID", help="新版式的编号：小写字母、数字和连字符，如 hebei-xingtai-2026")
    new.add_argument("--from", dest="base", metavar="ID", required=True, help="照哪个版式写")
    new.add_argument("--extends", action="store_true", help="只写和它不同的地方，别的都用它的")
    new.add_argument("--sheet", metavar="LAYOUT", help="绩效目标表用程序带的这个版式（packs list 列出有哪些）")
    new.add_argument("-o", "--out", metavar="FOLDER", help="写到哪个文件夹；不写就在当前文件夹里，用编号作名字")
    checked = _add(actions, "check", "检查一个版式包，列出全部毛病；再按 expected 里已知的预算逐格核对", _PACK_CHECK_EXITS)
    _add_pack_folder(checked)
    preview = _add(actions, "preview", "用示例预算或另一本预算试印一个版式包，存成工作簿（草稿）")
    _add_pack_folder(preview)
    preview.add_argument("book", metavar="BOOK", nargs="?", help="预算文件；不写就用包里 expected 的第一本，没有的用示例预算")
    preview.add_argument("-o", "--out", metavar="OUT.xlsx", required=True, help="存到哪里")


_PACK_CHECK_EXITS: Final = "退出码：0 没有毛病，逐格一样；1 有毛病，或者有格子不一样；2 文件夹读不出来。"


def _add_pack_folder(parser: ChineseParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="版式包的文件夹，或者本机已有的版式的编号")


def _add_file(parser: ChineseParser) -> None:
    parser.add_argument("file", metavar="FILE", help="预算文件（.ysbook）、本程序导出的工作簿（.xlsx）或数据库")
    _add_choice(parser)
    parser.add_argument("--stage", metavar="STAGE", help="数据库里有几本时：预算阶段")


def _add_choice(parser: ChineseParser) -> None:
    parser.add_argument("--unit", metavar="UNIT", help="数据库里有几本时：单位编码或名称")
    parser.add_argument("--year", type=int, metavar="YEAR", help="数据库里有几本时：预算年度")
