"""The options of a company's way into Severa: SOAP with a key, or REST with a client and its secret."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer

from severa_maestro.cli import messages
from severa_maestro.cli.common import errors, say
from severa_maestro.companies.models import REQUESTS_PER_SECOND, Connection
from severa_maestro.errors import ConfigurationError
from severa_maestro.language import Message, reader_language
from severa_maestro.setup import way_in
from severa_maestro.setup.settings_messages import CLIENT_ID_MISSING
from severa_maestro.severa.http import checked_url

SoapUrl = Annotated[str | None, typer.Option(help="Address of Severa's SOAP API.", show_default="Severa's own")]
KeyFile = Annotated[
    Path | None,
    typer.Option(help="SOAP: file that holds the API key. Without it: SEVERA_MAESTRO_KEY, or a prompt."),
]
RestUrl = Annotated[str | None, typer.Option(help="Address of Severa's REST API.", show_default="Severa's own")]
ClientId = Annotated[str | None, typer.Option(help="REST: the client's id.")]
SecretFile = Annotated[
    Path | None,
    typer.Option(help="REST: file that holds the client's secret. Without it: SEVERA_MAESTRO_SECRET, or a prompt."),
]
RequestsPerSecond = Annotated[
    float | None,
    typer.Option(
        min=0.1,
        help=f"REST: how many requests a second at most; {REQUESTS_PER_SECOND} at first. Severa allows 10 in all.",
    ),
]

KEY_VARIABLE: Final = "SEVERA_MAESTRO_KEY"
SECRET_VARIABLE: Final = "SEVERA_MAESTRO_SECRET"  # noqa: S105 its name, not itself


@dataclass(frozen=True, slots=True)
class WayIn:
    """What was given of a way in; None where nothing was."""

    soap_url: str | None = None
    key_file: Path | None = None
    rest_url: str | None = None
    client_id: str | None = None
    secret_file: Path | None = None
    requests_per_second: float | None = None

    def apply(self, connection: Connection) -> None:
        """Changes the connection to what was given. What was not stays, as long as the way in is the same.

        Raises:
            ConfigurationError: the options contradict each other, or something is missing or unusable.
        """
        way = self._way(connection)
        is_rest = way == Connection.Way.REST
        url = (self.rest_url if is_rest else self.soap_url) or ""
        if url:
            checked_url(url)  # before anybody is asked to type a key
        way_in.WayIn(
            way,
            url=url,
            client_id=self.client_id or "",
            secret=self._client_secret(connection) if is_rest else self._key(connection),
            requests_per_second=self.requests_per_second,
        ).apply(connection)

    def _way(self, connection: Connection) -> Connection.Way:
        is_soap = (self.soap_url, self.key_file) != (None, None)
        is_rest = (self.rest_url, self.client_id, self.secret_file, self.requests_per_second) != (None,) * 4
        if is_soap and is_rest:
            raise ConfigurationError("ways-mixed", messages.WAYS_MIXED)
        if is_soap or is_rest:
            return Connection.Way.REST if is_rest else Connection.Way.SOAP
        return Connection.Way(connection.way or Connection.Way.SOAP)

    def _key(self, connection: Connection) -> str:
        stays = connection.way == Connection.Way.SOAP
        if stays and self.soap_url and self.key_file is None and not os.environ.get(KEY_VARIABLE):
            return connection.key  # whoever gives commands here may read it, and so send it to another address
        return _read_secret(self.key_file, KEY_VARIABLE, "Severa API key", messages.KEY_MISSING)

    def _client_secret(self, connection: Connection) -> str:
        stays = connection.way == Connection.Way.REST
        client_id = (self.client_id or (connection.client_id if stays else "")).strip()
        if not client_id:
            raise ConfigurationError("client-id-missing", CLIENT_ID_MISSING)
        is_given = self.secret_file is not None or os.environ.get(SECRET_VARIABLE)
        if stays and client_id == connection.client_id and not is_given:
            if self.rest_url:
                return connection.key
            if self.requests_per_second:
                return ""
        return _read_secret(self.secret_file, SECRET_VARIABLE, "Severa client secret", messages.SECRET_MISSING)


def _read_secret(path: Path | None, variable: str, prompt: str, missing: Message) -> str:
    """A secret from a file, the environment or a prompt; never from an argument, which other users can see."""
    if path is not None:
        try:
            if path.stat().st_mode & 0o077:
                say(messages.SECRET_READABLE.say(reader_language(), path=path), errors, label="[yellow]![/]")
            secret = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = type(error).__name__ if isinstance(error, UnicodeDecodeError) else error.strerror
            raise ConfigurationError(
                "key-file-unreadable", messages.KEY_FILE_UNREADABLE, path=path, reason=reason
            ) from error
    else:
        secret = os.environ.get(variable) or _ask(prompt)
    if not secret.strip():
        raise ConfigurationError("key-missing" if missing is messages.KEY_MISSING else "secret-missing", missing)
    return secret.strip()


def _ask(prompt: str) -> str:
    return str(typer.prompt(prompt, hide_input=True)) if sys.stdin.isatty() else ""
