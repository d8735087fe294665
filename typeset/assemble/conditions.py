"""Printing conditions: those that the ICC's registry of characterization data has.

The names are those of the registry (https://registry.color.org/cmyk-registry), as output intents
cite them.
"""

from __future__ import annotations

CONDITIONS: dict[str, str] = {
    "FOGRA27": "Offset, coated paper, ISO 12647-2:1996",
    "FOGRA39": "Offset, coated paper, ISO 12647-2:2004/Amd 1",
    "FOGRA45": "Offset, improved LWC paper",
    "FOGRA46": "Heatset web offset, standard LWC paper",
    "FOGRA47": "Offset, uncoated white paper, ISO 12647-2:2004/Amd 1",
    "FOGRA51": "Offset, premium coated paper, ISO 12647-2:2013",
    "FOGRA52": "Offset, wood-free uncoated white paper, ISO 12647-2:2013",
    "CGATS TR 001": "SWOP web offset on coated paper, grade 5",
    "CGATS TR 003": "SWOP 2006, coated paper, grade 3",
    "CGATS TR 005": "SWOP 2006, coated paper, grade 5",
    "CGATS TR 006": "GRACoL 2006, offset on coated paper, grade 1",
    "CGATS21-2-CRPC5": "SWOP 2013, coated paper",
    "CGATS21-2-CRPC6": "GRACoL 2013, premium coated paper",
    "IFRA26": "Newspaper, ISO 12647-3",
    "JC200103": "Japan Color 2001, coated paper",
    "JCW2003": "Japan Web Coated",
}
"""In words, by name."""

HOUSE = "FOGRA39"
"""The condition whose profile comes with typeset."""
HOUSE_PROFILE = "FOGRA39L_coated.icc"
