"""TEI: letters encoded by any project's habits, as drafts, with an account of every word.

``guard`` reads a file that may be damaged or hostile.  ``letters`` finds the letters in it;
``walker`` goes through a letter's elements, each of which does its part (``handlers``: ``blocks``,
``structures``, ``marks``, ``notebook``, ``apparatus``), and puts their text into a ``flow`` that
cuts it into blocks.  The ``ledger`` notes where each text went, the ``account`` counts again by
itself.  ``convert`` does a file, ``importing`` many.
"""

from typeset.intake.tei.importing import FileReport, Imported, import_tei
from typeset.intake.tei.options import Options
from typeset.intake.tei.report import lines, write_report

__all__ = ["FileReport", "Imported", "Options", "import_tei", "lines", "write_report"]
