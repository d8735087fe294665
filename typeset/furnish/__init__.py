"""Furnish: what pages carry besides their type.

Running heads, folios, line numbers, note rules and what a contents list leaves open are worked out
when pages are known.  A dress (:func:`final`, :func:`proof`) says what each page wants; the setting
room sets each different :func:`fragment <fragments>` once; :func:`attach` puts them in place.
"""

from typeset.furnish.final import final
from typeset.furnish.furniture import Furniture, Want, attach, fragments
from typeset.furnish.proof import proof

__all__ = ["Furniture", "Want", "attach", "final", "fragments", "proof"]
