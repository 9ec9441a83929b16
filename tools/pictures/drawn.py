"""What a widget draws, heard from its painter: texts with their place and ink, opaque grounds."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPaintDevice,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QRegion,
    QTextItem,
)
from PySide6.QtWidgets import QWidget

from widgets.kit.plain_text import without_isolates

# Of a line, above and below its base: where two lines that are apart never meet.
CAPITAL_SHARE, BELOW_SHARE = 0.85, 0.2
OPAQUE = 255
UNSEEN_PX = 1  # transparent letters of this height are there for a screen reader alone
_WORDS = re.compile(r"\w|…")  # a sign between two words says nothing by itself
SCREEN_DPI = 96
Metric = QPaintDevice.PaintDeviceMetric


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnText:
    """One run of letters. Places in pixels of its widget; colour: "#rrggbb" and its alpha."""

    text: str
    ink: QRectF  # what its letters touch
    core: QRectF  # from the top of its capitals to its base line
    clip: QRectF | None  # what the painter kept of it
    colour: str
    alpha: int

    def moved(self, by: QPoint) -> "DrawnText":
        return replace(
            self,
            ink=self.ink.translated(by),
            core=self.core.translated(by),
            clip=self.clip and self.clip.translated(by),
        )


@dataclass(slots=True)
class Drawn:
    texts: list[DrawnText] = field(default_factory=list)
    signs: list[QRectF] = field(default_factory=list)  # what parts two texts, as " · "
    grounds: list[QRectF] = field(default_factory=list)  # filled so that nothing shines through

    def note(self, text: DrawnText) -> None:
        """Keep a text, in place of the one it is painted over: what is selected is drawn twice."""
        self.texts = [one for one in self.texts if (one.text, one.ink) != (text.text, text.ink)] + [
            text
        ]


class _ListeningEngine(QPaintEngine):
    """Paints nothing: it notes the texts and the filled grounds it is asked for."""

    def __init__(self, heard: Drawn) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._heard = heard

    def begin(self, _device: QPaintDevice) -> bool:
        self.setActive(True)
        return True

    def end(self) -> bool:
        self.setActive(False)
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, _state: object) -> None:  # noqa: N802  # a Qt override
        """Nothing to keep: the painter is asked when something is drawn."""

    def drawTextItem(  # noqa: N802  # a Qt override
        self, place: QPointF | QPoint | QPainterPath.Element, item: QTextItem
    ) -> None:
        assert isinstance(place, QPointF)
        text = without_isolates(item.text())
        painter = self.painter()
        at, pen = painter.combinedTransform(), painter.pen().color()
        if not pen.alpha() and item.font().pixelSize() <= UNSEEN_PX:
            return
        ink, core = _boxes(item.font(), text, item.width())
        if not _WORDS.search(text):
            self._heard.signs.append(at.mapRect(core.translated(place)))
            return
        clip = at.mapRect(painter.clipBoundingRect()) if painter.hasClipping() else None
        self._heard.note(
            DrawnText(
                text=text,
                ink=at.mapRect(ink.translated(place)),
                core=at.mapRect(core.translated(place)),
                clip=clip,
                colour=pen.name(),
                alpha=pen.alpha(),
            )
        )

    def drawRects(self, rects: Any, *_: object) -> None:  # noqa: N802  # a Qt override
        for rect in rects:
            self._note_ground(QRectF(rect))

    def drawPath(self, path: QPainterPath) -> None:  # noqa: N802  # a Qt override
        self._note_ground(path.boundingRect())

    def _pass_over(self, *_: Any, **__: Any) -> None:
        """Lines and icons are no texts; without an answer here Qt would call itself for ever."""

    drawPolygon = drawLines = drawPoints = drawEllipse = _pass_over  # noqa: N815
    drawPixmap = drawImage = drawTiledPixmap = _pass_over  # noqa: N815

    def _note_ground(self, rect: QRectF) -> None:
        painter = self.painter()
        brush = painter.brush()
        if brush.style() == Qt.BrushStyle.SolidPattern and brush.color().alpha() == OPAQUE:
            self._heard.grounds.append(painter.combinedTransform().mapRect(rect))


class _Listener(QPaintDevice):
    def __init__(self, widget: QWidget, heard: Drawn) -> None:
        super().__init__()
        self._engine = _ListeningEngine(heard)
        ratio = widget.devicePixelRatio()
        self._metrics = {
            Metric.PdmWidth: widget.width(),
            Metric.PdmHeight: widget.height(),
            Metric.PdmDpiX: SCREEN_DPI,
            Metric.PdmDpiY: SCREEN_DPI,
            Metric.PdmPhysicalDpiX: SCREEN_DPI,
            Metric.PdmPhysicalDpiY: SCREEN_DPI,
            Metric.PdmDepth: 32,
            Metric.PdmNumColors: 2**31 - 1,
            Metric.PdmDevicePixelRatio: round(ratio),
            Metric.PdmDevicePixelRatioScaled: round(ratio * QPaintDevice.devicePixelRatioFScale()),
        }

    def paintEngine(self) -> QPaintEngine:  # noqa: N802  # a Qt override
        return self._engine

    def metric(self, which: QPaintDevice.PaintDeviceMetric) -> int:
        return self._metrics.get(which, 0)


def drawn_by(widget: QWidget) -> Drawn:
    """Return what widget itself draws, without its children."""
    heard = Drawn()
    device = _Listener(widget, heard)
    painter = QPainter(device)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground)
    painter.end()
    return heard


def _boxes(font: QFont, text: str, width: float) -> tuple[QRectF, QRectF]:
    """Return what letters touch and their core, around the start of their base line."""
    box, capital, descent = _measured(font, text)
    # Alone, an Arabic letter may reach further than where it is joined to its neighbours.
    start, end = max(box.left(), 0.0), min(box.right(), width)
    ink = QRectF(start, box.top(), max(end - start, 1.0), box.height())
    above = capital * CAPITAL_SHARE
    return ink, QRectF(start, -above, ink.width(), above + descent * BELOW_SHARE)


@lru_cache(maxsize=20_000)
def _measured(font: QFont, text: str) -> tuple[QRectF, float, float]:
    metrics = QFontMetricsF(font)
    return metrics.tightBoundingRect(text), metrics.capHeight(), metrics.descent()
