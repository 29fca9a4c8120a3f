"""The form of a company's connection: SOAP with a key, or REST with a client and its secret.

The key is a password field without a value: what was typed is never written back, and what is kept is never shown.
"""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from severa_maestro.companies.models import Connection
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.setup.way_in import FASTEST_PACE, SEVERAS_ADDRESSES, SLOWEST_PACE, WayIn
from severa_maestro.web.forms import Form
from severa_maestro.web.say import lazily, say
from severa_maestro.web.sentences import error_on_a_page
from severa_maestro.web.setting_up.severa_hosts import checked_address

_WAYS = [(way.value, lazily(f"connection.way_{way.value}")) for way in Connection.Way]
_HIDDEN: Final = {"autocomplete": "off", "spellcheck": "false"}
_SECRET: Final = {**_HIDDEN, "autocomplete": "new-password"}  # what keeps browsers from filling in the reader's own

#: The field that each refusal is about, over SOAP and over REST.
_FIELDS: Final = {
    "key-missing": ("key", "key"),
    "secret-missing": ("client_secret", "client_secret"),
    "client-id-missing": ("client_id", "client_id"),
    "pace-unusable": ("pace", "pace"),
    "severa-address-unusable": ("soap_url", "rest_url"),
    "severa-address-foreign": ("soap_url", "rest_url"),
}
#: Refusals of a form that is not filled in yet.
_MISSING: Final = frozenset({"key-missing", "secret-missing", "client-id-missing"})


def _secret_field() -> forms.CharField:
    return forms.CharField(
        required=False, max_length=4000, widget=forms.PasswordInput(attrs=_SECRET, render_value=False)
    )


def _address_field() -> forms.CharField:
    widget = forms.TextInput(attrs={**_HIDDEN, "inputmode": "url"})
    return forms.CharField(required=False, max_length=500, widget=widget)


class ConnectionForm(Form):
    """How a company's Severa is reached. The fields of the way that is not taken are shown to nobody."""

    page = "connection"
    helps = ("key", "client_id", "pace")

    way = forms.ChoiceField(choices=_WAYS, widget=forms.RadioSelect)
    key = _secret_field()
    client_id = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs=_HIDDEN))
    client_secret = _secret_field()
    soap_url = _address_field()
    rest_url = _address_field()
    pace = forms.FloatField(
        required=False,
        localize=True,
        min_value=SLOWEST_PACE,
        max_value=FASTEST_PACE,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, data: Mapping[str, Any] | None, connection: Connection) -> None:
        addresses = {"soap_url": Connection.Way.SOAP, "rest_url": Connection.Way.REST}
        kept = {name: connection.url if connection.way == way else "" for name, way in addresses.items()}
        super().__init__(
            data,
            initial={
                "way": connection.way or Connection.Way.SOAP,
                "client_id": connection.client_id,
                "pace": connection.requests_per_second,
                **{name: kept[name] or SEVERAS_ADDRESSES[way] for name, way in addresses.items()},
            },
        )
        self._connection = connection
        self._kept = kept
        #: Whether a key is kept already that may stay.
        self.has_key = bool(connection.sealed_key)
        #: Whether something is missing, rather than wrong.
        self.is_incomplete = False

    def ask_for_secret_again(self) -> None:
        """Says that a secret that was typed must be typed once more: what is typed there is never written back."""
        for name in ("key", "client_secret"):
            if self.data.get(name) and not self.errors.get(name):
                self.add_error(name, say("connection.type_again"))

    def apply(self) -> bool:
        """Changes the connection to what the form says; the caller saves it. False where the form has errors."""
        if not self.is_valid():
            return False
        try:
            self._way_in().apply(self._connection)
        except SeveraMaestroError as error:
            is_rest = self.cleaned_data["way"] == Connection.Way.REST
            self.add_error(_FIELDS.get(error.code, (None, None))[is_rest], error_on_a_page(error))
            self.is_incomplete = error.code in _MISSING
            return False
        return True

    def _way_in(self) -> WayIn:
        """Raises ConfigurationError where the address is one that no page may send a key to."""
        given = self.cleaned_data
        way = Connection.Way(given["way"])
        address = f"{way.value}_url"
        url = checked_address(given[address], self._kept[address]) or SEVERAS_ADDRESSES[way]
        if way == Connection.Way.SOAP:
            return WayIn(way, url=url, secret=given["key"])
        return WayIn(
            way,
            url=url,
            client_id=given["client_id"],
            secret=given["client_secret"],
            requests_per_second=given["pace"],
        )


class NewCompanyForm(ConnectionForm):
    """A company's name, and its connection."""

    field_order = ("name", "way")

    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
