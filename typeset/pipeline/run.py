"""The pipeline: read, compose, set, paginate, furnish, assemble, verify, in that order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from typeset.assemble import Metadata, Printed, Volume, assemble
from typeset.compose import compose_faults
from typeset.errors import InputError, LossError, Problem, SettingError
from typeset.faces import Library
from typeset.furnish import attach, final, fragments, proof
from typeset.galley import Slug
from typeset.layout import Layout
from typeset.model import Edition, Place
from typeset.page import Page
from typeset.paginate import UnitPlan
from typeset.pipeline.attach import attachments, forgotten
from typeset.pipeline.clock import Clock
from typeset.pipeline.faces import declared, fallbacks_used, missing_glyphs
from typeset.pipeline.flaws import places
from typeset.pipeline.inserts import inserts
from typeset.pipeline.lines import left_to_the_engine
from typeset.pipeline.made import Made
from typeset.pipeline.options import BuildOptions, Progress, Wanted
from typeset.pipeline.press import for_variant, notices, spine, unprintable
from typeset.pipeline.report import Report, Stand, joined
from typeset.pipeline.settle import settle
from typeset.pipeline.shop import Shop, open_shop
from typeset.pipeline.units import FAULTS, Unit
from typeset.pipeline.volumes import bound
from typeset.read import read_edition
from typeset.set import ClusterPool, Pool, SettingRoom, Task
from typeset.store import Store
from typeset.variants import Variant, file_of, volume_file
from typeset.verify import Account, Certificate, Whereabouts, certify


@dataclass
class Run:
    """One run through all rooms."""

    options: BuildOptions
    progress: Callable[[Progress], None]
    clock: Clock

    def run(self, source: Edition | Path, wanted: Wanted) -> tuple[Report, str]:
        """Print a volume; its report, and its certificate as JSON.

        Raises:
            InputError, SettingError, LossError: as :func:`typeset.pipeline.build` tells.
        """
        with self._pool() as pool:
            pool.warm()  # it loads the engine while the edition is read
            edition = source
            if isinstance(edition, Path):
                with self.clock.step("read"):
                    letters = Store(self.options.shelf / "letters")
                    edition = read_edition(edition, letters, self.options.workers)
            with self.clock.step("read"):
                shop = open_shop(edition, self.options, pool, as_read=isinstance(source, Path))
            if shop.edition.volumes and not self.options.letters:
                return self._print_volumes(shop, wanted)
            result, certificate = self._print_volume(shop, wanted)
            return result, certificate.to_json()

    def _print_volumes(self, shop: Shop, wanted: Wanted) -> tuple[Report, str]:
        """Print all volumes of an edition, each a file of its own."""
        results, certificates = [], []
        editions = bound(shop.edition, lambda part: self._places(shop.of(part)))
        shelf = tuple(volume_file(wanted.volume, n) for n in range(1, len(editions) + 1))
        for edition, file in zip(editions, shelf, strict=True):
            part = replace(wanted, volume=file, shelf=shelf)
            result, certificate = self._print_volume(shop.of(edition), part)
            results.append(result)
            certificates.append(certificate.to_json())
        return joined(results), f"[{','.join(certificates)}]\n"

    def _places(self, shop: Shop) -> list[Stand]:
        """Where the letters of a volume stand, before it is printed."""
        made = settle(shop, self.clock, self.progress)
        return places(made.pages, made.units)

    def _pool(self) -> Pool | ClusterPool:
        """Who sets the letters."""
        if self.options.scheduler:
            return ClusterPool(self.options.scheduler)
        return Pool(self.options.workers, self.options.shelf)

    def _print_volume(self, shop: Shop, wanted: Wanted) -> tuple[Report, Certificate]:
        """Print the volume that a shop is opened for."""
        edition, layout, library, variants = shop.edition, shop.layout, shop.library, shop.variants
        made = settle(shop, self.clock, self.progress)
        if self.options.dress == "proof":
            made = self._list_faults(made, shop)
        self._refuse_missing_glyphs(made, edition, library)
        self._refuse_unprintable(made, layout, variants)
        pages, slugs = self._furnish(made, edition, layout, shop.room)
        tally = self._account(made, pages)
        volume = _volume(edition, layout, library, made, pages, slugs, self.options)
        is_final = self.options.dress == "final"
        attach = self.options.attach or (edition.attach if is_final else ())
        volume = replace(
            volume,
            press=shop.press,
            inserts=inserts((unit.name for unit in made.units), edition),
            attachments=attachments(attach, edition, made, pages, tally),
        )
        volumes = [for_variant(volume, one, edition) for one in variants]
        if wanted.shelf:
            volumes = [_among(volume, wanted.shelf, len(variants)) for volume in volumes]
        with self.clock.step("assemble"):
            files = [file_of(one, wanted.volume, len(variants)) for one in variants]
            prints = [
                self._print(one, file, edition, made)
                for one, file in zip(volumes, files, strict=True)
            ]
            letters = self._separate(volumes[0], made, wanted.separate) if wanted.separate else ()
            apart = list(letters)
        printed, certificate = prints[0]
        result = self._report(files[0], made, pages, tally, certificate, printed, shop.room, apart)
        result.variants = {one.name: str(file) for one, file in zip(variants, files, strict=True)}
        result.faults += made.coarse_pictures()
        result.paper = spine(layout, result.pages)
        result.notices = (
            [*notices(layout, variants), *forgotten(attach, variants)] if is_final else []
        )
        result.fallbacks = fallbacks_used(made.galleys, library, declared(layout))
        return result, certificate

    def _print(
        self, volume: Volume, file: Path, edition: Edition, made: Made
    ) -> tuple[Printed, Certificate]:
        """Write a file, which is read back before it takes its place."""
        certified: list[Certificate] = []

        def certify(part: Path) -> None:
            certified.append(self._certify(part, file, edition, made, volume.pages))

        return assemble(volume, file, certify), certified[0]

    def _list_faults(self, made: Made, shop: Shop) -> Made:
        """Add the list of faults after the volume's pages, which stay as they are."""
        problems = [flaw.problem() for flaw in made.flaws()]
        html = compose_faults(problems, shop.edition, shop.layout)
        unit = Unit(FAULTS, UnitPlan("body"))
        return made.with_unit(unit, Task(FAULTS, html, asks=False), shop)

    def _refuse_missing_glyphs(self, made: Made, edition: Edition, library: Library) -> None:
        """A character that no face has is an error with its place and the fonts that have it."""
        if self.options.allow_faults:
            return
        if problems := missing_glyphs(made.flaws(), edition, library):
            raise SettingError(problems)

    def _refuse_unprintable(self, made: Made, layout: Layout, variants: Sequence[Variant]) -> None:
        convert = layout.settings.get("rgb") != "refuse"
        problems = [
            problem
            for variant in variants
            if variant.press
            for problem in unprintable(made.galleys, made.units, variant, convert=convert)
        ]
        if problems:
            raise InputError(problems)

    def _account(self, made: Made, pages: Sequence[Page]) -> Account:
        with self.clock.step("verify"):
            tally = made.account(pages)
        if tally.findings and not self.options.allow_faults:
            files = {unit.name: unit.letter.file for unit in made.units if unit.letter}
            raise LossError(
                [
                    Problem(
                        finding.code,
                        finding.message,
                        "--allow-faults writes the volume all the same",
                        Place(files.get(finding.unit, finding.unit), finding.line, 1),
                    )
                    for finding in tally.findings
                ]
            )
        return tally

    def _certify(
        self, part: Path, output: Path, edition: Edition, made: Made, pages: Sequence[Page]
    ) -> Certificate:
        """Read the finished file back before it takes its place."""
        files = {unit.name: unit.letter.file for unit in made.units if unit.letter}
        stands = places(pages, made.units)
        letters = [Whereabouts(one.id, files[one.id], one.first, one.pages) for one in stands]
        shelf = self.options.shelf / "readings"
        jobs = self.options.workers
        with self.clock.step("certify"):
            found = certify(part, edition.folder, letters, name=output.name, shelf=shelf, jobs=jobs)
        if found.findings and not self.options.allow_faults:
            raise LossError(found.problems())
        return found

    def _furnish(
        self, made: Made, edition: Edition, layout: Layout, room: SettingRoom
    ) -> tuple[tuple[Page, ...], Mapping[str, Slug]]:
        with self.clock.step("furnish"):
            if self.options.dress == "proof":
                date = self.options.date or ""
                wants = proof(made.pages, made.stands, made.galleys, edition, layout, date)
            else:
                wants = final(made.pages, made.stands, made.galleys, edition, layout)
            slugs = room.set_pieces(fragments(wants))
            items = {fragment: slug.item for fragment, slug in slugs.items()}
            return attach(made.pages, wants, items), slugs

    def _separate(self, volume: Volume, made: Made, folder: Path) -> Iterator[Path]:
        """Write each letter's own pages; what goes along with the volume does not with them."""
        volume = replace(volume, attachments=(), shelf={})
        folder.mkdir(parents=True, exist_ok=True)
        for n, unit in enumerate(made.units):
            if unit.letter and unit.outline:
                pages = [page for page in volume.pages if n in page.units]
                path = folder / f"{unit.name}.pdf"
                metadata = replace(volume.metadata, title=unit.outline.title)
                outline = (replace(unit.outline, level=1),)
                assemble(
                    replace(volume, pages=pages, metadata=metadata, outline=outline, excerpt=True),
                    path,
                )
                yield path

    def _report(
        self,
        output: Path,
        made: Made,
        pages: Sequence[Page],
        tally: Account,
        certificate: Certificate,
        printed: Printed,
        room: SettingRoom,
        apart: list[Path],
    ) -> Report:
        return Report(
            file=output,
            pages=len(pages),
            letters=places(pages, made.units),
            coverage=certificate.coverage(),
            notes={
                "called": tally.notes_called,
                "placed": tally.notes_placed,
                "split": tally.notes_split,
                "away": sum(finding.code == "note-away" for finding in tally.reported),
            },
            fonts=list(printed.faces),
            faults=made.flaws(),
            cache={"hits": room.count.hits, "misses": room.count.misses},
            seconds=self.clock.seconds(),
            peak_mb=_peak(),
            separate=apart,
            odd=left_to_the_engine(forme.odd for forme in made.formes),
            hyphens=made.hyphens(),
        )


def _volume(
    edition: Edition,
    layout: Layout,
    library: Library,
    made: Made,
    pages: Sequence[Page],
    slugs: Mapping[str, Slug],
    options: BuildOptions,
) -> Volume:
    people = dict.fromkeys(name.name for letter in edition.letters for name in letter.senders)
    return Volume(
        pages=pages,
        stereos=made.stereos,
        geometry=layout.geometry(),
        faces={face.key: face for face in library.faces},
        metadata=Metadata(
            title=edition.title if not options.letters else _titles(made.units, edition),
            author=edition.editor or "; ".join(people),
            subject=edition.subtitle or "",
            language=edition.language,
            creator=f"typeset {version('typeset')}",
        ),
        outline=[unit.outline for unit in made.units if unit.outline],
        # What is lost may be what a link leads to.
        excerpt=options.allow_faults,
        furniture_faces=[use for slug in slugs.values() for use in slug.faces],
        furniture_resources=[one for slug in slugs.values() for one in slug.resources],
    )


def _among(volume: Volume, shelf: Sequence[Path], variants: int) -> Volume:
    """The volume with the names of its like in all volumes of the edition."""
    names = [file_of(volume.variant, file, variants).name for file in shelf]
    if volume.variant.archive == 3 and not all(map(str.isascii, names)):
        return volume  # such a name takes a dictionary, which PDF/A-3 keeps for attachments
    return replace(volume, shelf=dict(enumerate(names, 1)))


def _titles(plan: Sequence[Unit], edition: Edition) -> str:
    titles = [unit.letter.short_title for unit in plan if unit.letter]
    return titles[0] if len(titles) == 1 else edition.title


def _peak() -> float:
    """Largest resident memory of this process, in MiB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
