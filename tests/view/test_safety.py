"""Nothing an article says can become markup, script, an address or a trick of direction."""

import json

import pytest

from kg.view.safety import clean_text, is_web_address, write_json


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Abdellatif Hammouchi", "Abdellatif Hammouchi"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("\u2066x\u2069\u202a\u202c", "x"),
        ("nul\x00 bell\x07 escape\x1b[0m", "nul bell escape[0m"),
        ("one\r\ntwo\rthree\nfour\tfive", "one\ntwo\nthree\nfour\tfive"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("العربية\u200f (mark kept)", "العربية\u200f (mark kept)"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_letters_that_disturb_others_are_taken_out(given: str, wanted: str) -> None:
    assert clean_text(given) == wanted


@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", "http://example.org", "https://例え.jp/"])
def test_web_addresses_are_known(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/x",
        "/path",
        "https://",
        "https:example.org",
        'https://example.org/"><script>',
        "https://example.org/a b",
        "https://[broken",
        "",
    ],
)
def test_all_other_addresses_are_refused(address: str) -> None:
    assert not is_web_address(address)


def test_json_cannot_end_its_script_element() -> None:
    value = {"a": "</script><!--<script>]]>&amp;\u2028\u2029 é"}
    text = write_json(value)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == value
