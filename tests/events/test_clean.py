import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.events.clean import clean, clean_line, is_blank

#: The classes that must never reach a terminal, spelt out apart from the code under test.
DANGEROUS = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e00ff]"
)

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "a ا क 👩❤1\n\t\x1b\x07\x7f\x9b\xad\u0301\u0300\u20e3\u034f\u094d\u180b"
            "\u200b\u200c\u200d\u200e\u2028\u202e\u2066\ufe0f\ufe0e\U000e0100\U000e0067\ud800\uffff◌🏽‹›"
        ),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AlexNet wins ImageNet by a wide margin",
        "two\nlines\tand a tab",
        "Zürich – “Löwenbräu” · €5 → ∞",
        "Tiếng Việt: Trường Sa, Điện Biên Phủ",
        unicodedata.normalize("NFD", "Tiếng Việt: Trường Sa, Điện Biên Phủ"),
        "السَّلَامُ عَلَيْكُمْ وَرَحْمَةُ ٱللَّٰهِ",
        "می\u200cخواهم نامه\u200cها",
        "۱۳۵۷ ه\u200d.ش.",
        "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם",
        "क्षेत्रीय सम्मेलन, श्री",
        "क्\u200dष और क्\u200cष",
        "র\u200d্যাব",
        "ශ්\u200dරී ලංකා",
        "ที่นี่ กรุงเทพมหานคร น้ำ",
        "မြန်မာနိုင်ငံ ကြွေးကြော်သံ",
        "སངས་རྒྱས་ བསྒྲུབས་",
        "ᠮᠣᠩᠭᠣᠯ\u180b",
        "中国发布新一代人工智能发展规划",
        "日本語\u3000テスト",
        "葛\U000e0100飾区",
        "대한민국 헌법",
        "👩\u200d👩\u200d👧\u200d👦 👨🏽\u200d🚀 🏳\ufe0f\u200d🌈 ",
        "❤\ufe0f\u200d🔥 👁\ufe0f\u200d🗨\ufe0f 🙂\u200d↔\ufe0f",
        "🇺🇦🇨🇳 1\ufe0f\u20e3 ☎\ufe0e ™\ufe0f ℹ\ufe0f",
        "t̪̥̩́ and ɛ̃ː",
        "═════ ————— ……… ★★★★★",
    ],
)
def test_ordinary_text_comes_back_unchanged(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("bell\x07, null\0, delete\x7f", "bell␇, null␀, delete␡"),
        ("one\r\ntwo", "one␍\ntwo"),
        ("\x9b31m", "‹U+009B›31m"),
        ("next\x85line", "next‹U+0085›line"),
        ("line\u2028and\u2029paragraph", "line‹U+2028›and‹U+2029›paragraph"),
        ("evil\u202egnp.exe", "evil‹U+202E›gnp.exe"),
        ("\u2066\u2067\u2069", "‹U+2066 +2›"),
        ("\u200eleft\u200f \u061c", "‹U+200E›left‹U+200F› ‹U+061C›"),
        ("a\U000e0068\U000e0069b", "a‹tags hi›b"),
        ("a\U000e0001b", "a‹U+E0001›b"),
        ("half \ud83d pair", "half ‹U+D83D› pair"),
        ("\ufdd0 \uffff \U0010fffe", "‹U+FDD0› ‹U+FFFF› ‹U+10FFFE›"),
        ("\ufff9base\ufffaruby\ufffb", "‹U+FFF9›base‹U+FFFA›ruby‹U+FFFB›"),
        ("Donau\u00addampf\u200bschiff", "Donaudampfschiff"),
        ("a\u200b\u200b\u200bb", "a‹U+200B +2›b"),
        ("\ufeffstart", "start"),
        ("\u200d\u200dtitle", "‹U+200D +1›title"),
        ("ab\u200dcd", "ab‹U+200D›cd"),
        ("word \u200cnext", "word ‹U+200C›next"),
        ("👩\u200d nobody", "👩‹U+200D› nobody"),
        ("ا\u200c\u200cب", "ا\u200c‹U+200C›ب"),
        ("a\ufe0fb", "a‹U+FE0F›b"),
        ("❤\ufe0f\ufe0f\ufe0f", "❤\ufe0f‹U+FE0F +1›"),
        ("\u0301 on nothing", "◌\u0301 on nothing"),
        ("line\n\u0301mark", "line\n◌\u0301mark"),
        ("Z" + "\u0300" * 30 + "algo", "Z" + "\u0300" * 4 + "‹U+0300 +25›algo"),
        ("ש" + "\u05b0" * 10, "ש" + "\u05b0" * 8 + "‹U+05B0 +1›"),
    ],
)
def test_what_hides_or_commands_becomes_visible(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a title", "a title"),
        ("folded\nover\nlines\n", "folded over lines"),
        ("tab\tbed", "tab bed"),
        ("spaces  stay", "spaces  stay"),
        ("one\n  two", "one two"),
        ("\x1b\n", "␛"),
        (" \u05b0a\n", "◌\u05b0a"),
    ],
)
def test_a_line_is_one_line(text: str, shown: str) -> None:
    assert clean_line(text) == shown


@given(HOSTILE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(HOSTILE)
def test_no_dangerous_character_is_left(text: str) -> None:
    assert not DANGEROUS.search(clean(text))
    assert not set(clean_line(text)) & set("\n\t")


@given(HOSTILE)
def test_no_character_bears_a_flood_of_marks(text: str) -> None:
    longest = run = 0
    for char in clean(text):
        run = run + 1 if unicodedata.category(char)[0] == "M" else 0
        longest = max(longest, run)
    assert longest <= 9


@given(st.text(st.characters(max_codepoint=126, min_codepoint=32)))
def test_printable_ascii_is_clean(text: str) -> None:
    assert clean(text) is text


@pytest.mark.parametrize("text", ["", " ", "\u00a0\u00a0", "\u3164", "\u115f \u2800", "\u3000"])
def test_what_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", " .", "\u3164한", "⠁", "‹U+202E›"])
def test_what_shows_anything_is_not_blank(text: str) -> None:
    assert not is_blank(text)
