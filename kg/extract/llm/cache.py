"""Answers kept on disk, each under the digest of all that was asked: the same question costs nothing twice."""

import hashlib
import json
import logging
import secrets
from pathlib import Path

from kg.extract.llm.reply import Answer

_LOG = logging.getLogger(__name__)


class AnswerCache:
    """A folder of answers; None keeps nothing. An unreadable or unwritable cache is as good as an empty one."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def read(self, question: dict[str, object]) -> Answer | None:
        """Returns the answer to a question, None where there is none."""
        if self._folder is None:
            return None
        try:
            entry = json.loads(self._path(self._folder, question).read_bytes())
        except (OSError, ValueError):
            return None
        text = entry.get("answer") if isinstance(entry, dict) else None
        if not isinstance(text, str):
            return None
        tokens = entry.get("tokens")
        return Answer(text, entry.get("whole") is not False, tokens if isinstance(tokens, int) else 0)

    def write(self, question: dict[str, object], answer: Answer) -> None:
        """Keeps an answer, also one that was cut off: asked again, it would be cut off again."""
        if self._folder is None:
            return
        path = self._path(self._folder, question)
        written = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            entry = {"answer": answer.text, "whole": answer.whole, "tokens": answer.tokens}
            written.write_text(json.dumps(entry, ensure_ascii=False), "utf-8")
            written.replace(path)
        except (OSError, UnicodeEncodeError) as error:
            written.unlink(missing_ok=True)
            _LOG.warning("%s: answers of the model are not kept: %s", self._folder, error)

    @staticmethod
    def _path(folder: Path, question: dict[str, object]) -> Path:
        digest = hashlib.sha256(json.dumps(question, sort_keys=True).encode("utf-8")).hexdigest()
        return folder / digest[:2] / f"{digest}.json"
