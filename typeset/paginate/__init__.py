"""Making-up: galleys are cut into pages.  Pure functions; no engine, no files.

- :func:`make_up`: galleys and a plan become pages; :func:`wanted_run_ins`: what they lack for it
- :func:`recast`: spaces become as pages want them; :func:`wishes`: paragraphs to be set anew
- :class:`Stone`: a galley's pages, wherever they will stand; :func:`impose`: a volume of such pages
- :func:`stands`, :func:`folios`: what stands where
- :func:`roman`, :func:`folio`: page numbers as they are printed
"""

from typeset.paginate.easing import Place
from typeset.paginate.folios import folio, roman
from typeset.paginate.recast import recast, respaced, wishes
from typeset.paginate.spots import Passage, Slotted, Stands, folios, stands, starts
from typeset.paginate.stone import MadeUp, Stone
from typeset.paginate.volume import RunIn, UnitPlan, impose, make_up, wanted_run_ins

__all__ = [
    "MadeUp",
    "Passage",
    "Place",
    "RunIn",
    "Slotted",
    "Stands",
    "Stone",
    "UnitPlan",
    "folio",
    "folios",
    "impose",
    "make_up",
    "recast",
    "respaced",
    "roman",
    "stands",
    "starts",
    "wanted_run_ins",
    "wishes",
]
