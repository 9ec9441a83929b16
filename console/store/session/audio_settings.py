"""Each person's choice of audio devices at this seat."""

from pathlib import Path

from console.model.calls.audio_choice import AudioChoice
from console.store.session.kept_choice import KeptChoice

KIND = "audio"
FILE = f"{KIND}.json"


class AudioSettings(KeptChoice[AudioChoice]):
    """An operator without a choice here begins with the last one made at the seat."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(data_dir, KIND, AudioChoice(), is_passed_on=True)
