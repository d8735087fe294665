"""Plain data: what goes from room to room, and is kept from build to build."""

from __future__ import annotations


class Plain:
    """Base of frozen dataclasses with slots: pickled as the values of their fields.

    Python's own way names and sets each field by itself, which takes three times as long to load.
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Plain], tuple[object, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__slots__])
