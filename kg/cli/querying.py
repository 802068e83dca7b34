"""The commands that run queries: those of the library by name, and any SPARQL that only reads."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from kg.cli.output import Answer, Row, print_answer
from kg.cli.questions import ACTORS, Questions, open_questions
from kg.cli.settings import Settings, command, pass_settings
from kg.errors import InputError, UnreadableError
from kg.query import (
    ROWS_MAX,
    Query,
    Result,
    find_query,
    read_library,
    run_query,
    run_sparql,
    to_plain,
    to_records,
)
from kg.query.header import Parameter
from kg.store import Triples
from kg.store.worker import SECONDS_MAX
from kg.vocab import PREFIXES

#: What a name may mean as an argument, by the parameter's name; else anything that takes part in meetings.
KINDS_MEANT = {"topic": ("topic",), "country": ("country",), "agency": ("agency",), "person": ACTORS}
#: Parameters whose arguments are terms of the ontology: "held" is short for kg:held.
TERM_PARAMETERS = frozenset({"status", "kind"})


@command("query", answers=True, asks=True)
@click.argument("name", required=False)
@click.argument("arguments", nargs=-1, metavar="[PARAMETER=VALUE]...")
@click.option("--limit", type=click.IntRange(1), default=ROWS_MAX, show_default=True, help="Most rows.")
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=SECONDS_MAX, show_default=True, help="Seconds."
)
@pass_settings
def query(settings: Settings, name: str | None, arguments: tuple[str, ...], limit: int, timeout: float) -> None:
    """Run a query of the library, or list them.

    Where a parameter wants an IRI, a name that means one thing will do. Without NAME all queries are listed; with a
    NAME that needs parameters, those.
    """
    if name is None:
        print_answer(list_queries(read_library().values()), settings)
        return
    found = find_query(name)
    given = split_arguments(arguments)
    if not given and any(not each.optional and each.default is None for each in found.parameters):
        print_answer(list_parameters(found), settings)
        return
    with open_questions(settings, timeout) as questions:
        if found.name == "evidence":
            questions.expect_quotes()
        parameters = {parameter.name: parameter for parameter in found.parameters}
        bound = {
            key: resolve_argument(questions, parameters[key], value) if key in parameters else value
            for key, value in given.items()
        }
        result = run_query(questions.store, found, bound, limit)
        questions.tell(result)
        print_result(questions.label(result), settings)


def list_queries(queries: Iterable[Query]) -> Answer:
    """Returns the queries of the library, a row each."""
    columns = ("query", "answers", "parameters")
    rows = ((each.name, each.summary, tuple(parameter.name for parameter in each.parameters)) for each in queries)
    return Answer(columns, tuple(Row(dict(zip(columns, cells, strict=True))) for cells in rows))


def list_parameters(found: Query) -> Answer:
    """Returns the parameters of a query, a row each."""
    rows = []
    for each in found.parameters:
        default = "may be left out" if each.optional else each.default or "needed"
        rows.append(Row({"parameter": each.name, "type": each.type, "default": default, "meaning": each.note}))
    return Answer(("parameter", "type", "default", "meaning"), tuple(rows))


def split_arguments(arguments: Sequence[str]) -> dict[str, str]:
    """Returns parameter=value words as a dict.

    Raises:
        InputError: a word is not of that form, or a parameter stands twice.
    """
    given: dict[str, str] = {}
    for word in arguments:
        name, equals, value = word.partition("=")
        if not equals:
            raise InputError(f"{word!r} is no argument; write parameter=value")
        if name in given:
            raise InputError(f"{name!r} is given twice; write one value, or several with commas where it is iris")
        given[name] = value
    return given


def resolve_argument(questions: Questions, parameter: Parameter, value: str) -> str:
    """Returns an argument as the library reads it: names as IRIs where the parameter is of that type.

    Raises:
        InputError: a name means nothing, or several things.
    """
    if parameter.type == "iris":
        one = Parameter(parameter.name, "iri")
        return " ".join(resolve_argument(questions, one, part.strip()) for part in value.split(","))
    if parameter.type != "iri" or ":" in value:
        return value
    if parameter.name in TERM_PARAMETERS:
        return f"kg:{value}"
    return questions.find(value, KINDS_MEANT.get(parameter.name, ACTORS)).iri


@command("sparql", answers=True, asks=True)
@click.argument("text", metavar="QUERY")
@click.option("--limit", type=click.IntRange(1), default=ROWS_MAX, show_default=True, help="Most rows.")
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=SECONDS_MAX, show_default=True, help="Seconds."
)
@pass_settings
def sparql(settings: Settings, text: str, limit: int, timeout: float) -> None:
    """Run any SPARQL 1.1 query on the workspace.

    QUERY is the query itself, the name of a file that holds it, or - for stdin. The default graph is the union of all
    articles. kg's own prefixes (kg:, id:, topic:, skos: and so on) need no declaration. Updates, SERVICE and FROM are
    refused.
    """
    wanted = declare_prefixes(read_query_text(text))
    with open_questions(settings, timeout) as questions:
        answer = run_sparql(questions.store, wanted, limit)
    if isinstance(answer, Result):
        questions.tell(answer)
        print_result(answer, settings)
    elif isinstance(answer, Triples):
        for line in answer.lines:
            click.echo(line)
    elif settings.choose_format("table", "json", "csv") == "json":
        click.echo(json.dumps(answer))
    else:
        click.echo("yes" if answer else "no")


def read_query_text(text: str) -> str:
    """Returns a query: the text itself, or the content of stdin or of the file that it names.

    Raises:
        UnreadableError: the text looks like a file's name, and the file cannot be read.
    """
    if text == "-":
        return sys.stdin.read()
    if "{" in text or any(letter.isspace() for letter in text.strip()):
        return text
    try:
        return Path(text).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise UnreadableError(f"{text}: no query and no readable file: {reason}; give SPARQL or a file") from None


def declare_prefixes(text: str) -> str:
    """Returns a query with those of kg's prefixes declared that it uses and does not declare, all on its first line."""
    used = (prefix for prefix in PREFIXES if re.search(rf"(?<![\w-]){prefix}:", text))
    missing = (prefix for prefix in used if not re.search(rf"prefix\s+{prefix}:", text, re.IGNORECASE))
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + text


def print_result(result: Result, settings: Settings) -> None:
    """Prints the rows of a query: labels as a table or CSV, typed terms as JSON."""
    if settings.choose_format("table", "json", "csv") == "json":
        click.echo(json.dumps(to_records(result), ensure_ascii=False, indent=1))
        return
    names = tuple(column.name for column in result.columns)
    if settings.choose_format("table", "csv") == "table":
        short = {iri: shorten(iri) for iri in result.iris()}
        result = result.with_labels(short | dict(result.labels))
    rows = (
        Row({name: to_plain(result, cell) for name, cell in zip(names, cells, strict=True)}) for cells in result.rows
    )
    print_answer(Answer(names, tuple(rows)), settings)


def shorten(iri: str) -> str:
    """Returns an IRI with the prefix of its namespace, which the commands read back; in full where it has none."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
