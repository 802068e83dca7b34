"""Where the model is, what it is called, and how patient kg is with it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import InputError

#: Environment variable -> field of LlmSettings.
ENVIRONMENT = {
    "KG_LLM_URL": "url",
    "KG_LLM_MODEL": "model",
    "KG_LLM_KEY": "key",
    "KG_LLM_TIMEOUT": "timeout_seconds",
    "KG_LLM_CACHE": "cache",
    "KG_LLM_PRICE": "price",
}


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """How to ask a model.

    url: base address of the service, "/v1" included, as its clients want it.
    model: the model's name there. key: sent as bearer token, None for services without one.
    timeout_seconds: for one answer, from asking to its last byte; a model that is late once is late again, so it is not
        asked again. retries: after failures that may pass, each after twice the wait of the one before.
    answer_tokens: most tokens of an answer. part_chars, overlap_chars: longer articles are asked about in parts that
        share their borders.
    cache: folder of answers, None for no cache.
    price: money for a million tokens asked and a million answered, in any currency; None: no cost is reported.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout_seconds: float = 120.0
    retries: int = 3
    backoff_seconds: float = 1.0
    answer_tokens: int = 4096
    part_chars: int = 8000
    overlap_chars: int = 800
    cache: Path | None = None
    price: tuple[float, float] | None = None


def settings_from(
    given: Mapping[str, object | None] | None = None, environment: Mapping[str, str] | None = None
) -> LlmSettings:
    """Returns the settings given, those of the environment for the others.

    Args:
        given: fields of LlmSettings; None values are as good as missing. timeout_seconds and price may be strings.
        environment: None for that of the process. KG_LLM_CACHE may be empty for no cache.

    Raises:
        InputError: no address or no model, or a value that has not its form.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, object] = {"cache": default_cache(environment)}
    values |= {name: environment[variable] for variable, name in ENVIRONMENT.items() if variable in environment}
    values |= {name: value for name, value in (given or {}).items() if value is not None}
    url, model = str(values.get("url", "")).rstrip("/"), str(values.get("model", ""))
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(
            f"no address of a model ({url!r}); give --llm-url or KG_LLM_URL, such as http://127.0.0.1:11434/v1"
        )
    if not model:
        raise InputError("no model named; give --llm-model or KG_LLM_MODEL")
    settings = LlmSettings(
        url=url,
        model=model,
        key=str(values["key"]) if values.get("key") else None,
        cache=Path(str(values["cache"])).expanduser() if values["cache"] else None,
        price=_price(values.get("price")),
    )
    if "timeout_seconds" in values:
        settings = replace(settings, timeout_seconds=_seconds(values["timeout_seconds"]))
    if "answer_tokens" in values:
        settings = replace(settings, answer_tokens=int(str(values["answer_tokens"])))
    return settings


def default_cache(environment: Mapping[str, str]) -> Path:
    """Returns the folder of answers in the user's cache."""
    return Path(environment.get("XDG_CACHE_HOME") or "~/.cache") / "kg" / "llm"


def _seconds(value: object) -> float:
    try:
        seconds = float(str(value))
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 86_400:
        raise InputError(f"bad time-out {value!r}; give seconds, more than 0 and less than a day")
    return seconds


def _price(value: object) -> tuple[float, float] | None:
    if value is None or value == "":
        return None
    try:
        asked, answered = (float(part) for part in str(value).split("/"))
    except ValueError:
        asked = -1.0
    if not (0 <= asked < 1e9 and 0 <= answered < 1e9):
        raise InputError(f"bad price {value!r}; give money for a million tokens asked and answered, such as 0.15/0.60")
    return asked, answered
