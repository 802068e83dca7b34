"""Asks a service that speaks the OpenAI chat protocol: patient with failures that may pass, plain about all others.

The answer is constrained to a JSON schema where the service can do that. Services differ in how they are told; the
forms are tried from the strictest to none, and the first that works is kept. Redirects are not followed: the key goes
to the address given and nowhere else.
"""

import json
import logging
import re
import time
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, ServiceError
from kg.extract.llm.prompt import answer_schema
from kg.extract.llm.reply import Answer
from kg.extract.llm.report import Report
from kg.extract.llm.settings import LlmSettings

if TYPE_CHECKING:
    import httpx2

_LOG = logging.getLogger(__name__)

#: An answer longer than this is none: answer_tokens bounds it well below.
ANSWER_BYTES_MAX = 8_000_000
WAIT_SECONDS_MAX = 60.0
#: More quotes, other names or topics than any fact in an article has.
WORDS_MAX = 12
#: What may pass: too many requests, a gateway or server in trouble.
PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
#: A service that does not know a form of constraint says so with one of these, naming the field.
NOT_UNDERSTOOD = frozenset({400, 404, 415, 422, 500, 501})


#: What services call a question that does not fit into the model's context.
TOO_LONG_CODES = frozenset({"context_length_exceeded", "exceed_context_size_error"})
_TOO_LONG = re.compile(r"context (length|size|window)|too many tokens|prompt is too long", re.IGNORECASE)


class TooLongError(ServiceError):
    """The question does not fit into the model's context."""


class _Failure(Exception):
    """A failure that may pass. wait: seconds the service asked to wait, None where it did not say."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class Service:
    """One service. Safe to be used by several threads."""

    def __init__(self, settings: LlmSettings, report: Report) -> None:
        self.settings = settings
        self._report = report
        self._forms = _constraint_forms()
        self._client: httpx2.Client | None = None

    def ask(self, messages: list[dict[str, str]]) -> Answer:
        """Returns the model's answer to a chat.

        Raises:
            TooLongError: the chat is longer than the model can take.
            ServiceError: the service is away, refuses, or does not answer as its protocol says.
            InputError: the extra "llm" is not installed.
        """
        while True:
            # One look at the forms: another thread may go on to the next at the same time.
            forms = self._forms
            try:
                return self._ask_patiently(messages, forms[0])
            except _NotUnderstood as refusal:
                if len(forms) > 1:
                    _LOG.info("%s does not know %s: %s", self.settings.url, json.dumps(forms[0])[:60], refusal)
                    self._forms = forms[1:]
                else:
                    raise ServiceError(f"{self.settings.url}: refused: {refusal}; see the service's log") from None

    def close(self) -> None:
        """Ends the connections to the service."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _ask_patiently(self, messages: list[dict[str, str]], form: dict[str, Any]) -> Answer:
        for attempt in range(self.settings.retries + 1):
            try:
                return self._ask_once(messages, form)
            except _Failure as failure:
                if attempt == self.settings.retries:
                    tries = f" ({attempt + 1} attempts)" if attempt else ""
                    raise ServiceError(f"{self.settings.url}: {failure}{tries}") from None
                self._report.count_retry()
                wait = self.settings.backoff_seconds * 2**attempt if failure.wait is None else failure.wait
                time.sleep(min(wait, WAIT_SECONDS_MAX))
        raise AssertionError("unreachable")

    def _ask_once(self, messages: list[dict[str, str]], form: dict[str, Any]) -> Answer:
        settings = self.settings
        body = {
            "model": settings.model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": settings.answer_tokens,
            **form,
        }
        status, wait, data = self._post(body)
        if status != 200:
            self._refuse(status, wait, data, bool(form))
        try:
            answer = json.loads(data)
            choice = answer["choices"][0]
            content = choice["message"]["content"]
        except (ValueError, RecursionError, LookupError, TypeError):
            raise _Failure(f"answered what is no chat completion: {_shown(data)}; check the address") from None
        usage = answer.get("usage")
        usage = usage if isinstance(usage, dict) else {}
        answered = _count(usage.get("completion_tokens"))
        self._report.count_request(_count(usage.get("prompt_tokens")), answered)
        if not isinstance(content, str):
            raise _Failure(f"answered no text but {_shown(json.dumps(content).encode())}; try another model")
        return Answer(content, choice.get("finish_reason") != "length", answered)

    def _post(self, body: dict[str, Any]) -> tuple[int, float | None, bytes]:
        """Returns status, seconds to wait and body of the answer, all within the time-out."""
        client = self._open()
        import httpx2

        settings = self.settings
        deadline = time.monotonic() + settings.timeout_seconds
        patience = f"{settings.timeout_seconds:g} s; raise --llm-timeout or take a faster model"
        late = f"{settings.url}: no whole answer within {patience}"
        try:
            with client.stream("POST", f"{settings.url}/chat/completions", json=body) as response:
                data = bytearray()
                for chunk in response.iter_bytes():
                    data += chunk
                    if time.monotonic() > deadline:
                        raise ServiceError(late)
                    if len(data) > ANSWER_BYTES_MAX:
                        raise _Failure(f"answered more than {ANSWER_BYTES_MAX} bytes")
                return response.status_code, _wait(response.headers.get("retry-after")), bytes(data)
        except httpx2.TimeoutException:
            raise ServiceError(late) from None
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            raise _Failure(f"no answer: {_one_line(str(error)) or type(error).__name__}; is the service up?") from None

    def _refuse(self, status: int, wait: float | None, data: bytes, constrained: bool) -> None:
        """Raises what a status other than 200 means."""
        said = _message(data)
        if status == 413 or (status in NOT_UNDERSTOOD and _is_too_long(data, said)):
            raise TooLongError(f"{self.settings.url}: HTTP {status}: {said}; give the model a longer context")
        if constrained and status in NOT_UNDERSTOOD and _names_constraint(said):
            raise _NotUnderstood(said)
        if status in (401, 403):
            raise ServiceError(f"{self.settings.url}: refused the key ({status}): {said}; set KG_LLM_KEY")
        if status in PASSING:
            raise _Failure(f"HTTP {status}: {said}", wait)
        if status == 404:
            raise ServiceError(
                f"{self.settings.url}: HTTP 404: {said}; check the address and the model {self.settings.model!r}"
            )
        if constrained and status in NOT_UNDERSTOOD:
            raise _NotUnderstood(said)
        raise ServiceError(f"{self.settings.url}: HTTP {status}: {said}")

    def _open(self) -> "httpx2.Client":
        if self._client is None:
            try:
                import httpx2
            except ImportError:
                raise InputError("asking a model needs the extra llm: pip install 'kg[llm]'") from None
            headers = {"Authorization": f"Bearer {self.settings.key}"} if self.settings.key else {}
            self._client = httpx2.Client(
                headers=headers,
                timeout=httpx2.Timeout(self.settings.timeout_seconds, connect=min(10.0, self.settings.timeout_seconds)),
                follow_redirects=False,
            )
        return self._client


class _NotUnderstood(Exception):
    """The service does not know the form of constraint it was asked for."""


def _constraint_forms() -> tuple[dict[str, Any], ...]:
    """The ways services are told the shape of an answer, strictest first.

    The second is that of llama.cpp and its kin. By default they make a model less likely to say again what stands before:
    it would hardly ever quote letter for letter. Without that, a small model may go on with a list for ever: it is
    limited.
    """
    named = {"name": "facts", "strict": True, "schema": answer_schema()}
    limited = {"type": "json_object", "schema": answer_schema(WORDS_MAX)}
    return (
        {"response_format": {"type": "json_schema", "json_schema": named}},
        {"response_format": limited, "repeat_penalty": 1.0},
        {"response_format": {"type": "json_object"}},
        {},
    )


def _names_constraint(said: str) -> bool:
    return any(word in said for word in ("response_format", "json_schema", "json_object", "schema", "grammar"))


def _is_too_long(data: bytes, said: str) -> bool:
    """Whether an error says that the question does not fit into the model's context."""
    try:
        error = json.loads(data)["error"]
        named = {error.get("code"), error.get("type")} if isinstance(error, dict) else set()
    except (ValueError, RecursionError, LookupError, TypeError):
        named = set()
    return not named.isdisjoint(TOO_LONG_CODES) or _TOO_LONG.search(said) is not None


def _message(data: bytes) -> str:
    """What an error says, in one line of at most 300 letters."""
    try:
        answer = json.loads(data)
        error = answer["error"]
        return _one_line(str(error["message"] if isinstance(error, dict) else error))
    except (ValueError, RecursionError, LookupError, TypeError):
        return _one_line(data[:1200].decode("utf-8", "replace")) or "no reason given"


def _one_line(text: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in text[:1200]).split())
    return plain if len(plain) <= 300 else f"{plain[:297]}..."


def _shown(data: bytes) -> str:
    return repr(_one_line(data[:400].decode("utf-8", "replace"))[:80])


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else 0


def _wait(value: str | None) -> float | None:
    """Seconds of a Retry-After header; None where there is none, or where it gives a date."""
    return float(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 7 else None
