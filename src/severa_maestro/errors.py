"""The error tree, in the words of what to do.

Each outside error (a SOAP fault, an HTTP status, a database exception) is mapped to one of these in one table of
the room that meets it. No other exception is meant to reach a person.
"""

from datetime import datetime
from typing import ClassVar

from severa_maestro.language import Language, Message, Text


class SeveraMaestroError(Exception):
    """Something that a person should read.

    Attributes:
        code: stable and short, such as ``severa-key-refused``: for machines, tests and support.
        message: what is the matter and what to do, in three languages.
        values: what goes into the message; never a secret.
    """

    #: Short name of the branch of the tree, for ``--json`` and logs.
    kind: ClassVar[str] = "error"

    def __init__(self, code: str, message: Message, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.values = values

    def say(self, language: Language) -> str:
        """The message in the reader's language."""
        return self.message.say(language, **self.values)

    def as_text(self) -> Text:
        """The message with its values, for whoever reads it later in whichever language."""
        return self.message.filled(**self.values)

    def __str__(self) -> str:
        return f"{self.code}: {self.say(Language.ENGLISH)}"


class ConfigurationError(SeveraMaestroError):
    """A person must mend a setting: a key, a right, the name of a status."""

    kind = "configuration"


class TransientError(SeveraMaestroError):
    """Wait and try again: a time-out, a refused connection, a server's 5xx."""

    kind = "transient"


class QuotaError(SeveraMaestroError):
    """Severa's quota is used up: wait.

    Attributes:
        wait_until: when calls are allowed again (UTC), where that is known.
    """

    kind = "quota"

    def __init__(self, code: str, message: Message, *, wait_until: datetime | None, **values: object) -> None:
        super().__init__(code, message, **values)
        self.wait_until = wait_until


class DataError(SeveraMaestroError):
    """This one record, an invoice, a customer, a line of a file, cannot be used. The others can."""

    kind = "data"


class ContractError(SeveraMaestroError):
    """Severa said something that its contract does not allow.

    Attributes:
        evidence: the beginning of what it said, without secrets, for support. Not shown to people.
    """

    kind = "contract"

    def __init__(self, code: str, message: Message, *, evidence: str = "", **values: object) -> None:
        super().__init__(code, message, **values)
        self.evidence = evidence
