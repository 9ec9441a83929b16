"""Characters of a text typed one by one that are no letters."""

LINE_BREAK = "\n"
BACKSPACE = "\b"  # takes back the character before it, of the same side
ALERT = "\a"  # asks for attention
LOST = "\ufffd"  # the network lost something here, or a control character came that has no use
