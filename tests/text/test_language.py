import pytest

from kg.text import detect_language
from kg.text.language import is_language_tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Ministerin traf am Montag den Botschafter in Bern.", "de"),
        ("The minister met the ambassador in London on Monday.", "en"),
        ("La ministre a rencontré lundi l'ambassadeur à Paris.", "fr"),
        ("La ministra se reunió el lunes con el embajador en Madrid.", "es"),
        ("La ministra ha incontrato lunedì l'ambasciatore a Roma.", "it"),
        ("A ministra encontrou-se na segunda-feira com o embaixador em Lisboa.", "pt"),
        ("De minister heeft maandag de ambassadeur in Den Haag ontmoet.", "nl"),
        ("Министр встретился в понедельник с послом в Москве.", "ru"),
        ("123 – 456", "und"),
        ("", "und"),
    ],
)
def test_language_is_told(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("tag", "good"), [("de", True), ("pt-BR", True), ("", False), ("german", False), ("de_DE", False)]
)
def test_tags_have_their_form(tag: str, good: bool) -> None:
    assert is_language_tag(tag) is good
