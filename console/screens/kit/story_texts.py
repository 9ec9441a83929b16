"""What is shown of a call that is over: how it sounded, who passed it on to whom, and why."""

from PySide6.QtCore import QLocale, QObject

from console.model.calls.line_quality import Light, light_of
from contract.wire.claims import CallStory
from contract.wire.duty import CallQuality
from widgets.kit.plain_text import isolated, one_line

REASON_CHARS = 200


class StoryTexts(QObject):
    """In words and figures; colours and light are for the call that is going on."""

    def sound(self, quality: CallQuality | None) -> str:
        """Return how a call sounded for a column, as "buona · 4,2"; "" when nobody measured."""
        if quality is None:
            return ""
        return f"{self._word(quality)} · {_figure(quality.mos_mean)}"

    def story(self, story: CallStory) -> str:
        """Return all that is known as sentences, "" for nothing."""
        parts = (*self._passed(story), *self._heard(story.quality))
        return " ".join(part for part in parts if part)

    def in_short(self, story: CallStory) -> str:
        """Return what is known for a narrow place: first how it sounded."""
        quality = story.quality
        heard = ""
        if quality is not None:
            heard = self.tr("{0}: voto {1} su 5, persi {2} %, variazione {3} ms.").format(
                self._line(quality),
                _figure(quality.mos_mean),
                _figure(quality.lost_pct),
                round(quality.jitter_ms),
            )
        return " ".join(part for part in (heard, *self._passed(story)) if part)

    def heard(self, quality: CallQuality | None) -> str:
        return " ".join(self._heard(quality))

    def closed(self, reason: str) -> str:
        """Return why a call went to a line that was closed, "" when it was open."""
        words = one_line(reason, REASON_CHARS).rstrip(" .")
        if not words:
            return ""
        return self.tr("La linea era chiusa; trasferita lo stesso: «{0}».").format(isolated(words))

    def _passed(self, story: CallStory) -> tuple[str, ...]:
        by, to = isolated(one_line(story.passed_by)), isolated(one_line(story.passed_to))
        return (
            self.tr("Telefonata trasferita da {0}.").format(by) if by else "",
            self.tr("Trasferita: ha risposto {0}.").format(to) if to else "",
            self.closed(story.closed_reason),
        )

    def _heard(self, quality: CallQuality | None) -> tuple[str, ...]:
        if quality is None:
            return ()
        figures = self.tr(
            "{0}: voto {1} su 5, nel momento peggiore {2}; persi {3} %, variazione {4} ms."
        ).format(
            self._line(quality),
            _figure(quality.mos_mean),
            _figure(quality.mos_min),
            _figure(quality.lost_pct),
            round(quality.jitter_ms),
        )
        device = one_line(quality.device)
        return (
            figures,
            *((self.tr("Cuffia: {0}.").format(isolated(device)),) if device else ()),
        )

    def _word(self, quality: CallQuality) -> str:
        return {
            Light.GOOD: self.tr("buona"),
            Light.FAIR: self.tr("discreta"),
            Light.BAD: self.tr("disturbata"),
        }[light_of(quality.mos_mean, quality.lost_pct)]

    def _line(self, quality: CallQuality) -> str:
        return {
            Light.GOOD: self.tr("Linea buona"),
            Light.FAIR: self.tr("Linea discreta"),
            Light.BAD: self.tr("Linea disturbata"),
        }[light_of(quality.mos_mean, quality.lost_pct)]


def _figure(value: float) -> str:
    return QLocale().toString(value, "f", 1)
