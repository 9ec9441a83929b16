"""Run as a process: a browser without a screen that walks through pages and audits them with axe.

Reads a JSON array of steps from stdin and writes a JSON array, one object for each audit. The word
"dark" makes it a browser whose owner prefers dark pages. It has no time limit: its starter has.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
_ANSWER = "axe-answer:"
_WORLD = 7  # beside the page's own scripts: what it forbids to those does not stop the audit
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_HEIGHT = 900
_FLAGS = "--disable-gpu --blink-settings=preferredColorScheme="
_AUDIT = """
(function audit() {
  if (Math.abs(innerWidth - %(width)d) > 1) { setTimeout(audit, 20); return; }  // not resized yet
  const edge = document.documentElement.clientWidth + 1;
  axe.run(document, {runOnly: {type: "tag", values: %(rules)s}}).then(
    found => ({
      title: document.title,
      width: innerWidth,
      is_dark: matchMedia("(prefers-color-scheme: dark)").matches,
      held: found.passes.map(rule => rule.id),
      undecided: found.incomplete.map(rule => rule.id),
      broken: found.violations.map(rule =>
        rule.id + ": " + rule.nodes.map(node => node.target.join(" ")).join(", ")),
      too_wide: [...document.body.querySelectorAll("*")]
        .filter(one => one.getBoundingClientRect().right > edge || one.scrollWidth > edge)
        .map(one => one.tagName.toLowerCase() + (one.id && "#" + one.id)),
    }),
    error => ({failure: String(error)}),
  ).then(answer => console.log("%(answer)s" + JSON.stringify(answer)));
})();
"""


def main() -> None:
    steps = json.load(sys.stdin)
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = _FLAGS + ("0" if "dark" in sys.argv else "1")
    if sys.platform == "linux" and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses to start as root
    _walk(steps)


def _walk(steps: list[dict[str, Any]]) -> None:
    # Qt reads the environment when it is loaded.
    from PySide6.QtCore import QEventLoop, QUrl
    from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
    from PySide6.QtWebEngineWidgets import QWebEngineView
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    answered, loaded = QEventLoop(), QEventLoop()
    answers: list[dict[str, Any]] = []

    class Page(QWebEnginePage):
        def javaScriptConsoleMessage(self, level: Any, message: str, line: int, src: str) -> None:
            if message.startswith(_ANSWER):
                answers.append(json.loads(message.removeprefix(_ANSWER)))
                answered.quit()

    profile = QWebEngineProfile()  # keeps nothing on disk
    page, view = Page(profile), QWebEngineView()
    page.loadFinished.connect(loaded.quit)
    view.setPage(page)
    view.show()

    def audit(width: int, zoom: float) -> None:
        view.resize(width, _HEIGHT)
        page.setZoomFactor(zoom)
        seen = {"width": round(width / zoom), "rules": json.dumps(_RULES), "answer": _ANSWER}
        page.runJavaScript(AXE.read_text(encoding="utf-8") + _AUDIT % seen, _WORLD)
        answered.exec()

    for step in steps:
        if step["do"] == "audit":
            audit(step["width"], step["zoom"])
            continue
        if step["do"] == "open":
            page.load(QUrl(step["url"]))
        elif step["do"] == "show":
            page.setHtml(step["html"])
        else:
            page.runJavaScript(step["script"], _WORLD)  # which leads to another page
        loaded.exec()
    json.dump(answers, sys.stdout)
    sys.stdout.flush()
    del application
    os._exit(0)  # what Chromium does when it is taken apart is nobody's matter here


if __name__ == "__main__":
    main()
