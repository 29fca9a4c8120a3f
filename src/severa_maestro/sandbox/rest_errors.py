"""The errors of the REST API, as exceptions that a call raises, and their ``ExceptionModel``."""

from typing import Any

#: Where on the client's side the mistake is (``ExceptionLocationTypeEnum``).
PATH, BODY, HEADER, QUERY = "PathParameter", "RequestBody", "RequestHeader", "UriParameter"

#: What .NET adds of its own: a client must never show it to anybody.
_STACK = (
    "   at Severa.Api.Middleware.ExceptionMiddleware.Invoke(HttpContext context)\r\n"
    "   at Severa.Api.Controllers.PublicApiController.{type}() in C:\\agent\\_work\\7\\s\\Api\\Controllers.cs:line 412"
)


class RestError(Exception):
    """An answer that is not the one that was asked for.

    Attributes:
        status: of HTTP.
        type: one of ``ExceptionTypeEnum``; empty for an answer without a body.
        message: for the client's programmer.
        location: which part of the request is meant, and its name; or None.
    """

    def __init__(self, status: int, error_type: str, message: str, location: tuple[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.type = error_type
        self.message = message
        self.location = location

    def body(self, url: str) -> dict[str, Any] | None:
        """``ExceptionModel``; None where the answer has no body."""
        if not self.type:
            return None
        place, name = self.location or (None, None)
        location = {"type": place, "name": name, "identifier": None} if place else None
        return {
            "error": {
                "httpStatusCode": self.status,
                "type": self.type,
                "details": [{"message": self.message, "url": url, "location": location}],
                "stack": _STACK.format(type=self.type),
            }
        }


def not_found() -> RestError:
    """What was asked for does not exist: an answer without a body."""
    return RestError(404, "", "Not found.")


def authentication_required(message: str) -> RestError:
    """The credentials or the token are not good."""
    return RestError(401, "AuthenticationRequired", message)


def insufficient_scope(scope: str) -> RestError:
    """The token lacks a scope; the message names it."""
    return RestError(403, "InsufficientApiScope", f"The access token does not have the required scope: {scope}.")


def addon_missing() -> RestError:
    """The organisation has not paid for this."""
    return RestError(403, "AddonMissing", "The organization does not have the add-on that this needs.")


def permission_denied(operation: str) -> RestError:
    """The user behind the client lacks a right."""
    return RestError(403, "PermissionDenied", f"The user does not have the permission for {operation}.")


def invalid_parameter(place: str, name: str, message: str) -> RestError:
    """A value that cannot be taken."""
    return RestError(400, "InvalidParameter", message, (place, name))


def invalid_operation(message: str, name: str = "op") -> RestError:
    """Something that cannot be done to this."""
    return RestError(400, "InvalidOperation", message, (BODY, name))


def invalid_request(message: str) -> RestError:
    """A body that cannot be read."""
    return RestError(400, "InvalidRequest", message, (BODY, ""))


def internal_error() -> RestError:
    """A failure of the other side's own."""
    return RestError(500, "InternalSystemError", "An unexpected error has occurred.")
