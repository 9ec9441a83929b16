"""What the seat says of its server, its store and itself."""

from datetime import datetime

from PySide6.QtCore import QObject

from console.screens.kit.moments import clock_time
from console.screens.kit.notice_texts import Build
from console.screens.kit.texts import Texts
from console.viewmodels.kit.notice_code import SeatNotice


class SeatNoticeTexts(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = Texts(self)

    def notices(self) -> dict[str, Build]:
        return {
            SeatNotice.OFFLINE: self._offline,
            SeatNotice.CAME_BACK: self._came_back,
            SeatNotice.SERVER_FULL: lambda _: self.tr(
                "Il server non può registrare: il suo disco è pieno. Puoi continuare: quello che "
                "salvi resta qui e parte da solo. Avvisa l'assistenza."
            ),
            SeatNotice.CERTIFICATE: lambda _: self.tr(
                "Il server che risponde non è quello vero (certificato diverso). Non inviamo "
                "nulla: continua a lavorare e chiama l'assistenza."
            ),
            SeatNotice.CLOCK: lambda subject: self.tr(
                "L'orologio della postazione è sbagliato di {0} minuti. Usiamo l'ora del server: "
                "continua a lavorare e avvisa l'assistenza."
            ).format(subject.get("minutes", "?")),
            SeatNotice.UNEXPECTED: lambda subject: self.tr(
                "Qualcosa è andato storto ({0}). Puoi continuare; se succede ancora, di' questo "
                "codice all'assistenza."
            ).format(subject.get("reference", "?")),
            SeatNotice.STORE_FULL: lambda _: self.tr(
                "Disco pieno: l'ultima modifica non è salvata. Non chiudere la console, libera "
                "spazio o chiama l'assistenza (codice DISCO): riprovo da sola ogni secondo."
            ),
            SeatNotice.STORE_CORRUPT: lambda _: self.tr(
                "L'archivio non si legge più. Finisci la telefonata, poi riavvia la console: "
                "recupera da sola quello che non è stato inviato."
            ),
            SeatNotice.STORE_LOCKED: lambda _: self.tr(
                "L'archivio è occupato: l'ultima modifica non è ancora salvata. Riprovo ogni "
                "secondo."
            ),
            SeatNotice.STORE_UNWRITABLE: lambda _: self.tr(
                "La postazione non riesce a scrivere sul disco: l'ultima modifica non è salvata. "
                "Non chiudere la console e chiama l'assistenza (codice DISCO)."
            ),
            SeatNotice.RECOVERED: lambda subject: self.tr(
                "Recuperati {0} contatti su {1}: un archivio danneggiato è stato messo da parte. "
                "Puoi lavorare."
            ).format(subject.get("recovered", "0"), subject.get("total", "0")),
            SeatNotice.PARTLY_RECOVERED: lambda subject: self.tr(
                "Recuperati {0} contatti da un archivio danneggiato. Una parte non si legge: forse "
                "qualcosa manca. Il file è messo da parte: chiama l'assistenza (codice DISCO)."
            ).format(subject.get("recovered", "0")),
            SeatNotice.COPY_BROKEN: lambda _: self.tr(
                "La copia di quello che non è inviato era danneggiata: è rifatta e non manca "
                "nulla. Puoi lavorare; avvisa l'assistenza (codice DISCO)."
            ),
            SeatNotice.LEFT_BEHIND: self._left_behind,
            SeatNotice.KEPT_HERE: lambda subject: self.tr(
                "Su questa postazione ci sono contatti di altri che il server non accetta: %n. "
                "Restano qui: chiama l'assistenza (codice DISCO).",
                "",
                int(subject.get("contacts", "1")),
            ),
            SeatNotice.WORDS_WAIT: lambda _: self.tr(
                "Ci sono testi che hai scritto e non hai inviato: Ctrl+O li mostra."
            ),
            SeatNotice.NO_KEYRING: lambda _: self.tr(
                "Non posso salvare su questo PC: manca il portachiavi. Puoi lavorare, ma "
                "l'archivio resta solo in memoria: alla chiusura quello che non è stato inviato si "
                "perde. Avvisa l'assistenza."
            ),
            SeatNotice.STORE_LOW: lambda _: self.tr(
                "Il disco di questa postazione è quasi pieno. Quello che scrivi si salva ancora: "
                "libera spazio o chiama l'assistenza (codice DISCO)."
            ),
        }

    def _offline(self, subject: dict[str, str]) -> str:
        waiting = int(subject.get("waiting", "0"))
        text = self.tr(
            "Senza collegamento dalle {0}. Puoi continuare: telefonate, banca dati (copia delle "
            "{1}) e bozze funzionano."
        ).format(_hour(subject, "since"), _hour(subject, "synced"))
        return f"{text} {self._texts.still_to_send(waiting)}" if waiting else text

    def _left_behind(self, subject: dict[str, str]) -> str:
        contacts = int(subject.get("contacts", "0"))
        if not contacts:
            return self.tr(
                "Il tuo archivio qui non si apre: è messo da parte con quello che non era inviato. "
                "Chiama l'assistenza (codice DISCO)."
            )
        return self.tr(
            "Un archivio qui non si apre: è messo da parte. I contatti che non erano inviati (%n) "
            "partono da soli, appena il server risponde.",
            "",
            contacts,
        )

    def _came_back(self, subject: dict[str, str]) -> str:
        sent = int(subject.get("sent", "0"))
        if not sent:
            return self.tr("Collegato di nuovo.")
        return self.tr("Collegato di nuovo. %n cose inviate.", "", sent)


def _hour(subject: dict[str, str], name: str) -> str:
    text = subject.get(name, "")
    return clock_time(datetime.fromisoformat(text)) if text else "–"
