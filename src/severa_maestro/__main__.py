"""``python -m severa_maestro`` is ``severa-maestro``."""

from severa_maestro.cli import main

main()
