<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="it">
<context>
    <name>AlreadyOpen</name>
    <message>
        <source>ChiamaRoma</source>
        <translation>ChiamaRoma</translation>
    </message>
    <message>
        <source>La console non può cominciare</source>
        <translation>The console cannot start</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>BrokenPage</name>
    <message>
        <source>Che cosa è al sicuro</source>
        <translation>What is safe</translation>
    </message>
</context>
<context>
    <name>BrokenScreen</name>
    <message>
        <source>La console non può cominciare</source>
        <translation>The console cannot start</translation>
    </message>
</context>
<context>
    <name>CallTimer</name>
    <message>
        <source>Durata</source>
        <translation>Duration</translation>
    </message>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} of {1}</translation>
    </message>
</context>
<context>
    <name>CallbackQueueScreen</name>
    <message>
        <source>Tutti i miei</source>
        <translation>All of mine</translation>
    </message>
    <message numerus="yes">
        <source>Da richiamare · %n in coda</source>
        <translation>
            <numerusform>To call back · %n waiting</numerusform>
            <numerusform>To call back · %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n oltre termine</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
    <message>
        <source>i {0} più urgenti</source>
        <translation>the {0} most urgent</translation>
    </message>
    <message>
        <source>Nessun richiamo da fare. Buon lavoro.</source>
        <translation>No callbacks to make. Well done.</translation>
    </message>
    <message>
        <source>oltre termine dalle {0}</source>
        <translation>overdue since {0}</translation>
    </message>
    <message>
        <source>in mano a te</source>
        <translation>in your hands</translation>
    </message>
</context>
<context>
    <name>CallbackTable</name>
    <message>
        <source>Da richiamare</source>
        <translation>To call back</translation>
    </message>
    <message>
        <source>Sp&amp;ortello</source>
        <translation>D&amp;esk</translation>
    </message>
    <message>
        <source>Solo &amp;mie</source>
        <translation>Only &amp;mine</translation>
    </message>
    <message>
        <source>Prossimo richiamo</source>
        <translation>Next callback</translation>
    </message>
    <message>
        <source>Scade</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Fascia</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>Cittadino</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Tema</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Tent.</source>
        <translation>Tries</translation>
    </message>
    <message>
        <source>Nota</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Urgenza</source>
        <translation>Urgency</translation>
    </message>
</context>
<context>
    <name>CallerSide</name>
    <message numerus="yes">
        <source>%n pratiche aperte</source>
        <translation>
            <numerusform>%n open case</numerusform>
            <numerusform>%n open cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n schede con questo numero.</source>
        <translation>
            <numerusform>%n record with this number.</numerusform>
            <numerusform>%n records with this number.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chiedi nome e anno di nascita.</source>
        <translation>Ask for name and year of birth.</translation>
    </message>
    <message>
        <source>Chi chiama nasconde il numero.</source>
        <translation>The caller withholds the number.</translation>
    </message>
    <message>
        <source>Cerco chi ha questo numero…</source>
        <translation>Looking up this number…</translation>
    </message>
    <message>
        <source>Nessun cittadino con questo numero. Puoi continuare senza: per dare un&apos;informazione il nome non serve.</source>
        <translation>No citizen with this number. You can go on without: giving information needs no name.</translation>
    </message>
    <message>
        <source>Senza collegamento: vedi solo i tuoi contatti con questo numero.</source>
        <translation>Offline: you see only your own contacts with this number.</translation>
    </message>
    <message>
        <source>Nessun contatto aperto.</source>
        <translation>No contact is open.</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Scheda</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Copia</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>DA DIRE</source>
        <translation>TO SAY</translation>
    </message>
</context>
<context>
    <name>CardWords</name>
    <message>
        <source>Che cosa serve</source>
        <translation>What is needed</translation>
    </message>
    <message>
        <source>Costi</source>
        <translation>Costs</translation>
    </message>
    <message>
        <source>Tempi</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Come si fa</source>
        <translation>How to do it</translation>
    </message>
    <message>
        <source>Per chi</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>Che cosa si ottiene</source>
        <translation>What you get</translation>
    </message>
    <message>
        <source>Dove e come si accede</source>
        <translation>Where and how to get it</translation>
    </message>
    <message>
        <source>Scheda scaduta il {0}. Non leggerla come certa: di&apos; che stai verificando.</source>
        <translation>Card out of date since {0}. Do not read it as certain: say that you are checking.</translation>
    </message>
    <message>
        <source>Fonte: {0}</source>
        <translation>Source: {0}</translation>
    </message>
    <message>
        <source>Verificata il {0}</source>
        <translation>Checked on {0}</translation>
    </message>
    <message>
        <source>Vale fino al {0}</source>
        <translation>Valid until {0}</translation>
    </message>
    <message>
        <source>Indirizzo</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Oggi</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Come si arriva</source>
        <translation>How to get there</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Solo su appuntamento.</source>
        <translation>By appointment only.</translation>
    </message>
    <message>
        <source>Aperto sempre.</source>
        <translation>Always open.</translation>
    </message>
    <message>
        <source>Chiuso. Non è noto quando riapre.</source>
        <translation>Closed. It is not known when it opens again.</translation>
    </message>
    <message>
        <source>Aperto ora, fino alle {0}.</source>
        <translation>Open now, until {0}.</translation>
    </message>
    <message>
        <source>Chiuso ora, apre oggi alle {0}.</source>
        <translation>Closed now, opens today at {0}.</translation>
    </message>
    <message>
        <source>Chiuso ora, apre {0} alle {1}.</source>
        <translation>Closed now, opens {0} at {1}.</translation>
    </message>
</context>
<context>
    <name>CaseSide</name>
    <message>
        <source>Nessun richiamo in mano. F11 prende il prossimo.</source>
        <translation>No callback in hand. F11 takes the next one.</translation>
    </message>
    <message>
        <source>In mano a {0}.</source>
        <translation>In the hands of {0}.</translation>
    </message>
    <message>
        <source>Solo lettura: Invio prende questo richiamo, F11 il più urgente.</source>
        <translation>Read only: Enter takes this callback, F11 the most urgent one.</translation>
    </message>
    <message>
        <source>Senza nome</source>
        <translation>No name</translation>
    </message>
    <message>
        <source>fascia {0}</source>
        <translation>window {0}</translation>
    </message>
    <message>
        <source>numero in arrivo</source>
        <translation>number to come</translation>
    </message>
    <message>
        <source>Pratica {0}</source>
        <translation>Case {0}</translation>
    </message>
    <message>
        <source>aperta il {0}</source>
        <translation>opened on {0}</translation>
    </message>
    <message>
        <source>Tentativo {0} di {1}: {2}</source>
        <translation>Try {0} of {1}: {2}</translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>Domanda e cronologia</source>
        <translation>Question and history</translation>
    </message>
    <message>
        <source>Ri&amp;sposta data</source>
        <translation>An&amp;swer given</translation>
    </message>
    <message>
        <source>&amp;Esito</source>
        <translation>&amp;Outcome</translation>
    </message>
    <message>
        <source>Chiama</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Invio</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Salva e prossimo</source>
        <translation>Save and next</translation>
    </message>
    <message>
        <source>Rinvia</source>
        <translation>Postpone</translation>
    </message>
    <message>
        <source>Scegli un richiamo dalla lista.</source>
        <translation>Choose a callback from the list.</translation>
    </message>
    <message>
        <source>Domanda (dal I livello)</source>
        <translation>Question (from level I)</translation>
    </message>
    <message>
        <source>Che cosa è già stato fatto</source>
        <translation>What has been done already</translation>
    </message>
</context>
<context>
    <name>CentredPage</name>
    <message>
        <source>Testo più piccolo</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>Testo più grande</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>Contrasto</source>
        <translation>Contrast</translation>
    </message>
</context>
<context>
    <name>ChooserField</name>
    <message>
        <source>{0}, {1} di {2}</source>
        <translation>{0}, {1} of {2}</translation>
    </message>
</context>
<context>
    <name>CitizenCard</name>
    <message>
        <source>Possibile chiamante (non confermato)</source>
        <translation>Possible caller (not confirmed)</translation>
    </message>
    <message>
        <source>Conferma chi chiama</source>
        <translation>Confirm the caller</translation>
    </message>
    <message>
        <source>Ultimi contatti</source>
        <translation>Latest contacts</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Tema</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Esito</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Ultimi contatti ({0})</source>
        <translation>Latest contacts ({0})</translation>
    </message>
    <message>
        <source>Possibili chiamanti, non confermati</source>
        <translation>Possible callers, not confirmed</translation>
    </message>
    <message>
        <source>Scheda cittadino</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Cognome e &amp;nome</source>
        <translation>Sur&amp;name and name</translation>
    </message>
    <message>
        <source>Codice &amp;fiscale</source>
        <translation>&amp;Fiscal code</translation>
    </message>
    <message>
        <source>&amp;Telefono</source>
        <translation>&amp;Telephone</translation>
    </message>
    <message>
        <source>&amp;Municipio</source>
        <translation>&amp;Municipio</translation>
    </message>
    <message>
        <source>Lin&amp;gua</source>
        <translation>Lan&amp;guage</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Tutti i comandi</source>
        <translation>All commands</translation>
    </message>
    <message>
        <source>Scrivi che cosa vuoi fare</source>
        <translation>Type what you want to do</translation>
    </message>
    <message>
        <source>Comandi</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>Nessun comando con questo nome.</source>
        <translation>No command of this name.</translation>
    </message>
</context>
<context>
    <name>ConnectionLine</name>
    <message>
        <source>Collegato</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Server non riconosciuto</source>
        <translation>Server not recognised</translation>
    </message>
    <message>
        <source>Accesso scaduto</source>
        <translation>Sign-in expired</translation>
    </message>
    <message>
        <source>Il server non registra</source>
        <translation>The server does not record</translation>
    </message>
    <message>
        <source>Disco pieno</source>
        <translation>Disk full</translation>
    </message>
    <message>
        <source>In collegamento…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>Senza collegamento dalle {0}</source>
        <translation>Offline since {0}</translation>
    </message>
</context>
<context>
    <name>ConnectionPanel</name>
    <message>
        <source>Collegamento</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>Esc chiude.</source>
        <translation>Esc closes.</translation>
    </message>
    <message>
        <source>Server: {0}</source>
        <translation>Server: {0}</translation>
    </message>
    <message>
        <source>Copia locale uguale al server: {0}</source>
        <translation>Local copy equal to the server: {0}</translation>
    </message>
    <message>
        <source>Telefono: collegato a {0}</source>
        <translation>Phone: connected to {0}</translation>
    </message>
    <message>
        <source>Telefono: non collegato</source>
        <translation>Phone: not connected</translation>
    </message>
</context>
<context>
    <name>ContactForm</name>
    <message>
        <source>Contatto</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>&amp;Argomento (obbligatorio)</source>
        <translation>Topic (requi&amp;red)</translation>
    </message>
    <message>
        <source>Scrivi le prime lettere, per esempio «tar»</source>
        <translation>Type the first letters, for example “tar”</translation>
    </message>
    <message>
        <source>&amp;Esito</source>
        <translation>&amp;Outcome</translation>
    </message>
    <message>
        <source>&amp;Ufficio competente</source>
        <translation>Competent desk (&amp;u)</translation>
    </message>
    <message>
        <source>&amp;Indirizzo del fatto (se segnalazione)</source>
        <translation>Address of the fact (&amp;if a report)</translation>
    </message>
    <message>
        <source>&amp;Descrizione</source>
        <translation>&amp;Description</translation>
    </message>
    <message>
        <source>Togli</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Non scrivere dati sanitari o di minori se non servono alla pratica.</source>
        <translation>Do not write health data or data of minors unless the case needs them.</translation>
    </message>
    <message>
        <source>Salva e chiudi</source>
        <translation>Save and close</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>Level II</translation>
    </message>
    <message>
        <source>Maiusc+F9</source>
        <translation>Shift+F9</translation>
    </message>
    <message>
        <source>Togli il richiamo</source>
        <translation>Remove the callback</translation>
    </message>
</context>
<context>
    <name>ContactSide</name>
    <message>
        <source>Richiamo promesso: oggi, {0}</source>
        <translation>Callback promised: today, {0}</translation>
    </message>
    <message>
        <source>Richiamo promesso: {0}, {1}</source>
        <translation>Callback promised: {0}, {1}</translation>
    </message>
    <message>
        <source>bozza salvata {0}</source>
        <translation>draft saved {0}</translation>
    </message>
    <message>
        <source>salvo…</source>
        <translation>saving…</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Risultati</source>
        <translation>Results</translation>
    </message>
</context>
<context>
    <name>IdlePage</name>
    <message>
        <source>Da completare</source>
        <translation>To complete</translation>
    </message>
    <message>
        <source>Ora</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Cittadino</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Argomento</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>La telefonata è ancora in corso: Ctrl+N apre un altro contatto con lo stesso numero.</source>
        <translation>The call is still going on: Ctrl+N opens another contact with the same number.</translation>
    </message>
    <message>
        <source>La prossima telefonata apre da sola un contatto nuovo: F4 per rispondere. Senza telefonata: Ctrl+N.</source>
        <translation>The next call opens a new contact by itself: F4 to answer. Without a call: Ctrl+N.</translation>
    </message>
    <message>
        <source>Da completare ({0}) · Invio apre</source>
        <translation>To complete ({0}) · Enter opens</translation>
    </message>
    <message>
        <source>Nessun contatto aperto</source>
        <translation>No contact is open</translation>
    </message>
    <message>
        <source>senza nome</source>
        <translation>no name</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Maiusc</source>
        <translation>Shift</translation>
    </message>
</context>
<context>
    <name>KeysPanel</name>
    <message>
        <source>Tasti</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Tasto</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Che cosa fa</source>
        <translation>What it does</translation>
    </message>
    <message>
        <source>Esc chiude.</source>
        <translation>Esc closes.</translation>
    </message>
</context>
<context>
    <name>KnowledgeSide</name>
    <message>
        <source>Le più chieste oggi</source>
        <translation>Most asked today</translation>
    </message>
    <message>
        <source>Nessuna scheda per «{0}».</source>
        <translation>No card for “{0}”.</translation>
    </message>
    <message>
        <source>Prova con meno parole, o con altre.</source>
        <translation>Try fewer words, or others.</translation>
    </message>
    <message>
        <source>Invio per provare «{0}».</source>
        <translation>Enter to try “{0}”.</translation>
    </message>
    <message>
        <source>Risultati dalla copia delle {0}.</source>
        <translation>Results from the copy of {0}.</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Postazione bloccata</source>
        <translation>Seat locked</translation>
    </message>
    <message>
        <source>&amp;Password o PIN</source>
        <translation>&amp;Password or PIN</translation>
    </message>
    <message>
        <source>Sblocca</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Esci e cambia operatore</source>
        <translation>Sign out and change operator</translation>
    </message>
    <message>
        <source>Scrivi la password o il PIN.</source>
        <translation>Type the password or the PIN.</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Accesso scaduto</source>
        <translation>Sign-in expired</translation>
    </message>
    <message>
        <source>Postazione bloccata</source>
        <translation>Seat locked</translation>
    </message>
    <message>
        <source>{0}, il lavoro resta aperto: telefonata e bozza sono salve. Scrivi la password per continuare.</source>
        <translation>{0}, your work stays open: call and draft are safe. Type the password to go on.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>ChiamaRoma</source>
        <translation>ChiamaRoma</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>v{0} · F1 tasti</source>
        <translation>v{0} · F1 keys</translation>
    </message>
    <message>
        <source>Post. {0} · {1}</source>
        <translation>Seat {0} · {1}</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Chiudi avviso</source>
        <translation>Close notice</translation>
    </message>
    <message>
        <source>Errore</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>Attenzione</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>Senza collegamento</source>
        <translation>Not connected</translation>
    </message>
    <message>
        <source>Fatto</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Informazione</source>
        <translation>Information</translation>
    </message>
</context>
<context>
    <name>NumberedList</name>
    <message>
        <source>non più possibile</source>
        <translation>no longer possible</translation>
    </message>
</context>
<context>
    <name>OwnContactsScreen</name>
    <message>
        <source>I miei contatti</source>
        <translation>My contacts</translation>
    </message>
    <message>
        <source>Ancora nessun contatto. Quelli che chiudi con F9 compaiono qui.</source>
        <translation>No contacts yet. Those you close with F9 appear here.</translation>
    </message>
    <message>
        <source>Chiuso</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Cittadino</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Argomento</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Esito</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Invio</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>da inviare</source>
        <translation>to be sent</translation>
    </message>
    <message>
        <source>inviato</source>
        <translation>sent</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>La pausa comincia dopo questa chiamata.</source>
        <translation>The break begins after this call.</translation>
    </message>
    <message>
        <source>oggi</source>
        <translation>today</translation>
    </message>
    <message>
        <source>domani</source>
        <translation>tomorrow</translation>
    </message>
</context>
<context>
    <name>PauseMenu</name>
    <message>
        <source>Pausa: scegli il motivo</source>
        <translation>Break: choose the reason</translation>
    </message>
    <message>
        <source>Motivo della pausa</source>
        <translation>Reason of the break</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Moduli</source>
        <translation>Modules</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>&amp;Cerca nella banca dati</source>
        <translation>Sear&amp;ch the knowledge base</translation>
    </message>
    <message>
        <source>Cerca «{0}»</source>
        <translation>Search “{0}”</translation>
    </message>
    <message>
        <source>{0}, {1} di {2}</source>
        <translation>{0}, {1} of {2}</translation>
    </message>
</context>
<context>
    <name>SeatCommands</name>
    <message>
        <source>Te&amp;lefonata</source>
        <translation>Cal&amp;l</translation>
    </message>
    <message>
        <source>Rispondi / Attesa / Riprendi</source>
        <translation>Answer / Hold / Resume</translation>
    </message>
    <message>
        <source>Non posso rispondere</source>
        <translation>I cannot answer</translation>
    </message>
    <message>
        <source>Muto</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>Chiudi telefonata</source>
        <translation>Hang up</translation>
    </message>
    <message>
        <source>Pronto / Pausa con motivo</source>
        <translation>Ready / Break with a reason</translation>
    </message>
    <message>
        <source>Altro tempo dopo la chiamata (+60 s)</source>
        <translation>More time after the call (+60 s)</translation>
    </message>
    <message>
        <source>Contatto e &amp;richiamo</source>
        <translation>Contact and callbac&amp;k</translation>
    </message>
    <message>
        <source>Salva e chiudi</source>
        <translation>Save and close</translation>
    </message>
    <message>
        <source>Salva e inoltra al II livello</source>
        <translation>Save and forward to level II</translation>
    </message>
    <message>
        <source>Richiamo: fissa, o prendi il prossimo</source>
        <translation>Callback: promise one, or take the next</translation>
    </message>
    <message>
        <source>Rinvia il richiamo in mano</source>
        <translation>Postpone the callback in hand</translation>
    </message>
    <message>
        <source>Rimetti in coda il richiamo in mano</source>
        <translation>Put the callback in hand back into the queue</translation>
    </message>
    <message>
        <source>Nuovo contatto senza telefonata</source>
        <translation>New contact without a call</translation>
    </message>
    <message>
        <source>Metti da parte il contatto (Da completare)</source>
        <translation>Put the contact aside (To complete)</translation>
    </message>
    <message>
        <source>Cittadino: conferma chi chiama</source>
        <translation>Citizen: confirm the caller</translation>
    </message>
    <message>
        <source>&amp;Banca dati</source>
        <translation>Knowledge &amp;base</translation>
    </message>
    <message>
        <source>Usa il risultato {0}</source>
        <translation>Use result {0}</translation>
    </message>
    <message>
        <source>Cerca nella banca dati</source>
        <translation>Search the knowledge base</translation>
    </message>
    <message>
        <source>Usa la scheda selezionata nel contatto</source>
        <translation>Use the selected card in the contact</translation>
    </message>
    <message>
        <source>&amp;Postazione</source>
        <translation>&amp;Position</translation>
    </message>
    <message>
        <source>Tasti</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Tutti i comandi per nome</source>
        <translation>All commands by name</translation>
    </message>
    <message>
        <source>Collegamento: dettagli e cose da inviare</source>
        <translation>Connection: details and what is to be sent</translation>
    </message>
    <message>
        <source>Blocca postazione</source>
        <translation>Lock the seat</translation>
    </message>
    <message>
        <source>Esci e cambia operatore</source>
        <translation>Sign out and change operator</translation>
    </message>
    <message>
        <source>Chiudi la console</source>
        <translation>Close the console</translation>
    </message>
    <message>
        <source>&amp;Vista</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>Riquadro seguente</source>
        <translation>Next pane</translation>
    </message>
    <message>
        <source>Riquadro precedente</source>
        <translation>Previous pane</translation>
    </message>
    <message>
        <source>Testo più grande</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>Testo più piccolo</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>Testo normale</source>
        <translation>Normal text</translation>
    </message>
    <message>
        <source>Colori: chiaro, scuro, contrasto alto</source>
        <translation>Colours: light, dark, high contrast</translation>
    </message>
    <message>
        <source>Leggi lo stato</source>
        <translation>Read the state</translation>
    </message>
</context>
<context>
    <name>SeatStrip</name>
    <message>
        <source>Numero nascosto</source>
        <translation>Number withheld</translation>
    </message>
    <message numerus="yes">
        <source>%n schede con questo numero</source>
        <translation>
            <numerusform>%n record with this number</numerusform>
            <numerusform>%n records with this number</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} (non confermato)</source>
        <translation>{0} (not confirmed)</translation>
    </message>
    <message>
        <source>Il cittadino ti ha messo in attesa</source>
        <translation>The citizen has put you on hold</translation>
    </message>
    <message>
        <source>Coda {0}</source>
        <translation>Queue {0}</translation>
    </message>
    <message>
        <source>Manca: {0}</source>
        <translation>Missing: {0}</translation>
    </message>
    <message>
        <source>Telefonata finita alle {0}</source>
        <translation>Call ended at {0}</translation>
    </message>
    <message>
        <source>Muto</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>{0} dopo questa chiamata</source>
        <translation>{0} after this call</translation>
    </message>
    <message>
        <source>Linea buona</source>
        <translation>Good line</translation>
    </message>
    <message>
        <source>Linea discreta</source>
        <translation>Fair line</translation>
    </message>
    <message>
        <source>Linea disturbata</source>
        <translation>Bad line</translation>
    </message>
    <message>
        <source>Pronto</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Rispondi</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Non posso</source>
        <translation>I cannot</translation>
    </message>
    <message>
        <source>Maiusc+F4</source>
        <translation>Shift+F4</translation>
    </message>
    <message>
        <source>Riprendi</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>Attesa</source>
        <translation>Hold</translation>
    </message>
    <message>
        <source>Richiamo</source>
        <translation>Callback</translation>
    </message>
    <message>
        <source>+60 s</source>
        <translation>+60 s</translation>
    </message>
    <message>
        <source>Salva</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>Break</translation>
    </message>
    <message>
        <source>Chiudi telefonata</source>
        <translation>Hang up</translation>
    </message>
    <message>
        <source>Maiusc+F8</source>
        <translation>Shift+F8</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Entra nella console</source>
        <translation>Sign in to the console</translation>
    </message>
    <message>
        <source>&amp;Nome utente</source>
        <translation>User &amp;name</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Password</translation>
    </message>
    <message>
        <source>P&amp;ostazione</source>
        <translation>P&amp;osition</translation>
    </message>
    <message>
        <source>Entra</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Scrivi il nome utente.</source>
        <translation>Type the user name.</translation>
    </message>
    <message>
        <source>Scrivi la password.</source>
        <translation>Type the password.</translation>
    </message>
    <message>
        <source>Scrivi il numero della postazione.</source>
        <translation>Type the number of the seat.</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Controllo l&apos;accesso…</source>
        <translation>Signing in…</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>NON IN LINEA</source>
        <translation>OFFLINE</translation>
    </message>
    <message>
        <source>NON PRONTO</source>
        <translation>NOT READY</translation>
    </message>
    <message>
        <source>PRONTO</source>
        <translation>READY</translation>
    </message>
    <message>
        <source>IN ARRIVO</source>
        <translation>INCOMING</translation>
    </message>
    <message>
        <source>IN CONVERSAZIONE</source>
        <translation>TALKING</translation>
    </message>
    <message>
        <source>IN ATTESA</source>
        <translation>ON HOLD</translation>
    </message>
    <message>
        <source>IN USCITA</source>
        <translation>CALLING</translation>
    </message>
    <message>
        <source>POST-CHIAMATA</source>
        <translation>WRAP-UP</translation>
    </message>
    <message>
        <source>appena entrato</source>
        <translation>just signed in</translation>
    </message>
    <message>
        <source>mancata risposta</source>
        <translation>missed call</translation>
    </message>
    <message>
        <source>chiamata rifiutata</source>
        <translation>call declined</translation>
    </message>
    <message>
        <source>microfono assente</source>
        <translation>no microphone</translation>
    </message>
    <message>
        <source>telefono non collegato</source>
        <translation>phone not connected</translation>
    </message>
    <message>
        <source>lavora una pratica</source>
        <translation>working on a case</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>Break</translation>
    </message>
    <message>
        <source>Pausa videoterminale</source>
        <translation>Screen break</translation>
    </message>
    <message>
        <source>Formazione</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Lavoro d&apos;ufficio</source>
        <translation>Back office</translation>
    </message>
    <message>
        <source>Riunione</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>Altro</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>Informazione fornita</source>
        <translation>Information given</translation>
    </message>
    <message>
        <source>Inoltrato al II livello</source>
        <translation>Forwarded to level II</translation>
    </message>
    <message>
        <source>Trasferito</source>
        <translation>Transferred</translation>
    </message>
    <message>
        <source>Il cittadino ha riagganciato</source>
        <translation>The citizen hung up</translation>
    </message>
    <message>
        <source>Numero sbagliato</source>
        <translation>Wrong number</translation>
    </message>
    <message>
        <source>Richiamato</source>
        <translation>Called back</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Lettera</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Portale</source>
        <translation>Portal</translation>
    </message>
    <message>
        <source>aperta</source>
        <translation>open</translation>
    </message>
    <message>
        <source>in attesa dell&apos;ufficio</source>
        <translation>waiting for the office</translation>
    </message>
    <message>
        <source>in attesa del cittadino</source>
        <translation>waiting for the citizen</translation>
    </message>
    <message>
        <source>chiusa</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>da fare</source>
        <translation>to do</translation>
    </message>
    <message>
        <source>in corso</source>
        <translation>in progress</translation>
    </message>
    <message>
        <source>fatto</source>
        <translation>done</translation>
    </message>
    <message>
        <source>non raggiunto</source>
        <translation>not reached</translation>
    </message>
    <message>
        <source>Risolto</source>
        <translation>Solved</translation>
    </message>
    <message>
        <source>Da sentire l&apos;ufficio</source>
        <translation>Ask the office</translation>
    </message>
    <message>
        <source>Non risponde</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>Rinviato</source>
        <translation>Postponed</translation>
    </message>
    <message>
        <source>Cognome e nome</source>
        <translation>Surname and name</translation>
    </message>
    <message>
        <source>Codice fiscale</source>
        <translation>Fiscal code</translation>
    </message>
    <message>
        <source>Municipio</source>
        <translation>Municipio</translation>
    </message>
    <message>
        <source>Argomento</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Esito</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Ufficio della scheda</source>
        <translation>Office of the card</translation>
    </message>
    <message>
        <source>Lingua</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Ufficio competente</source>
        <translation>Competent desk</translation>
    </message>
    <message>
        <source>Indirizzo del fatto</source>
        <translation>Address of the fact</translation>
    </message>
    <message>
        <source>Descrizione</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Risposta data</source>
        <translation>Answer given</translation>
    </message>
    <message>
        <source>chiusa dal cittadino</source>
        <translation>ended by the citizen</translation>
    </message>
    <message>
        <source>chiusa da te</source>
        <translation>ended by you</translation>
    </message>
    <message>
        <source>occupato</source>
        <translation>busy</translation>
    </message>
    <message>
        <source>nessuna risposta</source>
        <translation>no answer</translation>
    </message>
    <message>
        <source>rifiutata</source>
        <translation>rejected</translation>
    </message>
    <message>
        <source>presa da un collega</source>
        <translation>taken by a colleague</translation>
    </message>
    <message>
        <source>numero non raggiungibile</source>
        <translation>number not reachable</translation>
    </message>
    <message>
        <source>numero non permesso</source>
        <translation>number not allowed</translation>
    </message>
    <message>
        <source>linea caduta</source>
        <translation>line dropped</translation>
    </message>
    <message>
        <source>telefono interrotto</source>
        <translation>phone stopped</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Collegamento</source>
        <translation>Connection</translation>
    </message>
</context>
<context>
    <name>WindowPicker</name>
    <message>
        <source>Richiamo: scegli la fascia</source>
        <translation>Callback: choose the window</translation>
    </message>
    <message>
        <source>Fascia del richiamo</source>
        <translation>Window of the callback</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Nome utente o password non corretti. Controlla le maiuscole e riprova.</source>
        <translation>User name or password not correct. Check capital letters and try again.</translation>
    </message>
    <message>
        <source>Troppi tentativi. Aspetta cinque minuti, poi riprova o chiama l&apos;assistenza.</source>
        <translation>Too many tries. Wait five minutes, then try again or call support.</translation>
    </message>
    <message>
        <source>Questo accesso è stato disattivato. Chiedi al tuo responsabile.</source>
        <translation>This account has been disabled. Ask your supervisor.</translation>
    </message>
    <message>
        <source>Il server non risponde. Controlla il cavo di rete: se qui sei già entrato con questo nome, la tua password vale anche senza collegamento.</source>
        <translation>The server does not answer. Check the network cable: if you have signed in here before with this name, your password works offline too.</translation>
    </message>
    <message>
        <source>Il server che risponde non è quello vero: il suo certificato è diverso. Non è stato inviato nulla, nemmeno la password. Chiama l&apos;assistenza.</source>
        <translation>The server that answers is not the true one: its certificate differs. Nothing was sent, not even the password. Call support.</translation>
    </message>
    <message>
        <source>Accesso scaduto. Inserisci la password: il lavoro resta aperto.</source>
        <translation>Sign-in expired. Type the password: your work stays open.</translation>
    </message>
    <message>
        <source>Il server è raggiungibile ma non può registrare: il suo disco è pieno. Chiama l&apos;assistenza, poi riprova.</source>
        <translation>The server can be reached but cannot record: its disk is full. Call support, then try again.</translation>
    </message>
    <message>
        <source>Il server non risponde e su questa postazione manca il portachiavi: senza l&apos;uno o l&apos;altro non si può entrare. Controlla il cavo di rete o chiama l&apos;assistenza.</source>
        <translation>The server does not answer and this seat has no keyring: without one of them nobody can sign in. Check the network cable or call support.</translation>
    </message>
    <message>
        <source>Questa versione della console è troppo vecchia per il server. Chiama l&apos;assistenza per aggiornarla.</source>
        <translation>This version of the console is too old for the server. Call support to update it.</translation>
    </message>
    <message>
        <source>Scrivi il nome utente.</source>
        <translation>Type the user name.</translation>
    </message>
    <message>
        <source>Scrivi la password.</source>
        <translation>Type the password.</translation>
    </message>
    <message>
        <source>La console è già aperta su questa postazione. Usa la finestra aperta, oppure chiudila e riprova.</source>
        <translation>The console is already open on this seat. Use the open window, or close it and try again.</translation>
    </message>
    <message>
        <source>L&apos;accesso non è riuscito. Riprova; se succede ancora, chiama l&apos;assistenza.</source>
        <translation>Signing in failed. Try again; if it happens again, call support.</translation>
    </message>
    <message>
        <source>Riprova</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Il disco di questa postazione è pieno: la console non può salvare.</source>
        <translation>The disk of this seat is full: the console cannot save.</translation>
    </message>
    <message>
        <source>Quello che avevi salvato è al sicuro. Libera spazio o chiama l&apos;assistenza (codice DISCO), poi riprova.</source>
        <translation>What you had saved is safe. Free some space or call support (code DISK), then try again.</translation>
    </message>
    <message>
        <source>L&apos;archivio di questa postazione è danneggiato e non si apre.</source>
        <translation>The store of this seat is damaged and does not open.</translation>
    </message>
    <message>
        <source>Lo mettiamo da parte senza cancellarlo, recuperiamo le cose non inviate e ne facciamo uno nuovo dal server.</source>
        <translation>We set it aside without deleting it, recover what was not sent and make a new one from the server.</translation>
    </message>
    <message>
        <source>Ricomincia con un archivio nuovo</source>
        <translation>Begin again with a new store</translation>
    </message>
    <message>
        <source>L&apos;archivio è di una versione più nuova della console.</source>
        <translation>The store belongs to a newer version of the console.</translation>
    </message>
    <message>
        <source>I dati sono al sicuro. Chiama l&apos;assistenza per aggiornare questa postazione.</source>
        <translation>The data are safe. Call support to update this seat.</translation>
    </message>
    <message>
        <source>La console non può scrivere nella sua cartella.</source>
        <translation>The console cannot write to its folder.</translation>
    </message>
    <message>
        <source>Quello che avevi salvato è al sicuro. Chiama l&apos;assistenza (codice DISCO), poi riprova.</source>
        <translation>What you had saved is safe. Call support (code DISK), then try again.</translation>
    </message>
    <message>
        <source>La console è già aperta su questa postazione.</source>
        <translation>The console is already open on this seat.</translation>
    </message>
    <message>
        <source>I dati sono al sicuro. Usa la finestra aperta, oppure chiudila.</source>
        <translation>The data are safe. Use the open window, or close it.</translation>
    </message>
    <message>
        <source>L&apos;archivio di questa postazione non si apre.</source>
        <translation>The store of this seat does not open.</translation>
    </message>
    <message>
        <source>Chiama l&apos;assistenza: i dati già inviati sono al sicuro sul server.</source>
        <translation>Call support: what has been sent is safe on the server.</translation>
    </message>
    <message>
        <source>Scegli l&apos;argomento: scrivi le prime lettere, per esempio «tar».</source>
        <translation>Choose the topic: type the first letters, for example “tar”.</translation>
    </message>
    <message>
        <source>Scegli l&apos;ufficio di II livello a cui inoltrare.</source>
        <translation>Choose the level-II desk to forward to.</translation>
    </message>
    <message>
        <source>Scrivi che cosa chiede il cittadino: serve al II livello.</source>
        <translation>Write what the citizen asks: level II needs it.</translation>
    </message>
    <message>
        <source>Scrivi il numero: serve per richiamare il cittadino.</source>
        <translation>Write the number: it is needed to call the citizen back.</translation>
    </message>
    <message>
        <source>Scegli l&apos;esito del richiamo.</source>
        <translation>Choose the outcome of the callback.</translation>
    </message>
    <message>
        <source>Scrivi la risposta data al cittadino.</source>
        <translation>Write the answer given to the citizen.</translation>
    </message>
    <message>
        <source>Questo campo serve: compilalo.</source>
        <translation>This field is needed: fill it in.</translation>
    </message>
    <message numerus="yes">
        <source>Ci sono %n cose da sistemare: {0}.</source>
        <translation>
            <numerusform>There is %n thing to put right: {0}.</numerusform>
            <numerusform>There are %n things to put right: {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>il contatto</source>
        <translation>the contact</translation>
    </message>
    <message>
        <source>l&apos;esito del richiamo</source>
        <translation>the outcome of the callback</translation>
    </message>
    <message>
        <source>la richiesta del richiamo</source>
        <translation>the request for the callback</translation>
    </message>
    <message>
        <source>la nota della pratica</source>
        <translation>the note of the case</translation>
    </message>
    <message>
        <source>una registrazione</source>
        <translation>a record</translation>
    </message>
    <message>
        <source>{0} delle {1}</source>
        <translation>{0} of {1}</translation>
    </message>
    <message>
        <source>Il server non ha accettato {0}: {1}</source>
        <translation>The server did not accept {0}: {1}</translation>
    </message>
    <message>
        <source>il richiamo è di {0}. Prendine un altro: F11.</source>
        <translation>the callback belongs to {0}. Take another: F11.</translation>
    </message>
    <message>
        <source>il richiamo è di un collega. Prendine un altro: F11.</source>
        <translation>the callback belongs to a colleague. Take another: F11.</translation>
    </message>
    <message>
        <source>nel frattempo il richiamo è passato a un collega. Il tuo testo è nella pratica.</source>
        <translation>meanwhile the callback went to a colleague. Your text is in the case.</translation>
    </message>
    <message>
        <source>il richiamo non esiste più.</source>
        <translation>the callback no longer exists.</translation>
    </message>
    <message>
        <source>la pratica non esiste più.</source>
        <translation>the case no longer exists.</translation>
    </message>
    <message>
        <source>l&apos;ufficio scelto non esiste più. Aprilo e scegline un altro.</source>
        <translation>the desk chosen no longer exists. Open it and choose another.</translation>
    </message>
    <message>
        <source>l&apos;argomento scelto non esiste più. Aprilo e scegline un altro.</source>
        <translation>the topic chosen no longer exists. Open it and choose another.</translation>
    </message>
    <message>
        <source>era già arrivato. Non è stato registrato due volte.</source>
        <translation>it had already arrived. It was not recorded twice.</translation>
    </message>
    <message>
        <source>il suo numero era già usato. Avvisa l&apos;assistenza.</source>
        <translation>its number was already in use. Tell support.</translation>
    </message>
    <message>
        <source>il tuo accesso non lo permette. Chiedi al tuo responsabile.</source>
        <translation>your account does not allow it. Ask your supervisor.</translation>
    </message>
    <message>
        <source>manca «{0}». Aprilo in «Da completare».</source>
        <translation>“{0}” is missing. Open it under “To complete”.</translation>
    </message>
    <message>
        <source>«{0}» non va bene. Aprilo in «Da completare».</source>
        <translation>“{0}” is not right. Open it under “To complete”.</translation>
    </message>
    <message>
        <source>«{0}» è troppo lungo. Aprilo e accorcialo.</source>
        <translation>“{0}” is too long. Open it and shorten it.</translation>
    </message>
    <message>
        <source>la pratica è già stata chiusa da altri.</source>
        <translation>the case has already been closed by others.</translation>
    </message>
    <message>
        <source>questo numero non si può chiamare.</source>
        <translation>this number cannot be called.</translation>
    </message>
    <message>
        <source>non è valido per questa versione del server. Avvisa l&apos;assistenza.</source>
        <translation>it is not valid for this version of the server. Tell support.</translation>
    </message>
    <message>
        <source>Il numero è troppo corto: per un cellulare servono 10 cifre, per esempio 347 123 4567.</source>
        <translation>The number is too short: a mobile needs 10 digits, for example 347 123 4567.</translation>
    </message>
    <message>
        <source>Questo non è un numero di telefono. Scrivi solo cifre, per esempio 06 5123 4567.</source>
        <translation>This is not a phone number. Type digits only, for example 06 5123 4567.</translation>
    </message>
    <message>
        <source>Questo numero non si può chiamare dal centralino.</source>
        <translation>This number cannot be called from the exchange.</translation>
    </message>
    <message>
        <source>Il codice fiscale ha 16 caratteri. Controlla con il cittadino oppure lascialo vuoto.</source>
        <translation>The fiscal code has 16 characters. Check with the citizen or leave it empty.</translation>
    </message>
    <message>
        <source>Il codice fiscale non torna (ultima lettera). Controlla con il cittadino oppure lascialo vuoto.</source>
        <translation>The fiscal code does not add up (last letter). Check with the citizen or leave it empty.</translation>
    </message>
    <message>
        <source>Il testo è troppo lungo: accorcialo a 20 000 caratteri.</source>
        <translation>The text is too long: shorten it to 20 000 characters.</translation>
    </message>
    <message>
        <source>Il testo è troppo lungo: accorcialo a 1 000 caratteri.</source>
        <translation>The text is too long: shorten it to 1 000 characters.</translation>
    </message>
    <message>
        <source>Questo valore non va bene: controllalo.</source>
        <translation>This value is not right: check it.</translation>
    </message>
    <message>
        <source>Disco pieno: l&apos;ultima modifica non è salvata. Non chiudere la console, libera spazio o chiama l&apos;assistenza (codice DISCO): riprovo da sola ogni secondo.</source>
        <translation>Disk full: the last change is not saved. Do not close the console, free some space or call support (code DISK): I try again every second.</translation>
    </message>
    <message>
        <source>L&apos;archivio non si legge più. Finisci la telefonata, poi riavvia la console: recupera da sola quello che non è stato inviato.</source>
        <translation>The store can no longer be read. Finish the call, then restart the console: it recovers by itself what was not sent.</translation>
    </message>
    <message>
        <source>L&apos;archivio è occupato: l&apos;ultima modifica non è ancora salvata. Riprovo ogni secondo.</source>
        <translation>The store is busy: the last change is not saved yet. I try again every second.</translation>
    </message>
    <message>
        <source>La postazione non riesce a scrivere sul disco: l&apos;ultima modifica non è salvata. Non chiudere la console e chiama l&apos;assistenza (codice DISCO).</source>
        <translation>This seat cannot write to its disk: the last change is not saved. Do not close the console and call support (code DISK).</translation>
    </message>
    <message>
        <source>Abbiamo messo da parte un archivio danneggiato e recuperato {0} contatti su {1}. Puoi lavorare.</source>
        <translation>We set a damaged store aside and recovered {0} contacts of {1}. You can work.</translation>
    </message>
    <message>
        <source>La console si è riavviata. Il testo è stato recuperato (fino a 1 secondo prima).</source>
        <translation>The console restarted. The text was recovered (up to 1 second before).</translation>
    </message>
    <message>
        <source>La console si è riavviata. La telefonata è ancora in corso e il testo è stato recuperato (fino a 1 secondo prima).</source>
        <translation>The console restarted. The call is still going on and the text was recovered (up to 1 second before).</translation>
    </message>
    <message>
        <source>Su questa postazione manca il portachiavi. Puoi lavorare, ma l&apos;archivio resta solo in memoria: alla chiusura quello che non è stato inviato si perde. Avvisa l&apos;assistenza.</source>
        <translation>This seat has no keyring. You can work, but the store lives in memory only: what has not been sent is lost on closing. Tell support.</translation>
    </message>
    <message>
        <source>Accesso scaduto e il server non risponde. Puoi continuare: quello che scrivi resta qui. Quando torna il collegamento premi Ctrl+L e riscrivi la password.</source>
        <translation>Sign-in expired and the server does not answer. You can go on: what you write stays here. When the connection is back press Ctrl+L and type the password again.</translation>
    </message>
    <message>
        <source>Il server non può registrare: il suo disco è pieno. Puoi continuare: quello che salvi resta qui e parte da solo. Avvisa l&apos;assistenza.</source>
        <translation>The server cannot record: its disk is full. You can go on: what you save stays here and leaves by itself. Tell support.</translation>
    </message>
    <message>
        <source>Il disco di questa postazione è quasi pieno. Quello che scrivi si salva ancora: libera spazio o chiama l&apos;assistenza (codice DISCO).</source>
        <translation>The disk of this seat is nearly full. What you write is still saved: free some space or call support (code DISK).</translation>
    </message>
    <message>
        <source>Il server che risponde non è quello vero (certificato diverso). Non inviamo nulla: continua a lavorare e chiama l&apos;assistenza.</source>
        <translation>The server that answers is not the true one (another certificate). We send nothing: go on working and call support.</translation>
    </message>
    <message>
        <source>L&apos;orologio della postazione è sbagliato di {0} minuti. Usiamo l&apos;ora del server: continua a lavorare e avvisa l&apos;assistenza.</source>
        <translation>The clock of this seat is wrong by {0} minutes. We use the time of the server: go on working and tell support.</translation>
    </message>
    <message>
        <source>Questa postazione non ha ricevuto una linea telefonica. Puoi lavorare senza telefonate; per riprovare esci e rientra.</source>
        <translation>This seat was given no phone line. You can work without calls; to try again sign out and in.</translation>
    </message>
    <message>
        <source>Il telefono si è fermato: lo stiamo riavviando. Aspetta qualche secondo; il testo è salvo.</source>
        <translation>The phone stopped: we are restarting it. Wait a few seconds; the text is safe.</translation>
    </message>
    <message>
        <source>Qualcosa è andato storto ({0}). Puoi continuare; se succede ancora, di&apos; questo codice all&apos;assistenza.</source>
        <translation>Something went wrong ({0}). You can go on; if it happens again, tell support this code.</translation>
    </message>
    <message>
        <source>Contatto salvato sulla postazione.</source>
        <translation>Contact saved on this seat.</translation>
    </message>
    <message>
        <source>Contatto inoltrato al II livello.</source>
        <translation>Contact forwarded to level II.</translation>
    </message>
    <message>
        <source>Tempo finito: il contatto è rimasto in «Da completare».</source>
        <translation>Time is up: the contact stays under “To complete”.</translation>
    </message>
    <message>
        <source>Non hai risposto in 15 secondi: la chiamata è tornata in coda. Sei in Non pronto: F5 quando puoi rispondere.</source>
        <translation>You did not answer within 15 seconds: the call went back to its queue. You are Not ready: F5 when you can answer.</translation>
    </message>
    <message>
        <source>Il microfono non si sente. Controlla la cuffia. Sei in Non pronto: nessuna chiamata arriverà.</source>
        <translation>The microphone is not heard. Check the headset. You are Not ready: no call will arrive.</translation>
    </message>
    <message>
        <source>Il telefono non è collegato al centralino: nessuna chiamata arriverà. Riprova da solo; se dura più di un minuto chiama l&apos;assistenza.</source>
        <translation>The phone is not connected to the exchange: no call will arrive. It tries again by itself; if it lasts longer than a minute call support.</translation>
    </message>
    <message>
        <source>Il centralino non accetta questa postazione. Esci e rientra; se non basta chiama l&apos;assistenza.</source>
        <translation>The exchange does not accept this seat. Sign out and in again; if that is not enough call support.</translation>
    </message>
    <message>
        <source>Il centralino che risponde non è quello vero (certificato diverso). Nessuna chiamata arriverà: chiama l&apos;assistenza.</source>
        <translation>The exchange that answers is not the true one (another certificate). No call will arrive: call support.</translation>
    </message>
    <message>
        <source>Il telefono si è fermato e la telefonata è caduta. Lo stiamo riavviando: tra qualche secondo richiama il cittadino. La bozza è salva.</source>
        <translation>The phone stopped and the call was lost. It is being restarted: call the citizen back in a few seconds. The draft is safe.</translation>
    </message>
    <message>
        <source>La linea è caduta dopo {0}. La bozza è salva: richiama il cittadino se serve.</source>
        <translation>The line dropped after {0}. The draft is safe: call the citizen back if needed.</translation>
    </message>
    <message>
        <source>Il cittadino aspetta da {0} secondi. F4 per riprendere.</source>
        <translation>The citizen has been waiting for {0} seconds. F4 to resume.</translation>
    </message>
    <message>
        <source>Linea disturbata (perdita {0} %). Se non senti il cittadino, proponi un richiamo: F11.</source>
        <translation>Bad line (loss {0} %). If you do not hear the citizen, offer a callback: F11.</translation>
    </message>
    <message>
        <source>Il telefono non è collegato al centralino: non si può chiamare.</source>
        <translation>The phone is not connected to the exchange: calls cannot be made.</translation>
    </message>
    <message>
        <source>La telefonata è già finita.</source>
        <translation>The call is already over.</translation>
    </message>
    <message>
        <source>C&apos;è già una telefonata in corso.</source>
        <translation>There is already a call going on.</translation>
    </message>
    <message>
        <source>Preso da {0}. Prendi il prossimo: F11.</source>
        <translation>Taken by {0}. Take the next one: F11.</translation>
    </message>
    <message>
        <source>Questo richiamo è già stato fatto. Prendi il prossimo: F11.</source>
        <translation>This callback has already been made. Take the next one: F11.</translation>
    </message>
    <message>
        <source>Senza collegamento: la richiesta è registrata. Il server dirà se il richiamo è tuo; fino ad allora non chiamare.</source>
        <translation>Offline: the request is recorded. The server will say whether the callback is yours; do not call until then.</translation>
    </message>
    <message>
        <source>Il richiamo che avevi chiesto è tuo: aprilo.</source>
        <translation>The callback you asked for is yours: open it.</translation>
    </message>
    <message>
        <source>Nessun richiamo da fare. Buon lavoro.</source>
        <translation>No callbacks to make. Well done.</translation>
    </message>
    <message>
        <source>Il server non risponde: il richiamo non è stato preso. Riprova tra poco.</source>
        <translation>The server does not answer: the callback was not taken. Try again soon.</translation>
    </message>
    <message>
        <source>Il richiamo non è più tuo: il tempo è scaduto o l&apos;ha preso un collega. Il testo resta: registralo, andrà nella pratica.</source>
        <translation>The callback is no longer yours: time ran out or a colleague took it. The text stays: record it, it will go to the case.</translation>
    </message>
    <message>
        <source>Esito registrato.</source>
        <translation>Outcome recorded.</translation>
    </message>
    <message>
        <source>Richiamo rimesso in coda.</source>
        <translation>Callback put back into the queue.</translation>
    </message>
    <message>
        <source>Senza collegamento dalle {0}. Puoi continuare: telefonate, banca dati (copia delle {1}) e bozze funzionano.</source>
        <translation>Offline since {0}. You can go on: calls, knowledge base (copy of {1}) and drafts work.</translation>
    </message>
    <message>
        <source>{0} da inviare</source>
        <translation>{0} to be sent</translation>
    </message>
    <message numerus="yes">
        <source>%n cose da inviare.</source>
        <translation>
            <numerusform>%n item to be sent.</numerusform>
            <numerusform>%n items to be sent.</numerusform>
        </translation>
    </message>
    <message>
        <source>Contatto inoltrato a: {0}.</source>
        <translation>Contact forwarded to: {0}.</translation>
    </message>
    <message>
        <source>Richiamo promesso: {0}.</source>
        <translation>Callback promised: {0}.</translation>
    </message>
    <message>
        <source>Collegato di nuovo.</source>
        <translation>Connected again.</translation>
    </message>
    <message numerus="yes">
        <source>Collegato di nuovo. %n cose inviate.</source>
        <translation>
            <numerusform>Connected again. %n item sent.</numerusform>
            <numerusform>Connected again. %n items sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>Contatto</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Richiami</source>
        <translation>Callbacks</translation>
    </message>
    <message>
        <source>I miei</source>
        <translation>Mine</translation>
    </message>
    <message numerus="yes">
        <source>%n da completare</source>
        <translation>
            <numerusform>%n to complete</numerusform>
            <numerusform>%n to complete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n oltre termine</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
</context>
</TS>
