"""How forms look: one template for a field, wherever it is shown."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from severa_maestro.web.say import lazily


class Renderer(TemplatesSetting):
    """Fields as ``forms/field.html``, whole forms as ``forms/form.html``."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class Form(forms.Form):
    """A form whose labels and helps are texts: of ``page = "users"`` and the field ``role`` it is ``users.role``.

    ``helps`` names the fields that have a help text, ``users.role_help``, which opens beside the field.
    """

    page = ""
    helps: tuple[str, ...] = ()
    use_required_attribute = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = lazily(f"{self.page}.{name}")
            if name in self.helps:
                field.help_text = lazily(f"{self.page}.{name}_help")
