"""TEI: letters encoded by any project's habits, as drafts, with an account of every word.

``guard`` reads a file that may be damaged or hostile.  ``letters`` finds the letters in it;
``walker`` goes through a letter's elements, each of which does its part (``handlers``: ``blocks``,
``structures``, ``verse``, ``marks``, ``notebook``, ``apparatus``), and puts their text into a
``flow`` that cuts it into blocks.  The ``ledger`` notes where each text went, the ``account``
counts again by itself.  ``convert`` does a file, ``importing`` many.
"""

from typeset.intake.tei.importing import import_tei
from typeset.intake.tei.options import Options

__all__ = ["Options", "import_tei"]
