"""Names of languages: in their own words to choose from, translated inside a sentence."""

from collections.abc import Iterable

from PySide6.QtCore import QObject

# In their own words, as people look for them; never translated.
LANGUAGES = (
    ("it", "Italiano"),
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("de", "Deutsch"),
    ("ro", "Română"),
    ("uk", "Українська"),
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("zh", "中文"),
)
OF_CONSOLE = tuple(one for one in LANGUAGES if one[0] in ("it", "en", "ar"))  # its own words


class LanguageTexts(QObject):
    def name(self, code: str) -> str:
        """Return the name of a language (BCP 47); one nobody named here stays a code."""
        known = {
            "it": self.tr("italiano"),
            "en": self.tr("inglese"),
            "fr": self.tr("francese"),
            "de": self.tr("tedesco"),
            "es": self.tr("spagnolo"),
            "sq": self.tr("albanese"),
            "ro": self.tr("rumeno"),
            "pl": self.tr("polacco"),
            "ar": self.tr("arabo"),
            "zh": self.tr("cinese"),
            "uk": self.tr("ucraino"),
        }
        return known.get(code.partition("-")[0].lower(), code.upper())

    def names(self, codes: Iterable[str]) -> str:
        return self.tr(", ").join(self.name(code) for code in codes)
