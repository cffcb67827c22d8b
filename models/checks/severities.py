"""How severe the finding of each check is by default, and why; a pack may change it in its checks.toml.

What cannot be true is 错误 or 核实, whatever its family: 错误 where no honest budget has it, 核实 where a rare one may and
the clerk can say why. Few are 核实, for a clerk who must explain dozens explains none. What only may be wrong is 提示.
The sources (LAW, ARITH, EMP …) are those of docs/checks.md. Equations are pack data and carry their severity there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from models.checks.findings import Severity

_ERROR: Final = Severity.ERROR
_VERIFY: Final = Severity.VERIFY
_HINT: Final = Severity.HINT

SEVERITIES: Final[Mapping[str, Severity]] = {
    # 科目
    "C-1": _ERROR,  # LAW: every amount goes down to 项 and 款
    "C-1a": _HINT,  # only suggests the code; without a right one the money is in no table, which is P-2
    "C-1b": _ERROR,  # one of the two is wrong, and only the clerk knows which
    "C-3": _ERROR,  # the bureau's own list is complete: a code outside it does not exist
    "C-3a": _HINT,  # the built-in table was compiled from published budgets and may lack a code
    "C-3b": _HINT,  # EMP: the code may have changed
    "C-4a": _HINT,  # the class is the same, its name is an old one
    "C-5": _HINT,  # EMP: custom, and some units do it
    # 资金支出计划
    "F-1": _HINT,  # EMP: two published sheets print another month
    "F-2": _VERIFY,  # a cell that is no figure cannot be a sum of money; EMP 0 of 50
    "F-2a": _HINT,  # the same plan in the other unit is true
    "F-3": _VERIFY,  # ARITH: money that is planned for no month; a rare budget spends less than it has
    "F-3a": _VERIFY,  # ARITH: a cumulative figure does not fall
    "F-5": _VERIFY,  # as F-3: the plan stops before the year does; EMP 5 of 32
    "F-5a": _HINT,  # an empty plan says nothing untrue
    # 政府采购
    "G-1": _HINT,  # whether it is in the 目录 is not known
    "G-2": _HINT,  # the rows may be separate purchases
    "G-3": _HINT,  # not every purchase suits small firms
    "G-4": _ERROR,  # LAW: nothing is bought beyond the approved budget
    "G-4a": _ERROR,  # ARITH: a part is not more than its whole
    "G-5": _HINT,  # EMP: the shape was seen, not prescribed
    # 绩效目标表
    "K-1": _VERIFY,  # FORM: the sheet has no such row; EMP 0 in 50 sheets
    "K-1a": _HINT,  # another word for the same
    "K-2": _HINT,  # EMP: custom
    "K-2a": _VERIFY,  # REG: no project goes without its 绩效目标; EMP 0 of 50
    "K-3": _HINT,  # EMP: custom
    "K-4": _HINT,  # EMP: published sheets leave 描述 and 依据 empty
    "K-5": _HINT,  # EMP: seven published quantities are words
    "K-5a": _HINT,  # a rate may be given in words
    "K-5b": _HINT,  # spelling
    "K-5c": _VERIFY,  # figures that are no number, or limits that exclude each other, say nothing
    "K-6": _VERIFY,  # ARITH: nothing exceeds 100 %
    "K-6a": _VERIFY,  # ARITH: as K-6; growth is left out, an overfulfilled plan can be explained
    "K-6b": _HINT,  # EMP: custom
    "K-7": _VERIFY,  # ARITH: the costs are all of the money, or the clerk knows who pays the rest
    "K-7a": _HINT,  # the product may be a part of the money
    "K-8a": _HINT,  # VENDOR: a floor may be meant
    "K-8b": _VERIFY,  # ARITH: a part is not more than its whole; others may pay the rest
    "K-8c": _HINT,  # EMP: costs may be given in words
    "K-9a": _HINT,  # wording
    "K-10": _HINT,  # EMP 18 of 50: repeats itself, untrue it is not
    "K-10a": _HINT,  # may be meant twice
    "K-10b": _HINT,  # wording
    "K-10c": _HINT,  # two projects may be alike
    "K-10d": _VERIFY,  # REG: no project goes without its 绩效目标; EMP 0 of 50
    "K-10e": _HINT,  # FORM: published sheets leave one of the two empty
    "K-11": _HINT,  # a carried-over project may name the year before
    "K-11a": _HINT,  # an old document may be in force
    "K-11b": _VERIFY,  # the calendar has no such day
    "K-11c": _VERIFY,  # who reads it sees a number where a day is meant
    "K-13": _ERROR,  # FORM: the weights are shares of a whole that the form says
    "K-13a": _HINT,  # a row without a share is not evaluated; the sum is right
    "K-13b": _ERROR,  # what is no number is in no sum
    "K-14": _HINT,  # the unit is odd, the figure may be meant
    "K-14a": _HINT,  # one of two units, and what is counted may be the same
    "K-15": _HINT,  # where it stands changes no figure; a place may sort otherwise
    "K-16": _HINT,  # EMP 8 of 50: says little, untrue it is not
    "K-17": _HINT,  # wording
    "K-18": _HINT,  # wording
    "K-19": _HINT,  # half of a value; what it means can be guessed
    "K-20": _HINT,  # the sign may be the slip, or the direction; no figure changes
    "K-21": _VERIFY,  # ARITH: a part is not more than its whole; money may have been added since the term was approved
    "K-22": _HINT,  # a date may be given in words
    "K-22a": _ERROR,  # ARITH: nothing ends before it begins
    "K-22b": _VERIFY,  # a project has money in its own years; a last payment comes later
    "K-23": _VERIFY,  # FORM: the form requires it; the clerk may have to say why it is not known
    "K-23a": _HINT,  # the form's list may be incomplete
    "K-24": _HINT,  # FORM: most money of a township is its own
    "K-25": _HINT,  # FORM: a task may cost nothing
    "K-25a": _ERROR,  # ARITH: a part is not more than its whole
    "K-25b": _ERROR,  # FORM: the form says that the tasks are all of it
    "K-26": _HINT,  # FORM: the document of one body of the department has none
    # 清单
    "L-1": _ERROR,  # ARITH: what is no figure is in no sum
    "L-2": _VERIFY,  # FORM: a record without money; some things are listed that cost nothing
    "L-3": _ERROR,  # ARITH: the pack says that both are the same money
    "L-4": _HINT,  # spelling
    "L-5": _HINT,  # the data is kept and not printed
    # 情况说明
    "P-1": _HINT,  # LAW: late is late, and what blocked the document would make it later
    "P-1a": _HINT,  # the day is not printed; only the term cannot be told
    "P-2": _ERROR,  # LAW: money that is missing in a table
    "P-4": _VERIFY,  # LAW 预算法 §14: 机关运行经费 must be explained; the clerk may have to say that it does not apply
    "P-4a": _ERROR,  # ARITH: a part is not more than its whole
    "P-4b": _VERIFY,  # ARITH: the figure follows from the lines; a body may have other sources of its office costs
    "P-7": _HINT,  # REG: a published budget leaves these parts out
    "P-10": _HINT,  # practice
    "P-10a": _HINT,  # the reason may be right though its words point the other way
    "P-11": _VERIFY,  # nothing real is called XX or 待填
    "P-11a": _HINT,  # the project may be that year's
    "P-11b": _HINT,  # the text may mean that year
    "P-11c": _VERIFY,  # a template's choice is no statement
    "P-11d": _VERIFY,  # a sentence without its end says nothing
    "P-11e": _VERIFY,  # nothing rises and falls at once
    "P-11f": _VERIFY,  # a year does not differ from itself; a change within the year can be explained
    "P-11g": _VERIFY,  # a budget is no 决算
    "P-11h": _HINT,  # the text may tell of the year before
    "P-11i": _VERIFY,  # a title of another year is published as that year's budget; an odd form can be explained
    "P-12": _HINT,  # FORM: what is not known is not told
    "P-12a": _HINT,  # FORM: the code may have ended, or been forgotten this year
    # 项目编码
    "PC-1": _VERIFY,  # EMP 55 of 55: a code has 21 characters
    "PC-2": _HINT,  # a project of another region may be passed on
    "PC-3": _VERIFY,  # EMP: no project is numbered before its time
    "PC-4": _ERROR,  # ARITH: two projects cannot be the same
    "PC-5": _HINT,  # an old project may have new money
    "PC-6": _VERIFY,  # EMP 32 of 32: the check character contradicts the code
    "PC-6a": _HINT,  # whether the region uses the check character is not certain
    "PC-7": _HINT,  # practice
    # 封面, 名称, 文字
    "R-1": _HINT,  # rounding: nothing is wrong
    "R-2": _ERROR,  # FORM: a sheet is published under its name
    "R-3": _ERROR,  # FORM: a line without money is no line of a budget; nothing is 0
    "R-3a": _VERIFY,  # FORM: a figure is missing; old assets may have no value in the books
    "R-4": _HINT,  # two projects may have one name
    "R-5": _ERROR,  # FORM: every table prints the name
    "R-6": _HINT,  # not every line is printed
    "R-7": _HINT,  # a township may have a longer code
    "R-8": _HINT,  # last year's form may still be in use
    "R-8a": _HINT,  # the bureau's form may turn out the same
    "R-9": _HINT,  # spelling
    "R-10": _HINT,  # spelling
    "R-11": _HINT,  # spelling
    "R-12": _HINT,  # spelling
    "R-13": _HINT,  # the text is kept and not printed
    "R-14": _HINT,  # spelling
    "R-15": _HINT,  # spelling
    "R-16": _HINT,  # the department above may be meant
    "R-17": _HINT,  # the word may be the place's own; only 机关运行经费 cannot be derived with it
    "R-18": _VERIFY,  # the name may be a short one; money of a body that does not exist is in no unit's document
    "R-19": _VERIFY,  # all may be the own body's, or a body's document is without what it has
    "R-23": _HINT,  # the words may have been changed on purpose
    "R-22": _VERIFY,  # figures that are no number say no amount
    "R-21": _VERIFY,  # nothing real is called #REF! or ####; what it stood for is not published
    "R-20": _HINT,  # the other place may be meant
    # “三公”经费
    "T-3": _HINT,  # the car may be bought out of what is listed otherwise
    "T-5": _HINT,  # REG: the reason is missing, the figures may be right
    # 勾稽
    "X-8": _ERROR,  # ARITH: income is what is spent
    "X-15a": _HINT,  # RECALL
    "X-22": _ERROR,  # ARITH: the tables hold every project
    "X-23": _HINT,  # EMP: a code may be of another year than its money
    "X-25": _VERIFY,  # ARITH; a price may be rounded
    "X-25a": _ERROR,  # ARITH: a part is not more than its whole
    "X-25b": _VERIFY,  # ARITH: parts that leave a purchase out do not make up their whole
    "X-25c": _VERIFY,  # FORM: the row prints without a name, and G-4 compares it with no budget
    "X-26": _ERROR,  # ARITH: a part is not more than its whole
    "X-27": _ERROR,  # ARITH: the parts of last year's total are not more than it
    "X-27a": _HINT,  # last year may have had other expenditure
    "X-27b": _VERIFY,  # ARITH: two figures of one name; the text may mean a part of it
    "X-27c": _VERIFY,  # ARITH: what is left over was a part; the money of several years may have piled up
    "X-27d": _VERIFY,  # ARITH: a percentage, difference and direction follow from two figures; another base can be explained
    "X-27e": _VERIFY,  # ARITH: one item has one figure
    "X-27f": _VERIFY,  # ARITH: parts are not more than their whole, and all of them not less
    "X-26a": _ERROR,  # ARITH: a part is not more than its whole
    "X-26b": _ERROR,  # ARITH: the form says that the parts are all of it
    "X-28b": _ERROR,  # what cannot be read is in no sum
    "X-28": _ERROR,  # ARITH: nobody plans to spend less than nothing
    "X-28a": _ERROR,  # what cannot be read is in no sum
    "X-29": _HINT,  # names the likely cause of a difference that is a finding of its own
    "X-29a": _VERIFY,  # no difference says it: a budget grows, but not a thousand times
    "X-29b": _VERIFY,  # no difference says it; a body with one huge project can say so
    "X-29c": _VERIFY,  # no difference says it; what the number counts may be a building
    "X-29d": _HINT,  # EMP: a small amount may be meant
    "X-29e": _HINT,  # the digits may agree by chance; a figure with a name is X-27b
}
"""The default severity of every check, by its code."""
