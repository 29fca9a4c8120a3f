"""Long lists, oldest first, a page at a time: a page begins after a key, so each is as near as the first."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.http import urlencode
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from severa_maestro.web.api.values import Answer, AskedLimit, AskedNumber

_Item = TypeVar("_Item")
_Row = TypeVar("_Row", bound=Model)


class Paging(Schema):
    """Which page is asked for; the filters of a list are further members."""

    after: AskedNumber = Field(0, description="The id of the last item of the page before.")
    limit: AskedLimit = Field(100, description="So many items at most.")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """A filter may be left out, and is never null: a query has no word for that."""
        described = handler.resolve_ref_schema(handler(schema))
        for member in described["properties"].values():
            told = [each for each in member.pop("anyOf", []) if each != {"type": "null"}]
            member.update(*told)
        return described


class Page(Answer, Generic[_Item]):
    """A page of a list, by ascending id."""

    items: list[_Item]
    next: str | None = Field(description="The address of the next page; null on the last one.")


def page_of(
    request: HttpRequest, rows: QuerySet[_Row], asked: Paging, shown: Callable[[Sequence[_Row]], Sequence[_Item]]
) -> Page[_Item]:
    """The page that is asked for.

    Args:
        request: names the next page by its own address.
        rows: the whole list.
        asked: which page.
        shown: what is said of the rows of a page.
    """
    found = list(rows.filter(pk__gt=asked.after).order_by("pk")[: asked.limit + 1])
    on_page = found[: asked.limit]
    following = None
    if len(found) > asked.limit:
        following = f"{request.path}?{urlencode({**request.GET.dict(), 'after': on_page[-1].pk})}"
    return Page(items=list(shown(on_page)), next=following)


def nothing_unknown(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuses parameters that the contract does not name: a filter that is misspelt must not let everything through."""

    @wraps(view)
    def checked(request: HttpRequest, **given: Any) -> Any:
        known = {name for each in given.values() if isinstance(each, Paging) for name in type(each).model_fields}
        unknown = sorted(request.GET.keys() - known)
        if unknown:
            raise ValidationError([{"loc": ("query", name), "type": "extra_forbidden", "msg": ""} for name in unknown])
        return view(request, **given)

    return checked
