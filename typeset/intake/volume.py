"""What letters have in common → edition.yaml."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.intake.draft import Draft
from typeset.intake.leaf import Node, below
from typeset.intake.letter import Shared, credits_of, source_keys
from typeset.intake.settle import flat
from typeset.model import Licence, Source

OF_ONE_LETTER = ("pages", "url")
"""Keys of a source that no letter takes from another, even if they are the same."""


def shared_by(drafts: Sequence[Draft], language: str) -> Shared:
    """What all letters have alike.  A letter without a source or licence must inherit none."""
    licences = list(dict.fromkeys(one.licence for one in drafts if one.licence))
    same_licence = len(licences) == 1 and all(one.licence for one in drafts)
    credits = {one.credits for one in drafts}
    return Shared(
        language=language,
        source=_common_source([one.source for one in drafts]),
        licences=_named(licences),
        licence=licences[0] if same_licence else None,
        credits=drafts[0].credits if len(credits) == 1 and len(drafts) > 1 else (),
    )


def edition_lines(title: str, order: str, shared: Shared) -> list[str]:
    """The lines of edition.yaml."""
    said: dict[str, Node] = {"title": flat(title), "language": shared.language}
    if shared.source:
        said["source"] = dict(shared.source)
    if shared.licences:
        said["licences"] = {name: _terms(one) for one, name in shared.licences.items()}
    if shared.licence:
        said["licence"] = shared.licences[shared.licence]
    if shared.credits:
        said["credits"] = credits_of(shared.credits)
    if order != "date":
        said["order"] = order
    return below(said, 0)


def _common_source(sources: Sequence[Source | None]) -> dict[str, str]:
    keys = [source_keys(source) for source in sources]
    if len({one.get("title") for one in keys}) > 1:
        return {}
    return {
        key: value
        for key, value in keys[0].items()
        if key not in OF_ONE_LETTER and all(other.get(key) == value for other in keys)
    }


def _named(licences: Sequence[Licence]) -> dict[Licence, str]:
    """A name for each licence; different ones that were given one name are numbered."""
    names: dict[Licence, str] = {}
    for licence in sorted(licences, key=lambda one: (one.ident, str(one))):
        name, number = licence.ident, 2
        while name in names.values():
            name, number = f"{licence.ident}-{number}", number + 1
        names[licence] = name
    return names


def _terms(licence: Licence) -> dict[str, Node]:
    terms = {
        "name": flat(licence.name),
        "holder": flat(licence.holder),
        "statement": flat(licence.statement),
        "credit": flat(licence.credit),
        "url": flat(licence.url),
    }
    return {key: value for key, value in terms.items() if value}
