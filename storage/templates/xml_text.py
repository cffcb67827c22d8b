"""A part of a workbook as a tree that is written back as it was read: prefixes, declarations and order stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.dom.minidom import Document, Element, Node, Text, parseString
from xml.sax.saxutils import escape

from storage.files.limits import DOM_TAGS, check_tags
from storage.incoming.xml_parts import read_tree

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_IN_TEXT: Final = {"\r": "&#13;"}
_IN_ATTRIBUTE: Final = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def read_xml(data: bytes, name: str) -> Document:
    """A part of the file ``name``. Raises ``StorageError`` for what is no harmless XML.

    ElementTree would write other prefixes, which ``mc:Ignorable`` names by themselves; minidom keeps them.
    """
    check_tags(data, DOM_TAGS, name)
    read_tree(data, name)
    return parseString(data)  # noqa: S318 - entities and deep nesting were refused in the line above


def root_of(document: Document) -> Element:
    """The outermost element, which every document has that was read."""
    return next(child for child in document.childNodes if isinstance(child, Element))


def write_xml(document: Document) -> bytes:
    """The part again. minidom's own writer loses line breaks in attributes."""
    pieces: list[str] = [_HEAD]
    for node in document.childNodes:
        _write(node, pieces)
    return "".join(pieces).encode("utf-8")


def _write(node: Node, pieces: list[str]) -> None:
    if isinstance(node, Element):
        attributes = "".join(f' {key}="{escape(value, _IN_ATTRIBUTE)}"' for key, value in node.attributes.items())
        if not node.childNodes:
            pieces.append(f"<{node.tagName}{attributes}/>")
            return
        pieces.append(f"<{node.tagName}{attributes}>")
        for child in node.childNodes:
            _write(child, pieces)
        pieces.append(f"</{node.tagName}>")
    elif isinstance(node, Text):
        pieces.append(escape(node.data, _IN_TEXT))


def elements(parent: Document | Element, name: str) -> Iterator[Element]:
    """The elements with this name anywhere below, whatever their prefix."""
    yield from parent.getElementsByTagNameNS("*", name)


def children(parent: Element, name: str) -> list[Element]:
    """The elements with this name directly below."""
    return [child for child in parent.childNodes if isinstance(child, Element) and child.localName == name]


def text_of(element: Element) -> str:
    """The text directly in an element."""
    return "".join(child.data for child in element.childNodes if isinstance(child, Text))


def set_text(element: Element, text: str) -> None:
    """Replace what is in an element."""
    while element.firstChild is not None:
        element.removeChild(element.firstChild)
    element.appendChild(_document_of(element).createTextNode(text))


def new_element(like: Element, name: str) -> Element:
    """A new element with the prefix of another one."""
    prefix = f"{like.prefix}:" if like.prefix else ""
    return _document_of(like).createElementNS(like.namespaceURI, prefix + name)


def _document_of(element: Element) -> Document:
    document = element.ownerDocument
    if document is None:  # only nodes that are in no document have none
        raise ValueError(element.tagName)
    return document
