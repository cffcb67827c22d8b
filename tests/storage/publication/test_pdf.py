"""A PDF completed: what its letters stand for."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from storage.publication.pdf import PdfNotes, completed

RANGES = b"3 beginbfrange\n<0001> <0002> <D842DFB7>\n<0003> <0003> <2F00>\n<0004> <0005> [<D840DC00> <4E8C>]\nendbfrange"


def test_rare_characters_keep_what_they_stand_for():
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = StreamObject()
    stream.set_data(RANGES)
    font = DictionaryObject({NameObject("/ToUnicode"): writer._add_object(stream)})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    made = BytesIO()
    writer.write(made)
    notes = PdfNotes("标题", "单位", "zh-CN", (), (), 0, {"\u2f00": "一"})
    (page,) = PdfReader(BytesIO(completed(made.getvalue(), notes))).pages
    assert page["/Resources"]["/Font"]["/F1"]["/ToUnicode"].get_data().split(b"\n")[1:-1] == [
        b"<0001> <0002> [<D842DFB7> <D842DFB8>]",
        b"<0003> <0003> [<4E00>]",
        b"<0004> <0005> [<D840DC00> <4E8C>]",
    ]


def test_information_that_qt_left_open_is_closed(caplog):
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer._info[NameObject("/Trapped")] = NameObject("/False")
    made = BytesIO()
    writer.write(made)
    closed, left_open = b"/Trapped /False\n>>\nendobj", b"/Trapped /False\n2 \nendobj"
    assert closed in made.getvalue()
    notes = PdfNotes("标题", "单位", "zh-CN", (), (), 0, {})
    read = PdfReader(BytesIO(completed(made.getvalue().replace(closed, left_open), notes)))
    assert (read.metadata.title, len(read.pages)) == ("标题", 1)
    assert not caplog.records
