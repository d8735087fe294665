"""Nothing is lost: what the pages hold is counted against what the galleys hold."""

from typeset.verify.account import Account, Finding, account

__all__ = ["Account", "Finding", "account"]
