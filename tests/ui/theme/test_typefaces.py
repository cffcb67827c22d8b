"""Which installed font prints 宋体, 黑体, 仿宋 and 楷体 on the systems of offices."""

from __future__ import annotations

import pytest

from ui.theme.typefaces import SCREEN, TYPEFACES, nearest

WINDOWS = {"SimSun": "宋体", "SimHei": "黑体", "FangSong": "仿宋", "KaiTi": "楷体"}
FOUNDER = {"FZShuSong-Z01": "宋体", "FZHei-B01": "黑体", "FZFangSong-Z02": "仿宋", "FZKai-Z03": "楷体"}
IN_CHINESE = {"方正书宋_GBK": "宋体", "方正黑体_GBK": "黑体", "方正仿宋_GBK": "仿宋", "方正楷体_GBK": "楷体"}
CESI = {"CESI宋体-GB2312": "宋体", "CESI黑体-GB2312": "黑体", "CESI仿宋-GB2312": "仿宋", "CESI楷体-GB2312": "楷体"}
NOTO = {"Noto Sans CJK SC", "Noto Serif CJK SC", "DejaVu Sans"}


@pytest.mark.parametrize("fonts", [WINDOWS, FOUNDER, IN_CHINESE, CESI], ids=["Windows", "方正", "方正 in Chinese", "CESI"])
def test_each_face_is_found_by_its_name_there(fonts):
    installed = {*fonts, *NOTO}
    assert {nearest(names, installed, "DejaVu Sans"): face for face, names in TYPEFACES.items()} == fonts


def test_where_only_free_fonts_are_the_drawing_stays_near():
    assert {face: nearest(names, NOTO, "DejaVu Sans") for face, names in TYPEFACES.items()} == {
        "宋体": "Noto Serif CJK SC", "黑体": "Noto Sans CJK SC", "仿宋": "Noto Serif CJK SC", "楷体": "Noto Serif CJK SC",
    }  # fmt: skip


@pytest.mark.parametrize("only", ["Noto Sans CJK SC", "WenQuanYi Zen Hei", "文泉驿微米黑", "AR PL UMing CN"])
def test_one_chinese_font_prints_every_face(only):
    assert {nearest(names, {only, "DejaVu Sans"}, "DejaVu Sans") for names in TYPEFACES.values()} == {only}


def test_the_window_keeps_the_font_of_a_system_that_has_none_of_its_own():
    assert nearest(SCREEN, {"WenQuanYi Micro Hei"}, "WenQuanYi Micro Hei") == "WenQuanYi Micro Hei"
