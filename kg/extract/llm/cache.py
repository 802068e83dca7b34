"""Answers kept on disk, each under the digest of all that was asked: the same question costs nothing twice."""

import hashlib
import json
import logging
import secrets
from pathlib import Path

_LOG = logging.getLogger(__name__)


class AnswerCache:
    """A folder of answers; None keeps nothing. An unreadable or unwritable cache is as good as an empty one."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def read(self, question: dict[str, object]) -> str | None:
        """Returns the answer to a question, None where there is none."""
        if self._folder is None:
            return None
        try:
            entry = json.loads(self._path(self._folder, question).read_bytes())
        except (OSError, ValueError):
            return None
        answer = entry.get("answer") if isinstance(entry, dict) else None
        return answer if isinstance(answer, str) else None

    def write(self, question: dict[str, object], answer: str) -> None:
        """Keeps an answer."""
        if self._folder is None:
            return
        path = self._path(self._folder, question)
        written = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(json.dumps({"answer": answer}, ensure_ascii=False), "utf-8")
            written.replace(path)
        except (OSError, UnicodeEncodeError) as error:
            written.unlink(missing_ok=True)
            _LOG.warning("%s: answers of the model are not kept: %s", self._folder, error)

    @staticmethod
    def _path(folder: Path, question: dict[str, object]) -> Path:
        digest = hashlib.sha256(json.dumps(question, sort_keys=True).encode("utf-8")).hexdigest()
        return folder / digest[:2] / f"{digest}.json"
