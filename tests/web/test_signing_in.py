import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import translation

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.adapters import AccountAdapter
from severa_maestro.web.accounts.models import AuditEntry, FirmSettings, User
from severa_maestro.web.say import say
from tests.web.conftest import PASSWORD, ClientOf

pytestmark = pytest.mark.django_db


def _sign_in(client: Client, email: str, password: str = PASSWORD) -> int:
    return client.post("/sign-in/", {"login": email, "password": password}).status_code


def _code(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, totp.yield_hotp_counters_from_time().__next__()))


def _turn_on_two_factors(client: Client) -> str:
    """Turns it on through the pages; returns the secret that the page showed."""
    client.post("/confirm/?next=/two-factor/totp/activate/", {"password": PASSWORD})
    shown = client.get("/two-factor/totp/activate/").content.decode()
    found = re.search(r"<code>(\w+)</code>", shown)
    assert found
    assert client.post("/two-factor/totp/activate/", {"code": _code(found[1])}).status_code == 302
    return found[1]


def test_the_right_password_opens_the_overview_however_the_address_is_written(reader: User) -> None:
    client = Client()
    assert _sign_in(client, reader.email.upper()) == 302
    assert client.get("/").status_code == 200


def test_a_wrong_password_opens_nothing(reader: User) -> None:
    client = Client()
    assert _sign_in(client, reader.email, "jotain muuta") == 200
    assert client.get("/").status_code == 302


def test_after_five_wrong_passwords_the_right_one_does_not_help_either(reader: User) -> None:
    client = Client()
    for _ in range(5):
        _sign_in(client, reader.email, "jotain muuta")
    refused = client.post("/sign-in/", {"login": reader.email, "password": PASSWORD})
    assert "Liian monta yritystä" in refused.content.decode()
    assert client.get("/").status_code == 302


def test_failed_sign_ins_of_a_user_are_in_the_audit_log_and_strangers_words_are_not(reader: User) -> None:
    _sign_in(Client(), reader.email, "jotain muuta")
    _sign_in(Client(), "salasanani.oli@tassa.fi", "jotain muuta")
    entries = AuditEntry.objects.filter(action="sign-in-failed")
    assert [each.user_email for each in entries] == [reader.email]


def test_a_closed_user_cannot_sign_in(reader: User) -> None:
    User.objects.filter(pk=reader.pk).update(is_active=False)
    client = Client()
    _sign_in(client, reader.email)
    assert client.get("/").status_code == 302


def test_nobody_signs_up_without_an_invitation() -> None:
    assert Client().get("/signup/").status_code == 404
    assert not AccountAdapter().is_open_for_signup(RequestFactory().get("/"))


def test_after_signing_out_nothing_is_shown(reader: User, client_of: ClientOf) -> None:
    client = client_of(reader)
    client.post("/sign-out/")
    assert client.get("/").status_code == 302


def test_a_new_password_comes_by_a_link_that_works_once(reader: User) -> None:
    client = Client()
    client.post("/password/new/", {"email": reader.email})
    [letter] = mail.outbox
    assert letter.subject == "Uusi salasana Severa–Maestroon"
    found = re.search(r"http://testserver(/\S+)", letter.body)
    assert found
    form = client.get(found[1], follow=True)
    chosen = {"password1": "neljä uutta iloista sanaa", "password2": "neljä uutta iloista sanaa"}
    assert client.post(form.redirect_chain[-1][0], chosen).status_code == 302
    assert _sign_in(Client(), reader.email, chosen["password1"]) == 302
    assert "on jo käytetty" in Client().get(found[1], follow=True).content.decode()


def test_asking_for_a_new_password_does_not_tell_who_is_a_user(reader: User) -> None:
    answers = {Client().post("/password/new/", {"email": each}).status_code for each in (reader.email, "ei@ole.fi")}
    assert answers == {302}
    assert len(mail.outbox) == 1


def test_a_password_is_changed_by_whoever_knows_the_old_one(reader: User, client_of: ClientOf) -> None:
    client = client_of(reader)
    new = "neljä uutta iloista sanaa"
    assert client.post("/password/", {"oldpassword": "väärin", "password1": new, "password2": new}).status_code == 200
    assert client.post("/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new}).status_code == 302
    assert AuditEntry.objects.filter(user=reader, action="password-changed").count() == 1


def test_a_short_password_is_refused(reader: User, client_of: ClientOf) -> None:
    refused = client_of(reader).post(
        "/password/", {"oldpassword": PASSWORD, "password1": "lyhyt", "password2": "lyhyt"}
    )
    assert "Salasana on liian lyhyt: siinä pitää olla vähintään 12 merkkiä." in refused.content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_password_that_is_refused_is_told_so_in_our_own_words(reader: User, language: str) -> None:
    with translation.override(language):
        refused = {said for word in ("password123", "paras", reader.email) for said in _refusals(word, reader)}
        ours = ("too_common", "too_short", "too_similar")
        assert refused == {say(f"signing_in.password_{each}", least=12) for each in ours}


def _refusals(password: str, user: User) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)
    return refused.value.messages


def test_with_two_factors_the_password_alone_opens_nothing(reader: User) -> None:
    client = Client()
    _sign_in(client, reader.email)
    secret = _turn_on_two_factors(client)
    other = Client()
    assert (
        other.post("/sign-in/", {"login": reader.email, "password": PASSWORD})
        .headers["Location"]
        .startswith("/two-factor/authenticate/")
    )
    assert other.get("/").status_code == 302
    wrong = other.post("/two-factor/authenticate/", {"code": "000000"})
    assert "Koodi on väärä" in wrong.content.decode()
    cache.clear()  # the code of this half minute has been used once already, and counts as spent
    other.post("/two-factor/authenticate/", {"code": _code(secret)})
    assert other.get("/").status_code == 200


def test_a_recovery_code_opens_once(reader: User) -> None:
    client = Client()
    _sign_in(client, reader.email)
    _turn_on_two_factors(client)
    codes = Authenticator.objects.get(user=reader, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    opened = []
    for _ in range(2):
        other = Client()
        _sign_in(other, reader.email)
        other.post("/two-factor/authenticate/", {"code": codes[0]})
        opened.append(other.get("/").status_code == 200)
    assert opened == [True, False]


def test_the_key_of_a_second_factor_is_sealed_in_the_database(reader: User) -> None:
    client = Client()
    _sign_in(client, reader.email)
    secret = _turn_on_two_factors(client)
    kept = Authenticator.objects.get(user=reader, type=Authenticator.Type.TOTP).data
    assert secret not in str(kept)


def test_where_the_firm_asks_for_two_factors_nothing_else_opens_before(
    reader: User, company: Company, client_of: ClientOf
) -> None:
    FirmSettings.objects.create(pk=1, requires_two_factors=True)
    client = Client()
    _sign_in(client, reader.email)
    for address in ("/", "/settings/", f"/companies/{company.pk}/"):
        assert client.get(address).headers["Location"] == "/two-factor/totp/activate/"
    _turn_on_two_factors(client)
    assert client.get("/").status_code == 200


def test_ones_other_sessions_can_be_ended_one_by_one(reader: User) -> None:
    here, elsewhere = Client(headers={"User-Agent": "täällä"}), Client(headers={"User-Agent": "muualla"})
    _sign_in(here, reader.email)
    _sign_in(elsewhere, reader.email)
    shown = here.get("/sessions/").content.decode()
    assert "muualla" in shown
    found = re.search(r"/sessions/\d+/end/", shown)
    assert found
    here.post(found[0])
    assert elsewhere.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_anothers_session_cannot_be_ended(reader: User, stranger: User, client_of: ClientOf) -> None:
    client = Client()
    _sign_in(client, reader.email)
    session = reader.usersession_set.get()
    assert client_of(stranger).post(f"/sessions/{session.pk}/end/").status_code == 404
    assert client.get("/").status_code == 200
