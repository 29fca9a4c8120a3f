"""Which addresses a page may send a key to.

Whoever types an address makes this server call it, behind its firewall too: it must be Severa's own, or one that the
operator has named. Redirects are followed nowhere (``severa.http``).
"""

import re
from urllib.parse import urlsplit

from django.conf import settings

from severa_maestro.errors import ConfigurationError
from severa_maestro.severa.http import checked_url
from severa_maestro.web.setting_up import messages

#: ``sync.severa.com`` and ``api.severa.visma.com``, and what Severa may name beside them. Letters, digits and hyphens
#: alone: what browsers, libraries and resolvers may read in different ways is no name of Severa's.
_SEVERAS = re.compile(r"(?:[a-z0-9-]+\.)+severa(?:\.visma)?\.com")


def checked_address(url: str, kept: str = "") -> str:
    """The address, if a page may send a key there.

    Args:
        url: what somebody typed; empty: Severa's own, whichever that is.
        kept: the address that the company has already: an operator may have set it at the command line.

    Raises:
        ConfigurationError: it is not an address, or neither Severa's nor one that the operator allows.
    """
    url = url.strip()
    if url in {"", kept}:
        return url
    try:
        checked_url(url)
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except (ConfigurationError, ValueError):
        raise ConfigurationError("severa-address-unusable", messages.ADDRESS_UNUSABLE) from None
    is_severas = parts.scheme == "https" and port in {None, 443} and _SEVERAS.fullmatch(host)
    if not is_severas and not {host, f"{host}:{port}"} & set(settings.SEVERA_HOSTS):
        raise ConfigurationError("severa-address-foreign", messages.ADDRESS_FOREIGN, host=parts.netloc)
    return url
