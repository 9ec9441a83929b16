<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="it">
<context>
    <name>AccountsPresenter</name>
    <message>
        <source>Chiedo al server account e code…</source>
        <translation>Asking the server for accounts and queues…</translation>
    </message>
    <message>
        <source>Si cambiano con chiamaroma-server account e import; ogni cambio va nel registro.</source>
        <translation>They are changed with chiamaroma-server account and import; each change goes into the audit.</translation>
    </message>
</context>
<context>
    <name>AccountsScreen</name>
    <message>
        <source>Account</source>
        <translation>Accounts</translation>
    </message>
    <message>
        <source>Nome utente</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>Ruolo</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Uffici</source>
        <translation>Desks</translation>
    </message>
    <message>
        <source>Lingue</source>
        <translation>Languages</translation>
    </message>
    <message>
        <source>Accesso</source>
        <translation>Used</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Queues</translation>
    </message>
    <message>
        <source>Coda</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Ingresso</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Orario</source>
        <translation>Hours</translation>
    </message>
    <message>
        <source>Persone</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Aiuta</source>
        <translation>Helped by</translation>
    </message>
    <message>
        <source>scegli</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>next part</translation>
    </message>
    <message>
        <source>tutti i comandi</source>
        <translation>all commands</translation>
    </message>
</context>
<context>
    <name>AfterTexts</name>
    <message>
        <source>Salvando: risposta data, la pratica si chiude.</source>
        <translation>On saving: answer given, the case closes.</translation>
    </message>
    <message>
        <source>Salvando: aspetta l&apos;ufficio, di nuovo in coda {0}.</source>
        <translation>On saving: waits for the office, back in the queue {0}.</translation>
    </message>
    <message>
        <source>Salvando: era l&apos;ultimo tentativo, il richiamo finisce qui.</source>
        <translation>On saving: that was the last attempt, the callback ends here.</translation>
    </message>
    <message>
        <source>Salvando: di nuovo in coda {0}.</source>
        <translation>On saving: back in the queue {0}.</translation>
    </message>
    <message>
        <source>dalle {0}</source>
        <translation>from {0}</translation>
    </message>
    <message>
        <source>dal {0}</source>
        <translation>from {0}</translation>
    </message>
</context>
<context>
    <name>AnswerHeadings</name>
    <message>
        <source>Da dire</source>
        <translation>To say</translation>
    </message>
</context>
<context>
    <name>AudioPanel</name>
    <message>
        <source>Prova audio e rete</source>
        <translation>Audio and network test</translation>
    </message>
    <message>
        <source>La tua voce</source>
        <translation>Your voice</translation>
    </message>
    <message>
        <source>Quello che senti</source>
        <translation>What you hear</translation>
    </message>
    <message>
        <source>Prova l&apos;eco</source>
        <translation>Try the echo</translation>
    </message>
    <message>
        <source>Ferma l&apos;eco</source>
        <translation>Stop the echo</translation>
    </message>
    <message>
        <source>Esc chiude.</source>
        <translation>Esc closes.</translation>
    </message>
</context>
<context>
    <name>AudioPresenter</name>
    <message>
        <source>Microfono della cuffia</source>
        <translation>Microphone of the headset</translation>
    </message>
    <message>
        <source>Ascolto della cuffia</source>
        <translation>Earpiece of the headset</translation>
    </message>
    <message>
        <source>Suoneria</source>
        <translation>Ringing</translation>
    </message>
    <message>
        <source>Quello scelto dal sistema</source>
        <translation>The system&apos;s choice</translation>
    </message>
    <message>
        <source>{0} (non collegata)</source>
        <translation>{0} (not connected)</translation>
    </message>
    <message>
        <source>Quello scelto non è collegato</source>
        <translation>The chosen one is not connected</translation>
    </message>
    <message>
        <source>Telefono: collegato a {0}</source>
        <translation>Phone: connected to {0}</translation>
    </message>
    <message>
        <source>Telefono: non collegato</source>
        <translation>Phone: not connected</translation>
    </message>
    <message>
        <source>Tasti della cuffia: {0}</source>
        <translation>Keys of the headset: {0}</translation>
    </message>
    <message>
        <source>Tasti della cuffia: nessuna cuffia con tasti</source>
        <translation>Keys of the headset: no headset with keys</translation>
    </message>
    <message>
        <source>Qualità della linea: questo telefono non la misura</source>
        <translation>Quality of the line: this phone does not measure it</translation>
    </message>
    <message>
        <source>Qualità della linea: si misura durante una telefonata</source>
        <translation>Quality of the line: measured during a call</translation>
    </message>
    <message>
        <source>Linea: voto {0} su 5 · persi {1} % · ritardo {2} ms · variazione {3} ms</source>
        <translation>Line: score {0} of 5 · lost {1} % · delay {2} ms · jitter {3} ms</translation>
    </message>
    <message>
        <source>Il telefono si è fermato: lo stiamo riavviando.</source>
        <translation>The phone has stopped: we are starting it again.</translation>
    </message>
    <message>
        <source>Cuffia, volume e suoneria si scelgono sull&apos;apparecchio.</source>
        <translation>Headset, volume and ringer are set on the phone itself.</translation>
    </message>
    <message>
        <source>Il microfono non si sente. Controlla che la cuffia sia collegata e non spenta, poi sceglila qui sopra.</source>
        <translation>The microphone cannot be heard. Check that the headset is plugged in and switched on, then choose it above.</translation>
    </message>
    <message>
        <source>Parla: devi risentirti dopo mezzo secondo. Se no, scegli un&apos;altra cuffia.</source>
        <translation>Speak: you should hear yourself half a second later. If not, choose another headset.</translation>
    </message>
    <message>
        <source>La prova dell&apos;eco si fa senza una telefonata in corso.</source>
        <translation>The echo test works only while no call is up.</translation>
    </message>
    <message>
        <source>Questa cuffia non risponde. Staccala, riattaccala e riprova.</source>
        <translation>This headset does not answer. Unplug it, plug it in again and retry.</translation>
    </message>
    <message>
        <source>La prova non è riuscita. Riprova.</source>
        <translation>The test failed. Try again.</translation>
    </message>
</context>
<context>
    <name>BlockPanel</name>
    <message>
        <source>Chiedi di bloccare questo numero</source>
        <translation>Ask to block this number</translation>
    </message>
    <message>
        <source>Perché (lo legge il responsabile che decide)</source>
        <translation>Why (the team lead who decides reads it)</translation>
    </message>
    <message>
        <source>Scrivi il motivo, Invio, poi una cifra. Esc chiude.</source>
        <translation>Type the reason, Enter, then a digit. Esc closes.</translation>
    </message>
    <message>
        <source>Esc chiude.</source>
        <translation>Esc closes.</translation>
    </message>
    <message>
        <source>Lo chiedo…</source>
        <translation>Asking…</translation>
    </message>
    <message>
        <source>Richiesta inviata: vale quando un responsabile è d&apos;accordo.</source>
        <translation>Request sent: it counts once a team lead agrees.</translation>
    </message>
    <message>
        <source>per un giorno</source>
        <translation>for one day</translation>
    </message>
    <message>
        <source>per 7 giorni</source>
        <translation>for 7 days</translation>
    </message>
    <message>
        <source>per 30 giorni</source>
        <translation>for 30 days</translation>
    </message>
    <message>
        <source>per sempre</source>
        <translation>for good</translation>
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
    <name>BulkHoursPanel</name>
    <message>
        <source>Orari di molti uffici</source>
        <translation>Hours of many offices</translation>
    </message>
    <message>
        <source>Quali uffici: nome, via, municipio</source>
        <translation>Which offices: name, street, municipio</translation>
    </message>
    <message>
        <source>vuoto: tutti</source>
        <translation>empty: all</translation>
    </message>
    <message>
        <source>Uffici</source>
        <translation>Offices</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>Mun.</source>
        <translation>Mun.</translation>
    </message>
    <message>
        <source>Giorno</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>gg/mm/aaaa</source>
        <translation>dd/mm/yyyy</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>State</translation>
    </message>
    <message>
        <source>chiuso, oppure 9-12</source>
        <translation>closed, or 9-12</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Perché, per chi rivede</source>
        <translation>Why, for the reviewer</translation>
    </message>
    <message>
        <source>Sportello</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Prepara la revisione</source>
        <translation>Prepare the review</translation>
    </message>
</context>
<context>
    <name>BulkHoursPresenter</name>
    <message>
        <source>Scrivi il giorno così: 28/11/2026</source>
        <translation>Write the day like this: 28/11/2026</translation>
    </message>
    <message>
        <source>Scrivi chiuso, oppure 9-12</source>
        <translation>Write closed, or 9-12</translation>
    </message>
    <message>
        <source>È nel passato. Scegli da oggi in poi.</source>
        <translation>It is in the past. Choose from today on.</translation>
    </message>
    <message>
        <source>Gli orari si accavallano o sono vuoti.</source>
        <translation>The hours overlap or are empty.</translation>
    </message>
    <message numerus="yes">
        <source>Inviato per %n uffici: un&apos;altra persona li approva insieme.</source>
        <translation>
            <numerusform>Sent for %n office: somebody else approves it.</numerusform>
            <numerusform>Sent for %n offices: somebody else approves them together.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uffici su {0}, da approvare insieme.</source>
        <translation>
            <numerusform>%n office of {0}, to be approved.</numerusform>
            <numerusform>%n offices of {0}, to be approved together.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallCommands</name>
    <message>
        <source>Sei in conversazione: prima chiudi la telefonata, Maiusc+F8.</source>
        <translation>You are in a call: hang up first, Shift+F8.</translation>
    </message>
    <message>
        <source>Squilla una telefonata: prima F4 o Maiusc+F4.</source>
        <translation>A call is ringing: first F4 or Shift+F4.</translation>
    </message>
    <message>
        <source>C&apos;è una telefonata in corso: scrivi la password e chiudila.</source>
        <translation>A call is going on: type the password and hang up.</translation>
    </message>
    <message>
        <source>C&apos;è una telefonata in corso: entra e chiudila.</source>
        <translation>A call is going on: sign in and hang up.</translation>
    </message>
    <message>
        <source>Nessuna telefonata in corso.</source>
        <translation>No call is going on.</translation>
    </message>
    <message>
        <source>Nessuna telefonata sta squillando.</source>
        <translation>No call is ringing.</translation>
    </message>
    <message>
        <source>I toni si mandano mentre parli con qualcuno.</source>
        <translation>Tones are sent while you speak with somebody.</translation>
    </message>
    <message>
        <source>Nessuna telefonata registrata in corso.</source>
        <translation>No recorded call is going on.</translation>
    </message>
    <message>
        <source>Non sei in servizio al telefono.</source>
        <translation>You are not on duty at the phone.</translation>
    </message>
    <message>
        <source>Adesso la telefonata non si può trasferire.</source>
        <translation>The call cannot be transferred now.</translation>
    </message>
    <message>
        <source>Nessuna consultazione in corso: F7.</source>
        <translation>No consultation is going on: F7.</translation>
    </message>
    <message>
        <source>Nessun testo di un collega da riprendere.</source>
        <translation>There is no colleague&apos;s text to go on with.</translation>
    </message>
    <message>
        <source>Rispondi / Attesa / Riprendi / Alterna / Richiama chi è caduto</source>
        <translation>Answer / Hold / Resume / Switch / Call back who was cut off</translation>
    </message>
    <message>
        <source>Rispondi, attesa</source>
        <translation>Answer, hold</translation>
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
        <source>Tastiera toni (DTMF)</source>
        <translation>Tone keypad (DTMF)</translation>
    </message>
    <message>
        <source>Chiudi la telefonata</source>
        <translation>Hang up the call</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>Hang up</translation>
    </message>
    <message>
        <source>Togli il muto</source>
        <translation>Unmute</translation>
    </message>
    <message>
        <source>Riprendi la registrazione</source>
        <translation>Resume the recording</translation>
    </message>
    <message>
        <source>Sospendi la registrazione per un minuto</source>
        <translation>Pause the recording for a minute</translation>
    </message>
    <message>
        <source>Separa</source>
        <translation>Split</translation>
    </message>
    <message>
        <source>Conferenza</source>
        <translation>Conference</translation>
    </message>
    <message>
        <source>In questa telefonata</source>
        <translation>In this call</translation>
    </message>
    <message>
        <source>Trasferisci a chi consulti</source>
        <translation>Transfer to whom you consult</translation>
    </message>
    <message>
        <source>Conferenza / separa</source>
        <translation>Conference / separate</translation>
    </message>
    <message>
        <source>Mostra di nuovo quello che sa il collega</source>
        <translation>Show again what the colleague knows</translation>
    </message>
    <message>
        <source>Sospendi la registrazione per un minuto / riprendi</source>
        <translation>Pause the recording for a minute / resume</translation>
    </message>
    <message>
        <source>Ultime telefonate</source>
        <translation>Last calls</translation>
    </message>
    <message>
        <source>Richiama chi è caduto</source>
        <translation>Call back who was cut off</translation>
    </message>
    <message>
        <source>Rispondi</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Alterna</source>
        <translation>Swap</translation>
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
        <source>Trasferisci, consulta o chiama</source>
        <translation>Transfer, consult or call</translation>
    </message>
    <message>
        <source>Riprendi quello che ha scritto il collega</source>
        <translation>Go on with what the colleague wrote</translation>
    </message>
</context>
<context>
    <name>CallList</name>
    <message>
        <source>Ultime telefonate</source>
        <translation>Last calls</translation>
    </message>
    <message>
        <source>Ora</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Telefonata</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Con</source>
        <translation>With</translation>
    </message>
    <message>
        <source>Durata</source>
        <translation>Duration</translation>
    </message>
    <message>
        <source>Linea</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Nessuna telefonata negli ultimi sette giorni.</source>
        <translation>No calls in the last seven days.</translation>
    </message>
    <message>
        <source>Invio richiama il numero. Esc chiude.</source>
        <translation>Enter calls the number again. Esc closes.</translation>
    </message>
    <message>
        <source>Esc chiude.</source>
        <translation>Esc closes.</translation>
    </message>
</context>
<context>
    <name>CallPanels</name>
    <message>
        <source>Telefono: collegato a {0}</source>
        <translation>Phone: connected to {0}</translation>
    </message>
    <message>
        <source>Telefono: non collegato</source>
        <translation>Phone: not connected</translation>
    </message>
    <message>
        <source>Nota per chi riceve</source>
        <translation>Note for whoever gets it</translation>
    </message>
    <message>
        <source>Motivo per una linea chiusa</source>
        <translation>Reason for a closed line</translation>
    </message>
    <message>
        <source>Le cifre non partono: adesso non parli con nessuno. Esc.</source>
        <translation>The digits go nowhere: you are speaking with nobody now. Esc.</translation>
    </message>
    <message>
        <source>numero nascosto</source>
        <translation>number withheld</translation>
    </message>
    <message>
        <source>fatta</source>
        <translation>made</translation>
    </message>
    <message>
        <source>ricevuta</source>
        <translation>answered</translation>
    </message>
    <message>
        <source>persa</source>
        <translation>missed</translation>
    </message>
    <message>
        <source>di un collega</source>
        <translation>a colleague&apos;s</translation>
    </message>
</context>
<context>
    <name>CallStrip</name>
    <message>
        <source>Stato e telefonata</source>
        <translation>State and call</translation>
    </message>
</context>
<context>
    <name>CallTexts</name>
    <message>
        <source>Richiama</source>
        <translation>Call back</translation>
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
        <source>La linea è caduta dopo {0}. Vuoi richiamare? F4. La bozza resta com&apos;è.</source>
        <translation>The line dropped after {0}. Call back? F4. The draft stays as it is.</translation>
    </message>
    <message>
        <source>La linea è caduta dopo {0}. Il numero è nascosto: non si può richiamare. La bozza resta com&apos;è.</source>
        <translation>The line dropped after {0}. The number is withheld: it cannot be called back. The draft stays as it is.</translation>
    </message>
    <message>
        <source>Il cittadino è con: {0}. L&apos;esito è «Trasferito»: F9 chiude il contatto.</source>
        <translation>The citizen is with: {0}. The outcome is “Transferred”: F9 closes the contact.</translation>
    </message>
    <message>
        <source>Il server non risponde: si trasferisce solo la voce. Di&apos; tu a chi risponde che cosa chiede il cittadino.</source>
        <translation>The server does not answer: only the voice is transferred. Tell whoever answers what the citizen wants.</translation>
    </message>
    <message>
        <source>La linea del cittadino non si può trasferire: siete in conferenza. Resta in linea finché parlano.</source>
        <translation>The citizen&apos;s line cannot be transferred: you are in a conference. Stay on the line while they talk.</translation>
    </message>
    <message>
        <source>Il trasferimento a {0} non è riuscito: il cittadino è ancora con te. F4 per riprendere.</source>
        <translation>The transfer to {0} failed: the citizen is still with you. F4 to resume.</translation>
    </message>
    <message>
        <source>{0} è chiuso adesso. Scrivi perché trasferisci lo stesso, oppure proponi un richiamo: F11.</source>
        <translation>{0} is closed now. Write why you transfer the call all the same, or offer a callback: F11.</translation>
    </message>
    <message>
        <source>A questo numero non si può trasferire una telefonata. Scegline un altro: F7.</source>
        <translation>No call can be transferred to this number. Choose another: F7.</translation>
    </message>
    <message>
        <source>Questa linea è chiusa adesso: il cittadino è ancora con te. Scrivi perché trasferisci lo stesso, oppure proponi un richiamo: F11.</source>
        <translation>This line is closed now: the citizen is still with you. Write why you transfer all the same, or offer a callback: F11.</translation>
    </message>
    <message>
        <source>Questo numero è bloccato: la telefonata non è partita. Per sbloccarlo chiedi al responsabile.</source>
        <translation>This number is blocked: the call was not placed. Ask your team lead to unblock it.</translation>
    </message>
    <message>
        <source>Troppe telefonate in un minuto da questa postazione. Aspetta qualche secondo.</source>
        <translation>Too many calls in one minute from this seat. Wait a few seconds.</translation>
    </message>
    <message>
        <source>Adesso non si può: la telefonata è cambiata. Guarda in alto com&apos;è.</source>
        <translation>Not possible now: the call has changed. Look on top how it is.</translation>
    </message>
    <message>
        <source>{0}: la telefonata non è partita. È guasta la linea verso l&apos;esterno, non il numero: riprova quando torna.</source>
        <translation>{0}: the call did not go out. The line to the outside is down, the number is not at fault: try again when it is back.</translation>
    </message>
    <message>
        <source>Non hai risposto in 15 secondi: la telefonata è tornata in coda. Sei in Non pronto: F5 quando puoi rispondere.</source>
        <translation>You did not answer within 15 seconds: the call went back to its queue. You are Not ready: F5 when you can answer.</translation>
    </message>
    <message>
        <source>Il microfono non si sente. Controlla la cuffia, poi Ctrl+Maiusc+D. Sei in Non pronto: nessuna telefonata arriverà.</source>
        <translation>The microphone cannot be heard. Check the headset, then Ctrl+Shift+D. You are Not ready: no call will come.</translation>
    </message>
    <message>
        <source>Il telefono non è collegato al centralino: nessuna telefonata arriverà. Riprova da solo; se dura più di un minuto chiama l&apos;assistenza.</source>
        <translation>The phone is not connected to the exchange: no call will arrive. It tries again by itself; if it lasts longer than a minute call support.</translation>
    </message>
    <message>
        <source>Il centralino che risponde non è quello vero (certificato diverso). Nessuna telefonata arriverà: chiama l&apos;assistenza.</source>
        <translation>The exchange that answers is not the true one (another certificate). No call will arrive: call support.</translation>
    </message>
    <message>
        <source>Nessuno può rispondere per {0} adesso. Scegli un&apos;altra linea: F7.</source>
        <translation>Nobody can answer for {0} now. Choose another line: F7.</translation>
    </message>
    <message>
        <source>Senza il server non si sa come raggiungere {0}. Scegli un&apos;altra linea: F7.</source>
        <translation>Without the server nobody knows how to reach {0}. Choose another line: F7.</translation>
    </message>
    <message>
        <source>Questa coda non esiste più: il cittadino è ancora con te. Scegli un&apos;altra linea: F7.</source>
        <translation>This queue is no longer there: the citizen is still with you. Choose another line: F7.</translation>
    </message>
    <message>
        <source>Chi ha chiamato nascondeva il numero: non si può richiamare.</source>
        <translation>The caller withheld the number: it cannot be called back.</translation>
    </message>
    <message>
        <source>Questo numero non si può chiamare dal centralino.</source>
        <translation>This number cannot be called from the exchange.</translation>
    </message>
    <message>
        <source>Questo non è un numero che si può chiamare.</source>
        <translation>This is not a number that can be called.</translation>
    </message>
    <message>
        <source>Il telefono di questa postazione non lo fa da qui: usa i suoi tasti.</source>
        <translation>The phone of this seat does not do that from here: use its own keys.</translation>
    </message>
    <message>
        <source>Manca la cuffia: collegala, poi riprova.</source>
        <translation>The headset is missing: connect it, then try again.</translation>
    </message>
    <message>
        <source>Il telefono non ha eseguito il comando. Riprova; se succede ancora, chiama l&apos;assistenza.</source>
        <translation>The phone did not carry out the command. Try again; if it happens again, call support.</translation>
    </message>
    <message>
        <source>{0}: {1}. Il cittadino aspetta: F4 per riprendere.</source>
        <translation>{0}: {1}. The citizen is waiting: F4 to resume.</translation>
    </message>
    <message>
        <source>{0}: {1}.</source>
        <translation>{0}: {1}.</translation>
    </message>
    <message>
        <source>Il centralino non accetta questa postazione. Esci e rientra; se non basta chiama l&apos;assistenza.</source>
        <translation>The exchange does not accept this seat. Sign out and in again; if that is not enough call support.</translation>
    </message>
    <message>
        <source>Questa postazione non ha ricevuto una linea telefonica. Puoi lavorare senza telefonate; per riprovare esci e rientra.</source>
        <translation>This seat was given no phone line. You can work without calls; to try again sign out and in.</translation>
    </message>
    <message>
        <source>Il telefono si è fermato: lo stiamo riavviando. Aspetta qualche secondo; il testo resta com&apos;è.</source>
        <translation>The phone stopped: we are restarting it. Wait a few seconds; the text stays as it is.</translation>
    </message>
    <message>
        <source>Il telefono non resta acceso: riprova da solo ogni quarto di minuto. Chiama l&apos;assistenza; intanto puoi scrivere, il testo resta com&apos;è.</source>
        <translation>The phone does not stay up: it tries again by itself every quarter of a minute. Call support; meanwhile you can write, the text stays as it is.</translation>
    </message>
    <message>
        <source>Il telefono si è fermato e la telefonata è caduta. Lo stiamo riavviando: tra qualche secondo puoi richiamare il cittadino. La bozza resta com&apos;è.</source>
        <translation>The phone stopped and the call was lost. It is being restarted: in a few seconds you can call the citizen back. The draft stays as it is.</translation>
    </message>
    <message>
        <source>La linea scelta</source>
        <translation>The chosen line</translation>
    </message>
    <message>
        <source>ha riagganciato</source>
        <translation>hung up</translation>
    </message>
    <message>
        <source>non ha risposto</source>
        <translation>did not answer</translation>
    </message>
</context>
<context>
    <name>CallTimer</name>
    <message>
        <source>Durata</source>
        <translation>Duration</translation>
    </message>
</context>
<context>
    <name>CallbackBands</name>
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
    <name>CallbackCommands</name>
    <message>
        <source>Richiamo: fissa, o prendi il prossimo</source>
        <translation>Callback: promise one, or take the next</translation>
    </message>
    <message>
        <source>Richiamo</source>
        <translation>Callback</translation>
    </message>
    <message>
        <source>Rinvia il richiamo in mano</source>
        <translation>Postpone the callback in hand</translation>
    </message>
    <message>
        <source>Messaggio in segreteria: ascolta o ferma</source>
        <translation>Voicemail message: listen or stop</translation>
    </message>
    <message>
        <source>Passa la pratica in mano a un altro ufficio</source>
        <translation>Hand the case in hand over to another desk</translation>
    </message>
    <message>
        <source>Trova una pratica per numero</source>
        <translation>Find a case by its number</translation>
    </message>
    <message>
        <source>Trova una pratica chiusa</source>
        <translation>Find a closed case</translation>
    </message>
    <message>
        <source>Rimetti in coda il richiamo in mano</source>
        <translation>Put the callback in hand back into the queue</translation>
    </message>
    <message>
        <source>Salva e prendi il prossimo</source>
        <translation>Save and take the next</translation>
    </message>
    <message>
        <source>Per un richiamo serve un contatto: Ctrl+N.</source>
        <translation>A callback needs a contact: Ctrl+N.</translation>
    </message>
    <message>
        <source>Nessun richiamo in mano: F11.</source>
        <translation>No callback in hand: F11.</translation>
    </message>
    <message>
        <source>Non è più la pratica in mano: niente è cambiato.</source>
        <translation>This case is not in hand any more: nothing was changed.</translation>
    </message>
    <message>
        <source>Qui non c&apos;è un messaggio da ascoltare.</source>
        <translation>There is no message to hear here.</translation>
    </message>
</context>
<context>
    <name>CallbackNoticeTexts</name>
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
        <source>Nessun richiamo da fare adesso. Buon lavoro.</source>
        <translation>No callbacks to make now. Well done.</translation>
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
        <source>Questo richiamo non è più dei tuoi uffici: l&apos;esito non si può registrare. Il testo resta qui: dillo a chi lo segue.</source>
        <translation>This callback no longer belongs to your desks: the outcome cannot be recorded. The text stays here: tell whoever follows it.</translation>
    </message>
    <message>
        <source>Pratica passata a {0}.</source>
        <translation>Case handed over to {0}.</translation>
    </message>
    <message>
        <source>Pratica {0} passata a {1}.</source>
        <translation>Case {0} handed over to {1}.</translation>
    </message>
    <message>
        <source>Salvato: pratica {0} chiusa.</source>
        <translation>Saved: case {0} closed.</translation>
    </message>
    <message>
        <source>Esito salvato.</source>
        <translation>Outcome saved.</translation>
    </message>
    <message>
        <source>Salvato: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>pratica {0}</source>
        <translation>case {0}</translation>
    </message>
    <message>
        <source>Richiamo rimesso in coda.</source>
        <translation>Callback put back into the queue.</translation>
    </message>
</context>
<context>
    <name>CallbackPromise</name>
    <message>
        <source>Richiamo: fissa quando</source>
        <translation>Callback: set when</translation>
    </message>
</context>
<context>
    <name>CallbackTable</name>
    <message>
        <source>Coda dei richiami</source>
        <translation>Callback queue</translation>
    </message>
    <message>
        <source>Da richiamare</source>
        <translation>To call back</translation>
    </message>
    <message>
        <source>Prossimo</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>scegli</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>next part</translation>
    </message>
</context>
<context>
    <name>CallbacksPageTexts</name>
    <message>
        <source>Richiami</source>
        <translation>Callbacks</translation>
    </message>
    <message numerus="yes">
        <source>%n oltre termine</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallerPresenter</name>
    <message>
        <source>Forse chiama per</source>
        <translation>May be calling about</translation>
    </message>
    <message>
        <source>detto il %1, non confermato</source>
        <translation>said on %1, not confirmed</translation>
    </message>
    <message>
        <source>pratica {0} aperta</source>
        <translation>case {0} open</translation>
    </message>
    <message>
        <source>altre aperte: {0}</source>
        <translation>more open: {0}</translation>
    </message>
    <message>
        <source>lo dice chi trasferisce la telefonata</source>
        <translation>said by who transfers the call</translation>
    </message>
    <message>
        <source>ha questo numero</source>
        <translation>has this number</translation>
    </message>
    <message>
        <source>ha già chiamato da qui</source>
        <translation>has called from here before</translation>
    </message>
    <message numerus="yes">
        <source>%n cittadini con questo numero.</source>
        <translation>
            <numerusform>%n citizen with this number.</numerusform>
            <numerusform>%n citizens with this number.</numerusform>
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
        <source>Ti chiama un collega.</source>
        <translation>A colleague is calling you.</translation>
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
        <source>In quest&apos;ora hai cercato troppi numeri. Chiedi al cittadino il nome.</source>
        <translation>You have looked up too many numbers this hour. Ask the citizen for the name.</translation>
    </message>
    <message>
        <source>Senza collegamento: vedi solo i tuoi contatti con questo numero.</source>
        <translation>Offline: you see only your own contacts with this number.</translation>
    </message>
</context>
<context>
    <name>CannotStart</name>
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
    <message>
        <source>Questa postazione non è impostata bene. Chiama l&apos;assistenza e leggi questa riga: {}</source>
        <translation>This seat is not set up well. Call support and read out this line: {}</translation>
    </message>
</context>
<context>
    <name>CardReading</name>
    <message>
        <source>Attenzione: {0}</source>
        <translation>Attention: {0}</translation>
    </message>
    <message>
        <source>Da dire: {0}</source>
        <translation>To say: {0}</translation>
    </message>
</context>
<context>
    <name>CardTexts</name>
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
        <source>Condizioni</source>
        <translation>Conditions</translation>
    </message>
    <message>
        <source>Attenzione</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>Da dire, dalla scheda</source>
        <translation>What to say, from the card</translation>
    </message>
    <message>
        <source>Contatti</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>In breve</source>
        <translation>In short</translation>
    </message>
    <message>
        <source>Sedi</source>
        <translation>Offices</translation>
    </message>
    <message numerus="yes">
        <source>Aperto adesso in %n sedi su {0}.</source>
        <translation>
            <numerusform>Open now at %n office of {0}.</numerusform>
            <numerusform>Open now at %n offices of {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chiuso adesso in tutte le sedi.</source>
        <translation>Closed now at all offices.</translation>
    </message>
    <message>
        <source>Scheda ritirata: {0}. Non leggerla.</source>
        <translation>Card withdrawn: {0}. Do not read it out.</translation>
    </message>
    <message>
        <source>Vale solo dal {0}.</source>
        <translation>Valid only from {0}.</translation>
    </message>
    <message>
        <source>Scheda scaduta il {0}. Non leggerla come certa: di&apos; che stai verificando.</source>
        <translation>Card out of date since {0}. Do not read it as certain: say that you are checking.</translation>
    </message>
    <message>
        <source>Servizio sospeso</source>
        <translation>Service suspended</translation>
    </message>
    <message>
        <source>Servizio non ancora attivo</source>
        <translation>Service not yet active</translation>
    </message>
    <message>
        <source>Servizio cessato</source>
        <translation>Service ended</translation>
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
        <source>Sede ritirata: {0}. Non indicarla.</source>
        <translation>Office withdrawn: {0}. Do not send anybody there.</translation>
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
        <source>Posta certificata</source>
        <translation>Certified mail</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Come si arriva</source>
        <translation>How to get there</translation>
    </message>
    <message>
        <source>Accessibilità</source>
        <translation>Accessibility</translation>
    </message>
    <message>
        <source>Chi risponde</source>
        <translation>Who answers</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Oggi: {0}</source>
        <translation>Today: {0}</translation>
    </message>
    <message>
        <source>Al telefono: {0}</source>
        <translation>By phone: {0}</translation>
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
        <source>Scheda: {0}</source>
        <translation>Card: {0}</translation>
    </message>
</context>
<context>
    <name>CaseColumns</name>
    <message>
        <source>Parti della pagina</source>
        <translation>Parts of the page</translation>
    </message>
    <message>
        <source>Da richiamare</source>
        <translation>To call back</translation>
    </message>
    <message>
        <source>Pratica</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Banca dati</source>
        <translation>Knowledge base</translation>
    </message>
</context>
<context>
    <name>CaseFinder</name>
    <message>
        <source>Trova una pratica</source>
        <translation>Find a case</translation>
    </message>
    <message>
        <source>Numero della pratica</source>
        <translation>Case number</translation>
    </message>
    <message>
        <source>per esempio 2026-000123, o 123</source>
        <translation>for example 2026-000123, or 123</translation>
    </message>
</context>
<context>
    <name>CaseForm</name>
    <message>
        <source>Ri&amp;sposta data</source>
        <translation>Ans&amp;wer given</translation>
    </message>
    <message>
        <source>Ar&amp;gomento</source>
        <translation>To&amp;pic</translation>
    </message>
    <message>
        <source>Prime lettere, per esempio «tar»</source>
        <translation>First letters, such as “tar”</translation>
    </message>
    <message>
        <source>&amp;Esito</source>
        <translation>O&amp;utcome</translation>
    </message>
</context>
<context>
    <name>CasePresenter</name>
    <message>
        <source>Nessun richiamo in mano. F11 prende il prossimo.</source>
        <translation>No callback in hand. F11 takes the next one.</translation>
    </message>
    <message>
        <source>Preso: {0}</source>
        <translation>Taken: {0}</translation>
    </message>
    <message>
        <source>In mano a {0}.</source>
        <translation>In the hands of {0}.</translation>
    </message>
    <message>
        <source>✓ salvata</source>
        <translation>✓ saved</translation>
    </message>
    <message>
        <source>Esito proposto: {0}.</source>
        <translation>Outcome proposed: {0}.</translation>
    </message>
    <message>
        <source>Il telefono di questa postazione non chiama da qui: componi tu il numero.</source>
        <translation>The phone of this seat does not call from here: dial the number yourself.</translation>
    </message>
    <message>
        <source>Senza nome</source>
        <translation>No name</translation>
    </message>
    <message>
        <source>numero nascosto</source>
        <translation>number withheld</translation>
    </message>
    <message>
        <source>Municipio {0}</source>
        <translation>Municipio {0}</translation>
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
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>Pratica</source>
        <translation>Case</translation>
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
        <source>Domanda e storia</source>
        <translation>Question and history</translation>
    </message>
    <message>
        <source>Prendi</source>
        <translation>Take</translation>
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
        <source>Altro</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Scegli un richiamo dalla lista.</source>
        <translation>Choose a callback from the list.</translation>
    </message>
    <message>
        <source>Che cosa chiede</source>
        <translation>What they ask</translation>
    </message>
    <message>
        <source>Storia</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Passa a un altro ufficio…</source>
        <translation>Hand over to another desk…</translation>
    </message>
    <message>
        <source>Rimetti in coda</source>
        <translation>Put back in the queue</translation>
    </message>
</context>
<context>
    <name>CellRow</name>
    <message>
        <source>Su</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>Giù</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>Togli</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>{0}, riga {1}, {2}</source>
        <translation>{0}, row {1}, {2}</translation>
    </message>
    <message>
        <source>Alt+Invio aggiunge una riga, Alt+Canc la toglie, Alt+freccia la sposta.</source>
        <translation>Alt+Enter adds a row, Alt+Del removes it, Alt+arrow moves it.</translation>
    </message>
    <message>
        <source>Sposta su la riga {0}</source>
        <translation>Move row {0} up</translation>
    </message>
    <message>
        <source>Sposta giù la riga {0}</source>
        <translation>Move row {0} down</translation>
    </message>
    <message>
        <source>Togli la riga {0}</source>
        <translation>Remove row {0}</translation>
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
    <name>ChangeView</name>
    <message>
        <source>Che cosa cambia</source>
        <translation>What changes</translation>
    </message>
    <message>
        <source>tolto: </source>
        <translation>removed: </translation>
    </message>
    <message>
        <source>aggiunto: </source>
        <translation>added: </translation>
    </message>
    <message>
        <source>diverso: </source>
        <translation>different: </translation>
    </message>
    <message>
        <source>, fine.</source>
        <translation>, end.</translation>
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
        <source>Ultimi contatti</source>
        <translation>Latest contacts</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Esito</source>
        <translation>Outcome</translation>
    </message>
    <message numerus="yes">
        <source>%n contatti</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
    <message>
        <source>Ultimi contatti · {0}</source>
        <translation>Latest contacts · {0}</translation>
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
        <source>Cognome e &amp;nome</source>
        <translation>Sur&amp;name and name</translation>
    </message>
    <message>
        <source>Codice &amp;fiscale</source>
        <translation>&amp;Fiscal code</translation>
    </message>
    <message>
        <source>&amp;Telefono</source>
        <translation>Phon&amp;e</translation>
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
    <name>ClosedCaseFinder</name>
    <message>
        <source>Trova una pratica chiusa</source>
        <translation>Find a closed case</translation>
    </message>
    <message>
        <source>Parole</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>nome, argomento, che cosa chiedeva</source>
        <translation>name, topic, what was asked</translation>
    </message>
    <message>
        <source>Tra quali</source>
        <translation>Among which</translation>
    </message>
    <message>
        <source>Chiuse da</source>
        <translation>Closed within</translation>
    </message>
    <message>
        <source>Ultimo esito</source>
        <translation>Last outcome</translation>
    </message>
    <message>
        <source>Cerca</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Pratiche chiuse</source>
        <translation>Closed cases</translation>
    </message>
    <message>
        <source>Cerca più indietro</source>
        <translation>Search further back</translation>
    </message>
</context>
<context>
    <name>ClosedCasesPanel</name>
    <message>
        <source>qualsiasi</source>
        <translation>any</translation>
    </message>
    <message>
        <source>Aperte da me</source>
        <translation>Opened by me</translation>
    </message>
    <message>
        <source>Di chi è in linea</source>
        <translation>Of who is on the line</translation>
    </message>
    <message>
        <source>sempre</source>
        <translation>all years</translation>
    </message>
    <message>
        <source>un mese</source>
        <translation>a month</translation>
    </message>
    <message>
        <source>tre mesi</source>
        <translation>three months</translation>
    </message>
    <message>
        <source>un anno</source>
        <translation>a year</translation>
    </message>
    <message>
        <source>Non c&apos;è più nessuno in linea: scegli tra quali cercare.</source>
        <translation>Nobody is on the line any more: choose among which to search.</translation>
    </message>
    <message>
        <source>Cerco fra le pratiche chiuse…</source>
        <translation>Searching the closed cases…</translation>
    </message>
    <message>
        <source>Per un numero di pratica: Ctrl+Maiusc+N.</source>
        <translation>For a case number: Ctrl+Shift+N.</translation>
    </message>
    <message numerus="yes">
        <source>%n pratiche chiuse</source>
        <translation>
            <numerusform>%n closed case</numerusform>
            <numerusform>%n closed cases</numerusform>
        </translation>
    </message>
    <message>
        <source>Nessuna pratica chiusa</source>
        <translation>No closed case</translation>
    </message>
    <message>
        <source>{0}. Non c&apos;è altro.</source>
        <translation>{0}. There is nothing else.</translation>
    </message>
    <message>
        <source>{0}, cercando fino al {1}.</source>
        <translation>{0}, searching back to {1}.</translation>
    </message>
    <message>
        <source>Senza collegamento le pratiche chiuse non si possono cercare. Riprova fra poco.</source>
        <translation>Offline closed cases cannot be searched. Try again shortly.</translation>
    </message>
    <message>
        <source>Non puoi cercare fra queste pratiche.</source>
        <translation>You cannot search among these cases.</translation>
    </message>
    <message>
        <source>In quest&apos;ora hai cercato troppe volte senza una telefonata. Riprova più tardi.</source>
        <translation>You have searched too often without a call in this hour. Try again later.</translation>
    </message>
    <message>
        <source>Il server non ha potuto cercare. Cerca per numero (Ctrl+Maiusc+N), o riprova.</source>
        <translation>The server could not search. Search by number (Ctrl+Shift+N), or try again.</translation>
    </message>
    <message>
        <source>chiusa il {0}</source>
        <translation>closed on {0}</translation>
    </message>
    <message>
        <source>di un altro ufficio</source>
        <translation>of another office</translation>
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
    <message>
        <source>scegli</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>Invio</source>
        <comment>key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>fa</source>
        <translation>does it</translation>
    </message>
    <message>
        <source>chiude</source>
        <translation>closes</translation>
    </message>
    <message numerus="yes">
        <source>%n comandi</source>
        <translation>
            <numerusform>%n command</numerusform>
            <numerusform>%n commands</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, {1} di {2}</source>
        <translation>{0}, {1} of {2}</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Versioni</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Nota per chi l&apos;ha scritta</source>
        <translation>Note for the author</translation>
    </message>
    <message>
        <source>Pubblica dal (vuoto: subito)</source>
        <translation>Publish on (empty: now)</translation>
    </message>
    <message>
        <source>gg/mm/aaaa hh:mm</source>
        <translation>dd/mm/yyyy hh:mm</translation>
    </message>
    <message>
        <source>Che cosa fare</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Torna al testo</source>
        <translation>Back to the text</translation>
    </message>
</context>
<context>
    <name>ComparePresenter</name>
    <message>
        <source>Approva e pubblica</source>
        <translation>Approve and publish</translation>
    </message>
    <message>
        <source>Rimanda con la nota</source>
        <translation>Send back with the note</translation>
    </message>
    <message>
        <source>Decidi la revisione</source>
        <translation>Decide the review</translation>
    </message>
    <message>
        <source>Che cosa cambia</source>
        <translation>What changes</translation>
    </message>
    <message>
        <source>Perché: {0}</source>
        <translation>Why: {0}</translation>
    </message>
    <message>
        <source>Pubblicata</source>
        <translation>Published</translation>
    </message>
    <message>
        <source>Rimanda solo questa con la nota</source>
        <translation>Send only this one back with the note</translation>
    </message>
    <message>
        <source>Proposta</source>
        <translation>Proposed</translation>
    </message>
    <message>
        <source>Niente di diverso da quello che è pubblicato.</source>
        <translation>Nothing differs from what is published.</translation>
    </message>
    <message numerus="yes">
        <source>Vale per tutte le %n voci cambiate insieme.</source>
        <translation>
            <numerusform>It holds for %n entry changed together.</numerusform>
            <numerusform>It holds for all %n entries changed together.</numerusform>
        </translation>
    </message>
    <message>
        <source>✗ Non si può pubblicare. {0}</source>
        <translation>✗ It cannot be published. {0}</translation>
    </message>
    <message>
        <source>! Da migliorare. {0}</source>
        <translation>! To be improved. {0}</translation>
    </message>
    <message>
        <source>Scrivi un giorno che deve venire, così: 31/12/2026 08:00</source>
        <translation>Write a day to come, like this: 31/12/2026 08:00</translation>
    </message>
    <message>
        <source>Scrivi che cosa va cambiato.</source>
        <translation>Write what has to be changed.</translation>
    </message>
    <message>
        <source>Tieni il testo della bozza</source>
        <translation>Keep the text of the draft</translation>
    </message>
    <message>
        <source>Tieni il testo di {0}</source>
        <translation>Keep the text of {0}</translation>
    </message>
    <message>
        <source>Tieni tutti e due, uno dopo l&apos;altro</source>
        <translation>Keep both, one after the other</translation>
    </message>
    <message>
        <source>Due testi per «{0}»</source>
        <translation>Two texts for “{0}”</translation>
    </message>
    <message>
        <source>Il testo di {0} è delle {1}. Nessuno dei due va perso finché non scegli.</source>
        <translation>The text of {0} is from {1}. Neither is lost until you choose.</translation>
    </message>
    <message>
        <source>Nella bozza</source>
        <translation>In the draft</translation>
    </message>
    <message>
        <source>Di {0}</source>
        <translation>Of {0}</translation>
    </message>
</context>
<context>
    <name>ConnectionLine</name>
    <message>
        <source>Banca dati delle {0}</source>
        <translation>Knowledge base of {0}</translation>
    </message>
    <message>
        <source>Collegato</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Server non riconosciuto</source>
        <translation>Server not recognised</translation>
    </message>
    <message>
        <source>Dati non firmati dal server: uso la copia di prima</source>
        <translation>Data not signed by the server: the earlier copy is in use</translation>
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
    <message>
        <source>Dati di prima: fra poco copio i nuovi</source>
        <translation>Data of before: the new ones are copied soon</translation>
    </message>
    <message>
        <source>Copio i dati</source>
        <translation>Copying the data</translation>
    </message>
    <message>
        <source>Copio la banca dati</source>
        <translation>Copying the knowledge base</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} of {1}</translation>
    </message>
</context>
<context>
    <name>ConnectionPanel</name>
    <message>
        <source>Collegamento</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>Server: {0}</source>
        <translation>Server: {0}</translation>
    </message>
    <message>
        <source>Copia locale uguale al server: {0}</source>
        <translation>Local copy equal to the server: {0}</translation>
    </message>
</context>
<context>
    <name>ContactCommands</name>
    <message>
        <source>Salva e chiudi</source>
        <translation>Save and close</translation>
    </message>
    <message>
        <source>Salva</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Salva e manda al II livello</source>
        <translation>Save and send to level II</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>Level II</translation>
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
        <translation>Citizen: confirm the citizen</translation>
    </message>
    <message>
        <source>In questo contatto</source>
        <translation>In this contact</translation>
    </message>
    <message>
        <source>Nessun contatto aperto: Ctrl+N.</source>
        <translation>No contact is open: Ctrl+N.</translation>
    </message>
    <message>
        <source>Prima finisci la telefonata.</source>
        <translation>Finish the call first.</translation>
    </message>
    <message>
        <source>Il contatto è già chiuso: il richiamo non è stato fissato.</source>
        <translation>The contact is closed already: no callback was promised.</translation>
    </message>
</context>
<context>
    <name>ContactDetail</name>
    <message>
        <source>Contatto scelto</source>
        <translation>Chosen contact</translation>
    </message>
    <message>
        <source>Copia</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Copia il numero della pratica</source>
        <translation>Copy the case number</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>Text message</translation>
    </message>
    <message>
        <source>Invia al cittadino il numero della pratica</source>
        <translation>Send the citizen the case number</translation>
    </message>
    <message>
        <source>Argomento</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Lingua · Municipio</source>
        <translation>Language · District</translation>
    </message>
    <message>
        <source>Riapri</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>Invio</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Correggi</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Ctrl+Invio</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Nuovo con gli stessi dati</source>
        <translation>New with the same data</translation>
    </message>
    <message>
        <source>Che cosa chiede</source>
        <translation>What they ask</translation>
    </message>
    <message>
        <source>Che cosa è successo</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>Riprendi</source>
        <translation>Resume</translation>
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
        <source>Prime lettere, per esempio «tar»</source>
        <translation>First letters, such as “tar”</translation>
    </message>
    <message>
        <source>&amp;Esito</source>
        <translation>O&amp;utcome</translation>
    </message>
    <message>
        <source>&amp;Ufficio</source>
        <translation>&amp;Office</translation>
    </message>
    <message>
        <source>Lu&amp;ogo della segnalazione</source>
        <translation>&amp;Place of the report</translation>
    </message>
    <message>
        <source>Che cosa chie&amp;de</source>
        <translation>W&amp;hat they ask</translation>
    </message>
    <message>
        <source>Niente dati sanitari o di minori se non servono.</source>
        <translation>No health data or data of minors unless needed.</translation>
    </message>
    <message>
        <source>Salva e chiudi</source>
        <translation>Save and close</translation>
    </message>
    <message>
        <source>Maiusc+F9</source>
        <translation>Shift+F9</translation>
    </message>
    <message>
        <source>Manda al II livello</source>
        <translation>Send to level II</translation>
    </message>
    <message>
        <source>Argomento, {0}, {1}, Invio conferma</source>
        <translation>Topic, {0}, {1}, Enter confirms</translation>
    </message>
    <message>
        <source>conferma</source>
        <translation>confirms</translation>
    </message>
</context>
<context>
    <name>ContactNoticeTexts</name>
    <message>
        <source>SMS con il numero: parte da solo tra mezzo minuto, se non annulli.</source>
        <translation>Text message with the number: it leaves by itself in half a minute unless you undo.</translation>
    </message>
    <message>
        <source>SMS con il numero: non ancora inviato, parte da solo appena il server può riceverlo.</source>
        <translation>Text message with the number: not sent yet, it leaves by itself as soon as the server can take it.</translation>
    </message>
    <message>
        <source>Annullato: contatto riaperto.</source>
        <translation>Undone: contact reopened.</translation>
    </message>
    <message>
        <source>Annullato: il contatto è di nuovo in «Da completare».</source>
        <translation>Undone: the contact is in “To complete” again.</translation>
    </message>
    <message>
        <source>Correzione annullata: il contatto resta chiuso e dice quello di prima.</source>
        <translation>Correction undone: the contact stays closed and says what it said before.</translation>
    </message>
    <message>
        <source>Questo contatto non c&apos;è più: è già stato riaperto da un&apos;altra postazione.</source>
        <translation>This contact is not there any more: it was reopened from another seat.</translation>
    </message>
    <message>
        <source>Contatto chiuso: resta in memoria finché il server lo riceve. Non chiudere la console prima.</source>
        <translation>Contact closed: it stays in memory until the server has it. Do not close the console before.</translation>
    </message>
    <message>
        <source>Tempo finito: il contatto è rimasto in «Da completare».</source>
        <translation>Time is up: the contact stays under “To complete”.</translation>
    </message>
    <message>
        <source>Inviata al server: «{0}». L&apos;e-mail parte da sola entro pochi secondi.</source>
        <translation>Sent to the server: “{0}”. The e-mail leaves by itself within seconds.</translation>
    </message>
    <message>
        <source>Inviata al server: «{0}». L&apos;SMS parte da solo entro pochi secondi.</source>
        <translation>Sent to the server: “{0}”. The text message leaves by itself within seconds.</translation>
    </message>
    <message>
        <source>Non ancora inviata: «{0}» parte da sola appena il server può riceverla.</source>
        <translation>Not sent yet: “{0}” leaves by itself as soon as the server can take it.</translation>
    </message>
    <message>
        <source>Per inviare una scheda serve un contatto aperto: Ctrl+N.</source>
        <translation>To send a card a contact must be open: Ctrl+N.</translation>
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
        <source>Annulla</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Copia</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>Text message</translation>
    </message>
    <message>
        <source>Contatto corretto: {0}.</source>
        <translation>Contact corrected: {0}.</translation>
    </message>
    <message>
        <source>Contatto salvato: {0}.</source>
        <translation>Contact saved: {0}.</translation>
    </message>
    <message>
        <source>Contatto salvato.</source>
        <translation>Contact saved.</translation>
    </message>
    <message>
        <source>Gli altri lo vedono ancora finché non torna il collegamento.</source>
        <translation>Others still see it until the connection is back.</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>Level II</translation>
    </message>
    <message>
        <source>richiamo {0}</source>
        <translation>callback {0}</translation>
    </message>
    <message>
        <source>numero appena torna il collegamento</source>
        <translation>number as soon as the connection is back</translation>
    </message>
    <message>
        <source>Pratica {0}</source>
        <translation>Case {0}</translation>
    </message>
</context>
<context>
    <name>ContactPageTexts</name>
    <message>
        <source>Contatto</source>
        <translation>Contact</translation>
    </message>
    <message numerus="yes">
        <source>%n da completare</source>
        <translation>
            <numerusform>%n to complete</numerusform>
            <numerusform>%n to complete</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactPresenter</name>
    <message>
        <source>Contatto</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Contatto riaperto</source>
        <translation>Contact reopened</translation>
    </message>
    <message>
        <source>Correzione · contatto delle {0}</source>
        <translation>Correction · contact of {0}</translation>
    </message>
    <message>
        <source>proposto dalla scheda</source>
        <translation>proposed by the card</translation>
    </message>
    <message>
        <source>proposto</source>
        <translation>proposed</translation>
    </message>
    <message>
        <source>Argomento proposto: {0}.</source>
        <translation>Topic proposed: {0}.</translation>
    </message>
    <message>
        <source>Richiamo promesso: oggi, {0}</source>
        <translation>Callback promised: today, {0}</translation>
    </message>
    <message>
        <source>Richiamo promesso: {0}, {1}</source>
        <translation>Callback promised: {0}, {1}</translation>
    </message>
    <message>
        <source>bozza in memoria</source>
        <translation>draft in memory</translation>
    </message>
    <message>
        <source>✓ salvata</source>
        <translation>✓ saved</translation>
    </message>
    <message>
        <source>salvo…</source>
        <translation>saving…</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>ancora {0}</source>
        <translation>{0} left</translation>
    </message>
</context>
<context>
    <name>DangerMenu</name>
    <message>
        <source>Sicurezza: che cosa succede?</source>
        <translation>Safety: what is happening?</translation>
    </message>
    <message>
        <source>Che cosa succede</source>
        <translation>What is happening</translation>
    </message>
    <message>
        <source>La scelta mostra che cosa fare e avvisa i responsabili in silenzio: chi chiama non sente niente.</source>
        <translation>Your choice shows what to do and alerts the team leads silently: the caller hears nothing.</translation>
    </message>
</context>
<context>
    <name>DialPad</name>
    <message>
        <source>Tastiera toni (DTMF)</source>
        <translation>Tone keypad (DTMF)</translation>
    </message>
    <message>
        <source>Scrivi le cifre: partono una alla volta.</source>
        <translation>Type the digits: they are sent one by one.</translation>
    </message>
    <message>
        <source>asterisco</source>
        <translation>asterisk</translation>
    </message>
    <message>
        <source>cancelletto</source>
        <translation>hash</translation>
    </message>
    <message>
        <source>Inviate: {0}</source>
        <translation>Sent: {0}</translation>
    </message>
</context>
<context>
    <name>DutyCommands</name>
    <message>
        <source>Altro tempo adesso non c&apos;è: F5 per una pausa.</source>
        <translation>There is no more time now: F5 for a break.</translation>
    </message>
    <message>
        <source>Questa telefonata non ha il testo.</source>
        <translation>This call has no text.</translation>
    </message>
    <message>
        <source>Il 112 adesso non si può chiamare da qui.</source>
        <translation>112 cannot be called from here now.</translation>
    </message>
    <message>
        <source>Il 112 non ha ancora risposto.</source>
        <translation>112 has not answered yet.</translation>
    </message>
    <message>
        <source>Pronto / Pausa con motivo</source>
        <translation>Ready / Break with a reason</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>Break</translation>
    </message>
    <message>
        <source>Altro minuto dopo la telefonata</source>
        <translation>Another minute after the call</translation>
    </message>
    <message>
        <source>Sicurezza: pericolo, minaccia, 112</source>
        <translation>Safety: danger, threat, 112</translation>
    </message>
    <message>
        <source>Sicurezza: chiama il 112 e unisci</source>
        <translation>Safety: call 112 and join</translation>
    </message>
    <message>
        <source>Niente pausa dopo la telefonata</source>
        <translation>No break after the call</translation>
    </message>
    <message>
        <source>Pronto</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Pausa con motivo</source>
        <translation>Break, with a reason</translation>
    </message>
    <message>
        <source>Sicurezza: chiama il 112 in questa telefonata</source>
        <translation>Safety: call 112 into this conversation</translation>
    </message>
    <message>
        <source>Sicurezza: unisci cittadino e 112</source>
        <translation>Safety: join citizen and 112</translation>
    </message>
    <message>
        <source>Testo in tempo reale con il cittadino</source>
        <translation>Real-time text with the citizen</translation>
    </message>
    <message>
        <source>Prova audio e rete</source>
        <translation>Audio and network test</translation>
    </message>
</context>
<context>
    <name>DutyTexts</name>
    <message>
        <source>{0} ti ha messo in Pronto.</source>
        <translation>{0} has set you to Ready.</translation>
    </message>
    <message>
        <source>Sei entrato dalla postazione {0}. Le telefonate squillano là; per averle qui esci e rientra.</source>
        <translation>You signed in at seat {0}. Calls ring there; to have them here sign out and in again.</translation>
    </message>
    <message>
        <source>La linea andava e veniva: sei in Non pronto perché nessun cittadino resti senza risposta. F5 quando è stabile; se succede ancora chiama l&apos;assistenza.</source>
        <translation>The line came and went: you are Not ready so that no citizen is left unanswered. F5 when it is steady; if it happens again call support.</translation>
    </message>
    <message>
        <source>Il server non ha sentito questa postazione per un po&apos;: sei in Non pronto. F5 quando puoi rispondere.</source>
        <translation>The server did not hear this seat for a while: you are Not ready. F5 when you can answer.</translation>
    </message>
    <message>
        <source>Questa telefonata non ha il testo in tempo reale.</source>
        <translation>This call has no real-time text.</translation>
    </message>
    <message>
        <source>Pausa piena: ci sono già tutti quelli che possono. Resti come prima; riprova tra poco con F5.</source>
        <translation>Break full: as many as may be are in it already. You stay as you were; try again soon with F5.</translation>
    </message>
    <message>
        <source>Per oggi il tempo di questa pausa è finito. Scegli un altro motivo con F5 o chiedi al responsabile.</source>
        <translation>Today&apos;s time for this break is used up. Choose another reason with F5 or ask your team lead.</translation>
    </message>
    <message>
        <source>La pausa finisce tra meno di un minuto.</source>
        <translation>The break ends in less than a minute.</translation>
    </message>
    <message>
        <source>La pausa di {0} minuti è finita. F5 quando puoi rispondere.</source>
        <translation>The break of {0} minutes is over. F5 when you can answer.</translation>
    </message>
    <message>
        <source>Lavori allo schermo da due ore: ti spettano 15 minuti di pausa. F5, poi 2.</source>
        <translation>You have worked at the screen for two hours: you are entitled to a break of 15 minutes. F5, then 2.</translation>
    </message>
    <message>
        <source>In questa coda il tempo dopo la telefonata dura per intero: ancora {0} secondi.</source>
        <translation>In this queue the time after a call runs to its end: {0} more seconds.</translation>
    </message>
    <message>
        <source>In questa coda il contatto va chiuso prima della prossima telefonata: completalo, poi F9.</source>
        <translation>In this queue the contact must be closed before the next call: complete it, then F9.</translation>
    </message>
    <message>
        <source>La telefonata si registra di nuovo.</source>
        <translation>The call is being recorded again.</translation>
    </message>
    <message>
        <source>Quello che dite ora non si registra, per un minuto. Per riprendere prima: Ctrl+Maiusc+R.</source>
        <translation>What you say now is not recorded, for one minute. To resume sooner: Ctrl+Shift+R.</translation>
    </message>
    <message>
        <source>Dopo una telefonata così prenditi il tempo che serve: non ne arrivano altre. Parlane con il responsabile, poi F5.</source>
        <translation>After such a call take the time you need: no other comes in. Talk it over with your team lead, then F5.</translation>
    </message>
    <message>
        <source>Seconda telefonata rifiutata.</source>
        <translation>Second call declined.</translation>
    </message>
    <message>
        <source>Il server non risponde: la registrazione resta sospesa e riprende da sola entro un minuto.</source>
        <translation>The server does not answer: the recording stays paused and resumes by itself within a minute.</translation>
    </message>
    <message>
        <source>Questa telefonata non si registra: non c&apos;è niente da sospendere.</source>
        <translation>This call is not recorded: there is nothing to pause.</translation>
    </message>
    <message>
        <source>La registrazione non si è fermata: non far dire dati delicati. Riprova con Ctrl+Maiusc+R o chiama l&apos;assistenza.</source>
        <translation>The recording did not stop: do not let sensitive data be said. Try again with Ctrl+Shift+R or call support.</translation>
    </message>
    <message>
        <source>Il contatto è ancora aperto: completalo e chiudilo con F9, poi torni in Pronto.</source>
        <translation>The contact is still open: complete it and close it with F9, then you are Ready again.</translation>
    </message>
    <message>
        <source>Altro tempo non c&apos;è: lo hai già avuto, o il tempo dopo la telefonata è finito. Se ti serve, F5 per una pausa.</source>
        <translation>There is no more time: you have had it, or the time after the call is over. If you need it, F5 for a break.</translation>
    </message>
    <message>
        <source>Per il server qui nessuno è in servizio: il tuo stato non è cambiato. Esci e rientra; se non basta chiama l&apos;assistenza.</source>
        <translation>For the server nobody is on duty here: your state has not changed. Sign out and in again; if that is not enough call support.</translation>
    </message>
    <message>
        <source>Il server non conosce più questa persona: non è cambiato nulla. Scegline un&apos;altra dall&apos;elenco.</source>
        <translation>The server does not know this person any more: nothing has changed. Choose another one from the list.</translation>
    </message>
    <message>
        <source>La telefonata è caduta per un guasto. Il numero è nascosto: nessuno può richiamare il cittadino.</source>
        <translation>The call was lost through a fault. The number is withheld: nobody can call the citizen back.</translation>
    </message>
    <message>
        <source>La telefonata è caduta per un guasto. Un collega richiama subito il cittadino.</source>
        <translation>The call was lost through a fault. A colleague calls the citizen back at once.</translation>
    </message>
    <message>
        <source>Il tuo stato non era quello del centralino ed è stato corretto: ora sei {0}.</source>
        <translation>Your state was not that of the exchange and was corrected: you are now {0}.</translation>
    </message>
    <message>
        <source>La linea verso l&apos;esterno è guasta dalle {0}: nessuno può chiamarci e nessuno da qui può chiamare fuori. Le telefonate in corso possono cadere.</source>
        <translation>The line to the outside has been down since {0}: nobody can call us and nobody here can call out. Calls in progress may drop.</translation>
    </message>
    <message>
        <source>La linea esterna del centralino {0} è guasta dalle {1}: le telefonate usano l&apos;altra. Avvisa l&apos;assistenza.</source>
        <translation>The outside line of exchange {0} has been down since {1}: calls go through the other one. Tell support.</translation>
    </message>
    <message>
        <source>Richiama ora {0} (F4): ha scelto il richiamo. {1}.</source>
        <translation>Call {0} back now (F4): they chose the callback. {1}.</translation>
    </message>
    <message>
        <source>Intanto lo stato è cambiato: dopo questa telefonata {0}.</source>
        <translation>The state has changed meanwhile: after this call {0}.</translation>
    </message>
    <message>
        <source>La linea verso l&apos;esterno funziona di nuovo.</source>
        <translation>The line to the outside works again.</translation>
    </message>
    <message>
        <source>{0} ti ha messo fuori servizio. Per rientrare esci e rientra.</source>
        <translation>{0} has taken you off duty. To come back sign out and in again.</translation>
    </message>
    <message>
        <source>il cittadino</source>
        <translation>the citizen</translation>
    </message>
    <message>
        <source>Richiama subito {0}: la telefonata con te è caduta. F4.</source>
        <translation>Call {0} back at once: the call with you was lost. F4.</translation>
    </message>
    <message>
        <source>Richiama subito {0}: parlava con un collega e la telefonata è caduta. F4.</source>
        <translation>Call {0} back at once: the call with a colleague was lost. F4.</translation>
    </message>
    <message>
        <source>attesa {0}</source>
        <translation>waited {0}</translation>
    </message>
    <message>
        <source>Un operatore</source>
        <translation>An operator</translation>
    </message>
    <message>
        <source>{0} è in pausa oltre il limite.</source>
        <translation>{0} is on a break beyond its limit.</translation>
    </message>
    <message>
        <source>{0} è in pausa oltre il limite: {1}.</source>
        <translation>{0} is on a break beyond its limit: {1}.</translation>
    </message>
    <message>
        <source>postazione {0}</source>
        <translation>seat {0}</translation>
    </message>
    <message>
        <source>una postazione</source>
        <translation>a seat</translation>
    </message>
    <message>
        <source>qualcuno minaccia</source>
        <translation>somebody makes threats</translation>
    </message>
    <message>
        <source>qualcuno è in pericolo di vita</source>
        <translation>somebody&apos;s life is in danger</translation>
    </message>
    <message>
        <source>serve il 112</source>
        <translation>112 is needed</translation>
    </message>
    <message>
        <source>c&apos;è un&apos;emergenza</source>
        <translation>there is an emergency</translation>
    </message>
    <message>
        <source>Allarme da {0}: {1}. Chi chiama non sa niente. F1 quando hai letto.</source>
        <translation>Alarm from {0}: {1}. The caller knows nothing of it. F1 when you have read this.</translation>
    </message>
    <message>
        <source>Intanto lo stato è cambiato: ora sei {0}.</source>
        <translation>The state has changed meanwhile: you are now {0}.</translation>
    </message>
    <message>
        <source>Rifiutata: {0}.</source>
        <translation>Declined: {0}.</translation>
    </message>
    <message>
        <source>Rifiutata, senza motivo.</source>
        <translation>Declined, without a reason.</translation>
    </message>
    <message>
        <source>{0} ti ha messo in pausa: {1}.</source>
        <translation>{0} has set you to a break: {1}.</translation>
    </message>
    <message>
        <source>{0} ti ha messo in pausa.</source>
        <translation>{0} has set you to a break.</translation>
    </message>
    <message>
        <source>Il responsabile</source>
        <translation>Your team lead</translation>
    </message>
</context>
<context>
    <name>DutyWords</name>
    <message>
        <source>Pronto</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>In arrivo</source>
        <translation>Ringing</translation>
    </message>
    <message>
        <source>In linea</source>
        <translation>On the line</translation>
    </message>
    <message>
        <source>Dopo chiamata</source>
        <translation>Wrap-up</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>Break</translation>
    </message>
    <message>
        <source>Linea persa</source>
        <translation>Line lost</translation>
    </message>
    <message>
        <source>Non pronto</source>
        <translation>Not ready</translation>
    </message>
</context>
<context>
    <name>EditingCommands</name>
    <message>
        <source>Reda&amp;zione</source>
        <translation>Edit&amp;ing</translation>
    </message>
    <message>
        <source>Salva la bozza della voce (Ctrl+S)</source>
        <translation>Save the draft of the entry (Ctrl+S)</translation>
    </message>
    <message>
        <source>Chiedi o decidi la revisione (F9)</source>
        <translation>Ask for or decide a review (F9)</translation>
    </message>
    <message>
        <source>Che cosa cambia nella voce</source>
        <translation>What changes in the entry</translation>
    </message>
    <message>
        <source>Scegli fra testi doppi</source>
        <translation>Choose between two texts</translation>
    </message>
    <message>
        <source>Versioni della voce</source>
        <translation>Versions of the entry</translation>
    </message>
    <message>
        <source>Traduci la scheda</source>
        <translation>Translate the card</translation>
    </message>
    <message>
        <source>Elimina la bozza della voce</source>
        <translation>Delete the draft of the entry</translation>
    </message>
    <message>
        <source>Ritira subito la voce</source>
        <translation>Withdraw the entry at once</translation>
    </message>
    <message>
        <source>Anteprima e controlli, o di nuovo il testo</source>
        <translation>Preview and checks, or the text again</translation>
    </message>
    <message>
        <source>Rispondi alla segnalazione</source>
        <translation>Answer the report</translation>
    </message>
    <message>
        <source>Nuova voce</source>
        <translation>New entry</translation>
    </message>
    <message>
        <source>Orari di molti uffici</source>
        <translation>Hours of many offices</translation>
    </message>
    <message>
        <source>Parole dei cittadini per il dizionario</source>
        <translation>Citizens&apos; words for the dictionary</translation>
    </message>
    <message>
        <source>Aggiungi la ricerca alle domande di prova</source>
        <translation>Add the search to the trial questions</translation>
    </message>
    <message>
        <source>Si fa in Redazione, con una voce aperta.</source>
        <translation>That is done in Editing, with an entry open.</translation>
    </message>
    <message>
        <source>Si fa in Redazione.</source>
        <translation>That is done in Editing.</translation>
    </message>
    <message>
        <source>Niente da salvare: la voce è già al sicuro.</source>
        <translation>Nothing to save: the entry is safe already.</translation>
    </message>
    <message>
        <source>Nessun testo doppio tra cui scegliere.</source>
        <translation>No double text to choose from.</translation>
    </message>
    <message>
        <source>Prima cerca qualcosa in Redazione.</source>
        <translation>First search for something in Editing.</translation>
    </message>
    <message>
        <source>Chiedi o decidi la revisione</source>
        <translation>Ask for or decide the review</translation>
    </message>
    <message>
        <source>Cerca una voce</source>
        <translation>Search an entry</translation>
    </message>
    <message>
        <source>Salva la bozza</source>
        <translation>Save the draft</translation>
    </message>
</context>
<context>
    <name>EditingInputs</name>
    <message>
        <source>Nota di revisione</source>
        <translation>Review note</translation>
    </message>
    <message>
        <source>Motivo del ritiro</source>
        <translation>Reason for the withdrawal</translation>
    </message>
    <message>
        <source>Risposta a una segnalazione</source>
        <translation>Answer to a report</translation>
    </message>
    <message>
        <source>Riga del dizionario</source>
        <translation>Dictionary line</translation>
    </message>
    <message>
        <source>Orari di molti uffici</source>
        <translation>Hours of many offices</translation>
    </message>
    <message>
        <source>Altro testo di un campo</source>
        <translation>Another text of a field</translation>
    </message>
</context>
<context>
    <name>EditingItemTexts</name>
    <message>
        <source>Senza titolo</source>
        <translation>Untitled</translation>
    </message>
    <message>
        <source>scaduta</source>
        <translation>expired</translation>
    </message>
    <message numerus="yes">
        <source>scade fra %n giorni</source>
        <translation>
            <numerusform>expires in %n day</numerusform>
            <numerusform>expires in %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} voci</source>
        <translation>{0} entries</translation>
    </message>
    <message>
        <source>a campione</source>
        <translation>sample</translation>
    </message>
    <message>
        <source>da salvare</source>
        <translation>unsaved</translation>
    </message>
    <message numerus="yes">
        <source>%n errori</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} volte</source>
        <translation>{0} times</translation>
    </message>
    <message numerus="yes">
        <source>%n voci da decidere insieme</source>
        <translation>
            <numerusform>%n entry to decide</numerusform>
            <numerusform>%n entries to decide together</numerusform>
        </translation>
    </message>
    <message>
        <source>ci lavora {0}</source>
        <translation>{0} is at it</translation>
    </message>
</context>
<context>
    <name>EditingListPanel</name>
    <message>
        <source>Gruppi</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>Gruppo</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Voci</source>
        <translation>Entries</translation>
    </message>
    <message>
        <source>Gruppi della redazione</source>
        <translation>Editing groups</translation>
    </message>
    <message>
        <source>N.</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Nuova voce</source>
        <translation>New entry</translation>
    </message>
    <message>
        <source>Orari in blocco</source>
        <translation>Bulk hours</translation>
    </message>
    <message>
        <source>Parole dei cittadini</source>
        <translation>Citizens&apos; words</translation>
    </message>
</context>
<context>
    <name>EditingListPresenter</name>
    <message>
        <source>Nessuna voce con queste parole.</source>
        <translation>No entry with these words.</translation>
    </message>
    <message>
        <source>Qui non c&apos;è niente da fare.</source>
        <translation>There is nothing to do here.</translation>
    </message>
    <message>
        <source>Tutte {0}</source>
        <translation>All {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n voci</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message>
        <source>«{0}» è fra le domande di prova.</source>
        <translation>“{0}” is among the trial questions.</translation>
    </message>
    <message>
        <source>«{0}» è arrivata: adesso è aperta.</source>
        <translation>“{0}” has come: it is open now.</translation>
    </message>
    <message>
        <source>Parole dei cittadini</source>
        <translation>Citizens&apos; words</translation>
    </message>
    <message numerus="yes">
        <source>%n voci trovate</source>
        <translation>
            <numerusform>%n entry found</numerusform>
            <numerusform>%n entries found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditingPanels</name>
    <message>
        <source>Redazione</source>
        <translation>Editing</translation>
    </message>
    <message>
        <source>Nuova voce</source>
        <translation>New entry</translation>
    </message>
    <message>
        <source>Che cosa vuoi scrivere?</source>
        <translation>What do you want to write?</translation>
    </message>
    <message>
        <source>Ritira subito la voce</source>
        <translation>Withdraw the entry at once</translation>
    </message>
    <message>
        <source>Ritirare subito «{0}»? Gli operatori non la useranno più.</source>
        <translation>Withdraw “{0}” at once? Operators will no longer use it.</translation>
    </message>
    <message>
        <source>Ritirala adesso</source>
        <translation>Withdraw it now</translation>
    </message>
    <message>
        <source>Perché: lo leggono gli operatori</source>
        <translation>Why: operators read it</translation>
    </message>
    <message>
        <source>Lasciala</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>Togli solo quello che non ho salvato</source>
        <translation>Take back only what I have not saved</translation>
    </message>
    <message>
        <source>Elimina tutta la bozza, anche degli altri</source>
        <translation>Delete the whole draft, of others too</translation>
    </message>
    <message>
        <source>Elimina la bozza della voce</source>
        <translation>Delete the draft of the entry</translation>
    </message>
    <message>
        <source>Eliminare la bozza?</source>
        <translation>Delete the draft?</translation>
    </message>
    <message>
        <source>È sistemata</source>
        <translation>It is mended</translation>
    </message>
    <message>
        <source>Non c&apos;è niente da cambiare</source>
        <translation>There is nothing to change</translation>
    </message>
    <message>
        <source>Chiedi a chi ne risponde, con un messaggio</source>
        <translation>Ask who answers for it, by mail</translation>
    </message>
    <message>
        <source>Nota (facoltativa)</source>
        <translation>Note (optional)</translation>
    </message>
    <message>
        <source>Rispondi alla segnalazione</source>
        <translation>Answer the report</translation>
    </message>
    <message>
        <source>Traduci la scheda</source>
        <translation>Translate the card</translation>
    </message>
    <message>
        <source>In quale lingua?</source>
        <translation>Into which language?</translation>
    </message>
    <message>
        <source>Scrivi prima perché: una riga basta.</source>
        <translation>Write why first: one line is enough.</translation>
    </message>
</context>
<context>
    <name>EditingPanes</name>
    <message>
        <source>Versione</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Pubblicata</source>
        <translation>Published</translation>
    </message>
    <message>
        <source>Da chi</source>
        <translation>By whom</translation>
    </message>
    <message>
        <source>Perché</source>
        <translation>Why</translation>
    </message>
</context>
<context>
    <name>EditingParts</name>
    <message>
        <source>Come vanno le voci: cifre d&apos;uso, revisioni in ritardo, CSV</source>
        <translation>How the entries do: figures of use, overdue reviews, CSV</translation>
    </message>
    <message>
        <source>Redazione</source>
        <translation>Editing</translation>
    </message>
    <message numerus="yes">
        <source>%n cose da fare in redazione</source>
        <translation>
            <numerusform>%n thing to do in editing</numerusform>
            <numerusform>%n things to do in editing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditingRefusals</name>
    <message>
        <source>in un campo ci sono due testi diversi. Apri la bozza e scegli quale vale.</source>
        <translation>one field has two different texts. Open the draft and choose which one counts.</translation>
    </message>
    <message>
        <source>chi ha scritto non può anche approvare. Chiedi la revisione a un collega.</source>
        <translation>who wrote it cannot approve it too. Ask a colleague to review it.</translation>
    </message>
    <message>
        <source>la bozza non esiste più.</source>
        <translation>the draft no longer exists.</translation>
    </message>
    <message>
        <source>Orari in blocco: {0} uffici restano come sono ({1}). {2} Correggili uno per uno.</source>
        <translation>Bulk hours: {0} offices stay as they are ({1}). {2} Correct them one by one.</translation>
    </message>
    <message>
        <source>nella bozza c&apos;è un errore da correggere.</source>
        <translation>the draft has an error to correct.</translation>
    </message>
    <message>
        <source>intanto qualcuno ha scritto nella stessa bozza. Rileggila e riprova.</source>
        <translation>somebody has written in the same draft meanwhile. Read it again and retry.</translation>
    </message>
    <message>
        <source>qualche voce è cambiata da quando le hai lette. Rileggile e decidi di nuovo.</source>
        <translation>some of the entries have changed since you read them. Read them again and decide again.</translation>
    </message>
    <message>
        <source>la bozza è già stata pubblicata, eliminata o rimandata. Aprila per vedere com&apos;è.</source>
        <translation>the draft has already been published, deleted or sent back. Open it to see how it stands.</translation>
    </message>
    <message>
        <source>{0} Apri la bozza: i controlli dicono dove.</source>
        <translation>{0} Open the draft: the checks say where.</translation>
    </message>
    <message>
        <source>rimanda a qualcosa che non c&apos;è ({0}). Apri la bozza e correggi.</source>
        <translation>it refers to something that is not there ({0}). Open the draft and correct it.</translation>
    </message>
    <message>
        <source>la scheda non esiste più.</source>
        <translation>the card is no longer there.</translation>
    </message>
    <message>
        <source>la segnalazione non esiste più.</source>
        <translation>the report is no longer there.</translation>
    </message>
    <message>
        <source>la proposta non esiste più.</source>
        <translation>the proposal is gone.</translation>
    </message>
    <message>
        <source>la proposta è già stata decisa.</source>
        <translation>the proposal has been decided already.</translation>
    </message>
    <message>
        <source>la riga del dizionario non va bene. Correggila e riprova.</source>
        <translation>the dictionary line is not right. Correct it and try again.</translation>
    </message>
    <message>
        <source>la segnalazione ha già una risposta, o è già chiusa.</source>
        <translation>the report has an answer already, or is closed.</translation>
    </message>
    <message>
        <source>la scheda non dice quale ufficio ne risponde. Scrivilo lì.</source>
        <translation>the card does not say which office answers for it. Write it there.</translation>
    </message>
    <message>
        <source>questo server non manda e-mail. Avvisa l&apos;assistenza.</source>
        <translation>this server sends no e-mail. Tell support.</translation>
    </message>
    <message>
        <source>gli SMS non sono attivi. Serve un altro modo, per esempio un&apos;e-mail.</source>
        <translation>text messages are not active. Another way is needed, such as an e-mail.</translation>
    </message>
    <message>
        <source>per oggi hai finito gli SMS. Serve un altro modo, per esempio un&apos;e-mail.</source>
        <translation>you have used up today&apos;s text messages. Another way is needed, such as an e-mail.</translation>
    </message>
    <message>
        <source>a quel numero non si mandano SMS. Serve un cellulare italiano o un&apos;e-mail.</source>
        <translation>that number gets no text messages. An Italian mobile or an e-mail address is needed.</translation>
    </message>
    <message>
        <source>l&apos;indirizzo e-mail non va bene. Fattelo ripetere e riprova.</source>
        <translation>the e-mail address is not right. Have it repeated and try again.</translation>
    </message>
    <message>
        <source>la scheda è scaduta, ritirata o non ancora valida.</source>
        <translation>the card has expired, was withdrawn or is not valid yet.</translation>
    </message>
    <message>
        <source>in quel contatto ne erano già partite troppe.</source>
        <translation>too many had already left in that contact.</translation>
    </message>
    <message>
        <source>per oggi hai finito le e-mail. Serve un altro modo, per esempio un SMS.</source>
        <translation>you have used up today&apos;s allowance of e-mail. Another way is needed, such as a text message.</translation>
    </message>
    <message>
        <source>l&apos;ufficio finirebbe sotto sé stesso. Scegli un altro ufficio superiore.</source>
        <translation>the office would end up beneath itself. Choose another office above it.</translation>
    </message>
</context>
<context>
    <name>EditingScreen</name>
    <message>
        <source>scegli</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>tutti i comandi</source>
        <translation>all commands</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>next part</translation>
    </message>
</context>
<context>
    <name>EditingStrip</name>
    <message>
        <source>Voce in mano e che cosa si può fare</source>
        <translation>Entry in hand and what can be done</translation>
    </message>
    <message>
        <source>Redazione</source>
        <translation>Editing</translation>
    </message>
    <message>
        <source>Senza titolo</source>
        <translation>Untitled</translation>
    </message>
    <message numerus="yes">
        <source>%n voci</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message>
        <source>Ricerca: {0} · {1}</source>
        <translation>Search: {0} · {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n tue bozze</source>
        <translation>
            <numerusform>%n draft of yours</numerusform>
            <numerusform>%n drafts of yours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n da rivedere</source>
        <translation>
            <numerusform>%n to review</numerusform>
            <numerusform>%n to review</numerusform>
        </translation>
    </message>
    <message>
        <source>Niente in sospeso</source>
        <translation>Nothing pending</translation>
    </message>
</context>
<context>
    <name>EntryActions</name>
    <message>
        <source>Salva bozza</source>
        <translation>Save draft</translation>
    </message>
    <message>
        <source>Rispondi alla segnalazione</source>
        <translation>Answer the report</translation>
    </message>
    <message>
        <source>Chiedi revisione</source>
        <translation>Ask for review</translation>
    </message>
    <message>
        <source>Decidi la revisione</source>
        <translation>Decide the review</translation>
    </message>
    <message>
        <source>Scegli i testi doppi</source>
        <translation>Choose between the texts</translation>
    </message>
    <message>
        <source>Che cosa cambia</source>
        <translation>What changes</translation>
    </message>
    <message>
        <source>Torna alla voce</source>
        <translation>Back to the entry</translation>
    </message>
    <message>
        <source>Versioni</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Anteprima e controlli</source>
        <translation>Preview and checks</translation>
    </message>
    <message>
        <source>Traduci</source>
        <translation>Translate</translation>
    </message>
    <message>
        <source>La traduzione è aggiornata</source>
        <translation>The translation is up to date</translation>
    </message>
    <message>
        <source>Rimetti in uso</source>
        <translation>Put back into use</translation>
    </message>
    <message>
        <source>Elimina bozza</source>
        <translation>Delete draft</translation>
    </message>
    <message>
        <source>Ritira subito</source>
        <translation>Withdraw at once</translation>
    </message>
</context>
<context>
    <name>EntryColumns</name>
    <message>
        <source>Parti della pagina</source>
        <translation>Parts of the page</translation>
    </message>
    <message>
        <source>Voci</source>
        <translation>Entries</translation>
    </message>
    <message>
        <source>Gruppi</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>Anteprima</source>
        <translation>Preview</translation>
    </message>
</context>
<context>
    <name>EntryFields</name>
    <message>
        <source>Lingue</source>
        <translation>Languages</translation>
    </message>
    <message>
        <source>il testo da leggere al cittadino</source>
        <translation>the text to read to the citizen</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>Il resto della voce</source>
        <translation>The rest of the entry</translation>
    </message>
</context>
<context>
    <name>EntryGlance</name>
    <message>
        <source>Anteprima della voce</source>
        <translation>Preview of the entry</translation>
    </message>
    <message>
        <source>Apri e modifica</source>
        <translation>Open and edit</translation>
    </message>
    <message>
        <source>Invio</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>EntryHead</name>
    <message>
        <source>pubblicata</source>
        <translation>published</translation>
    </message>
    <message>
        <source>nuova</source>
        <translation>new</translation>
    </message>
    <message>
        <source>si pubblica {0}</source>
        <translation>to be published {0}</translation>
    </message>
    <message>
        <source>scritta da {0}, {1}</source>
        <translation>written by {0}, {1}</translation>
    </message>
    <message>
        <source>ci scrive anche {0}</source>
        <translation>also written in by {0}</translation>
    </message>
    <message>
        <source>la legge anche {0}</source>
        <translation>also read by {0}</translation>
    </message>
    <message>
        <source>bozza salvata alle {0}, gli altri la vedono con Ctrl+S</source>
        <translation>draft saved at {0}, others see it with Ctrl+S</translation>
    </message>
    <message>
        <source>bozza in memoria</source>
        <translation>draft in memory</translation>
    </message>
    <message>
        <source>tenuta solo su questa postazione alle {0}</source>
        <translation>kept on this seat only at {0}</translation>
    </message>
    <message>
        <source>Dal {0} nessuno l&apos;ha usata.</source>
        <translation>Nobody has used it since {0}.</translation>
    </message>
    <message numerus="yes">
        <source>letta %n volte</source>
        <translation>
            <numerusform>read %n time</numerusform>
            <numerusform>read %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>usata in %n contatti</source>
        <translation>
            <numerusform>used in %n contact</numerusform>
            <numerusform>used in %n contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>segnalata %n volte</source>
        <translation>
            <numerusform>reported %n time</numerusform>
            <numerusform>reported %n times</numerusform>
        </translation>
    </message>
    <message>
        <source>Dal {0}: {1}.</source>
        <translation>Since {0}: {1}.</translation>
    </message>
    <message>
        <source>Due testi per lo stesso campo: {0}. Scegli quale tenere.</source>
        <translation>Two texts for the same field: {0}. Choose which to keep.</translation>
    </message>
    <message>
        <source>Non è stata pubblicata. {0}</source>
        <translation>It was not published. {0}</translation>
    </message>
    <message>
        <source>Mentre scrivi un collega ha cambiato: {0}. I testi si uniscono, niente va perso.</source>
        <translation>While you write a colleague changed: {0}. The texts are joined, nothing is lost.</translation>
    </message>
    <message>
        <source>Il server tiene {0} bozze tue e non di più: questa resta solo su questa postazione. Salva o elimina qualche altra bozza.</source>
        <translation>The server keeps {0} drafts of yours and no more: this one stays on this seat alone. Save or delete some other draft.</translation>
    </message>
    <message>
        <source>Ritirata: {0}</source>
        <translation>Withdrawn: {0}</translation>
    </message>
    <message>
        <source>Nota di chi ha rivisto: {0}</source>
        <translation>Note of the reviewer: {0}</translation>
    </message>
</context>
<context>
    <name>EntryLanguages</name>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} of {1}</translation>
    </message>
    <message>
        <source>{0} da aggiornare</source>
        <translation>{0} to be updated</translation>
    </message>
</context>
<context>
    <name>EntryPage</name>
    <message>
        <source>Voce in mano</source>
        <translation>Entry in hand</translation>
    </message>
</context>
<context>
    <name>EntryPresenter</name>
    <message>
        <source>Il testo incollato era troppo lungo: ne è rimasto l&apos;inizio.</source>
        <translation>The pasted text was too long: its beginning is left.</translation>
    </message>
    <message numerus="yes">
        <source>%n immagini tolte: è rimasta la loro descrizione.</source>
        <translation>
            <numerusform>%n image taken out: its description stays.</numerusform>
            <numerusform>%n images taken out: their descriptions stay.</numerusform>
        </translation>
    </message>
    <message>
        <source>Scegli una voce dall&apos;elenco e premi Invio, oppure comincia da Nuova (Ctrl+N).</source>
        <translation>Choose an entry from the list and press Enter, or begin with New (Ctrl+N).</translation>
    </message>
    <message>
        <source>Questa voce non è ancora su questa postazione: si apre da sola quando arriva.</source>
        <translation>This entry has not reached this seat yet: it opens by itself when it does.</translation>
    </message>
    <message>
        <source>Mandata in revisione. La pubblica un&apos;altra persona.</source>
        <translation>Sent for review. Somebody else publishes it.</translation>
    </message>
    <message>
        <source>Bozza salvata: la vedono anche gli altri.</source>
        <translation>Draft saved: others see it too.</translation>
    </message>
    <message>
        <source>Prima sistema gli errori segnati con ✗ nei controlli.</source>
        <translation>First mend the errors marked ✗ in the checks.</translation>
    </message>
    <message>
        <source>Non hai cambiato niente nella voce: non c&apos;è niente da far rivedere.</source>
        <translation>You have changed nothing in the entry: there is nothing to review.</translation>
    </message>
    <message>
        <source>Non hai cambiato niente nella voce: non c&apos;è niente da mandare agli altri.</source>
        <translation>You have changed nothing in the entry: there is nothing to hand over.</translation>
    </message>
    <message>
        <source>È già in revisione. La pubblica un&apos;altra persona.</source>
        <translation>It is in review already. Somebody else publishes it.</translation>
    </message>
    <message>
        <source>Prima scegli quale testo tenere nei campi che ne hanno due.</source>
        <translation>First choose which text to keep in the fields that have two.</translation>
    </message>
    <message>
        <source>Approvata: arriva agli operatori entro un minuto.</source>
        <translation>Approved: it reaches the operators within a minute.</translation>
    </message>
    <message>
        <source>Approvata: si pubblica da sola nel giorno scelto.</source>
        <translation>Approved: it is published by itself on the day chosen.</translation>
    </message>
    <message>
        <source>Rimandata a chi l&apos;ha scritta, con la tua nota.</source>
        <translation>Sent back to its author, with your note.</translation>
    </message>
    <message>
        <source>Ritirata: gli operatori non la usano più.</source>
        <translation>Withdrawn: operators use it no more.</translation>
    </message>
    <message>
        <source>Scelto il testo.</source>
        <translation>Text chosen.</translation>
    </message>
    <message>
        <source>Bozza eliminata. Quello che c&apos;era scritto resta nella storia.</source>
        <translation>Draft deleted. What was written stays in the history.</translation>
    </message>
</context>
<context>
    <name>EntryPreview</name>
    <message>
        <source>Anteprima e controlli</source>
        <translation>Preview and checks</translation>
    </message>
    <message>
        <source>Controlli</source>
        <translation>Checks</translation>
    </message>
    <message numerus="yes">
        <source>%n da sistemare</source>
        <translation>
            <numerusform>%n to mend</numerusform>
            <numerusform>%n to mend</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntrySights</name>
    <message>
        <source>Titoli, link, immagini e orari a posto</source>
        <translation>Headings, links, images and hours in order</translation>
    </message>
    <message>
        <source>Leggibilità Gulpease {0}</source>
        <translation>Gulpease readability {0}</translation>
    </message>
    <message>
        <source>da correggere</source>
        <translation>to be corrected</translation>
    </message>
    <message>
        <source>si legge male</source>
        <translation>hard to read</translation>
    </message>
    <message>
        <source>da migliorare</source>
        <translation>to be improved</translation>
    </message>
    <message>
        <source>Errore</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>Attenzione</source>
        <translation>Warning</translation>
    </message>
</context>
<context>
    <name>EntryTexts</name>
    <message>
        <source>Categoria</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Titolo</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Parole che usa il cittadino</source>
        <translation>Words citizens use</translation>
    </message>
    <message>
        <source>Da dire</source>
        <translation>To say</translation>
    </message>
    <message>
        <source>Argomento collegato</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Altri argomenti</source>
        <translation>Other topics</translation>
    </message>
    <message>
        <source>Stato del servizio</source>
        <translation>Status of the service</translation>
    </message>
    <message>
        <source>Perché non è attivo</source>
        <translation>Why it is not active</translation>
    </message>
    <message>
        <source>Avviso: che cosa è diverso adesso</source>
        <translation>Notice: what is different now</translation>
    </message>
    <message>
        <source>Descrizione breve</source>
        <translation>Short description</translation>
    </message>
    <message>
        <source>A chi è rivolto</source>
        <translation>Who it is for</translation>
    </message>
    <message>
        <source>Come fare</source>
        <translation>How to do it</translation>
    </message>
    <message>
        <source>Cosa serve</source>
        <translation>What is needed</translation>
    </message>
    <message>
        <source>Cosa si ottiene</source>
        <translation>What you get</translation>
    </message>
    <message>
        <source>Tempi e scadenze</source>
        <translation>Times and deadlines</translation>
    </message>
    <message>
        <source>Quanto costa</source>
        <translation>What it costs</translation>
    </message>
    <message>
        <source>Accedi al servizio</source>
        <translation>Access to the service</translation>
    </message>
    <message>
        <source>Condizioni di servizio</source>
        <translation>Terms of service</translation>
    </message>
    <message>
        <source>Contatti</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>Domanda</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Risposta</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Riga del dizionario</source>
        <translation>Dictionary line</translation>
    </message>
    <message>
        <source>Che cosa cambia e perché, per chi rivede</source>
        <translation>What changes and why, for the reviewer</translation>
    </message>
    <message>
        <source>Ufficio responsabile</source>
        <translation>Office in charge</translation>
    </message>
    <message>
        <source>Sedi</source>
        <translation>Places</translation>
    </message>
    <message>
        <source>Orari dello sportello</source>
        <translation>Hours of the desk</translation>
    </message>
    <message>
        <source>Orari del telefono</source>
        <translation>Hours of the phone</translation>
    </message>
    <message>
        <source>Telefoni</source>
        <translation>Phones</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Fonte</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Lingua</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Vale dal</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>Vale fino al</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>Da rivedere il</source>
        <translation>To be reviewed on</translation>
    </message>
    <message>
        <source>Verificata il</source>
        <translation>Verified on</translation>
    </message>
    <message>
        <source>Chi ne risponde (e-mail)</source>
        <translation>Who answers for it (e-mail)</translation>
    </message>
    <message>
        <source>Chi la rivede (nome utente)</source>
        <translation>Reviewer (user name)</translation>
    </message>
    <message>
        <source>Nome</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Livello</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Fa parte di</source>
        <translation>Part of</translation>
    </message>
    <message>
        <source>Municipio</source>
        <translation>Municipio</translation>
    </message>
    <message>
        <source>Indirizzo</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Latitudine, in gradi</source>
        <translation>Latitude, in degrees</translation>
    </message>
    <message>
        <source>Longitudine, in gradi</source>
        <translation>Longitude, in degrees</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>PEC</source>
        <translation>Certified mail</translation>
    </message>
    <message>
        <source>Sito</source>
        <translation>Website</translation>
    </message>
    <message>
        <source>Come si arriva</source>
        <translation>How to get there</translation>
    </message>
    <message>
        <source>Accessibilità</source>
        <translation>Accessibility</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Codice IPA</source>
        <translation>IPA code</translation>
    </message>
    <message>
        <source>Scheda a cui risponde</source>
        <translation>Card it belongs to</translation>
    </message>
    <message>
        <source>Altre schede</source>
        <translation>Other cards</translation>
    </message>
    <message>
        <source>Ritirata</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Versione tradotta</source>
        <translation>Version translated</translation>
    </message>
    <message>
        <source>Scheda tradotta</source>
        <translation>Card translated</translation>
    </message>
    <message>
        <source>immondizia, pattume &gt; rifiuti</source>
        <translation>immondizia, pattume &gt; rifiuti</translation>
    </message>
    <message>
        <source>gg/mm/aaaa</source>
        <translation>dd/mm/yyyy</translation>
    </message>
    <message>
        <source>importazione</source>
        <translation>import</translation>
    </message>
    <message>
        <source>chi ne risponde</source>
        <translation>who answers for it</translation>
    </message>
    <message>
        <source>Scheda</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Ricerche senza risultato</source>
        <translation>Searches without a result</translation>
    </message>
    <message>
        <source>eliminata</source>
        <translation>deleted</translation>
    </message>
    <message>
        <source>ritirata</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>Pubblicate {0}</source>
        <translation>Published {0}</translation>
    </message>
    <message>
        <source>Bozze {0}</source>
        <translation>Drafts {0}</translation>
    </message>
    <message>
        <source>In revisione {0}</source>
        <translation>In review {0}</translation>
    </message>
    <message>
        <source>Programmate {0}</source>
        <translation>Scheduled {0}</translation>
    </message>
    <message>
        <source>Ritirate {0}</source>
        <translation>Withdrawn {0}</translation>
    </message>
    <message>
        <source>servono parole da tutte e due le parti di &gt; oppure =, senza #.</source>
        <translation>words are needed on both sides of &gt; or =, without #.</translation>
    </message>
    <message>
        <source>c&apos;è un carattere rovinato o invisibile («{0}»). Riscrivi quel punto.</source>
        <translation>there is a broken or invisible character (“{0}”). Rewrite that part.</translation>
    </message>
    <message>
        <source>«{0}» sembra rovinato da un salvataggio: forse era «{1}».</source>
        <translation>“{0}” seems spoilt by the way it was saved: it was perhaps “{1}”.</translation>
    </message>
    <message>
        <source>è troppo lungo. Accorcia.</source>
        <translation>is too long. Shorten it.</translation>
    </message>
    <message>
        <source>a una riga manca il ruolo.</source>
        <translation>a row lacks the role.</translation>
    </message>
    <message>
        <source>non va bene.</source>
        <translation>is not valid.</translation>
    </message>
    <message>
        <source>«{0}» non è un indirizzo e-mail.</source>
        <translation>“{0}” is not an e-mail address.</translation>
    </message>
    <message>
        <source>«{0}» non è un numero di telefono.</source>
        <translation>“{0}” is not a phone number.</translation>
    </message>
    <message>
        <source>«{0}» non è un indirizzo web: comincia con https://</source>
        <translation>“{0}” is not a web address: start with https://</translation>
    </message>
    <message>
        <source>«{0}» non è un municipio: scrivi da I a XV.</source>
        <translation>“{0}” is not a municipio: write I to XV.</translation>
    </message>
    <message>
        <source>«{0}» non va bene qui.</source>
        <translation>“{0}” is not valid here.</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>Differenze per sede</source>
        <translation>Differences by site</translation>
    </message>
    <message>
        <source>Persone e ruoli</source>
        <translation>People and roles</translation>
    </message>
    <message>
        <source>Ruolo</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Stanza, giorni</source>
        <translation>Room, days</translation>
    </message>
    <message>
        <source>Nota</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Domanda frequente</source>
        <translation>Frequent question</translation>
    </message>
    <message>
        <source>Testi doppi da scegliere</source>
        <translation>Texts in conflict</translation>
    </message>
    <message>
        <source>Da rivedere</source>
        <translation>To review</translation>
    </message>
    <message>
        <source>Segnalate</source>
        <translation>Flagged</translation>
    </message>
    <message>
        <source>Scadute o da verificare</source>
        <translation>Expired or to verify</translation>
    </message>
    <message>
        <source>Importate</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>Le mie bozze</source>
        <translation>My drafts</translation>
    </message>
    <message>
        <source>In revisione</source>
        <translation>In review</translation>
    </message>
    <message>
        <source>Programmate</source>
        <translation>Scheduled</translation>
    </message>
    <message>
        <source>Bozze di altri</source>
        <translation>Drafts of others</translation>
    </message>
    <message>
        <source>Trovate</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>bozza</source>
        <translation>draft</translation>
    </message>
    <message>
        <source>in revisione</source>
        <translation>in review</translation>
    </message>
    <message>
        <source>programmata</source>
        <translation>scheduled</translation>
    </message>
    <message>
        <source>pubblicata</source>
        <translation>published</translation>
    </message>
    <message>
        <source>Attivo</source>
        <translation>Active</translation>
    </message>
    <message>
        <source>Sospeso</source>
        <translation>Suspended</translation>
    </message>
    <message>
        <source>In arrivo</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>Chiuso</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Dipartimento</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>Sede per il pubblico</source>
        <translation>Site for the public</translation>
    </message>
    <message>
        <source>La data si scrive così: 31/12/2026.</source>
        <translation>A date is written like this: 31/12/2026.</translation>
    </message>
    <message>
        <source>Un numero non va: scrivili così, 06 5123 4567, 060606.</source>
        <translation>A number is wrong: write them like 06 5123 4567, 060606.</translation>
    </message>
    <message>
        <source>A una riga manca l&apos;ufficio.</source>
        <translation>A row lacks the office.</translation>
    </message>
    <message>
        <source>Un orario non si legge.</source>
        <translation>Some hours cannot be read.</translation>
    </message>
    <message>
        <source>Scrivi i gradi così: 41,8933.</source>
        <translation>Write degrees like this: 41.8933.</translation>
    </message>
    <message>
        <source>Questo valore non va bene: controllalo.</source>
        <translation>This value is not right: check it.</translation>
    </message>
    <message>
        <source>{0} È già pubblicato così: correggilo appena puoi.</source>
        <translation>{0} It is already published like this: correct it when you can.</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>manca. Scrivilo.</source>
        <translation>is missing. Write it.</translation>
    </message>
    <message>
        <source>manca. Sceglilo.</source>
        <translation>is missing. Choose it.</translation>
    </message>
    <message>
        <source>manca. Scegli la scheda.</source>
        <translation>is missing. Choose the card.</translation>
    </message>
    <message>
        <source>manca quello che l&apos;operatore legge.</source>
        <translation>what the operator reads is missing.</translation>
    </message>
    <message>
        <source>{0} caratteri, al massimo {1}. Accorcia.</source>
        <translation>{0} characters, at most {1}. Shorten it.</translation>
    </message>
    <message>
        <source>mancano gli orari.</source>
        <translation>the hours are missing.</translation>
    </message>
    <message>
        <source>orari che si accavallano o finiscono prima di cominciare.</source>
        <translation>hours that overlap or end before they begin.</translation>
    </message>
    <message>
        <source>il giorno diverso «{0}» non vale: uno scritto dopo parla degli stessi giorni.</source>
        <translation>the exception “{0}” has no effect: a later one is about the same days.</translation>
    </message>
    <message>
        <source>finisce prima di cominciare.</source>
        <translation>ends before it begins.</translation>
    </message>
    <message>
        <source>è già passata: gli operatori la vedono scaduta.</source>
        <translation>is past: operators see it as expired.</translation>
    </message>
    <message>
        <source>l&apos;originale è cambiato dopo la traduzione.</source>
        <translation>the original changed after it was translated.</translation>
    </message>
    <message>
        <source>il titolo «{0}» salta un livello.</source>
        <translation>the heading “{0}” skips a level.</translation>
    </message>
    <message>
        <source>c&apos;è un titolo vuoto.</source>
        <translation>there is an empty heading.</translation>
    </message>
    <message>
        <source>il link «{0}» non dice dove porta. Scrivi il nome della pagina.</source>
        <translation>the link “{0}” does not say where it leads. Write the name of the page.</translation>
    </message>
    <message>
        <source>un indirizzo che non si legge a voce: {0}</source>
        <translation>an address nobody can read aloud: {0}</translation>
    </message>
    <message>
        <source>il link «{0}» non porta a una pagina, a un&apos;e-mail o a un telefono.</source>
        <translation>the link “{0}” leads to no page, e-mail or phone.</translation>
    </message>
    <message>
        <source>immagine senza descrizione.</source>
        <translation>image without a description.</translation>
    </message>
    <message>
        <source>immagine da un altro sito: {0}. Toglila: non viene caricata.</source>
        <translation>image from another site: {0}. Take it out: it is not loaded.</translation>
    </message>
    <message>
        <source>codice HTML: {0}. Scrivi solo testo.</source>
        <translation>HTML code: {0}. Write text only.</translation>
    </message>
    <message>
        <source>si legge male (Gulpease {0}, almeno {1}). Frasi e parole più corte.</source>
        <translation>hard to read (Gulpease {0}, at least {1}). Shorter sentences and words.</translation>
    </message>
</context>
<context>
    <name>ExpiryTexts</name>
    <message numerus="yes">
        <source>in ritardo di %n giorni</source>
        <translation>
            <numerusform>%n day late</numerusform>
            <numerusform>%n days late</numerusform>
        </translation>
    </message>
    <message>
        <source>in ritardo {0}</source>
        <translation>late by {0}</translation>
    </message>
    <message>
        <source>scade oggi {0}</source>
        <translation>due today {0}</translation>
    </message>
    <message>
        <source>scade domani {0}</source>
        <translation>due tomorrow {0}</translation>
    </message>
    <message>
        <source>scade {0}</source>
        <translation>due {0}</translation>
    </message>
    <message>
        <source>Perché è scaduta</source>
        <translation>Why it is overdue</translation>
    </message>
    <message>
        <source>Perché scade oggi</source>
        <translation>Why it is due today</translation>
    </message>
    <message>
        <source>Perché scade domani</source>
        <translation>Why it is due tomorrow</translation>
    </message>
    <message>
        <source>Perché scade il {0}</source>
        <translation>Why it is due on {0}</translation>
    </message>
    <message>
        <source>ha riagganciato in coda: da richiamare {0}</source>
        <translation>hung up in the queue: to be called back {0}</translation>
    </message>
    <message>
        <source>promesso al cittadino per le {0}</source>
        <translation>promised to the citizen for {0}</translation>
    </message>
    <message>
        <source>non ha risposto: si riprova {0}</source>
        <translation>no answer: to be tried again {0}</translation>
    </message>
    <message>
        <source>si aspettava l&apos;ufficio: si riprende {0}</source>
        <translation>waiting for the office: to go on {0}</translation>
    </message>
    <message>
        <source>rinviato con il cittadino alle {0}</source>
        <translation>postponed with the citizen to {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n giorni lavorativi dal {0}.</source>
        <translation>
            <numerusform>%n working day since {0}.</numerusform>
            <numerusform>%n working days since {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>sabato</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>domenica</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>il {0}, festivo</source>
        <translation>{0}, a holiday</translation>
    </message>
    <message>
        <source>il {0}: la pratica aspettava il cittadino</source>
        <translation>{0}: the case waited for the citizen</translation>
    </message>
    <message>
        <source>Non contano {0}.</source>
        <translation>Not counted: {0}.</translation>
    </message>
    <message>
        <source>{0} e {1}</source>
        <translation>{0} and {1}</translation>
    </message>
</context>
<context>
    <name>FactorRefusals</name>
    <message>
        <source>Sei cifre dall&apos;app del telefono, o un codice di riserva.</source>
        <translation>Six digits of the app on the phone, or a recovery code.</translation>
    </message>
    <message>
        <source>1. Nell&apos;app di verifica del telefono aggiungi ChiamaRoma con questa chiave:
{0}
2. Conserva su carta i codici di riserva: ciascuno vale una volta, senza telefono.
{1}
3. Scrivi qui sotto le sei cifre che l&apos;app mostra.</source>
        <translation>1. In the authenticator app of the phone add ChiamaRoma with this key:
{0}
2. Keep the recovery codes on paper: each counts once, without the phone.
{1}
3. Type below the six digits that the app shows.</translation>
    </message>
    <message>
        <source>Scrivi anche il codice di verifica: le sei cifre dell&apos;app.</source>
        <translation>Type the verification code too: the six digits of the app.</translation>
    </message>
    <message>
        <source>Da oggi il tuo accesso chiede anche un codice del telefono. Segui i tre passi.</source>
        <translation>From today on your sign-in asks for a code of the phone too. Follow the three steps.</translation>
    </message>
    <message>
        <source>Il codice non è quello di adesso, o è già stato usato. Aspetta il prossimo e riprova; senza telefono usa un codice di riserva.</source>
        <translation>The code is not the one of now, or was used already. Wait for the next one and try again; without the phone use a recovery code.</translation>
    </message>
</context>
<context>
    <name>FaultPresenter</name>
    <message>
        <source>Errore nella scheda</source>
        <translation>Mistake on the card</translation>
    </message>
    <message>
        <source>Dov&apos;è l&apos;errore</source>
        <translation>Where the mistake is</translation>
    </message>
    <message>
        <source>Che cosa è sbagliato</source>
        <translation>What is wrong</translation>
    </message>
    <message>
        <source>↑ ↓ dov&apos;è l&apos;errore · Invio segnala · Esc chiude, il testo resta</source>
        <translation>↑ ↓ where the mistake is · Enter reports it · Esc closes, the text stays</translation>
    </message>
    <message>
        <source>Scrivi che cosa è sbagliato, poi Invio.</source>
        <translation>Type what is wrong, then Enter.</translation>
    </message>
    <message>
        <source>Non serve il dato del cittadino. Sarà tolto: {0}.</source>
        <translation>No data of the citizen is needed. It will be taken out: {0}.</translation>
    </message>
    <message>
        <source>il codice fiscale</source>
        <translation>the fiscal code</translation>
    </message>
    <message>
        <source>il numero di telefono</source>
        <translation>the phone number</translation>
    </message>
    <message>
        <source>l&apos;indirizzo e-mail</source>
        <translation>the e-mail address</translation>
    </message>
    <message>
        <source>il numero di carta o di conto</source>
        <translation>the card or account number</translation>
    </message>
    <message>
        <source>Risposta alla domanda</source>
        <translation>Answer to the question</translation>
    </message>
    <message>
        <source>Orari</source>
        <translation>Opening hours</translation>
    </message>
    <message>
        <source>Telefoni</source>
        <translation>Phones</translation>
    </message>
    <message>
        <source>Indirizzo</source>
        <translation>Address</translation>
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
        <source>Da dire</source>
        <translation>To say</translation>
    </message>
    <message>
        <source>Altro</source>
        <translation>Other</translation>
    </message>
</context>
<context>
    <name>FieldWords</name>
    <message>
        <source>Obbligatorio.</source>
        <translation>Required.</translation>
    </message>
    <message>
        <source>Da sistemare: {0}</source>
        <translation>To fix: {0}</translation>
    </message>
</context>
<context>
    <name>FiguresLine</name>
    <message>
        <source>Nessuno in coda</source>
        <translation>Nobody in the queue</translation>
    </message>
    <message>
        <source>In coda {0} · la più lunga {1}</source>
        <translation>Queue {0} · longest {1}</translation>
    </message>
    <message>
        <source>{0} (dati delle {1})</source>
        <translation>{0} (as of {1})</translation>
    </message>
</context>
<context>
    <name>FiguresPanel</name>
    <message>
        <source>Come vanno le voci</source>
        <translation>How the entries do</translation>
    </message>
    <message>
        <source>Periodo</source>
        <translation>Period</translation>
    </message>
    <message numerus="yes">
        <source>%n giorni</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message>
        <source>Ordine</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Salva come CSV</source>
        <translation>Save as CSV</translation>
    </message>
    <message>
        <source>Voci e cifre</source>
        <translation>Entries and figures</translation>
    </message>
    <message>
        <source>Voce</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>Letta</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>Collegata</source>
        <translation>Linked</translation>
    </message>
    <message>
        <source>Inviata</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Segnalata</source>
        <translation>Flagged</translation>
    </message>
    <message>
        <source>Da rivedere</source>
        <translation>To review</translation>
    </message>
</context>
<context>
    <name>FiguresPresenter</name>
    <message>
        <source>dalla Z alla A</source>
        <translation>from Z to A</translation>
    </message>
    <message>
        <source>dalla A alla Z</source>
        <translation>from A to Z</translation>
    </message>
    <message>
        <source>dalla data più lontana</source>
        <translation>the latest date first</translation>
    </message>
    <message>
        <source>dalla data più vicina</source>
        <translation>the earliest date first</translation>
    </message>
    <message>
        <source>dal più alto</source>
        <translation>the highest first</translation>
    </message>
    <message>
        <source>dal più basso</source>
        <translation>the lowest first</translation>
    </message>
    <message>
        <source>«{0}» · cercato {1} volte</source>
        <translation>“{0}” · searched {1} times</translation>
    </message>
    <message>
        <source>Adesso il server non dà queste cifre. Riprova più tardi.</source>
        <translation>The server does not give these figures now. Try again later.</translation>
    </message>
    <message>
        <source>Il server non risponde: queste sono le cifre che si sapevano prima.</source>
        <translation>The server does not answer: these are the figures known before.</translation>
    </message>
    <message>
        <source>Il file non si può scrivere. Controlla lo spazio e riprova.</source>
        <translation>The file cannot be written. Check the free space and try again.</translation>
    </message>
    <message>
        <source>Salvato: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>Chiedo le cifre al server…</source>
        <translation>Asking the server for the figures…</translation>
    </message>
    <message>
        <source>Nessuna ricerca è rimasta senza risultato per tre operatori.</source>
        <translation>No search stayed without a result for three operators.</translation>
    </message>
    <message>
        <source>Dal {0}: {1} voci, {2} mai usate, {3} da rivedere in ritardo.</source>
        <translation>Since {0}: {1} entries, {2} never used, {3} overdue for review.</translation>
    </message>
    <message>
        <source>Nessuna voce in questo elenco.</source>
        <translation>No entry in this list.</translation>
    </message>
    <message>
        <source>Gli invii si contano per 30 giorni.</source>
        <translation>Sendings are counted for 30 days.</translation>
    </message>
    <message>
        <source>I tasti da 1 a 6, o un clic sul titolo, ordinano per colonna.</source>
        <translation>Keys 1 to 6, or a click on the title, sort by column.</translation>
    </message>
    <message>
        <source>Invio apre la voce. Esc chiude.</source>
        <translation>Enter opens the entry. Esc closes.</translation>
    </message>
    <message>
        <source>«{0}» {1}.</source>
        <translation>“{0}”: {1}.</translation>
    </message>
    <message>
        <source>Si vedono le prime {0} di {1}.</source>
        <translation>The first {0} of {1} are shown.</translation>
    </message>
    <message>
        <source>Le più usate</source>
        <translation>Most used</translation>
    </message>
    <message>
        <source>Le più lette</source>
        <translation>Most read</translation>
    </message>
    <message>
        <source>Le più collegate ai contatti</source>
        <translation>Most linked to contacts</translation>
    </message>
    <message>
        <source>Le più inviate</source>
        <translation>Most sent</translation>
    </message>
    <message>
        <source>Le più segnalate</source>
        <translation>Most flagged</translation>
    </message>
    <message>
        <source>Mai usate</source>
        <translation>Never used</translation>
    </message>
    <message>
        <source>Revisione in ritardo</source>
        <translation>Review overdue</translation>
    </message>
    <message>
        <source>Secondo una colonna</source>
        <translation>By a column</translation>
    </message>
    <message>
        <source>Cercate senza risultato</source>
        <translation>Without a result</translation>
    </message>
</context>
<context>
    <name>FilterPresenter</name>
    <message>
        <source>Filtro attivo: premi per toglierlo.</source>
        <translation>Filter in force: press to drop it.</translation>
    </message>
    <message>
        <source>Filtro.</source>
        <translation>Filter.</translation>
    </message>
    <message>
        <source>Togli: {0}</source>
        <translation>Drop: {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n voci</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message>
        <source>Solo: {0}.</source>
        <translation>Only: {0}.</translation>
    </message>
    <message>
        <source>Nessun filtro.</source>
        <translation>No filter.</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>Filtri da scegliere</source>
        <translation>Filters to choose from</translation>
    </message>
    <message numerus="yes">
        <source>%n filtri da scegliere, freccia giù</source>
        <translation>
            <numerusform>%n filter to choose, arrow down</numerusform>
            <numerusform>%n filters to choose from, arrow down</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, {1} di {2}</source>
        <translation>{0}, {1} of {2}</translation>
    </message>
</context>
<context>
    <name>FilterTexts</name>
    <message>
        <source>Aperti adesso</source>
        <translation>Open now</translation>
    </message>
    <message>
        <source>Municipio</source>
        <translation>Municipio</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>Lingua</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>aperti</source>
        <translation>open</translation>
    </message>
    <message>
        <source>municipio</source>
        <translation>municipio</translation>
    </message>
    <message>
        <source>ufficio</source>
        <translation>office</translation>
    </message>
    <message>
        <source>lingua</source>
        <translation>language</translation>
    </message>
    <message>
        <source>Municipio {0}</source>
        <translation>Municipio {0}</translation>
    </message>
    <message>
        <source>aperti adesso</source>
        <translation>open now</translation>
    </message>
    <message>
        <source>ufficio {0}</source>
        <translation>office {0}</translation>
    </message>
    <message>
        <source>in {0}</source>
        <translation>in {0}</translation>
    </message>
</context>
<context>
    <name>FindCasePanel</name>
    <message>
        <source>Senza collegamento: come la conosce questa postazione.</source>
        <translation>Offline: as this seat has it.</translation>
    </message>
    <message>
        <source>Cerco la pratica {0}…</source>
        <translation>Looking for case {0}…</translation>
    </message>
    <message>
        <source>Un numero di pratica è come 2026-000123.</source>
        <translation>A case number is like 2026-000123.</translation>
    </message>
    <message>
        <source>Nessuna pratica ha il numero {0}.</source>
        <translation>No case has the number {0}.</translation>
    </message>
    <message>
        <source>In quest&apos;ora hai cercato troppe pratiche di altri. Chiedile al loro ufficio.</source>
        <translation>You have looked up too many cases of others within this hour. Ask their desk for them.</translation>
    </message>
    <message>
        <source>Senza collegamento trovo solo le pratiche del tuo ufficio: la {0} non c&apos;è.</source>
        <translation>Offline, so only cases of your office are found: {0} is not among them.</translation>
    </message>
    <message>
        <source>Pratica {0}</source>
        <translation>Case {0}</translation>
    </message>
    <message>
        <source>È di un altro ufficio: qui se ne vede solo lo stato.</source>
        <translation>It belongs to another office: only its state is shown here.</translation>
    </message>
    <message>
        <source>Aperta: {0}</source>
        <translation>Opened: {0}</translation>
    </message>
    <message>
        <source>Chiusa: {0}</source>
        <translation>Closed: {0}</translation>
    </message>
    <message>
        <source>Richiamo in ritardo: {0}</source>
        <translation>Callback late: {0}</translation>
    </message>
    <message>
        <source>Richiamo entro: {0}</source>
        <translation>Callback by: {0}</translation>
    </message>
    <message>
        <source>Che cosa chiede: {0}</source>
        <translation>What they ask: {0}</translation>
    </message>
    <message>
        <source>Risposta data: {0}</source>
        <translation>Answer given: {0}</translation>
    </message>
    <message>
        <source>Storia</source>
        <translation>History</translation>
    </message>
</context>
<context>
    <name>FloatingPanel</name>
    <message>
        <source>Chiudi il riquadro</source>
        <translation>Close the panel</translation>
    </message>
</context>
<context>
    <name>FloorCommands</name>
    <message>
        <source>Sala: giornata come grafico o tabella</source>
        <translation>Room: the day as a chart or a table</translation>
    </message>
    <message>
        <source>Si usa nella pagina Sala.</source>
        <translation>It works on the page Room.</translation>
    </message>
</context>
<context>
    <name>FloorLine</name>
    <message>
        <source>{0} in servizio</source>
        <translation>{0} on duty</translation>
    </message>
    <message numerus="yes">
        <source>%n pronti</source>
        <translation>
            <numerusform>%n ready</numerusform>
            <numerusform>%n ready</numerusform>
        </translation>
    </message>
    <message>
        <source>nessuno pronto</source>
        <translation>nobody ready</translation>
    </message>
    <message>
        <source>dati fermi alle {0}</source>
        <translation>data of {0}</translation>
    </message>
    <message>
        <source>manca una fonte: {0}, dalle {1}</source>
        <translation>a source is missing: {0}, since {1}</translation>
    </message>
</context>
<context>
    <name>FloorPageTexts</name>
    <message>
        <source>Sala</source>
        <translation>Room</translation>
    </message>
    <message numerus="yes">
        <source>%n allarmi</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloorPresenter</name>
    <message>
        <source>Solo le mie {0}</source>
        <translation>Only my {0}</translation>
    </message>
    <message>
        <source>risposte {0}</source>
        <translation>answered {0}</translation>
    </message>
    <message>
        <source>arrivi {0}</source>
        <translation>came {0}</translation>
    </message>
    <message>
        <source>Arrivi e risposte di oggi, ogni mezz&apos;ora: {0} arrivi, {1} risposte</source>
        <translation>Calls of today, each half hour: {0} came, {1} were answered</translation>
    </message>
    <message>
        <source>Apri</source>
        <translation>Open</translation>
    </message>
    <message numerus="yes">
        <source>e altri %n</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Adesso · {0}</source>
        <translation>Now · {0}</translation>
    </message>
    <message>
        <source>Adesso</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Persone per stato · {0} in servizio</source>
        <translation>People by state · {0} on duty</translation>
    </message>
    <message>
        <source>Senza nomi. Per vedere una persona serve un motivo, che resta scritto.</source>
        <translation>Without names. To see a person you need a reason, which is kept.</translation>
    </message>
    <message>
        <source>Meno di {0} persone: i tempi non si mostrano. {1}</source>
        <translation>Fewer than {0} people: times are not shown. {1}</translation>
    </message>
    <message>
        <source>Richiami oltre la fascia</source>
        <translation>Callbacks past their window</translation>
    </message>
</context>
<context>
    <name>FloorScreen</name>
    <message>
        <source>squadra</source>
        <translation>team</translation>
    </message>
    <message>
        <source>grafico o tabella</source>
        <translation>chart or table</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>next part</translation>
    </message>
    <message>
        <source>Tutte le code</source>
        <translation>All queues</translation>
    </message>
    <message>
        <source>In coda adesso</source>
        <translation>In the queue now</translation>
    </message>
    <message>
        <source>Attesa più lunga</source>
        <translation>Longest wait</translation>
    </message>
    <message>
        <source>Abbandoni, oggi</source>
        <translation>Abandoned, today</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Queues</translation>
    </message>
    <message>
        <source>Coda</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>In attesa</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Più lunga</source>
        <translation>Longest</translation>
    </message>
    <message>
        <source>Abbandoni</source>
        <translation>Abandoned</translation>
    </message>
    <message>
        <source>Pronti · in linea</source>
        <translation>Ready · talking</translation>
    </message>
    <message>
        <source>Richiami tardi</source>
        <translation>Late callbacks</translation>
    </message>
    <message>
        <source>Arrivi di oggi</source>
        <translation>Calls today</translation>
    </message>
    <message>
        <source>Arrivi e risposte, ogni mezz&apos;ora</source>
        <translation>Calls and answers, each half hour</translation>
    </message>
    <message>
        <source>Dalle</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Arrivi</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>Risposte</source>
        <translation>Answers</translation>
    </message>
    <message>
        <source>Tabella</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Code e giornata</source>
        <translation>Queues and day</translation>
    </message>
    <message>
        <source>Sala</source>
        <translation>Room</translation>
    </message>
</context>
<context>
    <name>FloorSide</name>
    <message>
        <source>Adesso</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Che cosa non va adesso</source>
        <translation>What is wrong now</translation>
    </message>
    <message>
        <source>Persone per stato</source>
        <translation>People by state</translation>
    </message>
    <message>
        <source>la più lunga</source>
        <translation>the longest</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Richiami oltre la fascia</source>
        <translation>Callbacks past their window</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Quanti</source>
        <translation>How many</translation>
    </message>
    <message>
        <source>Nessun richiamo è in ritardo.</source>
        <translation>No callback is late.</translation>
    </message>
    <message>
        <source>Adesso, persone, linee, richiami</source>
        <translation>Now, people, lines, callbacks</translation>
    </message>
    <message>
        <source>Dati</source>
        <translation>Data</translation>
    </message>
</context>
<context>
    <name>FloorTexts</name>
    <message>
        <source>Entro {0} s</source>
        <translation>Within {0} s</translation>
    </message>
    <message>
        <source>Risposte entro {0} s, oggi</source>
        <translation>Answered within {0} s, today</translation>
    </message>
    <message>
        <source>obiettivo {0}</source>
        <translation>target {0}</translation>
    </message>
    <message>
        <source>obiettivo sotto {0}</source>
        <translation>target below {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n pronti</source>
        <translation>
            <numerusform>%n ready</numerusform>
            <numerusform>%n ready</numerusform>
        </translation>
    </message>
    <message>
        <source>nessuno pronto</source>
        <translation>nobody ready</translation>
    </message>
    <message>
        <source>ferma alle {0}</source>
        <translation>stopped at {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n persone</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message>
        <source>la più lunga {0}</source>
        <translation>the longest {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n arrivi oggi</source>
        <translation>
            <numerusform>%n call today</numerusform>
            <numerusform>%n calls today</numerusform>
        </translation>
    </message>
    <message>
        <source>Linee · {0} di {1} occupate</source>
        <translation>Lines · {0} of {1} in use</translation>
    </message>
    <message numerus="yes">
        <source>Linee · %n occupate</source>
        <translation>
            <numerusform>Lines · %n in use</numerusform>
            <numerusform>Lines · %n in use</numerusform>
        </translation>
    </message>
    <message>
        <source>in linea {0} · in coda {1}</source>
        <translation>talking {0} · in queue {1}</translation>
    </message>
    <message>
        <source>{0} · da {1}</source>
        <translation>{0} · for {1}</translation>
    </message>
    <message>
        <source>Troppe ricerche di cittadini o pratiche</source>
        <translation>Too many look-ups of citizens or cases</translation>
    </message>
    <message>
        <source>Postazione {0}: lavoro non inviato</source>
        <translation>Seat {0}: work not sent</translation>
    </message>
    <message>
        <source>{0} in nessun elenco · avvisa l&apos;assistenza</source>
        <translation>{0} in no list · tell support</translation>
    </message>
    <message>
        <source>Serve il 112</source>
        <translation>112 is needed</translation>
    </message>
    <message>
        <source>Minaccia al telefono</source>
        <translation>Threat on the phone</translation>
    </message>
    <message>
        <source>Pericolo di vita</source>
        <translation>Danger to life</translation>
    </message>
    <message>
        <source>Allarme</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Linea esterna «{0}» guasta</source>
        <translation>Outside line “{0}” is down</translation>
    </message>
    <message>
        <source>Password provate una dopo l&apos;altra</source>
        <translation>Passwords tried one after the other</translation>
    </message>
    <message>
        <source>Numeri non consentiti</source>
        <translation>Numbers that are not allowed</translation>
    </message>
    <message>
        <source>Uso sospetto</source>
        <translation>Suspicious use</translation>
    </message>
    <message>
        <source>Righe illeggibili sul server</source>
        <translation>Unreadable rows on the server</translation>
    </message>
    <message>
        <source>{0}: attesa oltre l&apos;obiettivo</source>
        <translation>{0}: wait beyond the target</translation>
    </message>
    <message>
        <source>{0} sotto l&apos;obiettivo</source>
        <translation>{0} below target</translation>
    </message>
    <message>
        <source>{0}: troppi abbandoni</source>
        <translation>{0}: too many give up</translation>
    </message>
    <message>
        <source>postazione {0} · da {1}</source>
        <translation>seat {0} · for {1}</translation>
    </message>
    <message>
        <source>nessuno entra e nessuno esce da {0}</source>
        <translation>nobody gets in or out for {0}</translation>
    </message>
    <message>
        <source>postazione {0}</source>
        <translation>seat {0}</translation>
    </message>
    <message>
        <source>dalle {0}</source>
        <translation>from {0}</translation>
    </message>
    <message>
        <source>contatti: {0} · il più vecchio da {1}</source>
        <translation>contacts: {0} · the oldest for {1}</translation>
    </message>
    <message>
        <source>{0} entro {1} s oggi</source>
        <translation>{0} within {1} s today</translation>
    </message>
    <message>
        <source>{0} di abbandoni oggi</source>
        <translation>{0} gave up today</translation>
    </message>
    <message>
        <source>Chiedo al server come sta la sala…</source>
        <translation>Asking the server how the room stands…</translation>
    </message>
    <message>
        <source>Il server non risponde: tutto è fermo alle {0}.</source>
        <translation>The server does not answer: all of this is of {0}.</translation>
    </message>
    <message>
        <source>Il centralino «{0}» tace dalle {1}: le sue code sono ferme.</source>
        <translation>The exchange “{0}” is silent since {1}: its queues stand still.</translation>
    </message>
    <message>
        <source>I dati sono fermi: che cosa non va adesso non si sa.</source>
        <translation>The data stand still: what is wrong now is not known.</translation>
    </message>
    <message>
        <source>Nessuna promessa si rompe adesso.</source>
        <translation>No promise breaks now.</translation>
    </message>
    <message>
        <source>Tutti i dati sono di adesso.</source>
        <translation>All data is of now.</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Parti ancora vuote</source>
        <translation>Parts still empty</translation>
    </message>
</context>
<context>
    <name>HandOverPanel</name>
    <message>
        <source>Passa a un altro ufficio</source>
        <translation>Hand over to another desk</translation>
    </message>
    <message>
        <source>Una cifra passa la pratica: esce dai tuoi richiami. Esc chiude.</source>
        <translation>A digit hands the case over: it leaves your callbacks. Esc closes.</translation>
    </message>
    <message>
        <source>Non c&apos;è un altro ufficio di II livello.</source>
        <translation>There is no other level-II desk.</translation>
    </message>
    <message>
        <source>Pratica {0}</source>
        <translation>Case {0}</translation>
    </message>
    <message>
        <source>L&apos;altro ufficio legge: «{0}»</source>
        <translation>The other desk reads: “{0}”</translation>
    </message>
</context>
<context>
    <name>HistoryPlace</name>
    <message>
        <source>Ultimi contatti</source>
        <translation>Latest contacts</translation>
    </message>
</context>
<context>
    <name>HistoryTexts</name>
    <message>
        <source>oggi {0}</source>
        <translation>today {0}</translation>
    </message>
    <message>
        <source>Segreteria</source>
        <translation>Voicemail</translation>
    </message>
    <message>
        <source>il cittadino ha lasciato un messaggio</source>
        <translation>the citizen left a message</translation>
    </message>
    <message>
        <source>In coda</source>
        <translation>In the queue</translation>
    </message>
    <message>
        <source>il cittadino ha riagganciato prima della risposta</source>
        <translation>the citizen hung up before the answer</translation>
    </message>
    <message>
        <source>I livello</source>
        <translation>Level I</translation>
    </message>
    <message>
        <source>ha mandato la pratica al II livello</source>
        <translation>sent the case to level II</translation>
    </message>
    <message>
        <source>Tentativo {0} di {1}</source>
        <translation>Attempt {0} of {1}</translation>
    </message>
    <message>
        <source>Tentativo</source>
        <translation>Attempt</translation>
    </message>
    <message>
        <source>Passata da</source>
        <translation>Handed over by</translation>
    </message>
    <message>
        <source>Arrivata tardi</source>
        <translation>Came too late</translation>
    </message>
    <message>
        <source>Nota</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Stato cambiato</source>
        <translation>State changed</translation>
    </message>
    <message>
        <source>Di nuovo in lavorazione</source>
        <translation>In progress again</translation>
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
    <name>HitModel</name>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} of {1}</translation>
    </message>
</context>
<context>
    <name>HitTexts</name>
    <message>
        <source>forse</source>
        <translation>maybe</translation>
    </message>
    <message>
        <source>domanda · {0}</source>
        <translation>question · {0}</translation>
    </message>
    <message>
        <source>domanda</source>
        <translation>question</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>chiuso</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>aperto sempre</source>
        <translation>always open</translation>
    </message>
    <message>
        <source>aperto fino alle {0}</source>
        <translation>open until {0}</translation>
    </message>
    <message>
        <source>aperto, chiude {0}</source>
        <translation>open, closes {0}</translation>
    </message>
    <message>
        <source>apre {0}</source>
        <translation>opens {0}</translation>
    </message>
    <message>
        <source>domani {0}</source>
        <translation>tomorrow {0}</translation>
    </message>
</context>
<context>
    <name>HoursField</name>
    <message>
        <source>Festivi</source>
        <translation>Holidays</translation>
    </message>
    <message>
        <source>29 giugno</source>
        <translation>29 June</translation>
    </message>
    <message>
        <source>12:00</source>
        <translation>12:00</translation>
    </message>
    <message>
        <source>Orario valido dal</source>
        <translation>Hours valid from</translation>
    </message>
    <message>
        <source>gg/mm/aaaa</source>
        <translation>dd/mm/yyyy</translation>
    </message>
    <message>
        <source>fino al</source>
        <translation>until</translation>
    </message>
    <message>
        <source>Solo su appuntamento</source>
        <translation>By appointment only</translation>
    </message>
    <message>
        <source>Nota sugli orari</source>
        <translation>Note on the hours</translation>
    </message>
    <message>
        <source>chiuso</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>Come il servizio o l&apos;ente</source>
        <translation>As the service or the city</translation>
    </message>
    <message>
        <source>La data si scrive così: 31/12/2026.</source>
        <translation>A date is written like this: 31/12/2026.</translation>
    </message>
    <message>
        <source>Scegli prima che cosa vale nei festivi.</source>
        <translation>First choose what holds on holidays.</translation>
    </message>
    <message>
        <source>Scrivi l&apos;ora così: 12:00</source>
        <translation>Write the hour like this: 12:00</translation>
    </message>
    <message>
        <source>Chiuso</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Chiuso o orario</source>
        <translation>Closed, or hours</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Giorni diversi</source>
        <translation>Different days</translation>
    </message>
    <message>
        <source>Giorno</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Stagioni</source>
        <translation>Seasons</translation>
    </message>
    <message>
        <source>Dal giorno al giorno</source>
        <translation>From day to day</translation>
    </message>
    <message>
        <source>Vigilia di festivo, fino alle</source>
        <translation>The day before, until</translation>
    </message>
    <message>
        <source>Aperto come sempre</source>
        <translation>Open as usual</translation>
    </message>
    <message>
        <source>Regole proprie, già scritte</source>
        <translation>Rules of its own, already written</translation>
    </message>
    <message>
        <source>Come gli altri festivi</source>
        <translation>As on other holidays</translation>
    </message>
    <message>
        <source>Scrivi gli orari così: 8:30-12:30, 14-17</source>
        <translation>Write hours like this: 8:30-12:30, 14-17</translation>
    </message>
    <message>
        <source>Questa riga non si legge: {0}</source>
        <translation>This line cannot be read: {0}</translation>
    </message>
</context>
<context>
    <name>HoursTexts</name>
    <message>
        <source>Valido dal {0}</source>
        <translation>Valid from {0}</translation>
    </message>
    <message>
        <source>Valido fino al {0}</source>
        <translation>Valid until {0}</translation>
    </message>
    <message>
        <source>Solo su appuntamento</source>
        <translation>By appointment only</translation>
    </message>
    <message>
        <source>chiuso</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>aperto come sempre</source>
        <translation>open as always</translation>
    </message>
    <message>
        <source>lun</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>mar</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>mer</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>gio</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>ven</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>sab</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>dom</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>Festivi: {0}</source>
        <translation>Holidays: {0}</translation>
    </message>
    <message>
        <source>29 giugno: {0}</source>
        <translation>29 June: {0}</translation>
    </message>
    <message>
        <source>La vigilia fino alle {0}</source>
        <translation>The day before a holiday until {0}</translation>
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
        <source>Da completare · {0}</source>
        <translation>To complete · {0}</translation>
    </message>
    <message>
        <source>Nessun contatto da completare</source>
        <translation>No contact to complete</translation>
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
        <source>Contatto</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Oggi da sapere</source>
        <translation>To know today</translation>
    </message>
    <message>
        <source>Niente di nuovo.</source>
        <translation>Nothing new.</translation>
    </message>
    <message>
        <source>Che cosa manca</source>
        <translation>What is missing</translation>
    </message>
    <message>
        <source>Ultimi che hai chiuso</source>
        <translation>The last you closed</translation>
    </message>
    <message>
        <source>Esito</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Riapri</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>Riapri l&apos;ultimo che hai chiuso</source>
        <translation>Reopen the last you closed</translation>
    </message>
    <message>
        <source>Domande da provare</source>
        <translation>Questions to try</translation>
    </message>
    <message>
        <source>Con questo accesso non si aprono contatti: la banca dati si consulta.</source>
        <translation>This access opens no contacts: the knowledge base can be read.</translation>
    </message>
    <message>
        <source>Oggi lavori senza telefono: un contatto si apre con Ctrl+N.</source>
        <translation>Today you work without a phone: Ctrl+N opens a contact.</translation>
    </message>
    <message>
        <source>senza nome</source>
        <translation>no name</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Che cosa vuoi fare?</source>
        <translation>What do you want to do?</translation>
    </message>
    <message>
        <source>Tasti</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Nessun tasto con queste parole.</source>
        <translation>No key with these words.</translation>
    </message>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} of {1}</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Maiusc</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Invio</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>KeysPanel</name>
    <message>
        <source>Tasti</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Tasti · sei in: {0}</source>
        <translation>Keys · you are in: {0}</translation>
    </message>
</context>
<context>
    <name>KnowledgeCommands</name>
    <message>
        <source>Invia</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Errore?</source>
        <translation>Mistake?</translation>
    </message>
    <message>
        <source>Nessun filtro da togliere.</source>
        <translation>No filter to take away.</translation>
    </message>
    <message>
        <source>Nessun risultato da usare: F2 per cercare.</source>
        <translation>No result to use: F2 to search.</translation>
    </message>
    <message>
        <source>Nessuna scheda aperta: F2 per cercare.</source>
        <translation>No card is open: F2 to search.</translation>
    </message>
    <message>
        <source>Scegli un risultato: la scheda segue</source>
        <translation>Choose a result: the card follows</translation>
    </message>
    <message>
        <source>PagGiù</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>Scorri la scheda dalla ricerca</source>
        <translation>Scroll the card from the search</translation>
    </message>
    <message>
        <source>Nella scheda (F6): al titolo prima, al titolo dopo</source>
        <translation>In the card (F6): to the heading before, to the next heading</translation>
    </message>
    <message>
        <source>Cerca nella banca dati</source>
        <translation>Search knowledge base</translation>
    </message>
    <message>
        <source>Cerca</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Filtra la ricerca</source>
        <translation>Filter the search</translation>
    </message>
    <message>
        <source>Segnala un errore nella scheda</source>
        <translation>Report a fault in the card</translation>
    </message>
    <message>
        <source>Leggi la scheda: orario, avviso, testo da dire</source>
        <translation>Read the card: hours, notice, text to say</translation>
    </message>
    <message>
        <source>Invia la scheda al cittadino</source>
        <translation>Send the card to the citizen</translation>
    </message>
    <message>
        <source>Usa la scheda</source>
        <translation>Use the card</translation>
    </message>
    <message>
        <source>Togli tutti i filtri della ricerca</source>
        <translation>Drop all filters of the search</translation>
    </message>
    <message>
        <source>Usa la scheda selezionata nel contatto</source>
        <translation>Use the selected card in the contact</translation>
    </message>
    <message>
        <source>Usa il risultato {0}</source>
        <translation>Use result {0}</translation>
    </message>
</context>
<context>
    <name>KnowledgeNoticeTexts</name>
    <message>
        <source>Segnalata: «{0}». Arriva da sola alla redazione e all&apos;ufficio.</source>
        <translation>Reported: “{0}”. It reaches the editors and the office by itself.</translation>
    </message>
    <message>
        <source>«{0}» non c&apos;è più. Quello che ne avevi scritto resta: Ctrl+O.</source>
        <translation>“{0}” is no longer there. What you wrote about it stays: Ctrl+O.</translation>
    </message>
</context>
<context>
    <name>KnowledgePresenter</name>
    <message>
        <source>Carico la banca dati…</source>
        <translation>Loading the knowledge base…</translation>
    </message>
    <message>
        <source>ultima copia {0}</source>
        <translation>last copy {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n risultati</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
    <message>
        <source>Nel contatto: {0}</source>
        <translation>In the contact: {0}</translation>
    </message>
    <message>
        <source>Argomento: {0}</source>
        <translation>Topic: {0}</translation>
    </message>
    <message>
        <source>Niente per «{0}» con il filtro: {1}. Invio per cercare senza.</source>
        <translation>Nothing for “{0}” with the filter: {1}. Enter to search without it.</translation>
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
        <source>Cerco solo le parole: il senso delle frasi ora non è disponibile.</source>
        <translation>Searching by words alone: the meaning of sentences is not available now.</translation>
    </message>
</context>
<context>
    <name>LanguageTexts</name>
    <message>
        <source>italiano</source>
        <translation>Italian</translation>
    </message>
    <message>
        <source>inglese</source>
        <translation>English</translation>
    </message>
    <message>
        <source>francese</source>
        <translation>French</translation>
    </message>
    <message>
        <source>tedesco</source>
        <translation>German</translation>
    </message>
    <message>
        <source>spagnolo</source>
        <translation>Spanish</translation>
    </message>
    <message>
        <source>albanese</source>
        <translation>Albanian</translation>
    </message>
    <message>
        <source>rumeno</source>
        <translation>Romanian</translation>
    </message>
    <message>
        <source>polacco</source>
        <translation>Polish</translation>
    </message>
    <message>
        <source>arabo</source>
        <translation>Arabic</translation>
    </message>
    <message>
        <source>cinese</source>
        <translation>Chinese</translation>
    </message>
    <message>
        <source>ucraino</source>
        <translation>Ukrainian</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>LearningPanel</name>
    <message>
        <source>Parole dei cittadini</source>
        <translation>Citizens&apos; words</translation>
    </message>
    <message>
        <source>Proposte per il dizionario</source>
        <translation>Proposals for the dictionary</translation>
    </message>
    <message>
        <source>Proposta</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Volte</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Nessuna proposta: niente da decidere.</source>
        <translation>No proposals: nothing to decide.</translation>
    </message>
    <message>
        <source>Riga del dizionario</source>
        <translation>Dictionary line</translation>
    </message>
    <message>
        <source>Parole dei cittadini, il segno maggiore, parole della scheda. Invio accetta.</source>
        <translation>Citizens&apos; words, the greater-than sign, words of the card. Enter accepts.</translation>
    </message>
    <message>
        <source>Accetta</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>Rifiuta</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Canc</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Domande di prova</source>
        <translation>Trial questions</translation>
    </message>
    <message>
        <source>Domanda</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Scheda giusta</source>
        <translation>Right card</translation>
    </message>
    <message>
        <source>Nessuna ancora: cerca una scheda e aggiungi quello che hai scritto.</source>
        <translation>None yet: search for a card and add what you typed.</translation>
    </message>
    <message>
        <source>Togli la domanda</source>
        <translation>Remove the question</translation>
    </message>
</context>
<context>
    <name>LearningPresenter</name>
    <message>
        <source>da decidere</source>
        <translation>to decide</translation>
    </message>
    <message>
        <source>in prova</source>
        <translation>on trial</translation>
    </message>
    <message>
        <source>trattenuta</source>
        <translation>held back</translation>
    </message>
    <message numerus="yes">
        <source>%n operatori</source>
        <translation>
            <numerusform>%n operator</numerusform>
            <numerusform>%n operators</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} → «{1}»</source>
        <translation>{0} → “{1}”</translation>
    </message>
    <message>
        <source>accettata da {0}</source>
        <translation>accepted by {0}</translation>
    </message>
    <message>
        <source>si perderebbero: {0}</source>
        <translation>would be lost: {0}</translation>
    </message>
    <message>
        <source>Non c&apos;è ancora stata una prova: si fa ogni notte.</source>
        <translation>There has been no trial yet: it runs every night.</translation>
    </message>
    <message>
        <source>Prova del {0}: {1} domande, {2} con la scheda giusta fra le prime tre.</source>
        <translation>Trial of {0}: {1} questions, {2} with the right card among the first three.</translation>
    </message>
    <message>
        <source>Trattenuto ciò che le ricerche hanno insegnato; si perderebbero: {0}.</source>
        <translation>What searches taught is held back; would be lost: {0}.</translation>
    </message>
    <message>
        <source>Scrivi così: parole dei cittadini &gt; parole della scheda</source>
        <translation>Write it like this: citizens&apos; words &gt; words of the card</translation>
    </message>
    <message>
        <source>Decide chi approva le voci: qui si legge soltanto.</source>
        <translation>Whoever approves entries decides: here you can only read.</translation>
    </message>
    <message>
        <source>Accettata: entra nel dizionario appena ha superato la prova.</source>
        <translation>Accepted: it enters the dictionary once it has passed the trial.</translation>
    </message>
    <message>
        <source>Rifiutata: non sarà proposta di nuovo.</source>
        <translation>Refused: it will not be proposed again.</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>{0}: {1} %</source>
        <translation>{0}: {1} %</translation>
    </message>
</context>
<context>
    <name>LinePicker</name>
    <message>
        <source>Trasferisci o consulta</source>
        <translation>Transfer or consult</translation>
    </message>
    <message>
        <source>A chi: ufficio, coda, collega o numero</source>
        <translation>To whom: office, queue, colleague or number</translation>
    </message>
    <message>
        <source>Linee trovate</source>
        <translation>Lines found</translation>
    </message>
    <message>
        <source>Perché trasferisci lo stesso</source>
        <translation>Why you transfer it all the same</translation>
    </message>
    <message>
        <source>Nota per chi riceve (facoltativa)</source>
        <translation>Note for whoever gets it (optional)</translation>
    </message>
</context>
<context>
    <name>LineTexts</name>
    <message>
        <source>chiuso</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>Coda</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>Level II</translation>
    </message>
    <message>
        <source>Collega</source>
        <translation>Colleague</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>Numero</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>apre {0}</source>
        <translation>opens {0}</translation>
    </message>
    <message>
        <source>aperto fino alle {0}</source>
        <translation>open until {0}</translation>
    </message>
    <message>
        <source>aperto</source>
        <translation>open</translation>
    </message>
    <message numerus="yes">
        <source>%n in attesa</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message>
        <source>aperto in {0}</source>
        <translation>open in {0}</translation>
    </message>
    <message>
        <source>aperto in {0} fino alle {1}</source>
        <translation>open in {0} until {1}</translation>
    </message>
    <message>
        <source>Scrivi perché trasferisci lo stesso, poi Invio.</source>
        <translation>Write why you transfer it all the same, then Enter.</translation>
    </message>
    <message>
        <source>chiuso in {0}</source>
        <translation>closed in {0}</translation>
    </message>
    <message>
        <source>in {0}</source>
        <translation>in {0}</translation>
    </message>
    <message>
        <source>in {0} fino alle {1}</source>
        <translation>in {0} until {1}</translation>
    </message>
    <message>
        <source>in {0} apre {1}</source>
        <translation>in {0} it opens {1}</translation>
    </message>
    <message>
        <source>{0} è chiuso: apre {1}.</source>
        <translation>{0} is closed: it opens {1}.</translation>
    </message>
    <message>
        <source>{0} è chiuso.</source>
        <translation>{0} is closed.</translation>
    </message>
    <message>
        <source>{0} è chiuso in {1}: apre {2}.</source>
        <translation>{0} is closed in {1}: it opens {2}.</translation>
    </message>
    <message>
        <source>{0} è chiuso in {1}.</source>
        <translation>{0} is closed in {1}.</translation>
    </message>
    <message>
        <source>Ora risponde in {0}.</source>
        <translation>It answers now in {0}.</translation>
    </message>
    <message>
        <source>pronto</source>
        <translation>ready</translation>
    </message>
    <message>
        <source>gli squilla il telefono</source>
        <translation>the phone rings</translation>
    </message>
    <message>
        <source>al telefono</source>
        <translation>on the phone</translation>
    </message>
    <message>
        <source>finisce un contatto</source>
        <translation>finishing a contact</translation>
    </message>
    <message>
        <source>non pronto</source>
        <translation>not ready</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Postazione bloccata</source>
        <translation>Seat locked</translation>
    </message>
    <message>
        <source>P&amp;assword o PIN</source>
        <translation>P&amp;assword or PIN</translation>
    </message>
    <message>
        <source>Sblocca</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Cambia operatore</source>
        <translation>Change operator</translation>
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
        <source>{0}, il lavoro resta aperto: telefonata e bozza restano come sono. Scrivi la password per continuare.</source>
        <translation>{0}, your work stays open: call and draft stay as they are. Type the password to go on.</translation>
    </message>
    <message>
        <source>Accesso aperto altrove</source>
        <translation>Signed in elsewhere</translation>
    </message>
    <message>
        <source>{0}, con il tuo nome si lavora ora a un&apos;altra postazione. Quello che non era inviato non è perso. Scrivi la password per continuare qui: l&apos;altra postazione si blocca.</source>
        <translation>{0}, your name is now at work at another seat. What was not sent is not lost. Type your password to go on here: the other seat locks.</translation>
    </message>
    <message>
        <source>Linea in uso altrove</source>
        <translation>Line in use elsewhere</translation>
    </message>
    <message>
        <source>{0}, con la linea di questa postazione lavora ora un&apos;altra persona. Quello che non era inviato non è perso. Esci e rientra con un&apos;altra linea, o chiama il responsabile.</source>
        <translation>{0}, somebody else now works with the line of this seat. What was not sent is not lost. Sign out and come back with another line, or call your team lead.</translation>
    </message>
    <message>
        <source>Accesso chiuso</source>
        <translation>Session ended</translation>
    </message>
    <message>
        <source>{0}, il responsabile o l&apos;assistenza ha chiuso il tuo accesso. Quello che non era inviato non è perso. Scrivi la password per continuare.</source>
        <translation>{0}, your team lead or support ended your session. What was not sent is not lost. Type your password to go on.</translation>
    </message>
    <message>
        <source>Il tuo accesso è scaduto e per riaprirlo serve anche il codice di verifica. Cambia operatore e rientra: il lavoro resta qui.</source>
        <translation>Your session has expired, and to open it again the verification code is needed too. Change operator and sign in: your work stays here.</translation>
    </message>
    <message>
        <source>Password o PIN non corretti. Controlla le maiuscole e riprova.</source>
        <translation>Wrong password or PIN. Check the capital letters and try again.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Postazione {0} · {1}</source>
        <translation>Seat {0} · {1}</translation>
    </message>
    <message>
        <source>ChiamaRoma</source>
        <translation>ChiamaRoma</translation>
    </message>
    <message>
        <source>v{0} · F1 tasti</source>
        <translation>v{0} · F1 keys</translation>
    </message>
</context>
<context>
    <name>MarkdownField</name>
    <message numerus="yes">
        <source>%n caratteri di troppo.</source>
        <translation>
            <numerusform>%n character too many.</numerusform>
            <numerusform>%n characters too many.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} of {1}</translation>
    </message>
</context>
<context>
    <name>MenuOverlay</name>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
</context>
<context>
    <name>MenuTexts</name>
    <message>
        <source>Te&amp;lefonata</source>
        <translation>Cal&amp;l</translation>
    </message>
    <message>
        <source>Contatto e &amp;richiamo</source>
        <translation>Contact and callbac&amp;k</translation>
    </message>
    <message>
        <source>&amp;Postazione</source>
        <translation>&amp;Seat</translation>
    </message>
    <message>
        <source>&amp;Banca dati</source>
        <translation>Knowledge &amp;base</translation>
    </message>
</context>
<context>
    <name>MessageLine</name>
    <message>
        <source>Ascolta</source>
        <translation>Listen</translation>
    </message>
</context>
<context>
    <name>MessagePresenter</name>
    <message>
        <source>Messaggio in segreteria, {0}</source>
        <translation>Voicemail message, {0}</translation>
    </message>
    <message>
        <source>Ascolta</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Ferma</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Il telefono di questa postazione non fa ascoltare i messaggi: si sentono da una postazione con la cuffia.</source>
        <translation>The phone of this seat plays no messages: they are heard at a seat with a headset.</translation>
    </message>
    <message>
        <source>Il messaggio non c&apos;è più: si conserva per un tempo limitato.</source>
        <translation>The message is gone: messages are kept for a limited time.</translation>
    </message>
    <message>
        <source>Il messaggio è sul server, che ora non risponde. Riprova tra poco.</source>
        <translation>The message is on the server, which does not answer now. Try again shortly.</translation>
    </message>
    <message>
        <source>Si ascolta senza una telefonata in corso.</source>
        <translation>Listen to it when no call is on.</translation>
    </message>
    <message>
        <source>Il telefono della postazione non risponde. Riprova.</source>
        <translation>The phone of this seat does not answer. Try again.</translation>
    </message>
    <message>
        <source>Il messaggio non si può ascoltare. Avvisa il responsabile.</source>
        <translation>The message cannot be heard. Tell your team lead.</translation>
    </message>
</context>
<context>
    <name>MessagesPanel</name>
    <message>
        <source>Ultimi messaggi</source>
        <translation>Last messages</translation>
    </message>
    <message>
        <source>Ora</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Messaggio</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Nessun messaggio.</source>
        <translation>No messages.</translation>
    </message>
</context>
<context>
    <name>MissingParts</name>
    <message>
        <source>da confermare</source>
        <translation>to confirm</translation>
    </message>
    <message numerus="yes">
        <source>%n da confermare</source>
        <translation>
            <numerusform>%n to confirm</numerusform>
            <numerusform>%n to confirm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n da scrivere</source>
        <translation>
            <numerusform>%n to write</numerusform>
            <numerusform>%n to write</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MisuseTexts</name>
    <message>
        <source>Dalla postazione {0} si chiamano numeri non consentiti. Chiedi perché.</source>
        <translation>Numbers that are not allowed are dialled from seat {0}. Ask why.</translation>
    </message>
    <message>
        <source>{0} ha cercato troppi cittadini o pratiche fuori dalle telefonate. Chiedi perché.</source>
        <translation>{0} has looked up too many citizens or cases outside calls. Ask why.</translation>
    </message>
    <message>
        <source>Un operatore</source>
        <translation>An operator</translation>
    </message>
    <message>
        <source>Qualcuno prova molte password. Avvisa l&apos;assistenza.</source>
        <translation>Somebody is trying many passwords. Tell support.</translation>
    </message>
    <message>
        <source>Qualcuno prova le password di {0}. Avvisa l&apos;assistenza.</source>
        <translation>Somebody is trying passwords of {0}. Tell support.</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} h {1} min</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>Cerca «{0}»</source>
        <translation>Search “{0}”</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Avviso</source>
        <translation>Notice</translation>
    </message>
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
        <translation>Offline</translation>
    </message>
    <message>
        <source>Informazione</source>
        <translation>Information</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Ho letto</source>
        <translation>I have read it</translation>
    </message>
    <message>
        <source>Mostra</source>
        <translation>Show</translation>
    </message>
    <message numerus="yes">
        <source>Hai %n secondi, poi tocca a un altro.</source>
        <translation>
            <numerusform>You have %n second, then it is somebody else&apos;s turn.</numerusform>
            <numerusform>You have %n seconds, then it is somebody else&apos;s turn.</numerusform>
        </translation>
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
    <name>OfficeCallPresenter</name>
    <message>
        <source>Trasferisci qui</source>
        <translation>Transfer here</translation>
    </message>
    <message>
        <source>Chiama</source>
        <translation>Call</translation>
    </message>
</context>
<context>
    <name>OpeningTexts</name>
    <message>
        <source>orario straordinario</source>
        <translation>special hours</translation>
    </message>
    <message>
        <source>orario stagionale</source>
        <translation>seasonal hours</translation>
    </message>
    <message>
        <source>prefestivo</source>
        <translation>eve of a holiday</translation>
    </message>
    <message>
        <source>alle {0}</source>
        <translation>at {0}</translation>
    </message>
    <message>
        <source>domani alle {0}</source>
        <translation>tomorrow at {0}</translation>
    </message>
    <message>
        <source>{0} alle {1}</source>
        <translation>{0} at {1}</translation>
    </message>
    <message>
        <source>Aperto sempre.</source>
        <translation>Always open.</translation>
    </message>
    <message>
        <source>Aperto adesso, chiude {0}.</source>
        <translation>Open now, closes {0}.</translation>
    </message>
    <message>
        <source>Chiuso. Non è noto quando riapre.</source>
        <translation>Closed. It is not known when it opens again.</translation>
    </message>
    <message>
        <source>Chiuso: {0}; riapre {1}.</source>
        <translation>Closed: {0}; reopens {1}.</translation>
    </message>
    <message>
        <source>Chiuso adesso, riapre {0}.</source>
        <translation>Closed now, reopens {0}.</translation>
    </message>
    <message>
        <source>Solo su appuntamento.</source>
        <translation>By appointment only.</translation>
    </message>
    <message>
        <source>{0} · su appuntamento</source>
        <translation>{0} · by appointment</translation>
    </message>
    <message>
        <source>aperto sempre</source>
        <translation>always open</translation>
    </message>
    <message>
        <source>aperto · chiude {0}</source>
        <translation>open · closes {0}</translation>
    </message>
    <message>
        <source>chiuso</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>chiuso · apre {0}</source>
        <translation>closed · opens {0}</translation>
    </message>
    <message>
        <source>domani {0}</source>
        <translation>tomorrow {0}</translation>
    </message>
    <message>
        <source>L&apos;orario che conosciamo è scaduto: verifica prima di dirlo.</source>
        <translation>The hours we know are out of date: check before you tell them.</translation>
    </message>
    <message>
        <source>L&apos;orario di oggi non è noto. Apre {0}.</source>
        <translation>Today&apos;s hours are not known. Opens {0}.</translation>
    </message>
    <message>
        <source>Capodanno</source>
        <translation>New Year&apos;s Day</translation>
    </message>
    <message>
        <source>Epifania</source>
        <translation>Epiphany</translation>
    </message>
    <message>
        <source>Pasqua</source>
        <translation>Easter</translation>
    </message>
    <message>
        <source>lunedì dell&apos;Angelo</source>
        <translation>Easter Monday</translation>
    </message>
    <message>
        <source>festa della Liberazione</source>
        <translation>Liberation Day</translation>
    </message>
    <message>
        <source>festa del lavoro</source>
        <translation>Labour Day</translation>
    </message>
    <message>
        <source>festa della Repubblica</source>
        <translation>Republic Day</translation>
    </message>
    <message>
        <source>festa dei Santi Pietro e Paolo</source>
        <translation>feast of Saints Peter and Paul</translation>
    </message>
    <message>
        <source>Ferragosto</source>
        <translation>Assumption Day</translation>
    </message>
    <message>
        <source>San Francesco</source>
        <translation>Saint Francis</translation>
    </message>
    <message>
        <source>Ognissanti</source>
        <translation>All Saints&apos; Day</translation>
    </message>
    <message>
        <source>Immacolata Concezione</source>
        <translation>Immaculate Conception</translation>
    </message>
    <message>
        <source>Natale</source>
        <translation>Christmas</translation>
    </message>
    <message>
        <source>Santo Stefano</source>
        <translation>Saint Stephen&apos;s Day</translation>
    </message>
</context>
<context>
    <name>OperatorView</name>
    <message>
        <source>Come la vede l&apos;operatore</source>
        <translation>As the operator sees it</translation>
    </message>
    <message>
        <source>1366</source>
        <translation>1366</translation>
    </message>
    <message>
        <source>150 %</source>
        <translation>150 %</translation>
    </message>
    <message>
        <source>Come su uno schermo di 1366 punti</source>
        <translation>As on a screen of 1366 pixels</translation>
    </message>
    <message>
        <source>Come con il testo al 150 %</source>
        <translation>As with text at 150 %</translation>
    </message>
</context>
<context>
    <name>OriginTexts</name>
    <message numerus="yes">
        <source>ha riagganciato in coda dopo {0}, %n volte</source>
        <translation>
            <numerusform>hung up in the queue after {0}, %n time</numerusform>
            <numerusform>hung up in the queue after {0}, %n times</numerusform>
        </translation>
    </message>
    <message>
        <source>ha riagganciato in coda dopo {0}</source>
        <translation>hung up in the queue after {0}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>adesso</source>
        <translation>just now</translation>
    </message>
    <message numerus="yes">
        <source>%n min fa</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h fa</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n giorni fa</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnContactTexts</name>
    <message>
        <source>bozza</source>
        <translation>draft</translation>
    </message>
    <message>
        <source>inviato</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>da inviare</source>
        <translation>to send</translation>
    </message>
    <message>
        <source>Richiamo promesso: {0}</source>
        <translation>Callback promised: {0}</translation>
    </message>
    <message>
        <source>manca: {0}</source>
        <translation>missing: {0}</translation>
    </message>
    <message>
        <source>da chiudere</source>
        <translation>to close</translation>
    </message>
    <message>
        <source>da correggere</source>
        <translation>to be corrected</translation>
    </message>
    <message>
        <source>informazione</source>
        <translation>information</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>Level II</translation>
    </message>
    <message>
        <source>trasferito</source>
        <translation>transferred</translation>
    </message>
    <message>
        <source>senza nome</source>
        <translation>no name</translation>
    </message>
    <message>
        <source>Pratica: numero appena torna il collegamento</source>
        <translation>Case: number as soon as the connection is back</translation>
    </message>
    <message>
        <source>Pratica {0}</source>
        <translation>Case {0}</translation>
    </message>
    <message>
        <source>oggi, {0}</source>
        <translation>today, {0}</translation>
    </message>
    <message>
        <source>telefonata di {0}</source>
        <translation>call of {0}</translation>
    </message>
    <message>
        <source>coda {0}</source>
        <translation>queue {0}</translation>
    </message>
    <message>
        <source>Sono passate più di 24 ore: il contatto resta com&apos;è.</source>
        <translation>More than 24 hours have passed: the contact stays as it is.</translation>
    </message>
    <message>
        <source>oggi</source>
        <translation>today</translation>
    </message>
    <message>
        <source>Puoi correggere fino a {0} alle {1}. La correzione resta nella storia.</source>
        <translation>You may correct it until {0} at {1}. The correction stays in the history.</translation>
    </message>
    <message>
        <source>risposta</source>
        <translation>answered</translation>
    </message>
    <message>
        <source>scheda inviata</source>
        <translation>card sent</translation>
    </message>
    <message>
        <source>telefonata finita</source>
        <translation>call ended</translation>
    </message>
    <message>
        <source>telefonata</source>
        <translation>call</translation>
    </message>
    <message>
        <source>mandata al II livello</source>
        <translation>sent to level II</translation>
    </message>
    <message>
        <source>contatto chiuso</source>
        <translation>contact closed</translation>
    </message>
    <message>
        <source>corretto</source>
        <translation>corrected</translation>
    </message>
    <message>
        <source>il testo di prima resta nella storia del server</source>
        <translation>the earlier text stays in the server&apos;s history</translation>
    </message>
    <message>
        <source>squillo di {0}</source>
        <translation>rang for {0}</translation>
    </message>
</context>
<context>
    <name>OwnContactsPageTexts</name>
    <message>
        <source>I miei</source>
        <translation>Mine</translation>
    </message>
    <message numerus="yes">
        <source>%n segnalazioni con un esito</source>
        <translation>
            <numerusform>%n report with an outcome</numerusform>
            <numerusform>%n reports with an outcome</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnContactsPresenter</name>
    <message>
        <source>Nuovo contatto con gli stessi dati</source>
        <translation>New contact with the same details</translation>
    </message>
    <message>
        <source>Dopo 24 ore un contatto non si corregge più.</source>
        <translation>After 24 hours a contact is no longer corrected.</translation>
    </message>
    <message>
        <source>Questo contatto è ancora aperto: Invio lo riprende.</source>
        <translation>This contact is still open: Enter takes it up again.</translation>
    </message>
    <message>
        <source>Prima scegli un contatto dalla lista.</source>
        <translation>First choose a contact from the list.</translation>
    </message>
    <message>
        <source>Oggi {0}</source>
        <translation>Today {0}</translation>
    </message>
    <message>
        <source>Da completare {0}</source>
        <translation>To complete {0}</translation>
    </message>
    <message>
        <source>Con richiamo {0}</source>
        <translation>With callback {0}</translation>
    </message>
    <message>
        <source>II livello {0}</source>
        <translation>Level II {0}</translation>
    </message>
    <message>
        <source>Ieri {0}</source>
        <translation>Yesterday {0}</translation>
    </message>
    <message>
        <source>7 giorni {0}</source>
        <translation>7 days {0}</translation>
    </message>
    <message>
        <source>Nessun contatto con queste parole.</source>
        <translation>No contact with these words.</translation>
    </message>
    <message>
        <source>Nessun contatto così.</source>
        <translation>No such contact.</translation>
    </message>
    <message>
        <source>Ancora nessun contatto. Quelli che chiudi con F9 compaiono qui.</source>
        <translation>No contact yet. Those you close with F9 appear here.</translation>
    </message>
</context>
<context>
    <name>OwnContactsScreen</name>
    <message>
        <source>I miei contatti</source>
        <translation>My contacts</translation>
    </message>
    <message>
        <source>Cerca fra i miei</source>
        <translation>Search mine</translation>
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
        <source>Esito</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Pratica</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Richiamo</source>
        <translation>Callback</translation>
    </message>
    <message>
        <source>scegli</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>cerca fra i miei</source>
        <translation>search mine</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>next part</translation>
    </message>
    <message>
        <source>Invio</source>
        <translation>Sending</translation>
    </message>
</context>
<context>
    <name>OwnReportsList</name>
    <message>
        <source>Errori che ho segnalato</source>
        <translation>Errors I reported</translation>
    </message>
    <message>
        <source>Segnalato</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>Voce</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>Che cosa ne è stato</source>
        <translation>What became of it</translation>
    </message>
    <message>
        <source>Hai scritto: «{0}»</source>
        <translation>You wrote: “{0}”</translation>
    </message>
    <message>
        <source>la redazione la guarda</source>
        <translation>the editors look at it</translation>
    </message>
    <message>
        <source>chiesto a chi ne risponde</source>
        <translation>asked of who answers for it</translation>
    </message>
    <message>
        <source>confermato, si corregge</source>
        <translation>confirmed, being corrected</translation>
    </message>
    <message>
        <source>per chi ne risponde è giusto così</source>
        <translation>right as it is, says who answers for it</translation>
    </message>
    <message>
        <source>corretto e pubblicato {0}</source>
        <translation>corrected and published {0}</translation>
    </message>
    <message>
        <source>non accolto {0}</source>
        <translation>not accepted {0}</translation>
    </message>
    <message>
        <source>Redazione: «{0}»</source>
        <translation>Editors: “{0}”</translation>
    </message>
</context>
<context>
    <name>PassedCard</name>
    <message>
        <source>Telefonata trasferita</source>
        <translation>Transferred call</translation>
    </message>
    <message>
        <source>Riprendi il testo</source>
        <translation>Take the text</translation>
    </message>
    <message>
        <source>Che cosa sa chi ti trasferisce la telefonata</source>
        <translation>What whoever transfers the call knows</translation>
    </message>
    <message>
        <source>Pratica della telefonata</source>
        <translation>Case of the call</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>PassedPresenter</name>
    <message>
        <source>Telefonata caduta: parlava con te</source>
        <translation>Lost call: was talking with you</translation>
    </message>
    <message>
        <source>un collega</source>
        <translation>a colleague</translation>
    </message>
    <message>
        <source>Telefonata caduta: parlava con {0}</source>
        <translation>Lost call: was talking with {0}</translation>
    </message>
    <message>
        <source>{0} ti consulta per un cittadino in attesa</source>
        <translation>{0} consults you for a waiting citizen</translation>
    </message>
    <message>
        <source>{0} ti trasferisce questa telefonata</source>
        <translation>{0} transfers this call to you</translation>
    </message>
    <message>
        <source>Trasferita a linea chiusa</source>
        <translation>Transferred to a closed line</translation>
    </message>
    <message>
        <source>Nota</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Che cosa ha scritto</source>
        <translation>What was written</translation>
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
        <source>Risposta: {0}</source>
        <translation>Answer: {0}</translation>
    </message>
</context>
<context>
    <name>PasswordPanel</name>
    <message>
        <source>Password attuale</source>
        <translation>Current password</translation>
    </message>
    <message>
        <source>Password nuova</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>Ripeti la password nuova</source>
        <translation>Repeat the new password</translation>
    </message>
    <message>
        <source>Scrivi la password di adesso.</source>
        <translation>Type the password of now.</translation>
    </message>
    <message>
        <source>Scrivi la password nuova.</source>
        <translation>Type the new password.</translation>
    </message>
    <message>
        <source>Non è uguale a quella sopra.</source>
        <translation>It is not the same as the one above.</translation>
    </message>
</context>
<context>
    <name>PasswordPresenter</name>
    <message>
        <source>Cambia la password</source>
        <translation>Change the password</translation>
    </message>
    <message>
        <source>Controllo le password…</source>
        <translation>Checking the passwords…</translation>
    </message>
    <message>
        <source>Password cambiata. Vale da adesso, anche per sbloccare questa postazione; altrove il tuo accesso è stato chiuso.</source>
        <translation>Password changed. It holds from now on, to unlock this seat too; elsewhere your session was ended.</translation>
    </message>
    <message>
        <source>La password attuale non è corretta. Controlla le maiuscole e riprova.</source>
        <translation>The current password is wrong. Check the capital letters and try again.</translation>
    </message>
    <message>
        <source>Il server non risponde: la password si cambia solo con il collegamento. Se quando torna non va più bene quella vecchia, vale già quella nuova.</source>
        <translation>The server does not answer: a password is changed only while connected. If the old one no longer works when it is back, the new one already holds.</translation>
    </message>
</context>
<context>
    <name>PasswordRefusals</name>
    <message>
        <source>Almeno 12 caratteri, 14 per responsabili e assistenza. Vanno bene tre o quattro parole che non c&apos;entrano l&apos;una con l&apos;altra.</source>
        <translation>At least 12 characters, 14 for team leads and support. Three or four words that have nothing to do with each other are fine.</translation>
    </message>
    <message>
        <source>La tua password è provvisoria: l&apos;ha scelta chi amministra gli accessi. Scegline una tua, con almeno 12 caratteri: 14 per responsabili e assistenza.</source>
        <translation>Your password is temporary: whoever manages the accounts chose it. Choose one of your own, of at least 12 characters: 14 for team leads and support.</translation>
    </message>
    <message>
        <source>La password nuova non ha la lunghezza giusta: almeno 12 caratteri, 14 per responsabili e assistenza.</source>
        <translation>The new password does not have the right length: at least 12 characters, 14 for team leads and support.</translation>
    </message>
    <message>
        <source>La password nuova è tra le prime che si indovinano. Prendi tre o quattro parole che non c&apos;entrano l&apos;una con l&apos;altra.</source>
        <translation>The new password is one of the first that are guessed. Take three or four words that have nothing to do with each other.</translation>
    </message>
    <message>
        <source>La password nuova è in un elenco di password rubate altrove. Scegline un&apos;altra.</source>
        <translation>The new password is in a list of passwords stolen elsewhere. Choose another one.</translation>
    </message>
    <message>
        <source>La password nuova è uguale a quella di adesso. Scegline un&apos;altra.</source>
        <translation>The new password is the same as the one of now. Choose another one.</translation>
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
    <name>PausePresenter</name>
    <message>
        <source>Pausa: scegli il motivo</source>
        <translation>Break: choose the reason</translation>
    </message>
    <message>
        <source>La pausa comincia dopo questa telefonata.</source>
        <translation>The break begins after this call.</translation>
    </message>
    <message>
        <source>La telefonata va subito a un altro. Esc: resti in Non pronto senza motivo.</source>
        <translation>The call goes to somebody else at once. Esc: you stay not ready without a reason.</translation>
    </message>
    <message>
        <source>Non posso: perché?</source>
        <translation>I can’t: why?</translation>
    </message>
    <message numerus="yes">
        <source>finita per oggi: %n minuti</source>
        <translation>
            <numerusform>used up for today: one minute</numerusform>
            <numerusform>used up for today: %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>piena adesso, riprova tra poco</source>
        <translation>full now, try again shortly</translation>
    </message>
    <message numerus="yes">
        <source>%n min al giorno</source>
        <translation>
            <numerusform>%n min a day</numerusform>
            <numerusform>%n min a day</numerusform>
        </translation>
    </message>
    <message>
        <source>oggi resta meno di un minuto</source>
        <translation>less than a minute left today</translation>
    </message>
    <message numerus="yes">
        <source>oggi restano %n min di {0}</source>
        <translation>
            <numerusform>%n min of {0} left today</numerusform>
            <numerusform>%n min of {0} left today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>al massimo %n min</source>
        <translation>
            <numerusform>at most %n min</numerusform>
            <numerusform>at most %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PossibleCallers</name>
    <message>
        <source>Possibili chiamanti, non confermati</source>
        <translation>Possible callers, not confirmed</translation>
    </message>
    <message>
        <source>Conferma chi chiama</source>
        <translation>Confirm the caller</translation>
    </message>
    <message>
        <source>Possibile chiamante (non confermato)</source>
        <translation>Possible caller (not confirmed)</translation>
    </message>
</context>
<context>
    <name>ProcedureCard</name>
    <message>
        <source>Chiudi</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>PromiseBar</name>
    <message>
        <source>Togli</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Togli il richiamo</source>
        <translation>Remove the callback</translation>
    </message>
</context>
<context>
    <name>ProviderButton</name>
    <message>
        <source>Non aspettare il browser</source>
        <translation>Stop waiting for the browser</translation>
    </message>
    <message>
        <source>Accedi con {}</source>
        <translation>Sign in with {}</translation>
    </message>
</context>
<context>
    <name>ProviderRefusals</name>
    <message>
        <source>Continua nel browser: lì la città ti chiede chi sei. Poi torna qui.</source>
        <translation>Go on in the browser: there the city asks who you are. Then come back here.</translation>
    </message>
    <message>
        <source>Qui hai finito. Chiudi questa pagina e torna alla console.</source>
        <translation>You are done here. Close this page and go back to the console.</translation>
    </message>
    <message>
        <source>Il servizio di accesso della città non risponde. Riprova tra poco; chi ha una password può entrare con quella.</source>
        <translation>The city&apos;s sign-in service does not answer. Try again soon; if you have a password, you can sign in with it.</translation>
    </message>
    <message>
        <source>L&apos;accesso dal browser non è stato confermato. Riprova; se succede ancora, chiama l&apos;assistenza.</source>
        <translation>The sign-in in the browser was not confirmed. Try again; if it happens again, call support.</translation>
    </message>
    <message>
        <source>La città ti riconosce, ma qui nessun accesso ha il tuo nome. Chiedi al tuo responsabile.</source>
        <translation>The city knows you, but no account here has your name. Ask your team lead.</translation>
    </message>
    <message>
        <source>Nel browser è entrata un&apos;altra persona: qui può continuare solo chi stava lavorando.</source>
        <translation>Somebody else signed in in the browser: only the person who was working here can go on.</translation>
    </message>
    <message>
        <source>Su questa postazione non si apre nessun browser. Entra con la password o chiama l&apos;assistenza.</source>
        <translation>No browser opens at this seat. Sign in with the password or call support.</translation>
    </message>
    <message>
        <source>Nel browser l&apos;accesso non è stato completato. Riprova, o entra con la password.</source>
        <translation>The sign-in in the browser was not completed. Try again, or sign in with the password.</translation>
    </message>
    <message>
        <source>Il tuo lavoro su questa postazione si apre con la password: entra una volta con quella, poi basta il browser.</source>
        <translation>Your work at this seat opens with the password: sign in with it once, then the browser is enough.</translation>
    </message>
</context>
<context>
    <name>QueuePresenter</name>
    <message>
        <source>Nessun richiamo da fare. Buon lavoro.</source>
        <translation>No callbacks to make. Well done.</translation>
    </message>
    <message numerus="yes">
        <source>Da richiamare · %n in coda</source>
        <translation>
            <numerusform>To call back · %n in the queue</numerusform>
            <numerusform>To call back · %n in the queue</numerusform>
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
        <source>Tutti {0}</source>
        <translation>All {0}</translation>
    </message>
    <message>
        <source>Solo i miei {0}</source>
        <translation>Only mine {0}</translation>
    </message>
    <message>
        <source>Oltre termine {0}</source>
        <translation>Overdue {0}</translation>
    </message>
    <message>
        <source>Numero nascosto</source>
        <translation>Number withheld</translation>
    </message>
    <message>
        <source>scade {0}</source>
        <translation>due {0}</translation>
    </message>
    <message>
        <source>in mano a te</source>
        <translation>in your hands</translation>
    </message>
    <message>
        <source>di {0}</source>
        <translation>with {0}</translation>
    </message>
    <message>
        <source>primo tentativo</source>
        <translation>first attempt</translation>
    </message>
    <message>
        <source>ultimo tentativo</source>
        <translation>last attempt</translation>
    </message>
    <message>
        <source>tentativo {0} di {1}</source>
        <translation>attempt {0} of {1}</translation>
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
    <name>ReceiptColumns</name>
    <message>
        <source>Parti del contatto</source>
        <translation>Parts of the contact</translation>
    </message>
    <message>
        <source>Cittadino</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Banca dati</source>
        <translation>Knowledge base</translation>
    </message>
    <message>
        <source>Contatto</source>
        <translation>Contact</translation>
    </message>
</context>
<context>
    <name>ReferenceList</name>
    <message>
        <source>Canc toglie la riga.</source>
        <translation>Delete takes the row out.</translation>
    </message>
    <message>
        <source>{0}: aggiungi</source>
        <translation>{0}: add</translation>
    </message>
</context>
<context>
    <name>RefusalTexts</name>
    <message>
        <source>Adesso non si può fare.</source>
        <translation>That cannot be done now.</translation>
    </message>
    <message>
        <source>Postazione bloccata: scrivi prima la password.</source>
        <translation>Seat locked: type the password first.</translation>
    </message>
    <message>
        <source>Prima entra nella console.</source>
        <translation>Sign in first.</translation>
    </message>
    <message>
        <source>Prima va riaperto l&apos;archivio di questa postazione.</source>
        <translation>The store of this seat has to be opened first.</translation>
    </message>
    <message>
        <source>Il testo è già il più grande.</source>
        <translation>The text is already the largest.</translation>
    </message>
    <message>
        <source>Il testo è già il più piccolo.</source>
        <translation>The text is already the smallest.</translation>
    </message>
    <message>
        <source>Il testo ha già la grandezza normale.</source>
        <translation>The text already has its normal size.</translation>
    </message>
    <message>
        <source>Il tuo accesso non lo permette.</source>
        <translation>Your account may not do that.</translation>
    </message>
</context>
<context>
    <name>ReportTexts</name>
    <message>
        <source>chiesta</source>
        <translation>asked</translation>
    </message>
    <message>
        <source>confermata</source>
        <translation>confirmed</translation>
    </message>
    <message>
        <source>smentita</source>
        <translation>denied</translation>
    </message>
    <message>
        <source>{0} segnala: «{1}»</source>
        <translation>{0} reports: «{1}»</translation>
    </message>
    <message>
        <source>chiesto a chi ne risponde</source>
        <translation>asked of who answers for it</translation>
    </message>
    <message>
        <source>chi ne risponde conferma</source>
        <translation>confirmed by who answers for it</translation>
    </message>
    <message>
        <source>per chi ne risponde è giusto così</source>
        <translation>right as it is, says who answers for it</translation>
    </message>
    <message>
        <source>{0}: «{1}»</source>
        <translation>{0}: «{1}»</translation>
    </message>
</context>
<context>
    <name>ResultsPane</name>
    <message>
        <source>Voci trovate</source>
        <translation>Entries found</translation>
    </message>
    <message>
        <source>Cerca in tutte le voci</source>
        <translation>Search all entries</translation>
    </message>
    <message>
        <source>Titolo e argomento</source>
        <translation>Title and topic</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Vale fino al</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>Voci</source>
        <translation>Entries</translation>
    </message>
    <message>
        <source>Rispondi alla segnalazione</source>
        <translation>Answer the report</translation>
    </message>
    <message>
        <source>Fra le domande di prova</source>
        <translation>To the trial questions</translation>
    </message>
</context>
<context>
    <name>RingingStrip</name>
    <message>
        <source>Telefonata in arrivo</source>
        <translation>Incoming call</translation>
    </message>
    <message>
        <source>ChiamaRoma</source>
        <translation>ChiamaRoma</translation>
    </message>
    <message>
        <source>Rispondi</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Non posso</source>
        <translation>I cannot</translation>
    </message>
</context>
<context>
    <name>RowsField</name>
    <message>
        <source>Aggiungi una riga</source>
        <translation>Add a row</translation>
    </message>
    <message>
        <source>{0}: aggiungi una riga</source>
        <translation>{0}: add a row</translation>
    </message>
</context>
<context>
    <name>SafetyPresenter</name>
    <message>
        <source>Chiama 112</source>
        <translation>Call 112</translation>
    </message>
    <message>
        <source>Unisci cittadino e 112</source>
        <translation>Join citizen and 112</translation>
    </message>
    <message>
        <source>Ctrl+Maiusc+F12</source>
        <translation>Ctrl+Shift+F12</translation>
    </message>
</context>
<context>
    <name>SafetyTexts</name>
    <message>
        <source>Serve il 112: feriti, malore, incendio, reato in corso</source>
        <translation>112 is needed: injured, ill, fire, crime under way</translation>
    </message>
    <message>
        <source>Chi chiama minaccia qualcuno</source>
        <translation>The caller threatens somebody</translation>
    </message>
    <message>
        <source>Chi chiama parla di togliersi la vita</source>
        <translation>The caller speaks of taking their own life</translation>
    </message>
    <message>
        <source>Emergenza: 112</source>
        <translation>Emergency: 112</translation>
    </message>
    <message>
        <source>Minaccia</source>
        <translation>Threat</translation>
    </message>
    <message>
        <source>Persona in pericolo</source>
        <translation>Person in danger</translation>
    </message>
    <message>
        <source>I responsabili sono avvisati: vedono la tua postazione.</source>
        <translation>The team leads are alerted: they see your seat.</translation>
    </message>
    <message>
        <source>{0} ha visto il tuo allarme.</source>
        <translation>{0} has seen your alarm.</translation>
    </message>
    <message>
        <source>Nessun responsabile è collegato: se serve chiama tu il 112, o alza la mano. Il primo responsabile che entra riceve l&apos;allarme.</source>
        <translation>No team lead is connected: if needed call 112 yourself, or raise your hand. The first team lead to sign in gets the alarm.</translation>
    </message>
    <message>
        <source>Sto avvisando i responsabili. Se il server non risponde riprovo da sola: intanto alza la mano.</source>
        <translation>Alerting the team leads. If the server does not answer I keep trying: meanwhile raise your hand.</translation>
    </message>
    <message>
        <source>Se il pericolo è adesso, fai chiamare il 112 da un collega o da un altro telefono: questo non può farlo durante la telefonata.</source>
        <translation>If the danger is now, have a colleague or another phone call 112: this one cannot during the call.</translation>
    </message>
    <message>
        <source>Chiedi dove si trova: via, numero civico, piano, che cosa vede intorno.</source>
        <translation>Ask where they are: street, number, floor, what they see around them.</translation>
    </message>
    <message>
        <source>Chiedi che cosa succede e se qualcuno è ferito o in pericolo.</source>
        <translation>Ask what is happening and whether anybody is hurt or in danger.</translation>
    </message>
    <message>
        <source>Fai chiamare il 112 da un collega o da un altro telefono: questo non può farlo durante la telefonata.</source>
        <translation>Have a colleague or another phone call 112: this one cannot during the call.</translation>
    </message>
    <message>
        <source>Di&apos; che resti in linea e che chiami il 112 insieme a lui.</source>
        <translation>Say that you stay on the line and call 112 together with them.</translation>
    </message>
    <message>
        <source>Chiama il 112, di&apos; dove e che cosa, poi unisci le telefonate.</source>
        <translation>Call 112, say where and what, then join the calls.</translation>
    </message>
    <message>
        <source>Non riagganciare per primo. Il responsabile vede che sei in questa telefonata.</source>
        <translation>Do not hang up first. Your team lead sees that you are in this call.</translation>
    </message>
    <message>
        <source>Resta in linea finché il 112 dice che basta.</source>
        <translation>Stay on the line until 112 says it is enough.</translation>
    </message>
    <message>
        <source>Resta calmo e parla piano. Non discutere, non promettere, non provocare.</source>
        <translation>Stay calm and speak slowly. Do not argue, promise or provoke.</translation>
    </message>
    <message>
        <source>Lascialo parlare e scrivi le sue parole precise nella descrizione.</source>
        <translation>Let them speak and write their exact words into the description.</translation>
    </message>
    <message>
        <source>Chiedi contro chi, dove e quando; nota voce, accento e rumori.</source>
        <translation>Ask against whom, where and when; note voice, accent and noises.</translation>
    </message>
    <message>
        <source>Se il pericolo è adesso, chiama il 112 e unisci le telefonate.</source>
        <translation>If the danger is now, call 112 and join the calls.</translation>
    </message>
    <message>
        <source>Ascolta. Di&apos; che sei contento che abbia chiamato e che lo prendi sul serio.</source>
        <translation>Listen. Say that you are glad they called and that you take it seriously.</translation>
    </message>
    <message>
        <source>Chiedi apertamente se pensa di togliersi la vita: la domanda non fa danno.</source>
        <translation>Ask openly whether they think of taking their life: the question does no harm.</translation>
    </message>
    <message>
        <source>Chiedi dove si trova, se è solo e se ha già fatto qualcosa.</source>
        <translation>Ask where they are, whether they are alone and whether they have done something already.</translation>
    </message>
    <message>
        <source>Non giudicare, non dare consigli facili, non promettere il segreto.</source>
        <translation>Do not judge, give no easy advice, promise no secrecy.</translation>
    </message>
    <message>
        <source>Se il pericolo è adesso, chiama il 112 e unisci le telefonate: resta con lui.</source>
        <translation>If the danger is now, call 112 and join the calls: stay with them.</translation>
    </message>
    <message>
        <source>Non riagganciare per primo. Dopo la telefonata hai una pausa: prendila.</source>
        <translation>Do not hang up first. After the call you have a break: take it.</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Chiudi i risultati</source>
        <translation>Close the results</translation>
    </message>
    <message>
        <source>Mostra i risultati</source>
        <translation>Show the results</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Banca dati</source>
        <translation>Knowledge base</translation>
    </message>
    <message>
        <source>Cerca nella banca dati</source>
        <translation>Search knowledge base</translation>
    </message>
    <message>
        <source>scegli</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>usa</source>
        <translation>use</translation>
    </message>
    <message>
        <source>PagGiù</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>scorri</source>
        <translation>scroll</translation>
    </message>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} of {1}</translation>
    </message>
</context>
<context>
    <name>SeatCommands</name>
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
        <source>Ultimi messaggi</source>
        <translation>Last messages</translation>
    </message>
    <message>
        <source>Testi scritti e non inviati</source>
        <translation>Texts written and not sent</translation>
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
        <source>Mostra sempre il menu</source>
        <translation>Always show the menu</translation>
    </message>
    <message>
        <source>Leggi lo stato</source>
        <translation>Read the state</translation>
    </message>
    <message numerus="yes">
        <source>Se esci ancora, si perde quello che hai scritto (%n): il disco di questo PC non lo prende. Avvisa l&apos;assistenza.</source>
        <translation>
            <numerusform>Leave once more and what you wrote is lost (%n): the disk of this PC does not take it. Tell support.</numerusform>
            <numerusform>Leave once more and what you wrote is lost (%n): the disk of this PC does not take it. Tell support.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Se esci ancora, si perdono %n cose: non sono inviate o complete, e questo PC non le tiene. Aspetta.</source>
        <translation>
            <numerusform>Leave once more and one thing is lost: it is not sent or not complete, and this PC does not keep it. Wait.</numerusform>
            <numerusform>Leave once more and %n things are lost: they are not sent or not complete, and this PC does not keep them. Wait.</numerusform>
        </translation>
    </message>
    <message>
        <source>Muoversi</source>
        <translation>Moving about</translation>
    </message>
    <message>
        <source>Vedere e sentire</source>
        <translation>Seeing and hearing</translation>
    </message>
    <message>
        <source>Pagine</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Chiudi il riquadro, mai il testo</source>
        <translation>Close the panel, never the text</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
</context>
<context>
    <name>SeatNoticeTexts</name>
    <message>
        <source>Il server non può registrare: il suo disco è pieno. Puoi continuare: quello che salvi resta qui e parte da solo. Avvisa l&apos;assistenza.</source>
        <translation>The server cannot record: its disk is full. You can go on: what you save stays here and leaves by itself. Tell support.</translation>
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
        <source>Qualcosa è andato storto ({0}). Puoi continuare; se succede ancora, di&apos; questo codice all&apos;assistenza.</source>
        <translation>Something went wrong ({0}). You can go on; if it happens again, tell support this code.</translation>
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
        <source>Recuperati {0} contatti su {1}: un archivio danneggiato è stato messo da parte. Puoi lavorare.</source>
        <translation>Recovered {0} contacts of {1}: a damaged store was set aside. You can work.</translation>
    </message>
    <message>
        <source>Recuperati {0} contatti da un archivio danneggiato. Una parte non si legge: forse qualcosa manca. Il file è messo da parte: chiama l&apos;assistenza (codice DISCO).</source>
        <translation>{0} contacts recovered from a damaged store. Part of it cannot be read: something may be missing. The file is set aside: call support (code DISCO).</translation>
    </message>
    <message>
        <source>La copia di quello che non è inviato era danneggiata: è rifatta e non manca nulla. Puoi lavorare; avvisa l&apos;assistenza (codice DISCO).</source>
        <translation>The copy of what is not sent was damaged: it is made anew and nothing is missing. You can work; tell support (code DISCO).</translation>
    </message>
    <message>
        <source>Il tuo archivio qui non si apre: è messo da parte con quello che non era inviato. Chiama l&apos;assistenza (codice DISCO).</source>
        <translation>Your store here does not open: it is set aside with what was not sent. Call support (code DISCO).</translation>
    </message>
    <message numerus="yes">
        <source>Su questa postazione ci sono contatti di altri che il server non accetta: %n. Restano qui: chiama l&apos;assistenza (codice DISCO).</source>
        <translation>
            <numerusform>Contacts of others at this seat that the server does not take: %n. They stay here: call support (code DISCO).</numerusform>
            <numerusform>Contacts of others at this seat that the server does not take: %n. They stay here: call support (code DISCO).</numerusform>
        </translation>
    </message>
    <message>
        <source>Ci sono testi che hai scritto e non hai inviato: Ctrl+O li mostra.</source>
        <translation>There are texts you wrote and did not send: Ctrl+O shows them.</translation>
    </message>
    <message>
        <source>Non posso salvare su questo PC: manca il portachiavi. Puoi lavorare, ma l&apos;archivio resta solo in memoria: alla chiusura quello che non è stato inviato si perde. Avvisa l&apos;assistenza.</source>
        <translation>I cannot save on this computer: the keyring is missing. You can work, but the store lives in memory only: what has not been sent is lost on closing. Tell support.</translation>
    </message>
    <message>
        <source>Il disco di questa postazione è quasi pieno. Quello che scrivi si salva ancora: libera spazio o chiama l&apos;assistenza (codice DISCO).</source>
        <translation>The disk of this seat is nearly full. What you write is still saved: free some space or call support (code DISK).</translation>
    </message>
    <message>
        <source>Senza collegamento dalle {0}. Puoi continuare: telefonate, banca dati (copia delle {1}) e bozze funzionano.</source>
        <translation>Offline since {0}. You can go on: calls, knowledge base (copy of {1}) and drafts work.</translation>
    </message>
    <message numerus="yes">
        <source>Un archivio qui non si apre: è messo da parte. I contatti che non erano inviati (%n) partono da soli, appena il server risponde.</source>
        <translation>
            <numerusform>A store here does not open: it is set aside. The contacts that were not sent (%n) leave by themselves as soon as the server answers.</numerusform>
            <numerusform>A store here does not open: it is set aside. The contacts that were not sent (%n) leave by themselves as soon as the server answers.</numerusform>
        </translation>
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
    <name>SeatRefusals</name>
    <message>
        <source>Questo computer non è registrato come postazione: da qui non si entra. Chiama l&apos;assistenza, che ha il codice per registrarlo.</source>
        <translation>This computer is not enrolled as a seat: nobody can sign in from here. Call support: they have the code that enrols it.</translation>
    </message>
    <message>
        <source>Questo computer è registrato per un&apos;altra linea. Controlla il numero della linea o chiama l&apos;assistenza.</source>
        <translation>This computer is enrolled for another line. Check the number of the line, or call support.</translation>
    </message>
    <message>
        <source>Il server è ripartito proprio ora. Accedi di nuovo.</source>
        <translation>The server has just started again. Sign in once more.</translation>
    </message>
</context>
<context>
    <name>SeatStrip</name>
    <message>
        <source>Muto</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>In attesa da 45 secondi. F4 riprende.</source>
        <translation>On hold for 45 seconds. F4 resumes.</translation>
    </message>
    <message>
        <source>10 secondi.</source>
        <translation>10 seconds.</translation>
    </message>
    <message>
        <source>Ancora {0} secondi.</source>
        <translation>{0} more seconds.</translation>
    </message>
    <message>
        <source>Ctrl+T per un altro minuto.</source>
        <translation>Ctrl+T for one more minute.</translation>
    </message>
    <message>
        <source>La pausa è finita: F5 quando puoi rispondere.</source>
        <translation>Your break is over: F5 when you can answer.</translation>
    </message>
    <message>
        <source>Non squilla più. {0}</source>
        <translation>It no longer rings. {0}</translation>
    </message>
    <message>
        <source>Microfono acceso</source>
        <translation>Microphone on</translation>
    </message>
    <message>
        <source>Telefonata in corso</source>
        <translation>Call going on</translation>
    </message>
    <message>
        <source>con {0}, in linea da {1}</source>
        <translation>with {0}, on the line for {1}</translation>
    </message>
    <message>
        <source>{0} aspetta con la musica da {1}</source>
        <translation>{0} has been waiting with music for {1}</translation>
    </message>
    <message>
        <source>Attesa {1} · {0}</source>
        <translation>Held {1} · {0}</translation>
    </message>
    <message>
        <source>Conferenza</source>
        <translation>Conference</translation>
    </message>
    <message>
        <source>Chiami</source>
        <translation>Calling</translation>
    </message>
    <message>
        <source>Consulti</source>
        <translation>Consulting</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>Break</translation>
    </message>
    <message>
        <source>Torni Pronto fra {0}</source>
        <translation>Ready again in {0}</translation>
    </message>
    <message>
        <source>ancora {0}</source>
        <translation>{0} left</translation>
    </message>
    <message>
        <source>Aspetta da più di {0} secondi: torna e di&apos; quanto manca</source>
        <translation>Waiting for more than {0} seconds: go back and say how long</translation>
    </message>
</context>
<context>
    <name>SeatsPresenter</name>
    <message>
        <source>Chiedo al server come stanno le postazioni…</source>
        <translation>Asking the server how the seats are…</translation>
    </message>
    <message>
        <source>Nessuna postazione così.</source>
        <translation>No such seat.</translation>
    </message>
    <message>
        <source>Tutte {0}</source>
        <translation>All {0}</translation>
    </message>
    <message>
        <source>Da guardare {0}</source>
        <translation>To look at {0}</translation>
    </message>
    <message>
        <source>Spente {0}</source>
        <translation>Off {0}</translation>
    </message>
    <message>
        <source>Postazione {0}</source>
        <translation>Seat {0}</translation>
    </message>
</context>
<context>
    <name>SeatsScreen</name>
    <message>
        <source>Postazione o parola</source>
        <translation>Seat or word</translation>
    </message>
    <message>
        <source>Nessuna postazione così.</source>
        <translation>No such seat.</translation>
    </message>
    <message>
        <source>Nessun dato dei cittadini in queste pagine.</source>
        <translation>No data of citizens on these pages.</translation>
    </message>
    <message>
        <source>Salute</source>
        <translation>Health</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Versione</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Rete</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Microfono</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Disco libero</source>
        <translation>Free disk</translation>
    </message>
    <message>
        <source>Vista</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>In questo stato da</source>
        <translation>In this state for</translation>
    </message>
    <message>
        <source>scegli</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>cerca una postazione</source>
        <translation>search a seat</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>next part</translation>
    </message>
    <message>
        <source>Postazioni</source>
        <translation>Seats</translation>
    </message>
    <message>
        <source>Postazione</source>
        <translation>Seat</translation>
    </message>
    <message>
        <source>Postazione scelta</source>
        <translation>Chosen seat</translation>
    </message>
</context>
<context>
    <name>SendPresenter</name>
    <message>
        <source>Invia la scheda al cittadino</source>
        <translation>Send the card to the citizen</translation>
    </message>
    <message>
        <source>Lingua della scheda</source>
        <translation>Language of the card</translation>
    </message>
    <message>
        <source>A chi: e-mail o cellulare</source>
        <translation>To whom: e-mail or mobile number</translation>
    </message>
    <message>
        <source>Che cosa riceve</source>
        <translation>What the citizen gets</translation>
    </message>
    <message>
        <source>↑ ↓ lingua · Tab testo · Invio invia · Esc chiude, l&apos;indirizzo resta</source>
        <translation>↑ ↓ language · Tab text · Enter sends · Esc closes, the address stays</translation>
    </message>
    <message>
        <source>Tab testo · Invio invia · Esc chiude, l&apos;indirizzo resta</source>
        <translation>Tab text · Enter sends · Esc closes, the address stays</translation>
    </message>
    <message>
        <source>La traduzione è più vecchia della scheda italiana: controlla il testo.</source>
        <translation>The translation is older than the Italian card: check the text.</translation>
    </message>
    <message>
        <source>Invia al cittadino: {0}</source>
        <translation>Send to the citizen: {0}</translation>
    </message>
    <message>
        <source>Che cosa mandi</source>
        <translation>What you send</translation>
    </message>
    <message>
        <source>Solo l&apos;ufficio, {0}</source>
        <translation>The office alone, {0}</translation>
    </message>
    <message>
        <source>La scheda, {0}</source>
        <translation>The card, {0}</translation>
    </message>
    <message>
        <source>↑ ↓ che cosa · Tab testo · Invio invia · Esc chiude, l&apos;indirizzo resta</source>
        <translation>↑ ↓ what · Tab text · Enter sends · Esc closes, the address stays</translation>
    </message>
    <message numerus="yes">
        <source>Parte come SMS, diviso in %n parti.</source>
        <translation>
            <numerusform>Leaves as one text message.</numerusform>
            <numerusform>Leaves as a text message in %n parts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Scrivi l&apos;e-mail o il cellulare del cittadino, poi Invio.</source>
        <translation>Type the citizen&apos;s e-mail or mobile number, then Enter.</translation>
    </message>
    <message>
        <source>Scrivi l&apos;indirizzo e-mail del cittadino, poi Invio.</source>
        <translation>Type the citizen&apos;s e-mail address, then Enter.</translation>
    </message>
    <message>
        <source>A questo numero non si mandano SMS: serve un cellulare italiano, per esempio 347 123 4567.</source>
        <translation>This number gets no text messages: an Italian mobile is needed, for example 347 123 4567.</translation>
    </message>
    <message>
        <source>Questo indirizzo e-mail non va bene: fattelo ripetere, per esempio nome@posta.example.</source>
        <translation>This e-mail address is not right: have it repeated, for example name@mail.example.</translation>
    </message>
    <message>
        <source>Gli SMS non sono attivi: chiedi al cittadino un indirizzo e-mail.</source>
        <translation>Text messages are not active: ask the citizen for an e-mail address.</translation>
    </message>
    <message>
        <source>Per oggi hai finito gli SMS: chiedi al cittadino un indirizzo e-mail.</source>
        <translation>You have used up today&apos;s text messages: ask the citizen for an e-mail address.</translation>
    </message>
    <message>
        <source>La scheda è scaduta, ritirata o non ancora valida: non si può inviare.</source>
        <translation>The card has expired, was withdrawn or is not valid yet: it cannot be sent.</translation>
    </message>
    <message>
        <source>In questo contatto ne hai già inviate {0}: altre non partono.</source>
        <translation>You have already sent {0} in this contact: no more will leave.</translation>
    </message>
</context>
<context>
    <name>SendingTexts</name>
    <message>
        <source>{0}: {1}. Il cittadino non l&apos;ha ricevuta: avvisalo in un altro modo.</source>
        <translation>{0}: {1}. The citizen did not get it: tell them another way.</translation>
    </message>
    <message>
        <source>{0}: forse è arrivata, forse no. Da sola non riparte: se serve rimandala o avvisa il cittadino.</source>
        <translation>{0}: it may have arrived or not. It does not leave again by itself: if needed send it again or tell the citizen.</translation>
    </message>
    <message>
        <source>{0}, {1} delle {2}, inviata da {3} che non è in turno</source>
        <translation>{0}, {1} of {2}, sent by {3} who is off duty</translation>
    </message>
    <message>
        <source>{0}, {1} delle {2}</source>
        <translation>{0}, {1} of {2}</translation>
    </message>
    <message>
        <source>{0}, {1} delle {2}: {3}.</source>
        <translation>{0}, {1} of {2}: {3}.</translation>
    </message>
    <message>
        <source>Conferma della pratica {0}</source>
        <translation>Confirmation of case {0}</translation>
    </message>
    <message>
        <source>Scheda «{0}»</source>
        <translation>Card “{0}”</translation>
    </message>
    <message>
        <source>in partenza</source>
        <translation>about to leave</translation>
    </message>
    <message>
        <source>inviata</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>consegnata</source>
        <translation>delivered</translation>
    </message>
    <message>
        <source>forse non arrivata</source>
        <translation>may not have arrived</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>text message</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <source>rifiutata, l&apos;indirizzo o il numero non va</source>
        <translation>refused, the address or number is not right</translation>
    </message>
    <message>
        <source>non partita, il servizio non rispondeva</source>
        <translation>did not leave, the service did not answer</translation>
    </message>
    <message>
        <source>non consegnata al telefono</source>
        <translation>not delivered to the phone</translation>
    </message>
    <message>
        <source>non partita, non valeva più</source>
        <translation>did not leave, it was no longer valid</translation>
    </message>
    <message>
        <source>non arrivata</source>
        <translation>did not arrive</translation>
    </message>
</context>
<context>
    <name>ServedTexts</name>
    <message>
        <source>altre {0}</source>
        <translation>{0} more</translation>
    </message>
</context>
<context>
    <name>SettingsParts</name>
    <message>
        <source>Impostazioni: lingua, testo, colori, avvisi</source>
        <translation>Settings: language, text, colours, alerts</translation>
    </message>
    <message>
        <source>Cambia la tua password</source>
        <translation>Change your password</translation>
    </message>
</context>
<context>
    <name>SettingsPresenter</name>
    <message>
        <source>Impostazioni</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Lingua</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Lingua della console</source>
        <translation>Language of the console</translation>
    </message>
    <message>
        <source>Vedere</source>
        <translation>Seeing</translation>
    </message>
    <message>
        <source>Colori</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>Grandezza del testo</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Mostra sempre il menu</source>
        <translation>Always show the menu</translation>
    </message>
    <message>
        <source>Se no: Alt o F10.</source>
        <translation>Otherwise: Alt or F10.</translation>
    </message>
    <message>
        <source>Niente movimenti</source>
        <translation>No movement</translation>
    </message>
    <message>
        <source>Neppure il cursore lampeggia.</source>
        <translation>Not even the cursor blinks.</translation>
    </message>
    <message>
        <source>Tastiera</source>
        <translation>Keyboard</translation>
    </message>
    <message>
        <source>Le cifre 1–9 usano un risultato</source>
        <translation>Digits 1–9 use a result</translation>
    </message>
    <message>
        <source>Solo quando il cursore è nell&apos;elenco dei risultati.</source>
        <translation>Only while the cursor is in the list of results.</translation>
    </message>
    <message>
        <source>Cambia la password</source>
        <translation>Change the password</translation>
    </message>
    <message>
        <source>Vale subito e solo per te, a questa postazione.</source>
        <translation>Takes effect at once, for you alone, at this seat.</translation>
    </message>
    <message>
        <source>Lo decide chi amministra il PC.</source>
        <translation>Decided by whoever manages this PC.</translation>
    </message>
    <message>
        <source>Quando squilla</source>
        <translation>When it rings</translation>
    </message>
    <message>
        <source>Striscia sopra gli altri programmi</source>
        <translation>Strip on top of other programs</translation>
    </message>
    <message>
        <source>Avviso nella barra del desktop</source>
        <translation>Alert in the task bar</translation>
    </message>
    <message>
        <source>Bordo giallo attorno alla finestra</source>
        <translation>Yellow edge round the window</translation>
    </message>
    <message>
        <source>Cuffia e suoneria</source>
        <translation>Headset and ring tone</translation>
    </message>
    <message>
        <source>Scegli e prova</source>
        <translation>Choose and test</translation>
    </message>
    <message>
        <source>Come il sistema</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Chiaro</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Scuro</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Contrasto alto</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>La lingua la decide chi amministra il PC.</source>
        <translation>The language is decided by whoever manages this PC.</translation>
    </message>
    <message>
        <source>La nuova lingua vale dal tuo prossimo accesso.</source>
        <translation>The new language takes effect at your next sign-in.</translation>
    </message>
    <message>
        <source>Le schede restano nella loro lingua.</source>
        <translation>Cards stay in their own language.</translation>
    </message>
    <message>
        <source>Cuffia, volume e suoneria si scelgono sull&apos;apparecchio.</source>
        <translation>Headset, volume and ringer are set on the phone itself.</translation>
    </message>
    <message>
        <source>Cuffia e suoneria: quelle del sistema.</source>
        <translation>Headset and ring tone: those of the system.</translation>
    </message>
    <message>
        <source>del sistema</source>
        <translation>of the system</translation>
    </message>
    <message>
        <source>Cuffia: {0}. Suoneria: {1}.</source>
        <translation>Headset: {0}. Ring tone: {1}.</translation>
    </message>
</context>
<context>
    <name>SignInAnswers</name>
    <message>
        <source>Scrivi la password nuova.</source>
        <translation>Type the new password.</translation>
    </message>
    <message>
        <source>Scrivi il codice.</source>
        <translation>Type the code.</translation>
    </message>
    <message>
        <source>Non è uguale a quella sopra.</source>
        <translation>It is not the same as the one above.</translation>
    </message>
    <message>
        <source>Password n&amp;uova</source>
        <translation>N&amp;ew password</translation>
    </message>
    <message>
        <source>Ripeti la password nuova</source>
        <translation>Repeat the new password</translation>
    </message>
    <message>
        <source>Codice di verifica</source>
        <translation>Verification code</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>ChiamaRoma</source>
        <translation>ChiamaRoma</translation>
    </message>
    <message>
        <source>&amp;Nome utente</source>
        <translation>User &amp;name</translation>
    </message>
    <message>
        <source>P&amp;assword</source>
        <translation>P&amp;assword</translation>
    </message>
    <message>
        <source>P&amp;ostazione</source>
        <translation>S&amp;eat</translation>
    </message>
    <message>
        <source>Oggi lavoro senza &amp;telefono</source>
        <translation>I work without a p&amp;hone today</translation>
    </message>
    <message>
        <source>Nessuna telefonata arriverà qui, e la postazione non serve.</source>
        <translation>No call will come here, and no seat is needed.</translation>
    </message>
    <message>
        <source>Entra</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Scrivi il numero, o segna senza telefono.</source>
        <translation>Type its number, or tick no phone.</translation>
    </message>
    <message>
        <source>Contact center di Roma</source>
        <translation>Contact centre of Rome</translation>
    </message>
    <message>
        <source>P&amp;ostazione, impostata dall&apos;amministratore</source>
        <translation>S&amp;eat, set by the administrator</translation>
    </message>
    <message>
        <source>Scrivi il nome utente.</source>
        <translation>Type the user name.</translation>
    </message>
    <message>
        <source>Scrivi la password.</source>
        <translation>Type the password.</translation>
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
    <name>StateTexts</name>
    <message>
        <source>Fuori servizio</source>
        <translation>Off duty</translation>
    </message>
    <message>
        <source>Non pronto</source>
        <translation>Not ready</translation>
    </message>
    <message>
        <source>Pronto</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>In arrivo</source>
        <translation>Ringing</translation>
    </message>
    <message>
        <source>In linea</source>
        <translation>On the line</translation>
    </message>
    <message>
        <source>In attesa</source>
        <translation>On hold</translation>
    </message>
    <message>
        <source>In uscita</source>
        <translation>Outgoing</translation>
    </message>
    <message>
        <source>Dopo chiamata</source>
        <translation>Wrap-up</translation>
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
        <source>deciso dal responsabile</source>
        <translation>decided by the team lead</translation>
    </message>
    <message>
        <source>postazione non sentita</source>
        <translation>seat not heard</translation>
    </message>
    <message>
        <source>linea instabile</source>
        <translation>unsteady line</translation>
    </message>
    <message>
        <source>pausa dopo una telefonata difficile</source>
        <translation>break after a hard call</translation>
    </message>
    <message>
        <source>senza telefono</source>
        <translation>without a phone</translation>
    </message>
    <message>
        <source>telefonate a un&apos;altra postazione</source>
        <translation>calls at another seat</translation>
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
        <source>telefonata rifiutata</source>
        <translation>call declined</translation>
    </message>
    <message>
        <source>Mandato al II livello</source>
        <translation>Sent to level II</translation>
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
        <source>risolta</source>
        <translation>solved</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>Level II</translation>
    </message>
    <message>
        <source>trasferita</source>
        <translation>transferred</translation>
    </message>
    <message>
        <source>ha riagganciato</source>
        <translation>hung up</translation>
    </message>
    <message>
        <source>numero sbagliato</source>
        <translation>wrong number</translation>
    </message>
    <message>
        <source>richiamato</source>
        <translation>called back</translation>
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
        <translation>Text message</translation>
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
        <source>Luogo della segnalazione</source>
        <translation>Place of the report</translation>
    </message>
    <message>
        <source>Che cosa chiede</source>
        <translation>What they ask</translation>
    </message>
    <message>
        <source>Risposta data</source>
        <translation>Answer given</translation>
    </message>
    <message>
        <source>chiusa dal collega</source>
        <translation>ended by the colleague</translation>
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
        <source>Barra di stato</source>
        <translation>Status bar</translation>
    </message>
    <message>
        <source>Pagine: {0}</source>
        <translation>Pages: {0}</translation>
    </message>
    <message>
        <source>Impostazioni</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Collegamento</source>
        <translation>Connection</translation>
    </message>
</context>
<context>
    <name>StepTexts</name>
    <message>
        <source>Ricevuta</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>In lavorazione</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Risposta data</source>
        <translation>Answer given</translation>
    </message>
    <message>
        <source>Chiusa</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Stato della pratica: {0}. Passo {1} di {2}.</source>
        <translation>State of the case: {0}. Step {1} of {2}.</translation>
    </message>
    <message>
        <source>Sospesa {0}</source>
        <translation>Suspended {0}</translation>
    </message>
    <message>
        <source>da {0}</source>
        <translation>since {0}</translation>
    </message>
</context>
<context>
    <name>StoryTexts</name>
    <message>
        <source>{0}: voto {1} su 5, persi {2} %, variazione {3} ms.</source>
        <translation>{0}: score {1} of 5, {2} % lost, jitter {3} ms.</translation>
    </message>
    <message>
        <source>La linea era chiusa; trasferita lo stesso: «{0}».</source>
        <translation>The line was closed; transferred all the same: “{0}”.</translation>
    </message>
    <message>
        <source>Telefonata trasferita da {0}.</source>
        <translation>Call transferred by {0}.</translation>
    </message>
    <message>
        <source>Trasferita: ha risposto {0}.</source>
        <translation>Transferred: {0} answered.</translation>
    </message>
    <message>
        <source>{0}: voto {1} su 5, nel momento peggiore {2}; persi {3} %, variazione {4} ms.</source>
        <translation>{0}: score {1} of 5, at the worst moment {2}; {3} % lost, jitter {4} ms.</translation>
    </message>
    <message>
        <source>Cuffia: {0}.</source>
        <translation>Headset: {0}.</translation>
    </message>
    <message>
        <source>buona</source>
        <translation>good</translation>
    </message>
    <message>
        <source>discreta</source>
        <translation>fair</translation>
    </message>
    <message>
        <source>disturbata</source>
        <translation>bad</translation>
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
</context>
<context>
    <name>StripActions</name>
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
        <source>Trasferisci</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Richiamo</source>
        <translation>Callback</translation>
    </message>
    <message>
        <source>Tempo dopo</source>
        <translation>Time after</translation>
    </message>
    <message>
        <source>Alterna</source>
        <translation>Swap</translation>
    </message>
    <message>
        <source>Conferenza</source>
        <translation>Conference</translation>
    </message>
    <message>
        <source>Altro minuto</source>
        <translation>One more minute</translation>
    </message>
    <message>
        <source>Salva e torna pronto</source>
        <translation>Save and be ready</translation>
    </message>
    <message>
        <source>Pausa dopo</source>
        <translation>Break after</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>Hang up</translation>
    </message>
    <message>
        <source>Chiudi: {0}</source>
        <translation>Hang up: {0}</translation>
    </message>
    <message>
        <source>Chiudi: cittadino</source>
        <translation>Hang up: citizen</translation>
    </message>
    <message>
        <source>Termina consultazione</source>
        <translation>End consultation</translation>
    </message>
    <message>
        <source>Maiusc+F7</source>
        <translation>Shift+F7</translation>
    </message>
    <message>
        <source>Separa</source>
        <translation>Split</translation>
    </message>
    <message>
        <source>Salva</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Muto</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>Break</translation>
    </message>
    <message>
        <source>Termina</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Maiusc+F8</source>
        <translation>Shift+F8</translation>
    </message>
</context>
<context>
    <name>StripButtons</name>
    <message>
        <source>Altro</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>StripLines</name>
    <message numerus="yes">
        <source>%n da richiamare</source>
        <translation>
            <numerusform>%n to call back</numerusform>
            <numerusform>%n to call back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n oltre il termine</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
    <message>
        <source>F5 quando puoi rispondere</source>
        <translation>F5 when you can answer</translation>
    </message>
    <message>
        <source>si registra</source>
        <translation>recorded</translation>
    </message>
    <message>
        <source>registrazione sospesa</source>
        <translation>recording paused</translation>
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
        <source>la conferma dell&apos;argomento</source>
        <translation>the topic&apos;s confirmation</translation>
    </message>
    <message>
        <source>{0} dopo questa telefonata</source>
        <translation>{0} after this call</translation>
    </message>
    <message>
        <source>Allarme: F1</source>
        <translation>Alarm: F1</translation>
    </message>
    <message>
        <source>da confermare</source>
        <translation>to confirm</translation>
    </message>
    <message>
        <source>tempo finito</source>
        <translation>time is up</translation>
    </message>
    <message>
        <source>Muto</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>Risponde da sola</source>
        <translation>Answers by itself</translation>
    </message>
</context>
<context>
    <name>StripTexts</name>
    <message>
        <source>Numero nascosto</source>
        <translation>Number withheld</translation>
    </message>
    <message numerus="yes">
        <source>%n cittadini con questo numero</source>
        <translation>
            <numerusform>%n citizen with this number</numerusform>
            <numerusform>%n citizens with this number</numerusform>
        </translation>
    </message>
    <message>
        <source>Il cittadino ti ha messo in attesa</source>
        <translation>The citizen put you on hold</translation>
    </message>
    <message>
        <source>testo in tempo reale Ctrl+M</source>
        <translation>real-time text Ctrl+M</translation>
    </message>
    <message>
        <source>trasferisco a {0}…</source>
        <translation>transferring to {0}…</translation>
    </message>
    <message>
        <source>pratica {0}</source>
        <translation>case {0}</translation>
    </message>
    <message>
        <source>schermo bloccato</source>
        <translation>screen locked</translation>
    </message>
    <message>
        <source>entra per riprendere il testo</source>
        <translation>sign in to have your text again</translation>
    </message>
    <message>
        <source>Coda {0}</source>
        <translation>Queue {0}</translation>
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
        <source>Linea disturbata, perdita {0} %</source>
        <translation>Bad line, {0} % lost</translation>
    </message>
    <message>
        <source>Linea disturbata</source>
        <translation>Bad line</translation>
    </message>
    <message>
        <source>attesa {0}</source>
        <translation>waited {0}</translation>
    </message>
    <message>
        <source>ha premuto {0}</source>
        <translation>pressed {0}</translation>
    </message>
</context>
<context>
    <name>SystemsPageTexts</name>
    <message>
        <source>Stato</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Cerca una postazione</source>
        <translation>Search a seat</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Accounts</translation>
    </message>
    <message numerus="yes">
        <source>%n postazioni con un guasto</source>
        <translation>
            <numerusform>%n seat with a fault</numerusform>
            <numerusform>%n seats with a fault</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SystemsStrip</name>
    <message>
        <source>Stato dei sistemi</source>
        <translation>State of the systems</translation>
    </message>
    <message>
        <source>Sistemi</source>
        <translation>IT</translation>
    </message>
    <message>
        <source>Rileggi</source>
        <translation>Read again</translation>
    </message>
</context>
<context>
    <name>SystemsTexts</name>
    <message>
        <source>a posto</source>
        <translation>fine</translation>
    </message>
    <message>
        <source>spenta</source>
        <translation>off</translation>
    </message>
    <message>
        <source>non si sente</source>
        <translation>not heard</translation>
    </message>
    <message>
        <source>telefono fermo</source>
        <translation>phone stopped</translation>
    </message>
    <message>
        <source>linea assente</source>
        <translation>no line</translation>
    </message>
    <message>
        <source>microfono muto</source>
        <translation>microphone silent</translation>
    </message>
    <message>
        <source>lavoro non inviato</source>
        <translation>unsent work</translation>
    </message>
    <message>
        <source>disco quasi pieno</source>
        <translation>disk nearly full</translation>
    </message>
    <message>
        <source>rete lenta</source>
        <translation>slow network</translation>
    </message>
    <message>
        <source>da aggiornare</source>
        <translation>to be updated</translation>
    </message>
    <message>
        <source>da guardare</source>
        <translation>to be looked at</translation>
    </message>
    <message>
        <source>La postazione non risponde al server: nessuna telefonata arriva.</source>
        <translation>The seat does not answer the server: no call arrives.</translation>
    </message>
    <message>
        <source>Il programma del telefono è fermo: nessuna telefonata arriva.</source>
        <translation>The phone program has stopped: no call arrives.</translation>
    </message>
    <message>
        <source>Il centralino non conosce la linea: nessuna telefonata arriva.</source>
        <translation>The exchange does not know the line: no call arrives.</translation>
    </message>
    <message>
        <source>Il microfono tace: nessuna telefonata arriva.</source>
        <translation>The microphone is silent: no call arrives.</translation>
    </message>
    <message>
        <source>Resta poco spazio: libera il disco, le bozze vanno salvate.</source>
        <translation>Little room is left: free the disk, drafts must be saved.</translation>
    </message>
    <message>
        <source>Il server risponde lentamente: guarda la rete.</source>
        <translation>The server answers slowly: look at the network.</translation>
    </message>
    <message>
        <source>La versione non è quella del server: aggiorna la postazione.</source>
        <translation>The version is not that of the server: update the seat.</translation>
    </message>
    <message>
        <source>Nessuno vi risponde al telefono adesso.</source>
        <translation>Nobody answers the phone there now.</translation>
    </message>
    <message>
        <source>Contatti che qui altri non hanno inviato: {0}. Il più vecchio: {1}.</source>
        <translation>Contacts that others left unsent here: {0}. The oldest: {1}.</translation>
    </message>
    <message>
        <source>mai</source>
        <translation>never</translation>
    </message>
    <message>
        <source>{0} s fa</source>
        <translation>{0} s ago</translation>
    </message>
    <message>
        <source>{0} min fa</source>
        <translation>{0} min ago</translation>
    </message>
    <message numerus="yes">
        <source>%n postazioni</source>
        <translation>
            <numerusform>%n seat</numerusform>
            <numerusform>%n seats</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accese</source>
        <translation>
            <numerusform>%n on</numerusform>
            <numerusform>%n on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n con un guasto</source>
        <translation>
            <numerusform>%n with a fault</numerusform>
            <numerusform>%n with a fault</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n righe illeggibili sul server</source>
        <translation>
            <numerusform>%n unreadable row on the server</numerusform>
            <numerusform>%n unreadable rows on the server</numerusform>
        </translation>
    </message>
    <message>
        <source>Il server non risponde: tutto è fermo alle {0}.</source>
        <translation>The server does not answer: all of this is of {0}.</translation>
    </message>
    <message>
        <source>Il centralino «{0}» tace dalle {1}.</source>
        <translation>The exchange “{0}” is silent since {1}.</translation>
    </message>
    <message>
        <source>Linea esterna «{0}» guasta.</source>
        <translation>Outside line “{0}” is down.</translation>
    </message>
    <message>
        <source>L&apos;orologio del server è troppo avanti: i dati vecchi non si cancellano.</source>
        <translation>The server&apos;s clock is too far ahead: old data are not deleted.</translation>
    </message>
    <message>
        <source>versione {0} su {1} di {2}</source>
        <translation>version {0} on {1} of {2}</translation>
    </message>
    <message>
        <source>Operatore</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>Level II</translation>
    </message>
    <message>
        <source>Responsabile</source>
        <translation>Team lead</translation>
    </message>
    <message>
        <source>Redazione</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>Sistemi</source>
        <translation>IT</translation>
    </message>
    <message>
        <source>Centralino</source>
        <translation>Exchange</translation>
    </message>
    <message>
        <source>attivo</source>
        <translation>active</translation>
    </message>
    <message>
        <source>bloccato</source>
        <translation>blocked</translation>
    </message>
    <message>
        <source>senza password</source>
        <translation>no password</translation>
    </message>
    <message>
        <source>sempre aperta</source>
        <translation>always open</translation>
    </message>
</context>
<context>
    <name>TeamCommands</name>
    <message>
        <source>Squadra: chi è in servizio, allarmi, code, blocchi</source>
        <translation>Team: who is on duty, alarms, queues, blocks</translation>
    </message>
    <message>
        <source>Chiedi di bloccare questo numero</source>
        <translation>Ask to block this number</translation>
    </message>
    <message>
        <source>Nessun cittadino in linea da bloccare.</source>
        <translation>No citizen on the line to block.</translation>
    </message>
    <message>
        <source>Motivo di un blocco</source>
        <translation>Reason for a block</translation>
    </message>
    <message>
        <source>Messaggio a un collega</source>
        <translation>Message to a colleague</translation>
    </message>
    <message>
        <source>Testo di emergenza</source>
        <translation>Emergency text</translation>
    </message>
</context>
<context>
    <name>TeamPanel</name>
    <message>
        <source>Squadra</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Chi o che cosa</source>
        <translation>Who or what</translation>
    </message>
    <message>
        <source>Postazione</source>
        <translation>Seat</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Da</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Allarme</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Invio sceglie che cosa fare. Esc chiude.</source>
        <translation>Enter chooses what to do. Esc closes.</translation>
    </message>
    <message>
        <source>Una cifra o Invio lo fa. Tab cambia riquadro. Esc torna all&apos;elenco.</source>
        <translation>A digit or Enter does it. Tab goes to the next part. Esc goes back to the list.</translation>
    </message>
    <message>
        <source>Il server non risponde: questo è quello che si sapeva prima.</source>
        <translation>The server does not answer: this is what was known before.</translation>
    </message>
    <message>
        <source>Chiedo al server chi è in servizio…</source>
        <translation>Asking the server who is on duty…</translation>
    </message>
    <message>
        <source>{0}, postazione {1}: {2}</source>
        <translation>{0}, seat {1}: {2}</translation>
    </message>
    <message>
        <source>Ho visto l&apos;allarme</source>
        <translation>I have seen the alarm</translation>
    </message>
    <message>
        <source>{0}: nessuno entra e nessuno esce da qui. Chiama l&apos;assistenza; chi è in linea può continuare finché sente.</source>
        <translation>{0}: no call comes in or goes out here. Call support; whoever is in a call may go on as long as they can hear.</translation>
    </message>
    <message>
        <source>Ho letto</source>
        <translation>I have read it</translation>
    </message>
    <message>
        <source>Perché vuoi vedere le persone? Il motivo resta nel registro.</source>
        <translation>Why do you want to see the people? The reason is kept.</translation>
    </message>
    <message>
        <source>{0}, postazione {1}</source>
        <translation>{0}, seat {1}</translation>
    </message>
    <message>
        <source>Messaggio (facoltativo)</source>
        <translation>Message (optional)</translation>
    </message>
    <message>
        <source>Non pronto: {0}</source>
        <translation>Not ready: {0}</translation>
    </message>
    <message>
        <source>Fuori servizio: esce e non squilla più niente</source>
        <translation>Off duty: signed out, nothing rings any more</translation>
    </message>
    <message>
        <source>Chiudi il suo accesso: la postazione si blocca</source>
        <translation>End this session: the seat locks</translation>
    </message>
    <message>
        <source>Pronto</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Bloccare {0}? Lo chiede {1}: {2}. Scade: {3}</source>
        <translation>Block {0}? Asked by {1}: {2}. Ends: {3}</translation>
    </message>
    <message>
        <source>mai</source>
        <translation>never</translation>
    </message>
    <message>
        <source>Togli il blocco</source>
        <translation>Lift the block</translation>
    </message>
    <message>
        <source>Non bloccare</source>
        <translation>Do not block</translation>
    </message>
    <message>
        <source>Blocca</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Coda {0}: testo di emergenza, prima di ogni altro</source>
        <translation>Queue {0}: emergency text, before any other</translation>
    </message>
    <message>
        <source>Fallo sentire a chi chiama</source>
        <translation>Play it to callers</translation>
    </message>
    <message>
        <source>Toglilo</source>
        <translation>Take it away</translation>
    </message>
    <message>
        <source>Nome del testo (lettere minuscole, cifre, trattini)</source>
        <translation>Name of the text (lower-case letters, digits, hyphens)</translation>
    </message>
</context>
<context>
    <name>TeamRows</name>
    <message>
        <source>serve un motivo scritto</source>
        <translation>needs a written reason</translation>
    </message>
    <message>
        <source>Persone in servizio</source>
        <translation>People on duty</translation>
    </message>
    <message>
        <source>Blocco {0}: {1}</source>
        <translation>Block {0}: {1}</translation>
    </message>
    <message>
        <source>{0}: testo di emergenza</source>
        <translation>{0}: emergency text</translation>
    </message>
    <message>
        <source>Coda {0}</source>
        <translation>Queue {0}</translation>
    </message>
    <message>
        <source>Linea esterna «{0}»</source>
        <translation>Outside line “{0}”</translation>
    </message>
</context>
<context>
    <name>TeamTexts</name>
    <message>
        <source>Sicurezza di chi risponde</source>
        <translation>Safety of who answers</translation>
    </message>
    <message>
        <source>Reclamo di un cittadino</source>
        <translation>Complaint of a citizen</translation>
    </message>
    <message>
        <source>Turno e presenze</source>
        <translation>Shift and presence</translation>
    </message>
    <message>
        <source>Formazione</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>bloccato</source>
        <translation>blocked</translation>
    </message>
    <message>
        <source>chiesto da te</source>
        <translation>asked by you</translation>
    </message>
    <message>
        <source>da decidere</source>
        <translation>to decide</translation>
    </message>
    <message>
        <source>Il server non risponde: niente è cambiato. Riprova.</source>
        <translation>The server does not answer: nothing has changed. Try again.</translation>
    </message>
    <message>
        <source>Questo lo decide un altro responsabile, non tu.</source>
        <translation>Another team lead decides this, not you.</translation>
    </message>
    <message>
        <source>Allarme: serve il 112</source>
        <translation>Alarm: 112 is needed</translation>
    </message>
    <message>
        <source>Allarme: minaccia</source>
        <translation>Alarm: threat</translation>
    </message>
    <message>
        <source>Allarme: pericolo di vita</source>
        <translation>Alarm: life in danger</translation>
    </message>
    <message>
        <source>Allarme</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Linea esterna guasta</source>
        <translation>Outside line down</translation>
    </message>
    <message>
        <source>Intanto questa persona è uscita: niente da fare.</source>
        <translation>This person has signed out meanwhile: there is nothing to do.</translation>
    </message>
    <message>
        <source>Questa persona non è più in servizio.</source>
        <translation>This person is no longer on duty.</translation>
    </message>
    <message>
        <source>Scrivi il motivo, poi scegli per quanto.</source>
        <translation>Type the reason, then choose for how long.</translation>
    </message>
    <message>
        <source>Il server non accetta quello che hai scritto: controllalo e riprova.</source>
        <translation>The server does not accept what you typed: check it and try again.</translation>
    </message>
    <message>
        <source>Il testo è troppo lungo: accorcialo e riprova.</source>
        <translation>The text is too long: shorten it and try again.</translation>
    </message>
    <message>
        <source>Questa coda non c&apos;è più.</source>
        <translation>This queue is gone.</translation>
    </message>
    <message>
        <source>Questo numero non si può bloccare.</source>
        <translation>This number cannot be blocked.</translation>
    </message>
    <message>
        <source>Non è riuscito: riprova. Se succede ancora chiama l&apos;assistenza.</source>
        <translation>It did not work: try again. If it happens again call support.</translation>
    </message>
</context>
<context>
    <name>TextBubbles</name>
    <message>
        <source>Cittadino</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Tu</source>
        <translation>You</translation>
    </message>
</context>
<context>
    <name>TextPane</name>
    <message>
        <source>Testo in tempo reale</source>
        <translation>Real-time text</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Cittadino: {0}</source>
        <translation>Citizen: {0}</translation>
    </message>
    <message>
        <source>Tu: {0}</source>
        <translation>You: {0}</translation>
    </message>
    <message>
        <source>Scrivi al cittadino: vede ogni lettera</source>
        <translation>Write to the citizen, who sees each letter</translation>
    </message>
    <message>
        <source>Scrivi al cittadino</source>
        <translation>Write to the citizen</translation>
    </message>
</context>
<context>
    <name>TextPresenter</name>
    <message>
        <source>Il testo non parte: il server non risponde. Continua a voce.</source>
        <translation>The text does not leave: the server does not answer. Go on by voice.</translation>
    </message>
    <message>
        <source>La telefonata è finita: qui si può solo leggere.</source>
        <translation>The call is over: here one can only read.</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Nome utente o password non corretti. Controlla le maiuscole e riprova.</source>
        <translation>User name or password not correct. Check capital letters and try again.</translation>
    </message>
    <message>
        <source>L&apos;accesso è rimasto a metà per troppo tempo: ricomincia dalla password.</source>
        <translation>The sign-in was left half done for too long: start again from the password.</translation>
    </message>
    <message>
        <source>Troppi tentativi. Aspetta cinque minuti, poi riprova o chiama l&apos;assistenza.</source>
        <translation>Too many tries. Wait five minutes, then try again or call support.</translation>
    </message>
    <message>
        <source>Questo accesso è stato disattivato. Chiedi al tuo responsabile.</source>
        <translation>This account has been disabled. Ask your team lead.</translation>
    </message>
    <message>
        <source>Il server non risponde e da troppo tempo non conferma il tuo accesso: qui non si entra senza collegamento. Controlla il cavo di rete o chiama l&apos;assistenza.</source>
        <translation>The server does not answer, and it has not confirmed your access for too long: nobody signs in here offline. Check the network cable, or call support.</translation>
    </message>
    <message>
        <source>Con questa linea lavora già un&apos;altra persona. Controlla il numero della linea o chiama il responsabile.</source>
        <translation>Somebody else already works with this line. Check the number of the line, or call your team lead.</translation>
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
        <source>Scrivi qui che cosa deve sapere l&apos;altro ufficio.</source>
        <translation>Write here what the other desk must know.</translation>
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
        <source>la riapertura del contatto</source>
        <translation>the reopening of the contact</translation>
    </message>
    <message>
        <source>la correzione del contatto</source>
        <translation>the correction of the contact</translation>
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
        <source>l&apos;argomento della pratica</source>
        <translation>the topic of the case</translation>
    </message>
    <message>
        <source>la nota della pratica</source>
        <translation>the note of the case</translation>
    </message>
    <message>
        <source>la modifica della scheda</source>
        <translation>the change of the card</translation>
    </message>
    <message>
        <source>la scelta tra due testi</source>
        <translation>the choice between two texts</translation>
    </message>
    <message>
        <source>la richiesta di revisione</source>
        <translation>the request for review</translation>
    </message>
    <message>
        <source>la revisione</source>
        <translation>the review</translation>
    </message>
    <message>
        <source>la revisione di più schede</source>
        <translation>the review of several cards</translation>
    </message>
    <message>
        <source>il ritiro della scheda</source>
        <translation>the withdrawal of the card</translation>
    </message>
    <message>
        <source>il ripristino della scheda</source>
        <translation>the restoring of the card</translation>
    </message>
    <message>
        <source>il cambio degli orari</source>
        <translation>the change of hours</translation>
    </message>
    <message>
        <source>la segnalazione sulla scheda</source>
        <translation>the report about the card</translation>
    </message>
    <message>
        <source>la risposta alla segnalazione</source>
        <translation>the answer to the report</translation>
    </message>
    <message>
        <source>l&apos;invio della scheda al cittadino</source>
        <translation>the sending of the card to the citizen</translation>
    </message>
    <message>
        <source>l&apos;invio del numero della pratica al cittadino</source>
        <translation>the sending of the case number to the citizen</translation>
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
        <source>Scegli l&apos;ufficio di II livello a cui mandarlo.</source>
        <translation>Choose the level-II desk to send it to.</translation>
    </message>
    <message>
        <source>il cambio di ufficio della pratica</source>
        <translation>the change of desk of the case</translation>
    </message>
    <message>
        <source>l&apos;eliminazione della bozza</source>
        <translation>the deletion of the draft</translation>
    </message>
    <message>
        <source>intanto il richiamo è diventato di un collega. Il tuo testo è nella pratica.</source>
        <translation>meanwhile the callback went to a colleague. Your text is in the case.</translation>
    </message>
    <message>
        <source>il richiamo non esiste più.</source>
        <translation>the callback no longer exists.</translation>
    </message>
    <message>
        <source>il contatto non è mai arrivato. Chiudilo di nuovo: F9.</source>
        <translation>the contact never arrived. Close it again: F9.</translation>
    </message>
    <message>
        <source>sono passate più di 24 ore: il contatto resta com&apos;era.</source>
        <translation>more than 24 hours have passed: the contact stays as it was.</translation>
    </message>
    <message>
        <source>il II livello ha già preso in carico la pratica. Il contatto resta chiuso: quello che scrivi ora diventa una correzione.</source>
        <translation>level II has already taken up the case. The contact stays closed: what you write now becomes a correction.</translation>
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
        <translation>your account does not allow it. Ask your team lead.</translation>
    </message>
    <message>
        <source>ha una data di mesi fa. Se non è registrato, registralo ora.</source>
        <translation>it is dated months ago. If it is not recorded, record it now.</translation>
    </message>
    <message>
        <source>è di dopo la chiusura dell&apos;accesso da cui è stato scritto. Se è vero, registralo.</source>
        <translation>it was written after the access it was written with had been closed. If it is true, record it.</translation>
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
        <source>è troppo lungo. Aprilo in «Da completare» e accorcialo.</source>
        <translation>it is too long. Open it under “To complete” and shorten it.</translation>
    </message>
    <message>
        <source>il suo disco è pieno. Resta qui e riparte da solo.</source>
        <translation>its disk is full. It stays here and is sent again by itself.</translation>
    </message>
    <message>
        <source>per ora non può registrare. Resta qui e riparte da solo.</source>
        <translation>it cannot record for now. It stays here and is sent again by itself.</translation>
    </message>
    <message>
        <source>si è guastato mentre registrava. Avvisa l&apos;assistenza.</source>
        <translation>it failed while recording. Tell support.</translation>
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
</context>
<context>
    <name>TodayTexts</name>
    <message>
        <source>Da sapere · dati delle {0}</source>
        <translation>To know · as of {0}</translation>
    </message>
    <message>
        <source>Oggi da sapere · {0}</source>
        <translation>To know today · {0}</translation>
    </message>
    <message>
        <source>Per questa pratica</source>
        <translation>For this case</translation>
    </message>
    <message>
        <source>Le più chieste · aggiornate: {0}</source>
        <translation>Most asked · as of {0}</translation>
    </message>
    <message>
        <source>Le più chieste oggi</source>
        <translation>Most asked today</translation>
    </message>
    <message>
        <source>Nuova: {0}</source>
        <translation>New: {0}</translation>
    </message>
    <message>
        <source>Cambiata: {0}</source>
        <translation>Changed: {0}</translation>
    </message>
    <message>
        <source>Avviso: {0}</source>
        <translation>Notice: {0}</translation>
    </message>
    <message>
        <source>Ritirata: {0}</source>
        <translation>Withdrawn: {0}</translation>
    </message>
</context>
<context>
    <name>TransferPanel</name>
    <message>
        <source>Trasferisci o consulta</source>
        <translation>Transfer or consult</translation>
    </message>
    <message>
        <source>Chiama</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>La telefonata è finita. Quello che hai scritto resta qui finché chiudi: Esc.</source>
        <translation>The call is over. What you wrote stays here until you close: Esc.</translation>
    </message>
    <message>
        <source>Nessuna linea con questo nome. Prova con meno lettere o con il numero.</source>
        <translation>No line with this name. Try fewer letters or the number.</translation>
    </message>
    <message>
        <source>Il server non risponde: mancano i colleghi, il resto funziona.</source>
        <translation>The server does not answer: colleagues are missing, the rest works.</translation>
    </message>
    <message>
        <source>Invio</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Consulta</source>
        <translation>Consult</translation>
    </message>
    <message>
        <source>Ctrl+Invio</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Trasferisci</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Chiama lo stesso</source>
        <translation>Call all the same</translation>
    </message>
    <message>
        <source>Trasferisci lo stesso</source>
        <translation>Transfer all the same</translation>
    </message>
    <message>
        <source>Consulta lo stesso</source>
        <translation>Consult all the same</translation>
    </message>
    <message>
        <source>la linea</source>
        <translation>the line</translation>
    </message>
    <message>
        <source>Preparo il trasferimento a {0}…</source>
        <translation>Preparing the transfer to {0}…</translation>
    </message>
    <message>
        <source>Trasferisco la telefonata a {0}…</source>
        <translation>Transferring the call to {0}…</translation>
    </message>
    <message>
        <source>In conferenza: tu, il cittadino e {0}.</source>
        <translation>In a conference: you, the citizen and {0}.</translation>
    </message>
    <message>
        <source>Trasferisci la telefonata</source>
        <translation>Transfer the call</translation>
    </message>
    <message>
        <source>In conferenza</source>
        <translation>In a conference</translation>
    </message>
    <message>
        <source>Parli con il cittadino. {0} aspetta.</source>
        <translation>You speak with the citizen. {0} waits.</translation>
    </message>
    <message>
        <source>Parli con: {0}. Il cittadino aspetta con la musica.</source>
        <translation>You speak with: {0}. The citizen waits with music.</translation>
    </message>
    <message>
        <source>Chiamo {0}. Il cittadino aspetta con la musica.</source>
        <translation>Calling {0}. The citizen waits with music.</translation>
    </message>
    <message>
        <source>Torna al cittadino</source>
        <translation>Back to the citizen</translation>
    </message>
    <message>
        <source>Alterna</source>
        <translation>Swap</translation>
    </message>
    <message>
        <source>Separa</source>
        <translation>Split</translation>
    </message>
</context>
<context>
    <name>UndoCommand</name>
    <message>
        <source>Annulla: testo o ultimo contatto</source>
        <translation>Undo: text or last contact</translation>
    </message>
    <message>
        <source>Niente da annullare.</source>
        <translation>Nothing to undo.</translation>
    </message>
    <message>
        <source>Squilla una telefonata: prima rispondi o rifiuta.</source>
        <translation>A call is ringing: answer or decline it first.</translation>
    </message>
    <message>
        <source>Prima salva il contatto della telefonata: F9.</source>
        <translation>First save the contact of this call: F9.</translation>
    </message>
    <message>
        <source>Annullato: testo.</source>
        <translation>Undone: text.</translation>
    </message>
</context>
<context>
    <name>UnsentInputPanel</name>
    <message>
        <source>Testi scritti e non inviati</source>
        <translation>Texts written and not sent</translation>
    </message>
    <message>
        <source>Che cosa</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Riguarda</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Scritto</source>
        <translation>Written</translation>
    </message>
    <message>
        <source>testi non inviati: Ctrl+O</source>
        <translation>texts not sent: Ctrl+O</translation>
    </message>
    <message>
        <source>Non accettato · {0}</source>
        <translation>Not accepted · {0}</translation>
    </message>
    <message>
        <source>Vai avanti a scriverlo</source>
        <translation>Go on writing it</translation>
    </message>
    <message>
        <source>Copialo</source>
        <translation>Copy it</translation>
    </message>
    <message>
        <source>Eliminalo</source>
        <translation>Delete it</translation>
    </message>
    <message>
        <source>Non c&apos;è niente di scritto e non inviato.</source>
        <translation>Nothing written is left unsent.</translation>
    </message>
    <message>
        <source>Lì ora c&apos;è un altro testo: questo si può copiare.</source>
        <translation>Another text stands there now: this one can be copied.</translation>
    </message>
    <message>
        <source>La telefonata di allora non è più in linea: il testo si può copiare.</source>
        <translation>That call is no longer on the line: the text can be copied.</translation>
    </message>
    <message>
        <source>Da qui non si può riaprire: il testo si può copiare.</source>
        <translation>It cannot be opened again from here: the text can be copied.</translation>
    </message>
    <message>
        <source>Una cifra o Invio lo fa. Esc torna all&apos;elenco.</source>
        <translation>A digit or Enter does it. Esc goes back to the list.</translation>
    </message>
    <message>
        <source>Esc chiude.</source>
        <translation>Esc closes.</translation>
    </message>
    <message>
        <source>Invio apre un testo. Esc chiude.</source>
        <translation>Enter opens a text. Esc closes.</translation>
    </message>
    <message>
        <source>Un testo resta {0} giorni, quello di una telefonata uno solo.</source>
        <translation>A text is kept for {0} days, one about a call for one only.</translation>
    </message>
    <message>
        <source>Copiato.</source>
        <translation>Copied.</translation>
    </message>
    <message>
        <source>Eliminato.</source>
        <translation>Deleted.</translation>
    </message>
</context>
<context>
    <name>UnsentInputText</name>
    <message>
        <source>Testo</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Non accettato: {0}</source>
        <translation>Not accepted: {0}</translation>
    </message>
</context>
<context>
    <name>VersionsPresenter</name>
    <message>
        <source>Per vedere le versioni serve il collegamento. Riprova più tardi.</source>
        <translation>The versions need the connection. Try again later.</translation>
    </message>
    <message>
        <source>Chiedo al server le versioni…</source>
        <translation>Asking the server for the versions…</translation>
    </message>
    <message>
        <source>Il server non ha versioni di questa voce.</source>
        <translation>The server has no versions of this entry.</translation>
    </message>
    <message>
        <source>Riparti da questa versione</source>
        <translation>Start again from this version</translation>
    </message>
    <message>
        <source>Versioni pubblicate</source>
        <translation>Published versions</translation>
    </message>
    <message>
        <source>Uguale a quella pubblicata.</source>
        <translation>The same as the published one.</translation>
    </message>
    <message>
        <source>Versione {0}</source>
        <translation>Version {0}</translation>
    </message>
    <message>
        <source>Pubblicata</source>
        <translation>Published</translation>
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
    <name>_ChooserLine</name>
    <message>
        <source>Invio</source>
        <comment>key</comment>
        <translation>Enter</translation>
    </message>
</context>
</TS>
