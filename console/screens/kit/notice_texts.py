"""The sentence of each notice, put together from what the features say."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject

from console.screens.kit.texts import Texts

type Build = Callable[[dict[str, str]], str]


class NoticeTexts(QObject):
    """An unknown code still gives a sentence, never the code."""

    def __init__(
        self, of_features: Iterable[Mapping[str, Build]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = Texts(self)
        self._builds = {code: one for builds in of_features for code, one in builds.items()}

    def has(self, code: str) -> bool:
        """Return whether a feature words this notice."""
        return code in self._builds

    def sentence(self, code: str, subject: dict[str, str]) -> str:
        """Return the sentence of a notice, stored or passing."""
        build = self._builds.get(code)
        # what has no words of its own is a command that the server refused
        return build(subject) if build is not None else self._texts.refused_by_server(code, subject)
