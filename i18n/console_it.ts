<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="it">
<context>
    <name>CallbackQueueScreen</name>
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
    <name>CallerSide</name>
    <message numerus="yes">
        <source>%n pratiche aperte</source>
        <translation>
            <numerusform>%n pratica aperta</numerusform>
            <numerusform>%n pratiche aperte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n schede con questo numero.</source>
        <translation>
            <numerusform>%n scheda con questo numero.</numerusform>
            <numerusform>%n schede con questo numero.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeatStrip</name>
    <message numerus="yes">
        <source>%n schede con questo numero</source>
        <translation>
            <numerusform>%n scheda con questo numero</numerusform>
            <numerusform>%n schede con questo numero</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wording</name>
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
    <message numerus="yes">
        <source>Collegato di nuovo. %n cose inviate.</source>
        <translation>
            <numerusform>Collegato di nuovo. %n cosa inviata.</numerusform>
            <numerusform>Collegato di nuovo. %n cose inviate.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message numerus="yes">
        <source>%n da completare</source>
        <translation>
            <numerusform>%n da completare</numerusform>
            <numerusform>%n da completare</numerusform>
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
</TS>
