/** Headline words: Russian, Ukrainian, Belarusian, Bulgarian, Macedonian, Serbian and Croatian, Slovene, Polish, Czech, Slovak. */
import type { WordList } from './list.ts'

export const slavic: readonly WordList[] = [
  {
    language: 'ru',
    shapes: '*ого *ских *ение *ться *ский',
    letters: 'ыэъё',
    functionWords: `в во на с со к ко о об обо от из у и а но за по под над при до для между через около возле что это его ее
      их он она они был была были было есть сам свой как так также уже еще же бы из-за сообщил сообщила сообщили заявил
      заявила заявили рассказал рассказали`,
    contrasting: 'до перед после',
    distinguishing: `не ни нет без против больше меньше более менее только кроме если когда где кто почему зачем как чем ли
      разве будет будут может могут мог могли бы должен должна должны нужно надо хочет хотят хотел* планиру* намерен*
      собира* готов* готовит* обещ* надеет* угрожа* требу* потребов* прос* попрос* призва* призыв* предл* рассмотр*
      рассматр* обсуд* отриц* опроверг* отказ* отверг* отклон* оспор* якобы возможн* предполож* подозр* обвин* слух*
      покуш* попыт* пыта* неудач* провал* едва почти чуть отмен* перенос* перенес* отлож* отсроч* приостан* останов*
      прекра* заверш* законч* снял* сним* отозв* возобн* вновь снова опять верн* возвр* аннул* заблок* оправда* выжи*
      уцел* экс бывш* заместител* зам вице врио и.о. исполняющ* жена жену жены жене муж мужа сын сына дочь дочери отец
      отца мать матери брат брата сестра сестру сестры вдова вдову дядя тетя племянни* семья семью родственни* адвокат*
      пресс* представител* совет* помощни* секретар* водител* охранни* друг друга подруг* партнер* соперни* преемни*
      предшественни* сторонни* критик* болельщик* женск* женщин* мужск* юниор* молодеж* второ* трет* четверт* анти лже*
      ложн* фейк* фальшив* друго* други* подтверд* будущ* половин* тренер* менеджер* агент* редактор* издател* биограф*
      учени* студент* учител* врач* сосед* коллег* наследни* жених* невест* дедуш* бабуш* близнец* начальни* глав*
      оппонент* противни* ио`,
    synonyms: `2/два/две/двух/двое/двоих/двум/двумя 3/три/трех/трое/троих/трем 4/четыре/четырех/четверо/четверых
      5/пять/пяти/пятеро/пятерых 6/шесть/шести/шестеро/шестерых 7/семь/семи/семеро/семерых 8/восемь/восьми
      9/девять/девяти 10/десять/десяти 11/одиннадцать 12/двенадцать/двенадцати %/процент/процента/процентов сша/америка
      погиб/погибла/погибли/погибших/погибшие умер/умерла/скончался/скончалась
      ранен/ранены/ранения/пострадали/пострадавшие цб/центробанк рф/россия/россии/россию миллион/млн/миллиона/миллионов
      миллиард/млрд/миллиарда/миллиардов тысяча/тыс/тысячи/тысяч рубль/руб/рублей/рубля $/доллар/доллара/долларов
      €/евро`,
    suffixes: `иями ями ами ией ого его ому ему ыми ими иях ах ях ей ой ый ий ая яя ое ее ые ие ых их ым им ую юю ом ем
      ам ям ов ев ию ия ии а я о е ы и у ю ь й`,
  },
  {
    language: 'uk',
    shapes: '*ого *ння *ться *ський',
    letters: 'іїєґ',
    functionWords: `в у на з із зі до від за по під над при для між через біля і й та а але о об про що це його її їх він вона
      вони був була були було є як так також вже ще ж би свій повідомив повідомили заявив заявила заявили розповіли`,
    contrasting: 'до перед після',
    distinguishing: `не ні немає без проти більше менше більш менш лише тільки крім якщо коли де хто чому навіщо як чим чи
      буде будуть може можуть міг могли повин* треба хоче хочуть плану* намір* збира* готує* готові обіця* сподіва*
      погрож* вимага* прос* попрос* заклик* пропону* запропон* розгляд* обговор* запереч* спрост* відмов* відхил*
      відкину* оскарж* нібито можлив* ймовірн* підозр* звинувач* чутк* замах* спроб* намага* невдал* провал* майже ледь
      скасу* перен* відкла* відстроч* призупин* зупин* припин* заверш* закінч* зня* відкли* віднов* знову поверн* анул*
      заблок* виправда* вижи* уціл* екс колишн* заступни* віце в.о. тво дружин* чоловіка син сина доньк* дочк* батьк*
      мати матір брат брата сестр* вдов* дядьк* тітк* племінни* родич* адвокат* речни* пресс* представни* радни*
      помічни* секретар* воді* охорон* друг друга подруг* партнер* суперни* наступни* попередни* прихильни* критик*
      вболівальн* жіноч* жінк* чолові* юніор* молодіж* друг* трет* четверт* анти лже* фейк* фальшив* інш* підтверд*
      майбутн* половин* тренер* менеджер* агент* редактор* видав* біограф* учен* студент* вчител* лікар* сусід* колег*
      спадкоєм* нареч* дідус* бабус* близнюк* начальни* керівни* опонент* противни* во`,
    synonyms: `2/два/дві/двох/двоє 3/три/трьох/троє 4/чотири/чотирьох/четверо 5/пять/пятьох/пятеро/пяти
      6/шість/шістьох/шестеро 7/сім/семеро/сімох 8/вісім/восьмеро 9/девять 10/десять 11/одинадцять 12/дванадцять
      %/відсоток/відсотка/відсотків/процент/процентів загинув/загинула/загинули/загиблих/загиблі помер/померла
      постраждали/поранені/поранено нбу/нацбанк мільйон/млн/мільйона/мільйонів/мільйони мільярд/млрд/мільярда/мільярдів
      тисяча/тис/тисячі/тисяч гривня/грн/гривень/гривні $/долар/долара/доларів €/євро`,
    suffixes: `іями ями ами ією ого ього ому ьому ими іми ях ах ей ою ею ий ій а я о е і ї и у ю ь й ів їв ам ям ом ем
      их іх им ім`,
  },
  {
    language: 'be',
    shapes: '*ага *ння *цца',
    letters: 'ўі',
    functionWords: `у ў на з са да ад за па пад над пры для між праз каля і й ды а але аб пра што гэта яго яе іх ён яна яны быў
      была былі ёсць як так таксама ўжо яшчэ`,
    contrasting: 'да перад пасля',
    distinguishing: `не ні няма без супраць больш менш толькі акрамя калі дзе хто чаму навошта як ці будзе будуць можа могуць
      павін* трэба хоча хочуць плану* намер* збіра* абяца* патраб* прос* заклік* прапан* разгляд* абверг* адмаў* адмов*
      адхіл* нібыта магчым* падазр* абвінав* замах* спроб* амаль адмян* скасав* перан* адклад* прыпын* спын* заверш*
      зня* аднав* зноў вярн* апраўд* выжы* экс былы былая намеснік* віцэ жонк* муж сын дачк* бацьк* маці брат сястр*
      удав* адвакат* прэс* прадстаўні* дарадц* памочні* сакратар* кіроўц* сябр* пераемні* жаноч* мужчын* другі друг*
      трэц* анты* фэйк* іншы інш* пацверд* трэнер* вуч* студэнт* настаўні* урач* сусед* калег* начальні* праціўні*`,
    synonyms: `2/два/дзве/двух/двое 3/тры/трох/трое 4/чатыры/чатырох 5/пяць/пяці 6/шэсць 7/сем 8/восем 9/дзевяць 10/дзесяць
      %/працэнт/працэнта/працэнтаў`,
    suffixes: 'ямі амі ага яга аму яму ымі імі ах ях ой ай ы і а я у ю е ь аў яў ам ям ом ем ых іх',
  },
  {
    language: 'bg',
    shapes: '*та *ите *ът',
    letters: 'ъщ',
    functionWords: `в във на с със от до за по под над при между през около и а но че да се си е са бе беше бяха бил била ли
      как като този тази това тези му я им той тя те също вече още заради според каза съобщи`,
    contrasting: 'преди след',
    distinguishing: `не ни няма без против повече по-малко малко само освен ако кога къде кой защо как ли ще може могат трябва
      иска искат планира* възнамер* подготв* обеща* надява* заплаш* настоя* поиска* моли* призова* предл* обмисл*
      обсъжда* отрич* отрече опроверг* отказ* отхвърл* оспор* уж вероятно предполаг* заподоз* обвин* слух* опит* покуш*
      неуспе* провал* почти отмен* отлож* отлаг* спря* спир* преустанов* приключ* завърш* сне вдиг* оттегл* възобнов*
      отново пак върн* връщ* анулир* блокир* оправда* оцеля* екс бивш* заместни* зам вице служебн* съпруг* жена мъж син
      дъщер* баща майка брат сестр* вдовиц* чичо племенни* семейств* адвокат* говорител* съветни* помощни* секретар*
      шофьор* приятел* партньор* съперни* наследни* предшественни* привърженици фенове женск* жени мъжк* младеж* втор*
      трет* четвърт* анти фалшив* друг* потвърд* бъдещ* треньор* ученик* студент* учител* лекар* сътруд* съсед* колег*
      годеник* дядо баба шеф* началник* опонент* противник* ио`,
    synonyms: `2/два/две/двама/двете 3/три/трима 4/четири/четирима 5/пет/петима 6/шест/шестима 7/седем 8/осем 9/девет
      10/десет 11/единадесет 12/дванадесет %/процент/процента/сто загина/загинаха/загинали/убити/почина
      ранени/пострадаха/пострадали сащ/америка милион/млн/милиона милиард/млрд/милиарда €/евро`,
    suffixes: 'ията ите ята ето та то ът ят те ия а я о е и',
  },
  {
    language: 'mk',
    letters: 'ѓќѕј',
    functionWords: `во на со од до за по под над при меѓу преку околу и а но дека да се си е беше беа бил била како што овој
      оваа ова тие му ја им тој таа исто веќе уште поради според рече`,
    contrasting: 'пред по после',
    distinguishing: `не ни нема без против повеќе помалку само освен ако кога каде кој зошто како дали ќе може можат треба
      сака сакаат планира* подготв* вет* надева* заканува* бара* побара* моли* повик* предл* размислува* негира*
      демант* одби* отфрл* оспор* наводн* веројатно осомничен* обвин* обид* неуспе* речиси откаж* одлож* запре* сопр*
      прекин* заврш* повлеч* обнов* повторно пак врат* поништ* блокир* ослобод* преживе* екс поранеш* заменик* вице
      вршител* сопруг* жена маж син ќерк* татко мајка брат сестр* вдовиц* адвокат* портпарол* советник* помошник*
      секретар* возач* пријател* ривал* наследник* претходник* женск* машк* младин* втор* трет* анти лажн* друг*
      потврд* тренер* ученик* студент* учител* лекар* сосед* колег* свршени* дедо баба шеф* началник* противник*`,
    synonyms: `2/два/две/двајца 3/три/тројца 4/четири/четворица 5/пет/петмина 6/шест 7/седум 8/осум 9/девет 10/десет
      %/процент/проценти/отсто`,
    suffixes: 'ите ата ето от та то те ја а о е и',
  },
  {
    language: 'sr',
    shapes: '*ски *ност',
    letters: 'ђћљњџј',
    functionWords: `у на с са од до за по под над при између кроз око и а али о да се је су био била били као што овај ова ово
      ти му јој их он она они такође већ још због према каже рекао`,
    contrasting: 'пре после након',
    distinguishing: `не није нису неће никад без против више мање само осим ако кад када где ко зашто како ли ће може могу
      мора треба жели желе планира* намерава разматра* предлаже прети тражи траже захтева позива нада обећа* пориче
      демант* одби* одбац* оспорава наводн* осумњ* оптуж* покуш* неусп* замало скоро отказ* одлож* одлаж* обустав*
      суспенд* заустав* прекин* заврш* укин* повук* повлач* настав* поново опет враћа вратио поништ* блокир* ослобођ*
      преживе* бивш* заменик* супруга супруг жена муж удовица син ћерка отац мајка брат сестра породица адвокат*
      портпарол* саветни* помоћни* секретар* возач* девојк* пријатељ* ривал* наследни* претходни* навијач* женск* мушк*
      други друга трећи анти лажн* потврд* будућ* тренер* ученик* студент* учитељ* лекар* сусед* комши* колег* вереник*
      деда баба шеф* начелник* противник* вд`,
    synonyms: `2/два/две/двоје 3/три/троје 4/четири 5/пет/петоро 6/шест 7/седам 8/осам 9/девет 10/десет 11/једанаест
      12/дванаест %/одсто/процената погинуо/погинула/погинули/умро/умрла повређен/повређени/повређено/рањени
      милион/милиона милијарда/милијарди €/евро/евра`,
    suffixes: 'има ама ога ом ој их им ем а е и о у',
  },
  {
    language: 'hr',
    letters: 'čćđšž',
    functionWords: `u na s sa od do za po pod nad pri između kroz oko i a ali o da se je su bio bila bili kao što ovaj ova ovo
      te mu joj ih on ona oni također takođe već još zbog prema kaže rekao iz`,
    contrasting: 'prije pre nakon posle poslije',
    distinguishing: `ne nije nisu neće nikad bez protiv više manje samo osim ako kad kada gdje gde tko ko zašto kako što sta
      koji hoće će mogao mogla može mogu mora moraju treba trebao želi žele planira* namjerava namerava razmatra*
      predlaže prijeti preti traži traže zahtijeva zahteva poziva nada obeća* poriče demantir* demant* odbija odbio
      odbila odbij* odbac* osporava navodn* osumnj* optuž* pokuš* neusp* zamalo skoro umalo otkaz* odgođ* odgad* odlož*
      odlaž* obustav* suspend* zaustav* prekin* završ* ukin* povuč* povlač* nastav* ponov* opet vraća vratio poništ*
      blokir* oslobođ* preživ* bivš* zamjeni* zameni* vrši* v.d. supruga suprug žena muž udovica sin kći kćer otac
      majka brat sestra rođak obitelj porodica odvjetni* advokat* glasnogovorni* portparol* savjetni* savetni* pomoćni*
      tajni* sekretar* vozač* djevojk* devojk* prijatelj* rival* nasljedni* naslednik* prethodni* pristal* navijač*
      žensk* mušk* mladi mlada drugi druga treći anti lažn* drug* potvrđ* budući* buduc* trener* učenik* student*
      učitelj* liječnik* ljekar* susjed* kolega* zaručni* djed baka šef* načelnik* protivnik* vd`,
    synonyms: `2/dva/dvije/dve/dvoje 3/tri/troje 4/četiri/četvero 5/pet/petero 6/šest 7/sedam 8/osam 9/devet 10/deset
      11/jedanaest 12/dvanaest %/posto/odsto/postotak poginuo/poginula/poginuli/poginulih/umro/umrla
      ozlijeđen/ozlijeđeni/ozlijeđeno/povređen/povređeni sad/amerika milijun/milijuna/milion/miliona/mil
      milijarda/milijardi/mlrd €/euro/eura`,
    suffixes: 'ima ama oga om oj ih im em a e i o u',
  },
  {
    language: 'sl',
    letters: 'čšž',
    functionWords: `v na s z k od do za po pod nad pri med skozi okoli in ter a ali o da se je so bil bila bili kot ta to te mu
      ji jih on ona oni tudi že zaradi iz pravi`,
    contrasting: 'pred po',
    distinguishing: `ne ni niso brez proti več manj samo razen če ko kdaj kje kdo zakaj kako kaj ali bo bodo bi lahko mora
      morajo želi načrtuje* namerava razmišlja predlaga* grozi zahteva* prosi poziva upa obljub* zanika* zavrnil*
      zavrn* zavrača izpodbija domnevn* osumlj* obtož* posku* neuspe* skoraj odpoved* odpovedan* prestav* prelož*
      odlož* ustav* prekin* konča* umakn* nadalj* znova spet vrača vrnil razvelj* blokir* oprošč* oprost* preživ*
      nekdanj* bivš* namestni* podpredsed* žena mož vdova sin hči oče mati brat sestra odvetni* tiskovn* svetoval*
      pomočni* tajni* voznik* prijatelj* tekmec naslednik* predhodni* žensk* moški mladi drug* tretj* anti lažn*
      potrdi* bodoč* trener* učenc* študent* učitelj* zdravnik* sosed* kolega* zaročen* dedek babica šef* načelnik*
      nasprotnik* vd`,
    synonyms: `2/dva/dve/dveh 3/tri/trije/treh 4/štiri/štirje 5/pet/petih 6/šest 7/sedem 8/osem 9/devet 10/deset
      %/odstotek/odstotka/odstotkov/odstotke umrl/umrla/umrli/mrtvih poškodovan/poškodovani/ranjenih`,
    suffixes: 'ami ima ega emu om ih im em ov a e i o u',
  },
  {
    language: 'pl',
    shapes: '*cz* *rz* *sz* *ow *ski*',
    letters: 'ąćęłńóśźż',
    functionWords: `w we na z ze do od za po pod nad przy dla między przez około i oraz a ale o to się jego jej ich on ona oni
      był była byli było jest są jak tak także już jeszcze ten ta te tym tej swój u ws według mówi powiedział
      poinformował`,
    contrasting: 'przed po',
    distinguishing: `nie ni bez przeciw przeciwko więcej mniej tylko oprócz jeśli gdy kiedy gdzie kto dlaczego czemu jak czy
      co będzie będą może mogą mógł powin* musi trzeba chce chcą planuj* zamierz* przygotow* obiecuj* obiec* grozi
      żąda* domaga* prosi apel* wzywa* proponuj* rozważa* zaprzecz* dement* odmaw* odmów* odrzuc* kwestion* rzekom*
      prawdopodob* podejrz* oskarż* zarzut* próbow* próba usiłow* nieudan* prawie niemal omal odwoł* przełoż* przesun*
      odroczo* odroczy* zawies* wstrzym* zatrzym* przerwa* przerwan* kończ* zakończ* zniós* znies* cofn* wycof* wznow*
      ponown* znów znowu wraca wrócił* powrót unieważ* zablok* uniewinn* przeżył* eks były była byłego byłej byłemu
      zastęp* wice* wiceprez* żona żony żonę mąż męża syn syna córka córki córkę ojciec ojca matka matki brat brata
      siostra siostry wdowa wdowy rodzin* adwokat* rzecznik* rzeczni* doradc* asystent* sekretar* kierowc* ochroniarz*
      partner* przyjaci* rywal* następc* poprzedni* zwolenni* krytyc* kibic* kobiet* mężczyzn juniorów młodzieżow*
      drug* trzeci* czwart* anty fałszyw* fejk* inn* potwierdz* przyszł* trener* menedżer* agent* redaktor* wydawc*
      uczeń ucznia uczn* student* nauczyciel* lekarz* sąsiad* koleg* spadkobierc* narzeczon* dziad* babci* bliźniak*
      szef* dyrektor* przeciwnik*`,
    synonyms: `2/dwa/dwie/dwóch/dwoje/dwaj 3/trzy/trzech/troje/trzej 4/cztery/czterech/czworo 5/pięć/pięciu/pięcioro
      6/sześć/sześciu 7/siedem/siedmiu 8/osiem/ośmiu 9/dziewięć/dziewięciu 10/dziesięć/dziesięciu 11/jedenaście
      12/dwanaście %/procent/procenta/proc zginął/zginęła/zginęli/zginęło/zmarł/zmarła/zmarło
      ranny/ranni/rannych/rannych usa/stany nbp/bank milion/mln/miliony/milionów miliard/mld/miliardy/miliardów
      tysiąc/tys/tysiące/tysięcy złoty/zł/złotych €/euro`,
    suffixes: 'iami ami iego ego iemu emu ymi imi iach ach ów owi om ie iej ej ią ą ę y i o u ym im ych ich',
  },
  {
    language: 'cs',
    shapes: '*ni *ych *stv*',
    letters: 'áčďéěíňóřšťúůýž',
    functionWords: `v ve na s se z ze k ke do od za po pod nad při pro mezi přes kolem i a ale o to si jeho její jejich on ona
      oni byl byla byli bylo je jsou jak tak také už ještě ten ta ty tím svůj u podle kvůli řekl uvedl`,
    contrasting: 'před po',
    distinguishing: `ne není nejsou nebyl* nebud* nechce nemá nesmí bez proti více méně víc míň jen pouze kromě pokud když kdy
      kde kdo proč jak co zda bude budou může mohou mohl* měl* musí chce chtějí plánuj* zamýšl* chystá* slibuj* slíbil*
      hrozí žádá* požad* prosí vyzývá* vyzval* navrh* zvažuj* popř* popír* dement* odmít* zamít* zpochyb* údajn*
      pravděpodob* podezř* obvin* obžal* pokus* neúsp* téměř skoro málem zruš* přelož* odlož* odklad* pozastav* zastav*
      přeruš* končí skonč* ukonč* stáhl* obnov* znovu opět vrací vrátil* zneplat* bloko* zablok* osvobo* zprošt*
      přežil* exministr* ex bývalý bývalá bývalého bývalé náměst* místo* manžel* žena ženu vdova syn syna dcera dceru
      otec otce matka matku bratr bratra sestra sestru rodin* advokát* právní* mluvčí porad* asisten* tajemn* řidič*
      přítel* partner* rival* nástup* předchůd* příznivc* fanouš* žen muž* junior* druh* třetí čtvrt* anti faleš* jin*
      potvrd* budouc* trenér* manažer* žák* student* učitel* lékař* soused* koleg* dědic* snoub* dědeček babička dvojče
      šéf* ředitel* odpůrc* odpůrci`,
    synonyms: `2/dva/dvě/dvou 3/tři/tří/tří 4/čtyři/čtyř 5/pět/pěti 6/šest/šesti 7/sedm/sedmi 8/osm/osmi 9/devět 10/deset
      11/jedenáct 12/dvanáct %/procent/procenta/procento zemřel/zemřela/zemřeli/zahynul/zahynuli
      zraněn/zraněni/zraněných čnb/banka milion/mil/miliony/milionů miliarda/mld/miliardy/miliard
      koruna/kč/korun/koruny €/euro`,
    suffixes: 'ami emi ího ého ímu ému ými ích ých ách ech ům ou ovi ové em ím ým y i á é o u',
  },
  {
    language: 'sk',
    letters: 'áäčďéíĺľňóôŕšťúýž',
    functionWords: `v vo na s so z zo k ku do od za po pod nad pri pre medzi cez okolo i a aj ale o že to si sa jeho jej ich on
      ona oni bol bola boli bolo je sú ako tak tiež už ešte ten tá tie tým svoj u podľa kvôli povedal uviedol`,
    contrasting: 'pred po',
    distinguishing: `nie ne nebude* nebol* nechce nemá bez proti viac menej len iba okrem ak keď kedy kde kto prečo ako čo či
      bude budú môže môžu mohol* mal* musí chce chcú plánuj* zamýšľ* chystá* sľubuj* sľúbil* hrozí žiada* požad* prosí
      vyzýva* vyzval* navrh* zvažuj* popr* popier* dement* odmiet* zamiet* spochyb* údajn* pravdepod* podozr* obvin*
      obžal* pokus* neúsp* takmer skoro zruš* prelož* odlož* odklad* pozastav* zastav* preruš* končí skonč* ukonč*
      stiahol* obnov* znova opäť vracia vrátil* bloko* zablok* oslobod* prežil* ex bývalý bývalá bývalého námest*
      podpredsed* vice manžel* žena ženu vdova syn syna dcéra dcéru otec otca matka matku brat brata sestra sestru
      rodin* advokát* hovor* porad* asisten* tajom* vodič* priateľ* partner* rival* nástup* predchod* fanúš* žien muž*
      junior* druh* tretí štvrt* anti faloš* iny potvrd* budúc* tréner* manažér* žiak* študent* učiteľ* lekár* sused*
      koleg* dedič* snúben* starý stará šéf* riaditeľ* odporc*`,
    synonyms: `2/dva/dve/dvaja/dvoch 3/tri/traja/troch 4/štyri/štyria 5/päť/piati 6/šesť 7/sedem 8/osem 9/deväť 10/desať
      %/percent/percentá/percento zomrel/zomrela/zomreli/zahynul/zahynuli zranen/zranení/zranených
      milión/mil/milióny/miliónov miliarda/mld/miliardy €/euro/eur`,
    suffixes: 'ami emi ého ému ými ích ých ách och om ou ovi em ím ým y i á é o u',
  },
]
