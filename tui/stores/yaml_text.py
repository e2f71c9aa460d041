"""From the bytes of a file to text that YAML reads and every editor counts alike."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from tui.events.lines import Lines
from tui.events.problem import Location
from tui.events.problem_log import ProblemLog
from tui.stores.yaml_error import YamlError

#: Line breaks to YAML 1.1, though not to editors, which would number the lines differently.
_SEPARATORS = "\x85\u2028\u2029"
_INVALID = (
    f"[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufeff\\ufffe\\uffff{_SEPARATORS}]"
)


#: The bytes that nearly all text is made of, and those of all that is not ASCII.
_COMMON = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_HIGH = bytes(range(0x80, 0x100))
#: In UTF-8, what is not ASCII and invalid, but for surrogates, and the controls U+0080 to U+009F.
_ODD = tuple(char.encode() for char in "\u2028\u2029\ufeff\ufffe\uffff")

#: Percent of the characters that may be bytes of no UTF-8 in a file that is read all the same.
MOST_STRAY = 10


def decode(data: bytes) -> str:
    """Return the text of UTF-8 with or without a byte-order mark, which is left out.

    A few bytes that are no UTF-8 become surrogates (Python's "surrogateescape"), which do not pass
    normal_text. Raise YamlError with the place for more of them, and for what is no text.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise YamlError("this is UTF-16: save it as UTF-8")
    zero = data.find(0)
    if zero >= 0:
        message = f"this is not text: the byte at offset {zero:,} is zero"
        raise YamlError(message, _byte_location(data, zero))
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        text = data.removeprefix(BOM_UTF8).decode(errors="surrogateescape")
        if sum("\udc80" <= char <= "\udcff" for char in text) <= len(text) * MOST_STRAY // 100:
            return text
        index = error.start + len(data) - len(error.object)
        message = f"this is not UTF-8: the byte at offset {index:,} is 0x{data[index]:02X}"
        raise YamlError(message, _byte_location(data, index)) from None


def _byte_location(data: bytes, index: int) -> Location:
    start = data.rfind(b"\n", 0, index) + 1
    before = data[start:index].removeprefix(BOM_UTF8).decode(errors="replace")
    return Location(data.count(b"\n", 0, index) + 1, len(before) + 1)


def normal_text(text: str, log: ProblemLog) -> str:
    """Return the text with only newlines between lines and only what YAML takes within them.

    Each character that YAML does not take gives way to a stand-in and is a problem. The length
    stays the same, so that places in one text are places in the other.
    """
    flat = text.replace("\n", "").replace("\r", "").replace("\t", "")
    if flat.isprintable() and text.count("\r") == text.count("\r\n"):
        return text
    import re

    text = re.sub(r"\r(?!\n)", "\n", text)
    invalid = re.compile(_INVALID)
    if not invalid.search(text):
        return text
    lines = Lines(text)
    for found in invalid.finditer(text):
        _report(found[0], lines.location(found.start()), log)
    return invalid.sub(lambda found: _stand_in(found[0]), text)


def is_normal(data: bytes) -> bool:
    """Whether normal_text would leave a text as it is, given its bytes in UTF-8."""
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    rest = data.translate(None, _COMMON)
    if not rest:
        return True
    if rest.translate(None, _HIGH):
        return False
    import re

    return not re.search(rb"\xc2[\x80-\x9f]", rest) and not any(odd in rest for odd in _ODD)


def _report(char: str, place: Location, log: ProblemLog) -> None:
    name = f"U+{ord(char):04X}"
    if char in _SEPARATORS:
        message = f"{name} ends a line for some readers and not for others; it is read as ␤"
        log.warning(place, "character-invalid", message)
    elif "\udc80" <= char <= "\udcff":
        byte = ord(char) - 0xDC00
        message = f"the byte 0x{byte:02X} is not UTF-8; it is read as {_stand_in(char)}"
        log.error(place, "character-invalid", message)
    else:
        message = f"{name} cannot stand in YAML; it is read as {_stand_in(char)}"
        log.error(place, "character-invalid", message)


def _stand_in(char: str) -> str:
    if char in _SEPARATORS:
        return "␤"
    if char < " ":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else "\ufffd"
