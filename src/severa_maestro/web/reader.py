"""Who reads: their language and theme.

The language of the moment is Django's active one (``readers_language`` sets it), so that pages, forms and letters
all ask in one place.
"""

from enum import StrEnum

from django.http import HttpRequest
from django.utils import translation

from severa_maestro.language import Language, Text
from severa_maestro.web.unsent_mail import is_mail_on

LANGUAGE_COOKIE = "language"
THEME_COOKIE = "theme"
_LANGUAGES = {each.value: each for each in Language}


class Theme(StrEnum):
    """Light or dark; automatic follows the reader's machine."""

    AUTOMATIC = "auto"
    LIGHT = "light"
    DARK = "dark"


def language() -> Language:
    """The language in which the reader is being spoken to."""
    return _LANGUAGES.get(translation.get_language() or "", Language.FINNISH)


def in_words(text: Text, **values: object) -> str:
    """A text in the reader's language."""
    return text.say(language(), **values)


def language_of(request: HttpRequest) -> Language:
    """The user's language; of somebody who is not signed in the one chosen here, else their browser's, else Finnish."""
    if request.user.is_authenticated:
        return Language(request.user.language)
    wishes = [request.COOKIES.get(LANGUAGE_COOKIE, ""), *request.headers.get("Accept-Language", "").split(",")]
    known = (Language.from_locale(each.strip()) for each in wishes)
    return next((each for each in known if each is not None), Language.FINNISH)


def chosen_language(request: HttpRequest) -> Language | None:
    """What somebody who is not signed in has chosen here."""
    return Language.from_locale(request.COOKIES.get(LANGUAGE_COOKIE, ""))


def theme_of(request: HttpRequest) -> Theme:
    """The user's theme; of somebody who is not signed in the one chosen here."""
    chosen = request.user.theme if request.user.is_authenticated else request.COOKIES.get(THEME_COOKIE, "")
    return Theme(chosen) if chosen in list(Theme) else Theme.AUTOMATIC


def for_templates(request: HttpRequest) -> dict[str, object]:
    """What every template knows of its reader."""
    return {
        "language": language(),
        "languages": list(Language),
        "theme": theme_of(request) if hasattr(request, "user") else Theme.AUTOMATIC,
        "themes": list(Theme),
        "is_mail_on": is_mail_on(),
    }
