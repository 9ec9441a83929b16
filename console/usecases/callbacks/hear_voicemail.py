"""Plays a citizen's message in the headset; the server notes each hearing."""

from collections.abc import Awaitable, Callable

from console.model.calls.message_sound import message_sound


class HearVoicemail:
    def __init__(
        self,
        *,
        fetch: Callable[[str], Awaitable[bytes]],
        play: Callable[[str, bytes], Awaitable[None]],
    ) -> None:
        """fetch returns a WAV file; play takes law and samples."""
        self._fetch = fetch
        self._play = play

    async def __call__(self, voicemail_id: str) -> None:
        """Return when the phone has the whole message. Nothing of it is kept at the seat.

        Raise VoicemailGone, UnusableSound, PhoneUnavailable, PhoneRefused, ServerUnreachable,
        ServerNotTrusted or SessionExpired.
        """
        law, samples = message_sound(await self._fetch(voicemail_id))
        await self._play(law, samples)
