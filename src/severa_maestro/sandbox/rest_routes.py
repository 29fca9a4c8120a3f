"""Routes: which call is meant by a method and a path, and what it needs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from severa_maestro.sandbox.rest_query import Query

#: The API's first version goes by two names.
_VERSIONS = {"v1.0": "v1"}
#: Where in a path the version is, and the id.
_VERSION, _GUID = 1, 3
_ANY = "{}"


@dataclass(frozen=True, slots=True)
class Call:
    """What a handler is asked.

    Attributes:
        guid: the id in the path, or empty.
        query: the parameters of the address.
        body: as it was sent.
        is_idle: nothing is to be changed, although the answer is that of a change.
    """

    guid: str
    query: Query
    body: bytes
    is_idle: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """One call of the API.

    Attributes:
        method: of HTTP.
        path: as the contract writes it, with the name of its id in braces.
        scope: what a token must have; empty where any token will do.
        handler: does the work: gives member values, a page of them, or None for an answer without content.
        is_public: needs no token.
        success: the HTTP status of a good answer that has content.
    """

    method: str
    path: str
    scope: str
    handler: Callable[[Call], Any]
    is_public: bool = False
    success: int = 200

    @property
    def operation(self) -> str:
        """The name by which calls are counted, faults planted and rights taken."""
        return f"{self.method} {self.path}"


class Routes:
    """Finds the route of a call."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._routes = {(route.method, _shape(route.path)): route for route in routes}

    def find(self, method: str, path: str) -> tuple[Route | None, str]:
        """The route and the id in the path; a path comes without the base, and with its escapes."""
        segments = path.rstrip("/").split("/")
        shape = [segment.lower() for segment in segments]
        if len(shape) > _VERSION:
            shape[_VERSION] = _VERSIONS.get(shape[_VERSION], shape[_VERSION])
        route = self._routes.get((method, tuple(shape)))
        if route is not None or len(shape) <= _GUID:
            return route, ""
        shape[_GUID] = _ANY
        return self._routes.get((method, tuple(shape))), unquote(segments[_GUID])


def _shape(path: str) -> tuple[str, ...]:
    return tuple(_ANY if segment.startswith("{") else segment for segment in path.split("/"))
