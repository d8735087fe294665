"""An order for a volume: it is given out as it was printed, or printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from typeset.model import Edition
from typeset.pipeline.clock import Clock
from typeset.pipeline.finished import Finished
from typeset.pipeline.options import BuildOptions, Progress, Wanted
from typeset.pipeline.printings import Printings
from typeset.pipeline.report import Report


def build(
    edition: Edition | Path,
    output: Path,
    options: BuildOptions | None = None,
    *,
    separate: Path | None = None,
    report: Path | None = None,
    certificate: Path | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
) -> Report:
    """Build a volume and write it to ``output``, which appears whole or not at all.

    Of several variants each has its name in its file's (:func:`typeset.variants.file_of`).
    ``separate`` is a folder for a PDF of each letter, from the same pages; ``report`` a file for
    the report as JSON, ``certificate`` one for the account of every word, read back from the file;
    ``progress`` hears how far the work is.  Where ``edition`` is a folder in which nothing has
    changed since it was last built, what was printed then is written again.  Volumes of an earlier
    build to ``output`` that there are no more are removed; the report's notices tell which.

    Raises:
        InputError: edition, layout or options are at fault; all problems are told.
        SettingError: letters could not be set.
        LossError: something would be lost, and ``options.allow_faults`` is not set.
    """
    options = options or BuildOptions()
    wanted = Wanted(output, separate, report, certificate)
    clock = Clock()
    folder = edition if isinstance(edition, Path) else edition.folder
    printings = Printings(options.shelf, folder, output)
    finished = None
    if isinstance(edition, Path) and separate is None:
        finished = Finished(options.shelf, edition, options, wanted, printings)
    given = finished.give() if finished and not options.anew else None
    if given:
        result, account = given
        result.seconds = clock.seconds()
    else:
        from typeset.pipeline.run import Run  # the rooms take half a second to load

        result, account = Run(options, progress, clock).run(edition, wanted)
    # A choice of letters is no printing of the edition, and leaves its volumes alone.
    notices = [] if options.letters else printings.renew(result)
    if finished and not given:
        finished.keep(result, account)
    result.notices += notices
    wanted.write(result.to_json(), account)
    return result
