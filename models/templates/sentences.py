"""Frames and paragraphs that divide their sentences otherwise: two of ours in one of the template's, or one in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from models.templates.wording import has_gap, instead_of

_SENTENCE: Final = re.compile(r"[^。]*。|[^。]+$")

Pairs = Callable[[Sequence[str], Sequence[str]], Mapping[int, int]]
"""Which text of the left is answered by which of the right: of each the best of the other."""


def by_sentences(frames: Sequence[str], ours: Sequence[str], pairs: Pairs) -> Mapping[int, Sequence[str]]:
    """The frames whose sentences several paragraphs answer, or whose paragraph answers several frames, with the text in place.

    A sentence that none answers stays in it as it is.
    """
    left = [(at, sentence) for at, frame in enumerate(frames) if not instead_of(frame) for sentence in _sentences(frame)]
    right = [(at, sentence) for at, text in enumerate(ours) for sentence in _sentences(text)]
    found = pairs([sentence for _, sentence in left], [sentence for _, sentence in right])
    found = {one: other for one, other in found.items() if has_gap(left[one][1])}
    together = {(left[one][0], right[other][0]) for one, other in found.items()}
    divided = {
        frame for frame, own in together if any((at == frame) != (text == own) for at, text in together)
    }  # one of the two stands in another pair as well
    return {frame: ["".join(_answered(frame, left, right, found)).strip()] for frame in divided}


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.findall(text) if sentence.strip()]


def _answered(
    frame: int, left: Sequence[tuple[int, str]], right: Sequence[tuple[int, str]], found: Mapping[int, int]
) -> Sequence[str]:
    """The sentences of a frame, each as it is answered."""
    return [right[found[one]][1] if one in found else sentence for one, (at, sentence) in enumerate(left) if at == frame]
