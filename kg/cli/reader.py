"""What reads articles: --with, the model behind --with llm, and how files are spread over what reads them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.extract import Extractor
    from kg.scale import Outcome

T = TypeVar("T")
Function = TypeVar("Function", bound=Callable[..., Any])
MODEL = "llm"
META = "kg.cli.reader"
#: Option -> (field of LlmSettings, type, metavar, help).
MODEL_OPTIONS: dict[str, tuple[str, Any, str, str]] = {
    "--llm-url": ("url", str, "URL", "The model's OpenAI-compatible address, /v1 included [$KG_LLM_URL]."),
    "--llm-model": ("model", str, "NAME", "The model's name there [$KG_LLM_MODEL]."),
    "--llm-key": ("key", str, "KEY", "Its key; better given as $KG_LLM_KEY, which no process list shows."),
    "--llm-timeout": ("timeout_seconds", float, "SECONDS", "For one answer [$KG_LLM_TIMEOUT, or 120]."),
    "--llm-tokens": ("answer_tokens", click.IntRange(1), "COUNT", "Most tokens of an answer [4096]."),
    "--llm-cache": ("cache", str, "DIR", "Where answers are kept; '' for nowhere [$KG_LLM_CACHE, or ~/.cache/kg/llm]."),
    "--llm-price": ("price", str, "IN/OUT", "Money a million tokens, to report the cost [$KG_LLM_PRICE]."),
}


class MapFiles(Protocol):
    """Does some work to each file, as kg.scale.map_files does."""

    def __call__(
        self, work: Callable[[Path], T], paths: list[Path], jobs: int | None = None, /
    ) -> Iterator["Outcome[T]"]: ...


def reader_options(function: Function) -> Function:
    """Gives a command the option --with (its argument `extractor`) and those of a model."""
    for name, (field, kind, metavar, help_) in reversed(MODEL_OPTIONS.items()):
        function = click.option(
            name, f"llm_{field}", type=kind, metavar=metavar, help=help_, expose_value=False, callback=_keep
        )(function)
    return click.option(
        "--with",
        "--extractor",
        "extractor",
        default="rules",
        show_default=True,
        metavar="NAME",
        help="What reads articles: rules, or llm for a language model whose every quote is checked.",
    )(function)


def open_reader(name: str) -> "tuple[Extractor, MapFiles]":
    """Returns what reads articles for the command that runs, and how to do its work to many files.

    A model's report goes to stderr when the command ends.

    Raises:
        InputError: there is no such extractor, or the model's settings are missing or wrong.
    """
    from kg.extract import EXTRACTORS
    from kg.scale import map_files

    context = click.get_current_context()
    given = {field: value for field, value in context.meta.get(META, {}).items() if value is not None}
    if name not in EXTRACTORS:
        raise InputError(f"--with {name!r} is unknown; use {', '.join(EXTRACTORS)}")
    if name == MODEL:
        from kg.scale import map_files_in_threads

        return context.with_resource(_open_model(given)), map_files_in_threads
    if given:
        options = [option for option, (field, *_) in MODEL_OPTIONS.items() if field in given]
        raise InputError(f"{', '.join(options)}: only for --with {MODEL}")
    return EXTRACTORS[name], map_files


@contextmanager
def _open_model(given: dict[str, object]) -> "Iterator[Extractor]":
    from kg.extract.llm import LlmExtractor, settings_from

    extractor = LlmExtractor(settings_from(given, os.environ))
    try:
        yield extractor
    finally:
        extractor.close()
        for line in extractor.report.lines():
            click.echo(f"kg: {line}", err=True)


def _keep(context: click.Context, param: click.Parameter, value: object) -> None:
    if not context.resilient_parsing and param.name is not None:
        context.meta.setdefault(META, {})[param.name.removeprefix("llm_")] = value
