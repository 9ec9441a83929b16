<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="it">
<context>
    <name>BulkHoursPresenter</name>
    <message numerus="yes">
        <source>Inviato per %n uffici: un&apos;altra persona li approva insieme.</source>
        <translation>
            <numerusform>Inviato per %n ufficio: lo approva un&apos;altra persona.</numerusform>
            <numerusform>Inviato per %n uffici: un&apos;altra persona li approva insieme.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uffici su {0}, da approvare insieme.</source>
        <translation>
            <numerusform>%n ufficio su {0}, da far approvare.</numerusform>
            <numerusform>%n uffici su {0}, da approvare insieme.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallbacksPageTexts</name>
    <message numerus="yes">
        <source>%n oltre termine</source>
        <translation>
            <numerusform>%n oltre termine</numerusform>
            <numerusform>%n oltre termine</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallerPresenter</name>
    <message numerus="yes">
        <source>%n cittadini con questo numero.</source>
        <translation>
            <numerusform>%n cittadino con questo numero.</numerusform>
            <numerusform>%n cittadini con questo numero.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardTexts</name>
    <message numerus="yes">
        <source>Aperto adesso in %n sedi su {0}.</source>
        <translation>
            <numerusform>Aperto adesso in %n sede su {0}.</numerusform>
            <numerusform>Aperto adesso in %n sedi su {0}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CitizenCard</name>
    <message numerus="yes">
        <source>%n contatti</source>
        <translation>
            <numerusform>%n contatto</numerusform>
            <numerusform>%n contatti</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClosedCasesPanel</name>
    <message numerus="yes">
        <source>%n pratiche chiuse</source>
        <translation>
            <numerusform>%n pratica chiusa</numerusform>
            <numerusform>%n pratiche chiuse</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message numerus="yes">
        <source>%n comandi</source>
        <translation>
            <numerusform>%n comando</numerusform>
            <numerusform>%n comandi</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparePresenter</name>
    <message numerus="yes">
        <source>Vale per tutte le %n voci cambiate insieme.</source>
        <translation>
            <numerusform>Vale per tutte le %n voci cambiate insieme.</numerusform>
            <numerusform>Vale per tutte le %n voci cambiate insieme.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactPageTexts</name>
    <message numerus="yes">
        <source>%n da completare</source>
        <translation>
            <numerusform>%n da completare</numerusform>
            <numerusform>%n da completare</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditingItemTexts</name>
    <message numerus="yes">
        <source>scade fra %n giorni</source>
        <translation>
            <numerusform>scade fra %n giorno</numerusform>
            <numerusform>scade fra %n giorni</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n errori</source>
        <translation>
            <numerusform>%n errore</numerusform>
            <numerusform>%n errori</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n voci da decidere insieme</source>
        <translation>
            <numerusform>%n voce da decidere</numerusform>
            <numerusform>%n voci da decidere insieme</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditingListPresenter</name>
    <message numerus="yes">
        <source>%n voci</source>
        <translation>
            <numerusform>%n voce</numerusform>
            <numerusform>%n voci</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n voci trovate</source>
        <translation>
            <numerusform>%n voce trovata</numerusform>
            <numerusform>%n voci trovate</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditingParts</name>
    <message numerus="yes">
        <source>%n cose da fare in redazione</source>
        <translation>
            <numerusform>%n cosa da fare in redazione</numerusform>
            <numerusform>%n cose da fare in redazione</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditingStrip</name>
    <message numerus="yes">
        <source>%n voci</source>
        <translation>
            <numerusform>%n voce</numerusform>
            <numerusform>%n voci</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tue bozze</source>
        <translation>
            <numerusform>%n tua bozza</numerusform>
            <numerusform>%n tue bozze</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n da rivedere</source>
        <translation>
            <numerusform>%n da rivedere</numerusform>
            <numerusform>%n da rivedere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryHead</name>
    <message numerus="yes">
        <source>letta %n volte</source>
        <translation>
            <numerusform>letta %n volta</numerusform>
            <numerusform>letta %n volte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>usata in %n contatti</source>
        <translation>
            <numerusform>usata in %n contatto</numerusform>
            <numerusform>usata in %n contatti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>segnalata %n volte</source>
        <translation>
            <numerusform>segnalata %n volta</numerusform>
            <numerusform>segnalata %n volte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryPresenter</name>
    <message numerus="yes">
        <source>%n immagini tolte: è rimasta la loro descrizione.</source>
        <translation>
            <numerusform>%n immagine tolta: è rimasta la sua descrizione.</numerusform>
            <numerusform>%n immagini tolte: è rimasta la loro descrizione.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryPreview</name>
    <message numerus="yes">
        <source>%n da sistemare</source>
        <translation>
            <numerusform>%n da sistemare</numerusform>
            <numerusform>%n da sistemare</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExpiryTexts</name>
    <message numerus="yes">
        <source>in ritardo di %n giorni</source>
        <translation>
            <numerusform>in ritardo di %n giorno</numerusform>
            <numerusform>in ritardo di %n giorni</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n giorni lavorativi dal {0}.</source>
        <translation>
            <numerusform>%n giorno lavorativo dal {0}.</numerusform>
            <numerusform>%n giorni lavorativi dal {0}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FiguresPanel</name>
    <message numerus="yes">
        <source>%n giorni</source>
        <translation>
            <numerusform>%n giorno</numerusform>
            <numerusform>%n giorni</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterPresenter</name>
    <message numerus="yes">
        <source>%n voci</source>
        <translation>
            <numerusform>%n voce</numerusform>
            <numerusform>%n voci</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message numerus="yes">
        <source>%n filtri da scegliere, freccia giù</source>
        <translation>
            <numerusform>%n filtro da scegliere, freccia giù</numerusform>
            <numerusform>%n filtri da scegliere, freccia giù</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloorLine</name>
    <message numerus="yes">
        <source>%n pronti</source>
        <translation>
            <numerusform>%n pronto</numerusform>
            <numerusform>%n pronti</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloorPageTexts</name>
    <message numerus="yes">
        <source>%n allarmi</source>
        <translation>
            <numerusform>%n allarme</numerusform>
            <numerusform>%n allarmi</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloorPresenter</name>
    <message numerus="yes">
        <source>e altri %n</source>
        <translation>
            <numerusform>e un altro (%n)</numerusform>
            <numerusform>e altri %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloorTexts</name>
    <message numerus="yes">
        <source>%n pronti</source>
        <translation>
            <numerusform>%n pronto</numerusform>
            <numerusform>%n pronti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n persone</source>
        <translation>
            <numerusform>%n persona</numerusform>
            <numerusform>%n persone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n arrivi oggi</source>
        <translation>
            <numerusform>%n arrivo oggi</numerusform>
            <numerusform>%n arrivi oggi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Linee · %n occupate</source>
        <translation>
            <numerusform>Linee · %n occupata</numerusform>
            <numerusform>Linee · %n occupate</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KnowledgePresenter</name>
    <message numerus="yes">
        <source>%n risultati</source>
        <translation>
            <numerusform>%n risultato</numerusform>
            <numerusform>%n risultati</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LearningPresenter</name>
    <message numerus="yes">
        <source>%n operatori</source>
        <translation>
            <numerusform>%n operatore</numerusform>
            <numerusform>%n operatori</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LineTexts</name>
    <message numerus="yes">
        <source>%n in attesa</source>
        <translation>
            <numerusform>%n in attesa</numerusform>
            <numerusform>%n in attesa</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarkdownField</name>
    <message numerus="yes">
        <source>%n caratteri di troppo.</source>
        <translation>
            <numerusform>%n carattere di troppo.</numerusform>
            <numerusform>%n caratteri di troppo.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissingParts</name>
    <message numerus="yes">
        <source>%n da confermare</source>
        <translation>
            <numerusform>%n da confermare</numerusform>
            <numerusform>%n da confermare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n da scrivere</source>
        <translation>
            <numerusform>%n da scrivere</numerusform>
            <numerusform>%n da scrivere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message numerus="yes">
        <source>Hai %n secondi, poi tocca a un altro.</source>
        <translation>
            <numerusform>Hai %n secondo, poi tocca a un altro.</numerusform>
            <numerusform>Hai %n secondi, poi tocca a un altro.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OriginTexts</name>
    <message numerus="yes">
        <source>ha riagganciato in coda dopo {0}, %n volte</source>
        <translation>
            <numerusform>ha riagganciato in coda dopo {0}, %n volta</numerusform>
            <numerusform>ha riagganciato in coda dopo {0}, %n volte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min fa</source>
        <translation>
            <numerusform>%n min fa</numerusform>
            <numerusform>%n min fa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h fa</source>
        <translation>
            <numerusform>%n h fa</numerusform>
            <numerusform>%n h fa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n giorni fa</source>
        <translation>
            <numerusform>%n giorno fa</numerusform>
            <numerusform>%n giorni fa</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnContactsPageTexts</name>
    <message numerus="yes">
        <source>%n segnalazioni con un esito</source>
        <translation>
            <numerusform>%n segnalazione con un esito</numerusform>
            <numerusform>%n segnalazioni con un esito</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PausePresenter</name>
    <message numerus="yes">
        <source>finita per oggi: %n minuti</source>
        <translation>
            <numerusform>finita per oggi: un minuto</numerusform>
            <numerusform>finita per oggi: %n minuti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min al giorno</source>
        <translation>
            <numerusform>%n min al giorno</numerusform>
            <numerusform>%n min al giorno</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>oggi restano %n min di {0}</source>
        <translation>
            <numerusform>oggi resta un minuto di {0}</numerusform>
            <numerusform>oggi restano %n min di {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>al massimo %n min</source>
        <translation>
            <numerusform>al massimo %n min</numerusform>
            <numerusform>al massimo %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePresenter</name>
    <message numerus="yes">
        <source>Da richiamare · %n in coda</source>
        <translation>
            <numerusform>Da richiamare · %n in coda</numerusform>
            <numerusform>Da richiamare · %n in coda</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n oltre termine</source>
        <translation>
            <numerusform>%n oltre termine</numerusform>
            <numerusform>%n oltre termine</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeatCommands</name>
    <message numerus="yes">
        <source>Se esci ancora, si perde quello che hai scritto (%n): il disco di questo PC non lo prende. Avvisa l&apos;assistenza.</source>
        <translation>
            <numerusform>Se esci ancora, si perde quello che hai scritto (%n): il disco di questo PC non lo prende. Avvisa l&apos;assistenza.</numerusform>
            <numerusform>Se esci ancora, si perde quello che hai scritto (%n): il disco di questo PC non lo prende. Avvisa l&apos;assistenza.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Se esci ancora, si perdono %n cose: non sono inviate o complete, e questo PC non le tiene. Aspetta.</source>
        <translation>
            <numerusform>Se esci ancora, si perde una cosa: non è inviata o completa, e questo PC non la tiene. Aspetta.</numerusform>
            <numerusform>Se esci ancora, si perdono %n cose: non sono inviate o complete, e questo PC non le tiene. Aspetta.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeatNoticeTexts</name>
    <message numerus="yes">
        <source>Su questa postazione ci sono contatti di altri che il server non accetta: %n. Restano qui: chiama l&apos;assistenza (codice DISCO).</source>
        <translation>
            <numerusform>Su questa postazione ci sono contatti di altri che il server non accetta: %n. Restano qui: chiama l&apos;assistenza (codice DISCO).</numerusform>
            <numerusform>Su questa postazione ci sono contatti di altri che il server non accetta: %n. Restano qui: chiama l&apos;assistenza (codice DISCO).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Un archivio qui non si apre: è messo da parte. I contatti che non erano inviati (%n) partono da soli, appena il server risponde.</source>
        <translation>
            <numerusform>Un archivio qui non si apre: è messo da parte. I contatti che non erano inviati (%n) partono da soli, appena il server risponde.</numerusform>
            <numerusform>Un archivio qui non si apre: è messo da parte. I contatti che non erano inviati (%n) partono da soli, appena il server risponde.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Collegato di nuovo. %n cose inviate.</source>
        <translation>
            <numerusform>Collegato di nuovo. %n cosa inviata.</numerusform>
            <numerusform>Collegato di nuovo. %n cose inviate.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SendPresenter</name>
    <message numerus="yes">
        <source>Parte come SMS, diviso in %n parti.</source>
        <translation>
            <numerusform>Parte come SMS, in una parte sola.</numerusform>
            <numerusform>Parte come SMS, diviso in %n parti.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StripLines</name>
    <message numerus="yes">
        <source>%n da richiamare</source>
        <translation>
            <numerusform>%n da richiamare</numerusform>
            <numerusform>%n da richiamare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n oltre il termine</source>
        <translation>
            <numerusform>%n oltre il termine</numerusform>
            <numerusform>%n oltre il termine</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StripTexts</name>
    <message numerus="yes">
        <source>%n cittadini con questo numero</source>
        <translation>
            <numerusform>%n cittadino con questo numero</numerusform>
            <numerusform>%n cittadini con questo numero</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SystemsPageTexts</name>
    <message numerus="yes">
        <source>%n postazioni con un guasto</source>
        <translation>
            <numerusform>%n postazione con un guasto</numerusform>
            <numerusform>%n postazioni con un guasto</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SystemsTexts</name>
    <message numerus="yes">
        <source>%n postazioni</source>
        <translation>
            <numerusform>%n postazione</numerusform>
            <numerusform>%n postazioni</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accese</source>
        <translation>
            <numerusform>%n accesa</numerusform>
            <numerusform>%n accese</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n con un guasto</source>
        <translation>
            <numerusform>%n con un guasto</numerusform>
            <numerusform>%n con un guasto</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n righe illeggibili sul server</source>
        <translation>
            <numerusform>%n riga illeggibile sul server</numerusform>
            <numerusform>%n righe illeggibili sul server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message numerus="yes">
        <source>Ci sono %n cose da sistemare: {0}.</source>
        <translation>
            <numerusform>C&apos;è %n cosa da sistemare: {0}.</numerusform>
            <numerusform>Ci sono %n cose da sistemare: {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cose da inviare.</source>
        <translation>
            <numerusform>%n cosa da inviare.</numerusform>
            <numerusform>%n cose da inviare.</numerusform>
        </translation>
    </message>
</context>
</TS>
