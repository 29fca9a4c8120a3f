"""The log for support and machines: JSON lines in ``machine.log`` of the data folder, never on the screen.

SEVERA_MAESTRO_LOG_LEVEL says from which level on (``warning`` unless set).
"""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

import structlog

FILE_NAME = "machine.log"
_MOST_BYTES = 10_000_000


def write_machine_log(folder: Path) -> None:
    """Sends what the program logs into the folder, which is there already."""
    logging.raiseExceptions = False  # a log that cannot be written is no reason to fill the reader's screen
    level = logging.getLevelName(os.environ.get("SEVERA_MAESTRO_LOG_LEVEL", "warning").upper())
    handler = RotatingFileHandler(folder / FILE_NAME, maxBytes=_MOST_BYTES, backupCount=5, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logging.basicConfig(handlers=[handler], level=level if isinstance(level, int) else logging.WARNING, force=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
