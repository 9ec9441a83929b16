<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="it">
<context>
    <name>AccountsPresenter</name>
    <message>
        <source>Chiedo al server account e code…</source>
        <translation>أسأل الخادم عن الحسابات والطوابير…</translation>
    </message>
    <message>
        <source>Si cambiano con chiamaroma-server account e import; ogni cambio va nel registro.</source>
        <translation>تُغيَّر بأمري chiamaroma-server account وimport؛ كل تغيير يُسجَّل.</translation>
    </message>
</context>
<context>
    <name>AccountsScreen</name>
    <message>
        <source>Account</source>
        <translation>الحسابات</translation>
    </message>
    <message>
        <source>Nome utente</source>
        <translation>اسم المستخدم</translation>
    </message>
    <message>
        <source>Ruolo</source>
        <translation>الدور</translation>
    </message>
    <message>
        <source>Uffici</source>
        <translation>المكاتب</translation>
    </message>
    <message>
        <source>Lingue</source>
        <translation>اللغات</translation>
    </message>
    <message>
        <source>Accesso</source>
        <translation>آخر دخول</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>الطوابير</translation>
    </message>
    <message>
        <source>Coda</source>
        <translation>الطابور</translation>
    </message>
    <message>
        <source>Ingresso</source>
        <translation>الرقم</translation>
    </message>
    <message>
        <source>Orario</source>
        <translation>الدوام</translation>
    </message>
    <message>
        <source>Persone</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Aiuta</source>
        <translation>يساعده</translation>
    </message>
    <message>
        <source>scegli</source>
        <translation>اختر</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>الجزء التالي</translation>
    </message>
    <message>
        <source>tutti i comandi</source>
        <translation>كل الأوامر</translation>
    </message>
</context>
<context>
    <name>AfterTexts</name>
    <message>
        <source>Salvando: risposta data, la pratica si chiude.</source>
        <translation>عند الحفظ: أُعطي الجواب وتُغلق المعاملة.</translation>
    </message>
    <message>
        <source>Salvando: aspetta l&apos;ufficio, di nuovo in coda {0}.</source>
        <translation>عند الحفظ: تنتظر المكتب، وتعود إلى الطابور {0}.</translation>
    </message>
    <message>
        <source>Salvando: era l&apos;ultimo tentativo, il richiamo finisce qui.</source>
        <translation>عند الحفظ: كانت المحاولة الأخيرة، تنتهي معاودة الاتصال هنا.</translation>
    </message>
    <message>
        <source>Salvando: di nuovo in coda {0}.</source>
        <translation>عند الحفظ: يعود إلى الطابور {0}.</translation>
    </message>
    <message>
        <source>dalle {0}</source>
        <translation>من الساعة {0}</translation>
    </message>
    <message>
        <source>dal {0}</source>
        <translation>من {0}</translation>
    </message>
</context>
<context>
    <name>AnswerHeadings</name>
    <message>
        <source>Da dire</source>
        <translation>ما يُقال</translation>
    </message>
</context>
<context>
    <name>AudioPanel</name>
    <message>
        <source>Prova audio e rete</source>
        <translation>اختبار الصوت والشبكة</translation>
    </message>
    <message>
        <source>La tua voce</source>
        <translation>صوتك</translation>
    </message>
    <message>
        <source>Quello che senti</source>
        <translation>ما تسمعه</translation>
    </message>
    <message>
        <source>Prova l&apos;eco</source>
        <translation>اختبر الصدى</translation>
    </message>
    <message>
        <source>Ferma l&apos;eco</source>
        <translation>أوقف الصدى</translation>
    </message>
    <message>
        <source>Esc chiude.</source>
        <translation>اضغط Esc للإغلاق.</translation>
    </message>
</context>
<context>
    <name>AudioPresenter</name>
    <message>
        <source>Microfono della cuffia</source>
        <translation>ميكروفون سماعة الرأس</translation>
    </message>
    <message>
        <source>Ascolto della cuffia</source>
        <translation>صوت سماعة الرأس</translation>
    </message>
    <message>
        <source>Suoneria</source>
        <translation>الرنين</translation>
    </message>
    <message>
        <source>Quello scelto dal sistema</source>
        <translation>ما يختاره النظام</translation>
    </message>
    <message>
        <source>{0} (non collegata)</source>
        <translation>⁨{0}⁩ (غير موصولة)</translation>
    </message>
    <message>
        <source>Quello scelto non è collegato</source>
        <translation>الجهاز المختار غير موصول</translation>
    </message>
    <message>
        <source>Telefono: collegato a {0}</source>
        <translation>الهاتف: متصل بـ {0}</translation>
    </message>
    <message>
        <source>Telefono: non collegato</source>
        <translation>الهاتف: غير متصل</translation>
    </message>
    <message>
        <source>Tasti della cuffia: {0}</source>
        <translation>أزرار السماعة: {0}</translation>
    </message>
    <message>
        <source>Tasti della cuffia: nessuna cuffia con tasti</source>
        <translation>أزرار السماعة: لا توجد سماعة بأزرار</translation>
    </message>
    <message>
        <source>Qualità della linea: questo telefono non la misura</source>
        <translation>جودة الخط: هذا الهاتف لا يقيسها</translation>
    </message>
    <message>
        <source>Qualità della linea: si misura durante una telefonata</source>
        <translation>جودة الخط: تُقاس أثناء المكالمة</translation>
    </message>
    <message>
        <source>Linea: voto {0} su 5 · persi {1} % · ritardo {2} ms · variazione {3} ms</source>
        <translation>الخط: التقييم {0} من 5 · الفقدان {1}% · التأخير {2} م.ث · التذبذب {3} م.ث</translation>
    </message>
    <message>
        <source>Il telefono si è fermato: lo stiamo riavviando.</source>
        <translation>توقّف الهاتف: نعيد تشغيله الآن.</translation>
    </message>
    <message>
        <source>Cuffia, volume e suoneria si scelgono sull&apos;apparecchio.</source>
        <translation>السماعة والصوت والرنين تُضبط على الجهاز نفسه.</translation>
    </message>
    <message>
        <source>Il microfono non si sente. Controlla che la cuffia sia collegata e non spenta, poi sceglila qui sopra.</source>
        <translation>لا يُسمع الميكروفون. تأكّد أن السماعة موصولة وغير مطفأة، ثم اخترها من الأعلى.</translation>
    </message>
    <message>
        <source>Parla: devi risentirti dopo mezzo secondo. Se no, scegli un&apos;altra cuffia.</source>
        <translation>تكلّم: يجب أن تسمع صوتك بعد نصف ثانية. وإلا فاختر سماعة أخرى.</translation>
    </message>
    <message>
        <source>La prova dell&apos;eco si fa senza una telefonata in corso.</source>
        <translation>يُجرى اختبار الصدى عندما لا تكون هناك مكالمة جارية.</translation>
    </message>
    <message>
        <source>Questa cuffia non risponde. Staccala, riattaccala e riprova.</source>
        <translation>هذه السماعة لا تستجيب. افصلها ثم أوصلها وأعد المحاولة.</translation>
    </message>
    <message>
        <source>La prova non è riuscita. Riprova.</source>
        <translation>لم ينجح الاختبار. أعد المحاولة.</translation>
    </message>
</context>
<context>
    <name>BlockPanel</name>
    <message>
        <source>Chiedi di bloccare questo numero</source>
        <translation>طلب حظر هذا الرقم</translation>
    </message>
    <message>
        <source>Perché (lo legge il responsabile che decide)</source>
        <translation>السبب (يقرؤه المشرف الذي يقرّر)</translation>
    </message>
    <message>
        <source>Scrivi il motivo, Invio, poi una cifra. Esc chiude.</source>
        <translation>اكتب السبب ثم Enter ثم رقمًا. Esc للإغلاق.</translation>
    </message>
    <message>
        <source>Esc chiude.</source>
        <translation>اضغط Esc للإغلاق.</translation>
    </message>
    <message>
        <source>Lo chiedo…</source>
        <translation>جارٍ الطلب…</translation>
    </message>
    <message>
        <source>Richiesta inviata: vale quando un responsabile è d&apos;accordo.</source>
        <translation>أُرسل الطلب: يسري عندما يوافق مشرف.</translation>
    </message>
    <message>
        <source>per un giorno</source>
        <translation>ليوم واحد</translation>
    </message>
    <message>
        <source>per 7 giorni</source>
        <translation>لمدة 7 أيام</translation>
    </message>
    <message>
        <source>per 30 giorni</source>
        <translation>لمدة 30 يومًا</translation>
    </message>
    <message>
        <source>per sempre</source>
        <translation>دائمًا</translation>
    </message>
</context>
<context>
    <name>BrokenPage</name>
    <message>
        <source>Che cosa è al sicuro</source>
        <translation>ما هو محفوظ</translation>
    </message>
</context>
<context>
    <name>BrokenScreen</name>
    <message>
        <source>La console non può cominciare</source>
        <translation>لا يمكن للبرنامج أن يبدأ</translation>
    </message>
</context>
<context>
    <name>BulkHoursPanel</name>
    <message>
        <source>Orari di molti uffici</source>
        <translation>مواعيد مكاتب كثيرة</translation>
    </message>
    <message>
        <source>Quali uffici: nome, via, municipio</source>
        <translation>أي المكاتب: الاسم، الشارع، البلدية</translation>
    </message>
    <message>
        <source>vuoto: tutti</source>
        <translation>فارغ: الكل</translation>
    </message>
    <message>
        <source>Uffici</source>
        <translation>المكاتب</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>المكتب</translation>
    </message>
    <message>
        <source>Mun.</source>
        <translation>البلدية</translation>
    </message>
    <message>
        <source>Giorno</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>gg/mm/aaaa</source>
        <translation>يي/شش/سسسس</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>chiuso, oppure 9-12</source>
        <translation>chiuso أو 9-12</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Perché, per chi rivede</source>
        <translation>لماذا، لمن يراجع</translation>
    </message>
    <message>
        <source>Sportello</source>
        <translation>الشباك</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>الهاتف</translation>
    </message>
    <message>
        <source>Prepara la revisione</source>
        <translation>جهّز المراجعة</translation>
    </message>
</context>
<context>
    <name>BulkHoursPresenter</name>
    <message>
        <source>Scrivi il giorno così: 28/11/2026</source>
        <translation>اكتب اليوم هكذا: 28/11/2026</translation>
    </message>
    <message>
        <source>Scrivi chiuso, oppure 9-12</source>
        <translation>اكتب chiuso أو 9-12</translation>
    </message>
    <message>
        <source>È nel passato. Scegli da oggi in poi.</source>
        <translation>هذا في الماضي. اختر من اليوم فصاعدًا.</translation>
    </message>
    <message>
        <source>Gli orari si accavallano o sono vuoti.</source>
        <translation>المواعيد متداخلة أو فارغة.</translation>
    </message>
    <message numerus="yes">
        <source>Inviato per %n uffici: un&apos;altra persona li approva insieme.</source>
        <translation>
            <numerusform>أُرسل لـ%n مكتب: يوافق عليها شخص آخر معًا.</numerusform>
            <numerusform>أُرسل لمكتب واحد (%n): يوافق عليه شخص آخر.</numerusform>
            <numerusform>أُرسل لمكتبين (%n): يوافق عليهما شخص آخر معًا.</numerusform>
            <numerusform>أُرسل لـ%n مكاتب: يوافق عليها شخص آخر معًا.</numerusform>
            <numerusform>أُرسل لـ%n مكتبًا: يوافق عليها شخص آخر معًا.</numerusform>
            <numerusform>أُرسل لـ%n مكتب: يوافق عليها شخص آخر معًا.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uffici su {0}, da approvare insieme.</source>
        <translation>
            <numerusform>%n مكتب من {0}، يُوافَق عليها معًا.</numerusform>
            <numerusform>مكتب واحد (%n) من {0}، يحتاج إلى موافقة.</numerusform>
            <numerusform>مكتبان (%n) من {0}، يُوافَق عليهما معًا.</numerusform>
            <numerusform>%n مكاتب من {0}، يُوافَق عليها معًا.</numerusform>
            <numerusform>%n مكتبًا من {0}، يُوافَق عليها معًا.</numerusform>
            <numerusform>%n مكتب من {0}، يُوافَق عليها معًا.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallCommands</name>
    <message>
        <source>Sei in conversazione: prima chiudi la telefonata, Maiusc+F8.</source>
        <translation>أنت في مكالمة: أنهِ المكالمة أولًا، Shift+F8.</translation>
    </message>
    <message>
        <source>Squilla una telefonata: prima F4 o Maiusc+F4.</source>
        <translation>مكالمة ترن: أولًا F4 أو Shift+F4.</translation>
    </message>
    <message>
        <source>C&apos;è una telefonata in corso: scrivi la password e chiudila.</source>
        <translation>هناك مكالمة جارية: اكتب كلمة المرور وأنهِها.</translation>
    </message>
    <message>
        <source>C&apos;è una telefonata in corso: entra e chiudila.</source>
        <translation>هناك مكالمة جارية: سجّل الدخول وأنهِها.</translation>
    </message>
    <message>
        <source>Nessuna telefonata in corso.</source>
        <translation>لا توجد مكالمة جارية.</translation>
    </message>
    <message>
        <source>Nessuna telefonata sta squillando.</source>
        <translation>لا توجد مكالمة ترن.</translation>
    </message>
    <message>
        <source>I toni si mandano mentre parli con qualcuno.</source>
        <translation>تُرسل النغمات أثناء التحدث مع أحد.</translation>
    </message>
    <message>
        <source>Nessuna telefonata registrata in corso.</source>
        <translation>لا توجد مكالمة مسجلة جارية.</translation>
    </message>
    <message>
        <source>Non sei in servizio al telefono.</source>
        <translation>لست في الخدمة على الهاتف.</translation>
    </message>
    <message>
        <source>Adesso la telefonata non si può trasferire.</source>
        <translation>لا يمكن تحويل المكالمة الآن.</translation>
    </message>
    <message>
        <source>Nessuna consultazione in corso: F7.</source>
        <translation>لا توجد استشارة جارية: F7.</translation>
    </message>
    <message>
        <source>Nessun testo di un collega da riprendere.</source>
        <translation>لا يوجد نص من زميل لمتابعته.</translation>
    </message>
    <message>
        <source>Rispondi / Attesa / Riprendi / Alterna / Richiama chi è caduto</source>
        <translation>رد / انتظار / استئناف / تبديل / اتصل بمن انقطع خطه</translation>
    </message>
    <message>
        <source>Rispondi, attesa</source>
        <translation>رد، انتظار</translation>
    </message>
    <message>
        <source>Non posso rispondere</source>
        <translation>لا أستطيع الرد</translation>
    </message>
    <message>
        <source>Muto</source>
        <translation>كتم</translation>
    </message>
    <message>
        <source>Tastiera toni (DTMF)</source>
        <translation>لوحة النغمات (DTMF)</translation>
    </message>
    <message>
        <source>Chiudi la telefonata</source>
        <translation>أنهِ المكالمة</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>أنهِ</translation>
    </message>
    <message>
        <source>Togli il muto</source>
        <translation>ألغِ الكتم</translation>
    </message>
    <message>
        <source>Riprendi la registrazione</source>
        <translation>استأنف التسجيل</translation>
    </message>
    <message>
        <source>Sospendi la registrazione per un minuto</source>
        <translation>أوقف التسجيل دقيقة</translation>
    </message>
    <message>
        <source>Separa</source>
        <translation>فصل</translation>
    </message>
    <message>
        <source>Conferenza</source>
        <translation>مكالمة ثلاثية</translation>
    </message>
    <message>
        <source>In questa telefonata</source>
        <translation>في هذه المكالمة</translation>
    </message>
    <message>
        <source>Trasferisci a chi consulti</source>
        <translation>حوّل إلى من تستشير</translation>
    </message>
    <message>
        <source>Conferenza / separa</source>
        <translation>مكالمة ثلاثية / افصل</translation>
    </message>
    <message>
        <source>Mostra di nuovo quello che sa il collega</source>
        <translation>أظهر مجددًا ما يعرفه الزميل</translation>
    </message>
    <message>
        <source>Sospendi la registrazione per un minuto / riprendi</source>
        <translation>أوقف التسجيل دقيقة / استأنف</translation>
    </message>
    <message>
        <source>Ultime telefonate</source>
        <translation>آخر المكالمات</translation>
    </message>
    <message>
        <source>Richiama chi è caduto</source>
        <translation>اتصل بمن انقطع</translation>
    </message>
    <message>
        <source>Rispondi</source>
        <translation>أجب</translation>
    </message>
    <message>
        <source>Alterna</source>
        <translation>تبديل</translation>
    </message>
    <message>
        <source>Riprendi</source>
        <translation>استئناف</translation>
    </message>
    <message>
        <source>Attesa</source>
        <translation>انتظار</translation>
    </message>
    <message>
        <source>Trasferisci, consulta o chiama</source>
        <translation>حوّل أو استشِر أو اتصل</translation>
    </message>
    <message>
        <source>Riprendi quello che ha scritto il collega</source>
        <translation>انقل ما كتبه زميلك</translation>
    </message>
</context>
<context>
    <name>CallList</name>
    <message>
        <source>Ultime telefonate</source>
        <translation>آخر المكالمات</translation>
    </message>
    <message>
        <source>Ora</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>Telefonata</source>
        <translation>المكالمة</translation>
    </message>
    <message>
        <source>Con</source>
        <translation>مع</translation>
    </message>
    <message>
        <source>Durata</source>
        <translation>المدة</translation>
    </message>
    <message>
        <source>Linea</source>
        <translation>الخط</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>النهاية</translation>
    </message>
    <message>
        <source>Nessuna telefonata negli ultimi sette giorni.</source>
        <translation>لا مكالمات في الأيام السبعة الأخيرة.</translation>
    </message>
    <message>
        <source>Invio richiama il numero. Esc chiude.</source>
        <translation>اضغط Enter لمعاودة الاتصال بالرقم وEsc للإغلاق.</translation>
    </message>
    <message>
        <source>Esc chiude.</source>
        <translation>اضغط Esc للإغلاق.</translation>
    </message>
</context>
<context>
    <name>CallPanels</name>
    <message>
        <source>Telefono: collegato a {0}</source>
        <translation>الهاتف: متصل بـ {0}</translation>
    </message>
    <message>
        <source>Telefono: non collegato</source>
        <translation>الهاتف: غير متصل</translation>
    </message>
    <message>
        <source>Nota per chi riceve</source>
        <translation>ملاحظة للمستلم</translation>
    </message>
    <message>
        <source>Motivo per una linea chiusa</source>
        <translation>سبب الاتصال بخط مغلق</translation>
    </message>
    <message>
        <source>Le cifre non partono: adesso non parli con nessuno. Esc.</source>
        <translation>الأرقام لا تُرسل: لا تتحدث مع أحد الآن. Esc.</translation>
    </message>
    <message>
        <source>numero nascosto</source>
        <translation>رقم مخفي</translation>
    </message>
    <message>
        <source>fatta</source>
        <translation>صادرة</translation>
    </message>
    <message>
        <source>ricevuta</source>
        <translation>واردة</translation>
    </message>
    <message>
        <source>persa</source>
        <translation>فائتة</translation>
    </message>
    <message>
        <source>di un collega</source>
        <translation>لزميل</translation>
    </message>
</context>
<context>
    <name>CallStrip</name>
    <message>
        <source>Stato e telefonata</source>
        <translation>الحالة والمكالمة</translation>
    </message>
</context>
<context>
    <name>CallTexts</name>
    <message>
        <source>Richiama</source>
        <translation>عاود الاتصال</translation>
    </message>
    <message>
        <source>Il cittadino aspetta da {0} secondi. F4 per riprendere.</source>
        <translation>المواطن ينتظر منذ {0} ثانية. اضغط F4 للاستئناف.</translation>
    </message>
    <message>
        <source>Linea disturbata (perdita {0} %). Se non senti il cittadino, proponi un richiamo: F11.</source>
        <translation>الخط مشوّش (الفقدان {0}%). إذا لم تسمع المواطن فاقترح معاودة الاتصال: F11.</translation>
    </message>
    <message>
        <source>Il telefono non è collegato al centralino: non si può chiamare.</source>
        <translation>الهاتف غير متصل بالمقسم: لا يمكن الاتصال.</translation>
    </message>
    <message>
        <source>La telefonata è già finita.</source>
        <translation>انتهت المكالمة بالفعل.</translation>
    </message>
    <message>
        <source>C&apos;è già una telefonata in corso.</source>
        <translation>هناك مكالمة جارية بالفعل.</translation>
    </message>
    <message>
        <source>La linea è caduta dopo {0}. Vuoi richiamare? F4. La bozza resta com&apos;è.</source>
        <translation>انقطع الخط بعد {0}. هل تريد معاودة الاتصال؟ F4. المسودة باقية كما هي.</translation>
    </message>
    <message>
        <source>La linea è caduta dopo {0}. Il numero è nascosto: non si può richiamare. La bozza resta com&apos;è.</source>
        <translation>انقطع الخط بعد {0}. الرقم محجوب: لا يمكن معاودة الاتصال. المسودة باقية كما هي.</translation>
    </message>
    <message>
        <source>Il cittadino è con: {0}. L&apos;esito è «Trasferito»: F9 chiude il contatto.</source>
        <translation>المواطن الآن مع: ⁨{0}⁩. النتيجة «حُوِّل»: اضغط F9 لإغلاق سجل التواصل.</translation>
    </message>
    <message>
        <source>Il server non risponde: si trasferisce solo la voce. Di&apos; tu a chi risponde che cosa chiede il cittadino.</source>
        <translation>الخادم لا يستجيب: يُحوَّل الصوت فقط. أخبر من يردّ بما يطلبه المواطن.</translation>
    </message>
    <message>
        <source>La linea del cittadino non si può trasferire: siete in conferenza. Resta in linea finché parlano.</source>
        <translation>لا يمكن تحويل خط المواطن: أنتم في مكالمة ثلاثية. ابقَ على الخط ما داما يتحدثان.</translation>
    </message>
    <message>
        <source>Il trasferimento a {0} non è riuscito: il cittadino è ancora con te. F4 per riprendere.</source>
        <translation>لم ينجح التحويل إلى ⁨{0}⁩: ما زال المواطن معك. اضغط F4 للاستئناف.</translation>
    </message>
    <message>
        <source>{0} è chiuso adesso. Scrivi perché trasferisci lo stesso, oppure proponi un richiamo: F11.</source>
        <translation>{0} مغلق الآن. اكتب سبب التحويل رغم ذلك، أو اقترح معاودة الاتصال: F11.</translation>
    </message>
    <message>
        <source>A questo numero non si può trasferire una telefonata. Scegline un altro: F7.</source>
        <translation>لا يمكن تحويل مكالمة إلى هذا الرقم. اختر رقمًا آخر: F7.</translation>
    </message>
    <message>
        <source>Questa linea è chiusa adesso: il cittadino è ancora con te. Scrivi perché trasferisci lo stesso, oppure proponi un richiamo: F11.</source>
        <translation>هذا الخط مغلق الآن: ما زال المواطن معك. اكتب سبب التحويل رغم ذلك، أو اقترح معاودة الاتصال: F11.</translation>
    </message>
    <message>
        <source>Questo numero è bloccato: la telefonata non è partita. Per sbloccarlo chiedi al responsabile.</source>
        <translation>هذا الرقم محظور: لم تُجرَ المكالمة. اطلب من المشرف رفع الحظر.</translation>
    </message>
    <message>
        <source>Troppe telefonate in un minuto da questa postazione. Aspetta qualche secondo.</source>
        <translation>مكالمات كثيرة في دقيقة واحدة من هذه المحطة. انتظر بضع ثوانٍ.</translation>
    </message>
    <message>
        <source>Adesso non si può: la telefonata è cambiata. Guarda in alto com&apos;è.</source>
        <translation>لا يمكن ذلك الآن: تغيّرت حالة المكالمة. انظر إلى حالتها في الأعلى.</translation>
    </message>
    <message>
        <source>{0}: la telefonata non è partita. È guasta la linea verso l&apos;esterno, non il numero: riprova quando torna.</source>
        <translation>{0}: لم تخرج المكالمة. الخط الخارجي هو المعطّل وليس الرقم: أعد المحاولة عندما يعود.</translation>
    </message>
    <message>
        <source>Non hai risposto in 15 secondi: la telefonata è tornata in coda. Sei in Non pronto: F5 quando puoi rispondere.</source>
        <translation>لم تردّ خلال 15 ثانية: عادت المكالمة إلى الطابور. أنت الآن غير جاهز: اضغط F5 عندما تستطيع الرد.</translation>
    </message>
    <message>
        <source>Il microfono non si sente. Controlla la cuffia, poi Ctrl+Maiusc+D. Sei in Non pronto: nessuna telefonata arriverà.</source>
        <translation>لا يُسمع الميكروفون. تحقّق من السماعة ثم اضغط Ctrl+Shift+D. أنت الآن غير جاهز: لن تصلك مكالمات.</translation>
    </message>
    <message>
        <source>Il telefono non è collegato al centralino: nessuna telefonata arriverà. Riprova da solo; se dura più di un minuto chiama l&apos;assistenza.</source>
        <translation>الهاتف غير متصل بالمقسم: لن تصلك مكالمات. يعيد المحاولة تلقائيًا؛ إن استمر ذلك أكثر من دقيقة فاتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Il centralino che risponde non è quello vero (certificato diverso). Nessuna telefonata arriverà: chiama l&apos;assistenza.</source>
        <translation>المقسم الذي يستجيب ليس الحقيقي (شهادة مختلفة). لن تصلك مكالمات: اتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Nessuno può rispondere per {0} adesso. Scegli un&apos;altra linea: F7.</source>
        <translation>لا أحد يستطيع الرد عن {0} الآن. اختر خطًا آخر: F7.</translation>
    </message>
    <message>
        <source>Senza il server non si sa come raggiungere {0}. Scegli un&apos;altra linea: F7.</source>
        <translation>من دون الخادم لا يُعرف كيف يُوصَل إلى {0}. اختر خطًا آخر: F7.</translation>
    </message>
    <message>
        <source>Questa coda non esiste più: il cittadino è ancora con te. Scegli un&apos;altra linea: F7.</source>
        <translation>لم يعد هذا الطابور موجودًا: ما زال المواطن معك. اختر خطًا آخر: F7.</translation>
    </message>
    <message>
        <source>Chi ha chiamato nascondeva il numero: non si può richiamare.</source>
        <translation>أخفى المتصل رقمه: لا يمكن معاودة الاتصال به.</translation>
    </message>
    <message>
        <source>Questo numero non si può chiamare dal centralino.</source>
        <translation>لا يمكن الاتصال بهذا الرقم عبر المقسم.</translation>
    </message>
    <message>
        <source>Questo non è un numero che si può chiamare.</source>
        <translation>هذا ليس رقمًا يمكن الاتصال به.</translation>
    </message>
    <message>
        <source>Il telefono di questa postazione non lo fa da qui: usa i suoi tasti.</source>
        <translation>هاتف هذه المحطة لا يفعل ذلك من هنا: استعمل أزراره.</translation>
    </message>
    <message>
        <source>Manca la cuffia: collegala, poi riprova.</source>
        <translation>السماعة غير موجودة: أوصلها ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Il telefono non ha eseguito il comando. Riprova; se succede ancora, chiama l&apos;assistenza.</source>
        <translation>لم ينفّذ الهاتف الأمر. أعد المحاولة؛ وإن تكرّر ذلك فاتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>{0}: {1}. Il cittadino aspetta: F4 per riprendere.</source>
        <translation>⁨{0}⁩: {1}. المواطن ينتظر: اضغط F4 للاستئناف.</translation>
    </message>
    <message>
        <source>{0}: {1}.</source>
        <translation>⁨{0}⁩: {1}.</translation>
    </message>
    <message>
        <source>Il centralino non accetta questa postazione. Esci e rientra; se non basta chiama l&apos;assistenza.</source>
        <translation>المقسم لا يقبل هذه المحطة. سجّل الخروج ثم الدخول؛ وإن لم يكفِ فاتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Questa postazione non ha ricevuto una linea telefonica. Puoi lavorare senza telefonate; per riprovare esci e rientra.</source>
        <translation>لم تحصل هذه المحطة على خط هاتفي. يمكنك العمل من دون مكالمات؛ لإعادة المحاولة سجّل الخروج ثم الدخول.</translation>
    </message>
    <message>
        <source>Il telefono si è fermato: lo stiamo riavviando. Aspetta qualche secondo; il testo resta com&apos;è.</source>
        <translation>توقّف الهاتف: نعيد تشغيله الآن. انتظر بضع ثوانٍ؛ النص باقٍ كما هو.</translation>
    </message>
    <message>
        <source>Il telefono non resta acceso: riprova da solo ogni quarto di minuto. Chiama l&apos;assistenza; intanto puoi scrivere, il testo resta com&apos;è.</source>
        <translation>الهاتف لا يبقى مشغّلًا: يعيد المحاولة تلقائيًا كل 15 ثانية. اتصل بالدعم الفني؛ يمكنك الكتابة في هذه الأثناء، النص باقٍ كما هو.</translation>
    </message>
    <message>
        <source>Il telefono si è fermato e la telefonata è caduta. Lo stiamo riavviando: tra qualche secondo puoi richiamare il cittadino. La bozza resta com&apos;è.</source>
        <translation>توقف الهاتف وانقطعت المكالمة. تجري إعادة تشغيله: بعد ثوانٍ يمكنك معاودة الاتصال بالمواطن. المسودة باقية كما هي.</translation>
    </message>
    <message>
        <source>La linea scelta</source>
        <translation>الخط المختار</translation>
    </message>
    <message>
        <source>ha riagganciato</source>
        <translation>أغلق الخط</translation>
    </message>
    <message>
        <source>non ha risposto</source>
        <translation>لم يردّ</translation>
    </message>
</context>
<context>
    <name>CallTimer</name>
    <message>
        <source>Durata</source>
        <translation>المدة</translation>
    </message>
</context>
<context>
    <name>CallbackBands</name>
    <message>
        <source>oggi</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>domani</source>
        <translation>غدًا</translation>
    </message>
</context>
<context>
    <name>CallbackCommands</name>
    <message>
        <source>Richiamo: fissa, o prendi il prossimo</source>
        <translation>معاودة الاتصال: حدّدها، أو خذ التالية</translation>
    </message>
    <message>
        <source>Richiamo</source>
        <translation>معاودة</translation>
    </message>
    <message>
        <source>Rinvia il richiamo in mano</source>
        <translation>أجّل المعاودة التي لديك</translation>
    </message>
    <message>
        <source>Messaggio in segreteria: ascolta o ferma</source>
        <translation>الرسالة الصوتية: استمع أو أوقف</translation>
    </message>
    <message>
        <source>Passa la pratica in mano a un altro ufficio</source>
        <translation>تحويل المعاملة التي لديك إلى مكتب آخر</translation>
    </message>
    <message>
        <source>Trova una pratica per numero</source>
        <translation>ابحث عن معاملة برقمها</translation>
    </message>
    <message>
        <source>Trova una pratica chiusa</source>
        <translation>البحث عن معاملة مغلقة</translation>
    </message>
    <message>
        <source>Rimetti in coda il richiamo in mano</source>
        <translation>أعد المعاودة التي لديك إلى الطابور</translation>
    </message>
    <message>
        <source>Salva e prendi il prossimo</source>
        <translation>احفظ وخذ التالية</translation>
    </message>
    <message>
        <source>Per un richiamo serve un contatto: Ctrl+N.</source>
        <translation>معاودة الاتصال تحتاج إلى تواصل: Ctrl+N.</translation>
    </message>
    <message>
        <source>Nessun richiamo in mano: F11.</source>
        <translation>لا توجد معاودة اتصال بيدك: F11.</translation>
    </message>
    <message>
        <source>Non è più la pratica in mano: niente è cambiato.</source>
        <translation>لم تعد هذه المعاملة بيدك: لم يتغير شيء.</translation>
    </message>
    <message>
        <source>Qui non c&apos;è un messaggio da ascoltare.</source>
        <translation>لا توجد هنا رسالة للاستماع.</translation>
    </message>
</context>
<context>
    <name>CallbackNoticeTexts</name>
    <message>
        <source>Preso da {0}. Prendi il prossimo: F11.</source>
        <translation>أخذها {0}. خذ التالية: F11.</translation>
    </message>
    <message>
        <source>Questo richiamo è già stato fatto. Prendi il prossimo: F11.</source>
        <translation>تمت هذه المعاودة من قبل. خذ التالية: F11.</translation>
    </message>
    <message>
        <source>Senza collegamento: la richiesta è registrata. Il server dirà se il richiamo è tuo; fino ad allora non chiamare.</source>
        <translation>بلا اتصال: حُفظ الطلب. سيخبرك الخادم هل المعاودة لك؛ لا تتصل حتى ذلك الحين.</translation>
    </message>
    <message>
        <source>Il richiamo che avevi chiesto è tuo: aprilo.</source>
        <translation>المعاودة التي طلبتها صارت لك: افتحها.</translation>
    </message>
    <message>
        <source>Nessun richiamo da fare adesso. Buon lavoro.</source>
        <translation>لا معاودات الآن. عمل موفق.</translation>
    </message>
    <message>
        <source>Il server non risponde: il richiamo non è stato preso. Riprova tra poco.</source>
        <translation>الخادم لا يستجيب: لم تُؤخذ المعاودة. أعد المحاولة بعد قليل.</translation>
    </message>
    <message>
        <source>Il richiamo non è più tuo: il tempo è scaduto o l&apos;ha preso un collega. Il testo resta: registralo, andrà nella pratica.</source>
        <translation>لم تعد المعاودة لك: انتهى الوقت أو أخذها زميل. النص باقٍ: احفظه وسيُضاف إلى المعاملة.</translation>
    </message>
    <message>
        <source>Questo richiamo non è più dei tuoi uffici: l&apos;esito non si può registrare. Il testo resta qui: dillo a chi lo segue.</source>
        <translation>لم تعد معاودة الاتصال هذه تابعة لمكاتبك: لا يمكن تسجيل النتيجة. يبقى النص هنا: أبلغ من يتابعها.</translation>
    </message>
    <message>
        <source>Pratica passata a {0}.</source>
        <translation>حُوّلت المعاملة إلى {0}.</translation>
    </message>
    <message>
        <source>Pratica {0} passata a {1}.</source>
        <translation>حُوّلت المعاملة {0} إلى {1}.</translation>
    </message>
    <message>
        <source>Salvato: pratica {0} chiusa.</source>
        <translation>حُفظ: أُغلقت المعاملة {0}.</translation>
    </message>
    <message>
        <source>Esito salvato.</source>
        <translation>حُفظت النتيجة.</translation>
    </message>
    <message>
        <source>Salvato: {0}</source>
        <translation>حُفظ: {0}</translation>
    </message>
    <message>
        <source>pratica {0}</source>
        <translation>المعاملة ⁦{0}⁩</translation>
    </message>
    <message>
        <source>Richiamo rimesso in coda.</source>
        <translation>أُعيدت المعاودة إلى الطابور.</translation>
    </message>
</context>
<context>
    <name>CallbackPromise</name>
    <message>
        <source>Richiamo: fissa quando</source>
        <translation>معاودة الاتصال: حدّد الموعد</translation>
    </message>
</context>
<context>
    <name>CallbackTable</name>
    <message>
        <source>Coda dei richiami</source>
        <translation>طابور معاودات الاتصال</translation>
    </message>
    <message>
        <source>Da richiamare</source>
        <translation>معاودات الاتصال</translation>
    </message>
    <message>
        <source>Prossimo</source>
        <translation>التالي</translation>
    </message>
    <message>
        <source>scegli</source>
        <translation>اختر</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>الجزء التالي</translation>
    </message>
</context>
<context>
    <name>CallbacksPageTexts</name>
    <message>
        <source>Richiami</source>
        <translation>المعاودات</translation>
    </message>
    <message numerus="yes">
        <source>%n oltre termine</source>
        <translation>
            <numerusform>لا متأخرات</numerusform>
            <numerusform>واحدة متأخرة</numerusform>
            <numerusform>اثنتان متأخرتان</numerusform>
            <numerusform>%n متأخرة</numerusform>
            <numerusform>%n متأخرة</numerusform>
            <numerusform>%n متأخرة</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallerPresenter</name>
    <message>
        <source>Forse chiama per</source>
        <translation>قد يتصل بشأن</translation>
    </message>
    <message>
        <source>detto il %1, non confermato</source>
        <translation>ذُكر في %1، غير مؤكَّد</translation>
    </message>
    <message>
        <source>pratica {0} aperta</source>
        <translation>المعاملة {0} مفتوحة</translation>
    </message>
    <message>
        <source>altre aperte: {0}</source>
        <translation>مفتوحة أخرى: {0}</translation>
    </message>
    <message>
        <source>lo dice chi trasferisce la telefonata</source>
        <translation>حسب قول من حوّل المكالمة</translation>
    </message>
    <message>
        <source>ha questo numero</source>
        <translation>لديه هذا الرقم</translation>
    </message>
    <message>
        <source>ha già chiamato da qui</source>
        <translation>سبق أن اتصل من هنا</translation>
    </message>
    <message numerus="yes">
        <source>%n cittadini con questo numero.</source>
        <translation>
            <numerusform>لا مواطنين بهذا الرقم.</numerusform>
            <numerusform>مواطن واحد بهذا الرقم.</numerusform>
            <numerusform>مواطنان بهذا الرقم.</numerusform>
            <numerusform>%n مواطنين بهذا الرقم.</numerusform>
            <numerusform>%n مواطنًا بهذا الرقم.</numerusform>
            <numerusform>%n مواطن بهذا الرقم.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chiedi nome e anno di nascita.</source>
        <translation>اسأل عن الاسم وسنة الميلاد.</translation>
    </message>
    <message>
        <source>Chi chiama nasconde il numero.</source>
        <translation>المتصل يخفي رقمه.</translation>
    </message>
    <message>
        <source>Ti chiama un collega.</source>
        <translation>يتصل بك زميل.</translation>
    </message>
    <message>
        <source>Cerco chi ha questo numero…</source>
        <translation>جارٍ البحث عن صاحب الرقم…</translation>
    </message>
    <message>
        <source>Nessun cittadino con questo numero. Puoi continuare senza: per dare un&apos;informazione il nome non serve.</source>
        <translation>لا يوجد مواطن بهذا الرقم. يمكنك المتابعة: لا حاجة إلى الاسم لإعطاء معلومة.</translation>
    </message>
    <message>
        <source>In quest&apos;ora hai cercato troppi numeri. Chiedi al cittadino il nome.</source>
        <translation>بحثتَ عن أرقام كثيرة جدًا خلال هذه الساعة. اسأل المواطن عن اسمه.</translation>
    </message>
    <message>
        <source>Senza collegamento: vedi solo i tuoi contatti con questo numero.</source>
        <translation>بلا اتصال: ترى سجلات تواصلك أنت فقط مع هذا الرقم.</translation>
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
        <translation>لا يمكن للبرنامج أن يبدأ</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>أغلق</translation>
    </message>
    <message>
        <source>Questa postazione non è impostata bene. Chiama l&apos;assistenza e leggi questa riga: {}</source>
        <translation>إعداد هذه المحطة غير صحيح. اتصل بالدعم الفني واقرأ له هذا السطر: {}</translation>
    </message>
</context>
<context>
    <name>CardReading</name>
    <message>
        <source>Attenzione: {0}</source>
        <translation>تنبيه: {0}</translation>
    </message>
    <message>
        <source>Da dire: {0}</source>
        <translation>ما يقال: {0}</translation>
    </message>
</context>
<context>
    <name>CardTexts</name>
    <message>
        <source>Che cosa serve</source>
        <translation>ما يلزم</translation>
    </message>
    <message>
        <source>Costi</source>
        <translation>التكاليف</translation>
    </message>
    <message>
        <source>Tempi</source>
        <translation>المُدد</translation>
    </message>
    <message>
        <source>Come si fa</source>
        <translation>كيفية الإجراء</translation>
    </message>
    <message>
        <source>Per chi</source>
        <translation>لمن</translation>
    </message>
    <message>
        <source>Che cosa si ottiene</source>
        <translation>ما تحصل عليه</translation>
    </message>
    <message>
        <source>Dove e come si accede</source>
        <translation>المكان وطريقة الوصول</translation>
    </message>
    <message>
        <source>Condizioni</source>
        <translation>الشروط</translation>
    </message>
    <message>
        <source>Attenzione</source>
        <translation>تنبيه</translation>
    </message>
    <message>
        <source>Da dire, dalla scheda</source>
        <translation>ما يُقال، من البطاقة</translation>
    </message>
    <message>
        <source>Contatti</source>
        <translation>جهات الاتصال</translation>
    </message>
    <message>
        <source>In breve</source>
        <translation>باختصار</translation>
    </message>
    <message>
        <source>Sedi</source>
        <translation>المقرات</translation>
    </message>
    <message numerus="yes">
        <source>Aperto adesso in %n sedi su {0}.</source>
        <translation>
            <numerusform>مفتوح الآن في %n مكتب من {0}.</numerusform>
            <numerusform>مفتوح الآن في مكتب واحد (%n) من {0}.</numerusform>
            <numerusform>مفتوح الآن في مكتبين (%n) من {0}.</numerusform>
            <numerusform>مفتوح الآن في %n مكاتب من {0}.</numerusform>
            <numerusform>مفتوح الآن في %n مكتبًا من {0}.</numerusform>
            <numerusform>مفتوح الآن في %n مكتب من {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chiuso adesso in tutte le sedi.</source>
        <translation>مغلق الآن في جميع المكاتب.</translation>
    </message>
    <message>
        <source>Scheda ritirata: {0}. Non leggerla.</source>
        <translation>بطاقة مسحوبة: {0}. لا تقرأها.</translation>
    </message>
    <message>
        <source>Vale solo dal {0}.</source>
        <translation>صالحة فقط من {0}.</translation>
    </message>
    <message>
        <source>Scheda scaduta il {0}. Non leggerla come certa: di&apos; che stai verificando.</source>
        <translation>انتهت صلاحية البطاقة في {0}. لا تقرأها على أنها مؤكدة: قل إنك تتحقق.</translation>
    </message>
    <message>
        <source>Servizio sospeso</source>
        <translation>الخدمة معلّقة</translation>
    </message>
    <message>
        <source>Servizio non ancora attivo</source>
        <translation>الخدمة غير متاحة بعد</translation>
    </message>
    <message>
        <source>Servizio cessato</source>
        <translation>الخدمة متوقفة نهائيًا</translation>
    </message>
    <message>
        <source>Fonte: {0}</source>
        <translation>المصدر: {0}</translation>
    </message>
    <message>
        <source>Verificata il {0}</source>
        <translation>تم التحقق في {0}</translation>
    </message>
    <message>
        <source>Vale fino al {0}</source>
        <translation>صالحة حتى {0}</translation>
    </message>
    <message>
        <source>Sede ritirata: {0}. Non indicarla.</source>
        <translation>مقر مسحوب: {0}. لا تُحِل أحداً إليه.</translation>
    </message>
    <message>
        <source>Indirizzo</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Oggi</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>الهاتف</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Posta certificata</source>
        <translation>البريد المعتمد</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>الفاكس</translation>
    </message>
    <message>
        <source>Come si arriva</source>
        <translation>كيف تصل</translation>
    </message>
    <message>
        <source>Accessibilità</source>
        <translation>سهولة الوصول</translation>
    </message>
    <message>
        <source>Chi risponde</source>
        <translation>من يجيب</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>ملاحظات</translation>
    </message>
    <message>
        <source>Oggi: {0}</source>
        <translation>اليوم: {0}</translation>
    </message>
    <message>
        <source>Al telefono: {0}</source>
        <translation>عبر الهاتف: {0}</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Scheda</source>
        <translation>البطاقة</translation>
    </message>
    <message>
        <source>Copia</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Scheda: {0}</source>
        <translation>البطاقة: {0}</translation>
    </message>
</context>
<context>
    <name>CaseColumns</name>
    <message>
        <source>Parti della pagina</source>
        <translation>أجزاء الصفحة</translation>
    </message>
    <message>
        <source>Da richiamare</source>
        <translation>معاودات الاتصال</translation>
    </message>
    <message>
        <source>Pratica</source>
        <translation>المعاملة</translation>
    </message>
    <message>
        <source>Banca dati</source>
        <translation>قاعدة المعلومات</translation>
    </message>
</context>
<context>
    <name>CaseFinder</name>
    <message>
        <source>Trova una pratica</source>
        <translation>ابحث عن معاملة</translation>
    </message>
    <message>
        <source>Numero della pratica</source>
        <translation>رقم المعاملة</translation>
    </message>
    <message>
        <source>per esempio 2026-000123, o 123</source>
        <translation>مثلاً 2026-000123 أو 123</translation>
    </message>
</context>
<context>
    <name>CaseForm</name>
    <message>
        <source>Ri&amp;sposta data</source>
        <translation>أُعطي ال&amp;جواب</translation>
    </message>
    <message>
        <source>Ar&amp;gomento</source>
        <translation>المو&amp;ضوع</translation>
    </message>
    <message>
        <source>Prime lettere, per esempio «tar»</source>
        <translation>الحروف الأولى، مثل «tar»</translation>
    </message>
    <message>
        <source>&amp;Esito</source>
        <translation>ال&amp;نتيجة</translation>
    </message>
</context>
<context>
    <name>CasePresenter</name>
    <message>
        <source>Nessun richiamo in mano. F11 prende il prossimo.</source>
        <translation>لا توجد معاودة اتصال لديك. اضغط F11 لأخذ التالية.</translation>
    </message>
    <message>
        <source>Preso: {0}</source>
        <translation>تم أخذها: {0}</translation>
    </message>
    <message>
        <source>In mano a {0}.</source>
        <translation>لدى {0}.</translation>
    </message>
    <message>
        <source>✓ salvata</source>
        <translation>✓ محفوظة</translation>
    </message>
    <message>
        <source>Esito proposto: {0}.</source>
        <translation>النتيجة المقترحة: {0}.</translation>
    </message>
    <message>
        <source>Il telefono di questa postazione non chiama da qui: componi tu il numero.</source>
        <translation>هاتف هذه المحطة لا يتصل من هنا: اطلب الرقم بنفسك.</translation>
    </message>
    <message>
        <source>Senza nome</source>
        <translation>بلا اسم</translation>
    </message>
    <message>
        <source>numero nascosto</source>
        <translation>رقم مخفي</translation>
    </message>
    <message>
        <source>Municipio {0}</source>
        <translation>البلدية {0}</translation>
    </message>
    <message>
        <source>fascia {0}</source>
        <translation>الفترة ⁦{0}⁩</translation>
    </message>
    <message>
        <source>numero in arrivo</source>
        <translation>الرقم قيد الإنشاء</translation>
    </message>
    <message>
        <source>Pratica {0}</source>
        <translation>المعاملة ⁦{0}⁩</translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>Pratica</source>
        <translation>المعاملة</translation>
    </message>
    <message>
        <source>Chiama</source>
        <translation>اتصل</translation>
    </message>
    <message>
        <source>Invio</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Domanda e storia</source>
        <translation>السؤال والسجل</translation>
    </message>
    <message>
        <source>Prendi</source>
        <translation>خذ</translation>
    </message>
    <message>
        <source>Salva e prossimo</source>
        <translation>حفظ والتالي</translation>
    </message>
    <message>
        <source>Rinvia</source>
        <translation>تأجيل</translation>
    </message>
    <message>
        <source>Altro</source>
        <translation>المزيد</translation>
    </message>
    <message>
        <source>Scegli un richiamo dalla lista.</source>
        <translation>اختر معاودة اتصال من القائمة.</translation>
    </message>
    <message>
        <source>Che cosa chiede</source>
        <translation>ما الذي يطلبه</translation>
    </message>
    <message>
        <source>Storia</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Passa a un altro ufficio…</source>
        <translation>تحويل إلى مكتب آخر…</translation>
    </message>
    <message>
        <source>Rimetti in coda</source>
        <translation>أعد إلى الطابور</translation>
    </message>
</context>
<context>
    <name>CellRow</name>
    <message>
        <source>Su</source>
        <translation>أعلى</translation>
    </message>
    <message>
        <source>Giù</source>
        <translation>أسفل</translation>
    </message>
    <message>
        <source>Togli</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>{0}, riga {1}, {2}</source>
        <translation>{0}، الصف {1}، {2}</translation>
    </message>
    <message>
        <source>Alt+Invio aggiunge una riga, Alt+Canc la toglie, Alt+freccia la sposta.</source>
        <translation>Alt+Invio لإضافة صف، Alt+Canc لحذفه، Alt+سهم لنقله.</translation>
    </message>
    <message>
        <source>Sposta su la riga {0}</source>
        <translation>انقل الصف {0} إلى أعلى</translation>
    </message>
    <message>
        <source>Sposta giù la riga {0}</source>
        <translation>انقل الصف {0} إلى أسفل</translation>
    </message>
    <message>
        <source>Togli la riga {0}</source>
        <translation>احذف الصف {0}</translation>
    </message>
</context>
<context>
    <name>CentredPage</name>
    <message>
        <source>Testo più piccolo</source>
        <translation>نص أصغر</translation>
    </message>
    <message>
        <source>Testo più grande</source>
        <translation>نص أكبر</translation>
    </message>
    <message>
        <source>Contrasto</source>
        <translation>التباين</translation>
    </message>
</context>
<context>
    <name>ChangeView</name>
    <message>
        <source>Che cosa cambia</source>
        <translation>ما الذي يتغير</translation>
    </message>
    <message>
        <source>tolto: </source>
        <translation>محذوف: </translation>
    </message>
    <message>
        <source>aggiunto: </source>
        <translation>مضاف: </translation>
    </message>
    <message>
        <source>diverso: </source>
        <translation>مختلف: </translation>
    </message>
    <message>
        <source>, fine.</source>
        <translation>، انتهى.</translation>
    </message>
</context>
<context>
    <name>ChooserField</name>
    <message>
        <source>{0}, {1} di {2}</source>
        <translation>{0}، {1} من {2}</translation>
    </message>
</context>
<context>
    <name>CitizenCard</name>
    <message>
        <source>Ultimi contatti</source>
        <translation>آخر التواصلات</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>التاريخ</translation>
    </message>
    <message>
        <source>Esito</source>
        <translation>النتيجة</translation>
    </message>
    <message numerus="yes">
        <source>%n contatti</source>
        <translation>
            <numerusform>لا تواصلات</numerusform>
            <numerusform>تواصل واحد (%n)</numerusform>
            <numerusform>تواصلان (%n)</numerusform>
            <numerusform>%n تواصلات</numerusform>
            <numerusform>%n تواصلًا</numerusform>
            <numerusform>%n تواصل</numerusform>
        </translation>
    </message>
    <message>
        <source>Ultimi contatti · {0}</source>
        <translation>آخر التواصلات · {0}</translation>
    </message>
    <message>
        <source>Cittadino</source>
        <translation>المواطن</translation>
    </message>
    <message>
        <source>Argomento</source>
        <translation>الموضوع</translation>
    </message>
    <message>
        <source>Cognome e &amp;nome</source>
        <translation>اللقب والا&amp;سم</translation>
    </message>
    <message>
        <source>Codice &amp;fiscale</source>
        <translation>الرمز ال&amp;ضريبي</translation>
    </message>
    <message>
        <source>&amp;Telefono</source>
        <translation>ال&amp;هاتف</translation>
    </message>
    <message>
        <source>&amp;Municipio</source>
        <translation>ال&amp;بلدية</translation>
    </message>
    <message>
        <source>Lin&amp;gua</source>
        <translation>ال&amp;لغة</translation>
    </message>
</context>
<context>
    <name>ClosedCaseFinder</name>
    <message>
        <source>Trova una pratica chiusa</source>
        <translation>البحث عن معاملة مغلقة</translation>
    </message>
    <message>
        <source>Parole</source>
        <translation>الكلمات</translation>
    </message>
    <message>
        <source>nome, argomento, che cosa chiedeva</source>
        <translation>الاسم، الموضوع، ما كان يطلبه</translation>
    </message>
    <message>
        <source>Tra quali</source>
        <translation>ضمن أي معاملات</translation>
    </message>
    <message>
        <source>Chiuse da</source>
        <translation>أُغلقت خلال</translation>
    </message>
    <message>
        <source>Ultimo esito</source>
        <translation>آخر نتيجة</translation>
    </message>
    <message>
        <source>Cerca</source>
        <translation>ابحث</translation>
    </message>
    <message>
        <source>Pratiche chiuse</source>
        <translation>المعاملات المغلقة</translation>
    </message>
    <message>
        <source>Cerca più indietro</source>
        <translation>البحث في فترة أقدم</translation>
    </message>
</context>
<context>
    <name>ClosedCasesPanel</name>
    <message>
        <source>qualsiasi</source>
        <translation>أي نتيجة</translation>
    </message>
    <message>
        <source>Aperte da me</source>
        <translation>التي فتحتُها أنا</translation>
    </message>
    <message>
        <source>Di chi è in linea</source>
        <translation>للمتصل على الخط</translation>
    </message>
    <message>
        <source>sempre</source>
        <translation>كل السنوات</translation>
    </message>
    <message>
        <source>un mese</source>
        <translation>شهر</translation>
    </message>
    <message>
        <source>tre mesi</source>
        <translation>ثلاثة أشهر</translation>
    </message>
    <message>
        <source>un anno</source>
        <translation>سنة</translation>
    </message>
    <message>
        <source>Non c&apos;è più nessuno in linea: scegli tra quali cercare.</source>
        <translation>لم يعد أحد على الخط: اختر ضمن أي معاملات تبحث.</translation>
    </message>
    <message>
        <source>Cerco fra le pratiche chiuse…</source>
        <translation>جارٍ البحث في المعاملات المغلقة…</translation>
    </message>
    <message>
        <source>Per un numero di pratica: Ctrl+Maiusc+N.</source>
        <translation>لرقم معاملة: Ctrl+Shift+N.</translation>
    </message>
    <message numerus="yes">
        <source>%n pratiche chiuse</source>
        <translation>
            <numerusform>%n معاملة مغلقة</numerusform>
            <numerusform>معاملة مغلقة واحدة (%n)</numerusform>
            <numerusform>معاملتان مغلقتان (%n)</numerusform>
            <numerusform>%n معاملات مغلقة</numerusform>
            <numerusform>%n معاملة مغلقة</numerusform>
            <numerusform>%n معاملة مغلقة</numerusform>
        </translation>
    </message>
    <message>
        <source>Nessuna pratica chiusa</source>
        <translation>لا توجد معاملة مغلقة</translation>
    </message>
    <message>
        <source>{0}. Non c&apos;è altro.</source>
        <translation>{0}. لا يوجد غير ذلك.</translation>
    </message>
    <message>
        <source>{0}, cercando fino al {1}.</source>
        <translation>{0}، والبحث حتى {1}.</translation>
    </message>
    <message>
        <source>Senza collegamento le pratiche chiuse non si possono cercare. Riprova fra poco.</source>
        <translation>لا يمكن البحث في المعاملات المغلقة من دون اتصال. حاول بعد قليل.</translation>
    </message>
    <message>
        <source>Non puoi cercare fra queste pratiche.</source>
        <translation>لا يمكنك البحث ضمن هذه المعاملات.</translation>
    </message>
    <message>
        <source>In quest&apos;ora hai cercato troppe volte senza una telefonata. Riprova più tardi.</source>
        <translation>بحثتَ مرات كثيرة من دون مكالمة خلال هذه الساعة. حاول لاحقًا.</translation>
    </message>
    <message>
        <source>Il server non ha potuto cercare. Cerca per numero (Ctrl+Maiusc+N), o riprova.</source>
        <translation>لم يتمكن الخادم من البحث. ابحث بالرقم (Ctrl+Shift+N) أو حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>chiusa il {0}</source>
        <translation>أُغلقت في {0}</translation>
    </message>
    <message>
        <source>di un altro ufficio</source>
        <translation>لمكتب آخر</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Tutti i comandi</source>
        <translation>كل الأوامر</translation>
    </message>
    <message>
        <source>Scrivi che cosa vuoi fare</source>
        <translation>اكتب ما تريد فعله</translation>
    </message>
    <message>
        <source>Comandi</source>
        <translation>الأوامر</translation>
    </message>
    <message>
        <source>Nessun comando con questo nome.</source>
        <translation>لا يوجد أمر بهذا الاسم.</translation>
    </message>
    <message>
        <source>scegli</source>
        <translation>اختر</translation>
    </message>
    <message>
        <source>Invio</source>
        <comment>key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>fa</source>
        <translation>ينفّذ</translation>
    </message>
    <message>
        <source>chiude</source>
        <translation>يغلق</translation>
    </message>
    <message numerus="yes">
        <source>%n comandi</source>
        <translation>
            <numerusform>لا أوامر</numerusform>
            <numerusform>أمر واحد</numerusform>
            <numerusform>أمران</numerusform>
            <numerusform>%n أوامر</numerusform>
            <numerusform>%n أمرًا</numerusform>
            <numerusform>%n أمر</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, {1} di {2}</source>
        <translation>{0}، {1} من {2}</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Versioni</source>
        <translation>النسخ</translation>
    </message>
    <message>
        <source>Nota per chi l&apos;ha scritta</source>
        <translation>ملاحظة لمن كتبها</translation>
    </message>
    <message>
        <source>Pubblica dal (vuoto: subito)</source>
        <translation>النشر في (فارغ: الآن)</translation>
    </message>
    <message>
        <source>gg/mm/aaaa hh:mm</source>
        <translation>dd/mm/yyyy hh:mm</translation>
    </message>
    <message>
        <source>Che cosa fare</source>
        <translation>ماذا تفعل</translation>
    </message>
    <message>
        <source>Torna al testo</source>
        <translation>عد إلى النص</translation>
    </message>
</context>
<context>
    <name>ComparePresenter</name>
    <message>
        <source>Approva e pubblica</source>
        <translation>وافق وانشر</translation>
    </message>
    <message>
        <source>Rimanda con la nota</source>
        <translation>أعدها مع الملاحظة</translation>
    </message>
    <message>
        <source>Decidi la revisione</source>
        <translation>قرّر المراجعة</translation>
    </message>
    <message>
        <source>Che cosa cambia</source>
        <translation>ما الذي يتغير</translation>
    </message>
    <message>
        <source>Perché: {0}</source>
        <translation>لماذا: {0}</translation>
    </message>
    <message>
        <source>Pubblicata</source>
        <translation>المنشورة</translation>
    </message>
    <message>
        <source>Rimanda solo questa con la nota</source>
        <translation>أعد هذه وحدها مع الملاحظة</translation>
    </message>
    <message>
        <source>Proposta</source>
        <translation>المقترحة</translation>
    </message>
    <message>
        <source>Niente di diverso da quello che è pubblicato.</source>
        <translation>لا شيء يختلف عن المنشور.</translation>
    </message>
    <message numerus="yes">
        <source>Vale per tutte le %n voci cambiate insieme.</source>
        <translation>
            <numerusform>يسري على كل المداخل المغيّرة معًا: %n.</numerusform>
            <numerusform>يسري على كل المداخل المغيّرة معًا: %n.</numerusform>
            <numerusform>يسري على كل المداخل المغيّرة معًا: %n.</numerusform>
            <numerusform>يسري على كل المداخل المغيّرة معًا: %n.</numerusform>
            <numerusform>يسري على كل المداخل المغيّرة معًا: %n.</numerusform>
            <numerusform>يسري على كل المداخل المغيّرة معًا: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>✗ Non si può pubblicare. {0}</source>
        <translation>✗ لا يمكن النشر. {0}</translation>
    </message>
    <message>
        <source>! Da migliorare. {0}</source>
        <translation>! بحاجة إلى تحسين. {0}</translation>
    </message>
    <message>
        <source>Scrivi un giorno che deve venire, così: 31/12/2026 08:00</source>
        <translation>اكتب يومًا قادمًا هكذا: 31/12/2026 08:00</translation>
    </message>
    <message>
        <source>Scrivi che cosa va cambiato.</source>
        <translation>اكتب ما الذي يجب تغييره.</translation>
    </message>
    <message>
        <source>Tieni il testo della bozza</source>
        <translation>أبقِ نص المسودة</translation>
    </message>
    <message>
        <source>Tieni il testo di {0}</source>
        <translation>أبقِ نص {0}</translation>
    </message>
    <message>
        <source>Tieni tutti e due, uno dopo l&apos;altro</source>
        <translation>أبقِ الاثنين، واحدًا بعد الآخر</translation>
    </message>
    <message>
        <source>Due testi per «{0}»</source>
        <translation>نصان لـ«{0}»</translation>
    </message>
    <message>
        <source>Il testo di {0} è delle {1}. Nessuno dei due va perso finché non scegli.</source>
        <translation>نص {0} كُتب في {1}. لا يضيع أي منهما حتى تختار.</translation>
    </message>
    <message>
        <source>Nella bozza</source>
        <translation>في المسودة</translation>
    </message>
    <message>
        <source>Di {0}</source>
        <translation>لـ {0}</translation>
    </message>
</context>
<context>
    <name>ConnectionLine</name>
    <message>
        <source>Banca dati delle {0}</source>
        <translation>قاعدة المعلومات من {0}</translation>
    </message>
    <message>
        <source>Collegato</source>
        <translation>متصل</translation>
    </message>
    <message>
        <source>Server non riconosciuto</source>
        <translation>خادم غير معروف</translation>
    </message>
    <message>
        <source>Dati non firmati dal server: uso la copia di prima</source>
        <translation>بيانات بلا توقيع الخادم: النسخة السابقة مستخدمة</translation>
    </message>
    <message>
        <source>Accesso scaduto</source>
        <translation>انتهت الجلسة</translation>
    </message>
    <message>
        <source>Il server non registra</source>
        <translation>الخادم لا يحفظ</translation>
    </message>
    <message>
        <source>Disco pieno</source>
        <translation>القرص ممتلئ</translation>
    </message>
    <message>
        <source>In collegamento…</source>
        <translation>جارٍ الاتصال…</translation>
    </message>
    <message>
        <source>Senza collegamento dalle {0}</source>
        <translation>بلا اتصال منذ {0}</translation>
    </message>
    <message>
        <source>Dati di prima: fra poco copio i nuovi</source>
        <translation>بيانات سابقة: ستنسخ الجديدة بعد قليل</translation>
    </message>
    <message>
        <source>Copio i dati</source>
        <translation>جارٍ نسخ البيانات</translation>
    </message>
    <message>
        <source>Copio la banca dati</source>
        <translation>جارٍ نسخ قاعدة المعلومات</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} من {1}</translation>
    </message>
</context>
<context>
    <name>ConnectionPanel</name>
    <message>
        <source>Collegamento</source>
        <translation>الاتصال بالخادم</translation>
    </message>
    <message>
        <source>Server: {0}</source>
        <translation>الخادم: {0}</translation>
    </message>
    <message>
        <source>Copia locale uguale al server: {0}</source>
        <translation>النسخة المحلية مطابقة للخادم: {0}</translation>
    </message>
</context>
<context>
    <name>ContactCommands</name>
    <message>
        <source>Salva e chiudi</source>
        <translation>حفظ وإغلاق</translation>
    </message>
    <message>
        <source>Salva</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Salva e manda al II livello</source>
        <translation>حفظ وإرسال إلى المستوى الثاني</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>المستوى الثاني</translation>
    </message>
    <message>
        <source>Nuovo contatto senza telefonata</source>
        <translation>تواصل جديد من دون مكالمة</translation>
    </message>
    <message>
        <source>Metti da parte il contatto (Da completare)</source>
        <translation>ضع التواصل جانبًا (للإكمال)</translation>
    </message>
    <message>
        <source>Cittadino: conferma chi chiama</source>
        <translation>المواطن: أكّد هوية المتصل</translation>
    </message>
    <message>
        <source>In questo contatto</source>
        <translation>في هذا التواصل</translation>
    </message>
    <message>
        <source>Nessun contatto aperto: Ctrl+N.</source>
        <translation>لا يوجد تواصل مفتوح: Ctrl+N.</translation>
    </message>
    <message>
        <source>Prima finisci la telefonata.</source>
        <translation>أنهِ المكالمة أولًا.</translation>
    </message>
    <message>
        <source>Il contatto è già chiuso: il richiamo non è stato fissato.</source>
        <translation>التواصل مغلق بالفعل: لم تُحدَّد معاودة الاتصال.</translation>
    </message>
</context>
<context>
    <name>ContactDetail</name>
    <message>
        <source>Contatto scelto</source>
        <translation>التواصل المختار</translation>
    </message>
    <message>
        <source>Copia</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copia il numero della pratica</source>
        <translation>انسخ رقم المعاملة</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>رسالة نصية</translation>
    </message>
    <message>
        <source>Invia al cittadino il numero della pratica</source>
        <translation>أرسل رقم المعاملة إلى المواطن</translation>
    </message>
    <message>
        <source>Argomento</source>
        <translation>الموضوع</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>المكتب</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>الهاتف</translation>
    </message>
    <message>
        <source>Lingua · Municipio</source>
        <translation>اللغة · الدائرة</translation>
    </message>
    <message>
        <source>Riapri</source>
        <translation>أعد الفتح</translation>
    </message>
    <message>
        <source>Invio</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Correggi</source>
        <translation>صحّح</translation>
    </message>
    <message>
        <source>Ctrl+Invio</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Nuovo con gli stessi dati</source>
        <translation>جديد بالبيانات نفسها</translation>
    </message>
    <message>
        <source>Che cosa chiede</source>
        <translation>ما الذي يطلبه</translation>
    </message>
    <message>
        <source>Che cosa è successo</source>
        <translation>ما حدث</translation>
    </message>
    <message>
        <source>Riprendi</source>
        <translation>استئناف</translation>
    </message>
</context>
<context>
    <name>ContactForm</name>
    <message>
        <source>Contatto</source>
        <translation>التواصل</translation>
    </message>
    <message>
        <source>&amp;Argomento (obbligatorio)</source>
        <translation>الم&amp;وضوع (إلزامي)</translation>
    </message>
    <message>
        <source>Prime lettere, per esempio «tar»</source>
        <translation>الحروف الأولى، مثل «tar»</translation>
    </message>
    <message>
        <source>&amp;Esito</source>
        <translation>ال&amp;نتيجة</translation>
    </message>
    <message>
        <source>&amp;Ufficio</source>
        <translation>&amp;المكتب</translation>
    </message>
    <message>
        <source>Lu&amp;ogo della segnalazione</source>
        <translation>مكان البلا&amp;غ</translation>
    </message>
    <message>
        <source>Che cosa chie&amp;de</source>
        <translation>ما ال&amp;ذي يطلبه</translation>
    </message>
    <message>
        <source>Niente dati sanitari o di minori se non servono.</source>
        <translation>لا تكتب بيانات صحية أو بيانات قاصرين إلا عند الحاجة.</translation>
    </message>
    <message>
        <source>Salva e chiudi</source>
        <translation>حفظ وإغلاق</translation>
    </message>
    <message>
        <source>Maiusc+F9</source>
        <translation>Shift+F9</translation>
    </message>
    <message>
        <source>Manda al II livello</source>
        <translation>أرسل إلى المستوى الثاني</translation>
    </message>
    <message>
        <source>Argomento, {0}, {1}, Invio conferma</source>
        <translation>الموضوع، {0}، {1}، Enter للتأكيد</translation>
    </message>
    <message>
        <source>conferma</source>
        <translation>يؤكد</translation>
    </message>
</context>
<context>
    <name>ContactNoticeTexts</name>
    <message>
        <source>SMS con il numero: parte da solo tra mezzo minuto, se non annulli.</source>
        <translation>رسالة نصية بالرقم: تنطلق تلقائيًا بعد نصف دقيقة ما لم تتراجع.</translation>
    </message>
    <message>
        <source>SMS con il numero: non ancora inviato, parte da solo appena il server può riceverlo.</source>
        <translation>رسالة نصية بالرقم: لم تُرسل بعد، تنطلق وحدها حالما يستطيع الخادم استلامها.</translation>
    </message>
    <message>
        <source>Annullato: contatto riaperto.</source>
        <translation>أُلغي: أعيد فتح التواصل.</translation>
    </message>
    <message>
        <source>Annullato: il contatto è di nuovo in «Da completare».</source>
        <translation>أُلغي: عاد التواصل إلى «للإكمال».</translation>
    </message>
    <message>
        <source>Correzione annullata: il contatto resta chiuso e dice quello di prima.</source>
        <translation>أُلغي التصحيح: يبقى التواصل مغلقًا ويقول ما كان يقوله من قبل.</translation>
    </message>
    <message>
        <source>Questo contatto non c&apos;è più: è già stato riaperto da un&apos;altra postazione.</source>
        <translation>لم يعد هذا التواصل هنا: أعيد فتحه من محطة أخرى.</translation>
    </message>
    <message>
        <source>Contatto chiuso: resta in memoria finché il server lo riceve. Non chiudere la console prima.</source>
        <translation>أُغلق سجل التواصل: يبقى في الذاكرة حتى يستلمه الخادم. لا تغلق البرنامج قبل ذلك.</translation>
    </message>
    <message>
        <source>Tempo finito: il contatto è rimasto in «Da completare».</source>
        <translation>انتهى الوقت: بقي سجل التواصل في «للإكمال».</translation>
    </message>
    <message>
        <source>Inviata al server: «{0}». L&apos;e-mail parte da sola entro pochi secondi.</source>
        <translation>أُرسلت إلى الخادم: «{0}». ينطلق البريد وحده خلال ثوانٍ.</translation>
    </message>
    <message>
        <source>Inviata al server: «{0}». L&apos;SMS parte da solo entro pochi secondi.</source>
        <translation>أُرسلت إلى الخادم: «{0}». تنطلق الرسالة النصية تلقائيًا خلال ثوانٍ.</translation>
    </message>
    <message>
        <source>Non ancora inviata: «{0}» parte da sola appena il server può riceverla.</source>
        <translation>لم تُرسل بعد: «{0}» تُرسل وحدها حالما يستطيع الخادم استلامها.</translation>
    </message>
    <message>
        <source>Per inviare una scheda serve un contatto aperto: Ctrl+N.</source>
        <translation>لإرسال بطاقة يلزم تواصل مفتوح: Ctrl+N.</translation>
    </message>
    <message>
        <source>La console si è riavviata. Il testo è stato recuperato (fino a 1 secondo prima).</source>
        <translation>أُعيد تشغيل البرنامج. استُعيد النص (حتى ثانية واحدة قبل ذلك).</translation>
    </message>
    <message>
        <source>La console si è riavviata. La telefonata è ancora in corso e il testo è stato recuperato (fino a 1 secondo prima).</source>
        <translation>أُعيد تشغيل البرنامج. المكالمة ما زالت جارية واستُعيد النص (حتى ثانية واحدة قبل ذلك).</translation>
    </message>
    <message>
        <source>Annulla</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Copia</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>رسالة نصية</translation>
    </message>
    <message>
        <source>Contatto corretto: {0}.</source>
        <translation>صُحِّح التواصل: {0}.</translation>
    </message>
    <message>
        <source>Contatto salvato: {0}.</source>
        <translation>حُفظ التواصل: {0}.</translation>
    </message>
    <message>
        <source>Contatto salvato.</source>
        <translation>حُفظ التواصل.</translation>
    </message>
    <message>
        <source>Gli altri lo vedono ancora finché non torna il collegamento.</source>
        <translation>يراه الآخرون إلى أن يعود الاتصال.</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>المستوى الثاني</translation>
    </message>
    <message>
        <source>richiamo {0}</source>
        <translation>معاودة الاتصال {0}</translation>
    </message>
    <message>
        <source>numero appena torna il collegamento</source>
        <translation>الرقم فور عودة الاتصال</translation>
    </message>
    <message>
        <source>Pratica {0}</source>
        <translation>المعاملة ⁦{0}⁩</translation>
    </message>
</context>
<context>
    <name>ContactPageTexts</name>
    <message>
        <source>Contatto</source>
        <translation>التواصل</translation>
    </message>
    <message numerus="yes">
        <source>%n da completare</source>
        <translation>
            <numerusform>لا شيء للإكمال</numerusform>
            <numerusform>واحد للإكمال</numerusform>
            <numerusform>اثنان للإكمال</numerusform>
            <numerusform>%n للإكمال</numerusform>
            <numerusform>%n للإكمال</numerusform>
            <numerusform>%n للإكمال</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactPresenter</name>
    <message>
        <source>Contatto</source>
        <translation>التواصل</translation>
    </message>
    <message>
        <source>Contatto riaperto</source>
        <translation>تواصل أعيد فتحه</translation>
    </message>
    <message>
        <source>Correzione · contatto delle {0}</source>
        <translation>تصحيح · تواصل الساعة {0}</translation>
    </message>
    <message>
        <source>proposto dalla scheda</source>
        <translation>مقترح من البطاقة</translation>
    </message>
    <message>
        <source>proposto</source>
        <translation>مقترح</translation>
    </message>
    <message>
        <source>Argomento proposto: {0}.</source>
        <translation>الموضوع المقترح: {0}.</translation>
    </message>
    <message>
        <source>Richiamo promesso: oggi, {0}</source>
        <translation>معاودة اتصال موعودة: اليوم، ⁦{0}⁩</translation>
    </message>
    <message>
        <source>Richiamo promesso: {0}, {1}</source>
        <translation>معاودة اتصال موعودة: {0}، ⁦{1}⁩</translation>
    </message>
    <message>
        <source>bozza in memoria</source>
        <translation>المسودة في الذاكرة فقط</translation>
    </message>
    <message>
        <source>✓ salvata</source>
        <translation>✓ محفوظة</translation>
    </message>
    <message>
        <source>salvo…</source>
        <translation>جارٍ الحفظ…</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>ancora {0}</source>
        <translation>بقي {0}</translation>
    </message>
</context>
<context>
    <name>DangerMenu</name>
    <message>
        <source>Sicurezza: che cosa succede?</source>
        <translation>الأمان: ماذا يحدث؟</translation>
    </message>
    <message>
        <source>Che cosa succede</source>
        <translation>ماذا يحدث</translation>
    </message>
    <message>
        <source>La scelta mostra che cosa fare e avvisa i responsabili in silenzio: chi chiama non sente niente.</source>
        <translation>يعرض اختيارك ما يجب فعله وينبّه المشرفين بصمت: المتصل لا يسمع شيئًا.</translation>
    </message>
</context>
<context>
    <name>DialPad</name>
    <message>
        <source>Tastiera toni (DTMF)</source>
        <translation>لوحة النغمات (DTMF)</translation>
    </message>
    <message>
        <source>Scrivi le cifre: partono una alla volta.</source>
        <translation>اكتب الأرقام: تُرسل واحدًا تلو الآخر.</translation>
    </message>
    <message>
        <source>asterisco</source>
        <translation>نجمة</translation>
    </message>
    <message>
        <source>cancelletto</source>
        <translation>مربع</translation>
    </message>
    <message>
        <source>Inviate: {0}</source>
        <translation>أُرسل: {0}</translation>
    </message>
</context>
<context>
    <name>DutyCommands</name>
    <message>
        <source>Altro tempo adesso non c&apos;è: F5 per una pausa.</source>
        <translation>لا يوجد وقت إضافي الآن: F5 للاستراحة.</translation>
    </message>
    <message>
        <source>Questa telefonata non ha il testo.</source>
        <translation>هذه المكالمة بلا نص.</translation>
    </message>
    <message>
        <source>Il 112 adesso non si può chiamare da qui.</source>
        <translation>لا يمكن الاتصال بالرقم 112 من هنا الآن.</translation>
    </message>
    <message>
        <source>Il 112 non ha ancora risposto.</source>
        <translation>لم يجب الرقم 112 بعد.</translation>
    </message>
    <message>
        <source>Pronto / Pausa con motivo</source>
        <translation>جاهز / استراحة مع السبب</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>استراحة</translation>
    </message>
    <message>
        <source>Altro minuto dopo la telefonata</source>
        <translation>دقيقة أخرى بعد المكالمة</translation>
    </message>
    <message>
        <source>Sicurezza: pericolo, minaccia, 112</source>
        <translation>السلامة: خطر، تهديد، 112</translation>
    </message>
    <message>
        <source>Sicurezza: chiama il 112 e unisci</source>
        <translation>السلامة: اتصل بـ112 واجمع</translation>
    </message>
    <message>
        <source>Niente pausa dopo la telefonata</source>
        <translation>بلا استراحة بعد المكالمة</translation>
    </message>
    <message>
        <source>Pronto</source>
        <translation>جاهز</translation>
    </message>
    <message>
        <source>Pausa con motivo</source>
        <translation>استراحة مع السبب</translation>
    </message>
    <message>
        <source>Sicurezza: chiama il 112 in questa telefonata</source>
        <translation>الأمان: اتصل بـ 112 ضمن هذه المكالمة</translation>
    </message>
    <message>
        <source>Sicurezza: unisci cittadino e 112</source>
        <translation>الأمان: ادمج المواطن و112</translation>
    </message>
    <message>
        <source>Testo in tempo reale con il cittadino</source>
        <translation>نص فوري مع المواطن</translation>
    </message>
    <message>
        <source>Prova audio e rete</source>
        <translation>اختبار الصوت والشبكة</translation>
    </message>
</context>
<context>
    <name>DutyTexts</name>
    <message>
        <source>{0} ti ha messo in Pronto.</source>
        <translation>وضعك {0} في حالة جاهز.</translation>
    </message>
    <message>
        <source>Sei entrato dalla postazione {0}. Le telefonate squillano là; per averle qui esci e rientra.</source>
        <translation>دخلت من المحطة {0}. المكالمات ترنّ هناك؛ لاستقبالها هنا سجّل الخروج ثم الدخول.</translation>
    </message>
    <message>
        <source>La linea andava e veniva: sei in Non pronto perché nessun cittadino resti senza risposta. F5 quando è stabile; se succede ancora chiama l&apos;assistenza.</source>
        <translation>كان الخط متقطعًا: أنت الآن غير جاهز حتى لا يبقى مواطن بلا رد. اضغط F5 عندما يستقر؛ وإن تكرّر فاتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Il server non ha sentito questa postazione per un po&apos;: sei in Non pronto. F5 quando puoi rispondere.</source>
        <translation>انقطعت أخبار هذه المحطة عن الخادم مدة: أنت الآن غير جاهز. اضغط F5 عندما تستطيع الرد.</translation>
    </message>
    <message>
        <source>Questa telefonata non ha il testo in tempo reale.</source>
        <translation>هذه المكالمة لا تدعم النص الفوري.</translation>
    </message>
    <message>
        <source>Pausa piena: ci sono già tutti quelli che possono. Resti come prima; riprova tra poco con F5.</source>
        <translation>الاستراحة مكتملة العدد. تبقى حالتك كما هي؛ أعد المحاولة بعد قليل بـ F5.</translation>
    </message>
    <message>
        <source>Per oggi il tempo di questa pausa è finito. Scegli un altro motivo con F5 o chiedi al responsabile.</source>
        <translation>انتهى وقت هذه الاستراحة لهذا اليوم. اختر سببًا آخر بـ F5 أو اسأل المشرف.</translation>
    </message>
    <message>
        <source>La pausa finisce tra meno di un minuto.</source>
        <translation>تنتهي الاستراحة خلال أقل من دقيقة.</translation>
    </message>
    <message>
        <source>La pausa di {0} minuti è finita. F5 quando puoi rispondere.</source>
        <translation>انتهت الاستراحة (المدة بالدقائق: {0}). اضغط F5 عندما تستطيع الرد.</translation>
    </message>
    <message>
        <source>Lavori allo schermo da due ore: ti spettano 15 minuti di pausa. F5, poi 2.</source>
        <translation>تعمل أمام الشاشة منذ ساعتين: من حقك استراحة 15 دقيقة. اضغط F5 ثم 2.</translation>
    </message>
    <message>
        <source>In questa coda il tempo dopo la telefonata dura per intero: ancora {0} secondi.</source>
        <translation>في هذا الطابور يستمر وقت ما بعد المكالمة كاملًا: بقي {0} ثانية.</translation>
    </message>
    <message>
        <source>In questa coda il contatto va chiuso prima della prossima telefonata: completalo, poi F9.</source>
        <translation>في هذا الطابور يجب إغلاق سجل التواصل قبل المكالمة التالية: أكمله ثم اضغط F9.</translation>
    </message>
    <message>
        <source>La telefonata si registra di nuovo.</source>
        <translation>استؤنف تسجيل المكالمة.</translation>
    </message>
    <message>
        <source>Quello che dite ora non si registra, per un minuto. Per riprendere prima: Ctrl+Maiusc+R.</source>
        <translation>ما تقولانه الآن لا يُسجَّل لمدة دقيقة. للاستئناف قبل ذلك: Ctrl+Shift+R.</translation>
    </message>
    <message>
        <source>Dopo una telefonata così prenditi il tempo che serve: non ne arrivano altre. Parlane con il responsabile, poi F5.</source>
        <translation>بعد مكالمة كهذه خذ الوقت الذي تحتاجه: لن تصلك مكالمات. تحدّث مع المشرف، ثم اضغط F5.</translation>
    </message>
    <message>
        <source>Seconda telefonata rifiutata.</source>
        <translation>رُفضت المكالمة الثانية.</translation>
    </message>
    <message>
        <source>Il server non risponde: la registrazione resta sospesa e riprende da sola entro un minuto.</source>
        <translation>الخادم لا يستجيب: يبقى التسجيل متوقفًا ويستأنف وحده خلال دقيقة.</translation>
    </message>
    <message>
        <source>Questa telefonata non si registra: non c&apos;è niente da sospendere.</source>
        <translation>هذه المكالمة لا تُسجَّل: لا شيء يمكن إيقافه.</translation>
    </message>
    <message>
        <source>La registrazione non si è fermata: non far dire dati delicati. Riprova con Ctrl+Maiusc+R o chiama l&apos;assistenza.</source>
        <translation>لم يتوقف التسجيل: لا تدع أحدًا يذكر بيانات حساسة. أعد المحاولة بـ Ctrl+Shift+R أو اتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Il contatto è ancora aperto: completalo e chiudilo con F9, poi torni in Pronto.</source>
        <translation>ما زال سجل التواصل مفتوحًا: أكمله وأغلقه بـ F9، ثم تعود جاهزًا.</translation>
    </message>
    <message>
        <source>Altro tempo non c&apos;è: lo hai già avuto, o il tempo dopo la telefonata è finito. Se ti serve, F5 per una pausa.</source>
        <translation>لا يوجد وقت إضافي: حصلت عليه من قبل، أو انتهى وقت ما بعد المكالمة. إن احتجت فاضغط F5 للاستراحة.</translation>
    </message>
    <message>
        <source>Per il server qui nessuno è in servizio: il tuo stato non è cambiato. Esci e rientra; se non basta chiama l&apos;assistenza.</source>
        <translation>الخادم لا يرى أحدًا في الخدمة هنا: لم تتغير حالتك. سجّل الخروج ثم الدخول؛ وإن لم يكفِ فاتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Il server non conosce più questa persona: non è cambiato nulla. Scegline un&apos;altra dall&apos;elenco.</source>
        <translation>لم يعد الخادم يعرف هذا الشخص: لم يتغير شيء. اختر شخصًا آخر من القائمة.</translation>
    </message>
    <message>
        <source>La telefonata è caduta per un guasto. Il numero è nascosto: nessuno può richiamare il cittadino.</source>
        <translation>انقطعت المكالمة بسبب عطل. الرقم محجوب: لا يمكن لأحد معاودة الاتصال بالمواطن.</translation>
    </message>
    <message>
        <source>La telefonata è caduta per un guasto. Un collega richiama subito il cittadino.</source>
        <translation>انقطعت المكالمة بسبب عطل. زميل يعاود الاتصال بالمواطن فورًا.</translation>
    </message>
    <message>
        <source>Il tuo stato non era quello del centralino ed è stato corretto: ora sei {0}.</source>
        <translation>لم تكن حالتك مطابقة للمقسم وتم تصحيحها: أنت الآن {0}.</translation>
    </message>
    <message>
        <source>La linea verso l&apos;esterno è guasta dalle {0}: nessuno può chiamarci e nessuno da qui può chiamare fuori. Le telefonate in corso possono cadere.</source>
        <translation>الخط الخارجي معطّل منذ الساعة {0}: لا أحد يستطيع الاتصال بنا ولا أحد هنا يستطيع الاتصال بالخارج. قد تنقطع المكالمات الجارية.</translation>
    </message>
    <message>
        <source>La linea esterna del centralino {0} è guasta dalle {1}: le telefonate usano l&apos;altra. Avvisa l&apos;assistenza.</source>
        <translation>الخط الخارجي للمقسم {0} معطّل منذ الساعة {1}: المكالمات تمر عبر الخط الآخر. أبلغ الدعم الفني.</translation>
    </message>
    <message>
        <source>Richiama ora {0} (F4): ha scelto il richiamo. {1}.</source>
        <translation>عاود الاتصال الآن بـ {0} (F4): اختار معاودة الاتصال. {1}.</translation>
    </message>
    <message>
        <source>Intanto lo stato è cambiato: dopo questa telefonata {0}.</source>
        <translation>تغيّرت الحالة في هذه الأثناء: بعد هذه المكالمة {0}.</translation>
    </message>
    <message>
        <source>La linea verso l&apos;esterno funziona di nuovo.</source>
        <translation>عاد الخط الخارجي إلى العمل.</translation>
    </message>
    <message>
        <source>{0} ti ha messo fuori servizio. Per rientrare esci e rientra.</source>
        <translation>أخرجك {0} من الخدمة. للعودة سجّل الخروج ثم الدخول.</translation>
    </message>
    <message>
        <source>il cittadino</source>
        <translation>المواطن</translation>
    </message>
    <message>
        <source>Richiama subito {0}: la telefonata con te è caduta. F4.</source>
        <translation>عاود الاتصال فورًا بـ {0}: انقطعت مكالمته معك. F4.</translation>
    </message>
    <message>
        <source>Richiama subito {0}: parlava con un collega e la telefonata è caduta. F4.</source>
        <translation>عاود الاتصال فورًا بـ {0}: كان يتحدث مع زميل وانقطعت المكالمة. F4.</translation>
    </message>
    <message>
        <source>attesa {0}</source>
        <translation>انتظار {0}</translation>
    </message>
    <message>
        <source>Un operatore</source>
        <translation>أحد المشغلين</translation>
    </message>
    <message>
        <source>{0} è in pausa oltre il limite.</source>
        <translation>{0} في استراحة تجاوزت الحد.</translation>
    </message>
    <message>
        <source>{0} è in pausa oltre il limite: {1}.</source>
        <translation>{0} في استراحة تجاوزت الحد: {1}.</translation>
    </message>
    <message>
        <source>postazione {0}</source>
        <translation>المحطة {0}</translation>
    </message>
    <message>
        <source>una postazione</source>
        <translation>إحدى المحطات</translation>
    </message>
    <message>
        <source>qualcuno minaccia</source>
        <translation>شخص يهدّد</translation>
    </message>
    <message>
        <source>qualcuno è in pericolo di vita</source>
        <translation>شخص حياته في خطر</translation>
    </message>
    <message>
        <source>serve il 112</source>
        <translation>يلزم الاتصال بـ 112</translation>
    </message>
    <message>
        <source>c&apos;è un&apos;emergenza</source>
        <translation>هناك حالة طارئة</translation>
    </message>
    <message>
        <source>Allarme da {0}: {1}. Chi chiama non sa niente. F1 quando hai letto.</source>
        <translation>إنذار من {0}: {1}. المتصل لا يعلم شيئًا. اضغط F1 بعد القراءة.</translation>
    </message>
    <message>
        <source>Intanto lo stato è cambiato: ora sei {0}.</source>
        <translation>تغيّرت الحالة في هذه الأثناء: أنت الآن {0}.</translation>
    </message>
    <message>
        <source>Rifiutata: {0}.</source>
        <translation>رُفضت: {0}.</translation>
    </message>
    <message>
        <source>Rifiutata, senza motivo.</source>
        <translation>رُفضت دون سبب.</translation>
    </message>
    <message>
        <source>{0} ti ha messo in pausa: {1}.</source>
        <translation>وضعك {0} في استراحة: {1}.</translation>
    </message>
    <message>
        <source>{0} ti ha messo in pausa.</source>
        <translation>وضعك {0} في استراحة.</translation>
    </message>
    <message>
        <source>Il responsabile</source>
        <translation>المشرف</translation>
    </message>
</context>
<context>
    <name>DutyWords</name>
    <message>
        <source>Pronto</source>
        <translation>جاهز</translation>
    </message>
    <message>
        <source>In arrivo</source>
        <translation>يرنّ</translation>
    </message>
    <message>
        <source>In linea</source>
        <translation>على الخط</translation>
    </message>
    <message>
        <source>Dopo chiamata</source>
        <translation>ما بعد المكالمة</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>استراحة</translation>
    </message>
    <message>
        <source>Linea persa</source>
        <translation>الخط مفقود</translation>
    </message>
    <message>
        <source>Non pronto</source>
        <translation>غير جاهز</translation>
    </message>
</context>
<context>
    <name>EditingCommands</name>
    <message>
        <source>Reda&amp;zione</source>
        <translation>التح&amp;رير</translation>
    </message>
    <message>
        <source>Salva la bozza della voce (Ctrl+S)</source>
        <translation>احفظ مسودة المدخل (Ctrl+S)</translation>
    </message>
    <message>
        <source>Chiedi o decidi la revisione (F9)</source>
        <translation>اطلب المراجعة أو قررها (F9)</translation>
    </message>
    <message>
        <source>Che cosa cambia nella voce</source>
        <translation>ما الذي يتغير في المدخل</translation>
    </message>
    <message>
        <source>Scegli fra testi doppi</source>
        <translation>اختر بين نصين</translation>
    </message>
    <message>
        <source>Versioni della voce</source>
        <translation>نسخ المدخل</translation>
    </message>
    <message>
        <source>Traduci la scheda</source>
        <translation>ترجم البطاقة</translation>
    </message>
    <message>
        <source>Elimina la bozza della voce</source>
        <translation>احذف مسودة المدخل</translation>
    </message>
    <message>
        <source>Ritira subito la voce</source>
        <translation>اسحب المدخل فورًا</translation>
    </message>
    <message>
        <source>Anteprima e controlli, o di nuovo il testo</source>
        <translation>المعاينة والفحوص، أو النص من جديد</translation>
    </message>
    <message>
        <source>Rispondi alla segnalazione</source>
        <translation>أجب على البلاغ</translation>
    </message>
    <message>
        <source>Nuova voce</source>
        <translation>مدخل جديد</translation>
    </message>
    <message>
        <source>Orari di molti uffici</source>
        <translation>مواعيد مكاتب كثيرة</translation>
    </message>
    <message>
        <source>Parole dei cittadini per il dizionario</source>
        <translation>كلمات المواطنين للقاموس</translation>
    </message>
    <message>
        <source>Aggiungi la ricerca alle domande di prova</source>
        <translation>أضف البحث إلى أسئلة الاختبار</translation>
    </message>
    <message>
        <source>Si fa in Redazione, con una voce aperta.</source>
        <translation>يتم ذلك في التحرير، مع مدخل مفتوح.</translation>
    </message>
    <message>
        <source>Si fa in Redazione.</source>
        <translation>يتم ذلك في التحرير.</translation>
    </message>
    <message>
        <source>Niente da salvare: la voce è già al sicuro.</source>
        <translation>لا شيء للحفظ: المدخل محفوظ بالفعل.</translation>
    </message>
    <message>
        <source>Nessun testo doppio tra cui scegliere.</source>
        <translation>لا يوجد نص مزدوج للاختيار.</translation>
    </message>
    <message>
        <source>Prima cerca qualcosa in Redazione.</source>
        <translation>ابحث أولًا عن شيء في التحرير.</translation>
    </message>
    <message>
        <source>Chiedi o decidi la revisione</source>
        <translation>اطلب المراجعة أو قرّرها</translation>
    </message>
    <message>
        <source>Cerca una voce</source>
        <translation>ابحث عن مدخل</translation>
    </message>
    <message>
        <source>Salva la bozza</source>
        <translation>احفظ المسودة</translation>
    </message>
</context>
<context>
    <name>EditingInputs</name>
    <message>
        <source>Nota di revisione</source>
        <translation>ملاحظة مراجعة</translation>
    </message>
    <message>
        <source>Motivo del ritiro</source>
        <translation>سبب السحب</translation>
    </message>
    <message>
        <source>Risposta a una segnalazione</source>
        <translation>رد على بلاغ</translation>
    </message>
    <message>
        <source>Riga del dizionario</source>
        <translation>سطر القاموس</translation>
    </message>
    <message>
        <source>Orari di molti uffici</source>
        <translation>مواعيد مكاتب كثيرة</translation>
    </message>
    <message>
        <source>Altro testo di un campo</source>
        <translation>نص آخر لحقل</translation>
    </message>
</context>
<context>
    <name>EditingItemTexts</name>
    <message>
        <source>Senza titolo</source>
        <translation>بلا عنوان</translation>
    </message>
    <message>
        <source>scaduta</source>
        <translation>منتهية</translation>
    </message>
    <message numerus="yes">
        <source>scade fra %n giorni</source>
        <translation>
            <numerusform>تنتهي اليوم</numerusform>
            <numerusform>تنتهي بعد يوم واحد</numerusform>
            <numerusform>تنتهي بعد يومين</numerusform>
            <numerusform>تنتهي بعد %n أيام</numerusform>
            <numerusform>تنتهي بعد %n يومًا</numerusform>
            <numerusform>تنتهي بعد %n يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} voci</source>
        <translation>{0} مداخل</translation>
    </message>
    <message>
        <source>a campione</source>
        <translation>عيّنة</translation>
    </message>
    <message>
        <source>da salvare</source>
        <translation>لم تُحفظ</translation>
    </message>
    <message numerus="yes">
        <source>%n errori</source>
        <translation>
            <numerusform>لا أخطاء</numerusform>
            <numerusform>خطأ واحد</numerusform>
            <numerusform>خطآن</numerusform>
            <numerusform>%n أخطاء</numerusform>
            <numerusform>%n خطأً</numerusform>
            <numerusform>%n خطأ</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} volte</source>
        <translation>{0} مرات</translation>
    </message>
    <message numerus="yes">
        <source>%n voci da decidere insieme</source>
        <translation>
            <numerusform>%n مداخل تُقرر معًا</numerusform>
            <numerusform>%n مداخل تُقرر معًا</numerusform>
            <numerusform>%n مداخل تُقرر معًا</numerusform>
            <numerusform>%n مداخل تُقرر معًا</numerusform>
            <numerusform>%n مداخل تُقرر معًا</numerusform>
            <numerusform>%n مداخل تُقرر معًا</numerusform>
        </translation>
    </message>
    <message>
        <source>ci lavora {0}</source>
        <translation>يعمل عليها {0}</translation>
    </message>
</context>
<context>
    <name>EditingListPanel</name>
    <message>
        <source>Gruppi</source>
        <translation>المجموعات</translation>
    </message>
    <message>
        <source>Gruppo</source>
        <translation>المجموعة</translation>
    </message>
    <message>
        <source>Voci</source>
        <translation>المداخل</translation>
    </message>
    <message>
        <source>Gruppi della redazione</source>
        <translation>مجموعات التحرير</translation>
    </message>
    <message>
        <source>N.</source>
        <translation>العدد</translation>
    </message>
    <message>
        <source>Nuova voce</source>
        <translation>مدخل جديد</translation>
    </message>
    <message>
        <source>Orari in blocco</source>
        <translation>مواعيد بالجملة</translation>
    </message>
    <message>
        <source>Parole dei cittadini</source>
        <translation>كلمات المواطنين</translation>
    </message>
</context>
<context>
    <name>EditingListPresenter</name>
    <message>
        <source>Nessuna voce con queste parole.</source>
        <translation>لا مدخل بهذه الكلمات.</translation>
    </message>
    <message>
        <source>Qui non c&apos;è niente da fare.</source>
        <translation>لا شيء تفعله هنا.</translation>
    </message>
    <message>
        <source>Tutte {0}</source>
        <translation>الكل {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n voci</source>
        <translation>
            <numerusform>لا شيء</numerusform>
            <numerusform>مدخل واحد</numerusform>
            <numerusform>مدخلان</numerusform>
            <numerusform>%n مداخل</numerusform>
            <numerusform>%n مدخلًا</numerusform>
            <numerusform>%n مدخل</numerusform>
        </translation>
    </message>
    <message>
        <source>«{0}» è fra le domande di prova.</source>
        <translation>«{0}» ضمن أسئلة الاختبار.</translation>
    </message>
    <message>
        <source>«{0}» è arrivata: adesso è aperta.</source>
        <translation>وصل «{0}»: وهو مفتوح الآن.</translation>
    </message>
    <message>
        <source>Parole dei cittadini</source>
        <translation>كلمات المواطنين</translation>
    </message>
    <message numerus="yes">
        <source>%n voci trovate</source>
        <translation>
            <numerusform>وُجد %n مدخل</numerusform>
            <numerusform>وُجد %n مدخل</numerusform>
            <numerusform>وُجد %n مدخل</numerusform>
            <numerusform>وُجد %n مدخل</numerusform>
            <numerusform>وُجد %n مدخل</numerusform>
            <numerusform>وُجد %n مدخل</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditingPanels</name>
    <message>
        <source>Redazione</source>
        <translation>التحرير</translation>
    </message>
    <message>
        <source>Nuova voce</source>
        <translation>مدخل جديد</translation>
    </message>
    <message>
        <source>Che cosa vuoi scrivere?</source>
        <translation>ماذا تريد أن تكتب؟</translation>
    </message>
    <message>
        <source>Ritira subito la voce</source>
        <translation>اسحب المدخل فورًا</translation>
    </message>
    <message>
        <source>Ritirare subito «{0}»? Gli operatori non la useranno più.</source>
        <translation>سحب «{0}» فورًا؟ لن يستعملها المشغّلون بعد الآن.</translation>
    </message>
    <message>
        <source>Ritirala adesso</source>
        <translation>اسحبها الآن</translation>
    </message>
    <message>
        <source>Perché: lo leggono gli operatori</source>
        <translation>لماذا: يقرؤه المشغّلون</translation>
    </message>
    <message>
        <source>Lasciala</source>
        <translation>اتركها</translation>
    </message>
    <message>
        <source>Togli solo quello che non ho salvato</source>
        <translation>أزل فقط ما لم أحفظه</translation>
    </message>
    <message>
        <source>Elimina tutta la bozza, anche degli altri</source>
        <translation>احذف المسودة كلها، وما كتبه غيرك أيضًا</translation>
    </message>
    <message>
        <source>Elimina la bozza della voce</source>
        <translation>احذف مسودة المدخل</translation>
    </message>
    <message>
        <source>Eliminare la bozza?</source>
        <translation>حذف المسودة؟</translation>
    </message>
    <message>
        <source>È sistemata</source>
        <translation>تم إصلاحها</translation>
    </message>
    <message>
        <source>Non c&apos;è niente da cambiare</source>
        <translation>لا شيء يحتاج إلى تغيير</translation>
    </message>
    <message>
        <source>Chiedi a chi ne risponde, con un messaggio</source>
        <translation>اسأل المسؤول عنها برسالة</translation>
    </message>
    <message>
        <source>Nota (facoltativa)</source>
        <translation>ملاحظة (اختيارية)</translation>
    </message>
    <message>
        <source>Rispondi alla segnalazione</source>
        <translation>أجب على البلاغ</translation>
    </message>
    <message>
        <source>Traduci la scheda</source>
        <translation>ترجم البطاقة</translation>
    </message>
    <message>
        <source>In quale lingua?</source>
        <translation>إلى أي لغة؟</translation>
    </message>
    <message>
        <source>Scrivi prima perché: una riga basta.</source>
        <translation>اكتب السبب أولًا: سطر واحد يكفي.</translation>
    </message>
</context>
<context>
    <name>EditingPanes</name>
    <message>
        <source>Versione</source>
        <translation>الإصدار</translation>
    </message>
    <message>
        <source>Pubblicata</source>
        <translation>المنشورة</translation>
    </message>
    <message>
        <source>Da chi</source>
        <translation>من</translation>
    </message>
    <message>
        <source>Perché</source>
        <translation>لماذا</translation>
    </message>
</context>
<context>
    <name>EditingParts</name>
    <message>
        <source>Come vanno le voci: cifre d&apos;uso, revisioni in ritardo, CSV</source>
        <translation>أداء المداخل: أرقام الاستعمال، المراجعات المتأخرة، CSV</translation>
    </message>
    <message>
        <source>Redazione</source>
        <translation>التحرير</translation>
    </message>
    <message numerus="yes">
        <source>%n cose da fare in redazione</source>
        <translation>
            <numerusform>%n مهمة في التحرير</numerusform>
            <numerusform>%n مهمة في التحرير</numerusform>
            <numerusform>%n مهمة في التحرير</numerusform>
            <numerusform>%n مهمة في التحرير</numerusform>
            <numerusform>%n مهمة في التحرير</numerusform>
            <numerusform>%n مهمة في التحرير</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditingRefusals</name>
    <message>
        <source>in un campo ci sono due testi diversi. Apri la bozza e scegli quale vale.</source>
        <translation>في أحد الحقول نصان مختلفان. افتح المسودة واختر أيهما المعتمد.</translation>
    </message>
    <message>
        <source>chi ha scritto non può anche approvare. Chiedi la revisione a un collega.</source>
        <translation>من كتب النص لا يمكنه اعتماده أيضًا. اطلب المراجعة من زميل.</translation>
    </message>
    <message>
        <source>la bozza non esiste più.</source>
        <translation>لم تعد المسودة موجودة.</translation>
    </message>
    <message>
        <source>Orari in blocco: {0} uffici restano come sono ({1}). {2} Correggili uno per uno.</source>
        <translation>مواعيد بالجملة: {0} مكاتب تبقى كما هي ({1}). {2} صحّحها واحدًا واحدًا.</translation>
    </message>
    <message>
        <source>nella bozza c&apos;è un errore da correggere.</source>
        <translation>في المسودة خطأ يجب تصحيحه.</translation>
    </message>
    <message>
        <source>intanto qualcuno ha scritto nella stessa bozza. Rileggila e riprova.</source>
        <translation>كتب أحدهم في المسودة نفسها في هذه الأثناء. أعد قراءتها ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>qualche voce è cambiata da quando le hai lette. Rileggile e decidi di nuovo.</source>
        <translation>تغيّرت بعض المداخل منذ أن قرأتها. اقرأها من جديد ثم قرّر مرة أخرى.</translation>
    </message>
    <message>
        <source>la bozza è già stata pubblicata, eliminata o rimandata. Aprila per vedere com&apos;è.</source>
        <translation>سبق نشر المسودة أو حذفها أو إعادتها. افتحها لترى حالتها.</translation>
    </message>
    <message>
        <source>{0} Apri la bozza: i controlli dicono dove.</source>
        <translation>{0} افتح المسودة: تبيّن الفحوص موضعه.</translation>
    </message>
    <message>
        <source>rimanda a qualcosa che non c&apos;è ({0}). Apri la bozza e correggi.</source>
        <translation>يشير إلى شيء غير موجود ({0}). افتح المسودة وصحّحها.</translation>
    </message>
    <message>
        <source>la scheda non esiste più.</source>
        <translation>لم تعد البطاقة موجودة.</translation>
    </message>
    <message>
        <source>la segnalazione non esiste più.</source>
        <translation>لم يعد البلاغ موجودًا.</translation>
    </message>
    <message>
        <source>la proposta non esiste più.</source>
        <translation>لم يعد الاقتراح موجودًا.</translation>
    </message>
    <message>
        <source>la proposta è già stata decisa.</source>
        <translation>سبق البت في الاقتراح.</translation>
    </message>
    <message>
        <source>la riga del dizionario non va bene. Correggila e riprova.</source>
        <translation>سطر القاموس غير صالح. صححه وحاول مجددًا.</translation>
    </message>
    <message>
        <source>la segnalazione ha già una risposta, o è già chiusa.</source>
        <translation>للبلاغ ردّ من قبل، أو أُغلق.</translation>
    </message>
    <message>
        <source>la scheda non dice quale ufficio ne risponde. Scrivilo lì.</source>
        <translation>لا تذكر البطاقة المكتب المسؤول عنها. اكتبه فيها.</translation>
    </message>
    <message>
        <source>questo server non manda e-mail. Avvisa l&apos;assistenza.</source>
        <translation>هذا الخادم لا يرسل بريدًا إلكترونيًا. أبلغ الدعم.</translation>
    </message>
    <message>
        <source>gli SMS non sono attivi. Serve un altro modo, per esempio un&apos;e-mail.</source>
        <translation>الرسائل النصية غير مفعّلة. يلزم طريق آخر، مثل البريد الإلكتروني.</translation>
    </message>
    <message>
        <source>per oggi hai finito gli SMS. Serve un altro modo, per esempio un&apos;e-mail.</source>
        <translation>استنفدتَ الرسائل النصية لهذا اليوم. يلزم طريق آخر، مثل البريد الإلكتروني.</translation>
    </message>
    <message>
        <source>a quel numero non si mandano SMS. Serve un cellulare italiano o un&apos;e-mail.</source>
        <translation>لا تُرسل رسائل نصية إلى هذا الرقم. يلزم رقم هاتف محمول إيطالي أو بريد إلكتروني.</translation>
    </message>
    <message>
        <source>l&apos;indirizzo e-mail non va bene. Fattelo ripetere e riprova.</source>
        <translation>عنوان البريد الإلكتروني غير صحيح. اطلب تكراره وحاول مجددًا.</translation>
    </message>
    <message>
        <source>la scheda è scaduta, ritirata o non ancora valida.</source>
        <translation>البطاقة منتهية أو مسحوبة أو لم تصبح سارية بعد.</translation>
    </message>
    <message>
        <source>in quel contatto ne erano già partite troppe.</source>
        <translation>أُرسل عدد كبير منها في ذلك التواصل.</translation>
    </message>
    <message>
        <source>per oggi hai finito le e-mail. Serve un altro modo, per esempio un SMS.</source>
        <translation>استنفدتَ رسائل البريد الإلكتروني لهذا اليوم. يلزم طريق آخر، مثل الرسائل النصية.</translation>
    </message>
    <message>
        <source>l&apos;ufficio finirebbe sotto sé stesso. Scegli un altro ufficio superiore.</source>
        <translation>سيصبح المكتب تابعًا لنفسه. اختر مكتبًا أعلى آخر.</translation>
    </message>
</context>
<context>
    <name>EditingScreen</name>
    <message>
        <source>scegli</source>
        <translation>اختر</translation>
    </message>
    <message>
        <source>tutti i comandi</source>
        <translation>كل الأوامر</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>الجزء التالي</translation>
    </message>
</context>
<context>
    <name>EditingStrip</name>
    <message>
        <source>Voce in mano e che cosa si può fare</source>
        <translation>المدخل الحالي وما يمكن فعله</translation>
    </message>
    <message>
        <source>Redazione</source>
        <translation>التحرير</translation>
    </message>
    <message>
        <source>Senza titolo</source>
        <translation>بلا عنوان</translation>
    </message>
    <message numerus="yes">
        <source>%n voci</source>
        <translation>
            <numerusform>لا شيء</numerusform>
            <numerusform>مدخل واحد</numerusform>
            <numerusform>مدخلان</numerusform>
            <numerusform>%n مداخل</numerusform>
            <numerusform>%n مدخلًا</numerusform>
            <numerusform>%n مدخل</numerusform>
        </translation>
    </message>
    <message>
        <source>Ricerca: {0} · {1}</source>
        <translation>بحث: {0} · {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n tue bozze</source>
        <translation>
            <numerusform>لا مسودات لك</numerusform>
            <numerusform>مسودة واحدة لك</numerusform>
            <numerusform>مسودتان لك</numerusform>
            <numerusform>%n مسودات لك</numerusform>
            <numerusform>%n مسودة لك</numerusform>
            <numerusform>%n مسودة لك</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n da rivedere</source>
        <translation>
            <numerusform>لا شيء للمراجعة</numerusform>
            <numerusform>واحد للمراجعة</numerusform>
            <numerusform>اثنان للمراجعة</numerusform>
            <numerusform>%n للمراجعة</numerusform>
            <numerusform>%n للمراجعة</numerusform>
            <numerusform>%n للمراجعة</numerusform>
        </translation>
    </message>
    <message>
        <source>Niente in sospeso</source>
        <translation>لا شيء معلق</translation>
    </message>
</context>
<context>
    <name>EntryActions</name>
    <message>
        <source>Salva bozza</source>
        <translation>احفظ المسودة</translation>
    </message>
    <message>
        <source>Rispondi alla segnalazione</source>
        <translation>أجب على البلاغ</translation>
    </message>
    <message>
        <source>Chiedi revisione</source>
        <translation>اطلب المراجعة</translation>
    </message>
    <message>
        <source>Decidi la revisione</source>
        <translation>قرّر المراجعة</translation>
    </message>
    <message>
        <source>Scegli i testi doppi</source>
        <translation>اختر بين النصين</translation>
    </message>
    <message>
        <source>Che cosa cambia</source>
        <translation>ما الذي يتغير</translation>
    </message>
    <message>
        <source>Torna alla voce</source>
        <translation>ارجع إلى المدخل</translation>
    </message>
    <message>
        <source>Versioni</source>
        <translation>النسخ</translation>
    </message>
    <message>
        <source>Anteprima e controlli</source>
        <translation>المعاينة والفحوص</translation>
    </message>
    <message>
        <source>Traduci</source>
        <translation>ترجم</translation>
    </message>
    <message>
        <source>La traduzione è aggiornata</source>
        <translation>الترجمة محدّثة</translation>
    </message>
    <message>
        <source>Rimetti in uso</source>
        <translation>أعد إلى الاستعمال</translation>
    </message>
    <message>
        <source>Elimina bozza</source>
        <translation>احذف المسودة</translation>
    </message>
    <message>
        <source>Ritira subito</source>
        <translation>اسحب فورًا</translation>
    </message>
</context>
<context>
    <name>EntryColumns</name>
    <message>
        <source>Parti della pagina</source>
        <translation>أجزاء الصفحة</translation>
    </message>
    <message>
        <source>Voci</source>
        <translation>المداخل</translation>
    </message>
    <message>
        <source>Gruppi</source>
        <translation>المجموعات</translation>
    </message>
    <message>
        <source>Anteprima</source>
        <translation>معاينة</translation>
    </message>
</context>
<context>
    <name>EntryFields</name>
    <message>
        <source>Lingue</source>
        <translation>اللغات</translation>
    </message>
    <message>
        <source>il testo da leggere al cittadino</source>
        <translation>النص الذي يُقرأ للمواطن</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>Il resto della voce</source>
        <translation>بقية المدخل</translation>
    </message>
</context>
<context>
    <name>EntryGlance</name>
    <message>
        <source>Anteprima della voce</source>
        <translation>معاينة المدخل</translation>
    </message>
    <message>
        <source>Apri e modifica</source>
        <translation>افتح وعدّل</translation>
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
        <translation>منشورة</translation>
    </message>
    <message>
        <source>nuova</source>
        <translation>جديدة</translation>
    </message>
    <message>
        <source>si pubblica {0}</source>
        <translation>تُنشر {0}</translation>
    </message>
    <message>
        <source>scritta da {0}, {1}</source>
        <translation>كتبها {0}، {1}</translation>
    </message>
    <message>
        <source>ci scrive anche {0}</source>
        <translation>يكتب فيها أيضًا {0}</translation>
    </message>
    <message>
        <source>la legge anche {0}</source>
        <translation>يقرؤها أيضًا {0}</translation>
    </message>
    <message>
        <source>bozza salvata alle {0}, gli altri la vedono con Ctrl+S</source>
        <translation>حُفظت المسودة في {0}، ويراها الآخرون بـ Ctrl+S</translation>
    </message>
    <message>
        <source>bozza in memoria</source>
        <translation>المسودة في الذاكرة فقط</translation>
    </message>
    <message>
        <source>tenuta solo su questa postazione alle {0}</source>
        <translation>محفوظة على هذه المحطة فقط في {0}</translation>
    </message>
    <message>
        <source>Dal {0} nessuno l&apos;ha usata.</source>
        <translation>لم يستعملها أحد منذ {0}.</translation>
    </message>
    <message numerus="yes">
        <source>letta %n volte</source>
        <translation>
            <numerusform>لم تُقرأ</numerusform>
            <numerusform>قُرئت مرة واحدة</numerusform>
            <numerusform>قُرئت مرتين</numerusform>
            <numerusform>قُرئت %n مرات</numerusform>
            <numerusform>قُرئت %n مرة</numerusform>
            <numerusform>قُرئت %n مرة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>usata in %n contatti</source>
        <translation>
            <numerusform>لم تُستعمل في أي تواصل</numerusform>
            <numerusform>استُعملت في تواصل واحد</numerusform>
            <numerusform>استُعملت في تواصلين</numerusform>
            <numerusform>استُعملت في %n تواصلات</numerusform>
            <numerusform>استُعملت في %n تواصلًا</numerusform>
            <numerusform>استُعملت في %n تواصل</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>segnalata %n volte</source>
        <translation>
            <numerusform>لم يُبلَّغ عنها</numerusform>
            <numerusform>بُلّغ عنها مرة واحدة</numerusform>
            <numerusform>بُلّغ عنها مرتين</numerusform>
            <numerusform>بُلّغ عنها %n مرات</numerusform>
            <numerusform>بُلّغ عنها %n مرة</numerusform>
            <numerusform>بُلّغ عنها %n مرة</numerusform>
        </translation>
    </message>
    <message>
        <source>Dal {0}: {1}.</source>
        <translation>منذ {0}: {1}.</translation>
    </message>
    <message>
        <source>Due testi per lo stesso campo: {0}. Scegli quale tenere.</source>
        <translation>نصان للحقل نفسه: {0}. اختر أيهما تبقي.</translation>
    </message>
    <message>
        <source>Non è stata pubblicata. {0}</source>
        <translation>لم تُنشر. {0}</translation>
    </message>
    <message>
        <source>Mentre scrivi un collega ha cambiato: {0}. I testi si uniscono, niente va perso.</source>
        <translation>بينما تكتب غيّر زميل: {0}. تُدمج النصوص ولا يضيع شيء.</translation>
    </message>
    <message>
        <source>Il server tiene {0} bozze tue e non di più: questa resta solo su questa postazione. Salva o elimina qualche altra bozza.</source>
        <translation>يحتفظ الخادم بعدد {0} من مسوداتك ولا يزيد: هذه تبقى على هذه المحطة فقط. احفظ مسودة أخرى أو احذفها.</translation>
    </message>
    <message>
        <source>Ritirata: {0}</source>
        <translation>مسحوبة: {0}</translation>
    </message>
    <message>
        <source>Nota di chi ha rivisto: {0}</source>
        <translation>ملاحظة المراجع: {0}</translation>
    </message>
</context>
<context>
    <name>EntryLanguages</name>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} من {1}</translation>
    </message>
    <message>
        <source>{0} da aggiornare</source>
        <translation>{0} يحتاج إلى تحديث</translation>
    </message>
</context>
<context>
    <name>EntryPage</name>
    <message>
        <source>Voce in mano</source>
        <translation>المدخل قيد العمل</translation>
    </message>
</context>
<context>
    <name>EntryPresenter</name>
    <message>
        <source>Il testo incollato era troppo lungo: ne è rimasto l&apos;inizio.</source>
        <translation>النص الملصق طويل جدًا: بقي أوله.</translation>
    </message>
    <message numerus="yes">
        <source>%n immagini tolte: è rimasta la loro descrizione.</source>
        <translation>
            <numerusform>أزيلت %n صورة: بقي وصفها.</numerusform>
            <numerusform>أزيلت %n صورة: بقي وصفها.</numerusform>
            <numerusform>أزيلت %n صورة: بقي وصفها.</numerusform>
            <numerusform>أزيلت %n صورة: بقي وصفها.</numerusform>
            <numerusform>أزيلت %n صورة: بقي وصفها.</numerusform>
            <numerusform>أزيلت %n صورة: بقي وصفها.</numerusform>
        </translation>
    </message>
    <message>
        <source>Scegli una voce dall&apos;elenco e premi Invio, oppure comincia da Nuova (Ctrl+N).</source>
        <translation>اختر مدخلًا من القائمة واضغط Enter، أو ابدأ بـ«جديد» (Ctrl+N).</translation>
    </message>
    <message>
        <source>Questa voce non è ancora su questa postazione: si apre da sola quando arriva.</source>
        <translation>لم يصل هذا المدخل إلى هذه المحطة بعد: يُفتح من تلقاء نفسه حين يصل.</translation>
    </message>
    <message>
        <source>Mandata in revisione. La pubblica un&apos;altra persona.</source>
        <translation>أُرسلت للمراجعة. ينشرها شخص آخر.</translation>
    </message>
    <message>
        <source>Bozza salvata: la vedono anche gli altri.</source>
        <translation>حُفظت المسودة: يراها الآخرون أيضًا.</translation>
    </message>
    <message>
        <source>Prima sistema gli errori segnati con ✗ nei controlli.</source>
        <translation>أصلح أولًا الأخطاء المعلّمة بـ ✗ في الفحوص.</translation>
    </message>
    <message>
        <source>Non hai cambiato niente nella voce: non c&apos;è niente da far rivedere.</source>
        <translation>لم تغيّر شيئًا في المدخل: لا يوجد ما يُراجَع.</translation>
    </message>
    <message>
        <source>Non hai cambiato niente nella voce: non c&apos;è niente da mandare agli altri.</source>
        <translation>لم تغيّر شيئًا في المدخل: لا يوجد ما يُسلَّم إلى الآخرين.</translation>
    </message>
    <message>
        <source>È già in revisione. La pubblica un&apos;altra persona.</source>
        <translation>هي قيد المراجعة بالفعل. ينشرها شخص آخر.</translation>
    </message>
    <message>
        <source>Prima scegli quale testo tenere nei campi che ne hanno due.</source>
        <translation>اختر أولًا أي نص تبقي في الحقول التي لها نصان.</translation>
    </message>
    <message>
        <source>Approvata: arriva agli operatori entro un minuto.</source>
        <translation>تمت الموافقة: تصل إلى المشغّلين خلال دقيقة.</translation>
    </message>
    <message>
        <source>Approvata: si pubblica da sola nel giorno scelto.</source>
        <translation>تمت الموافقة: تُنشر وحدها في اليوم المختار.</translation>
    </message>
    <message>
        <source>Rimandata a chi l&apos;ha scritta, con la tua nota.</source>
        <translation>أُعيدت إلى من كتبها مع ملاحظتك.</translation>
    </message>
    <message>
        <source>Ritirata: gli operatori non la usano più.</source>
        <translation>سُحبت: لم يعد المشغّلون يستعملونها.</translation>
    </message>
    <message>
        <source>Scelto il testo.</source>
        <translation>اختير النص.</translation>
    </message>
    <message>
        <source>Bozza eliminata. Quello che c&apos;era scritto resta nella storia.</source>
        <translation>حُذفت المسودة. ما كُتب يبقى في السجل.</translation>
    </message>
</context>
<context>
    <name>EntryPreview</name>
    <message>
        <source>Anteprima e controlli</source>
        <translation>المعاينة والفحوص</translation>
    </message>
    <message>
        <source>Controlli</source>
        <translation>الفحوص</translation>
    </message>
    <message numerus="yes">
        <source>%n da sistemare</source>
        <translation>
            <numerusform>لا شيء للإصلاح</numerusform>
            <numerusform>واحد للإصلاح</numerusform>
            <numerusform>اثنان للإصلاح</numerusform>
            <numerusform>%n للإصلاح</numerusform>
            <numerusform>%n للإصلاح</numerusform>
            <numerusform>%n للإصلاح</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntrySights</name>
    <message>
        <source>Titoli, link, immagini e orari a posto</source>
        <translation>العناوين والروابط والصور والمواعيد سليمة</translation>
    </message>
    <message>
        <source>Leggibilità Gulpease {0}</source>
        <translation>سهولة القراءة Gulpease {0}</translation>
    </message>
    <message>
        <source>da correggere</source>
        <translation>للتصحيح</translation>
    </message>
    <message>
        <source>si legge male</source>
        <translation>صعب القراءة</translation>
    </message>
    <message>
        <source>da migliorare</source>
        <translation>للتحسين</translation>
    </message>
    <message>
        <source>Errore</source>
        <translation>خطأ</translation>
    </message>
    <message>
        <source>Attenzione</source>
        <translation>تنبيه</translation>
    </message>
</context>
<context>
    <name>EntryTexts</name>
    <message>
        <source>Categoria</source>
        <translation>الفئة</translation>
    </message>
    <message>
        <source>Titolo</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Parole che usa il cittadino</source>
        <translation>كلمات يستعملها المواطن</translation>
    </message>
    <message>
        <source>Da dire</source>
        <translation>ما يُقال</translation>
    </message>
    <message>
        <source>Argomento collegato</source>
        <translation>الموضوع</translation>
    </message>
    <message>
        <source>Altri argomenti</source>
        <translation>مواضيع أخرى</translation>
    </message>
    <message>
        <source>Stato del servizio</source>
        <translation>حالة الخدمة</translation>
    </message>
    <message>
        <source>Perché non è attivo</source>
        <translation>لماذا ليست نشطة</translation>
    </message>
    <message>
        <source>Avviso: che cosa è diverso adesso</source>
        <translation>تنبيه: ما المختلف الآن</translation>
    </message>
    <message>
        <source>Descrizione breve</source>
        <translation>وصف قصير</translation>
    </message>
    <message>
        <source>A chi è rivolto</source>
        <translation>لمن هي</translation>
    </message>
    <message>
        <source>Come fare</source>
        <translation>كيف تفعل</translation>
    </message>
    <message>
        <source>Cosa serve</source>
        <translation>ما يلزم</translation>
    </message>
    <message>
        <source>Cosa si ottiene</source>
        <translation>ما تحصل عليه</translation>
    </message>
    <message>
        <source>Tempi e scadenze</source>
        <translation>المدد والمواعيد النهائية</translation>
    </message>
    <message>
        <source>Quanto costa</source>
        <translation>كم تكلّف</translation>
    </message>
    <message>
        <source>Accedi al servizio</source>
        <translation>الوصول إلى الخدمة</translation>
    </message>
    <message>
        <source>Condizioni di servizio</source>
        <translation>شروط الخدمة</translation>
    </message>
    <message>
        <source>Contatti</source>
        <translation>جهات الاتصال</translation>
    </message>
    <message>
        <source>Domanda</source>
        <translation>السؤال</translation>
    </message>
    <message>
        <source>Risposta</source>
        <translation>الجواب</translation>
    </message>
    <message>
        <source>Riga del dizionario</source>
        <translation>سطر القاموس</translation>
    </message>
    <message>
        <source>Che cosa cambia e perché, per chi rivede</source>
        <translation>ما الذي يتغير ولماذا، لمن يراجع</translation>
    </message>
    <message>
        <source>Ufficio responsabile</source>
        <translation>المكتب المسؤول</translation>
    </message>
    <message>
        <source>Sedi</source>
        <translation>المقرات</translation>
    </message>
    <message>
        <source>Orari dello sportello</source>
        <translation>مواعيد الشباك</translation>
    </message>
    <message>
        <source>Orari del telefono</source>
        <translation>مواعيد الهاتف</translation>
    </message>
    <message>
        <source>Telefoni</source>
        <translation>الهواتف</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>الفاكس</translation>
    </message>
    <message>
        <source>Fonte</source>
        <translation>المصدر</translation>
    </message>
    <message>
        <source>Lingua</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Vale dal</source>
        <translation>صالحة من</translation>
    </message>
    <message>
        <source>Vale fino al</source>
        <translation>صالحة حتى</translation>
    </message>
    <message>
        <source>Da rivedere il</source>
        <translation>تُراجع في</translation>
    </message>
    <message>
        <source>Verificata il</source>
        <translation>تم التحقق في</translation>
    </message>
    <message>
        <source>Chi ne risponde (e-mail)</source>
        <translation>المسؤول عنها (بريد إلكتروني)</translation>
    </message>
    <message>
        <source>Chi la rivede (nome utente)</source>
        <translation>المراجع (اسم المستخدم)</translation>
    </message>
    <message>
        <source>Nome</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Livello</source>
        <translation>المستوى</translation>
    </message>
    <message>
        <source>Fa parte di</source>
        <translation>جزء من</translation>
    </message>
    <message>
        <source>Municipio</source>
        <translation>البلدية</translation>
    </message>
    <message>
        <source>Indirizzo</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Latitudine, in gradi</source>
        <translation>خط العرض بالدرجات</translation>
    </message>
    <message>
        <source>Longitudine, in gradi</source>
        <translation>خط الطول بالدرجات</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>PEC</source>
        <translation>البريد المعتمد</translation>
    </message>
    <message>
        <source>Sito</source>
        <translation>الموقع</translation>
    </message>
    <message>
        <source>Come si arriva</source>
        <translation>كيف تصل</translation>
    </message>
    <message>
        <source>Accessibilità</source>
        <translation>سهولة الوصول</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>ملاحظات</translation>
    </message>
    <message>
        <source>Codice IPA</source>
        <translation>رمز IPA</translation>
    </message>
    <message>
        <source>Scheda a cui risponde</source>
        <translation>البطاقة التي يتبعها</translation>
    </message>
    <message>
        <source>Altre schede</source>
        <translation>بطاقات أخرى</translation>
    </message>
    <message>
        <source>Ritirata</source>
        <translation>مسحوبة</translation>
    </message>
    <message>
        <source>Versione tradotta</source>
        <translation>النسخة المترجمة</translation>
    </message>
    <message>
        <source>Scheda tradotta</source>
        <translation>البطاقة المترجمة</translation>
    </message>
    <message>
        <source>immondizia, pattume &gt; rifiuti</source>
        <translation>immondizia, pattume &gt; rifiuti</translation>
    </message>
    <message>
        <source>gg/mm/aaaa</source>
        <translation>يي/شش/سسسس</translation>
    </message>
    <message>
        <source>importazione</source>
        <translation>استيراد</translation>
    </message>
    <message>
        <source>chi ne risponde</source>
        <translation>المسؤول عنها</translation>
    </message>
    <message>
        <source>Scheda</source>
        <translation>البطاقة</translation>
    </message>
    <message>
        <source>Ricerche senza risultato</source>
        <translation>عمليات بحث بلا نتيجة</translation>
    </message>
    <message>
        <source>eliminata</source>
        <translation>محذوفة</translation>
    </message>
    <message>
        <source>ritirata</source>
        <translation>مسحوبة</translation>
    </message>
    <message>
        <source>Pubblicate {0}</source>
        <translation>منشورة {0}</translation>
    </message>
    <message>
        <source>Bozze {0}</source>
        <translation>مسودات {0}</translation>
    </message>
    <message>
        <source>In revisione {0}</source>
        <translation>قيد المراجعة {0}</translation>
    </message>
    <message>
        <source>Programmate {0}</source>
        <translation>مجدولة {0}</translation>
    </message>
    <message>
        <source>Ritirate {0}</source>
        <translation>مسحوبة {0}</translation>
    </message>
    <message>
        <source>servono parole da tutte e due le parti di &gt; oppure =, senza #.</source>
        <translation>يلزم وجود كلمات على جانبي &gt; أو =، من دون #.</translation>
    </message>
    <message>
        <source>c&apos;è un carattere rovinato o invisibile («{0}»). Riscrivi quel punto.</source>
        <translation>يوجد حرف تالف أو غير مرئي («{0}»). أعد كتابة ذلك الموضع.</translation>
    </message>
    <message>
        <source>«{0}» sembra rovinato da un salvataggio: forse era «{1}».</source>
        <translation>يبدو أن «{0}» قد تلف عند الحفظ: ربما كان «{1}».</translation>
    </message>
    <message>
        <source>è troppo lungo. Accorcia.</source>
        <translation>طويل جدًا. اختصر.</translation>
    </message>
    <message>
        <source>a una riga manca il ruolo.</source>
        <translation>ينقص الدورُ في أحد الصفوف.</translation>
    </message>
    <message>
        <source>non va bene.</source>
        <translation>غير صالح.</translation>
    </message>
    <message>
        <source>«{0}» non è un indirizzo e-mail.</source>
        <translation>«{0}» ليس عنوان بريد إلكتروني.</translation>
    </message>
    <message>
        <source>«{0}» non è un numero di telefono.</source>
        <translation>«{0}» ليس رقم هاتف.</translation>
    </message>
    <message>
        <source>«{0}» non è un indirizzo web: comincia con https://</source>
        <translation>«{0}» ليس عنوان موقع: ابدأ بـ ⁦https://⁩</translation>
    </message>
    <message>
        <source>«{0}» non è un municipio: scrivi da I a XV.</source>
        <translation>«{0}» ليس بلدية: اكتب من ⁦I⁩ إلى ⁦XV⁩.</translation>
    </message>
    <message>
        <source>«{0}» non va bene qui.</source>
        <translation>«{0}» غير صالح هنا.</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>المكتب</translation>
    </message>
    <message>
        <source>Differenze per sede</source>
        <translation>اختلافات حسب المقر</translation>
    </message>
    <message>
        <source>Persone e ruoli</source>
        <translation>الأشخاص والأدوار</translation>
    </message>
    <message>
        <source>Ruolo</source>
        <translation>الدور</translation>
    </message>
    <message>
        <source>Stanza, giorni</source>
        <translation>الغرفة، الأيام</translation>
    </message>
    <message>
        <source>Nota</source>
        <translation>ملاحظة</translation>
    </message>
    <message>
        <source>Domanda frequente</source>
        <translation>سؤال متكرر</translation>
    </message>
    <message>
        <source>Testi doppi da scegliere</source>
        <translation>نصان للاختيار</translation>
    </message>
    <message>
        <source>Da rivedere</source>
        <translation>للمراجعة</translation>
    </message>
    <message>
        <source>Segnalate</source>
        <translation>المبلّغ عنها</translation>
    </message>
    <message>
        <source>Scadute o da verificare</source>
        <translation>منتهية أو للتحقق</translation>
    </message>
    <message>
        <source>Importate</source>
        <translation>مستوردة</translation>
    </message>
    <message>
        <source>Le mie bozze</source>
        <translation>مسوداتي</translation>
    </message>
    <message>
        <source>In revisione</source>
        <translation>قيد المراجعة</translation>
    </message>
    <message>
        <source>Programmate</source>
        <translation>مجدولة</translation>
    </message>
    <message>
        <source>Bozze di altri</source>
        <translation>مسودات الآخرين</translation>
    </message>
    <message>
        <source>Trovate</source>
        <translation>ما وُجد</translation>
    </message>
    <message>
        <source>bozza</source>
        <translation>مسودة</translation>
    </message>
    <message>
        <source>in revisione</source>
        <translation>قيد المراجعة</translation>
    </message>
    <message>
        <source>programmata</source>
        <translation>مجدولة</translation>
    </message>
    <message>
        <source>pubblicata</source>
        <translation>منشورة</translation>
    </message>
    <message>
        <source>Attivo</source>
        <translation>نشطة</translation>
    </message>
    <message>
        <source>Sospeso</source>
        <translation>معلّقة</translation>
    </message>
    <message>
        <source>In arrivo</source>
        <translation>قادمة</translation>
    </message>
    <message>
        <source>Chiuso</source>
        <translation>مغلق</translation>
    </message>
    <message>
        <source>Dipartimento</source>
        <translation>إدارة</translation>
    </message>
    <message>
        <source>Sede per il pubblico</source>
        <translation>مقر للجمهور</translation>
    </message>
    <message>
        <source>La data si scrive così: 31/12/2026.</source>
        <translation>يُكتب التاريخ هكذا: ⁦31/12/2026⁩.</translation>
    </message>
    <message>
        <source>Un numero non va: scrivili così, 06 5123 4567, 060606.</source>
        <translation>رقم غير صحيح: اكتبها هكذا 06 5123 4567, 060606.</translation>
    </message>
    <message>
        <source>A una riga manca l&apos;ufficio.</source>
        <translation>في أحد الصفوف ينقص المكتب.</translation>
    </message>
    <message>
        <source>Un orario non si legge.</source>
        <translation>موعد غير مقروء.</translation>
    </message>
    <message>
        <source>Scrivi i gradi così: 41,8933.</source>
        <translation>اكتب الدرجات هكذا: 41.8933.</translation>
    </message>
    <message>
        <source>Questo valore non va bene: controllalo.</source>
        <translation>هذه القيمة غير صالحة: تحقّق منها.</translation>
    </message>
    <message>
        <source>{0} È già pubblicato così: correggilo appena puoi.</source>
        <translation>{0} هذا منشور بالفعل هكذا: صححه متى استطعت.</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>manca. Scrivilo.</source>
        <translation>ناقص. اكتبه.</translation>
    </message>
    <message>
        <source>manca. Sceglilo.</source>
        <translation>ناقص. اختره.</translation>
    </message>
    <message>
        <source>manca. Scegli la scheda.</source>
        <translation>ناقص. اختر البطاقة.</translation>
    </message>
    <message>
        <source>manca quello che l&apos;operatore legge.</source>
        <translation>ينقص ما يقرؤه المشغّل.</translation>
    </message>
    <message>
        <source>{0} caratteri, al massimo {1}. Accorcia.</source>
        <translation>{0} حرفًا، والحد {1}. اختصر.</translation>
    </message>
    <message>
        <source>mancano gli orari.</source>
        <translation>المواعيد ناقصة.</translation>
    </message>
    <message>
        <source>orari che si accavallano o finiscono prima di cominciare.</source>
        <translation>مواعيد متداخلة أو تنتهي قبل أن تبدأ.</translation>
    </message>
    <message>
        <source>il giorno diverso «{0}» non vale: uno scritto dopo parla degli stessi giorni.</source>
        <translation>اليوم الاستثنائي «⁦{0}⁩» لا أثر له: يوم كُتب بعده يتعلق بالأيام نفسها.</translation>
    </message>
    <message>
        <source>finisce prima di cominciare.</source>
        <translation>تنتهي قبل أن تبدأ.</translation>
    </message>
    <message>
        <source>è già passata: gli operatori la vedono scaduta.</source>
        <translation>مضت: يراها المشغّلون منتهية.</translation>
    </message>
    <message>
        <source>l&apos;originale è cambiato dopo la traduzione.</source>
        <translation>تغيّر الأصل بعد الترجمة.</translation>
    </message>
    <message>
        <source>il titolo «{0}» salta un livello.</source>
        <translation>العنوان «{0}» يتخطى مستوى.</translation>
    </message>
    <message>
        <source>c&apos;è un titolo vuoto.</source>
        <translation>يوجد عنوان فارغ.</translation>
    </message>
    <message>
        <source>il link «{0}» non dice dove porta. Scrivi il nome della pagina.</source>
        <translation>الرابط «{0}» لا يقول إلى أين يؤدي. اكتب اسم الصفحة.</translation>
    </message>
    <message>
        <source>un indirizzo che non si legge a voce: {0}</source>
        <translation>عنوان لا يُقرأ بصوت: {0}</translation>
    </message>
    <message>
        <source>il link «{0}» non porta a una pagina, a un&apos;e-mail o a un telefono.</source>
        <translation>الرابط «{0}» لا يؤدي إلى صفحة أو بريد أو هاتف.</translation>
    </message>
    <message>
        <source>immagine senza descrizione.</source>
        <translation>صورة بلا وصف.</translation>
    </message>
    <message>
        <source>immagine da un altro sito: {0}. Toglila: non viene caricata.</source>
        <translation>صورة من موقع آخر: {0}. أزلها: لا تُحمّل.</translation>
    </message>
    <message>
        <source>codice HTML: {0}. Scrivi solo testo.</source>
        <translation>رمز HTML: {0}. اكتب نصًا فقط.</translation>
    </message>
    <message>
        <source>si legge male (Gulpease {0}, almeno {1}). Frasi e parole più corte.</source>
        <translation>صعب القراءة (Gulpease {0}، على الأقل {1}). جمل وكلمات أقصر.</translation>
    </message>
</context>
<context>
    <name>ExpiryTexts</name>
    <message numerus="yes">
        <source>in ritardo di %n giorni</source>
        <translation>
            <numerusform>متأخر %n يوم</numerusform>
            <numerusform>متأخر يوماً</numerusform>
            <numerusform>متأخر يومين</numerusform>
            <numerusform>متأخر %n أيام</numerusform>
            <numerusform>متأخر %n يوماً</numerusform>
            <numerusform>متأخر %n يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>in ritardo {0}</source>
        <translation>متأخر {0}</translation>
    </message>
    <message>
        <source>scade oggi {0}</source>
        <translation>يحل اليوم {0}</translation>
    </message>
    <message>
        <source>scade domani {0}</source>
        <translation>يحل غداً {0}</translation>
    </message>
    <message>
        <source>scade {0}</source>
        <translation>يحل {0}</translation>
    </message>
    <message>
        <source>Perché è scaduta</source>
        <translation>لماذا انتهى الموعد</translation>
    </message>
    <message>
        <source>Perché scade oggi</source>
        <translation>لماذا يحل الموعد اليوم</translation>
    </message>
    <message>
        <source>Perché scade domani</source>
        <translation>لماذا يحل الموعد غداً</translation>
    </message>
    <message>
        <source>Perché scade il {0}</source>
        <translation>لماذا يحل الموعد في {0}</translation>
    </message>
    <message>
        <source>ha riagganciato in coda: da richiamare {0}</source>
        <translation>أغلق الخط في الطابور: يُعاود الاتصال به {0}</translation>
    </message>
    <message>
        <source>promesso al cittadino per le {0}</source>
        <translation>وُعد المواطن به {0}</translation>
    </message>
    <message>
        <source>non ha risposto: si riprova {0}</source>
        <translation>لم يُجب: تُعاد المحاولة {0}</translation>
    </message>
    <message>
        <source>si aspettava l&apos;ufficio: si riprende {0}</source>
        <translation>كان في انتظار المكتب: يُستأنف {0}</translation>
    </message>
    <message>
        <source>rinviato con il cittadino alle {0}</source>
        <translation>أُجّل مع المواطن إلى {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n giorni lavorativi dal {0}.</source>
        <translation>
            <numerusform>%n يوم عمل منذ {0}.</numerusform>
            <numerusform>يوم عمل واحد منذ {0}.</numerusform>
            <numerusform>يوما عمل منذ {0}.</numerusform>
            <numerusform>%n أيام عمل منذ {0}.</numerusform>
            <numerusform>%n يوم عمل منذ {0}.</numerusform>
            <numerusform>%n يوم عمل منذ {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>sabato</source>
        <translation>السبت</translation>
    </message>
    <message>
        <source>domenica</source>
        <translation>الأحد</translation>
    </message>
    <message>
        <source>il {0}, festivo</source>
        <translation>{0}، عطلة رسمية</translation>
    </message>
    <message>
        <source>il {0}: la pratica aspettava il cittadino</source>
        <translation>{0}: كانت المعاملة تنتظر المواطن</translation>
    </message>
    <message>
        <source>Non contano {0}.</source>
        <translation>لا يُحسب: {0}.</translation>
    </message>
    <message>
        <source>{0} e {1}</source>
        <translation>{0} و{1}</translation>
    </message>
</context>
<context>
    <name>FactorRefusals</name>
    <message>
        <source>Sei cifre dall&apos;app del telefono, o un codice di riserva.</source>
        <translation>ستة أرقام من تطبيق الهاتف، أو رمز احتياطي.</translation>
    </message>
    <message>
        <source>1. Nell&apos;app di verifica del telefono aggiungi ChiamaRoma con questa chiave:
{0}
2. Conserva su carta i codici di riserva: ciascuno vale una volta, senza telefono.
{1}
3. Scrivi qui sotto le sei cifre che l&apos;app mostra.</source>
        <translation>1. في تطبيق التحقق على الهاتف أضف ChiamaRoma بهذا المفتاح:
{0}
2. احفظ الرموز الاحتياطية على ورق: كل رمز يصلح مرة واحدة، من دون هاتف.
{1}
3. اكتب أدناه الأرقام الستة التي يعرضها التطبيق.</translation>
    </message>
    <message>
        <source>Scrivi anche il codice di verifica: le sei cifre dell&apos;app.</source>
        <translation>اكتب رمز التحقق أيضًا: الأرقام الستة من التطبيق.</translation>
    </message>
    <message>
        <source>Da oggi il tuo accesso chiede anche un codice del telefono. Segui i tre passi.</source>
        <translation>من اليوم يطلب دخولك رمزًا من الهاتف أيضًا. اتبع الخطوات الثلاث.</translation>
    </message>
    <message>
        <source>Il codice non è quello di adesso, o è già stato usato. Aspetta il prossimo e riprova; senza telefono usa un codice di riserva.</source>
        <translation>الرمز ليس رمز الآن، أو سبق استخدامه. انتظر الرمز التالي وحاول مجددًا؛ ومن دون هاتف استخدم رمزًا احتياطيًا.</translation>
    </message>
</context>
<context>
    <name>FaultPresenter</name>
    <message>
        <source>Errore nella scheda</source>
        <translation>خطأ في البطاقة</translation>
    </message>
    <message>
        <source>Dov&apos;è l&apos;errore</source>
        <translation>أين الخطأ</translation>
    </message>
    <message>
        <source>Che cosa è sbagliato</source>
        <translation>ما الخطأ</translation>
    </message>
    <message>
        <source>↑ ↓ dov&apos;è l&apos;errore · Invio segnala · Esc chiude, il testo resta</source>
        <translation>↑ ↓ مكان الخطأ · Enter يبلّغ · Esc يغلق ويبقى النص</translation>
    </message>
    <message>
        <source>Scrivi che cosa è sbagliato, poi Invio.</source>
        <translation>اكتب ما الخطأ ثم Enter.</translation>
    </message>
    <message>
        <source>Non serve il dato del cittadino. Sarà tolto: {0}.</source>
        <translation>لا حاجة إلى بيانات المواطن. سيُحذف: {0}.</translation>
    </message>
    <message>
        <source>il codice fiscale</source>
        <translation>الرقم الضريبي</translation>
    </message>
    <message>
        <source>il numero di telefono</source>
        <translation>رقم الهاتف</translation>
    </message>
    <message>
        <source>l&apos;indirizzo e-mail</source>
        <translation>عنوان البريد الإلكتروني</translation>
    </message>
    <message>
        <source>il numero di carta o di conto</source>
        <translation>رقم البطاقة أو الحساب</translation>
    </message>
    <message>
        <source>Risposta alla domanda</source>
        <translation>جواب السؤال</translation>
    </message>
    <message>
        <source>Orari</source>
        <translation>أوقات العمل</translation>
    </message>
    <message>
        <source>Telefoni</source>
        <translation>الهواتف</translation>
    </message>
    <message>
        <source>Indirizzo</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Come si arriva</source>
        <translation>كيف تصل</translation>
    </message>
    <message>
        <source>Che cosa serve</source>
        <translation>ما يلزم</translation>
    </message>
    <message>
        <source>Costi</source>
        <translation>التكاليف</translation>
    </message>
    <message>
        <source>Tempi</source>
        <translation>المُدد</translation>
    </message>
    <message>
        <source>Come si fa</source>
        <translation>كيفية الإجراء</translation>
    </message>
    <message>
        <source>Da dire</source>
        <translation>ما يُقال</translation>
    </message>
    <message>
        <source>Altro</source>
        <translation>غير ذلك</translation>
    </message>
</context>
<context>
    <name>FieldWords</name>
    <message>
        <source>Obbligatorio.</source>
        <translation>مطلوب.</translation>
    </message>
    <message>
        <source>Da sistemare: {0}</source>
        <translation>يحتاج إلى تصحيح: {0}</translation>
    </message>
</context>
<context>
    <name>FiguresLine</name>
    <message>
        <source>Nessuno in coda</source>
        <translation>لا أحد في الطابور</translation>
    </message>
    <message>
        <source>In coda {0} · la più lunga {1}</source>
        <translation>في الطابور {0} · أطول انتظار {1}</translation>
    </message>
    <message>
        <source>{0} (dati delle {1})</source>
        <translation>{0} (بيانات {1})</translation>
    </message>
</context>
<context>
    <name>FiguresPanel</name>
    <message>
        <source>Come vanno le voci</source>
        <translation>أداء المداخل</translation>
    </message>
    <message>
        <source>Periodo</source>
        <translation>الفترة</translation>
    </message>
    <message numerus="yes">
        <source>%n giorni</source>
        <translation>
            <numerusform>%n يوم</numerusform>
            <numerusform>يوم واحد</numerusform>
            <numerusform>يومان</numerusform>
            <numerusform>%n أيام</numerusform>
            <numerusform>%n يومًا</numerusform>
            <numerusform>%n يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>Ordine</source>
        <translation>الترتيب</translation>
    </message>
    <message>
        <source>Salva come CSV</source>
        <translation>حفظ بصيغة CSV</translation>
    </message>
    <message>
        <source>Voci e cifre</source>
        <translation>المداخل والأرقام</translation>
    </message>
    <message>
        <source>Voce</source>
        <translation>المدخل</translation>
    </message>
    <message>
        <source>Letta</source>
        <translation>قُرئ</translation>
    </message>
    <message>
        <source>Collegata</source>
        <translation>رُبط</translation>
    </message>
    <message>
        <source>Inviata</source>
        <translation>أُرسل</translation>
    </message>
    <message>
        <source>Segnalata</source>
        <translation>أُبلغ عنه</translation>
    </message>
    <message>
        <source>Da rivedere</source>
        <translation>للمراجعة</translation>
    </message>
</context>
<context>
    <name>FiguresPresenter</name>
    <message>
        <source>dalla Z alla A</source>
        <translation>من آخر الحروف إلى أولها</translation>
    </message>
    <message>
        <source>dalla A alla Z</source>
        <translation>من أول الحروف إلى آخرها</translation>
    </message>
    <message>
        <source>dalla data più lontana</source>
        <translation>من أبعد تاريخ</translation>
    </message>
    <message>
        <source>dalla data più vicina</source>
        <translation>من أقرب تاريخ</translation>
    </message>
    <message>
        <source>dal più alto</source>
        <translation>من الأعلى</translation>
    </message>
    <message>
        <source>dal più basso</source>
        <translation>من الأدنى</translation>
    </message>
    <message>
        <source>«{0}» · cercato {1} volte</source>
        <translation>«{0}» · بُحث عنه {1} مرة</translation>
    </message>
    <message>
        <source>Adesso il server non dà queste cifre. Riprova più tardi.</source>
        <translation>الخادم لا يعطي هذه الأرقام الآن. أعد المحاولة لاحقًا.</translation>
    </message>
    <message>
        <source>Il server non risponde: queste sono le cifre che si sapevano prima.</source>
        <translation>الخادم لا يستجيب: هذه هي الأرقام المعروفة سابقًا.</translation>
    </message>
    <message>
        <source>Il file non si può scrivere. Controlla lo spazio e riprova.</source>
        <translation>تعذّرت كتابة الملف. تحقّق من المساحة وأعد المحاولة.</translation>
    </message>
    <message>
        <source>Salvato: {0}</source>
        <translation>حُفظ: {0}</translation>
    </message>
    <message>
        <source>Chiedo le cifre al server…</source>
        <translation>جارٍ طلب الأرقام من الخادم…</translation>
    </message>
    <message>
        <source>Nessuna ricerca è rimasta senza risultato per tre operatori.</source>
        <translation>لا بحث بقي بلا نتيجة لدى ثلاثة مشغّلين.</translation>
    </message>
    <message>
        <source>Dal {0}: {1} voci, {2} mai usate, {3} da rivedere in ritardo.</source>
        <translation>منذ {0}: {1} مدخل، {2} لم يُستعمل قط، {3} تأخرت مراجعته.</translation>
    </message>
    <message>
        <source>Nessuna voce in questo elenco.</source>
        <translation>لا مداخل في هذه القائمة.</translation>
    </message>
    <message>
        <source>Gli invii si contano per 30 giorni.</source>
        <translation>تُحسب الإرسالات لمدة 30 يومًا.</translation>
    </message>
    <message>
        <source>I tasti da 1 a 6, o un clic sul titolo, ordinano per colonna.</source>
        <translation>المفاتيح من 1 إلى 6، أو نقرة على العنوان، ترتّب حسب العمود.</translation>
    </message>
    <message>
        <source>Invio apre la voce. Esc chiude.</source>
        <translation>Enter يفتح المدخل. Esc يغلق.</translation>
    </message>
    <message>
        <source>«{0}» {1}.</source>
        <translation>«{0}»: {1}.</translation>
    </message>
    <message>
        <source>Si vedono le prime {0} di {1}.</source>
        <translation>تظهر أول {0} من {1}.</translation>
    </message>
    <message>
        <source>Le più usate</source>
        <translation>الأكثر استعمالًا</translation>
    </message>
    <message>
        <source>Le più lette</source>
        <translation>الأكثر قراءة</translation>
    </message>
    <message>
        <source>Le più collegate ai contatti</source>
        <translation>الأكثر ربطًا بالتواصلات</translation>
    </message>
    <message>
        <source>Le più inviate</source>
        <translation>الأكثر إرسالًا</translation>
    </message>
    <message>
        <source>Le più segnalate</source>
        <translation>الأكثر إبلاغًا</translation>
    </message>
    <message>
        <source>Mai usate</source>
        <translation>لم تُستعمل قط</translation>
    </message>
    <message>
        <source>Revisione in ritardo</source>
        <translation>مراجعة متأخرة</translation>
    </message>
    <message>
        <source>Secondo una colonna</source>
        <translation>حسب عمود</translation>
    </message>
    <message>
        <source>Cercate senza risultato</source>
        <translation>عمليات بحث بلا نتيجة</translation>
    </message>
</context>
<context>
    <name>FilterPresenter</name>
    <message>
        <source>Filtro attivo: premi per toglierlo.</source>
        <translation>مرشّح مفعّل: اضغط لإزالته.</translation>
    </message>
    <message>
        <source>Filtro.</source>
        <translation>مرشّح.</translation>
    </message>
    <message>
        <source>Togli: {0}</source>
        <translation>إزالة: {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n voci</source>
        <translation>
            <numerusform>لا شيء</numerusform>
            <numerusform>مدخل واحد</numerusform>
            <numerusform>مدخلان</numerusform>
            <numerusform>%n مداخل</numerusform>
            <numerusform>%n مدخلًا</numerusform>
            <numerusform>%n مدخل</numerusform>
        </translation>
    </message>
    <message>
        <source>Solo: {0}.</source>
        <translation>فقط: {0}.</translation>
    </message>
    <message>
        <source>Nessun filtro.</source>
        <translation>بدون مرشّح.</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>Filtri da scegliere</source>
        <translation>مرشّحات للاختيار</translation>
    </message>
    <message numerus="yes">
        <source>%n filtri da scegliere, freccia giù</source>
        <translation>
            <numerusform>لا مرشّحات</numerusform>
            <numerusform>مرشّح واحد، السهم الأسفل</numerusform>
            <numerusform>مرشّحان، السهم الأسفل</numerusform>
            <numerusform>%n مرشّحات، السهم الأسفل</numerusform>
            <numerusform>%n مرشّحًا، السهم الأسفل</numerusform>
            <numerusform>%n مرشّح، السهم الأسفل</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, {1} di {2}</source>
        <translation>{0}، {1} من {2}</translation>
    </message>
</context>
<context>
    <name>FilterTexts</name>
    <message>
        <source>Aperti adesso</source>
        <translation>مفتوح الآن</translation>
    </message>
    <message>
        <source>Municipio</source>
        <translation>البلدية</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>المكتب</translation>
    </message>
    <message>
        <source>Lingua</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>aperti</source>
        <translation>المفتوحة</translation>
    </message>
    <message>
        <source>municipio</source>
        <translation>البلدية</translation>
    </message>
    <message>
        <source>ufficio</source>
        <translation>المكتب</translation>
    </message>
    <message>
        <source>lingua</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Municipio {0}</source>
        <translation>البلدية {0}</translation>
    </message>
    <message>
        <source>aperti adesso</source>
        <translation>مفتوح الآن</translation>
    </message>
    <message>
        <source>ufficio {0}</source>
        <translation>المكتب {0}</translation>
    </message>
    <message>
        <source>in {0}</source>
        <translation>باللغة {0}</translation>
    </message>
</context>
<context>
    <name>FindCasePanel</name>
    <message>
        <source>Senza collegamento: come la conosce questa postazione.</source>
        <translation>بلا اتصال: كما هي في نسخة هذه المحطة.</translation>
    </message>
    <message>
        <source>Cerco la pratica {0}…</source>
        <translation>أبحث عن المعاملة {0}…</translation>
    </message>
    <message>
        <source>Un numero di pratica è come 2026-000123.</source>
        <translation>رقم المعاملة يكون مثل 2026-000123.</translation>
    </message>
    <message>
        <source>Nessuna pratica ha il numero {0}.</source>
        <translation>لا توجد معاملة بالرقم {0}.</translation>
    </message>
    <message>
        <source>In quest&apos;ora hai cercato troppe pratiche di altri. Chiedile al loro ufficio.</source>
        <translation>بحثت في هذه الساعة عن معاملات كثيرة تخص غيرك. اطلبها من مكتبها.</translation>
    </message>
    <message>
        <source>Senza collegamento trovo solo le pratiche del tuo ufficio: la {0} non c&apos;è.</source>
        <translation>بلا اتصال لا أجد إلا معاملات مكتبك: {0} ليست بينها.</translation>
    </message>
    <message>
        <source>Pratica {0}</source>
        <translation>المعاملة ⁦{0}⁩</translation>
    </message>
    <message>
        <source>È di un altro ufficio: qui se ne vede solo lo stato.</source>
        <translation>هي لمكتب آخر: لا تظهر هنا إلا حالتها.</translation>
    </message>
    <message>
        <source>Aperta: {0}</source>
        <translation>فُتحت: {0}</translation>
    </message>
    <message>
        <source>Chiusa: {0}</source>
        <translation>أُغلقت: {0}</translation>
    </message>
    <message>
        <source>Richiamo in ritardo: {0}</source>
        <translation>معاودة اتصال متأخرة: {0}</translation>
    </message>
    <message>
        <source>Richiamo entro: {0}</source>
        <translation>معاودة الاتصال قبل: {0}</translation>
    </message>
    <message>
        <source>Che cosa chiede: {0}</source>
        <translation>ما الذي يطلبه: {0}</translation>
    </message>
    <message>
        <source>Risposta data: {0}</source>
        <translation>الجواب: {0}</translation>
    </message>
    <message>
        <source>Storia</source>
        <translation>السجل</translation>
    </message>
</context>
<context>
    <name>FloatingPanel</name>
    <message>
        <source>Chiudi il riquadro</source>
        <translation>أغلق اللوحة</translation>
    </message>
</context>
<context>
    <name>FloorCommands</name>
    <message>
        <source>Sala: giornata come grafico o tabella</source>
        <translation>القاعة: اليوم كرسم أو كجدول</translation>
    </message>
    <message>
        <source>Si usa nella pagina Sala.</source>
        <translation>يعمل في صفحة القاعة.</translation>
    </message>
</context>
<context>
    <name>FloorLine</name>
    <message>
        <source>{0} in servizio</source>
        <translation>{0} في الخدمة</translation>
    </message>
    <message numerus="yes">
        <source>%n pronti</source>
        <translation>
            <numerusform>%n جاهز</numerusform>
            <numerusform>جاهز واحد (%n)</numerusform>
            <numerusform>جاهزان (%n)</numerusform>
            <numerusform>%n جاهزين</numerusform>
            <numerusform>%n جاهزًا</numerusform>
            <numerusform>%n جاهز</numerusform>
        </translation>
    </message>
    <message>
        <source>nessuno pronto</source>
        <translation>لا أحد جاهز</translation>
    </message>
    <message>
        <source>dati fermi alle {0}</source>
        <translation>بيانات متوقفة عند {0}</translation>
    </message>
    <message>
        <source>manca una fonte: {0}, dalle {1}</source>
        <translation>مصدر مفقود: {0} منذ {1}</translation>
    </message>
</context>
<context>
    <name>FloorPageTexts</name>
    <message>
        <source>Sala</source>
        <translation>القاعة</translation>
    </message>
    <message numerus="yes">
        <source>%n allarmi</source>
        <translation>
            <numerusform>%n إنذار</numerusform>
            <numerusform>إنذار واحد (%n)</numerusform>
            <numerusform>إنذاران (%n)</numerusform>
            <numerusform>%n إنذارات</numerusform>
            <numerusform>%n إنذارًا</numerusform>
            <numerusform>%n إنذار</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FloorPresenter</name>
    <message>
        <source>Solo le mie {0}</source>
        <translation>طوابيري فقط {0}</translation>
    </message>
    <message>
        <source>risposte {0}</source>
        <translation>أُجيب {0}</translation>
    </message>
    <message>
        <source>arrivi {0}</source>
        <translation>ورد {0}</translation>
    </message>
    <message>
        <source>Arrivi e risposte di oggi, ogni mezz&apos;ora: {0} arrivi, {1} risposte</source>
        <translation>مكالمات اليوم كل نصف ساعة: ورد {0}، أُجيب {1}</translation>
    </message>
    <message>
        <source>Apri</source>
        <translation>افتح</translation>
    </message>
    <message numerus="yes">
        <source>e altri %n</source>
        <translation>
            <numerusform>و%n غيرها</numerusform>
            <numerusform>وواحد آخر (%n)</numerusform>
            <numerusform>واثنان آخران (%n)</numerusform>
            <numerusform>و%n أخرى</numerusform>
            <numerusform>و%n أخرى</numerusform>
            <numerusform>و%n أخرى</numerusform>
        </translation>
    </message>
    <message>
        <source>Adesso · {0}</source>
        <translation>الآن · {0}</translation>
    </message>
    <message>
        <source>Adesso</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>Persone per stato · {0} in servizio</source>
        <translation>الأشخاص حسب الحالة · {0} في الخدمة</translation>
    </message>
    <message>
        <source>Senza nomi. Per vedere una persona serve un motivo, che resta scritto.</source>
        <translation>بلا أسماء. لرؤية شخص يلزم سبب يبقى مسجّلًا.</translation>
    </message>
    <message>
        <source>Meno di {0} persone: i tempi non si mostrano. {1}</source>
        <translation>أقل من {0} أشخاص: لا تُعرض الأوقات. {1}</translation>
    </message>
    <message>
        <source>Richiami oltre la fascia</source>
        <translation>معاودات الاتصال المتأخرة</translation>
    </message>
</context>
<context>
    <name>FloorScreen</name>
    <message>
        <source>squadra</source>
        <translation>الفريق</translation>
    </message>
    <message>
        <source>grafico o tabella</source>
        <translation>رسم أو جدول</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>الجزء التالي</translation>
    </message>
    <message>
        <source>Tutte le code</source>
        <translation>كل الطوابير</translation>
    </message>
    <message>
        <source>In coda adesso</source>
        <translation>في الطابور الآن</translation>
    </message>
    <message>
        <source>Attesa più lunga</source>
        <translation>أطول انتظار</translation>
    </message>
    <message>
        <source>Abbandoni, oggi</source>
        <translation>المتروكة، اليوم</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>الطوابير</translation>
    </message>
    <message>
        <source>Coda</source>
        <translation>الطابور</translation>
    </message>
    <message>
        <source>In attesa</source>
        <translation>ينتظرون</translation>
    </message>
    <message>
        <source>Più lunga</source>
        <translation>الأطول</translation>
    </message>
    <message>
        <source>Abbandoni</source>
        <translation>المتروكة</translation>
    </message>
    <message>
        <source>Pronti · in linea</source>
        <translation>جاهزون · على الخط</translation>
    </message>
    <message>
        <source>Richiami tardi</source>
        <translation>معاودات متأخرة</translation>
    </message>
    <message>
        <source>Arrivi di oggi</source>
        <translation>مكالمات اليوم</translation>
    </message>
    <message>
        <source>Arrivi e risposte, ogni mezz&apos;ora</source>
        <translation>المكالمات والإجابات كل نصف ساعة</translation>
    </message>
    <message>
        <source>Dalle</source>
        <translation>من</translation>
    </message>
    <message>
        <source>Arrivi</source>
        <translation>المكالمات</translation>
    </message>
    <message>
        <source>Risposte</source>
        <translation>الإجابات</translation>
    </message>
    <message>
        <source>Tabella</source>
        <translation>جدول</translation>
    </message>
    <message>
        <source>Code e giornata</source>
        <translation>الطوابير واليوم</translation>
    </message>
    <message>
        <source>Sala</source>
        <translation>القاعة</translation>
    </message>
</context>
<context>
    <name>FloorSide</name>
    <message>
        <source>Adesso</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>Che cosa non va adesso</source>
        <translation>ما الخلل الآن</translation>
    </message>
    <message>
        <source>Persone per stato</source>
        <translation>الأشخاص حسب الحالة</translation>
    </message>
    <message>
        <source>la più lunga</source>
        <translation>الأطول</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Richiami oltre la fascia</source>
        <translation>معاودات الاتصال المتأخرة</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>المكتب</translation>
    </message>
    <message>
        <source>Quanti</source>
        <translation>العدد</translation>
    </message>
    <message>
        <source>Nessun richiamo è in ritardo.</source>
        <translation>لا معاودة متأخرة.</translation>
    </message>
    <message>
        <source>Adesso, persone, linee, richiami</source>
        <translation>الآن، الأشخاص، الخطوط، المعاودات</translation>
    </message>
    <message>
        <source>Dati</source>
        <translation>البيانات</translation>
    </message>
</context>
<context>
    <name>FloorTexts</name>
    <message>
        <source>Entro {0} s</source>
        <translation>خلال {0} ث</translation>
    </message>
    <message>
        <source>Risposte entro {0} s, oggi</source>
        <translation>أُجيب خلال {0} ث، اليوم</translation>
    </message>
    <message>
        <source>obiettivo {0}</source>
        <translation>الهدف {0}</translation>
    </message>
    <message>
        <source>obiettivo sotto {0}</source>
        <translation>الهدف أقل من {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n pronti</source>
        <translation>
            <numerusform>%n جاهز</numerusform>
            <numerusform>جاهز واحد (%n)</numerusform>
            <numerusform>جاهزان (%n)</numerusform>
            <numerusform>%n جاهزين</numerusform>
            <numerusform>%n جاهزًا</numerusform>
            <numerusform>%n جاهز</numerusform>
        </translation>
    </message>
    <message>
        <source>nessuno pronto</source>
        <translation>لا أحد جاهز</translation>
    </message>
    <message>
        <source>ferma alle {0}</source>
        <translation>متوقف منذ {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n persone</source>
        <translation>
            <numerusform>%n شخص</numerusform>
            <numerusform>شخص واحد (%n)</numerusform>
            <numerusform>شخصان (%n)</numerusform>
            <numerusform>%n أشخاص</numerusform>
            <numerusform>%n شخصًا</numerusform>
            <numerusform>%n شخص</numerusform>
        </translation>
    </message>
    <message>
        <source>la più lunga {0}</source>
        <translation>الأطول {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n arrivi oggi</source>
        <translation>
            <numerusform>%n مكالمة اليوم</numerusform>
            <numerusform>مكالمة واحدة (%n) اليوم</numerusform>
            <numerusform>مكالمتان (%n) اليوم</numerusform>
            <numerusform>%n مكالمات اليوم</numerusform>
            <numerusform>%n مكالمة اليوم</numerusform>
            <numerusform>%n مكالمة اليوم</numerusform>
        </translation>
    </message>
    <message>
        <source>Linee · {0} di {1} occupate</source>
        <translation>الخطوط · {0} من {1} مشغولة</translation>
    </message>
    <message numerus="yes">
        <source>Linee · %n occupate</source>
        <translation>
            <numerusform>الخطوط · %n مشغول</numerusform>
            <numerusform>الخطوط · واحد (%n) مشغول</numerusform>
            <numerusform>الخطوط · اثنان (%n) مشغولان</numerusform>
            <numerusform>الخطوط · %n مشغولة</numerusform>
            <numerusform>الخطوط · %n مشغولًا</numerusform>
            <numerusform>الخطوط · %n مشغول</numerusform>
        </translation>
    </message>
    <message>
        <source>in linea {0} · in coda {1}</source>
        <translation>على الخط {0} · في الطابور {1}</translation>
    </message>
    <message>
        <source>{0} · da {1}</source>
        <translation>{0} · منذ {1}</translation>
    </message>
    <message>
        <source>Troppe ricerche di cittadini o pratiche</source>
        <translation>عمليات بحث عن مواطنين أو معاملات أكثر من اللازم</translation>
    </message>
    <message>
        <source>Postazione {0}: lavoro non inviato</source>
        <translation>المحطة {0}: عمل لم يُرسل</translation>
    </message>
    <message>
        <source>{0} in nessun elenco · avvisa l&apos;assistenza</source>
        <translation>{0} لا تظهر في أي قائمة · أبلغ الدعم الفني</translation>
    </message>
    <message>
        <source>Serve il 112</source>
        <translation>مطلوب 112</translation>
    </message>
    <message>
        <source>Minaccia al telefono</source>
        <translation>تهديد على الهاتف</translation>
    </message>
    <message>
        <source>Pericolo di vita</source>
        <translation>خطر على الحياة</translation>
    </message>
    <message>
        <source>Allarme</source>
        <translation>إنذار</translation>
    </message>
    <message>
        <source>Linea esterna «{0}» guasta</source>
        <translation>الخط الخارجي «{0}» معطّل</translation>
    </message>
    <message>
        <source>Password provate una dopo l&apos;altra</source>
        <translation>كلمات مرور تُجرَّب واحدة تلو الأخرى</translation>
    </message>
    <message>
        <source>Numeri non consentiti</source>
        <translation>أرقام غير مسموح بها</translation>
    </message>
    <message>
        <source>Uso sospetto</source>
        <translation>استخدام مريب</translation>
    </message>
    <message>
        <source>Righe illeggibili sul server</source>
        <translation>صفوف غير مقروءة على الخادم</translation>
    </message>
    <message>
        <source>{0}: attesa oltre l&apos;obiettivo</source>
        <translation>{0}: الانتظار يتجاوز الهدف</translation>
    </message>
    <message>
        <source>{0} sotto l&apos;obiettivo</source>
        <translation>{0} دون الهدف</translation>
    </message>
    <message>
        <source>{0}: troppi abbandoni</source>
        <translation>{0}: كثيرون يتركون</translation>
    </message>
    <message>
        <source>postazione {0} · da {1}</source>
        <translation>المحطة {0} · منذ {1}</translation>
    </message>
    <message>
        <source>nessuno entra e nessuno esce da {0}</source>
        <translation>لا اتصال داخل ولا خارج منذ {0}</translation>
    </message>
    <message>
        <source>postazione {0}</source>
        <translation>المحطة {0}</translation>
    </message>
    <message>
        <source>dalle {0}</source>
        <translation>من الساعة {0}</translation>
    </message>
    <message>
        <source>contatti: {0} · il più vecchio da {1}</source>
        <translation>تواصلات: {0} · أقدمها منذ {1}</translation>
    </message>
    <message>
        <source>{0} entro {1} s oggi</source>
        <translation>{0} خلال {1} ث اليوم</translation>
    </message>
    <message>
        <source>{0} di abbandoni oggi</source>
        <translation>{0} تركوا اليوم</translation>
    </message>
    <message>
        <source>Chiedo al server come sta la sala…</source>
        <translation>أسأل الخادم عن حال القاعة…</translation>
    </message>
    <message>
        <source>Il server non risponde: tutto è fermo alle {0}.</source>
        <translation>الخادم لا يجيب: كل شيء متوقف عند {0}.</translation>
    </message>
    <message>
        <source>Il centralino «{0}» tace dalle {1}: le sue code sono ferme.</source>
        <translation>المقسم «{0}» صامت منذ {1}: طوابيره متوقفة.</translation>
    </message>
    <message>
        <source>I dati sono fermi: che cosa non va adesso non si sa.</source>
        <translation>البيانات متوقفة: لا يُعرف ما الخلل الآن.</translation>
    </message>
    <message>
        <source>Nessuna promessa si rompe adesso.</source>
        <translation>لا وعد يُخلَف الآن.</translation>
    </message>
    <message>
        <source>Tutti i dati sono di adesso.</source>
        <translation>كل البيانات حديثة.</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Parti ancora vuote</source>
        <translation>أجزاء ما زالت فارغة</translation>
    </message>
</context>
<context>
    <name>HandOverPanel</name>
    <message>
        <source>Passa a un altro ufficio</source>
        <translation>تحويل إلى مكتب آخر</translation>
    </message>
    <message>
        <source>Una cifra passa la pratica: esce dai tuoi richiami. Esc chiude.</source>
        <translation>رقم واحد يحوّل المعاملة: تخرج من معاودات الاتصال لديك. Esc للإغلاق.</translation>
    </message>
    <message>
        <source>Non c&apos;è un altro ufficio di II livello.</source>
        <translation>لا يوجد مكتب آخر من المستوى الثاني.</translation>
    </message>
    <message>
        <source>Pratica {0}</source>
        <translation>المعاملة ⁦{0}⁩</translation>
    </message>
    <message>
        <source>L&apos;altro ufficio legge: «{0}»</source>
        <translation>يقرأ المكتب الآخر: «{0}»</translation>
    </message>
</context>
<context>
    <name>HistoryPlace</name>
    <message>
        <source>Ultimi contatti</source>
        <translation>آخر التواصلات</translation>
    </message>
</context>
<context>
    <name>HistoryTexts</name>
    <message>
        <source>oggi {0}</source>
        <translation>اليوم {0}</translation>
    </message>
    <message>
        <source>Segreteria</source>
        <translation>البريد الصوتي</translation>
    </message>
    <message>
        <source>il cittadino ha lasciato un messaggio</source>
        <translation>ترك المواطن رسالة</translation>
    </message>
    <message>
        <source>In coda</source>
        <translation>في الطابور</translation>
    </message>
    <message>
        <source>il cittadino ha riagganciato prima della risposta</source>
        <translation>أغلق المواطن الخط قبل الرد</translation>
    </message>
    <message>
        <source>I livello</source>
        <translation>المستوى الأول</translation>
    </message>
    <message>
        <source>ha mandato la pratica al II livello</source>
        <translation>أرسل المعاملة إلى المستوى الثاني</translation>
    </message>
    <message>
        <source>Tentativo {0} di {1}</source>
        <translation>المحاولة {0} من {1}</translation>
    </message>
    <message>
        <source>Tentativo</source>
        <translation>محاولة</translation>
    </message>
    <message>
        <source>Passata da</source>
        <translation>حُوّلت من</translation>
    </message>
    <message>
        <source>Arrivata tardi</source>
        <translation>وصلت متأخرة</translation>
    </message>
    <message>
        <source>Nota</source>
        <translation>ملاحظة</translation>
    </message>
    <message>
        <source>Stato cambiato</source>
        <translation>تغيرت الحالة</translation>
    </message>
    <message>
        <source>Di nuovo in lavorazione</source>
        <translation>قيد العمل من جديد</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Risultati</source>
        <translation>النتائج</translation>
    </message>
</context>
<context>
    <name>HitModel</name>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} من {1}</translation>
    </message>
</context>
<context>
    <name>HitTexts</name>
    <message>
        <source>forse</source>
        <translation>ربما</translation>
    </message>
    <message>
        <source>domanda · {0}</source>
        <translation>سؤال · {0}</translation>
    </message>
    <message>
        <source>domanda</source>
        <translation>سؤال</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>chiuso</source>
        <translation>مغلق</translation>
    </message>
    <message>
        <source>aperto sempre</source>
        <translation>مفتوح دائمًا</translation>
    </message>
    <message>
        <source>aperto fino alle {0}</source>
        <translation>مفتوح حتى {0}</translation>
    </message>
    <message>
        <source>aperto, chiude {0}</source>
        <translation>مفتوح، يغلق {0}</translation>
    </message>
    <message>
        <source>apre {0}</source>
        <translation>يفتح {0}</translation>
    </message>
    <message>
        <source>domani {0}</source>
        <translation>غدًا {0}</translation>
    </message>
</context>
<context>
    <name>HoursField</name>
    <message>
        <source>Festivi</source>
        <translation>العطل</translation>
    </message>
    <message>
        <source>29 giugno</source>
        <translation>29 يونيو</translation>
    </message>
    <message>
        <source>12:00</source>
        <translation>12:00</translation>
    </message>
    <message>
        <source>Orario valido dal</source>
        <translation>المواعيد سارية من</translation>
    </message>
    <message>
        <source>gg/mm/aaaa</source>
        <translation>يي/شش/سسسس</translation>
    </message>
    <message>
        <source>fino al</source>
        <translation>حتى</translation>
    </message>
    <message>
        <source>Solo su appuntamento</source>
        <translation>بموعد فقط</translation>
    </message>
    <message>
        <source>Nota sugli orari</source>
        <translation>ملاحظة على المواعيد</translation>
    </message>
    <message>
        <source>chiuso</source>
        <translation>مغلق</translation>
    </message>
    <message>
        <source>Come il servizio o l&apos;ente</source>
        <translation>كما الخدمة أو المدينة</translation>
    </message>
    <message>
        <source>La data si scrive così: 31/12/2026.</source>
        <translation>يُكتب التاريخ هكذا: ⁦31/12/2026⁩.</translation>
    </message>
    <message>
        <source>Scegli prima che cosa vale nei festivi.</source>
        <translation>اختر أولاً ما يسري في العطل الرسمية.</translation>
    </message>
    <message>
        <source>Scrivi l&apos;ora così: 12:00</source>
        <translation>اكتب الساعة هكذا: ⁦12:00⁩</translation>
    </message>
    <message>
        <source>Chiuso</source>
        <translation>مغلق</translation>
    </message>
    <message>
        <source>Chiuso o orario</source>
        <translation>مغلق أو الأوقات</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Giorni diversi</source>
        <translation>أيام مختلفة</translation>
    </message>
    <message>
        <source>Giorno</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Stagioni</source>
        <translation>المواسم</translation>
    </message>
    <message>
        <source>Dal giorno al giorno</source>
        <translation>من يوم إلى يوم</translation>
    </message>
    <message>
        <source>Vigilia di festivo, fino alle</source>
        <translation>عشية العطلة، حتى الساعة</translation>
    </message>
    <message>
        <source>Aperto come sempre</source>
        <translation>مفتوح كالمعتاد</translation>
    </message>
    <message>
        <source>Regole proprie, già scritte</source>
        <translation>قواعد خاصة مكتوبة سابقًا</translation>
    </message>
    <message>
        <source>Come gli altri festivi</source>
        <translation>كسائر العطل الرسمية</translation>
    </message>
    <message>
        <source>Scrivi gli orari così: 8:30-12:30, 14-17</source>
        <translation>اكتب المواعيد هكذا: 8:30-12:30, 14-17</translation>
    </message>
    <message>
        <source>Questa riga non si legge: {0}</source>
        <translation>هذا السطر غير مقروء: {0}</translation>
    </message>
</context>
<context>
    <name>HoursTexts</name>
    <message>
        <source>Valido dal {0}</source>
        <translation>سارٍ من ⁦{0}⁩</translation>
    </message>
    <message>
        <source>Valido fino al {0}</source>
        <translation>سارٍ حتى ⁦{0}⁩</translation>
    </message>
    <message>
        <source>Solo su appuntamento</source>
        <translation>بموعد فقط</translation>
    </message>
    <message>
        <source>chiuso</source>
        <translation>مغلق</translation>
    </message>
    <message>
        <source>aperto come sempre</source>
        <translation>مفتوح كالمعتاد</translation>
    </message>
    <message>
        <source>lun</source>
        <translation>الاثنين</translation>
    </message>
    <message>
        <source>mar</source>
        <translation>الثلاثاء</translation>
    </message>
    <message>
        <source>mer</source>
        <translation>الأربعاء</translation>
    </message>
    <message>
        <source>gio</source>
        <translation>الخميس</translation>
    </message>
    <message>
        <source>ven</source>
        <translation>الجمعة</translation>
    </message>
    <message>
        <source>sab</source>
        <translation>السبت</translation>
    </message>
    <message>
        <source>dom</source>
        <translation>الأحد</translation>
    </message>
    <message>
        <source>Festivi: {0}</source>
        <translation>العطل الرسمية: {0}</translation>
    </message>
    <message>
        <source>29 giugno: {0}</source>
        <translation>29 يونيو: {0}</translation>
    </message>
    <message>
        <source>La vigilia fino alle {0}</source>
        <translation>عشية العطلة حتى ⁦{0}⁩</translation>
    </message>
</context>
<context>
    <name>IdlePage</name>
    <message>
        <source>Da completare</source>
        <translation>للإكمال</translation>
    </message>
    <message>
        <source>Ora</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>Cittadino</source>
        <translation>المواطن</translation>
    </message>
    <message>
        <source>Argomento</source>
        <translation>الموضوع</translation>
    </message>
    <message>
        <source>Ultimi che hai chiuso</source>
        <translation>آخر ما أغلقت</translation>
    </message>
    <message>
        <source>Esito</source>
        <translation>النتيجة</translation>
    </message>
    <message>
        <source>Riapri</source>
        <translation>أعد الفتح</translation>
    </message>
    <message>
        <source>Riapri l&apos;ultimo che hai chiuso</source>
        <translation>أعد فتح آخر ما أغلقت</translation>
    </message>
    <message>
        <source>La telefonata è ancora in corso: Ctrl+N apre un altro contatto con lo stesso numero.</source>
        <translation>المكالمة ما زالت جارية: اضغط Ctrl+N لفتح تواصل آخر بالرقم نفسه.</translation>
    </message>
    <message>
        <source>La prossima telefonata apre da sola un contatto nuovo: F4 per rispondere. Senza telefonata: Ctrl+N.</source>
        <translation>المكالمة التالية تفتح تواصلًا جديدًا تلقائيًا: اضغط F4 للرد. من دون مكالمة: Ctrl+N.</translation>
    </message>
    <message>
        <source>Contatto</source>
        <translation>التواصل</translation>
    </message>
    <message>
        <source>Oggi da sapere</source>
        <translation>ينبغي معرفته اليوم</translation>
    </message>
    <message>
        <source>Niente di nuovo.</source>
        <translation>لا جديد.</translation>
    </message>
    <message>
        <source>Che cosa manca</source>
        <translation>ما ينقص</translation>
    </message>
    <message>
        <source>Domande da provare</source>
        <translation>أسئلة للتجربة</translation>
    </message>
    <message>
        <source>Da completare · {0}</source>
        <translation>للإكمال · {0}</translation>
    </message>
    <message>
        <source>Nessun contatto da completare</source>
        <translation>لا تواصل للإكمال</translation>
    </message>
    <message>
        <source>Con questo accesso non si aprono contatti: la banca dati si consulta.</source>
        <translation>لا يتيح هذا الحساب فتح سجلات تواصل: يمكن الاطلاع على قاعدة المعلومات.</translation>
    </message>
    <message>
        <source>Oggi lavori senza telefono: un contatto si apre con Ctrl+N.</source>
        <translation>تعمل اليوم بدون هاتف: يُفتح التواصل بالضغط على Ctrl+N.</translation>
    </message>
    <message>
        <source>senza nome</source>
        <translation>بلا اسم</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Che cosa vuoi fare?</source>
        <translation>ماذا تريد أن تفعل؟</translation>
    </message>
    <message>
        <source>Tasti</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Nessun tasto con queste parole.</source>
        <translation>لا مفتاح بهذه الكلمات.</translation>
    </message>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} من {1}</translation>
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
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Tasti · sei in: {0}</source>
        <translation>المفاتيح · أنت في: {0}</translation>
    </message>
</context>
<context>
    <name>KnowledgeCommands</name>
    <message>
        <source>Invia</source>
        <translation>أرسل</translation>
    </message>
    <message>
        <source>Errore?</source>
        <translation>خطأ؟</translation>
    </message>
    <message>
        <source>Nessun filtro da togliere.</source>
        <translation>لا يوجد مرشح لإزالته.</translation>
    </message>
    <message>
        <source>Nessun risultato da usare: F2 per cercare.</source>
        <translation>لا توجد نتيجة لاستخدامها: F2 للبحث.</translation>
    </message>
    <message>
        <source>Nessuna scheda aperta: F2 per cercare.</source>
        <translation>لا توجد بطاقة مفتوحة: F2 للبحث.</translation>
    </message>
    <message>
        <source>Scegli un risultato: la scheda segue</source>
        <translation>اختر نتيجة: تتبعها البطاقة</translation>
    </message>
    <message>
        <source>PagGiù</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>Scorri la scheda dalla ricerca</source>
        <translation>مرّر البطاقة من البحث</translation>
    </message>
    <message>
        <source>Nella scheda (F6): al titolo prima, al titolo dopo</source>
        <translation>في البطاقة (F6): إلى العنوان السابق، إلى العنوان التالي</translation>
    </message>
    <message>
        <source>Cerca nella banca dati</source>
        <translation>ابحث في قاعدة المعلومات</translation>
    </message>
    <message>
        <source>Cerca</source>
        <translation>ابحث</translation>
    </message>
    <message>
        <source>Filtra la ricerca</source>
        <translation>تصفية البحث</translation>
    </message>
    <message>
        <source>Segnala un errore nella scheda</source>
        <translation>أبلغ عن خطأ في البطاقة</translation>
    </message>
    <message>
        <source>Leggi la scheda: orario, avviso, testo da dire</source>
        <translation>اقرأ البطاقة: المواعيد، التنبيه، النص الواجب قوله</translation>
    </message>
    <message>
        <source>Invia la scheda al cittadino</source>
        <translation>أرسل البطاقة إلى المواطن</translation>
    </message>
    <message>
        <source>Usa la scheda</source>
        <translation>استخدم البطاقة</translation>
    </message>
    <message>
        <source>Togli tutti i filtri della ricerca</source>
        <translation>إزالة كل مرشّحات البحث</translation>
    </message>
    <message>
        <source>Usa la scheda selezionata nel contatto</source>
        <translation>استخدم البطاقة المحددة في التواصل</translation>
    </message>
    <message>
        <source>Usa il risultato {0}</source>
        <translation>استخدم النتيجة {0}</translation>
    </message>
</context>
<context>
    <name>KnowledgeNoticeTexts</name>
    <message>
        <source>Segnalata: «{0}». Arriva da sola alla redazione e all&apos;ufficio.</source>
        <translation>تم الإبلاغ: «{0}». يصل البلاغ تلقائيًا إلى هيئة التحرير وإلى المكتب.</translation>
    </message>
    <message>
        <source>«{0}» non c&apos;è più. Quello che ne avevi scritto resta: Ctrl+O.</source>
        <translation>«{0}» لم تعد موجودة. ما كتبته عنها باقٍ: Ctrl+O.</translation>
    </message>
</context>
<context>
    <name>KnowledgePresenter</name>
    <message>
        <source>Carico la banca dati…</source>
        <translation>يجري تحميل قاعدة المعلومات…</translation>
    </message>
    <message>
        <source>ultima copia {0}</source>
        <translation>آخر نسخة {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n risultati</source>
        <translation>
            <numerusform>لا نتائج</numerusform>
            <numerusform>نتيجة واحدة</numerusform>
            <numerusform>نتيجتان</numerusform>
            <numerusform>%n نتائج</numerusform>
            <numerusform>%n نتيجة</numerusform>
            <numerusform>%n نتيجة</numerusform>
        </translation>
    </message>
    <message>
        <source>Nel contatto: {0}</source>
        <translation>في التواصل: {0}</translation>
    </message>
    <message>
        <source>Argomento: {0}</source>
        <translation>الموضوع: {0}</translation>
    </message>
    <message>
        <source>Niente per «{0}» con il filtro: {1}. Invio per cercare senza.</source>
        <translation>لا شيء لـ «{0}» مع المرشّح: {1}. اضغط Enter للبحث بدونه.</translation>
    </message>
    <message>
        <source>Nessuna scheda per «{0}».</source>
        <translation>لا توجد بطاقة لـ «{0}».</translation>
    </message>
    <message>
        <source>Prova con meno parole, o con altre.</source>
        <translation>جرّب كلمات أقل أو كلمات أخرى.</translation>
    </message>
    <message>
        <source>Invio per provare «{0}».</source>
        <translation>اضغط Enter لتجربة «{0}».</translation>
    </message>
    <message>
        <source>Cerco solo le parole: il senso delle frasi ora non è disponibile.</source>
        <translation>البحث بالكلمات فقط: معنى الجمل غير متاح الآن.</translation>
    </message>
</context>
<context>
    <name>LanguageTexts</name>
    <message>
        <source>italiano</source>
        <translation>الإيطالية</translation>
    </message>
    <message>
        <source>inglese</source>
        <translation>الإنجليزية</translation>
    </message>
    <message>
        <source>francese</source>
        <translation>الفرنسية</translation>
    </message>
    <message>
        <source>tedesco</source>
        <translation>الألمانية</translation>
    </message>
    <message>
        <source>spagnolo</source>
        <translation>الإسبانية</translation>
    </message>
    <message>
        <source>albanese</source>
        <translation>الألبانية</translation>
    </message>
    <message>
        <source>rumeno</source>
        <translation>الرومانية</translation>
    </message>
    <message>
        <source>polacco</source>
        <translation>البولندية</translation>
    </message>
    <message>
        <source>arabo</source>
        <translation>العربية</translation>
    </message>
    <message>
        <source>cinese</source>
        <translation>الصينية</translation>
    </message>
    <message>
        <source>ucraino</source>
        <translation>الأوكرانية</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
</context>
<context>
    <name>LearningPanel</name>
    <message>
        <source>Parole dei cittadini</source>
        <translation>كلمات المواطنين</translation>
    </message>
    <message>
        <source>Proposte per il dizionario</source>
        <translation>اقتراحات للقاموس</translation>
    </message>
    <message>
        <source>Proposta</source>
        <translation>الاقتراح</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Volte</source>
        <translation>المرات</translation>
    </message>
    <message>
        <source>Nessuna proposta: niente da decidere.</source>
        <translation>لا اقتراحات: لا شيء للبت فيه.</translation>
    </message>
    <message>
        <source>Riga del dizionario</source>
        <translation>سطر القاموس</translation>
    </message>
    <message>
        <source>Parole dei cittadini, il segno maggiore, parole della scheda. Invio accetta.</source>
        <translation>كلمات المواطنين، ثم علامة الأكبر، ثم كلمات البطاقة. مفتاح الإدخال يقبل.</translation>
    </message>
    <message>
        <source>Accetta</source>
        <translation>قبول</translation>
    </message>
    <message>
        <source>Rifiuta</source>
        <translation>رفض</translation>
    </message>
    <message>
        <source>Canc</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Domande di prova</source>
        <translation>أسئلة الاختبار</translation>
    </message>
    <message>
        <source>Domanda</source>
        <translation>السؤال</translation>
    </message>
    <message>
        <source>Scheda giusta</source>
        <translation>البطاقة الصحيحة</translation>
    </message>
    <message>
        <source>Nessuna ancora: cerca una scheda e aggiungi quello che hai scritto.</source>
        <translation>لا شيء بعد: ابحث عن بطاقة وأضف ما كتبته.</translation>
    </message>
    <message>
        <source>Togli la domanda</source>
        <translation>أزل السؤال</translation>
    </message>
</context>
<context>
    <name>LearningPresenter</name>
    <message>
        <source>da decidere</source>
        <translation>بانتظار القرار</translation>
    </message>
    <message>
        <source>in prova</source>
        <translation>قيد الاختبار</translation>
    </message>
    <message>
        <source>trattenuta</source>
        <translation>محتجزة</translation>
    </message>
    <message numerus="yes">
        <source>%n operatori</source>
        <translation>
            <numerusform>لا مشغّلين</numerusform>
            <numerusform>مشغّل واحد</numerusform>
            <numerusform>مشغّلان</numerusform>
            <numerusform>%n مشغّلين</numerusform>
            <numerusform>%n مشغّلًا</numerusform>
            <numerusform>%n مشغّل</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} → «{1}»</source>
        <translation>{0} ← «{1}»</translation>
    </message>
    <message>
        <source>accettata da {0}</source>
        <translation>قبلها {0}</translation>
    </message>
    <message>
        <source>si perderebbero: {0}</source>
        <translation>ما سيُفقد: {0}</translation>
    </message>
    <message>
        <source>Non c&apos;è ancora stata una prova: si fa ogni notte.</source>
        <translation>لم يجرِ اختبار بعد: يجري كل ليلة.</translation>
    </message>
    <message>
        <source>Prova del {0}: {1} domande, {2} con la scheda giusta fra le prime tre.</source>
        <translation>اختبار {0}: {1} سؤالًا، {2} منها والبطاقة الصحيحة بين الثلاث الأولى.</translation>
    </message>
    <message>
        <source>Trattenuto ciò che le ricerche hanno insegnato; si perderebbero: {0}.</source>
        <translation>حُجز ما تعلّمته عمليات البحث؛ ما سيُفقد: {0}.</translation>
    </message>
    <message>
        <source>Scrivi così: parole dei cittadini &gt; parole della scheda</source>
        <translation>اكتب هكذا: كلمات المواطنين &gt; كلمات البطاقة</translation>
    </message>
    <message>
        <source>Decide chi approva le voci: qui si legge soltanto.</source>
        <translation>القرار لمن يوافق على المداخل: هنا القراءة فقط.</translation>
    </message>
    <message>
        <source>Accettata: entra nel dizionario appena ha superato la prova.</source>
        <translation>قُبلت: تدخل القاموس بعد اجتياز الاختبار.</translation>
    </message>
    <message>
        <source>Rifiutata: non sarà proposta di nuovo.</source>
        <translation>رُفضت: لن تُقترح مجددًا.</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>{0}: {1} %</source>
        <translation>{0}: {1}%</translation>
    </message>
</context>
<context>
    <name>LinePicker</name>
    <message>
        <source>Trasferisci o consulta</source>
        <translation>حوّل أو استشِر</translation>
    </message>
    <message>
        <source>A chi: ufficio, coda, collega o numero</source>
        <translation>إلى من: مكتب أو طابور أو زميل أو رقم</translation>
    </message>
    <message>
        <source>Linee trovate</source>
        <translation>الخطوط الموجودة</translation>
    </message>
    <message>
        <source>Perché trasferisci lo stesso</source>
        <translation>سبب التحويل رغم ذلك</translation>
    </message>
    <message>
        <source>Nota per chi riceve (facoltativa)</source>
        <translation>ملاحظة للمستلم (اختيارية)</translation>
    </message>
</context>
<context>
    <name>LineTexts</name>
    <message>
        <source>chiuso</source>
        <translation>مغلق</translation>
    </message>
    <message>
        <source>Coda</source>
        <translation>الطابور</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>المستوى الثاني</translation>
    </message>
    <message>
        <source>Collega</source>
        <translation>زميل</translation>
    </message>
    <message>
        <source>Ufficio</source>
        <translation>المكتب</translation>
    </message>
    <message>
        <source>Numero</source>
        <translation>رقم</translation>
    </message>
    <message>
        <source>apre {0}</source>
        <translation>يفتح {0}</translation>
    </message>
    <message>
        <source>aperto fino alle {0}</source>
        <translation>مفتوح حتى {0}</translation>
    </message>
    <message>
        <source>aperto</source>
        <translation>مفتوح</translation>
    </message>
    <message numerus="yes">
        <source>%n in attesa</source>
        <translation>
            <numerusform>لا أحد ينتظر</numerusform>
            <numerusform>واحد ينتظر</numerusform>
            <numerusform>اثنان ينتظران</numerusform>
            <numerusform>%n ينتظرون</numerusform>
            <numerusform>%n ينتظرون</numerusform>
            <numerusform>%n ينتظرون</numerusform>
        </translation>
    </message>
    <message>
        <source>aperto in {0}</source>
        <translation>مفتوح بـ: {0}</translation>
    </message>
    <message>
        <source>aperto in {0} fino alle {1}</source>
        <translation>مفتوح بـ: {0} حتى {1}</translation>
    </message>
    <message>
        <source>Scrivi perché trasferisci lo stesso, poi Invio.</source>
        <translation>اكتب سبب التحويل رغم ذلك، ثم Enter.</translation>
    </message>
    <message>
        <source>chiuso in {0}</source>
        <translation>مغلق بـ: {0}</translation>
    </message>
    <message>
        <source>in {0}</source>
        <translation>بـ: {0}</translation>
    </message>
    <message>
        <source>in {0} fino alle {1}</source>
        <translation>بـ: {0} حتى {1}</translation>
    </message>
    <message>
        <source>in {0} apre {1}</source>
        <translation>بـ: {0} يفتح {1}</translation>
    </message>
    <message>
        <source>{0} è chiuso: apre {1}.</source>
        <translation>{0} مغلق: يفتح {1}.</translation>
    </message>
    <message>
        <source>{0} è chiuso.</source>
        <translation>{0} مغلق.</translation>
    </message>
    <message>
        <source>{0} è chiuso in {1}: apre {2}.</source>
        <translation>{0} مغلق باللغة ({1}): يفتح {2}.</translation>
    </message>
    <message>
        <source>{0} è chiuso in {1}.</source>
        <translation>{0} مغلق باللغة ({1}).</translation>
    </message>
    <message>
        <source>Ora risponde in {0}.</source>
        <translation>يجيب الآن بـ: {0}.</translation>
    </message>
    <message>
        <source>pronto</source>
        <translation>جاهز</translation>
    </message>
    <message>
        <source>gli squilla il telefono</source>
        <translation>هاتفه يرنّ</translation>
    </message>
    <message>
        <source>al telefono</source>
        <translation>على الهاتف</translation>
    </message>
    <message>
        <source>finisce un contatto</source>
        <translation>يُنهي تواصلًا</translation>
    </message>
    <message>
        <source>non pronto</source>
        <translation>غير جاهز</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Postazione bloccata</source>
        <translation>المحطة مقفلة</translation>
    </message>
    <message>
        <source>P&amp;assword o PIN</source>
        <translation>كلمة المر&amp;ور أو PIN</translation>
    </message>
    <message>
        <source>Sblocca</source>
        <translation>فتح القفل</translation>
    </message>
    <message>
        <source>Cambia operatore</source>
        <translation>تغيير المشغّل</translation>
    </message>
    <message>
        <source>Scrivi la password o il PIN.</source>
        <translation>اكتب كلمة المرور أو PIN.</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Accesso scaduto</source>
        <translation>انتهت الجلسة</translation>
    </message>
    <message>
        <source>Postazione bloccata</source>
        <translation>المحطة مقفلة</translation>
    </message>
    <message>
        <source>{0}, il lavoro resta aperto: telefonata e bozza restano come sono. Scrivi la password per continuare.</source>
        <translation>{0}، عملك ما زال مفتوحًا: المكالمة والمسودة باقيتان كما هما. اكتب كلمة المرور للمتابعة.</translation>
    </message>
    <message>
        <source>Accesso aperto altrove</source>
        <translation>تم الدخول من مكان آخر</translation>
    </message>
    <message>
        <source>{0}, con il tuo nome si lavora ora a un&apos;altra postazione. Quello che non era inviato non è perso. Scrivi la password per continuare qui: l&apos;altra postazione si blocca.</source>
        <translation>{0}، يُستخدم اسمك الآن في محطة أخرى. ما لم يُرسل لم يُفقد. اكتب كلمة المرور للمتابعة هنا: ستُقفل المحطة الأخرى.</translation>
    </message>
    <message>
        <source>Linea in uso altrove</source>
        <translation>الخط مستخدم في مكان آخر</translation>
    </message>
    <message>
        <source>{0}, con la linea di questa postazione lavora ora un&apos;altra persona. Quello che non era inviato non è perso. Esci e rientra con un&apos;altra linea, o chiama il responsabile.</source>
        <translation>{0}، يعمل الآن شخص آخر على خط هذه المحطة. ما لم يُرسل لم يُفقد. اخرج ثم ادخل بخط آخر، أو اتصل بالمشرف.</translation>
    </message>
    <message>
        <source>Accesso chiuso</source>
        <translation>أُغلقت الجلسة</translation>
    </message>
    <message>
        <source>{0}, il responsabile o l&apos;assistenza ha chiuso il tuo accesso. Quello che non era inviato non è perso. Scrivi la password per continuare.</source>
        <translation>{0}، أغلق المشرف أو الدعم جلستك. ما لم يُرسل لم يُفقد. اكتب كلمة المرور للمتابعة.</translation>
    </message>
    <message>
        <source>Il tuo accesso è scaduto e per riaprirlo serve anche il codice di verifica. Cambia operatore e rientra: il lavoro resta qui.</source>
        <translation>انتهت جلستك، ولفتحها مجددًا يلزم رمز التحقق أيضًا. بدّل المشغّل وادخل من جديد: عملك يبقى هنا.</translation>
    </message>
    <message>
        <source>Password o PIN non corretti. Controlla le maiuscole e riprova.</source>
        <translation>كلمة المرور أو PIN غير صحيح. تحقق من الأحرف الكبيرة وحاول مجددًا.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Postazione {0} · {1}</source>
        <translation>المحطة {0} · {1}</translation>
    </message>
    <message>
        <source>ChiamaRoma</source>
        <translation>ChiamaRoma</translation>
    </message>
    <message>
        <source>v{0} · F1 tasti</source>
        <translation>v{0} · F1 المفاتيح</translation>
    </message>
</context>
<context>
    <name>MarkdownField</name>
    <message numerus="yes">
        <source>%n caratteri di troppo.</source>
        <translation>
            <numerusform>%n حرفًا زائدًا.</numerusform>
            <numerusform>%n حرفًا زائدًا.</numerusform>
            <numerusform>%n حرفًا زائدًا.</numerusform>
            <numerusform>%n حرفًا زائدًا.</numerusform>
            <numerusform>%n حرفًا زائدًا.</numerusform>
            <numerusform>%n حرفًا زائدًا.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} من {1}</translation>
    </message>
</context>
<context>
    <name>MenuOverlay</name>
    <message>
        <source>Menu</source>
        <translation>القائمة</translation>
    </message>
</context>
<context>
    <name>MenuTexts</name>
    <message>
        <source>Te&amp;lefonata</source>
        <translation>المكالم&amp;ة</translation>
    </message>
    <message>
        <source>Contatto e &amp;richiamo</source>
        <translation>ال&amp;تواصل والمعاودة</translation>
    </message>
    <message>
        <source>&amp;Postazione</source>
        <translation>الم&amp;حطة</translation>
    </message>
    <message>
        <source>&amp;Banca dati</source>
        <translation>&amp;قاعدة المعلومات</translation>
    </message>
</context>
<context>
    <name>MessageLine</name>
    <message>
        <source>Ascolta</source>
        <translation>استمع</translation>
    </message>
</context>
<context>
    <name>MessagePresenter</name>
    <message>
        <source>Messaggio in segreteria, {0}</source>
        <translation>رسالة صوتية، {0}</translation>
    </message>
    <message>
        <source>Ascolta</source>
        <translation>استمع</translation>
    </message>
    <message>
        <source>Ferma</source>
        <translation>أوقف</translation>
    </message>
    <message>
        <source>Il telefono di questa postazione non fa ascoltare i messaggi: si sentono da una postazione con la cuffia.</source>
        <translation>هاتف هذه المحطة لا يشغّل الرسائل: تُسمع من محطة بسماعة.</translation>
    </message>
    <message>
        <source>Il messaggio non c&apos;è più: si conserva per un tempo limitato.</source>
        <translation>الرسالة لم تعد موجودة: تُحفظ الرسائل لمدة محدودة.</translation>
    </message>
    <message>
        <source>Il messaggio è sul server, che ora non risponde. Riprova tra poco.</source>
        <translation>الرسالة على الخادم، وهو لا يستجيب الآن. حاول بعد قليل.</translation>
    </message>
    <message>
        <source>Si ascolta senza una telefonata in corso.</source>
        <translation>يمكن الاستماع عندما لا تكون هناك مكالمة جارية.</translation>
    </message>
    <message>
        <source>Il telefono della postazione non risponde. Riprova.</source>
        <translation>هاتف هذه المحطة لا يستجيب. حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>Il messaggio non si può ascoltare. Avvisa il responsabile.</source>
        <translation>لا يمكن الاستماع إلى الرسالة. أخبر المشرف.</translation>
    </message>
</context>
<context>
    <name>MessagesPanel</name>
    <message>
        <source>Ultimi messaggi</source>
        <translation>آخر الرسائل</translation>
    </message>
    <message>
        <source>Ora</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>Messaggio</source>
        <translation>الرسالة</translation>
    </message>
    <message>
        <source>Nessun messaggio.</source>
        <translation>لا توجد رسائل.</translation>
    </message>
</context>
<context>
    <name>MissingParts</name>
    <message>
        <source>da confermare</source>
        <translation>للتأكيد</translation>
    </message>
    <message numerus="yes">
        <source>%n da confermare</source>
        <translation>
            <numerusform>لا شيء للتأكيد</numerusform>
            <numerusform>%n للتأكيد</numerusform>
            <numerusform>%n للتأكيد</numerusform>
            <numerusform>%n للتأكيد</numerusform>
            <numerusform>%n للتأكيد</numerusform>
            <numerusform>%n للتأكيد</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n da scrivere</source>
        <translation>
            <numerusform>لا شيء للكتابة</numerusform>
            <numerusform>%n للكتابة</numerusform>
            <numerusform>%n للكتابة</numerusform>
            <numerusform>%n للكتابة</numerusform>
            <numerusform>%n للكتابة</numerusform>
            <numerusform>%n للكتابة</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MisuseTexts</name>
    <message>
        <source>Dalla postazione {0} si chiamano numeri non consentiti. Chiedi perché.</source>
        <translation>يُتصل من المحطة {0} بأرقام غير مسموح بها. اسأل عن السبب.</translation>
    </message>
    <message>
        <source>{0} ha cercato troppi cittadini o pratiche fuori dalle telefonate. Chiedi perché.</source>
        <translation>بحث {0} عن مواطنين أو معاملات أكثر من اللازم خارج المكالمات. اسأل عن السبب.</translation>
    </message>
    <message>
        <source>Un operatore</source>
        <translation>أحد المشغلين</translation>
    </message>
    <message>
        <source>Qualcuno prova molte password. Avvisa l&apos;assistenza.</source>
        <translation>يجرّب أحدهم كلمات مرور كثيرة. أبلغ الدعم الفني.</translation>
    </message>
    <message>
        <source>Qualcuno prova le password di {0}. Avvisa l&apos;assistenza.</source>
        <translation>يجرّب أحدهم كلمات مرور {0}. أبلغ الدعم الفني.</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>{0} min</source>
        <translation>{0} د</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} س {1} د</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>Cerca «{0}»</source>
        <translation>ابحث عن «{0}»</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Avviso</source>
        <translation>إشعار</translation>
    </message>
    <message>
        <source>Chiudi avviso</source>
        <translation>إغلاق التنبيه</translation>
    </message>
    <message>
        <source>Errore</source>
        <translation>خطأ</translation>
    </message>
    <message>
        <source>Attenzione</source>
        <translation>تنبيه</translation>
    </message>
    <message>
        <source>Senza collegamento</source>
        <translation>بلا اتصال</translation>
    </message>
    <message>
        <source>Informazione</source>
        <translation>معلومة</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Ho letto</source>
        <translation>قرأت</translation>
    </message>
    <message>
        <source>Mostra</source>
        <translation>اعرض</translation>
    </message>
    <message numerus="yes">
        <source>Hai %n secondi, poi tocca a un altro.</source>
        <translation>
            <numerusform>انتهى الوقت: الدور لزميل آخر.</numerusform>
            <numerusform>لديك ثانية واحدة، ثم يأتي دور زميل آخر.</numerusform>
            <numerusform>لديك ثانيتان، ثم يأتي دور زميل آخر.</numerusform>
            <numerusform>لديك %n ثوانٍ، ثم يأتي دور زميل آخر.</numerusform>
            <numerusform>لديك %n ثانية، ثم يأتي دور زميل آخر.</numerusform>
            <numerusform>لديك %n ثانية، ثم يأتي دور زميل آخر.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NumberedList</name>
    <message>
        <source>non più possibile</source>
        <translation>لم يعد ممكنًا</translation>
    </message>
</context>
<context>
    <name>OfficeCallPresenter</name>
    <message>
        <source>Trasferisci qui</source>
        <translation>حوّل إلى هنا</translation>
    </message>
    <message>
        <source>Chiama</source>
        <translation>اتصل</translation>
    </message>
</context>
<context>
    <name>OpeningTexts</name>
    <message>
        <source>orario straordinario</source>
        <translation>مواعيد استثنائية</translation>
    </message>
    <message>
        <source>orario stagionale</source>
        <translation>مواعيد موسمية</translation>
    </message>
    <message>
        <source>prefestivo</source>
        <translation>عشية عطلة</translation>
    </message>
    <message>
        <source>alle {0}</source>
        <translation>في {0}</translation>
    </message>
    <message>
        <source>domani alle {0}</source>
        <translation>غدًا في {0}</translation>
    </message>
    <message>
        <source>{0} alle {1}</source>
        <translation>{0} في {1}</translation>
    </message>
    <message>
        <source>Aperto sempre.</source>
        <translation>مفتوح دائمًا.</translation>
    </message>
    <message>
        <source>Aperto adesso, chiude {0}.</source>
        <translation>مفتوح الآن، يغلق {0}.</translation>
    </message>
    <message>
        <source>Chiuso. Non è noto quando riapre.</source>
        <translation>مغلق. موعد إعادة الفتح غير معروف.</translation>
    </message>
    <message>
        <source>Chiuso: {0}; riapre {1}.</source>
        <translation>مغلق: {0}؛ يعاد فتحه {1}.</translation>
    </message>
    <message>
        <source>Chiuso adesso, riapre {0}.</source>
        <translation>مغلق الآن، يعاد فتحه {0}.</translation>
    </message>
    <message>
        <source>Solo su appuntamento.</source>
        <translation>بموعد مسبق فقط.</translation>
    </message>
    <message>
        <source>{0} · su appuntamento</source>
        <translation>{0} · بموعد</translation>
    </message>
    <message>
        <source>aperto sempre</source>
        <translation>مفتوح دائمًا</translation>
    </message>
    <message>
        <source>aperto · chiude {0}</source>
        <translation>مفتوح · يغلق {0}</translation>
    </message>
    <message>
        <source>chiuso</source>
        <translation>مغلق</translation>
    </message>
    <message>
        <source>chiuso · apre {0}</source>
        <translation>مغلق · يفتح {0}</translation>
    </message>
    <message>
        <source>domani {0}</source>
        <translation>غدًا {0}</translation>
    </message>
    <message>
        <source>L&apos;orario che conosciamo è scaduto: verifica prima di dirlo.</source>
        <translation>المواعيد التي نعرفها انتهت صلاحيتها: تحقق قبل أن تذكرها.</translation>
    </message>
    <message>
        <source>L&apos;orario di oggi non è noto. Apre {0}.</source>
        <translation>مواعيد اليوم غير معروفة. يفتح {0}.</translation>
    </message>
    <message>
        <source>Capodanno</source>
        <translation>رأس السنة</translation>
    </message>
    <message>
        <source>Epifania</source>
        <translation>عيد الغطاس</translation>
    </message>
    <message>
        <source>Pasqua</source>
        <translation>عيد الفصح</translation>
    </message>
    <message>
        <source>lunedì dell&apos;Angelo</source>
        <translation>إثنين الفصح</translation>
    </message>
    <message>
        <source>festa della Liberazione</source>
        <translation>عيد التحرير</translation>
    </message>
    <message>
        <source>festa del lavoro</source>
        <translation>عيد العمال</translation>
    </message>
    <message>
        <source>festa della Repubblica</source>
        <translation>عيد الجمهورية</translation>
    </message>
    <message>
        <source>festa dei Santi Pietro e Paolo</source>
        <translation>عيد القديسين بطرس وبولس</translation>
    </message>
    <message>
        <source>Ferragosto</source>
        <translation>عيد انتقال العذراء</translation>
    </message>
    <message>
        <source>San Francesco</source>
        <translation>عيد القديس فرنسيس</translation>
    </message>
    <message>
        <source>Ognissanti</source>
        <translation>عيد جميع القديسين</translation>
    </message>
    <message>
        <source>Immacolata Concezione</source>
        <translation>عيد الحبل بلا دنس</translation>
    </message>
    <message>
        <source>Natale</source>
        <translation>عيد الميلاد</translation>
    </message>
    <message>
        <source>Santo Stefano</source>
        <translation>عيد القديس إسطفان</translation>
    </message>
</context>
<context>
    <name>OperatorView</name>
    <message>
        <source>Come la vede l&apos;operatore</source>
        <translation>كما يراها المشغّل</translation>
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
        <translation>كما على شاشة بعرض 1366 بكسل</translation>
    </message>
    <message>
        <source>Come con il testo al 150 %</source>
        <translation>كما مع النص بحجم 150 %</translation>
    </message>
</context>
<context>
    <name>OriginTexts</name>
    <message numerus="yes">
        <source>ha riagganciato in coda dopo {0}, %n volte</source>
        <translation>
            <numerusform>أغلق الخط في الطابور بعد {0}، %n مرة</numerusform>
            <numerusform>أغلق الخط في الطابور بعد {0}، مرة واحدة</numerusform>
            <numerusform>أغلق الخط في الطابور بعد {0}، مرتين</numerusform>
            <numerusform>أغلق الخط في الطابور بعد {0}، %n مرات</numerusform>
            <numerusform>أغلق الخط في الطابور بعد {0}، %n مرة</numerusform>
            <numerusform>أغلق الخط في الطابور بعد {0}، %n مرة</numerusform>
        </translation>
    </message>
    <message>
        <source>ha riagganciato in coda dopo {0}</source>
        <translation>أغلق الخط في الطابور بعد {0}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} ث</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} د</translation>
    </message>
    <message>
        <source>adesso</source>
        <translation>الآن</translation>
    </message>
    <message numerus="yes">
        <source>%n min fa</source>
        <translation>
            <numerusform>قبل %n دقيقة</numerusform>
            <numerusform>قبل دقيقة</numerusform>
            <numerusform>قبل دقيقتين</numerusform>
            <numerusform>قبل %n دقائق</numerusform>
            <numerusform>قبل %n دقيقة</numerusform>
            <numerusform>قبل %n دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h fa</source>
        <translation>
            <numerusform>قبل %n ساعة</numerusform>
            <numerusform>قبل ساعة</numerusform>
            <numerusform>قبل ساعتين</numerusform>
            <numerusform>قبل %n ساعات</numerusform>
            <numerusform>قبل %n ساعة</numerusform>
            <numerusform>قبل %n ساعة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n giorni fa</source>
        <translation>
            <numerusform>قبل %n يوم</numerusform>
            <numerusform>قبل يوم</numerusform>
            <numerusform>قبل يومين</numerusform>
            <numerusform>قبل %n أيام</numerusform>
            <numerusform>قبل %n يومًا</numerusform>
            <numerusform>قبل %n يوم</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnContactTexts</name>
    <message>
        <source>bozza</source>
        <translation>مسودة</translation>
    </message>
    <message>
        <source>inviato</source>
        <translation>أُرسل</translation>
    </message>
    <message>
        <source>da inviare</source>
        <translation>للإرسال</translation>
    </message>
    <message>
        <source>Richiamo promesso: {0}</source>
        <translation>معاودة موعودة: {0}</translation>
    </message>
    <message>
        <source>manca: {0}</source>
        <translation>ينقص: {0}</translation>
    </message>
    <message>
        <source>da chiudere</source>
        <translation>للإغلاق</translation>
    </message>
    <message>
        <source>da correggere</source>
        <translation>للتصحيح</translation>
    </message>
    <message>
        <source>informazione</source>
        <translation>معلومة</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>المستوى الثاني</translation>
    </message>
    <message>
        <source>trasferito</source>
        <translation>مُحوَّل</translation>
    </message>
    <message>
        <source>senza nome</source>
        <translation>بلا اسم</translation>
    </message>
    <message>
        <source>Pratica: numero appena torna il collegamento</source>
        <translation>المعاملة: الرقم فور عودة الاتصال</translation>
    </message>
    <message>
        <source>Pratica {0}</source>
        <translation>المعاملة ⁦{0}⁩</translation>
    </message>
    <message>
        <source>oggi, {0}</source>
        <translation>اليوم، {0}</translation>
    </message>
    <message>
        <source>telefonata di {0}</source>
        <translation>مكالمة مدتها {0}</translation>
    </message>
    <message>
        <source>coda {0}</source>
        <translation>طابور {0}</translation>
    </message>
    <message>
        <source>Sono passate più di 24 ore: il contatto resta com&apos;è.</source>
        <translation>مرت أكثر من 24 ساعة: يبقى التواصل كما هو.</translation>
    </message>
    <message>
        <source>oggi</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Puoi correggere fino a {0} alle {1}. La correzione resta nella storia.</source>
        <translation>يمكنك التصحيح حتى {0} الساعة {1}. يبقى التصحيح في السجل.</translation>
    </message>
    <message>
        <source>risposta</source>
        <translation>رُدّ</translation>
    </message>
    <message>
        <source>scheda inviata</source>
        <translation>أُرسلت البطاقة</translation>
    </message>
    <message>
        <source>telefonata finita</source>
        <translation>انتهت المكالمة</translation>
    </message>
    <message>
        <source>telefonata</source>
        <translation>مكالمة</translation>
    </message>
    <message>
        <source>mandata al II livello</source>
        <translation>أُرسل إلى المستوى الثاني</translation>
    </message>
    <message>
        <source>contatto chiuso</source>
        <translation>أُغلق التواصل</translation>
    </message>
    <message>
        <source>corretto</source>
        <translation>صُحِّح</translation>
    </message>
    <message>
        <source>il testo di prima resta nella storia del server</source>
        <translation>يبقى النص السابق في سجل الخادم</translation>
    </message>
    <message>
        <source>squillo di {0}</source>
        <translation>رنّ {0}</translation>
    </message>
</context>
<context>
    <name>OwnContactsPageTexts</name>
    <message>
        <source>I miei</source>
        <translation>سجلاتي</translation>
    </message>
    <message numerus="yes">
        <source>%n segnalazioni con un esito</source>
        <translation>
            <numerusform>لا بلاغات بنتيجة</numerusform>
            <numerusform>بلاغ واحد بنتيجة</numerusform>
            <numerusform>بلاغان بنتيجة</numerusform>
            <numerusform>%n بلاغات بنتيجة</numerusform>
            <numerusform>%n بلاغًا بنتيجة</numerusform>
            <numerusform>%n بلاغ بنتيجة</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnContactsPresenter</name>
    <message>
        <source>Nuovo contatto con gli stessi dati</source>
        <translation>تواصل جديد بالبيانات نفسها</translation>
    </message>
    <message>
        <source>Dopo 24 ore un contatto non si corregge più.</source>
        <translation>بعد 24 ساعة لا يُصحَّح التواصل.</translation>
    </message>
    <message>
        <source>Questo contatto è ancora aperto: Invio lo riprende.</source>
        <translation>هذا التواصل ما زال مفتوحًا: Invio يستأنفه.</translation>
    </message>
    <message>
        <source>Prima scegli un contatto dalla lista.</source>
        <translation>اختر أولًا تواصلًا من القائمة.</translation>
    </message>
    <message>
        <source>Oggi {0}</source>
        <translation>اليوم {0}</translation>
    </message>
    <message>
        <source>Da completare {0}</source>
        <translation>للإكمال {0}</translation>
    </message>
    <message>
        <source>Con richiamo {0}</source>
        <translation>مع معاودة {0}</translation>
    </message>
    <message>
        <source>II livello {0}</source>
        <translation>المستوى الثاني {0}</translation>
    </message>
    <message>
        <source>Ieri {0}</source>
        <translation>أمس {0}</translation>
    </message>
    <message>
        <source>7 giorni {0}</source>
        <translation>7 أيام {0}</translation>
    </message>
    <message>
        <source>Nessun contatto con queste parole.</source>
        <translation>لا تواصل بهذه الكلمات.</translation>
    </message>
    <message>
        <source>Nessun contatto così.</source>
        <translation>لا يوجد تواصل كهذا.</translation>
    </message>
    <message>
        <source>Ancora nessun contatto. Quelli che chiudi con F9 compaiono qui.</source>
        <translation>لا تواصل بعد. ما تغلقه بـ F9 يظهر هنا.</translation>
    </message>
</context>
<context>
    <name>OwnContactsScreen</name>
    <message>
        <source>I miei contatti</source>
        <translation>تواصلاتي</translation>
    </message>
    <message>
        <source>Cerca fra i miei</source>
        <translation>ابحث في سجلاتي</translation>
    </message>
    <message>
        <source>Ora</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>Cittadino</source>
        <translation>المواطن</translation>
    </message>
    <message>
        <source>Argomento</source>
        <translation>الموضوع</translation>
    </message>
    <message>
        <source>Esito</source>
        <translation>النتيجة</translation>
    </message>
    <message>
        <source>Pratica</source>
        <translation>المعاملة</translation>
    </message>
    <message>
        <source>Richiamo</source>
        <translation>معاودة</translation>
    </message>
    <message>
        <source>scegli</source>
        <translation>اختر</translation>
    </message>
    <message>
        <source>cerca fra i miei</source>
        <translation>ابحث في سجلاتي</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>الجزء التالي</translation>
    </message>
    <message>
        <source>Invio</source>
        <translation>الإرسال</translation>
    </message>
</context>
<context>
    <name>OwnReportsList</name>
    <message>
        <source>Errori che ho segnalato</source>
        <translation>الأخطاء التي أبلغتُ عنها</translation>
    </message>
    <message>
        <source>Segnalato</source>
        <translation>أُبلغ في</translation>
    </message>
    <message>
        <source>Voce</source>
        <translation>المدخل</translation>
    </message>
    <message>
        <source>Che cosa ne è stato</source>
        <translation>ما آلت إليه</translation>
    </message>
    <message>
        <source>Hai scritto: «{0}»</source>
        <translation>كتبتَ: «{0}»</translation>
    </message>
    <message>
        <source>la redazione la guarda</source>
        <translation>قيد نظر التحرير</translation>
    </message>
    <message>
        <source>chiesto a chi ne risponde</source>
        <translation>سُئل المسؤول عنه</translation>
    </message>
    <message>
        <source>confermato, si corregge</source>
        <translation>تأكّد، قيد التصحيح</translation>
    </message>
    <message>
        <source>per chi ne risponde è giusto così</source>
        <translation>صحيح كما هو بحسب المسؤول عنه</translation>
    </message>
    <message>
        <source>corretto e pubblicato {0}</source>
        <translation>صُحّح ونُشر {0}</translation>
    </message>
    <message>
        <source>non accolto {0}</source>
        <translation>لم يُقبل {0}</translation>
    </message>
    <message>
        <source>Redazione: «{0}»</source>
        <translation>التحرير: «{0}»</translation>
    </message>
</context>
<context>
    <name>PassedCard</name>
    <message>
        <source>Telefonata trasferita</source>
        <translation>مكالمة محوَّلة</translation>
    </message>
    <message>
        <source>Riprendi il testo</source>
        <translation>انقل النص</translation>
    </message>
    <message>
        <source>Che cosa sa chi ti trasferisce la telefonata</source>
        <translation>ما يعرفه من يحوّل إليك المكالمة</translation>
    </message>
    <message>
        <source>Pratica della telefonata</source>
        <translation>معاملة المكالمة</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>أغلق</translation>
    </message>
</context>
<context>
    <name>PassedPresenter</name>
    <message>
        <source>Telefonata caduta: parlava con te</source>
        <translation>مكالمة انقطعت: كان يتحدث معك</translation>
    </message>
    <message>
        <source>un collega</source>
        <translation>زميل</translation>
    </message>
    <message>
        <source>Telefonata caduta: parlava con {0}</source>
        <translation>مكالمة انقطعت: كان يتحدث مع {0}</translation>
    </message>
    <message>
        <source>{0} ti consulta per un cittadino in attesa</source>
        <translation>{0} يستشيرك بشأن مواطن في الانتظار</translation>
    </message>
    <message>
        <source>{0} ti trasferisce questa telefonata</source>
        <translation>{0} يحوّل إليك هذه المكالمة</translation>
    </message>
    <message>
        <source>Trasferita a linea chiusa</source>
        <translation>محوّلة إلى خط مغلق</translation>
    </message>
    <message>
        <source>Nota</source>
        <translation>ملاحظة</translation>
    </message>
    <message>
        <source>Che cosa ha scritto</source>
        <translation>ماذا كتب</translation>
    </message>
    <message>
        <source>numero in arrivo</source>
        <translation>الرقم قيد الإنشاء</translation>
    </message>
    <message>
        <source>Pratica {0}</source>
        <translation>المعاملة ⁦{0}⁩</translation>
    </message>
    <message>
        <source>aperta il {0}</source>
        <translation>فُتح في {0}</translation>
    </message>
    <message>
        <source>Risposta: {0}</source>
        <translation>الجواب: {0}</translation>
    </message>
</context>
<context>
    <name>PasswordPanel</name>
    <message>
        <source>Password attuale</source>
        <translation>كلمة المرور الحالية</translation>
    </message>
    <message>
        <source>Password nuova</source>
        <translation>كلمة المرور الجديدة</translation>
    </message>
    <message>
        <source>Ripeti la password nuova</source>
        <translation>أعد كتابة كلمة المرور الجديدة</translation>
    </message>
    <message>
        <source>Scrivi la password di adesso.</source>
        <translation>اكتب كلمة المرور الحالية.</translation>
    </message>
    <message>
        <source>Scrivi la password nuova.</source>
        <translation>اكتب كلمة المرور الجديدة.</translation>
    </message>
    <message>
        <source>Non è uguale a quella sopra.</source>
        <translation>ليست مطابقة للتي فوقها.</translation>
    </message>
</context>
<context>
    <name>PasswordPresenter</name>
    <message>
        <source>Cambia la password</source>
        <translation>تغيير كلمة المرور</translation>
    </message>
    <message>
        <source>Controllo le password…</source>
        <translation>جارٍ التحقق من كلمتي المرور…</translation>
    </message>
    <message>
        <source>Password cambiata. Vale da adesso, anche per sbloccare questa postazione; altrove il tuo accesso è stato chiuso.</source>
        <translation>تم تغيير كلمة المرور. تسري من الآن، ولفتح قفل هذه المحطة أيضًا؛ وأُغلقت جلستك في الأماكن الأخرى.</translation>
    </message>
    <message>
        <source>La password attuale non è corretta. Controlla le maiuscole e riprova.</source>
        <translation>كلمة المرور الحالية غير صحيحة. تحقق من الأحرف الكبيرة وحاول مجددًا.</translation>
    </message>
    <message>
        <source>Il server non risponde: la password si cambia solo con il collegamento. Se quando torna non va più bene quella vecchia, vale già quella nuova.</source>
        <translation>الخادم لا يستجيب: لا تُغيَّر كلمة المرور إلا مع الاتصال. إذا لم تعد القديمة صالحة عند عودته فالجديدة سارية.</translation>
    </message>
</context>
<context>
    <name>PasswordRefusals</name>
    <message>
        <source>Almeno 12 caratteri, 14 per responsabili e assistenza. Vanno bene tre o quattro parole che non c&apos;entrano l&apos;una con l&apos;altra.</source>
        <translation>12 حرفًا على الأقل، و14 للمشرفين والدعم. تصلح ثلاث أو أربع كلمات لا علاقة بينها.</translation>
    </message>
    <message>
        <source>La tua password è provvisoria: l&apos;ha scelta chi amministra gli accessi. Scegline una tua, con almeno 12 caratteri: 14 per responsabili e assistenza.</source>
        <translation>كلمة مرورك مؤقتة: اختارها من يدير الحسابات. اختر كلمة خاصة بك من 12 حرفًا على الأقل: 14 للمشرفين والدعم.</translation>
    </message>
    <message>
        <source>La password nuova non ha la lunghezza giusta: almeno 12 caratteri, 14 per responsabili e assistenza.</source>
        <translation>طول كلمة المرور الجديدة غير مناسب: 12 حرفًا على الأقل، و14 للمشرفين والدعم.</translation>
    </message>
    <message>
        <source>La password nuova è tra le prime che si indovinano. Prendi tre o quattro parole che non c&apos;entrano l&apos;una con l&apos;altra.</source>
        <translation>كلمة المرور الجديدة من أول ما يُخمَّن. اختر ثلاث أو أربع كلمات لا علاقة بينها.</translation>
    </message>
    <message>
        <source>La password nuova è in un elenco di password rubate altrove. Scegline un&apos;altra.</source>
        <translation>كلمة المرور الجديدة في قائمة كلمات مرور سُرقت من أماكن أخرى. اختر غيرها.</translation>
    </message>
    <message>
        <source>La password nuova è uguale a quella di adesso. Scegline un&apos;altra.</source>
        <translation>كلمة المرور الجديدة مطابقة للحالية. اختر غيرها.</translation>
    </message>
</context>
<context>
    <name>PauseMenu</name>
    <message>
        <source>Pausa: scegli il motivo</source>
        <translation>الاستراحة: اختر السبب</translation>
    </message>
    <message>
        <source>Motivo della pausa</source>
        <translation>سبب الاستراحة</translation>
    </message>
</context>
<context>
    <name>PausePresenter</name>
    <message>
        <source>Pausa: scegli il motivo</source>
        <translation>الاستراحة: اختر السبب</translation>
    </message>
    <message>
        <source>La pausa comincia dopo questa telefonata.</source>
        <translation>تبدأ الاستراحة بعد هذه المكالمة.</translation>
    </message>
    <message>
        <source>La telefonata va subito a un altro. Esc: resti in Non pronto senza motivo.</source>
        <translation>تنتقل المكالمة فورًا إلى غيرك. Esc: تبقى غير جاهز دون سبب.</translation>
    </message>
    <message>
        <source>Non posso: perché?</source>
        <translation>لا أستطيع: لماذا؟</translation>
    </message>
    <message numerus="yes">
        <source>finita per oggi: %n minuti</source>
        <translation>
            <numerusform>انتهت لهذا اليوم</numerusform>
            <numerusform>انتهت لهذا اليوم: دقيقة واحدة</numerusform>
            <numerusform>انتهت لهذا اليوم: دقيقتان</numerusform>
            <numerusform>انتهت لهذا اليوم: %n دقائق</numerusform>
            <numerusform>انتهت لهذا اليوم: %n دقيقة</numerusform>
            <numerusform>انتهت لهذا اليوم: %n دقيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>piena adesso, riprova tra poco</source>
        <translation>ممتلئة الآن، حاول بعد قليل</translation>
    </message>
    <message numerus="yes">
        <source>%n min al giorno</source>
        <translation>
            <numerusform>%n دقيقة في اليوم</numerusform>
            <numerusform>دقيقة واحدة في اليوم</numerusform>
            <numerusform>دقيقتان في اليوم</numerusform>
            <numerusform>%n دقائق في اليوم</numerusform>
            <numerusform>%n دقيقة في اليوم</numerusform>
            <numerusform>%n دقيقة في اليوم</numerusform>
        </translation>
    </message>
    <message>
        <source>oggi resta meno di un minuto</source>
        <translation>بقي اليوم أقل من دقيقة</translation>
    </message>
    <message numerus="yes">
        <source>oggi restano %n min di {0}</source>
        <translation>
            <numerusform>بقيت اليوم %n دقيقة من {0}</numerusform>
            <numerusform>بقيت اليوم دقيقة واحدة من {0}</numerusform>
            <numerusform>بقيت اليوم دقيقتان من {0}</numerusform>
            <numerusform>بقيت اليوم %n دقائق من {0}</numerusform>
            <numerusform>بقيت اليوم %n دقيقة من {0}</numerusform>
            <numerusform>بقيت اليوم %n دقيقة من {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>al massimo %n min</source>
        <translation>
            <numerusform>%n دقيقة كحد أقصى</numerusform>
            <numerusform>دقيقة واحدة كحد أقصى</numerusform>
            <numerusform>دقيقتان كحد أقصى</numerusform>
            <numerusform>%n دقائق كحد أقصى</numerusform>
            <numerusform>%n دقيقة كحد أقصى</numerusform>
            <numerusform>%n دقيقة كحد أقصى</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PossibleCallers</name>
    <message>
        <source>Possibili chiamanti, non confermati</source>
        <translation>متصلون محتملون، غير مؤكدين</translation>
    </message>
    <message>
        <source>Conferma chi chiama</source>
        <translation>أكّد هوية المتصل</translation>
    </message>
    <message>
        <source>Possibile chiamante (non confermato)</source>
        <translation>متصل محتمل (غير مؤكد)</translation>
    </message>
</context>
<context>
    <name>ProcedureCard</name>
    <message>
        <source>Chiudi</source>
        <translation>أغلق</translation>
    </message>
</context>
<context>
    <name>PromiseBar</name>
    <message>
        <source>Togli</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>Togli il richiamo</source>
        <translation>إزالة معاودة الاتصال</translation>
    </message>
</context>
<context>
    <name>ProviderButton</name>
    <message>
        <source>Non aspettare il browser</source>
        <translation>لا تنتظر المتصفح</translation>
    </message>
    <message>
        <source>Accedi con {}</source>
        <translation>الدخول عبر {}</translation>
    </message>
</context>
<context>
    <name>ProviderRefusals</name>
    <message>
        <source>Continua nel browser: lì la città ti chiede chi sei. Poi torna qui.</source>
        <translation>تابع في المتصفح: هناك تسألك المدينة من أنت. ثم عد إلى هنا.</translation>
    </message>
    <message>
        <source>Qui hai finito. Chiudi questa pagina e torna alla console.</source>
        <translation>انتهيت هنا. أغلق هذه الصفحة وعد إلى لوحة العمل.</translation>
    </message>
    <message>
        <source>Il servizio di accesso della città non risponde. Riprova tra poco; chi ha una password può entrare con quella.</source>
        <translation>خدمة الدخول الخاصة بالمدينة لا تجيب. أعد المحاولة بعد قليل؛ ومن لديه كلمة مرور يمكنه الدخول بها.</translation>
    </message>
    <message>
        <source>L&apos;accesso dal browser non è stato confermato. Riprova; se succede ancora, chiama l&apos;assistenza.</source>
        <translation>لم يُؤكَّد الدخول من المتصفح. أعد المحاولة؛ وإذا تكرر الأمر فاتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>La città ti riconosce, ma qui nessun accesso ha il tuo nome. Chiedi al tuo responsabile.</source>
        <translation>المدينة تعرفك، لكن لا يوجد هنا حساب باسمك. اسأل مشرفك.</translation>
    </message>
    <message>
        <source>Nel browser è entrata un&apos;altra persona: qui può continuare solo chi stava lavorando.</source>
        <translation>دخل شخص آخر من المتصفح: لا يمكن أن يتابع هنا إلا من كان يعمل.</translation>
    </message>
    <message>
        <source>Su questa postazione non si apre nessun browser. Entra con la password o chiama l&apos;assistenza.</source>
        <translation>لا يفتح أي متصفح في هذه المحطة. ادخل بكلمة المرور أو اتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Nel browser l&apos;accesso non è stato completato. Riprova, o entra con la password.</source>
        <translation>لم يكتمل الدخول في المتصفح. أعد المحاولة أو ادخل بكلمة المرور.</translation>
    </message>
    <message>
        <source>Il tuo lavoro su questa postazione si apre con la password: entra una volta con quella, poi basta il browser.</source>
        <translation>عملك في هذه المحطة يُفتح بكلمة المرور: ادخل بها مرة واحدة، وبعدها يكفي المتصفح.</translation>
    </message>
</context>
<context>
    <name>QueuePresenter</name>
    <message>
        <source>Nessun richiamo da fare. Buon lavoro.</source>
        <translation>لا توجد معاودات اتصال مطلوبة. عملًا موفقًا.</translation>
    </message>
    <message numerus="yes">
        <source>Da richiamare · %n in coda</source>
        <translation>
            <numerusform>معاودات الاتصال · لا شيء في الطابور</numerusform>
            <numerusform>معاودات الاتصال · واحدة في الطابور</numerusform>
            <numerusform>معاودات الاتصال · اثنتان في الطابور</numerusform>
            <numerusform>معاودات الاتصال · %n في الطابور</numerusform>
            <numerusform>معاودات الاتصال · %n في الطابور</numerusform>
            <numerusform>معاودات الاتصال · %n في الطابور</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n oltre termine</source>
        <translation>
            <numerusform>لا متأخرات</numerusform>
            <numerusform>واحدة متأخرة</numerusform>
            <numerusform>اثنتان متأخرتان</numerusform>
            <numerusform>%n متأخرة</numerusform>
            <numerusform>%n متأخرة</numerusform>
            <numerusform>%n متأخرة</numerusform>
        </translation>
    </message>
    <message>
        <source>Tutti {0}</source>
        <translation>الكل {0}</translation>
    </message>
    <message>
        <source>Solo i miei {0}</source>
        <translation>ما لي فقط {0}</translation>
    </message>
    <message>
        <source>Oltre termine {0}</source>
        <translation>متأخرة {0}</translation>
    </message>
    <message>
        <source>Numero nascosto</source>
        <translation>رقم مخفي</translation>
    </message>
    <message>
        <source>scade {0}</source>
        <translation>يحل {0}</translation>
    </message>
    <message>
        <source>in mano a te</source>
        <translation>لديك الآن</translation>
    </message>
    <message>
        <source>di {0}</source>
        <translation>لدى {0}</translation>
    </message>
    <message>
        <source>primo tentativo</source>
        <translation>المحاولة الأولى</translation>
    </message>
    <message>
        <source>ultimo tentativo</source>
        <translation>المحاولة الأخيرة</translation>
    </message>
    <message>
        <source>tentativo {0} di {1}</source>
        <translation>المحاولة {0} من {1}</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Moduli</source>
        <translation>الأقسام</translation>
    </message>
</context>
<context>
    <name>ReceiptColumns</name>
    <message>
        <source>Parti del contatto</source>
        <translation>أجزاء التواصل</translation>
    </message>
    <message>
        <source>Cittadino</source>
        <translation>المواطن</translation>
    </message>
    <message>
        <source>Banca dati</source>
        <translation>قاعدة المعلومات</translation>
    </message>
    <message>
        <source>Contatto</source>
        <translation>التواصل</translation>
    </message>
</context>
<context>
    <name>ReferenceList</name>
    <message>
        <source>Canc toglie la riga.</source>
        <translation>مفتاح الحذف يزيل السطر.</translation>
    </message>
    <message>
        <source>{0}: aggiungi</source>
        <translation>{0}: أضف</translation>
    </message>
</context>
<context>
    <name>RefusalTexts</name>
    <message>
        <source>Adesso non si può fare.</source>
        <translation>لا يمكن ذلك الآن.</translation>
    </message>
    <message>
        <source>Postazione bloccata: scrivi prima la password.</source>
        <translation>المحطة مقفلة: اكتب كلمة المرور أولًا.</translation>
    </message>
    <message>
        <source>Prima entra nella console.</source>
        <translation>سجّل الدخول أولًا.</translation>
    </message>
    <message>
        <source>Prima va riaperto l&apos;archivio di questa postazione.</source>
        <translation>يجب أولًا فتح أرشيف هذه المحطة.</translation>
    </message>
    <message>
        <source>Il testo è già il più grande.</source>
        <translation>النص بأكبر حجم بالفعل.</translation>
    </message>
    <message>
        <source>Il testo è già il più piccolo.</source>
        <translation>النص بأصغر حجم بالفعل.</translation>
    </message>
    <message>
        <source>Il testo ha già la grandezza normale.</source>
        <translation>النص بحجمه العادي بالفعل.</translation>
    </message>
    <message>
        <source>Il tuo accesso non lo permette.</source>
        <translation>حسابك لا يسمح بذلك.</translation>
    </message>
</context>
<context>
    <name>ReportTexts</name>
    <message>
        <source>chiesta</source>
        <translation>سُئل عنها</translation>
    </message>
    <message>
        <source>confermata</source>
        <translation>مؤكَّدة</translation>
    </message>
    <message>
        <source>smentita</source>
        <translation>منفيّة</translation>
    </message>
    <message>
        <source>{0} segnala: «{1}»</source>
        <translation>{0} يبلّغ: «{1}»</translation>
    </message>
    <message>
        <source>chiesto a chi ne risponde</source>
        <translation>سُئل المسؤول عنه</translation>
    </message>
    <message>
        <source>chi ne risponde conferma</source>
        <translation>أكّده المسؤول عنه</translation>
    </message>
    <message>
        <source>per chi ne risponde è giusto così</source>
        <translation>صحيح كما هو بحسب المسؤول عنه</translation>
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
        <translation>المداخل الموجودة</translation>
    </message>
    <message>
        <source>Cerca in tutte le voci</source>
        <translation>ابحث في كل المداخل</translation>
    </message>
    <message>
        <source>Titolo e argomento</source>
        <translation>العنوان والموضوع</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Vale fino al</source>
        <translation>صالحة حتى</translation>
    </message>
    <message>
        <source>Voci</source>
        <translation>المداخل</translation>
    </message>
    <message>
        <source>Rispondi alla segnalazione</source>
        <translation>أجب على البلاغ</translation>
    </message>
    <message>
        <source>Fra le domande di prova</source>
        <translation>إلى أسئلة الاختبار</translation>
    </message>
</context>
<context>
    <name>RingingStrip</name>
    <message>
        <source>Telefonata in arrivo</source>
        <translation>مكالمة واردة</translation>
    </message>
    <message>
        <source>ChiamaRoma</source>
        <translation>ChiamaRoma</translation>
    </message>
    <message>
        <source>Rispondi</source>
        <translation>أجب</translation>
    </message>
    <message>
        <source>Non posso</source>
        <translation>لا أستطيع</translation>
    </message>
</context>
<context>
    <name>RowsField</name>
    <message>
        <source>Aggiungi una riga</source>
        <translation>أضف صفًا</translation>
    </message>
    <message>
        <source>{0}: aggiungi una riga</source>
        <translation>{0}: أضف صفًا</translation>
    </message>
</context>
<context>
    <name>SafetyPresenter</name>
    <message>
        <source>Chiama 112</source>
        <translation>اتصل بـ 112</translation>
    </message>
    <message>
        <source>Unisci cittadino e 112</source>
        <translation>ادمج المواطن و112</translation>
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
        <translation>يلزم 112: جرحى، وعكة، حريق، جريمة جارية</translation>
    </message>
    <message>
        <source>Chi chiama minaccia qualcuno</source>
        <translation>المتصل يهدّد شخصًا</translation>
    </message>
    <message>
        <source>Chi chiama parla di togliersi la vita</source>
        <translation>المتصل يتحدث عن إنهاء حياته</translation>
    </message>
    <message>
        <source>Emergenza: 112</source>
        <translation>طوارئ: 112</translation>
    </message>
    <message>
        <source>Minaccia</source>
        <translation>تهديد</translation>
    </message>
    <message>
        <source>Persona in pericolo</source>
        <translation>شخص في خطر</translation>
    </message>
    <message>
        <source>I responsabili sono avvisati: vedono la tua postazione.</source>
        <translation>تم تنبيه المشرفين: يرون محطتك.</translation>
    </message>
    <message>
        <source>{0} ha visto il tuo allarme.</source>
        <translation>‏{0} اطّلع على إنذارك.</translation>
    </message>
    <message>
        <source>Nessun responsabile è collegato: se serve chiama tu il 112, o alza la mano. Il primo responsabile che entra riceve l&apos;allarme.</source>
        <translation>لا يوجد مشرف متصل: عند الحاجة اتصل بنفسك بالرقم 112 أو ارفع يدك. أول مشرف يدخل يتلقّى الإنذار.</translation>
    </message>
    <message>
        <source>Sto avvisando i responsabili. Se il server non risponde riprovo da sola: intanto alza la mano.</source>
        <translation>جارٍ تنبيه المشرفين. إن لم يستجب الخادم تُعاد المحاولة تلقائيًا: ارفع يدك في هذه الأثناء.</translation>
    </message>
    <message>
        <source>Se il pericolo è adesso, fai chiamare il 112 da un collega o da un altro telefono: questo non può farlo durante la telefonata.</source>
        <translation>إن كان الخطر الآن فاطلب من زميل أو من هاتف آخر الاتصال بالرقم 112: هذا الهاتف لا يستطيع ذلك أثناء المكالمة.</translation>
    </message>
    <message>
        <source>Chiedi dove si trova: via, numero civico, piano, che cosa vede intorno.</source>
        <translation>اسأل أين هو: الشارع، رقم المبنى، الطابق، ماذا يرى حوله.</translation>
    </message>
    <message>
        <source>Chiedi che cosa succede e se qualcuno è ferito o in pericolo.</source>
        <translation>اسأل ماذا يحدث وهل هناك جريح أو شخص في خطر.</translation>
    </message>
    <message>
        <source>Fai chiamare il 112 da un collega o da un altro telefono: questo non può farlo durante la telefonata.</source>
        <translation>اطلب من زميل أو من هاتف آخر الاتصال بالرقم 112: هذا الهاتف لا يستطيع ذلك أثناء المكالمة.</translation>
    </message>
    <message>
        <source>Di&apos; che resti in linea e che chiami il 112 insieme a lui.</source>
        <translation>قل إنك باقٍ على الخط وستتصل بـ 112 معه.</translation>
    </message>
    <message>
        <source>Chiama il 112, di&apos; dove e che cosa, poi unisci le telefonate.</source>
        <translation>اتصل بـ 112 وقل أين وماذا يحدث، ثم ادمج المكالمتين.</translation>
    </message>
    <message>
        <source>Non riagganciare per primo. Il responsabile vede che sei in questa telefonata.</source>
        <translation>لا تُنهِ المكالمة أولًا. المشرف يرى أنك في هذه المكالمة.</translation>
    </message>
    <message>
        <source>Resta in linea finché il 112 dice che basta.</source>
        <translation>ابقَ على الخط حتى يقول 112 إن ذلك يكفي.</translation>
    </message>
    <message>
        <source>Resta calmo e parla piano. Non discutere, non promettere, non provocare.</source>
        <translation>ابقَ هادئًا وتكلّم ببطء. لا تجادل، لا تعِد بشيء، لا تستفز.</translation>
    </message>
    <message>
        <source>Lascialo parlare e scrivi le sue parole precise nella descrizione.</source>
        <translation>دعه يتكلم واكتب كلماته بدقة في الوصف.</translation>
    </message>
    <message>
        <source>Chiedi contro chi, dove e quando; nota voce, accento e rumori.</source>
        <translation>اسأل ضد من وأين ومتى؛ لاحظ الصوت واللهجة والضوضاء.</translation>
    </message>
    <message>
        <source>Se il pericolo è adesso, chiama il 112 e unisci le telefonate.</source>
        <translation>إذا كان الخطر الآن فاتصل بـ 112 وادمج المكالمتين.</translation>
    </message>
    <message>
        <source>Ascolta. Di&apos; che sei contento che abbia chiamato e che lo prendi sul serio.</source>
        <translation>استمع. قل إنك سعيد لأنه اتصل وإنك تأخذ كلامه بجدية.</translation>
    </message>
    <message>
        <source>Chiedi apertamente se pensa di togliersi la vita: la domanda non fa danno.</source>
        <translation>اسأله بوضوح هل يفكر في إنهاء حياته: السؤال لا يضرّ.</translation>
    </message>
    <message>
        <source>Chiedi dove si trova, se è solo e se ha già fatto qualcosa.</source>
        <translation>اسأل أين هو، وهل هو وحده، وهل فعل شيئًا حتى الآن.</translation>
    </message>
    <message>
        <source>Non giudicare, non dare consigli facili, non promettere il segreto.</source>
        <translation>لا تحكم عليه، لا تعطِ نصائح سهلة، لا تعِد بالكتمان.</translation>
    </message>
    <message>
        <source>Se il pericolo è adesso, chiama il 112 e unisci le telefonate: resta con lui.</source>
        <translation>إذا كان الخطر الآن فاتصل بـ 112 وادمج المكالمتين: ابقَ معه.</translation>
    </message>
    <message>
        <source>Non riagganciare per primo. Dopo la telefonata hai una pausa: prendila.</source>
        <translation>لا تُنهِ المكالمة أولًا. بعد المكالمة لك استراحة: خذها.</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Chiudi i risultati</source>
        <translation>أغلق النتائج</translation>
    </message>
    <message>
        <source>Mostra i risultati</source>
        <translation>أظهر النتائج</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Banca dati</source>
        <translation>قاعدة المعلومات</translation>
    </message>
    <message>
        <source>Cerca nella banca dati</source>
        <translation>ابحث في قاعدة المعلومات</translation>
    </message>
    <message>
        <source>scegli</source>
        <translation>اختر</translation>
    </message>
    <message>
        <source>usa</source>
        <translation>استخدم</translation>
    </message>
    <message>
        <source>PagGiù</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>scorri</source>
        <translation>مرّر</translation>
    </message>
    <message>
        <source>{0} di {1}</source>
        <translation>{0} من {1}</translation>
    </message>
</context>
<context>
    <name>SeatCommands</name>
    <message>
        <source>Tasti</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Tutti i comandi per nome</source>
        <translation>كل الأوامر بالاسم</translation>
    </message>
    <message>
        <source>Collegamento: dettagli e cose da inviare</source>
        <translation>الاتصال بالخادم: التفاصيل وما لم يُرسل</translation>
    </message>
    <message>
        <source>Ultimi messaggi</source>
        <translation>آخر الرسائل</translation>
    </message>
    <message>
        <source>Testi scritti e non inviati</source>
        <translation>نصوص مكتوبة لم تُرسل</translation>
    </message>
    <message>
        <source>Blocca postazione</source>
        <translation>أقفل المحطة</translation>
    </message>
    <message>
        <source>Esci e cambia operatore</source>
        <translation>خروج وتبديل المشغّل</translation>
    </message>
    <message>
        <source>Chiudi la console</source>
        <translation>أغلق البرنامج</translation>
    </message>
    <message>
        <source>&amp;Vista</source>
        <translation>&amp;عرض</translation>
    </message>
    <message>
        <source>Riquadro seguente</source>
        <translation>الجزء التالي</translation>
    </message>
    <message>
        <source>Riquadro precedente</source>
        <translation>الجزء السابق</translation>
    </message>
    <message>
        <source>Testo più grande</source>
        <translation>نص أكبر</translation>
    </message>
    <message>
        <source>Testo più piccolo</source>
        <translation>نص أصغر</translation>
    </message>
    <message>
        <source>Testo normale</source>
        <translation>نص عادي</translation>
    </message>
    <message>
        <source>Colori: chiaro, scuro, contrasto alto</source>
        <translation>الألوان: فاتح، داكن، تباين عالٍ</translation>
    </message>
    <message>
        <source>Mostra sempre il menu</source>
        <translation>أظهر القائمة دائمًا</translation>
    </message>
    <message>
        <source>Leggi lo stato</source>
        <translation>اقرأ الحالة</translation>
    </message>
    <message numerus="yes">
        <source>Se esci ancora, si perde quello che hai scritto (%n): il disco di questo PC non lo prende. Avvisa l&apos;assistenza.</source>
        <translation>
            <numerusform>إن خرجت مرة أخرى يُفقد ما كتبته (%n): قرص هذا الحاسوب لا يقبله. أبلغ الدعم الفني.</numerusform>
            <numerusform>إن خرجت مرة أخرى يُفقد ما كتبته (%n): قرص هذا الحاسوب لا يقبله. أبلغ الدعم الفني.</numerusform>
            <numerusform>إن خرجت مرة أخرى يُفقد ما كتبته (%n): قرص هذا الحاسوب لا يقبله. أبلغ الدعم الفني.</numerusform>
            <numerusform>إن خرجت مرة أخرى يُفقد ما كتبته (%n): قرص هذا الحاسوب لا يقبله. أبلغ الدعم الفني.</numerusform>
            <numerusform>إن خرجت مرة أخرى يُفقد ما كتبته (%n): قرص هذا الحاسوب لا يقبله. أبلغ الدعم الفني.</numerusform>
            <numerusform>إن خرجت مرة أخرى يُفقد ما كتبته (%n): قرص هذا الحاسوب لا يقبله. أبلغ الدعم الفني.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Se esci ancora, si perdono %n cose: non sono inviate o complete, e questo PC non le tiene. Aspetta.</source>
        <translation>
            <numerusform>لا شيء غير مُرسل أو غير مكتمل.</numerusform>
            <numerusform>إن خرجت مرة أخرى يُفقد شيء واحد: غير مُرسل أو غير مكتمل، وهذا الحاسوب لا يحفظه. انتظر.</numerusform>
            <numerusform>إن خرجت مرة أخرى يُفقد شيئان: غير مُرسلين أو غير مكتملين، وهذا الحاسوب لا يحفظهما. انتظر.</numerusform>
            <numerusform>إن خرجت مرة أخرى تُفقد %n أشياء: غير مُرسلة أو غير مكتملة، وهذا الحاسوب لا يحفظها. انتظر.</numerusform>
            <numerusform>إن خرجت مرة أخرى يُفقد %n شيئًا: غير مُرسل أو غير مكتمل، وهذا الحاسوب لا يحفظها. انتظر.</numerusform>
            <numerusform>إن خرجت مرة أخرى يُفقد %n شيء: غير مُرسل أو غير مكتمل، وهذا الحاسوب لا يحفظها. انتظر.</numerusform>
        </translation>
    </message>
    <message>
        <source>Muoversi</source>
        <translation>التنقل</translation>
    </message>
    <message>
        <source>Vedere e sentire</source>
        <translation>العرض والسمع</translation>
    </message>
    <message>
        <source>Pagine</source>
        <translation>الصفحات</translation>
    </message>
    <message>
        <source>Chiudi il riquadro, mai il testo</source>
        <translation>أغلق اللوحة، لا النص</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>القائمة</translation>
    </message>
</context>
<context>
    <name>SeatNoticeTexts</name>
    <message>
        <source>Il server non può registrare: il suo disco è pieno. Puoi continuare: quello che salvi resta qui e parte da solo. Avvisa l&apos;assistenza.</source>
        <translation>الخادم لا يستطيع الحفظ: قرصه ممتلئ. يمكنك المتابعة: ما تحفظه يبقى هنا ويُرسل تلقائيًا. أبلغ الدعم الفني.</translation>
    </message>
    <message>
        <source>Il server che risponde non è quello vero (certificato diverso). Non inviamo nulla: continua a lavorare e chiama l&apos;assistenza.</source>
        <translation>الخادم الذي يستجيب ليس الحقيقي (شهادة مختلفة). لا نرسل شيئًا: تابع العمل واتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>L&apos;orologio della postazione è sbagliato di {0} minuti. Usiamo l&apos;ora del server: continua a lavorare e avvisa l&apos;assistenza.</source>
        <translation>ساعة المحطة خاطئة (الفرق بالدقائق: {0}). نستخدم وقت الخادم: تابع العمل وأبلغ الدعم الفني.</translation>
    </message>
    <message>
        <source>Qualcosa è andato storto ({0}). Puoi continuare; se succede ancora, di&apos; questo codice all&apos;assistenza.</source>
        <translation>حدث خطأ ({0}). يمكنك المتابعة؛ وإن تكرّر فأبلغ الدعم الفني بهذا الرمز.</translation>
    </message>
    <message>
        <source>Disco pieno: l&apos;ultima modifica non è salvata. Non chiudere la console, libera spazio o chiama l&apos;assistenza (codice DISCO): riprovo da sola ogni secondo.</source>
        <translation>القرص ممتلئ: آخر تعديل غير محفوظ. لا تغلق البرنامج، أفرغ مساحة أو اتصل بالدعم الفني (الرمز DISCO): تُعاد المحاولة تلقائيًا كل ثانية.</translation>
    </message>
    <message>
        <source>L&apos;archivio non si legge più. Finisci la telefonata, poi riavvia la console: recupera da sola quello che non è stato inviato.</source>
        <translation>لم يعد الأرشيف يُقرأ. أنهِ المكالمة ثم أعد تشغيل البرنامج: يستعيد تلقائيًا ما لم يُرسل.</translation>
    </message>
    <message>
        <source>L&apos;archivio è occupato: l&apos;ultima modifica non è ancora salvata. Riprovo ogni secondo.</source>
        <translation>الأرشيف مشغول: آخر تعديل لم يُحفظ بعد. تُعاد المحاولة كل ثانية.</translation>
    </message>
    <message>
        <source>La postazione non riesce a scrivere sul disco: l&apos;ultima modifica non è salvata. Non chiudere la console e chiama l&apos;assistenza (codice DISCO).</source>
        <translation>لا تستطيع المحطة الكتابة على القرص: آخر تعديل غير محفوظ. لا تغلق البرنامج واتصل بالدعم الفني (الرمز DISCO).</translation>
    </message>
    <message>
        <source>Recuperati {0} contatti su {1}: un archivio danneggiato è stato messo da parte. Puoi lavorare.</source>
        <translation>استُعيد {0} من {1} من التواصلات: وُضع أرشيف تالف جانبًا. يمكنك العمل.</translation>
    </message>
    <message>
        <source>Recuperati {0} contatti da un archivio danneggiato. Una parte non si legge: forse qualcosa manca. Il file è messo da parte: chiama l&apos;assistenza (codice DISCO).</source>
        <translation>استُعيد {0} من التواصلات من أرشيف تالف. جزء منه لا يُقرأ: ربما ينقص شيء. نُحّي الملف جانبًا: اتصل بالدعم الفني (الرمز DISCO).</translation>
    </message>
    <message>
        <source>La copia di quello che non è inviato era danneggiata: è rifatta e non manca nulla. Puoi lavorare; avvisa l&apos;assistenza (codice DISCO).</source>
        <translation>نسخة ما لم يُرسل كانت تالفة: أُعيد إنشاؤها ولا ينقص شيء. يمكنك العمل؛ أبلغ الدعم الفني (الرمز DISCO).</translation>
    </message>
    <message>
        <source>Il tuo archivio qui non si apre: è messo da parte con quello che non era inviato. Chiama l&apos;assistenza (codice DISCO).</source>
        <translation>أرشيفك هنا لا يُفتح: نُحّي جانبًا مع ما لم يُرسل. اتصل بالدعم الفني (الرمز DISCO).</translation>
    </message>
    <message numerus="yes">
        <source>Su questa postazione ci sono contatti di altri che il server non accetta: %n. Restano qui: chiama l&apos;assistenza (codice DISCO).</source>
        <translation>
            <numerusform>في هذه المحطة تواصلات لآخرين لا يقبلها الخادم: %n. تبقى هنا: اتصل بالدعم الفني (الرمز DISCO).</numerusform>
            <numerusform>في هذه المحطة تواصلات لآخرين لا يقبلها الخادم: %n. تبقى هنا: اتصل بالدعم الفني (الرمز DISCO).</numerusform>
            <numerusform>في هذه المحطة تواصلات لآخرين لا يقبلها الخادم: %n. تبقى هنا: اتصل بالدعم الفني (الرمز DISCO).</numerusform>
            <numerusform>في هذه المحطة تواصلات لآخرين لا يقبلها الخادم: %n. تبقى هنا: اتصل بالدعم الفني (الرمز DISCO).</numerusform>
            <numerusform>في هذه المحطة تواصلات لآخرين لا يقبلها الخادم: %n. تبقى هنا: اتصل بالدعم الفني (الرمز DISCO).</numerusform>
            <numerusform>في هذه المحطة تواصلات لآخرين لا يقبلها الخادم: %n. تبقى هنا: اتصل بالدعم الفني (الرمز DISCO).</numerusform>
        </translation>
    </message>
    <message>
        <source>Ci sono testi che hai scritto e non hai inviato: Ctrl+O li mostra.</source>
        <translation>هناك نصوص كتبتها ولم ترسلها: Ctrl+O يعرضها.</translation>
    </message>
    <message>
        <source>Non posso salvare su questo PC: manca il portachiavi. Puoi lavorare, ma l&apos;archivio resta solo in memoria: alla chiusura quello che non è stato inviato si perde. Avvisa l&apos;assistenza.</source>
        <translation>لا أستطيع الحفظ على هذا الحاسوب: مخزن المفاتيح غير موجود. يمكنك العمل، لكن الأرشيف يبقى في الذاكرة فقط: عند الإغلاق يضيع ما لم يُرسل. أبلغ الدعم الفني.</translation>
    </message>
    <message>
        <source>Il disco di questa postazione è quasi pieno. Quello che scrivi si salva ancora: libera spazio o chiama l&apos;assistenza (codice DISCO).</source>
        <translation>قرص هذه المحطة يكاد يمتلئ. ما تكتبه ما زال يُحفظ: أفرغ مساحة أو اتصل بالدعم الفني (الرمز DISCO).</translation>
    </message>
    <message>
        <source>Senza collegamento dalle {0}. Puoi continuare: telefonate, banca dati (copia delle {1}) e bozze funzionano.</source>
        <translation>بلا اتصال منذ {0}. يمكنك المتابعة: المكالمات وقاعدة المعلومات (نسخة {1}) والمسودات تعمل.</translation>
    </message>
    <message numerus="yes">
        <source>Un archivio qui non si apre: è messo da parte. I contatti che non erano inviati (%n) partono da soli, appena il server risponde.</source>
        <translation>
            <numerusform>أرشيف هنا لا يُفتح: نُحّي جانبًا. التواصلات التي لم تُرسل (%n) تُرسل تلقائيًا حالما يجيب الخادم.</numerusform>
            <numerusform>أرشيف هنا لا يُفتح: نُحّي جانبًا. التواصلات التي لم تُرسل (%n) تُرسل تلقائيًا حالما يجيب الخادم.</numerusform>
            <numerusform>أرشيف هنا لا يُفتح: نُحّي جانبًا. التواصلات التي لم تُرسل (%n) تُرسل تلقائيًا حالما يجيب الخادم.</numerusform>
            <numerusform>أرشيف هنا لا يُفتح: نُحّي جانبًا. التواصلات التي لم تُرسل (%n) تُرسل تلقائيًا حالما يجيب الخادم.</numerusform>
            <numerusform>أرشيف هنا لا يُفتح: نُحّي جانبًا. التواصلات التي لم تُرسل (%n) تُرسل تلقائيًا حالما يجيب الخادم.</numerusform>
            <numerusform>أرشيف هنا لا يُفتح: نُحّي جانبًا. التواصلات التي لم تُرسل (%n) تُرسل تلقائيًا حالما يجيب الخادم.</numerusform>
        </translation>
    </message>
    <message>
        <source>Collegato di nuovo.</source>
        <translation>عاد الاتصال.</translation>
    </message>
    <message numerus="yes">
        <source>Collegato di nuovo. %n cose inviate.</source>
        <translation>
            <numerusform>عاد الاتصال. لم يُرسل شيء.</numerusform>
            <numerusform>عاد الاتصال. أُرسل عنصر واحد.</numerusform>
            <numerusform>عاد الاتصال. أُرسل عنصران.</numerusform>
            <numerusform>عاد الاتصال. أُرسلت %n عناصر.</numerusform>
            <numerusform>عاد الاتصال. أُرسل %n عنصرًا.</numerusform>
            <numerusform>عاد الاتصال. أُرسل %n عنصر.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeatRefusals</name>
    <message>
        <source>Questo computer non è registrato come postazione: da qui non si entra. Chiama l&apos;assistenza, che ha il codice per registrarlo.</source>
        <translation>هذا الحاسوب غير مسجَّل كمحطة: لا يمكن الدخول منه. اتصل بالدعم الفني، فلديه رمز تسجيله.</translation>
    </message>
    <message>
        <source>Questo computer è registrato per un&apos;altra linea. Controlla il numero della linea o chiama l&apos;assistenza.</source>
        <translation>هذا الحاسوب مسجَّل لخط آخر. تحقق من رقم الخط أو اتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Il server è ripartito proprio ora. Accedi di nuovo.</source>
        <translation>أُعيد تشغيل الخادم للتو. سجّل الدخول مرة أخرى.</translation>
    </message>
</context>
<context>
    <name>SeatStrip</name>
    <message>
        <source>10 secondi.</source>
        <translation>10 ثوانٍ.</translation>
    </message>
    <message>
        <source>Ancora {0} secondi.</source>
        <translation>بقي {0} ثانية.</translation>
    </message>
    <message>
        <source>Ctrl+T per un altro minuto.</source>
        <translation>Ctrl+T لدقيقة أخرى.</translation>
    </message>
    <message>
        <source>In attesa da 45 secondi. F4 riprende.</source>
        <translation>في الانتظار منذ 45 ثانية. F4 للاستئناف.</translation>
    </message>
    <message>
        <source>La pausa è finita: F5 quando puoi rispondere.</source>
        <translation>انتهت الاستراحة: اضغط F5 عندما يمكنك الرد.</translation>
    </message>
    <message>
        <source>Non squilla più. {0}</source>
        <translation>لم تعد ترن. {0}</translation>
    </message>
    <message>
        <source>Muto</source>
        <translation>كتم</translation>
    </message>
    <message>
        <source>Microfono acceso</source>
        <translation>الميكروفون يعمل</translation>
    </message>
    <message>
        <source>Telefonata in corso</source>
        <translation>مكالمة جارية</translation>
    </message>
    <message>
        <source>con {0}, in linea da {1}</source>
        <translation>مع {0}، على الخط منذ {1}</translation>
    </message>
    <message>
        <source>{0} aspetta con la musica da {1}</source>
        <translation>{0} ينتظر مع الموسيقى منذ {1}</translation>
    </message>
    <message>
        <source>Attesa {1} · {0}</source>
        <translation>انتظار {1} · {0}</translation>
    </message>
    <message>
        <source>Conferenza</source>
        <translation>مكالمة ثلاثية</translation>
    </message>
    <message>
        <source>Chiami</source>
        <translation>تتصل</translation>
    </message>
    <message>
        <source>Consulti</source>
        <translation>استشارة</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>استراحة</translation>
    </message>
    <message>
        <source>Torni Pronto fra {0}</source>
        <translation>تعود جاهزًا بعد {0}</translation>
    </message>
    <message>
        <source>ancora {0}</source>
        <translation>بقي {0}</translation>
    </message>
    <message>
        <source>Aspetta da più di {0} secondi: torna e di&apos; quanto manca</source>
        <translation>ينتظر منذ أكثر من {0} ثانية: عُد وقل كم بقي</translation>
    </message>
</context>
<context>
    <name>SeatsPresenter</name>
    <message>
        <source>Chiedo al server come stanno le postazioni…</source>
        <translation>أسأل الخادم عن حال المحطات…</translation>
    </message>
    <message>
        <source>Nessuna postazione così.</source>
        <translation>لا محطة كهذه.</translation>
    </message>
    <message>
        <source>Tutte {0}</source>
        <translation>الكل {0}</translation>
    </message>
    <message>
        <source>Da guardare {0}</source>
        <translation>للنظر {0}</translation>
    </message>
    <message>
        <source>Spente {0}</source>
        <translation>مطفأة {0}</translation>
    </message>
    <message>
        <source>Postazione {0}</source>
        <translation>المحطة {0}</translation>
    </message>
</context>
<context>
    <name>SeatsScreen</name>
    <message>
        <source>Postazione o parola</source>
        <translation>محطة أو كلمة</translation>
    </message>
    <message>
        <source>Nessuna postazione così.</source>
        <translation>لا محطة كهذه.</translation>
    </message>
    <message>
        <source>Nessun dato dei cittadini in queste pagine.</source>
        <translation>لا بيانات للمواطنين في هذه الصفحات.</translation>
    </message>
    <message>
        <source>Salute</source>
        <translation>السلامة</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>الهاتف</translation>
    </message>
    <message>
        <source>Versione</source>
        <translation>الإصدار</translation>
    </message>
    <message>
        <source>Rete</source>
        <translation>الشبكة</translation>
    </message>
    <message>
        <source>Microfono</source>
        <translation>الميكروفون</translation>
    </message>
    <message>
        <source>Disco libero</source>
        <translation>القرص الحر</translation>
    </message>
    <message>
        <source>Vista</source>
        <translation>شوهد</translation>
    </message>
    <message>
        <source>In questo stato da</source>
        <translation>في هذه الحالة منذ</translation>
    </message>
    <message>
        <source>scegli</source>
        <translation>اختر</translation>
    </message>
    <message>
        <source>cerca una postazione</source>
        <translation>ابحث عن محطة</translation>
    </message>
    <message>
        <source>altra parte</source>
        <translation>الجزء التالي</translation>
    </message>
    <message>
        <source>Postazioni</source>
        <translation>المحطات</translation>
    </message>
    <message>
        <source>Postazione</source>
        <translation>المحطة</translation>
    </message>
    <message>
        <source>Postazione scelta</source>
        <translation>المحطة المختارة</translation>
    </message>
</context>
<context>
    <name>SendPresenter</name>
    <message>
        <source>Invia la scheda al cittadino</source>
        <translation>أرسل البطاقة إلى المواطن</translation>
    </message>
    <message>
        <source>Lingua della scheda</source>
        <translation>لغة البطاقة</translation>
    </message>
    <message>
        <source>A chi: e-mail o cellulare</source>
        <translation>إلى من: بريد إلكتروني أو هاتف محمول</translation>
    </message>
    <message>
        <source>Che cosa riceve</source>
        <translation>ما يصل إلى المواطن</translation>
    </message>
    <message>
        <source>↑ ↓ lingua · Tab testo · Invio invia · Esc chiude, l&apos;indirizzo resta</source>
        <translation>↑ ↓ اللغة · Tab النص · Enter يرسل · Esc يغلق ويبقى العنوان</translation>
    </message>
    <message>
        <source>Tab testo · Invio invia · Esc chiude, l&apos;indirizzo resta</source>
        <translation>Tab النص · Enter يرسل · Esc يغلق ويبقى العنوان</translation>
    </message>
    <message>
        <source>La traduzione è più vecchia della scheda italiana: controlla il testo.</source>
        <translation>الترجمة أقدم من البطاقة الإيطالية: راجع النص.</translation>
    </message>
    <message>
        <source>Invia al cittadino: {0}</source>
        <translation>أرسل إلى المواطن: {0}</translation>
    </message>
    <message>
        <source>Che cosa mandi</source>
        <translation>ماذا ترسل</translation>
    </message>
    <message>
        <source>Solo l&apos;ufficio, {0}</source>
        <translation>المكتب وحده، {0}</translation>
    </message>
    <message>
        <source>La scheda, {0}</source>
        <translation>البطاقة، {0}</translation>
    </message>
    <message>
        <source>↑ ↓ che cosa · Tab testo · Invio invia · Esc chiude, l&apos;indirizzo resta</source>
        <translation>↑ ↓ ماذا · Tab النص · Enter إرسال · Esc إغلاق، والعنوان يبقى</translation>
    </message>
    <message numerus="yes">
        <source>Parte come SMS, diviso in %n parti.</source>
        <translation>
            <numerusform>يُرسل كرسالة نصية (%n أجزاء).</numerusform>
            <numerusform>يُرسل كرسالة نصية واحدة.</numerusform>
            <numerusform>يُرسل كرسالة نصية من جزأين.</numerusform>
            <numerusform>يُرسل كرسالة نصية من %n أجزاء.</numerusform>
            <numerusform>يُرسل كرسالة نصية من %n جزءًا.</numerusform>
            <numerusform>يُرسل كرسالة نصية من %n جزء.</numerusform>
        </translation>
    </message>
    <message>
        <source>Scrivi l&apos;e-mail o il cellulare del cittadino, poi Invio.</source>
        <translation>اكتب البريد الإلكتروني أو رقم المحمول للمواطن، ثم Invio.</translation>
    </message>
    <message>
        <source>Scrivi l&apos;indirizzo e-mail del cittadino, poi Invio.</source>
        <translation>اكتب عنوان البريد الإلكتروني للمواطن، ثم Enter.</translation>
    </message>
    <message>
        <source>A questo numero non si mandano SMS: serve un cellulare italiano, per esempio 347 123 4567.</source>
        <translation>لا تُرسل رسائل نصية إلى هذا الرقم: يلزم رقم محمول إيطالي، مثل 347 123 4567.</translation>
    </message>
    <message>
        <source>Questo indirizzo e-mail non va bene: fattelo ripetere, per esempio nome@posta.example.</source>
        <translation>عنوان البريد الإلكتروني هذا غير صحيح: اطلب تكراره، مثلًا ⁦name@mail.example⁩.</translation>
    </message>
    <message>
        <source>Gli SMS non sono attivi: chiedi al cittadino un indirizzo e-mail.</source>
        <translation>الرسائل النصية غير مفعّلة: اطلب من المواطن عنوان بريد إلكتروني.</translation>
    </message>
    <message>
        <source>Per oggi hai finito gli SMS: chiedi al cittadino un indirizzo e-mail.</source>
        <translation>استنفدتَ الرسائل النصية لهذا اليوم: اطلب من المواطن عنوان بريد إلكتروني.</translation>
    </message>
    <message>
        <source>La scheda è scaduta, ritirata o non ancora valida: non si può inviare.</source>
        <translation>البطاقة منتهية أو مسحوبة أو لم تصبح سارية بعد: لا يمكن إرسالها.</translation>
    </message>
    <message>
        <source>In questo contatto ne hai già inviate {0}: altre non partono.</source>
        <translation>أرسلت بالفعل {0} في هذا التواصل: لن يُرسل المزيد.</translation>
    </message>
</context>
<context>
    <name>SendingTexts</name>
    <message>
        <source>{0}: {1}. Il cittadino non l&apos;ha ricevuta: avvisalo in un altro modo.</source>
        <translation>{0}: {1}. لم تصل إلى المواطن: أبلغه بطريقة أخرى.</translation>
    </message>
    <message>
        <source>{0}: forse è arrivata, forse no. Da sola non riparte: se serve rimandala o avvisa il cittadino.</source>
        <translation>{0}: ربما وصلت وربما لا. لن تُرسل ثانية تلقائيًا: أعد إرسالها أو أبلغ المواطن عند الحاجة.</translation>
    </message>
    <message>
        <source>{0}, {1} delle {2}, inviata da {3} che non è in turno</source>
        <translation>{0}، {1} الساعة {2}، أرسلها {3} وهو خارج المناوبة</translation>
    </message>
    <message>
        <source>{0}, {1} delle {2}</source>
        <translation>{0}، {1} الساعة {2}</translation>
    </message>
    <message>
        <source>{0}, {1} delle {2}: {3}.</source>
        <translation>{0}، {1} الساعة {2}: {3}.</translation>
    </message>
    <message>
        <source>Conferma della pratica {0}</source>
        <translation>رسالة المعاملة {0}</translation>
    </message>
    <message>
        <source>Scheda «{0}»</source>
        <translation>البطاقة «{0}»</translation>
    </message>
    <message>
        <source>in partenza</source>
        <translation>قيد الإرسال</translation>
    </message>
    <message>
        <source>inviata</source>
        <translation>أُرسلت</translation>
    </message>
    <message>
        <source>consegnata</source>
        <translation>سُلّمت</translation>
    </message>
    <message>
        <source>forse non arrivata</source>
        <translation>ربما لم تصل</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>رسالة نصية</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>بريد إلكتروني</translation>
    </message>
    <message>
        <source>rifiutata, l&apos;indirizzo o il numero non va</source>
        <translation>رُفضت، العنوان أو الرقم غير صحيح</translation>
    </message>
    <message>
        <source>non partita, il servizio non rispondeva</source>
        <translation>لم تُرسل، لم تستجب الخدمة</translation>
    </message>
    <message>
        <source>non consegnata al telefono</source>
        <translation>لم تُسلّم إلى الهاتف</translation>
    </message>
    <message>
        <source>non partita, non valeva più</source>
        <translation>لم تُرسل، لم تعد سارية</translation>
    </message>
    <message>
        <source>non arrivata</source>
        <translation>لم تصل</translation>
    </message>
</context>
<context>
    <name>ServedTexts</name>
    <message>
        <source>altre {0}</source>
        <translation>و{0} أخرى</translation>
    </message>
</context>
<context>
    <name>SettingsParts</name>
    <message>
        <source>Impostazioni: lingua, testo, colori, avvisi</source>
        <translation>الإعدادات: اللغة والنص والألوان والتنبيهات</translation>
    </message>
    <message>
        <source>Cambia la tua password</source>
        <translation>غيّر كلمة مرورك</translation>
    </message>
</context>
<context>
    <name>SettingsPresenter</name>
    <message>
        <source>Impostazioni</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>كلمة المرور</translation>
    </message>
    <message>
        <source>Lingua</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Lingua della console</source>
        <translation>لغة البرنامج</translation>
    </message>
    <message>
        <source>Vedere</source>
        <translation>العرض</translation>
    </message>
    <message>
        <source>Colori</source>
        <translation>الألوان</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>Grandezza del testo</source>
        <translation>حجم النص</translation>
    </message>
    <message>
        <source>Mostra sempre il menu</source>
        <translation>أظهر القائمة دائمًا</translation>
    </message>
    <message>
        <source>Se no: Alt o F10.</source>
        <translation>وإلا: Alt أو F10.</translation>
    </message>
    <message>
        <source>Niente movimenti</source>
        <translation>بلا حركة</translation>
    </message>
    <message>
        <source>Neppure il cursore lampeggia.</source>
        <translation>حتى المؤشر لا يومض.</translation>
    </message>
    <message>
        <source>Tastiera</source>
        <translation>لوحة المفاتيح</translation>
    </message>
    <message>
        <source>Le cifre 1–9 usano un risultato</source>
        <translation>الأرقام 1–9 تستخدم نتيجة</translation>
    </message>
    <message>
        <source>Solo quando il cursore è nell&apos;elenco dei risultati.</source>
        <translation>فقط عندما يكون المؤشر في قائمة النتائج.</translation>
    </message>
    <message>
        <source>Cambia la password</source>
        <translation>تغيير كلمة المرور</translation>
    </message>
    <message>
        <source>Vale subito e solo per te, a questa postazione.</source>
        <translation>يسري فورًا ولك وحدك على هذه المحطة.</translation>
    </message>
    <message>
        <source>Lo decide chi amministra il PC.</source>
        <translation>يحدده من يدير هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Quando squilla</source>
        <translation>عندما يرن الهاتف</translation>
    </message>
    <message>
        <source>Striscia sopra gli altri programmi</source>
        <translation>شريط فوق البرامج الأخرى</translation>
    </message>
    <message>
        <source>Avviso nella barra del desktop</source>
        <translation>تنبيه في شريط المهام</translation>
    </message>
    <message>
        <source>Bordo giallo attorno alla finestra</source>
        <translation>إطار أصفر حول النافذة</translation>
    </message>
    <message>
        <source>Cuffia e suoneria</source>
        <translation>السماعة ونغمة الرنين</translation>
    </message>
    <message>
        <source>Scegli e prova</source>
        <translation>اختر وجرّب</translation>
    </message>
    <message>
        <source>Come il sistema</source>
        <translation>مثل النظام</translation>
    </message>
    <message>
        <source>Chiaro</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Scuro</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Contrasto alto</source>
        <translation>تباين عالٍ</translation>
    </message>
    <message>
        <source>La lingua la decide chi amministra il PC.</source>
        <translation>يحدد اللغة من يدير هذا الحاسوب.</translation>
    </message>
    <message>
        <source>La nuova lingua vale dal tuo prossimo accesso.</source>
        <translation>تسري اللغة الجديدة من دخولك القادم.</translation>
    </message>
    <message>
        <source>Le schede restano nella loro lingua.</source>
        <translation>تبقى البطاقات بلغتها.</translation>
    </message>
    <message>
        <source>Cuffia, volume e suoneria si scelgono sull&apos;apparecchio.</source>
        <translation>السماعة والصوت والرنين تُضبط على الجهاز نفسه.</translation>
    </message>
    <message>
        <source>Cuffia e suoneria: quelle del sistema.</source>
        <translation>السماعة ونغمة الرنين: كما في النظام.</translation>
    </message>
    <message>
        <source>del sistema</source>
        <translation>كما في النظام</translation>
    </message>
    <message>
        <source>Cuffia: {0}. Suoneria: {1}.</source>
        <translation>السماعة: {0}. نغمة الرنين: {1}.</translation>
    </message>
</context>
<context>
    <name>SignInAnswers</name>
    <message>
        <source>Scrivi la password nuova.</source>
        <translation>اكتب كلمة المرور الجديدة.</translation>
    </message>
    <message>
        <source>Scrivi il codice.</source>
        <translation>اكتب الرمز.</translation>
    </message>
    <message>
        <source>Non è uguale a quella sopra.</source>
        <translation>ليست مطابقة للتي فوقها.</translation>
    </message>
    <message>
        <source>Password n&amp;uova</source>
        <translation>كلمة المرور الج&amp;ديدة</translation>
    </message>
    <message>
        <source>Ripeti la password nuova</source>
        <translation>أعد كتابة كلمة المرور الجديدة</translation>
    </message>
    <message>
        <source>Codice di verifica</source>
        <translation>رمز التحقق</translation>
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
        <translation>ا&amp;سم المستخدم</translation>
    </message>
    <message>
        <source>P&amp;assword</source>
        <translation>كلمة المر&amp;ور</translation>
    </message>
    <message>
        <source>P&amp;ostazione</source>
        <translation>المح&amp;طة</translation>
    </message>
    <message>
        <source>Oggi lavoro senza &amp;telefono</source>
        <translation>أعمل اليوم بدون &amp;هاتف</translation>
    </message>
    <message>
        <source>Nessuna telefonata arriverà qui, e la postazione non serve.</source>
        <translation>لن تصل أي مكالمة إلى هنا، ولا حاجة إلى رقم المحطة.</translation>
    </message>
    <message>
        <source>Entra</source>
        <translation>دخول</translation>
    </message>
    <message>
        <source>Scrivi il numero, o segna senza telefono.</source>
        <translation>اكتب رقمها أو حدّد بدون هاتف.</translation>
    </message>
    <message>
        <source>Contact center di Roma</source>
        <translation>مركز اتصال روما</translation>
    </message>
    <message>
        <source>P&amp;ostazione, impostata dall&apos;amministratore</source>
        <translation>المح&amp;طة، حدّدها مسؤول النظام</translation>
    </message>
    <message>
        <source>Scrivi il nome utente.</source>
        <translation>اكتب اسم المستخدم.</translation>
    </message>
    <message>
        <source>Scrivi la password.</source>
        <translation>اكتب كلمة المرور.</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Controllo l&apos;accesso…</source>
        <translation>جارٍ التحقق من الدخول…</translation>
    </message>
</context>
<context>
    <name>StateTexts</name>
    <message>
        <source>Fuori servizio</source>
        <translation>خارج الخدمة</translation>
    </message>
    <message>
        <source>Non pronto</source>
        <translation>غير جاهز</translation>
    </message>
    <message>
        <source>Pronto</source>
        <translation>جاهز</translation>
    </message>
    <message>
        <source>In arrivo</source>
        <translation>يرنّ</translation>
    </message>
    <message>
        <source>In linea</source>
        <translation>على الخط</translation>
    </message>
    <message>
        <source>In attesa</source>
        <translation>في الانتظار</translation>
    </message>
    <message>
        <source>In uscita</source>
        <translation>صادرة</translation>
    </message>
    <message>
        <source>Dopo chiamata</source>
        <translation>ما بعد المكالمة</translation>
    </message>
    <message>
        <source>appena entrato</source>
        <translation>دخل للتو</translation>
    </message>
    <message>
        <source>mancata risposta</source>
        <translation>لم يُردّ</translation>
    </message>
    <message>
        <source>microfono assente</source>
        <translation>لا ميكروفون</translation>
    </message>
    <message>
        <source>telefono non collegato</source>
        <translation>الهاتف غير متصل</translation>
    </message>
    <message>
        <source>lavora una pratica</source>
        <translation>يعمل على معاملة</translation>
    </message>
    <message>
        <source>deciso dal responsabile</source>
        <translation>قرار المشرف</translation>
    </message>
    <message>
        <source>postazione non sentita</source>
        <translation>المحطة لا تستجيب</translation>
    </message>
    <message>
        <source>linea instabile</source>
        <translation>خط غير مستقر</translation>
    </message>
    <message>
        <source>pausa dopo una telefonata difficile</source>
        <translation>استراحة بعد مكالمة صعبة</translation>
    </message>
    <message>
        <source>senza telefono</source>
        <translation>بدون هاتف</translation>
    </message>
    <message>
        <source>telefonate a un&apos;altra postazione</source>
        <translation>المكالمات في محطة أخرى</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>استراحة</translation>
    </message>
    <message>
        <source>Pausa videoterminale</source>
        <translation>استراحة من الشاشة</translation>
    </message>
    <message>
        <source>Formazione</source>
        <translation>تدريب</translation>
    </message>
    <message>
        <source>Lavoro d&apos;ufficio</source>
        <translation>عمل مكتبي</translation>
    </message>
    <message>
        <source>Riunione</source>
        <translation>اجتماع</translation>
    </message>
    <message>
        <source>Altro</source>
        <translation>أخرى</translation>
    </message>
    <message>
        <source>Informazione fornita</source>
        <translation>أُعطيت المعلومة</translation>
    </message>
    <message>
        <source>telefonata rifiutata</source>
        <translation>مكالمة مرفوضة</translation>
    </message>
    <message>
        <source>Mandato al II livello</source>
        <translation>أُرسل إلى المستوى الثاني</translation>
    </message>
    <message>
        <source>Trasferito</source>
        <translation>حُوِّل</translation>
    </message>
    <message>
        <source>Il cittadino ha riagganciato</source>
        <translation>أنهى المواطن المكالمة</translation>
    </message>
    <message>
        <source>Numero sbagliato</source>
        <translation>رقم خاطئ</translation>
    </message>
    <message>
        <source>Richiamato</source>
        <translation>تمت معاودة الاتصال</translation>
    </message>
    <message>
        <source>risolta</source>
        <translation>محلولة</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>المستوى الثاني</translation>
    </message>
    <message>
        <source>trasferita</source>
        <translation>محوّلة</translation>
    </message>
    <message>
        <source>ha riagganciato</source>
        <translation>أغلق الخط</translation>
    </message>
    <message>
        <source>numero sbagliato</source>
        <translation>رقم خاطئ</translation>
    </message>
    <message>
        <source>richiamato</source>
        <translation>عُووِد الاتصال</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>الهاتف</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>الفاكس</translation>
    </message>
    <message>
        <source>Lettera</source>
        <translation>رسالة</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>رسالة نصية</translation>
    </message>
    <message>
        <source>Portale</source>
        <translation>البوابة</translation>
    </message>
    <message>
        <source>aperta</source>
        <translation>مفتوح</translation>
    </message>
    <message>
        <source>in attesa dell&apos;ufficio</source>
        <translation>بانتظار المكتب</translation>
    </message>
    <message>
        <source>in attesa del cittadino</source>
        <translation>بانتظار المواطن</translation>
    </message>
    <message>
        <source>chiusa</source>
        <translation>مغلق</translation>
    </message>
    <message>
        <source>Risolto</source>
        <translation>تم الحل</translation>
    </message>
    <message>
        <source>Da sentire l&apos;ufficio</source>
        <translation>يلزم سؤال المكتب</translation>
    </message>
    <message>
        <source>Non risponde</source>
        <translation>لا يردّ</translation>
    </message>
    <message>
        <source>Rinviato</source>
        <translation>مؤجّل</translation>
    </message>
    <message>
        <source>Cognome e nome</source>
        <translation>اللقب والاسم</translation>
    </message>
    <message>
        <source>Codice fiscale</source>
        <translation>الرمز الضريبي</translation>
    </message>
    <message>
        <source>Municipio</source>
        <translation>البلدية</translation>
    </message>
    <message>
        <source>Argomento</source>
        <translation>الموضوع</translation>
    </message>
    <message>
        <source>Esito</source>
        <translation>النتيجة</translation>
    </message>
    <message>
        <source>Ufficio della scheda</source>
        <translation>مكتب البطاقة</translation>
    </message>
    <message>
        <source>Lingua</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Ufficio competente</source>
        <translation>المكتب المختص</translation>
    </message>
    <message>
        <source>Luogo della segnalazione</source>
        <translation>مكان البلاغ</translation>
    </message>
    <message>
        <source>Che cosa chiede</source>
        <translation>ما الذي يطلبه</translation>
    </message>
    <message>
        <source>Risposta data</source>
        <translation>أُعطي الجواب</translation>
    </message>
    <message>
        <source>chiusa dal collega</source>
        <translation>أنهاها الزميل</translation>
    </message>
    <message>
        <source>chiusa dal cittadino</source>
        <translation>أنهاها المواطن</translation>
    </message>
    <message>
        <source>chiusa da te</source>
        <translation>أنهيتها أنت</translation>
    </message>
    <message>
        <source>occupato</source>
        <translation>مشغول</translation>
    </message>
    <message>
        <source>nessuna risposta</source>
        <translation>لا رد</translation>
    </message>
    <message>
        <source>rifiutata</source>
        <translation>مرفوضة</translation>
    </message>
    <message>
        <source>presa da un collega</source>
        <translation>ردّ عليها زميل</translation>
    </message>
    <message>
        <source>numero non raggiungibile</source>
        <translation>الرقم غير متاح</translation>
    </message>
    <message>
        <source>numero non permesso</source>
        <translation>رقم غير مسموح</translation>
    </message>
    <message>
        <source>linea caduta</source>
        <translation>انقطع الخط</translation>
    </message>
    <message>
        <source>telefono interrotto</source>
        <translation>توقّف الهاتف</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Barra di stato</source>
        <translation>شريط الحالة</translation>
    </message>
    <message>
        <source>Pagine: {0}</source>
        <translation>الصفحات: {0}</translation>
    </message>
    <message>
        <source>Impostazioni</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Collegamento</source>
        <translation>الاتصال بالخادم</translation>
    </message>
</context>
<context>
    <name>StepTexts</name>
    <message>
        <source>Ricevuta</source>
        <translation>مستلمة</translation>
    </message>
    <message>
        <source>In lavorazione</source>
        <translation>قيد العمل</translation>
    </message>
    <message>
        <source>Risposta data</source>
        <translation>أُعطي الجواب</translation>
    </message>
    <message>
        <source>Chiusa</source>
        <translation>مغلقة</translation>
    </message>
    <message>
        <source>Stato della pratica: {0}. Passo {1} di {2}.</source>
        <translation>حالة المعاملة: {0}. الخطوة {1} من {2}.</translation>
    </message>
    <message>
        <source>Sospesa {0}</source>
        <translation>معلّقة {0}</translation>
    </message>
    <message>
        <source>da {0}</source>
        <translation>منذ {0}</translation>
    </message>
</context>
<context>
    <name>StoryTexts</name>
    <message>
        <source>{0}: voto {1} su 5, persi {2} %, variazione {3} ms.</source>
        <translation>{0}: التقييم {1} من 5، الفقدان {2}%، التذبذب {3} م.ث.</translation>
    </message>
    <message>
        <source>La linea era chiusa; trasferita lo stesso: «{0}».</source>
        <translation>كان الخط مغلقًا وحُوّلت المكالمة رغم ذلك: «{0}».</translation>
    </message>
    <message>
        <source>Telefonata trasferita da {0}.</source>
        <translation>حوّل المكالمة {0}.</translation>
    </message>
    <message>
        <source>Trasferita: ha risposto {0}.</source>
        <translation>حُوّلت إلى آخرين: أجاب {0}.</translation>
    </message>
    <message>
        <source>{0}: voto {1} su 5, nel momento peggiore {2}; persi {3} %, variazione {4} ms.</source>
        <translation>{0}: التقييم {1} من 5، وفي أسوأ لحظة {2}؛ الفقدان {3}%، التذبذب {4} م.ث.</translation>
    </message>
    <message>
        <source>Cuffia: {0}.</source>
        <translation>السماعة: {0}.</translation>
    </message>
    <message>
        <source>buona</source>
        <translation>جيد</translation>
    </message>
    <message>
        <source>discreta</source>
        <translation>مقبول</translation>
    </message>
    <message>
        <source>disturbata</source>
        <translation>مشوّش</translation>
    </message>
    <message>
        <source>Linea buona</source>
        <translation>خط جيد</translation>
    </message>
    <message>
        <source>Linea discreta</source>
        <translation>خط مقبول</translation>
    </message>
    <message>
        <source>Linea disturbata</source>
        <translation>خط مشوّش</translation>
    </message>
</context>
<context>
    <name>StripActions</name>
    <message>
        <source>Pronto</source>
        <translation>جاهز</translation>
    </message>
    <message>
        <source>Rispondi</source>
        <translation>أجب</translation>
    </message>
    <message>
        <source>Non posso</source>
        <translation>لا أستطيع</translation>
    </message>
    <message>
        <source>Maiusc+F4</source>
        <translation>Shift+F4</translation>
    </message>
    <message>
        <source>Riprendi</source>
        <translation>استئناف</translation>
    </message>
    <message>
        <source>Attesa</source>
        <translation>انتظار</translation>
    </message>
    <message>
        <source>Trasferisci</source>
        <translation>تحويل</translation>
    </message>
    <message>
        <source>Richiamo</source>
        <translation>معاودة</translation>
    </message>
    <message>
        <source>Tempo dopo</source>
        <translation>وقت بعدها</translation>
    </message>
    <message>
        <source>Alterna</source>
        <translation>تبديل</translation>
    </message>
    <message>
        <source>Conferenza</source>
        <translation>مكالمة ثلاثية</translation>
    </message>
    <message>
        <source>Altro minuto</source>
        <translation>دقيقة أخرى</translation>
    </message>
    <message>
        <source>Salva e torna pronto</source>
        <translation>احفظ وعُد جاهزًا</translation>
    </message>
    <message>
        <source>Pausa dopo</source>
        <translation>استراحة بعدها</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>أنهِ</translation>
    </message>
    <message>
        <source>Chiudi: {0}</source>
        <translation>أنهِ: {0}</translation>
    </message>
    <message>
        <source>Chiudi: cittadino</source>
        <translation>أنهِ: المواطن</translation>
    </message>
    <message>
        <source>Termina consultazione</source>
        <translation>أنهِ الاستشارة</translation>
    </message>
    <message>
        <source>Maiusc+F7</source>
        <translation>Shift+F7</translation>
    </message>
    <message>
        <source>Separa</source>
        <translation>فصل</translation>
    </message>
    <message>
        <source>Salva</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Muto</source>
        <translation>كتم</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>استراحة</translation>
    </message>
    <message>
        <source>Termina</source>
        <translation>أنهِ</translation>
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
        <translation>المزيد</translation>
    </message>
</context>
<context>
    <name>StripLines</name>
    <message numerus="yes">
        <source>%n da richiamare</source>
        <translation>
            <numerusform>%n للمعاودة</numerusform>
            <numerusform>واحدة للمعاودة</numerusform>
            <numerusform>اثنتان للمعاودة</numerusform>
            <numerusform>%n للمعاودة</numerusform>
            <numerusform>%n للمعاودة</numerusform>
            <numerusform>%n للمعاودة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n oltre il termine</source>
        <translation>
            <numerusform>%n متأخرة</numerusform>
            <numerusform>واحدة متأخرة</numerusform>
            <numerusform>اثنتان متأخرتان</numerusform>
            <numerusform>%n متأخرة</numerusform>
            <numerusform>%n متأخرة</numerusform>
            <numerusform>%n متأخرة</numerusform>
        </translation>
    </message>
    <message>
        <source>F5 quando puoi rispondere</source>
        <translation>F5 عندما يمكنك الرد</translation>
    </message>
    <message>
        <source>si registra</source>
        <translation>يُسجَّل</translation>
    </message>
    <message>
        <source>registrazione sospesa</source>
        <translation>التسجيل متوقف</translation>
    </message>
    <message>
        <source>Manca: {0}</source>
        <translation>ينقص: {0}</translation>
    </message>
    <message>
        <source>Telefonata finita alle {0}</source>
        <translation>انتهت المكالمة في {0}</translation>
    </message>
    <message>
        <source>la conferma dell&apos;argomento</source>
        <translation>تأكيد الموضوع</translation>
    </message>
    <message>
        <source>{0} dopo questa telefonata</source>
        <translation>{0} بعد هذه المكالمة</translation>
    </message>
    <message>
        <source>Allarme: F1</source>
        <translation>إنذار: F1</translation>
    </message>
    <message>
        <source>da confermare</source>
        <translation>للتأكيد</translation>
    </message>
    <message>
        <source>tempo finito</source>
        <translation>انتهى الوقت</translation>
    </message>
    <message>
        <source>Muto</source>
        <translation>كتم</translation>
    </message>
    <message>
        <source>Risponde da sola</source>
        <translation>رد تلقائي</translation>
    </message>
</context>
<context>
    <name>StripTexts</name>
    <message>
        <source>Numero nascosto</source>
        <translation>رقم مخفي</translation>
    </message>
    <message numerus="yes">
        <source>%n cittadini con questo numero</source>
        <translation>
            <numerusform>لا مواطنين بهذا الرقم</numerusform>
            <numerusform>مواطن واحد بهذا الرقم</numerusform>
            <numerusform>مواطنان بهذا الرقم</numerusform>
            <numerusform>%n مواطنين بهذا الرقم</numerusform>
            <numerusform>%n مواطنًا بهذا الرقم</numerusform>
            <numerusform>%n مواطن بهذا الرقم</numerusform>
        </translation>
    </message>
    <message>
        <source>Il cittadino ti ha messo in attesa</source>
        <translation>وضعك المواطن في الانتظار</translation>
    </message>
    <message>
        <source>testo in tempo reale Ctrl+M</source>
        <translation>نص فوري Ctrl+M</translation>
    </message>
    <message>
        <source>trasferisco a {0}…</source>
        <translation>أحوّل إلى {0}…</translation>
    </message>
    <message>
        <source>pratica {0}</source>
        <translation>المعاملة ⁦{0}⁩</translation>
    </message>
    <message>
        <source>schermo bloccato</source>
        <translation>الشاشة مقفلة</translation>
    </message>
    <message>
        <source>entra per riprendere il testo</source>
        <translation>ادخل لاستعادة النص</translation>
    </message>
    <message>
        <source>Coda {0}</source>
        <translation>طابور {0}</translation>
    </message>
    <message>
        <source>Linea buona</source>
        <translation>خط جيد</translation>
    </message>
    <message>
        <source>Linea discreta</source>
        <translation>خط مقبول</translation>
    </message>
    <message>
        <source>Linea disturbata, perdita {0} %</source>
        <translation>خط مشوّش، الفقدان {0}%</translation>
    </message>
    <message>
        <source>Linea disturbata</source>
        <translation>خط مشوّش</translation>
    </message>
    <message>
        <source>attesa {0}</source>
        <translation>انتظار {0}</translation>
    </message>
    <message>
        <source>ha premuto {0}</source>
        <translation>ضغط {0}</translation>
    </message>
</context>
<context>
    <name>SystemsPageTexts</name>
    <message>
        <source>Stato</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Cerca una postazione</source>
        <translation>ابحث عن محطة</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحسابات</translation>
    </message>
    <message numerus="yes">
        <source>%n postazioni con un guasto</source>
        <translation>
            <numerusform>%n محطة بها عطل</numerusform>
            <numerusform>محطة واحدة (%n) بها عطل</numerusform>
            <numerusform>محطتان (%n) بهما عطل</numerusform>
            <numerusform>%n محطات بها عطل</numerusform>
            <numerusform>%n محطة بها عطل</numerusform>
            <numerusform>%n محطة بهاا عطل</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SystemsStrip</name>
    <message>
        <source>Stato dei sistemi</source>
        <translation>حالة الأنظمة</translation>
    </message>
    <message>
        <source>Sistemi</source>
        <translation>الأنظمة</translation>
    </message>
    <message>
        <source>Rileggi</source>
        <translation>اقرأ من جديد</translation>
    </message>
</context>
<context>
    <name>SystemsTexts</name>
    <message>
        <source>a posto</source>
        <translation>سليمة</translation>
    </message>
    <message>
        <source>spenta</source>
        <translation>مطفأة</translation>
    </message>
    <message>
        <source>non si sente</source>
        <translation>لا تُسمع</translation>
    </message>
    <message>
        <source>telefono fermo</source>
        <translation>الهاتف متوقف</translation>
    </message>
    <message>
        <source>linea assente</source>
        <translation>لا خط</translation>
    </message>
    <message>
        <source>microfono muto</source>
        <translation>الميكروفون صامت</translation>
    </message>
    <message>
        <source>lavoro non inviato</source>
        <translation>عمل لم يُرسل</translation>
    </message>
    <message>
        <source>disco quasi pieno</source>
        <translation>القرص شبه ممتلئ</translation>
    </message>
    <message>
        <source>rete lenta</source>
        <translation>الشبكة بطيئة</translation>
    </message>
    <message>
        <source>da aggiornare</source>
        <translation>تحتاج تحديثًا</translation>
    </message>
    <message>
        <source>da guardare</source>
        <translation>تحتاج نظرًا</translation>
    </message>
    <message>
        <source>La postazione non risponde al server: nessuna telefonata arriva.</source>
        <translation>المحطة لا تجيب الخادم: لا تصل أي مكالمة.</translation>
    </message>
    <message>
        <source>Il programma del telefono è fermo: nessuna telefonata arriva.</source>
        <translation>برنامج الهاتف متوقف: لا تصل أي مكالمة.</translation>
    </message>
    <message>
        <source>Il centralino non conosce la linea: nessuna telefonata arriva.</source>
        <translation>المقسم لا يعرف الخط: لا تصل أي مكالمة.</translation>
    </message>
    <message>
        <source>Il microfono tace: nessuna telefonata arriva.</source>
        <translation>الميكروفون صامت: لا تصل أي مكالمة.</translation>
    </message>
    <message>
        <source>Resta poco spazio: libera il disco, le bozze vanno salvate.</source>
        <translation>المساحة قليلة: أفرغ القرص، يجب حفظ المسودات.</translation>
    </message>
    <message>
        <source>Il server risponde lentamente: guarda la rete.</source>
        <translation>الخادم يجيب ببطء: افحص الشبكة.</translation>
    </message>
    <message>
        <source>La versione non è quella del server: aggiorna la postazione.</source>
        <translation>الإصدار ليس إصدار الخادم: حدّث المحطة.</translation>
    </message>
    <message>
        <source>Nessuno vi risponde al telefono adesso.</source>
        <translation>لا أحد يرد على الهاتف هناك الآن.</translation>
    </message>
    <message>
        <source>Contatti che qui altri non hanno inviato: {0}. Il più vecchio: {1}.</source>
        <translation>تواصلات تركها آخرون هنا دون إرسال: {0}. أقدمها: {1}.</translation>
    </message>
    <message>
        <source>mai</source>
        <translation>أبدًا</translation>
    </message>
    <message>
        <source>{0} s fa</source>
        <translation>قبل {0} ث</translation>
    </message>
    <message>
        <source>{0} min fa</source>
        <translation>قبل {0} د</translation>
    </message>
    <message numerus="yes">
        <source>%n postazioni</source>
        <translation>
            <numerusform>%n محطة</numerusform>
            <numerusform>محطة واحدة (%n)</numerusform>
            <numerusform>محطتان (%n)</numerusform>
            <numerusform>%n محطات</numerusform>
            <numerusform>%n محطة</numerusform>
            <numerusform>%n محطة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accese</source>
        <translation>
            <numerusform>%n مشغّل</numerusform>
            <numerusform>واحد (%n) مشغّل</numerusform>
            <numerusform>اثنان (%n) مشغّلان</numerusform>
            <numerusform>%n مشغّلة</numerusform>
            <numerusform>%n مشغّلًا</numerusform>
            <numerusform>%n مشغّل</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n con un guasto</source>
        <translation>
            <numerusform>%n بها عطل</numerusform>
            <numerusform>واحد (%n) به عطل</numerusform>
            <numerusform>اثنان (%n) بهما عطل</numerusform>
            <numerusform>%n بها عطل</numerusform>
            <numerusform>%n بها عطل</numerusform>
            <numerusform>%n بها عطل</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n righe illeggibili sul server</source>
        <translation>
            <numerusform>%n صف غير مقروء على الخادم</numerusform>
            <numerusform>صف واحد (%n) غير مقروء على الخادم</numerusform>
            <numerusform>صفان (%n) غير مقروءين على الخادم</numerusform>
            <numerusform>%n صفوف غير مقروءة على الخادم</numerusform>
            <numerusform>%n صفا غير مقروء على الخادم</numerusform>
            <numerusform>%n صف غير مقروء على الخادم</numerusform>
        </translation>
    </message>
    <message>
        <source>Il server non risponde: tutto è fermo alle {0}.</source>
        <translation>الخادم لا يجيب: كل شيء متوقف عند {0}.</translation>
    </message>
    <message>
        <source>Il centralino «{0}» tace dalle {1}.</source>
        <translation>المقسم «{0}» صامت منذ {1}.</translation>
    </message>
    <message>
        <source>Linea esterna «{0}» guasta.</source>
        <translation>الخط الخارجي «{0}» معطّل.</translation>
    </message>
    <message>
        <source>L&apos;orologio del server è troppo avanti: i dati vecchi non si cancellano.</source>
        <translation>ساعة الخادم متقدمة أكثر من اللازم: لا تُحذف البيانات القديمة.</translation>
    </message>
    <message>
        <source>versione {0} su {1} di {2}</source>
        <translation>الإصدار {0} على {1} من {2}</translation>
    </message>
    <message>
        <source>Operatore</source>
        <translation>مشغّل</translation>
    </message>
    <message>
        <source>II livello</source>
        <translation>المستوى الثاني</translation>
    </message>
    <message>
        <source>Responsabile</source>
        <translation>مشرف</translation>
    </message>
    <message>
        <source>Redazione</source>
        <translation>التحرير</translation>
    </message>
    <message>
        <source>Sistemi</source>
        <translation>الأنظمة</translation>
    </message>
    <message>
        <source>Centralino</source>
        <translation>المقسم</translation>
    </message>
    <message>
        <source>attivo</source>
        <translation>نشط</translation>
    </message>
    <message>
        <source>bloccato</source>
        <translation>محظور</translation>
    </message>
    <message>
        <source>senza password</source>
        <translation>بلا كلمة مرور</translation>
    </message>
    <message>
        <source>sempre aperta</source>
        <translation>مفتوح دائمًا</translation>
    </message>
</context>
<context>
    <name>TeamCommands</name>
    <message>
        <source>Squadra: chi è in servizio, allarmi, code, blocchi</source>
        <translation>الفريق: من في الخدمة والإنذارات والطوابير والحظر</translation>
    </message>
    <message>
        <source>Chiedi di bloccare questo numero</source>
        <translation>طلب حظر هذا الرقم</translation>
    </message>
    <message>
        <source>Nessun cittadino in linea da bloccare.</source>
        <translation>لا يوجد مواطن على الخط لحظره.</translation>
    </message>
    <message>
        <source>Motivo di un blocco</source>
        <translation>سبب حظر رقم</translation>
    </message>
    <message>
        <source>Messaggio a un collega</source>
        <translation>رسالة إلى زميل</translation>
    </message>
    <message>
        <source>Testo di emergenza</source>
        <translation>نص طوارئ</translation>
    </message>
</context>
<context>
    <name>TeamPanel</name>
    <message>
        <source>Squadra</source>
        <translation>الفريق</translation>
    </message>
    <message>
        <source>Chi o che cosa</source>
        <translation>من أو ماذا</translation>
    </message>
    <message>
        <source>Postazione</source>
        <translation>المحطة</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Da</source>
        <translation>منذ</translation>
    </message>
    <message>
        <source>Allarme</source>
        <translation>إنذار</translation>
    </message>
    <message>
        <source>Invio sceglie che cosa fare. Esc chiude.</source>
        <translation>Enter لاختيار ما يجب فعله. Esc للإغلاق.</translation>
    </message>
    <message>
        <source>Una cifra o Invio lo fa. Tab cambia riquadro. Esc torna all&apos;elenco.</source>
        <translation>رقم أو Enter للتنفيذ. Tab للجزء التالي. Esc للعودة إلى القائمة.</translation>
    </message>
    <message>
        <source>Il server non risponde: questo è quello che si sapeva prima.</source>
        <translation>الخادم لا يستجيب: هذا ما كان معروفًا من قبل.</translation>
    </message>
    <message>
        <source>Chiedo al server chi è in servizio…</source>
        <translation>جارٍ سؤال الخادم عمّن في الخدمة…</translation>
    </message>
    <message>
        <source>{0}, postazione {1}: {2}</source>
        <translation>{0}، المحطة {1}: {2}</translation>
    </message>
    <message>
        <source>Ho visto l&apos;allarme</source>
        <translation>اطّلعت على الإنذار</translation>
    </message>
    <message>
        <source>{0}: nessuno entra e nessuno esce da qui. Chiama l&apos;assistenza; chi è in linea può continuare finché sente.</source>
        <translation>{0}: لا تدخل أي مكالمة من هنا ولا تخرج. اتصل بالدعم الفني؛ ومن هو في مكالمة فليتابع ما دام يسمع.</translation>
    </message>
    <message>
        <source>Ho letto</source>
        <translation>قرأت</translation>
    </message>
    <message>
        <source>Perché vuoi vedere le persone? Il motivo resta nel registro.</source>
        <translation>لماذا تريد رؤية الأشخاص؟ السبب يبقى في السجل.</translation>
    </message>
    <message>
        <source>{0}, postazione {1}</source>
        <translation>{0}، المحطة {1}</translation>
    </message>
    <message>
        <source>Messaggio (facoltativo)</source>
        <translation>رسالة (اختيارية)</translation>
    </message>
    <message>
        <source>Non pronto: {0}</source>
        <translation>غير جاهز: {0}</translation>
    </message>
    <message>
        <source>Fuori servizio: esce e non squilla più niente</source>
        <translation>خارج الخدمة: يُسجَّل خروجه ولا يرنّ شيء بعدها</translation>
    </message>
    <message>
        <source>Chiudi il suo accesso: la postazione si blocca</source>
        <translation>أغلق جلسته: ستُقفل المحطة</translation>
    </message>
    <message>
        <source>Pronto</source>
        <translation>جاهز</translation>
    </message>
    <message>
        <source>Bloccare {0}? Lo chiede {1}: {2}. Scade: {3}</source>
        <translation>حظر {0}؟ طلبه {1}: {2}. ينتهي: {3}</translation>
    </message>
    <message>
        <source>mai</source>
        <translation>أبدًا</translation>
    </message>
    <message>
        <source>Togli il blocco</source>
        <translation>إلغاء الحظر</translation>
    </message>
    <message>
        <source>Non bloccare</source>
        <translation>عدم الحظر</translation>
    </message>
    <message>
        <source>Blocca</source>
        <translation>حظر</translation>
    </message>
    <message>
        <source>Coda {0}: testo di emergenza, prima di ogni altro</source>
        <translation>طابور {0}: نص الطوارئ، قبل أي نص آخر</translation>
    </message>
    <message>
        <source>Fallo sentire a chi chiama</source>
        <translation>أسمِعه للمتصلين</translation>
    </message>
    <message>
        <source>Toglilo</source>
        <translation>إزالته</translation>
    </message>
    <message>
        <source>Nome del testo (lettere minuscole, cifre, trattini)</source>
        <translation>اسم النص (حروف لاتينية صغيرة وأرقام وشرطات)</translation>
    </message>
</context>
<context>
    <name>TeamRows</name>
    <message>
        <source>serve un motivo scritto</source>
        <translation>يلزم سبب مكتوب</translation>
    </message>
    <message>
        <source>Persone in servizio</source>
        <translation>الأشخاص في الخدمة</translation>
    </message>
    <message>
        <source>Blocco {0}: {1}</source>
        <translation>حظر {0}: {1}</translation>
    </message>
    <message>
        <source>{0}: testo di emergenza</source>
        <translation>{0}: نص الطوارئ</translation>
    </message>
    <message>
        <source>Coda {0}</source>
        <translation>طابور {0}</translation>
    </message>
    <message>
        <source>Linea esterna «{0}»</source>
        <translation>الخط الخارجي «{0}»</translation>
    </message>
</context>
<context>
    <name>TeamTexts</name>
    <message>
        <source>Sicurezza di chi risponde</source>
        <translation>سلامة من يجيب</translation>
    </message>
    <message>
        <source>Reclamo di un cittadino</source>
        <translation>شكوى مواطن</translation>
    </message>
    <message>
        <source>Turno e presenze</source>
        <translation>الدوام والحضور</translation>
    </message>
    <message>
        <source>Formazione</source>
        <translation>تدريب</translation>
    </message>
    <message>
        <source>bloccato</source>
        <translation>محظور</translation>
    </message>
    <message>
        <source>chiesto da te</source>
        <translation>طلبته أنت</translation>
    </message>
    <message>
        <source>da decidere</source>
        <translation>بانتظار القرار</translation>
    </message>
    <message>
        <source>Il server non risponde: niente è cambiato. Riprova.</source>
        <translation>الخادم لا يستجيب: لم يتغيّر شيء. أعد المحاولة.</translation>
    </message>
    <message>
        <source>Questo lo decide un altro responsabile, non tu.</source>
        <translation>يقرّر هذا مشرف آخر، لا أنت.</translation>
    </message>
    <message>
        <source>Allarme: serve il 112</source>
        <translation>إنذار: مطلوب 112</translation>
    </message>
    <message>
        <source>Allarme: minaccia</source>
        <translation>إنذار: تهديد</translation>
    </message>
    <message>
        <source>Allarme: pericolo di vita</source>
        <translation>إنذار: خطر على الحياة</translation>
    </message>
    <message>
        <source>Allarme</source>
        <translation>إنذار</translation>
    </message>
    <message>
        <source>Linea esterna guasta</source>
        <translation>الخط الخارجي معطّل</translation>
    </message>
    <message>
        <source>Intanto questa persona è uscita: niente da fare.</source>
        <translation>خرج هذا الشخص في هذه الأثناء: لا شيء لفعله.</translation>
    </message>
    <message>
        <source>Questa persona non è più in servizio.</source>
        <translation>لم يعد هذا الشخص في الخدمة.</translation>
    </message>
    <message>
        <source>Scrivi il motivo, poi scegli per quanto.</source>
        <translation>اكتب السبب ثم اختر المدة.</translation>
    </message>
    <message>
        <source>Il server non accetta quello che hai scritto: controllalo e riprova.</source>
        <translation>الخادم لا يقبل ما كتبته: تحقّق منه وأعد المحاولة.</translation>
    </message>
    <message>
        <source>Il testo è troppo lungo: accorcialo e riprova.</source>
        <translation>النص طويل جدًا: اختصره وأعد المحاولة.</translation>
    </message>
    <message>
        <source>Questa coda non c&apos;è più.</source>
        <translation>لم يعد هذا الطابور موجودًا.</translation>
    </message>
    <message>
        <source>Questo numero non si può bloccare.</source>
        <translation>لا يمكن حظر هذا الرقم.</translation>
    </message>
    <message>
        <source>Non è riuscito: riprova. Se succede ancora chiama l&apos;assistenza.</source>
        <translation>لم ينجح الأمر: أعد المحاولة. وإن تكرّر فاتصل بالدعم.</translation>
    </message>
</context>
<context>
    <name>TextBubbles</name>
    <message>
        <source>Cittadino</source>
        <translation>المواطن</translation>
    </message>
    <message>
        <source>Tu</source>
        <translation>أنت</translation>
    </message>
</context>
<context>
    <name>TextPane</name>
    <message>
        <source>Testo in tempo reale</source>
        <translation>نص فوري</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>أغلق</translation>
    </message>
    <message>
        <source>Cittadino: {0}</source>
        <translation>المواطن: ⁨{0}⁩</translation>
    </message>
    <message>
        <source>Tu: {0}</source>
        <translation>أنت: ⁨{0}⁩</translation>
    </message>
    <message>
        <source>Scrivi al cittadino: vede ogni lettera</source>
        <translation>اكتب إلى المواطن: يرى كل حرف</translation>
    </message>
    <message>
        <source>Scrivi al cittadino</source>
        <translation>اكتب إلى المواطن</translation>
    </message>
</context>
<context>
    <name>TextPresenter</name>
    <message>
        <source>Il testo non parte: il server non risponde. Continua a voce.</source>
        <translation>النص لا يُرسل: الخادم لا يستجيب. تابع بالصوت.</translation>
    </message>
    <message>
        <source>La telefonata è finita: qui si può solo leggere.</source>
        <translation>انتهت المكالمة: هنا للقراءة فقط.</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Nome utente o password non corretti. Controlla le maiuscole e riprova.</source>
        <translation>اسم المستخدم أو كلمة المرور غير صحيحين. تحقّق من الأحرف الكبيرة وأعد المحاولة.</translation>
    </message>
    <message>
        <source>L&apos;accesso è rimasto a metà per troppo tempo: ricomincia dalla password.</source>
        <translation>بقي تسجيل الدخول غير مكتمل وقتًا طويلًا: ابدأ من جديد بكلمة المرور.</translation>
    </message>
    <message>
        <source>Troppi tentativi. Aspetta cinque minuti, poi riprova o chiama l&apos;assistenza.</source>
        <translation>محاولات كثيرة. انتظر خمس دقائق، ثم أعد المحاولة أو اتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Questo accesso è stato disattivato. Chiedi al tuo responsabile.</source>
        <translation>عُطِّل هذا الحساب. اسأل مشرفك.</translation>
    </message>
    <message>
        <source>Il server non risponde e da troppo tempo non conferma il tuo accesso: qui non si entra senza collegamento. Controlla il cavo di rete o chiama l&apos;assistenza.</source>
        <translation>الخادم لا يجيب، ولم يؤكد دخولك منذ وقت طويل: لا دخول هنا بلا اتصال. تحقق من كابل الشبكة أو اتصل بالدعم.</translation>
    </message>
    <message>
        <source>Con questa linea lavora già un&apos;altra persona. Controlla il numero della linea o chiama il responsabile.</source>
        <translation>يعمل شخص آخر على هذا الخط. تحقق من رقم الخط أو اتصل بالمشرف.</translation>
    </message>
    <message>
        <source>Il server non risponde. Controlla il cavo di rete: se qui sei già entrato con questo nome, la tua password vale anche senza collegamento.</source>
        <translation>الخادم لا يستجيب. تحقّق من كابل الشبكة: إن سبق أن دخلت هنا بهذا الاسم فكلمة مرورك صالحة حتى بلا اتصال.</translation>
    </message>
    <message>
        <source>Il server che risponde non è quello vero: il suo certificato è diverso. Non è stato inviato nulla, nemmeno la password. Chiama l&apos;assistenza.</source>
        <translation>الخادم الذي يستجيب ليس الخادم الحقيقي: شهادته مختلفة. لم يُرسل شيء، ولا حتى كلمة المرور. اتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Accesso scaduto. Inserisci la password: il lavoro resta aperto.</source>
        <translation>انتهت الجلسة. أدخل كلمة المرور: عملك يبقى مفتوحًا.</translation>
    </message>
    <message>
        <source>Il server è raggiungibile ma non può registrare: il suo disco è pieno. Chiama l&apos;assistenza, poi riprova.</source>
        <translation>الخادم متاح لكنه لا يستطيع الحفظ: قرصه ممتلئ. اتصل بالدعم الفني ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Il server non risponde e su questa postazione manca il portachiavi: senza l&apos;uno o l&apos;altro non si può entrare. Controlla il cavo di rete o chiama l&apos;assistenza.</source>
        <translation>الخادم لا يستجيب وليس في هذه المحطة مخزن مفاتيح: لا يمكن الدخول من دون أحدهما. تحقّق من كابل الشبكة أو اتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Questa versione della console è troppo vecchia per il server. Chiama l&apos;assistenza per aggiornarla.</source>
        <translation>هذه النسخة من البرنامج قديمة جدًا بالنسبة إلى الخادم. اتصل بالدعم الفني لتحديثها.</translation>
    </message>
    <message>
        <source>La console è già aperta su questa postazione. Usa la finestra aperta, oppure chiudila e riprova.</source>
        <translation>البرنامج مفتوح بالفعل على هذه المحطة. استخدم النافذة المفتوحة، أو أغلقها وأعد المحاولة.</translation>
    </message>
    <message>
        <source>L&apos;accesso non è riuscito. Riprova; se succede ancora, chiama l&apos;assistenza.</source>
        <translation>لم ينجح الدخول. أعد المحاولة؛ وإن تكرّر ذلك فاتصل بالدعم الفني.</translation>
    </message>
    <message>
        <source>Riprova</source>
        <translation>أعد المحاولة</translation>
    </message>
    <message>
        <source>Il disco di questa postazione è pieno: la console non può salvare.</source>
        <translation>قرص هذه المحطة ممتلئ: لا يستطيع البرنامج الحفظ.</translation>
    </message>
    <message>
        <source>Quello che avevi salvato è al sicuro. Libera spazio o chiama l&apos;assistenza (codice DISCO), poi riprova.</source>
        <translation>ما حفظتَه من قبل في أمان. أفرغ مساحة أو اتصل بالدعم الفني (الرمز DISCO)، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>L&apos;archivio di questa postazione è danneggiato e non si apre.</source>
        <translation>أرشيف هذه المحطة تالف ولا يُفتح.</translation>
    </message>
    <message>
        <source>Lo mettiamo da parte senza cancellarlo, recuperiamo le cose non inviate e ne facciamo uno nuovo dal server.</source>
        <translation>نضعه جانبًا دون حذفه، ونستعيد ما لم يُرسل، وننشئ أرشيفًا جديدًا من الخادم.</translation>
    </message>
    <message>
        <source>Ricomincia con un archivio nuovo</source>
        <translation>ابدأ من جديد بأرشيف جديد</translation>
    </message>
    <message>
        <source>L&apos;archivio è di una versione più nuova della console.</source>
        <translation>الأرشيف من نسخة أحدث من البرنامج.</translation>
    </message>
    <message>
        <source>I dati sono al sicuro. Chiama l&apos;assistenza per aggiornare questa postazione.</source>
        <translation>البيانات في أمان. اتصل بالدعم الفني لتحديث هذه المحطة.</translation>
    </message>
    <message>
        <source>La console non può scrivere nella sua cartella.</source>
        <translation>لا يستطيع البرنامج الكتابة في مجلده.</translation>
    </message>
    <message>
        <source>Quello che avevi salvato è al sicuro. Chiama l&apos;assistenza (codice DISCO), poi riprova.</source>
        <translation>ما حفظتَه من قبل في أمان. اتصل بالدعم الفني (الرمز DISCO)، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>La console è già aperta su questa postazione.</source>
        <translation>البرنامج مفتوح بالفعل على هذه المحطة.</translation>
    </message>
    <message>
        <source>I dati sono al sicuro. Usa la finestra aperta, oppure chiudila.</source>
        <translation>البيانات في أمان. استخدم النافذة المفتوحة أو أغلقها.</translation>
    </message>
    <message>
        <source>L&apos;archivio di questa postazione non si apre.</source>
        <translation>أرشيف هذه المحطة لا يُفتح.</translation>
    </message>
    <message>
        <source>Chiama l&apos;assistenza: i dati già inviati sono al sicuro sul server.</source>
        <translation>اتصل بالدعم الفني: البيانات المرسلة في أمان على الخادم.</translation>
    </message>
    <message>
        <source>Scegli l&apos;argomento: scrivi le prime lettere, per esempio «tar».</source>
        <translation>اختر الموضوع: اكتب الحروف الأولى، مثلًا «tar».</translation>
    </message>
    <message>
        <source>Scrivi che cosa chiede il cittadino: serve al II livello.</source>
        <translation>اكتب ما يطلبه المواطن: يحتاج إليه المستوى الثاني.</translation>
    </message>
    <message>
        <source>Scrivi il numero: serve per richiamare il cittadino.</source>
        <translation>اكتب الرقم: يلزم لمعاودة الاتصال بالمواطن.</translation>
    </message>
    <message>
        <source>Scegli l&apos;esito del richiamo.</source>
        <translation>اختر نتيجة معاودة الاتصال.</translation>
    </message>
    <message>
        <source>Scrivi qui che cosa deve sapere l&apos;altro ufficio.</source>
        <translation>اكتب هنا ما يجب أن يعرفه المكتب الآخر.</translation>
    </message>
    <message>
        <source>Scrivi la risposta data al cittadino.</source>
        <translation>اكتب الجواب الذي أُعطي للمواطن.</translation>
    </message>
    <message>
        <source>Questo campo serve: compilalo.</source>
        <translation>هذا الحقل لازم: املأه.</translation>
    </message>
    <message numerus="yes">
        <source>Ci sono %n cose da sistemare: {0}.</source>
        <translation>
            <numerusform>لا شيء يحتاج إلى تصحيح: {0}.</numerusform>
            <numerusform>هناك أمر واحد يحتاج إلى تصحيح: {0}.</numerusform>
            <numerusform>هناك أمران يحتاجان إلى تصحيح: {0}.</numerusform>
            <numerusform>هناك %n أمور تحتاج إلى تصحيح: {0}.</numerusform>
            <numerusform>هناك %n أمرًا يحتاج إلى تصحيح: {0}.</numerusform>
            <numerusform>هناك %n أمر يحتاج إلى تصحيح: {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>il contatto</source>
        <translation>سجل التواصل</translation>
    </message>
    <message>
        <source>la riapertura del contatto</source>
        <translation>إعادة فتح التواصل</translation>
    </message>
    <message>
        <source>la correzione del contatto</source>
        <translation>تصحيح التواصل</translation>
    </message>
    <message>
        <source>l&apos;esito del richiamo</source>
        <translation>نتيجة معاودة الاتصال</translation>
    </message>
    <message>
        <source>la richiesta del richiamo</source>
        <translation>طلب معاودة الاتصال</translation>
    </message>
    <message>
        <source>l&apos;argomento della pratica</source>
        <translation>موضوع المعاملة</translation>
    </message>
    <message>
        <source>la nota della pratica</source>
        <translation>ملاحظة المعاملة</translation>
    </message>
    <message>
        <source>la modifica della scheda</source>
        <translation>تعديل البطاقة</translation>
    </message>
    <message>
        <source>la scelta tra due testi</source>
        <translation>الاختيار بين نصين</translation>
    </message>
    <message>
        <source>la richiesta di revisione</source>
        <translation>طلب المراجعة</translation>
    </message>
    <message>
        <source>la revisione</source>
        <translation>المراجعة</translation>
    </message>
    <message>
        <source>la revisione di più schede</source>
        <translation>مراجعة عدة بطاقات</translation>
    </message>
    <message>
        <source>il ritiro della scheda</source>
        <translation>سحب البطاقة</translation>
    </message>
    <message>
        <source>il ripristino della scheda</source>
        <translation>استعادة البطاقة</translation>
    </message>
    <message>
        <source>il cambio degli orari</source>
        <translation>تغيير المواعيد</translation>
    </message>
    <message>
        <source>la segnalazione sulla scheda</source>
        <translation>البلاغ عن البطاقة</translation>
    </message>
    <message>
        <source>la risposta alla segnalazione</source>
        <translation>الرد على البلاغ</translation>
    </message>
    <message>
        <source>l&apos;invio della scheda al cittadino</source>
        <translation>إرسال البطاقة إلى المواطن</translation>
    </message>
    <message>
        <source>l&apos;invio del numero della pratica al cittadino</source>
        <translation>إرسال رقم المعاملة إلى المواطن</translation>
    </message>
    <message>
        <source>una registrazione</source>
        <translation>تسجيل</translation>
    </message>
    <message>
        <source>{0} delle {1}</source>
        <translation>{0}، الساعة {1}</translation>
    </message>
    <message>
        <source>Il server non ha accettato {0}: {1}</source>
        <translation>لم يقبل الخادم {0}: {1}</translation>
    </message>
    <message>
        <source>il richiamo è di {0}. Prendine un altro: F11.</source>
        <translation>المعاودة لدى {0}. خذ غيرها: F11.</translation>
    </message>
    <message>
        <source>il richiamo è di un collega. Prendine un altro: F11.</source>
        <translation>المعاودة لدى زميل. خذ غيرها: F11.</translation>
    </message>
    <message>
        <source>Scegli l&apos;ufficio di II livello a cui mandarlo.</source>
        <translation>اختر مكتب المستوى الثاني الذي تُرسل إليه.</translation>
    </message>
    <message>
        <source>il cambio di ufficio della pratica</source>
        <translation>تغيير مكتب المعاملة</translation>
    </message>
    <message>
        <source>l&apos;eliminazione della bozza</source>
        <translation>حذف المسودة</translation>
    </message>
    <message>
        <source>intanto il richiamo è diventato di un collega. Il tuo testo è nella pratica.</source>
        <translation>أصبحت المعاودة في هذه الأثناء لدى زميل. نصّك موجود في المعاملة.</translation>
    </message>
    <message>
        <source>il richiamo non esiste più.</source>
        <translation>لم تعد المعاودة موجودة.</translation>
    </message>
    <message>
        <source>il contatto non è mai arrivato. Chiudilo di nuovo: F9.</source>
        <translation>لم يصل التواصل قط. أغلقه من جديد: F9.</translation>
    </message>
    <message>
        <source>sono passate più di 24 ore: il contatto resta com&apos;era.</source>
        <translation>مرت أكثر من 24 ساعة: يبقى التواصل كما كان.</translation>
    </message>
    <message>
        <source>il II livello ha già preso in carico la pratica. Il contatto resta chiuso: quello che scrivi ora diventa una correzione.</source>
        <translation>تولى المستوى الثاني المعاملة بالفعل. يبقى التواصل مغلقًا: ما تكتبه الآن يصبح تصحيحًا.</translation>
    </message>
    <message>
        <source>la pratica non esiste più.</source>
        <translation>لم تعد المعاملة موجودة.</translation>
    </message>
    <message>
        <source>l&apos;ufficio scelto non esiste più. Aprilo e scegline un altro.</source>
        <translation>لم يعد المكتب المختار موجودًا. افتحه واختر مكتبًا آخر.</translation>
    </message>
    <message>
        <source>l&apos;argomento scelto non esiste più. Aprilo e scegline un altro.</source>
        <translation>لم يعد الموضوع المختار موجودًا. افتحه واختر موضوعًا آخر.</translation>
    </message>
    <message>
        <source>era già arrivato. Non è stato registrato due volte.</source>
        <translation>كان قد وصل من قبل. لم يُسجَّل مرتين.</translation>
    </message>
    <message>
        <source>il suo numero era già usato. Avvisa l&apos;assistenza.</source>
        <translation>رقمه مستخدم من قبل. أبلغ الدعم الفني.</translation>
    </message>
    <message>
        <source>il tuo accesso non lo permette. Chiedi al tuo responsabile.</source>
        <translation>حسابك لا يسمح بذلك. اسأل مشرفك.</translation>
    </message>
    <message>
        <source>ha una data di mesi fa. Se non è registrato, registralo ora.</source>
        <translation>تاريخه قبل أشهر. إذا لم يُسجَّل فسجّله الآن.</translation>
    </message>
    <message>
        <source>è di dopo la chiusura dell&apos;accesso da cui è stato scritto. Se è vero, registralo.</source>
        <translation>كُتب بعد إغلاق الوصول الذي كُتب به. إذا كان صحيحًا فسجّله.</translation>
    </message>
    <message>
        <source>manca «{0}». Aprilo in «Da completare».</source>
        <translation>ينقص «{0}». افتحه في «للإكمال».</translation>
    </message>
    <message>
        <source>«{0}» non va bene. Aprilo in «Da completare».</source>
        <translation>«{0}» غير صالح. افتحه في «للإكمال».</translation>
    </message>
    <message>
        <source>«{0}» è troppo lungo. Aprilo e accorcialo.</source>
        <translation>«{0}» طويل جدًا. افتحه واختصره.</translation>
    </message>
    <message>
        <source>la pratica è già stata chiusa da altri.</source>
        <translation>أغلق المعاملةَ شخصٌ آخر من قبل.</translation>
    </message>
    <message>
        <source>questo numero non si può chiamare.</source>
        <translation>لا يمكن الاتصال بهذا الرقم.</translation>
    </message>
    <message>
        <source>è troppo lungo. Aprilo in «Da completare» e accorcialo.</source>
        <translation>طويل جدًا. افتحه في «للإكمال» واختصره.</translation>
    </message>
    <message>
        <source>il suo disco è pieno. Resta qui e riparte da solo.</source>
        <translation>قرصه ممتلئ. يبقى هنا ويُرسل تلقائيًا لاحقًا.</translation>
    </message>
    <message>
        <source>per ora non può registrare. Resta qui e riparte da solo.</source>
        <translation>لا يستطيع الحفظ حاليًا. يبقى هنا ويُرسل تلقائيًا لاحقًا.</translation>
    </message>
    <message>
        <source>si è guastato mentre registrava. Avvisa l&apos;assistenza.</source>
        <translation>تعطّل أثناء الحفظ. أبلغ الدعم الفني.</translation>
    </message>
    <message>
        <source>non è valido per questa versione del server. Avvisa l&apos;assistenza.</source>
        <translation>غير صالح لهذه النسخة من الخادم. أبلغ الدعم الفني.</translation>
    </message>
    <message>
        <source>Il numero è troppo corto: per un cellulare servono 10 cifre, per esempio 347 123 4567.</source>
        <translation>الرقم قصير جدًا: رقم الجوال من 10 أرقام، مثلًا ⁦347 123 4567⁩.</translation>
    </message>
    <message>
        <source>Questo non è un numero di telefono. Scrivi solo cifre, per esempio 06 5123 4567.</source>
        <translation>هذا ليس رقم هاتف. اكتب أرقامًا فقط، مثلًا ⁦06 5123 4567⁩.</translation>
    </message>
    <message>
        <source>Questo numero non si può chiamare dal centralino.</source>
        <translation>لا يمكن الاتصال بهذا الرقم عبر المقسم.</translation>
    </message>
    <message>
        <source>Il codice fiscale ha 16 caratteri. Controlla con il cittadino oppure lascialo vuoto.</source>
        <translation>الرمز الضريبي من 16 حرفًا. تحقّق مع المواطن أو اتركه فارغًا.</translation>
    </message>
    <message>
        <source>Il codice fiscale non torna (ultima lettera). Controlla con il cittadino oppure lascialo vuoto.</source>
        <translation>الرمز الضريبي غير صحيح (الحرف الأخير). تحقّق مع المواطن أو اتركه فارغًا.</translation>
    </message>
    <message>
        <source>Il testo è troppo lungo: accorcialo a 20 000 caratteri.</source>
        <translation>النص طويل جدًا: اختصره إلى ⁦20 000⁩ حرف.</translation>
    </message>
    <message>
        <source>Il testo è troppo lungo: accorcialo a 1 000 caratteri.</source>
        <translation>النص طويل جدًا: اختصره إلى ⁦1 000⁩ حرف.</translation>
    </message>
    <message>
        <source>Questo valore non va bene: controllalo.</source>
        <translation>هذه القيمة غير صالحة: تحقّق منها.</translation>
    </message>
    <message>
        <source>{0} da inviare</source>
        <translation>{0} للإرسال</translation>
    </message>
    <message numerus="yes">
        <source>%n cose da inviare.</source>
        <translation>
            <numerusform>لا شيء للإرسال.</numerusform>
            <numerusform>عنصر واحد للإرسال.</numerusform>
            <numerusform>عنصران للإرسال.</numerusform>
            <numerusform>%n عناصر للإرسال.</numerusform>
            <numerusform>%n عنصرًا للإرسال.</numerusform>
            <numerusform>%n عنصر للإرسال.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayTexts</name>
    <message>
        <source>Da sapere · dati delle {0}</source>
        <translation>ينبغي معرفته · بيانات {0}</translation>
    </message>
    <message>
        <source>Oggi da sapere · {0}</source>
        <translation>ينبغي معرفته اليوم · {0}</translation>
    </message>
    <message>
        <source>Per questa pratica</source>
        <translation>لهذه المعاملة</translation>
    </message>
    <message>
        <source>Le più chieste · aggiornate: {0}</source>
        <translation>الأكثر طلباً · حتى {0}</translation>
    </message>
    <message>
        <source>Le più chieste oggi</source>
        <translation>الأكثر طلباً اليوم</translation>
    </message>
    <message>
        <source>Nuova: {0}</source>
        <translation>جديدة: {0}</translation>
    </message>
    <message>
        <source>Cambiata: {0}</source>
        <translation>تغيّرت: {0}</translation>
    </message>
    <message>
        <source>Avviso: {0}</source>
        <translation>إشعار: {0}</translation>
    </message>
    <message>
        <source>Ritirata: {0}</source>
        <translation>مسحوبة: {0}</translation>
    </message>
</context>
<context>
    <name>TransferPanel</name>
    <message>
        <source>Trasferisci o consulta</source>
        <translation>حوّل أو استشِر</translation>
    </message>
    <message>
        <source>Chiama</source>
        <translation>اتصل</translation>
    </message>
    <message>
        <source>La telefonata è finita. Quello che hai scritto resta qui finché chiudi: Esc.</source>
        <translation>انتهت المكالمة. ما كتبته يبقى هنا حتى تغلق: Esc.</translation>
    </message>
    <message>
        <source>Nessuna linea con questo nome. Prova con meno lettere o con il numero.</source>
        <translation>لا يوجد خط بهذا الاسم. جرّب حروفًا أقل أو الرقم.</translation>
    </message>
    <message>
        <source>Il server non risponde: mancano i colleghi, il resto funziona.</source>
        <translation>الخادم لا يستجيب: الزملاء غير ظاهرين، والباقي يعمل.</translation>
    </message>
    <message>
        <source>Invio</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Consulta</source>
        <translation>استشارة</translation>
    </message>
    <message>
        <source>Ctrl+Invio</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Trasferisci</source>
        <translation>تحويل</translation>
    </message>
    <message>
        <source>Chiama lo stesso</source>
        <translation>اتصل مع ذلك</translation>
    </message>
    <message>
        <source>Trasferisci lo stesso</source>
        <translation>حوّل مع ذلك</translation>
    </message>
    <message>
        <source>Consulta lo stesso</source>
        <translation>استشر مع ذلك</translation>
    </message>
    <message>
        <source>la linea</source>
        <translation>الخط</translation>
    </message>
    <message>
        <source>Preparo il trasferimento a {0}…</source>
        <translation>جارٍ تجهيز التحويل إلى ⁨{0}⁩…</translation>
    </message>
    <message>
        <source>Trasferisco la telefonata a {0}…</source>
        <translation>جارٍ تحويل المكالمة إلى ⁨{0}⁩…</translation>
    </message>
    <message>
        <source>In conferenza: tu, il cittadino e {0}.</source>
        <translation>في مكالمة ثلاثية: أنت والمواطن و⁨{0}⁩.</translation>
    </message>
    <message>
        <source>Trasferisci la telefonata</source>
        <translation>حوّل المكالمة</translation>
    </message>
    <message>
        <source>In conferenza</source>
        <translation>في مكالمة ثلاثية</translation>
    </message>
    <message>
        <source>Parli con il cittadino. {0} aspetta.</source>
        <translation>تتحدث مع المواطن. ⁨{0}⁩ ينتظر.</translation>
    </message>
    <message>
        <source>Parli con: {0}. Il cittadino aspetta con la musica.</source>
        <translation>تتحدث مع: ⁨{0}⁩. المواطن ينتظر مع الموسيقى.</translation>
    </message>
    <message>
        <source>Chiamo {0}. Il cittadino aspetta con la musica.</source>
        <translation>جارٍ الاتصال بـ ⁨{0}⁩. المواطن ينتظر مع الموسيقى.</translation>
    </message>
    <message>
        <source>Torna al cittadino</source>
        <translation>عُد إلى المواطن</translation>
    </message>
    <message>
        <source>Alterna</source>
        <translation>تبديل</translation>
    </message>
    <message>
        <source>Separa</source>
        <translation>فصل</translation>
    </message>
</context>
<context>
    <name>UndoCommand</name>
    <message>
        <source>Annulla: testo o ultimo contatto</source>
        <translation>تراجع: النص أو آخر تواصل</translation>
    </message>
    <message>
        <source>Niente da annullare.</source>
        <translation>لا شيء للتراجع عنه.</translation>
    </message>
    <message>
        <source>Squilla una telefonata: prima rispondi o rifiuta.</source>
        <translation>مكالمة ترن: أجب عنها أو ارفضها أولًا.</translation>
    </message>
    <message>
        <source>Prima salva il contatto della telefonata: F9.</source>
        <translation>احفظ تواصل هذه المكالمة أولًا: F9.</translation>
    </message>
    <message>
        <source>Annullato: testo.</source>
        <translation>أُلغي: النص.</translation>
    </message>
</context>
<context>
    <name>UnsentInputPanel</name>
    <message>
        <source>Testi scritti e non inviati</source>
        <translation>نصوص مكتوبة لم تُرسل</translation>
    </message>
    <message>
        <source>Che cosa</source>
        <translation>ماذا</translation>
    </message>
    <message>
        <source>Riguarda</source>
        <translation>بخصوص</translation>
    </message>
    <message>
        <source>Scritto</source>
        <translation>وقت الكتابة</translation>
    </message>
    <message>
        <source>testi non inviati: Ctrl+O</source>
        <translation>نصوص لم تُرسل: Ctrl+O</translation>
    </message>
    <message>
        <source>Non accettato · {0}</source>
        <translation>لم يُقبل · {0}</translation>
    </message>
    <message>
        <source>Vai avanti a scriverlo</source>
        <translation>تابع كتابته</translation>
    </message>
    <message>
        <source>Copialo</source>
        <translation>انسخه</translation>
    </message>
    <message>
        <source>Eliminalo</source>
        <translation>احذفه</translation>
    </message>
    <message>
        <source>Non c&apos;è niente di scritto e non inviato.</source>
        <translation>لا يوجد نص مكتوب لم يُرسل.</translation>
    </message>
    <message>
        <source>Lì ora c&apos;è un altro testo: questo si può copiare.</source>
        <translation>يوجد هناك الآن نص آخر: يمكن نسخ هذا.</translation>
    </message>
    <message>
        <source>La telefonata di allora non è più in linea: il testo si può copiare.</source>
        <translation>لم تعد تلك المكالمة على الخط: يمكن نسخ النص.</translation>
    </message>
    <message>
        <source>Da qui non si può riaprire: il testo si può copiare.</source>
        <translation>لا يمكن فتحه من هنا مرة أخرى: يمكن نسخ النص.</translation>
    </message>
    <message>
        <source>Una cifra o Invio lo fa. Esc torna all&apos;elenco.</source>
        <translation>رقم أو Enter ينفذه. Esc يعود إلى القائمة.</translation>
    </message>
    <message>
        <source>Esc chiude.</source>
        <translation>اضغط Esc للإغلاق.</translation>
    </message>
    <message>
        <source>Invio apre un testo. Esc chiude.</source>
        <translation>Enter يفتح نصًا. Esc يغلق.</translation>
    </message>
    <message>
        <source>Un testo resta {0} giorni, quello di una telefonata uno solo.</source>
        <translation>يُحفظ النص {0} يومًا، ونص المكالمة يومًا واحدًا فقط.</translation>
    </message>
    <message>
        <source>Copiato.</source>
        <translation>تم النسخ.</translation>
    </message>
    <message>
        <source>Eliminato.</source>
        <translation>تم الحذف.</translation>
    </message>
</context>
<context>
    <name>UnsentInputText</name>
    <message>
        <source>Testo</source>
        <translation>نص</translation>
    </message>
    <message>
        <source>Non accettato: {0}</source>
        <translation>لم يُقبل: {0}</translation>
    </message>
</context>
<context>
    <name>VersionsPresenter</name>
    <message>
        <source>Per vedere le versioni serve il collegamento. Riprova più tardi.</source>
        <translation>رؤية النسخ تحتاج إلى الاتصال. حاول لاحقًا.</translation>
    </message>
    <message>
        <source>Chiedo al server le versioni…</source>
        <translation>أطلب النسخ من الخادم…</translation>
    </message>
    <message>
        <source>Il server non ha versioni di questa voce.</source>
        <translation>ليس لدى الخادم نسخ من هذا المدخل.</translation>
    </message>
    <message>
        <source>Riparti da questa versione</source>
        <translation>ابدأ من جديد من هذه النسخة</translation>
    </message>
    <message>
        <source>Versioni pubblicate</source>
        <translation>النسخ المنشورة</translation>
    </message>
    <message>
        <source>Uguale a quella pubblicata.</source>
        <translation>مطابقة للمنشورة.</translation>
    </message>
    <message>
        <source>Versione {0}</source>
        <translation>النسخة {0}</translation>
    </message>
    <message>
        <source>Pubblicata</source>
        <translation>المنشورة</translation>
    </message>
</context>
<context>
    <name>WindowPicker</name>
    <message>
        <source>Richiamo: scegli la fascia</source>
        <translation>معاودة الاتصال: اختر الفترة</translation>
    </message>
    <message>
        <source>Fascia del richiamo</source>
        <translation>فترة معاودة الاتصال</translation>
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
