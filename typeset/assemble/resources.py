"""Resources: pictures, transparency, patterns and whatever else operators name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from hashlib import sha256

from typeset.assemble.file import PdfFile
from typeset.assemble.syntax import name, reference
from typeset.galley import FONTS, Resource


class ResourceCase:
    """Writes each resource once, whoever uses it.

    All pages share one dictionary of fonts; those that use nothing else share their whole
    dictionary of resources.
    """

    def __init__(self, file: PdfFile, fonts: int, convert: Callable[[Resource], Resource]) -> None:
        """``convert`` gives a resource as it is to be written."""
        self._file = file
        self._convert = convert
        self._fonts = b"/Font " + reference(fonts)
        self._plain = file.add(b"<<%b>>" % self._fonts)
        self._written: dict[str, tuple[int, bytes]] = {}

    def put(self, resource: Resource, number: int) -> None:
        """Tell of a resource that is written already, as the object of this number."""
        digest = sha256(resource.body + b"\0" + (resource.data or b"")).digest()
        self._written[resource.name] = number, digest

    def dictionary(
        self, resources: Iterable[Resource], known: Collection[str], content: bytes
    ) -> bytes:
        """The dictionary for a page, out of the resources that its operators may name.

        Those of the names ``known`` are used, and those that ``content`` names.
        """
        offered = {resource.name: resource for resource in resources}
        used = [offered[key] for key in sorted(offered) if key in known or name(key) in content]
        if not used:
            return reference(self._plain)
        kinds: defaultdict[str, list[bytes]] = defaultdict(list)
        for resource in used:
            entry = name(resource.name) + b" " + reference(self._number(resource, offered))
            kinds[resource.kind].append(entry)
        entries = [name(kind) + b"<<%b>>" % b"".join(kinds[kind]) for kind in sorted(kinds)]
        return b"<<%b%b>>" % (self._fonts, b"".join(entries))

    def _number(self, resource: Resource, offered: dict[str, Resource]) -> int:
        digest = sha256(resource.body + b"\0" + (resource.data or b"")).digest()
        number, known = self._written.get(resource.name, (0, digest))
        if known != digest:
            raise ValueError(f"two different resources are called {resource.name}")
        if not number:
            number = self._write(resource, offered)
            self._written[resource.name] = number, digest
        return number

    def _write(self, resource: Resource, offered: dict[str, Resource]) -> int:
        resource = self._convert(resource)
        body = resource.body.replace(FONTS, self._fonts.removeprefix(b"/Font "))
        for needed in resource.uses:
            if needed not in offered:
                raise ValueError(f"{resource.name} uses {needed}, which its galley has not got")
            place = b"@%b@" % needed.encode()
            body = body.replace(place, reference(self._number(offered[needed], offered)))
        if resource.data is None:
            return self._file.add(body if body.startswith(b"[") else b"<<%b>>" % body)
        filtered = b"/Filter" in resource.body
        return self._file.add_stream(body, resource.data, compress=not filtered)
