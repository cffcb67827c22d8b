"""Reads XML parts of office files: events for large parts, a tree for small ones; no entities, no deep nesting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.parsers.expat import ExpatError, ParserCreate

from storage.errors import StorageError
from storage.files.limits import DEPTH, PART_TAGS, TREE_TAGS, check_tags

_SEPARATOR: Final = " "


class XmlReader:
    """Told of each element of a part. Names are without their namespace, attributes too; ``text`` comes in pieces.

    A subclass overrides what it needs; it is told of ``tags`` alone, for most elements of a part say how something looks.
    """

    tags: frozenset[str]

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """A piece of text."""


def read_part(data: bytes, reader: XmlReader, name: str) -> None:
    """Tell a reader of all elements of a part of the file ``name``. Raises ``StorageError`` for what is no harmless XML.

    Office programs write no document type; who does wants entities, which can name other files or grow without end.
    """
    check_tags(data, PART_TAGS, name)
    depth = 0
    names: dict[str, str] = {}
    tags = reader.tags

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise StorageError(f"“{name}”里的内容套了 {DEPTH} 层以上，不像正常的文件，没有读；在 WPS 里打开，另存一份再读")
        name_alone = names.get(tag)
        if name_alone is None:
            name_alone = names[tag] = tag.rpartition(_SEPARATOR)[2]
        if name_alone in tags:
            reader.begin(name_alone, {key.rpartition(_SEPARATOR)[2]: value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if names[tag] in tags:
            reader.end(names[tag])

    parser = ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_document_type(name)
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError):
        raise StorageError(_damaged(name)) from None


def _refuse_document_type(name: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise StorageError(f"“{name}”里有自己定义的实体（DOCTYPE），不是办公软件写的，没有读；在 WPS 里打开，另存一份再读")

    return refuse


def _damaged(name: str) -> str:
    return f"“{name}”不完整，读不出来；在 WPS 里打开，另存一份再读"


class _Tree(TreeBuilder):
    """Builds a tree without document types and deep nesting."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._depth = 0

    def start(self, tag: str, attrs: dict[Any, Any], /) -> Element:
        self._depth += 1
        if self._depth > DEPTH:
            raise StorageError(_damaged(self._name))
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, *_: object) -> None:
        _refuse_document_type(self._name)()


def read_tree(data: bytes, name: str) -> Element:
    """A small part as a tree. Raises ``StorageError`` as ``read_part`` does."""
    check_tags(data, TREE_TAGS, name)
    try:
        parser = XMLParser(target=_Tree(name))  # noqa: S314 - entities need a document type, which is refused
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError):
        raise StorageError(_damaged(name)) from None
    return root


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]
