"""T.140 presentation: bytes of a text block to plain characters, and back."""

import re

from contract.domain.text_conversation import LINE_BREAK, LOST

LINE_SEPARATOR = "\u2028"
PARAGRAPH_SEPARATOR = "\u2029"
BYTE_ORDER_MARK = "\ufeff"  # begins a session and may come again: no character
RETURN = "\r"
# Graphic rendition, application strings and the interrupt: none of them is text.
_SEQUENCES = re.compile("\x9b[0-?]*[ -/]*[@-~]|\x98[^\x9c]{0,256}\x9c?|\x1ba")
_USELESS = re.compile(
    "[\x00-\x06\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff]"
)


class T140Reader:
    """Reads the blocks of one stream in order; remembers only a line break cut in two."""

    def __init__(self) -> None:
        self._after_return = False

    def read(self, block: bytes) -> str:
        """Return plain characters; what cannot be shown as text became LOST."""
        text = block.decode("utf-8", errors="replace").replace(BYTE_ORDER_MARK, "")
        if not text:
            return ""
        if self._after_return and text[0] == LINE_BREAK:
            text = text[1:]
        self._after_return = text.endswith(RETURN)
        text = _SEQUENCES.sub("", text).replace("\r\n", LINE_BREAK)
        for separator in (RETURN, LINE_SEPARATOR, PARAGRAPH_SEPARATOR):
            text = text.replace(separator, LINE_BREAK)
        return _USELESS.sub(LOST, text)


def typed(characters: str) -> str:
    """Return what an operator typed as T.140 may carry it: no control but the agreed ones."""
    plain = _USELESS.sub("", characters.replace(BYTE_ORDER_MARK, ""))
    plain = plain.encode("utf-8", errors="ignore").decode()  # half a surrogate pair is nothing
    return plain.replace("\r\n", LINE_BREAK).replace(RETURN, LINE_BREAK)


def block(characters: str) -> bytes:
    """Return the characters as a text block; a line break is sent as the line separator."""
    return characters.replace(LINE_BREAK, LINE_SEPARATOR).encode()
