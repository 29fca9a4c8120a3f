"""The faults of the API, as exceptions that an operation raises."""


class SoapFault(Exception):  # noqa: N818 - named as SOAP names it
    """A fault with one of the API's exceptions as its detail.

    Attributes:
        exception: the name of the exception on the wire.
        text: the fault's text.
        description: the exception's description.
    """

    def __init__(self, exception: str, text: str, description: str) -> None:
        super().__init__(description)
        self.exception = exception
        self.text = text
        self.description = description


def authentication_failure() -> SoapFault:
    """The key is not right, or there is none."""
    return SoapFault("AuthenticationFailureException", "Access denied", "Authentication failed: access denied.")


def no_permission(operation: str) -> SoapFault:
    """The user of the key lacks a right."""
    description = f"The API user has no permission to call {operation}."
    return SoapFault("NoPermissionException", "No permission", description)


def not_found(what: str) -> SoapFault:
    """What was asked for does not exist."""
    return SoapFault("NotFoundException", "Not found", what)


def general_failure(what: str) -> SoapFault:
    """Any other failure."""
    return SoapFault("GeneralFailureException", "General failure", what)


def quota_exceeded() -> SoapFault:
    """The calls of the day are used up; the contract does not declare this one."""
    return SoapFault("QuotaLimitExceededException", "Quota limit reached", "Quota limit")
