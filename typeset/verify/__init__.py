"""Nothing is lost: the account of pages and galleys, and the certificate of the finished file."""

from typeset.verify.account import Account, account, imposed, joined
from typeset.verify.accounts import Whereabouts
from typeset.verify.certificate import Certificate, certify
from typeset.verify.ledger import Finding

__all__ = [
    "Account",
    "Certificate",
    "Finding",
    "Whereabouts",
    "account",
    "certify",
    "imposed",
    "joined",
]
