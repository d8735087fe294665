"""Making-up: galleys are cut into pages.  Pure functions; no engine, no files.

- :func:`make_up`: galleys and a plan become pages; :func:`wanted_run_ins`: what they lack for it
- :func:`recast`: galleys set as their pages want them
- :func:`anchors`, :func:`folios`, :func:`passages`: what stands where
- :func:`roman`, :func:`folio`: page numbers as they are printed
"""

from typeset.paginate.folios import folio, roman
from typeset.paginate.recast import recast
from typeset.paginate.spots import Passage, Spot, anchors, folios, passages
from typeset.paginate.volume import RunIn, UnitPlan, make_up, wanted_run_ins

__all__ = [
    "Passage",
    "RunIn",
    "Spot",
    "UnitPlan",
    "anchors",
    "folio",
    "folios",
    "make_up",
    "passages",
    "recast",
    "roman",
    "wanted_run_ins",
]
