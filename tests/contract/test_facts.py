"""The project's own contract document against the public description, where that lies beside the project."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.contract.checker import DOCUMENT

PUBLIC = Path(__file__).parents[3] / "shared" / "severa" / "severa-rest.openapi.yaml"
#: What a schema says of a value, as far as both documents tell it.
FACTS = ("type", "format", "maxLength")
#: The help pages tell this maximum where the description has none.
MOST_ROWS = 1000
METHODS = ("get", "post", "patch", "put", "delete")

pytestmark = [pytest.mark.contract, pytest.mark.skipif(not PUBLIC.exists(), reason="the description is not here")]


class Document:
    """A document's facts, without regard to how it is arranged."""

    def __init__(self, path: Path) -> None:
        self.whole: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))

    def resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        """What a node means: behind its reference, and behind the wrapping that lets a reference be null."""
        if "$ref" in node:
            found: Any = self.whole
            for name in node["$ref"].removeprefix("#/").split("/"):
                found = found[name]
            return self.resolved(found)
        if "allOf" in node:
            (only,) = node["allOf"]
            return {**self.resolved(only), "nullable": node.get("nullable", False)}
        return node

    def operations(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for path, item in self.whole["paths"].items():
            for method in METHODS:
                if method in item:
                    parameters = [*item.get("parameters", []), *item[method].get("parameters", [])]
                    yield path, method, {**item[method], "parameters": parameters}

    def facts(self, node: dict[str, Any], seen: tuple[int, ...] = ()) -> dict[str, Any]:
        """A schema as plain facts, with everything in it."""
        schema = self.resolved(node)
        assert id(schema) not in seen
        told: dict[str, Any] = {name: schema[name] for name in FACTS if name in schema}
        told["nullable"] = schema.get("nullable", False)
        if "enum" in schema:
            told["enum"] = {value for value in schema["enum"] if value is not None}
        if "items" in schema:
            told["items"] = self.facts(schema["items"], (*seen, id(schema)))
        if "properties" in schema:
            members = schema["properties"].items()
            told["members"] = {name: self.facts(member, (*seen, id(schema))) for name, member in members}
            told["required"] = set(schema.get("required", ()))
        return told


OURS = Document(DOCUMENT)


@pytest.fixture(scope="module")
def public() -> Document:
    return Document(PUBLIC)


@pytest.fixture(scope="module")
def pairs(public: Document) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Every operation of ours beside that of the description."""
    theirs = {(path, method): operation for path, method, operation in public.operations()}
    return [(f"{method} {path}", operation, theirs[path, method]) for path, method, operation in OURS.operations()]


def content(document: Document, node: dict[str, Any]) -> Any:
    found = document.resolved(node).get("content", {})
    return {kind: document.facts(each["schema"]) for kind, each in found.items()}


def test_operations_have_the_same_names_and_bodies(public: Document, pairs: Any) -> None:
    assert len(pairs) == 29
    for name, ours, theirs in pairs:
        assert ours["operationId"] == theirs["operationId"], name
        asked = content(OURS, ours.get("requestBody", {})), content(public, theirs.get("requestBody", {}))
        assert asked[0] == asked[1], name


def answers(document: Document, operation: dict[str, Any]) -> dict[str, Any]:
    return {status: content(document, each) for status, each in operation["responses"].items()}


def test_answers_have_the_same_members_of_the_same_kinds(public: Document, pairs: Any) -> None:
    for name, ours, theirs in pairs:
        mine, given = answers(OURS, ours), answers(public, theirs)
        del mine["429"]
        assert without_required(mine) == without_required(given), name
        headers = {
            status: set(public.resolved(each).get("headers", ())) for status, each in theirs["responses"].items()
        }
        assert {
            status: set(each.get("headers", ())) for status, each in ours["responses"].items() if status == "200"
        } == {status: each for status, each in headers.items() if status == "200"}, name


def test_members_that_may_not_be_null_must_be_there(pairs: Any) -> None:
    for name, ours, _ in pairs:
        for schema in objects(answers(OURS, ours)):
            assert schema["required"] == {
                member for member, facts in schema["members"].items() if not facts["nullable"]
            }, name


def test_parameters_are_those_of_the_description(public: Document, pairs: Any) -> None:
    for name, ours, theirs in pairs:
        known = {each["name"]: each for each in map(public.resolved, theirs.get("parameters", []))}
        for parameter in map(OURS.resolved, ours.get("parameters", [])):
            if parameter["in"] == "header":
                continue
            given = known[parameter["name"]]
            assert parameter["in"] == given["in"], name
            assert OURS.facts(parameter["schema"]) == public.facts(given["schema"]), (name, parameter["name"])
            if parameter["name"] == "rowCount":
                most = public.resolved(given["schema"]).get("maximum", MOST_ROWS)
                assert parameter["schema"]["maximum"] == most, name


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "members" in node:
            yield node
        for each in node.values():
            yield from objects(each)


def without_required(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            name: without_required(each) for name, each in node.items() if name != "required" or isinstance(each, dict)
        }
    return node
