"""Preflight: what a printer, an archive or a screen reader would say of a PDF, ours or not.

The file is read by pikepdf; nothing that wrote it takes part.
"""

from typeset.preflight.findings import Finding, Verdict
from typeset.preflight.gates import GATES, preflight

__all__ = ["GATES", "Finding", "Verdict", "preflight"]
