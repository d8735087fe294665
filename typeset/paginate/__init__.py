"""Making-up: galleys are cut into pages.  Pure functions; no engine, no files.

- :func:`make_up`: galleys and a plan become pages; :func:`wanted_run_ins`: what they lack for it
- :func:`recast`: spaces become as pages want them; :func:`wishes`: paragraphs to be set anew
- :func:`anchors`, :func:`folios`, :func:`passages`: what stands where
- :func:`roman`, :func:`folio`: page numbers as they are printed
"""

from typeset.paginate.folios import folio, roman
from typeset.paginate.recast import recast, wishes
from typeset.paginate.spots import Passage, Spot, anchors, folios, passages
from typeset.paginate.volume import Kept, RunIn, UnitPlan, make_up, wanted_run_ins

__all__ = [
    "Kept",
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
    "wishes",
]
