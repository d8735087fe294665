"""``python -m typeset`` does what ``typeset`` does."""

from typeset.cli import main

main()
