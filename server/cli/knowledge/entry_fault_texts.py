"""What is wrong in an entry, in a line of the terminal."""

from contract.domain.knowledge_entries.entry_findings import CheckCode, EntryFinding

_WRONG = {
    "it": {
        CheckCode.TITLE_MISSING: "manca il titolo o il nome",
        CheckCode.TOPIC_MISSING: "manca l'argomento",
        CheckCode.CARD_MISSING: "manca la scheda",
        CheckCode.TEXT_MISSING: "manca il testo da dire",
        CheckCode.SAY_TOO_LONG: "il testo da dire è troppo lungo: {excerpt} caratteri",
        CheckCode.VALIDITY_REVERSED: "la scadenza viene prima dell'inizio della validità",
        CheckCode.HOURS_UNUSABLE: "gli orari non si possono usare",
        CheckCode.LINE_UNUSABLE: "la riga «{excerpt}» non va bene",
        CheckCode.TEXT_UNUSABLE: "ci sono caratteri invisibili o rovinati: «{excerpt}»",
        CheckCode.VALUE_TOO_LONG: "il testo è troppo lungo: {excerpt} caratteri",
        CheckCode.VALUE_MALFORMED: "«{excerpt}» non va bene",
        CheckCode.HTML: "c'è HTML: «{excerpt}»",
        CheckCode.LINK_UNSAFE: "il link «{excerpt}» non è sicuro",
        CheckCode.IMAGE_REMOTE: "l'immagine «{excerpt}» sta altrove",
        CheckCode.IMAGE_UNDESCRIBED: "l'immagine «{excerpt}» non è descritta",
    },
    "en": {
        CheckCode.TITLE_MISSING: "there is no title or name",
        CheckCode.TOPIC_MISSING: "there is no topic",
        CheckCode.CARD_MISSING: "there is no card",
        CheckCode.TEXT_MISSING: "there is no text to say",
        CheckCode.SAY_TOO_LONG: "the text to say is too long: {excerpt} characters",
        CheckCode.VALIDITY_REVERSED: "the validity ends before it begins",
        CheckCode.HOURS_UNUSABLE: "the hours cannot be used",
        CheckCode.LINE_UNUSABLE: "the line «{excerpt}» cannot be used",
        CheckCode.TEXT_UNUSABLE: "there are invisible or broken characters: «{excerpt}»",
        CheckCode.VALUE_TOO_LONG: "the text is too long: {excerpt} characters",
        CheckCode.VALUE_MALFORMED: "«{excerpt}» cannot be used",
        CheckCode.HTML: "there is HTML: «{excerpt}»",
        CheckCode.LINK_UNSAFE: "the link «{excerpt}» is not safe",
        CheckCode.IMAGE_REMOTE: "the image «{excerpt}» lies elsewhere",
        CheckCode.IMAGE_UNDESCRIBED: "the image «{excerpt}» is not described",
    },
}


def fault_words(found: EntryFinding, language: str) -> str:
    """Return the field and what is wrong in it. found: an error."""
    return f"{found.field}: {_WRONG[language][found.code].format(excerpt=found.excerpt)}"
