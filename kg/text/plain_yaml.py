"""YAML without its surprises: every scalar but null is a string, so that `NO` is Norway and `2024-06-26` no object.

Refuses tags, aliases (a few lines of them can stand for gigabytes) and a field that stands twice.
"""

from functools import cache
from typing import Any

from kg.errors import UnreadableError


def load_yaml(text: str, source: str, *, first_line: int = 1) -> object:
    """Reads one YAML document.

    Args:
        text: the YAML.
        source: the file named in errors.
        first_line: number of the text's first line in that file.

    Raises:
        UnreadableError: the text is not such YAML; the line is named.
    """
    import yaml

    try:
        return yaml.load(text, _plain_loader())
    except yaml.MarkedYAMLError as error:
        place = f"{source}:{error.problem_mark.line + first_line}" if error.problem_mark else source
        raise UnreadableError(f"{place}: no YAML: {error.problem}; mend the file") from None
    except yaml.reader.ReaderError as error:
        place = f"{source}:{text.count(chr(10), 0, error.position) + first_line}"
        raise UnreadableError(f"{place}: no YAML: {error.reason}; mend the file") from None
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadableError(f"{source}: no YAML: {' '.join(str(error).split())}; mend the file") from None
    except RecursionError:
        raise UnreadableError(f"{source}: no YAML: nested too deep; mend the file") from None


@cache
def _plain_loader() -> type[Any]:
    """The loader's class; made on first use because importing yaml takes time."""
    import yaml

    null = "tag:yaml.org,2002:null"

    class PlainLoader(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012 - the base class looks this table up by class
            letter: [(tag, pattern) for tag, pattern in resolvers if tag == null]
            for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
                raise yaml.MarkedYAMLError(problem="aliases (*name) are refused", problem_mark=mark)
            return super().compose_node(parent, index)

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            names = set()
            for key, _ in node.value:
                # A name that is itself a list or an object is refused by the base class.
                if isinstance(key.value, str) and key.value in names:
                    problem = f"field {key.value!r} stands twice in one object"
                    raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
                names.add(key.value if isinstance(key.value, str) else id(key))
            return super().construct_mapping(node, deep)

    return PlainLoader
