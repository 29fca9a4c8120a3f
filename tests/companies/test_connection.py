"""A company's connection keeps its key sealed, and shows it nowhere."""

import base64
import json
from pathlib import Path

import pytest
from django.core import serializers
from django.db import connection as database
from pytest_django import Settings

from severa_maestro.companies.models import Company, Connection
from severa_maestro.errors import ConfigurationError

KEY = "S3-avain-4f7c1d2e-salainen"


@pytest.fixture(autouse=True)
def _key_file(settings: Settings, tmp_path: Path) -> None:
    settings.KEY_FILE = tmp_path / "secret.key"


def make_connection(name: str = "Kuusi Oy", key: str = KEY) -> Connection:
    company = Company.objects.create(name=name, waiting_status="Odottaa", transferred_status="Siirretty")
    made = Connection(company=company, way=Connection.Way.SOAP, url="https://severa.example/API.svc")
    made.key = key
    made.save()
    return made


def whole_database() -> str:
    """Every value of every table, as text."""
    with database.cursor() as cursor:
        texts = []
        for table in database.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {database.ops.quote_name(table)}")
            texts += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(texts)


@pytest.mark.django_db
def test_the_key_comes_back_from_the_database() -> None:
    made = make_connection()
    assert Connection.objects.get(pk=made.pk).key == KEY


@pytest.mark.django_db
def test_the_clear_key_is_nowhere_in_the_database() -> None:
    make_connection()
    stored = whole_database()
    assert "severa.example" in stored
    for form in (KEY, KEY[3:20], base64.b64encode(KEY.encode()).decode(), KEY.encode().hex()):
        assert form not in stored


@pytest.mark.django_db
def test_a_sealed_key_copied_to_another_company_does_not_open() -> None:
    one, other = make_connection("Kuusi Oy"), make_connection("Koivu Oy", "toinen avain")
    other.sealed_key = one.sealed_key
    other.save()
    with pytest.raises(ConfigurationError, match="secret-does-not-open"):
        _ = Connection.objects.get(pk=other.pk).key


@pytest.mark.django_db
def test_the_key_opens_after_the_company_has_got_another_name() -> None:
    made = make_connection()
    made.company.name = "Mänty Oy"
    made.company.save()
    assert Connection.objects.get(pk=made.pk).key == KEY


@pytest.mark.django_db
def test_a_new_key_takes_the_old_ones_place() -> None:
    made = make_connection()
    before = made.sealed_key
    made.key = "uusi avain"
    made.save()
    assert Connection.objects.get(pk=made.pk).key == "uusi avain"
    assert before not in whole_database()


@pytest.mark.django_db
def test_what_shows_a_connection_never_shows_its_key() -> None:
    made = make_connection()
    assert made.key == KEY
    shown = [str(made), repr(made), str(made.company), repr(made.company), repr(vars(made)), f"{made!r:>100}"]
    shown += [serializers.serialize("json", [made]), json.dumps(list(Connection.objects.values()), default=str)]
    assert not [each for each in shown if KEY in each]


@pytest.mark.django_db
def test_an_error_about_the_key_does_not_show_it(settings: Settings, tmp_path: Path) -> None:
    made = make_connection()
    settings.KEY_FILE = tmp_path / "another.key"
    with pytest.raises(ConfigurationError) as missing:
        _ = made.key
    assert KEY not in str(missing.value) + repr(missing.value) + repr(missing.value.values)
    assert str(tmp_path / "another.key") in str(missing.value)
