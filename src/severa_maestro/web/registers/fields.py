"""Fields of the registers' forms."""

from typing import Any

from django import forms

from severa_maestro.maestro.registers.product_file import read_rate
from severa_maestro.web.say import lazily
from severa_maestro.web.written import number


class RateField(forms.CharField):
    """A rate of VAT in per cent, with decimal comma or point; None where nothing was written."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """A rate as the reader writes it; what somebody wrote stays as it is."""
        return value if value is None or isinstance(value, str) else number(value.normalize() + 0)

    def clean(self, value: Any) -> Any:
        """A Decimal. Raises ValidationError for what is no rate from 0 to 100."""
        try:
            return read_rate(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(lazily("registers.not_a_rate")) from error
