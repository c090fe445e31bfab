"""Print text from data: control characters are shown, and nothing in it is taken for markup."""

import sys
from typing import TextIO

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.markup import escape

from jiaokan.core.control_escapes import show_controls, show_controls_in_line


def escape_data(text: object) -> str:
    r"""Return text from data for a line of rich markup.

    >>> escape_data("[/red]\x1b[2J")
    '\\[/red]\\u001B[2J'
    """
    return escape(show_controls_in_line(str(text)))


def print_data(text: str, file: TextIO | None = None) -> None:
    """Print text that may hold anything; its line feeds and tabs stay."""
    print(show_controls(text), file=file or sys.stdout)


def make_safe_console(stderr: bool = False, quiet: bool = False) -> Console:
    """Return a console that sends no control character of what it prints."""
    # a name may hold :x:, which is no emoji; their table takes time to load
    console = Console(stderr=stderr, quiet=quiet, highlight=False, emoji=False, soft_wrap=True)
    console.push_render_hook(_ControlsShown())
    return console


class _ControlsShown(RenderHook):
    """What a console prints, with the control characters of its text shown."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_SafeRenderable(renderable) for renderable in renderables]


class _SafeRenderable:
    def __init__(self, renderable: ConsoleRenderable) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._renderable, options):
            yield segment if segment.control else segment._replace(text=show_controls(segment.text))
