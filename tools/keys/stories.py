"""Twenty stories of a shift: what an invented citizen asks, and what the operator types for it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    INFORMATION = "information"
    FORWARD = "forward"
    UNDO = "undo"
    REOPEN = "reopen"
    CALLBACK = "callback"


# How many a story of a kind may take: of information the median of all keys, letters too; of the
# others commands, the letters of what is written to the citizen not counted.
BARS = {Kind.INFORMATION: 11, Kind.FORWARD: 7, Kind.UNDO: 1, Kind.REOPEN: 3, Kind.CALLBACK: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """words: typed letter by letter until a glance finds the card. text: written for level II."""

    kind: Kind
    asks: str
    words: str = ""
    card: str = ""
    text: str = ""


def _asked(asks: str, words: str, card: str) -> Story:
    return Story(kind=Kind.INFORMATION, asks=asks, words=words, card=card)


def _sent_on(asks: str, words: str, card: str, text: str) -> Story:
    return Story(kind=Kind.FORWARD, asks=asks, words=words, card=card, text=text)


# The clerk's callbacks come last: they are those that the forwards promise.
STORIES = (
    _asked("Come faccio a buttare un divano?", "ingombranti", "ingombranti-ritiro"),
    _asked("Mi serve la carta d'identità nuova.", "carta id", "cie-appuntamento"),
    _asked("Quando apre l'anagrafe centrale?", "anagrafe centrale", "anagrafe-centrale-orari"),
    _sent_on(
        "Ho pagato due volte la tassa dei rifiuti.", "tari doppio",
        "tari-doppio-pagamento-rimborso", "Ha pagato due volte la rata di giugno.",
    ),
    _asked("Abito in centro, come ottengo il permesso?", "ztl resid", "ztl-residenti"),
    _asked("Hanno rimosso la mia auto, dov'è?", "auto rimossa", "veicolo-rimosso"),
    Story(kind=Kind.UNDO, asks="Ho chiuso per sbaglio: c'era un'altra domanda.",
          words="scuolabus", card="scuolabus"),
    _asked("Vorrei iscrivere mio figlio al nido.", "nido iscr", "nido-iscrizione"),
    _sent_on(
        "La tassa dei rifiuti è intestata a mia madre.", "tari cambiare", "tari-nuova-utenza",
        "Vuole intestare a se stesso la tassa della madre.",
    ),
    _asked("Il lampione davanti a casa è spento.", "lampione", "illuminazione-guasto"),
    _asked("C'è una buca in strada.", "buca", "buche-strada"),
    _asked("Come ho il pass per mio padre disabile?", "pass disab", "cude-rilascio"),
    Story(kind=Kind.REOPEN, asks="Ha richiamato: manca una cosa nel contatto di prima.",
          words="libri", card="libri-cedole"),
    _asked("Il cassonetto è pieno da giorni.", "cassonetto", "raccolta-mancata"),
    _asked("Ho perso il PIN della carta d'identità.", "pin carta", "cie-pin-smarrito"),
    _asked("Come si fa ricorso contro una multa?", "multa ricorso", "multe-ricorso"),
    _sent_on(
        "Vivo da solo, pago meno rifiuti?", "tari riduz", "tari-riduzioni",
        "Vive da solo: chiede la riduzione e non ha avuto risposta.",
    ),
    Story(kind=Kind.CALLBACK, asks="La rata pagata due volte.", text="Rimborso avviato."),
    Story(kind=Kind.CALLBACK, asks="L'utenza della madre.", text="Voltura fatta oggi."),
    Story(kind=Kind.CALLBACK, asks="La riduzione per chi vive solo.", text="Riduzione concessa."),
)  # fmt: skip
SAMPLE = tuple(STORIES[at] for at in (1, 3, 6, 12, 17))  # one of each kind
