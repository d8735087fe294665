"""Nothing is lost: what the pages hold is counted against what the galleys hold."""

from typeset.verify.account import Account, account
from typeset.verify.ledger import Finding

__all__ = ["Account", "Finding", "account"]
