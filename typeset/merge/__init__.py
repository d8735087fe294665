"""Merging: finished PDFs, ours or not, joined to one volume.

Done by pikepdf, which keeps what a page is made of as it stands; what hangs on the catalogue
(outline, destinations, labels, tags) is joined here.
"""

from typeset.merge.merge import Merged, merge

__all__ = ["Merged", "merge"]
