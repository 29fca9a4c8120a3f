"""The web application as a WSGI server of this process."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from severa_maestro.errors import ConfigurationError
from severa_maestro.web import messages

#: Enough that a download or a slow reader does not keep the others waiting.
_THREADS = 8


def listen(host: str, port: int) -> BaseWSGIServer | MultiSocketServer:
    """A server that listens already; its ``run`` answers until an interrupt, and ends what it has begun.

    Behind a proxy that speaks TLS the proxy says who asks and how; from any other address such headers are dropped.

    Raises:
        ConfigurationError: the address cannot be listened at.
    """
    proxy = {"trusted_proxy": settings.PROXY, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}
    try:
        return create_server(
            get_wsgi_application(),
            host=host,
            port=port,
            threads=_THREADS,
            ident=None,
            max_request_body_size=settings.MOST_BYTES_OF_A_REQUEST,
            clear_untrusted_proxy_headers=True,
            **(proxy if settings.BEHIND_TLS else {}),
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ConfigurationError(
            "address-unusable", messages.ADDRESS_UNUSABLE, host=host, port=port, reason=reason
        ) from error


def address_of(server: BaseWSGIServer | MultiSocketServer, host: str) -> str:
    """Where a browser finds it."""
    port = server.effective_listen[0][1] if isinstance(server, MultiSocketServer) else server.effective_port
    return f"http://{host}:{port}/"
