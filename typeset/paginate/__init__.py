"""Making-up: galleys are cut into pages.  Pure functions; no engine, no files.

- :func:`make_up`: galleys and a plan become pages
- :func:`anchors`, :func:`folios`, :func:`passages`: what stands where
- :func:`roman`, :func:`folio`: page numbers as they are printed
"""

from typeset.paginate.folios import folio, roman
from typeset.paginate.spots import Passage, Spot, anchors, folios, passages
from typeset.paginate.volume import UnitPlan, make_up

__all__ = [
    "Passage",
    "Spot",
    "UnitPlan",
    "anchors",
    "folio",
    "folios",
    "make_up",
    "passages",
    "roman",
]
