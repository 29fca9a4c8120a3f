"""What holds for every page: headers, tokens, languages, texts, and errors in words."""

import ast
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import clear_url_caches, path
from django.utils.html import escape

from severa_maestro import web
from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, TransientError
from severa_maestro.language import Language, Message, Text
from severa_maestro.web import urls
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import User
from severa_maestro.web.accounts.signals import _ACTIONS
from severa_maestro.web.navigation import menu
from severa_maestro.web.pages.audit import actions
from severa_maestro.web.say import text_of
from severa_maestro.web.states import LOOKS
from tests.web.conftest import ClientOf, MakeUser

_ROOT = Path(web.__file__).parent
_TEMPLATES = sorted((_ROOT / "templates").rglob("*.*"))
_MODULES = sorted(_ROOT.rglob("*.py"))
_IN_TEMPLATES = re.compile(r"""\{%\s*say\s+["']([\w.]+)["']""")
_IN_MODULES = re.compile(r"""\b(?:say|lazily|text_of)\("([\w.]+)\"""")
#: Tags, markup, and the class that says how wide a page is.
_NOT_READ = re.compile(r"\{% block width %\}\w*|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)
_MESSAGE = Message(
    Text(fi="Avain puuttuu.", sv="Nyckeln saknas.", en="No key."), Text(fi="Lisää.", sv="Lägg.", en="Add.")
)


def _keys_used() -> set[str]:
    found = {key for each in _TEMPLATES for key in _IN_TEMPLATES.findall(each.read_text(encoding="utf-8"))}
    return found | {key for each in _MODULES for key in _IN_MODULES.findall(each.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("key", sorted(_keys_used()))
def test_a_text_that_is_used_is_there(key: str) -> None:
    assert text_of(key).fi


def test_every_state_has_its_word() -> None:
    assert {state for state in LOOKS if not text_of(f"state.{state}").fi} == set()


def test_every_menu_item_has_its_text_and_its_page() -> None:
    names = {getattr(each, "name", None) for each in urls.urlpatterns}
    for item in (*menu("head"), *menu("company")):
        assert text_of(item.text).fi
        assert item.url_name in names


def test_every_action_that_is_recorded_has_its_words() -> None:
    calls = (
        node
        for each in _MODULES
        for node in ast.walk(ast.parse(each.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record"
    )
    recorded = {call.args[2].value for call in calls if isinstance(call.args[2], ast.Constant)}
    assert "role-changed" in recorded
    assert recorded | set(_ACTIONS.values()) <= actions().keys()


def test_no_template_has_a_word_of_its_own() -> None:
    """Whatever is read stands in texts; names of languages are in their own."""
    allowed = {"Suomi", "Svenska", "English"}
    for each in _TEMPLATES:
        bare = _NOT_READ.sub(" ", each.read_text(encoding="utf-8"))
        assert set(re.findall(r"[A-Za-zÅÄÖåäö]{2,}", bare)) <= allowed, each.name


def test_no_template_has_script_or_style_inline() -> None:
    for each in _TEMPLATES:
        assert not re.search(
            r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|hx-on", each.read_text(encoding="utf-8")
        ), each


@pytest.mark.django_db
def test_every_answer_has_the_headers_that_protect_it(reader: User, client_of: ClientOf) -> None:
    for response in (client_of(reader).get("/"), Client().get("/sign-in/"), Client().get("/nowhere/")):
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(reader: User) -> None:
    client = Client()
    client.get("/sign-in/")
    client.post("/sign-in/", {"login": reader.email, "password": "kolme iloista kirjanpitäjää"})
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_a_form_without_its_token_changes_nothing(reader: User, client_of: ClientOf) -> None:
    refused = client_of(reader, csrf=True).post("/settings/", {"name": "Joku", "language": "en", "theme": "dark"})
    assert refused.status_code == 403
    assert "Lomake on vanhentunut" in refused.content.decode()
    assert User.objects.get(pk=reader.pk).language == "fi"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "title"),
    [("sv-FI,sv", "Logga in"), ("en-US", "Sign in"), ("fi", "Kirjaudu sisään"), ("de", "Kirjaudu sisään")],
)
def test_a_browsers_language_is_spoken_until_one_is_chosen(header: str, title: str) -> None:
    client = Client(headers={"Accept-Language": header})
    assert f"<h1>{title}</h1>" in client.get("/sign-in/").content.decode()
    client.post("/appearance/", {"language": "sv", "next": "/sign-in/"})
    assert "<h1>Logga in</h1>" in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("language", list(Language))
def test_each_page_speaks_the_users_language(
    company: Company, make_user: MakeUser, client_of: ClientOf, language: Language
) -> None:
    client = client_of(make_user("kuka@kuusi.fi", is_firm_admin=True, language=language.value))
    for address, key in (("/", "overview.title"), ("/settings/", "settings.title"), ("/users/", "users.firm_title")):
        shown = client.get(address).content.decode()
        assert f"<h1>{escape(text_of(key).say(language))}</h1>" in shown
        assert f'<html lang="{language.value}"' in shown


@pytest.mark.django_db
def test_choosing_a_language_leads_nowhere_else() -> None:
    response = Client().post("/appearance/", {"language": "sv", "next": "https://evil.example/"})
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("error", "status"),
    [(ConfigurationError("key-missing", _MESSAGE), 409), (TransientError("key-missing", _MESSAGE), 503)],
)
def test_an_error_of_ours_is_said_in_words(
    reader: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail(_request: object) -> None:
        raise error

    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("fails/", fail)])
    clear_url_caches()
    response = client_of(reader).get("/fails/")
    clear_url_caches()
    assert response.status_code == status
    assert "Avain puuttuu." in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_what_is_recorded_outside_a_transaction_is_refused(reader: User) -> None:
    with pytest.raises(RuntimeError):
        record(reader, None, "signed-in")


def test_a_mistake_in_the_program_shows_a_page_and_no_traceback(
    make_user: MakeUser, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_request: object) -> None:
        raise ZeroDivisionError("an inner matter")

    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("fails/", fail)])
    clear_url_caches()
    client = client_of(make_user("kuka@kuusi.fi", language="sv"))
    client.raise_request_exception = False
    response = client.get("/fails/")
    clear_url_caches()
    assert response.status_code == 500
    assert "Det är fel i programmet" in response.content.decode()
    assert "inner matter" not in response.content.decode()
