"""A bar for work whose length is known."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import Progress

from severa_maestro.cli.common import console


@contextmanager
def counted(*, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Shows at a terminal how much is done of how much; the function that it gives takes both numbers."""
    if quiet or not console.is_terminal:
        yield lambda _done, _of: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
