/** Headline words: English, German, Dutch, Afrikaans, Swedish, Danish, Norwegian, Icelandic. */
import type { WordList } from './list.ts'

export const germanic: readonly WordList[] = [
  {
    language: 'en',
    shapes: '*tion *ing *ght th* wh* *ck',
    optional: 'a an the',
    functionWords: `of to in on at as by off up down from and or but is are was were be been being has have had do does did
      that this these those it its he she they we i you his her their our your my who whom whose which there here than
      then so also just into onto out over about amid among around between during through across via per near s t st u
      says say said told tells according officials official source sources report reports reported now today with for`,
    contrasting: 'before after',
    distinguishing: `not no never none nor without against more less fewer most least if unless until instead except only why
      how what when where whether will would may might could should must can cannot dont doesnt didnt isnt arent wasnt
      werent wont wouldnt cant couldnt shouldnt hasnt havent hadnt plan plans planned planning want wants wanted
      intend* prepare* expect* seek seeks sought hope hopes promis* vow vows vowed pledg* threaten* consider* mull*
      propos* candidate bid ask asks asked urge urges urged demand* appeal appeals deny denies denied denial reject*
      refus* disput* alleg* suspect* accus* claim claims claimed rumour* rumor* attempt* tries tried try trying fail
      fails failed failure foil* avert* nearly almost cancel* postpon* suspend* suspension delay* halt* stop stops
      stopped lift lifts lifted end ends ended ending withdraw* withdrew resum* return returns overturn* revers* annul*
      block blocks blocked scrap* drop drops dropped acquit* cleared surviv* off up down under above below ex former
      formerly late deputy vice acting wife husband son daughter father mother brother sister widow uncle aunt cousin
      nephew niece grandson family lawyer lawyers attorney spokesman spokeswoman spokesperson aide aides adviser
      advisor assistant secretary bodyguard driver girlfriend boyfriend partner friend rival rivals successor
      predecessor supporter* critic critics fan fans women womens men mens under21 u21 u19 youth junior second third
      fourth anti fake false hoax again another other opposes oppos* join* refund* begins begin starts start restart*
      ban bans banned unban* confirm* half remains still yet review obituary coach manager agent editor publisher
      biographer pupil student teacher doctor neighbour neighbor colleague heir fiance fiancee grandfather grandmother
      stepson twin boss chief opponent opponents reopen* nominee interim outgoing`,
    synonyms: `2/two 3/three 4/four 5/five 6/six 7/seven 8/eight 9/nine 10/ten 11/eleven 12/twelve 20/twenty 1st/first
      %/percent/pct us/usa/america/american/americans uk/britain/british eu/european russia/russian ukraine/ukrainian
      china/chinese japan/japanese israel/israeli germany/german france/french spain/spanish italy/italian
      kill/kills/killed/killing/die/dies/died/dead/death/deaths quake/earthquake
      hit/hits/strike/strikes/struck/rocks/jolts rise/rises/rose/climbs/jumps/gains/surges/soars
      fall/falls/fell/slumps/slump/plunges/plunge/slides/tumbles/sinks win/wins/won/beat/beats
      launch/launches/launched/unveils/unveiled president/pres minister/pm blast/explosion fire/blaze/wildfire
      injure/injures/injured/injuring/hurt/wounded jail/jails/jailed/imprisoned buy/buys/bought/acquires/acquired
      approve/approves/approved/passes/passed/backs million/millions/m/mln billion/billions/bn trillion/tn thousand/k
      $/dollar/dollars €/euro/euros £/pound/pounds ¥/yen`,
    suffixes: 'ing es ed s',
  },
  {
    language: 'de',
    shapes: '*ung *ungen *lich* sch* *keit *heit *schaft* *cht',
    letters: 'äöüß',
    optional: 'der die das den dem des ein eine einen einem einer eines',
    functionWords: `und oder bis seit in im an am auf aus bei beim von vom zu zum zur mit fur als wie durch uber um unter nahe
      ist sind war waren wird werden wurde wurden hat haben hatte sei seien sein seine seinen seiner seinem ihr ihre
      ihren ihrer er sie es sich auch dass da so zwischen entlang wegen laut sagt`,
    contrasting: 'vor nach',
    distinguishing: `nicht kein* nie niemals ohne gegen mehr weniger statt ausser nur wenn ob warum wieso weshalb wie was wann
      wo wer soll sollen sollte sollten will wollen wollte kann konnte konnten darf muss mussen durfte plant planen
      geplant* plane droht drohen fordert fordern verlangt bittet ruft erwagt pruft hofft bereitet kundigt verspricht
      leugnet bestreitet dementier* weist abgelehnt lehnt verweiger* widerspricht angeblich* mutmasslich* verdacht
      verdachtig* vorwurf* versucht* versuch scheiter* gescheitert fast beinahe abgesagt absage verschoben verschieb*
      vertagt aussetz* ausgesetzt stopp* gestoppt endet beendet aufgehoben zuruckgezogen wieder erneut zuruck
      freigesprochen freispruch uberleb* ex fruher* ehemalig* alt stellvertret* vize frau mann ehefrau ehemann witwe
      sohn tochter vater mutter bruder schwester onkel tante neffe nichte familie anwalt anwalte anwaltin verteidiger
      sprecher* berater* mitarbeiter* sekretar* leibwachter fahrer freund freundin partner* nachfolger* vorganger*
      anhanger* kritiker* fans frauen manner junioren u21 u19 zweite* dritte* anti falsch* andere* anderer weiter*
      kritisiert bestatigt genehmigt halb auf ab unter uber hoher niedriger trainer* manager* agent verleger* schuler*
      lehrer* arzt nachbar* kollege* kollegin erbe verlobte* grossvater grossmutter zwilling* chef* gegner* leiter*
      kommissarisch* designiert*`,
    synonyms: `2/zwei 3/drei 4/vier 5/funf 6/sechs 7/sieben 8/acht 9/neun 10/zehn 11/elf 12/zwolf %/prozent usa/amerika
      tot/tote/toten/getotet/todlich verletzt/verletzte/verletzten million/millionen/mio milliarde/milliarden/mrd
      $/dollar €/euro`,
    suffixes: 'ern en er es em e n s',
  },
  {
    language: 'nl',
    shapes: '*ij* *heid *aa* *oe*',
    letters: 'ëï',
    optional: 'de het een',
    functionWords: `en of in op aan bij van voor te ten ter met als om door uit over naar tot tussen onder is zijn was waren
      wordt worden werd werden heeft hebben had dat die dit deze hij zij ze zich hun haar er ook zo volgens zegt`,
    contrasting: 'na voordat nadat',
    distinguishing: `niet geen nooit zonder tegen meer minder alleen behalve als waarom hoe wat wanneer waar wie of zal zullen
      zou zouden wil willen wilde kan kunnen moet moeten mag mogelijk plan plant plannen gepland overweegt dreigt eist
      eisen vraagt roept hoopt belooft ontken* weiger* verwerp* afgewezen wijst betwist vermeend* verdacht* verdenking
      beschuldig* poging probeer* mislukt* bijna afgelast geannuleerd annuleer* uitgesteld uitstel geschorst opgeschort
      stopt gestopt einde eindigt weer opnieuw terug vrijgesproken vrijspraak overleeft ex oud voormalig* plaats vice
      vrouw man weduwe zoon dochter vader moeder broer zus oom tante neef nicht familie advocaat advocate woordvoerder*
      adviseur* assistent* secretaris chauffeur vriend vriendin opvolger voorganger aanhangers critici fans vrouwen
      mannen jong tweede derde anti nep vals andere ander bevestigt keurt trainer coach manager leerling leraar arts
      dokter buurman collega erfgenaam verloofde opa oma baas chef tegenstander* waarnemend`,
    synonyms: `2/twee 3/drie 4/vier 5/vijf 6/zes 7/zeven 8/acht 9/negen 10/tien 11/elf 12/twaalf %/procent
      dood/doden/gedood/omgekomen gewond/gewonden miljoen/mln/mio miljard/mrd $/dollar €/euro`,
    suffixes: 'en er es e s',
  },
  {
    language: 'af',
    letters: 'êëô',
    optional: `die 'n n`,
    functionWords: `en of in op aan by van vir te met as om deur uit oor na tot is was word het dat dit hy sy hulle se hul ook
      sal`,
    contrasting: 'voor voordat nadat',
    distinguishing: `nie geen nooit sonder teen meer minder net behalwe hoekom hoe wat wanneer waar wie of sal sou wil kan
      moet mag beplan oorweeg dreig eis vra ontken weier verwerp beweerde verdagte verdink* poging probeer misluk byna
      gekanselleer uitgestel opgeskort stop einde weer terug vrygespreek oorleef oud voormalige adjunk vise vrou man
      weduwee seun dogter pa ma vader moeder broer suster prokureur advokaat woordvoerder adviseur assistent bestuurder
      vriend opvolger vroue mans tweede derde anti vals ander bevestig`,
    synonyms: '2/twee 3/drie 4/vier 5/vyf 6/ses 7/sewe 8/agt 9/nege 10/tien %/persent',
    suffixes: 'te es e s',
  },
  {
    language: 'sv',
    shapes: '*ning *ningen *ar',
    letters: 'åäö',
    optional: 'en ett den det de',
    functionWords: `och eller i pa av fran till for med om som vid under over efter at ur hos mellan genom ar var blir blev har
      hade att sig sin sitt sina han hon de dem dess dar sa ocksa enligt sager`,
    contrasting: 'fore innan efter',
    distinguishing: `inte inget ingen inga aldrig utan mot emot mer mindre farre fler bara utom om varfor hur vad nar var vem
      ska skall skulle vill kan kunde maste bor far planerar planeras overvager hotar kraver begar hoppas lovar
      fornekar dementer* vagrar avvisar avslar nekar bestrider pastadd* misstankt* misstanks anklag* forsok* misslyck*
      nastan installd installt installda stalls staller skjuts uppskjut* stoppa* slutar slut ater igen tillbaka
      frikand* friad* overlev* ex tidigare vice fru hustru make anka son dotter mor pappa mamma bror syster advokat*
      talesperson* talesman radgivare assistent* sekreterare chauffor van flickvan pojkvan eftertradare foretradare
      anhangare kritiker fans damer herrar dam herr u21 andra tredje anti falsk* annan bekraftar upp ner tranare
      manager agent elev larare lakare granne kollega arvinge fastmo morfar farfar chef motstandare tillforordnad`,
    synonyms: `2/tva 3/tre 4/fyra 5/fem 6/sex 7/sju 8/atta 9/nio 10/tio 11/elva 12/tolv %/procent dod/doda/dodade
      skadad/skadade/skadades miljon/miljoner/mn miljard/miljarder/md €/euro`,
    suffixes: 'arnas ernas arna erna orna arens en et ar er or na n t a s',
  },
  {
    language: 'da',
    shapes: '*else *elser *hed *ede',
    letters: 'æøå',
    optional: 'en et den det de',
    functionWords: `og eller i pa af fra til for med om som ved under over ad hos mellem gennem er var bliver blev har havde at
      sig sin sit sine han hun dem der her sa ogsa ifolge siger`,
    contrasting: 'for inden efter',
    distinguishing: `ikke ingen intet aldrig uden mod imod mere mindre faerre flere kun undtagen hvis hvorfor hvordan hvad
      hvornar hvor hvem skal skulle vil ville kan kunne ma bor planlaegger overvejer truer kraever beder haber lover
      naegter afviser afslar benaegter dementer* bestrider pastaet formodet mistaenk* sigte* anklag* forsog* mislykke*
      naesten aflys* udsat udsaette* suspende* stoppe* slutter slut igen tilbage frifund* frikend* overlev* eks
      tidligere vice fung* kone hustru mand enke son datter far mor bror soster advokat* talsmand talskvinde radgiver
      assistent* sekretaer chauffor ven kaereste efterfolger forgaenger tilhaengere kritikere fans kvinder maend dame
      herre u21 anden tredje anti falsk* bekraefter op ned traener manager agent elev laerer laege nabo kollega arving
      forlovede bedstefar chef modstander*`,
    synonyms: `2/to 3/tre 4/fire 5/fem 6/seks 7/syv 8/otte 9/ni 10/ti 11/elleve 12/tolv %/procent
      dod/dode/draebt/draebte/omkommet saaret/sarede/kvaestet/kvaestede million/millioner/mio milliard/milliarder/mia
      €/euro`,
    suffixes: 'ernes erne ene en et er ne n t e s',
  },
  {
    language: 'no',
    shapes: '*else *het *ene',
    letters: 'æøå',
    optional: 'en et ei den det de',
    functionWords: `og eller i pa av fra til for med om som ved under over hos mellom gjennom er var blir ble har hadde at a
      seg sin sitt sine han hun dem der her sa ogsa ifolge sier`,
    contrasting: 'for innen etter',
    distinguishing: `ikke ingen intet aldri uten mot imot mer mindre faerre flere bare unntatt hvis hvorfor hvordan hva nar
      hvor hvem skal skulle vil ville kan kunne ma bor planlegger vurderer truer krever ber haper lover nekter avviser
      avslar benekter dementer* bestrider pastatt antatt mistenk* siktet* anklag* forsok* mislykk* nesten avlys*
      innstil* utsatt utsett* suspende* stoppe* slutter slutt igjen tilbake frikjen* frifun* overlev* eks tidligere
      vise fung* kone mann enke sonn datter far mor bror soster advokat* talsmann talskvinne radgiver assistent*
      sekretaer sjafor venn kjaereste etterfolger forgjenger tilhengere kritikere fans kvinner menn dame herre u21
      andre tredje anti falsk* annen bekrefter opp ned trener manager agent elev laerer lege nabo kollega arving
      forlovede bestefar sjef motstander*`,
    synonyms: `2/to 3/tre 4/fire 5/fem 6/seks 7/sju/syv 8/atte 9/ni 10/ti 11/elleve 12/tolv %/prosent
      dod/dode/drept/omkom/omkommet skadd/skadde/saret million/millioner/mill milliard/milliarder/mrd €/euro`,
    suffixes: 'enes ene en et er ne n t a e s',
  },
  {
    language: 'is',
    letters: 'ðþáéíóúýæö',
    optional: 'hinn hin hid',
    functionWords: `og eda i a ad af fra til fyrir med um sem vid yfir undir ur hja er var voru verdur vard hefur hafa sig sinn
      thad thau hann hun`,
    contrasting: 'fyrir adur eftir',
    distinguishing: `ekki enginn engin aldrei an gegn meira minna faerri fleiri bara nema ef hvers hvernig hvad hvenaer hvar
      hver mun munu mundi vill getur gaeti aetti tharf aetlar hyggst ihugar hotar krefst bidur vonast lofar neitar
      hafnar synjar meint* grun* sak* tilraun reyn* naestum aflyst frestad haett stodvad lykur aftur sykn* lifdi
      fyrrverandi vara kona eiginkona madur eiginmadur ekkja sonur dottir fadir modir brodir systir logmadur talsmadur
      radgjafi adstodarmadur ritari vinur eftirmadur konur karlar annar thridja anti falsk* stadfest*`,
    synonyms: '2/tveir/tvo/tvaer 3/thrir/thrja/thrjar 4/fjorir/fjora 5/fimm 6/sex 7/sjo 8/atta 9/niu 10/tiu %/prosent',
    suffixes: 'unum inum anna inn um ar ir ur na i a u s',
  },
]
