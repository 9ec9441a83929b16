"""Ten questions a visitor of the demo may try; the citizens who call ask them aloud."""

from dataclasses import dataclass

from contract.domain.ids import CardId


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """text: as it is asked and searched. card: the entry of the demo city that answers it."""

    text: str
    card: CardId
    language: str = "it"


QUESTIONS = (
    Question(
        text="Ho pagato due volte la TARI: che faccio?",
        card=CardId("tari-doppio-pagamento-rimborso"),
    ),
    Question(
        text="Mi hanno rubato la carta d'identità.",
        card=CardId("cie-smarrita-furto"),
    ),
    Question(text="Come si butta un materasso vecchio?", card=CardId("ingombranti-ritiro")),
    Question(text="Quando apre la ZTL il sabato?", card=CardId("ztl-orari-varchi")),
    Question(
        text="Multa sul parabrezza: quanto pago?",
        card=CardId("multe-preavviso-parabrezza"),
    ),
    Question(text="Quando si fa la domanda per il nido?", card=CardId("nido-iscrizione")),
    Question(
        text="Il lampione davanti a casa è spento.",
        card=CardId("illuminazione-guasto"),
    ),
    Question(text="Mi hanno portato via la macchina: dov'è?", card=CardId("veicolo-rimosso")),
    Question(
        text="Where do I renew my residence permit?",
        card=CardId("permesso-soggiorno-aiuto-en"),
        language="en",
    ),
    Question(
        text="أين أجدد تصريح الإقامة؟",
        card=CardId("permesso-soggiorno-aiuto-ar"),
        language="ar",
    ),
)


def question_of(number: str) -> Question:
    """Return what the citizen with this number asks, each time she calls or is called."""
    return QUESTIONS[int(number[-4:]) % len(QUESTIONS)]
