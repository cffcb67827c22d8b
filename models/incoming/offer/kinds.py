"""All kinds of blocks in the order in which they ask for parts of a file and fill a book; a new one is added to ``KINDS``."""

from __future__ import annotations

from typing import Final

from models.incoming.offer.block import OfferKind
from models.incoming.offer.overall import OverallKind
from models.incoming.offer.published import PublishedKind

KINDS: Final[tuple[OfferKind, ...]] = (PublishedKind(), OverallKind())
