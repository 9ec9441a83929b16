"""Which devices this seat speaks, hears and rings with."""

import msgspec


class AudioChoice(msgspec.Struct, frozen=True, kw_only=True):
    """Identities from the phone's device list, never an index; "" is the system's choice.

    A headset plugged in elsewhere may have another identity: it is known again by its label.
    """

    headset_in: str = ""
    headset_out: str = ""
    ring: str = ""
    headset_in_label: str = ""
    headset_out_label: str = ""
    ring_label: str = ""
