/** Headline words: Finnish, Estonian, Hungarian, Latvian, Lithuanian, Greek, Albanian, Turkish, Azerbaijani. */
import type { WordList } from './list.ts'

export const european: readonly WordList[] = [
  {
    language: 'fi',
    shapes: '*aa* *ii* *uu* *nen *ssa *tta *kk*',
    letters: 'äö',
    functionWords: `ja tai sekä on ovat oli olivat ollut että se sen ne hän he hänen heidän myös kuin niin mukaan kanssa kautta
      välillä lähellä takia vuoksi yli alle noin klo kertoo sanoo`,
    contrasting: 'ennen jälkeen',
    distinguishing: `ei eivät eikä en älä ilman vastaan enemmän vähemmän vain paitsi jos kun miksi miten mikä milloin missä
      kuka kumpi aikoo aikovat voi voivat voisi saattaa pitää pitäisi täytyy haluaa haluavat suunnittel* harkits* uhkaa
      vaatii vaativat pyytää pyysi kehottaa toivoo lupaa ehdottaa kiistää kiisti kiel* hylkä* hyläs* hylät* torju*
      väitet* väite* epäil* syyt* yrity* yrittä* epäonnist* melkein lähes peru* siirty* siirre* siirto* lykät* lykkää
      keskeyt* pysäyt* päätty* lopett* loppu* jatkuu jälleen taas uudelleen palaa palasi kumo* esty* vapautet* selvisi
      selviyty* ex entinen entisen vara* vt vaimo aviomies mies leski poika tytär isä äiti veli sisar sisko perhe
      asianaja* tiedotta* puhemies neuvonanta* avusta* sihteeri kuljetta* ystävä kilpailija seuraaja edeltäjä
      kannattaj* naisten miesten naiset poikien toinen toise* kolma* anti vastai* väärä väären* tekaist* muu muut
      vahvist* tuleva valmenta* oppila* opettaja* lääkäri* naapuri* kollega* perillinen kihlattu isoisä isoäiti kaksos*
      päällik* johtaja* vastusta* *matta`,
    synonyms: `2/kaksi/kahden/kaksin 3/kolme/kolmen 4/neljä/neljän 5/viisi/viiden 6/kuusi/kuuden 7/seitsemän 8/kahdeksan
      9/yhdeksän 10/kymmenen %/prosentti/prosenttia/prosentin kuoli/kuollut/kuolleet/kuollutta/surmansa
      loukkaantui/loukkaantunut/loukkaantunutta miljoona/miljoonaa/milj miljardi/miljardia/mrd €/euro/euroa`,
    suffixes: 'issa ista ille illa ilta iin ien ssa sta lla lta lle jen ja na ksi tta n t a i',
  },
  {
    language: 'et',
    shapes: '*ii* *aa* *ud *ste',
    letters: 'äõöü',
    functionWords: `ja või ning on oli olid olnud et see selle need ta tema nad nende ka kui nii järgi kaudu vahel lähedal
      tõttu üle alla umbes kell ütles ütleb`,
    contrasting: 'enne pärast peale',
    distinguishing: `ei pole ega ära ilma vastu rohkem vähem ainult kui miks kuidas mis millal kus kes kas kavatse* võib
      võivad võiks peab peaks tahab tahavad plaani* kaalu* ähvarda* nõua* palu* kutsu* loodab lubab soovita* eita*
      keeldu* lükka* väidetav* kahtlusta* süüdista* katse* ürita* ebaõnnest* peaaegu tühista* edasi lükat* peata*
      lõppe* lõpeta* jätku* taas uuesti naase* katkesta* õigeks* pääse* eks endi* ase* kohusetäit* naine abikaasa mees
      lesk poeg tütar isa ema vend õde perekon* advokaat* pressiesinda* nõuni* abi* sekretär* juht sõber rivaal
      järglane eelkäija naiste meeste noorte teine teise kolma* anti vale* muu teised kinnita* tulev* treener* õpilane
      õpilase õpetaja* arst* naaber naabri kolleeg* pärija vanaisa vanaema ülemus vastane *mata`,
    synonyms: `2/kaks/kahe/kaht 3/kolm/kolme 4/neli/nelja 5/viis/viie/viit 6/kuus/kuue 7/seitse 8/kaheksa 9/üheksa 10/kümme
      %/protsent/protsenti/protsendi hukkus/hukkunud/suri/surma vigastada/vigastatud`,
    suffixes: 'dele dest test des tes sse le lt st ks ga ni na ta de te id d s t l a e i u',
  },
  {
    language: 'hu',
    shapes: '*sz* *gy* *ny* *cs*',
    letters: 'áéíóöőúüű',
    optional: 'a az egy',
    functionWords: `és vagy is hogy meg van volt lesz ez azt ezt arra erre ennek annak ő ők neki ki mint csak már szerint
      között mellett alatt felett miatt által keresztül körül közelében mondta közölte`,
    contrasting: 'előtt után',
    distinguishing: `nem ne sem nincs nincsenek sincs nélkül ellen több kevesebb csak kivéve ha mikor hol ki miért hogyan mi
      vajon fog fognak lehet lehetnek talán kell kellene akar akarnak szeretne terve* tervez* készül* fontol* fenyeget*
      követel* kér kérik kérte felszólít* remél* ígér* javas* tagad* cáfol* visszautasít* elutasít* megtagad* vitat*
      állítólag* gyanúsít* gyanú* vádol* kísérl* próbál* sikertelen* majdnem szinte töröl* törlik elmarad* elhalaszt*
      halaszt* felfüggeszt* leáll* megáll* véget befejez* visszavon* folytat* újra ismét megint visszatér* érvénytelen*
      blokkol* felment* túlél* volt ex exminiszter* helyettes* alelnök* ügyvez* feleség* férj* özvegy* fia lánya apja
      anyja testvér* bátyja öccse húga nővér* család* ügyvéd* szóviv* tanácsad* asszisztens* titkár* sofőr* barát*
      rivális* utód* előd* szurkoló* női férfi nők férfiak ifjúsági második harmadik anti ellenes* hamis* álhír* más
      másik megerősít* leendő edző* tanítvány* diák* tanár* orvos* szomszéd* kolléga* örökös* vőlegény* menyasszony*
      nagyapja nagyanyja iker* főnök* vezető* ellenfel* *talan *telen`,
    synonyms: `2/kettő/két/ketten 3/három/hárman 4/négy/négyen 5/öt/öten 6/hat/hatan 7/hét 8/nyolc 9/kilenc 10/tíz
      11/tizenegy 12/tizenkettő %/százalék/százalékkal/százalékra/százalékos meghalt/meghaltak/halott/elhunyt
      sérült/sérültek/megsérült/megsérültek mnb/jegybank millió/m milliárd/mrd forint/ft €/euró`,
    suffixes: `okban ekben okból okra ekre oknak eknek okkal ekkel jának jében jéből ában ében ából ból ban ben nak nek
      val vel ról tól hoz hez nál nél ra re ba be ot et at ok ek ak ai ei ja je t k n i a e`,
  },
  {
    language: 'lv',
    shapes: '*as *iem *iju *sana*',
    letters: 'āčēģīķļņšūž',
    functionWords: `un vai ir bija bijuši no uz ar par pie pēc ap starp zem virs līdz kā arī jau vēl tas tā tie viņš viņa viņi
      savu dēļ saskaņā teica`,
    contrasting: 'pirms pēc',
    distinguishing: `ne nav nevis nekad bez pret vairāk mazāk tikai izņemot ja kad kur kas kāpēc kā vai būs var varētu jābūt
      vajag grib vēlas plāno* apsver* draud* pieprasa* prasa* lūdz* aicina* cer* sola* ierosina* noliedz* noraida*
      noraid* atsak* atteic* apstrīd* iespējam* aizdom* apsūdz* mēģin* neizdev* gandrīz atcel* atlik* atliek* aptur*
      pārtrauc* beidz* beig* atjauno* atkal atgriež* bloķ* attaisno* izdzīvo* eks bijušais bijusī bijušā vietniek* vice
      sieva vīrs atraitne dēls meita tēvs māte brālis māsa ģimene advokāt* pārstāv* runas padomniek* palīg* sekretār*
      vadītāj* šofer* draug* sāncens* pēctec* priekštec* sieviešu vīriešu jauniešu otr* treš* anti viltu* cits cita
      apstiprin* nākam* trener* skolēn* skolotāj* ārst* kaimiņ* kolēģ* vecāk* šef* priekšniek* pretiniek*`,
    synonyms: `2/divi/divas/divu 3/trīs/trim 4/četri/četru 5/pieci/piecu 6/seši 7/septiņi 8/astoņi 9/deviņi 10/desmit
      %/procents/procenti/procentiem/procentu gājis/miris/mirusi/bojā ievainots/ievainoti/cietis/cietuši`,
    suffixes: 'iem ajiem ajā ām ās os is us es em im u a e i s',
  },
  {
    language: 'lt',
    shapes: '*as *ai *uju *imas',
    letters: 'ąčęėįšųūž',
    functionWords: `ir ar bei yra buvo į iš su be apie prie po tarp per virš iki kaip taip pat jau dar tas ta tie jis ji jie
      savo kad dėl pagal pasak sakė`,
    contrasting: 'prieš po',
    distinguishing: `ne nėra niekada be daugiau mažiau tik išskyrus jei kai kada kur kas kodėl kaip ar bus gali galėtų turi
      reikia nori planuoja* ketina* svarst* grasina* reikalauja* prašo* ragina* tikisi žada* siūlo* neigia* paneig*
      atmet* atsisak* ginčij* neva įtariam* įtar* kaltin* bandy* mėgin* nepavyk* beveik atšauk* atšaukt* atidėt*
      atideda* sustabd* stabdo nutrauk* baig* atnaujin* vėl grįž* blokuo* išteisin* išgyven* eks buvęs buvusi buvusio
      pavaduoto* vice žmona vyras našlė sūnus duktė dukra tėvas motina brolis sesuo šeim* advokat* atstov* patarėj*
      padėjėj* sekretor* vairuotoj* draug* varžov* įpėdin* pirmtak* moterų vyrų jaunimo antr* treč* anti netikr*
      melaging* kitas kita patvirtin* būsim* trener* mokin* mokytoj* gydytoj* kaimyn* koleg* senel* šef* vadov*
      priešinink* oponent*`,
    synonyms: `2/du/dvi/dviejų 3/trys/trijų/tris 4/keturi/keturių 5/penki/penkių 6/šeši 7/septyni 8/aštuoni 9/devyni
      10/dešimt %/procentas/procentai/procentų/proc žuvo/mirė/žuvusių sužeista/sužeisti/sužeistų/nukentėjo`,
    suffixes: 'iams oms ams ėms iais ais iuose uose ose iai ius iaus aus ių jų os ės as is us ys ą į ų ė o s',
  },
  {
    language: 'el',
    optional: 'ο η το οι τα τον την τη του τησ των τουσ τισ ενασ μια ενα',
    functionWords: `και στο στη στην στον στα στουσ στισ σε με για απο προσ κατω πανω μεταξυ περιπου οτι που πωσ να ειναι ηταν
      εχει εχουν ειχε αυτο αυτη αυτοσ αυτα ωσ οπωσ ηδη ακομη λογω συμφωνα λεει ειπε`,
    contrasting: 'πριν μετα',
    distinguishing: `δεν δε μη μην οχι ποτε χωρισ διχωσ κατα εναντιον υπερ περισσοτερ* λιγοτερ* μονο εκτοσ αν εαν οταν που
      ποιοσ ποια γιατι πωσ τι θα μπορει μπορουν ισωσ πρεπει θελει θελουν σχεδιαζ* προτιθεται εξεταζ* απειλ* απαιτ* ζητα
      ζητησ* ζητουν καλει καλουν ελπιζ* υποσχ* προτειν* αρνειται αρνηθ* αρνουνται διαψευ* απορριπτ* απερριψ* αμφισβητ*
      φερομεν* υποπτ* κατηγορ* αποπειρ* προσπαθ* απετυχ* αποτυχ* σχεδον ακυρων* ακυρωθ* αναβαλλ* αναβλη* αναβολη
      αναστελλ* αναστολη σταματ* διακοπ* τελοσ τεληγ* ληγει αιρ* αποσυρ* επαναλ* ξανα παλι επιστρ* μπλοκαρ* αθω*
      επεζησ* επιζησ* πρωην αναπληρωτ* αντιπροεδρ* υφυπουργ* συζυγοσ γυναικα αντρασ χηρα γιοσ κορη πατερασ μητερα
      αδελφοσ αδελφη αδερφοσ οικογεν* δικηγορ* εκπροσωπ* συμβουλ* βοηθ* γραμματ* οδηγ* φιλοσ φιλη αντιπαλ* διαδοχ*
      προκατοχ* οπαδοι γυναικων ανδρων νεων δευτερ* τριτ* αντι ψευδ* ψευτικ* αλλ* επιβεβαι* μελλοντικ* προπονητ* μαθητ*
      φοιτητ* δασκαλ* καθηγητ* γιατρ* γειτον* συναδελφ* κληρονομ* παππουσ γιαγια διευθυντ*`,
    synonyms: `2/δυο 3/τρεισ/τρια/τριων 4/τεσσερισ/τεσσερα/τεσσερων 5/πεντε 6/εξι 7/επτα/εφτα 8/οκτω/οχτω 9/εννεα/εννια
      10/δεκα %/εκατο νεκροσ/νεκροι/νεκρουσ/νεκρων/πεθανε τραυματιασ/τραυματιεσ/τραυματιστηκαν ηπα/αμερικη
      εκατομμυρια/εκατ/εκ δισεκατομμυρια/δισ €/ευρω`,
    suffixes: 'ουσ ων ησ ασ οσ εσ οι ου ον ην αν η α ο ι ε σ',
  },
  {
    language: 'sq',
    letters: 'çë',
    optional: 'nje',
    functionWords: `i e te se dhe ose ne nga per me mbi nen prej midis gjate deri si qe ka kane eshte jane ishte u po do kjo ky
      ajo ai ata ato tha thote sipas`,
    contrasting: 'para pas',
    distinguishing: `nuk s mos jo asnje kurre pa kunder me shume pak vetem pervec nese kur ku kush pse si cfare do mund duhet
      deshiron planifik* synon shqyrton kercenon kerkon* lut* thirr* shpreson premton propozon mohon* hedh refuz*
      kundershton pretend* dyshuar* akuz* tentat* perpjek* deshto* gati anul* shty* pezull* ndal* perfund* tern* rinis*
      serish perseri kthe* blloko* pafaj* mbijeto* ish zevendes* nenkryet* gruaja bashkeshort* burri vejusha djali
      vajza babai nena vellai motra familja avokat* zedhen* keshilltar* asistent* sekretar* shofer* shok mik rival*
      pasardhes* paraardhes* grave burrave dyte trete anti rreme tjeter konfirmo* trajner* nxenes* student* mesues*
      mjek* fqinj* koleg* gjysh* shef*`,
    synonyms: '2/dy 3/tre/tri 4/kater 5/pese 6/gjashte 7/shtate 8/tete 9/nente 10/dhjete %/perqind/qind',
    suffixes: 'ave eve ve it ut in un et at es se te ja e i a',
  },
  {
    language: 'tr',
    shapes: '*lar *ler *lari* *leri* *nda *nde *di *du *yor* *ndan',
    letters: 'çğışöü',
    optional: 'bir',
    functionWords: `ve veya ile için da de ki bu şu o olan olarak oldu olduğu göre sonra kadar gibi arasında üzerinde yakınında
      nedeniyle yüzünden dedi söyledi açıkladı duyurdu daha`,
    clitics: 'a e i u un in nin nun da de dan den ta te ya ye yi yu nda nde ndan nden la le na ne n si',
    contrasting: 'önce sonra',
    distinguishing: `önceki değil yok hayır olmadı olmayacak edilmedi etmedi yapmadı vermedi hiç asla olmadan edilmeden karşı
      karşıtı fazla az çok sadece yalnızca hariç eğer ne neden niçin nasıl nerede kim mi mu acaba olacak olabilir
      edebilir gelecek yapacak edecek verecek gerek* şart istiyor isted* ister planl* hazırlan* hedefl* düşün* tehdit
      talep çağrı* umut vaat öner* yalanla* redd* kabul itiraz iddia* sözde şüphe* zanl* suçla* teşebbüs girişim*
      çalışan çalıştı başarısız neredeyse kalsın iptal* ertele* askıya durdur* sonlandır* bitti sona geri çek* yeniden
      tekrar yine dönd* dönüyor engelle* beraat kurtul* eski yardımcısı yardımcı vekil* eşi karısı kocası dul oğlu kızı
      babası annesi kardeşi ağabeyi kız ailesi avukat* sözcü* danışman* asistan* sekreter* şoför* koruma* arkadaş*
      ortağ* rakib* halef* selef* taraftar* kadın* erkek* genç ikinci üçüncü dördüncü anti sahte yalan başka diğer
      doğrula* müstakbel eşbaşkan* girişimi antrenör* teknik menajer* öğrenci* öğretmen* doktor* komşu* meslektaş*
      varis* nişanlı* dede* büyükanne* ikiz* müdür* şef* muhalif* *madı *medi *maz *mez *mayacak *meyecek *madan *meden
      *mamış *memiş *mıyor *muyor sevgilisi`,
    synonyms: `2/iki 3/üç 4/dört 5/beş 6/altı 7/yedi 8/sekiz 9/dokuz 10/on 11/onbir 12/oniki %/yüzde öldü/ölü/hayatını
      yaralandı/yaralı abd/amerika milyon/mn milyar/mr lira/tl $/dolar €/euro/avro`,
    suffixes: `larının lerinin larında lerinde larını lerini larına lerine ların lerin ları leri lara lere larda lerde
      lar ler nın nun dan den tan ten da de ta te ın un ya ye yı yu a e ı u`,
  },
  {
    language: 'az',
    letters: 'əçğıöşü',
    optional: 'bir',
    functionWords: `və ya ilə üçün da də ki bu o olan kimi oldu olub görə sonra qədər arasında üzrə yaxınlığında səbəbindən
      dedi bildirib bildirdi`,
    contrasting: 'əvvəl sonra',
    distinguishing: `deyil yox heç olmadan qarşı daha çox az yalnız başqa əgər niyə necə harada kim nə mi mu olacaq edəcək
      bilər lazım istəyir planlaşdır* hazırlaş* hədələ* tələb xahiş çağır* ümid vəd təklif* təkzib* inkar rədd imtina
      iddia* şübhəli* ittiham* cəhd* uğursuz qala ləğv* təxir* dayandır* bitdi başa geri yenidən təkrar qayıt* blokla*
      bəraət sağ keçmiş sabiq müavin* arvadı həyat yoldaşı əri oğlu qızı atası anası qardaşı bacısı vəkil* sözçü*
      mətbuat müşavir* köməkçi* katib* sürücü* dost* rəqib* xələf* qadın* kişi* gənc* ikinci üçüncü anti saxta digər
      təsdiq* məşqçi* şagird* tələbə* müəllim* həkim* qonşu* həmkar* nişanlı* baba* nənə* müdir* rəis* *madı *mədi *mır
      *mur *mayacaq *məyəcək *madan *mədən`,
    synonyms: `2/iki 3/üç 4/dörd 5/beş 6/altı 7/yeddi 8/səkkiz 9/doqquz 10/on %/faiz öldü/ölüb/həlak
      yaralandı/yaralanıb/xəsarət abş/amerika`,
    suffixes: `larının lərinin ların lərin ları ləri lara lərə larda lərdə lar lər nın nun dan dən da də ın un ya yə a ə
      ı u`,
  },
]
