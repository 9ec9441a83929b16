"""Report descriptors of headsets, built item by item as the HID specification describes them."""


def item(prefix: int, *value: int) -> bytes:
    return bytes([prefix, *value])


PAGE_TELEPHONY = item(0x05, 0x0B)
PAGE_LAMPS = item(0x05, 0x08)
USAGE_HEADSET = item(0x09, 0x05)
APPLICATION = item(0xA1, 0x01)
END = item(0xC0)
BIT = item(0x15, 0x00) + item(0x25, 0x01) + item(0x75, 0x01)  # 0 to 1, one bit each
HOOK, FLASH, DROP, MUTE = (item(0x09, usage) for usage in (0x20, 0x21, 0x26, 0x2F))
LAMP_MUTE, LAMP_OFF_HOOK, LAMP_RING, LAMP_HOLD = (
    item(0x09, usage) for usage in (0x09, 0x17, 0x18, 0x20)
)
ABSOLUTE, RELATIVE = item(0x81, 0x02), item(0x81, 0x06)
OUT, PADDING_IN, PADDING_OUT = item(0x91, 0x02), item(0x81, 0x03), item(0x91, 0x03)


def count(number: int) -> bytes:
    return item(0x95, number)


# Position of the hook switch, presses of mute, flash and drop; four lamps. Reports are numbered.
NUMBERED = (
    PAGE_TELEPHONY + USAGE_HEADSET + APPLICATION + item(0x85, 0x02) + BIT
    + HOOK + count(1) + ABSOLUTE
    + MUTE + FLASH + DROP + count(3) + RELATIVE
    + count(4) + PADDING_IN
    + item(0x85, 0x03) + PAGE_LAMPS
    + LAMP_OFF_HOOK + LAMP_RING + LAMP_MUTE + LAMP_HOLD + count(4) + OUT
    + count(4) + PADDING_OUT
    + END
)  # fmt: skip

# A small one: presses only, one lamp, no report numbers.
PLAIN = (
    PAGE_TELEPHONY + USAGE_HEADSET + APPLICATION + BIT
    + HOOK + MUTE + count(2) + RELATIVE + count(6) + PADDING_IN
    + PAGE_LAMPS + LAMP_OFF_HOOK + count(1) + OUT + count(7) + PADDING_OUT
    + END
)  # fmt: skip

# A keypad's way: one byte says which key is down.
ARRAY = (
    PAGE_TELEPHONY + USAGE_HEADSET + APPLICATION
    + item(0x15, 0x01) + item(0x25, 0x03) + item(0x75, 0x08) + count(1)
    + HOOK + FLASH + MUTE + item(0x81, 0x00)
    + END
)  # fmt: skip

KEYBOARD = (
    item(0x05, 0x01) + item(0x09, 0x06) + APPLICATION + item(0x05, 0x07)
    + item(0x19, 0xE0) + item(0x29, 0xE7) + BIT + count(8) + item(0x81, 0x02) + END
)  # fmt: skip
