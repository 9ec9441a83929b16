"""What a reader sees of characters typed one by one, corrections carried out."""

LINE_BREAK = "\n"
BACKSPACE = "\b"  # takes back the character before it, of the same side
ALERT = "\a"  # asks for attention
LOST = "\ufffd"  # the network lost something here, or a control character came that has no use


def with_characters(shown: str, characters: str, limit: int = 20_000) -> str:
    """Return what is shown after more characters; only the last limit ones are kept.

    A backspace takes back line breaks too; at the very beginning there is nothing to take back.
    """
    kept = list(shown)
    for character in characters:
        if character == BACKSPACE:
            if kept:
                kept.pop()
        elif character != ALERT:
            kept.append(character)
    return "".join(kept[-limit:])
