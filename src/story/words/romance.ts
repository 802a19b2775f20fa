/** Headline words: Spanish, Portuguese, French, Italian, Catalan, Galician, Romanian. */
import type { WordList } from './list.ts'

export const romance: readonly WordList[] = [
  {
    language: 'es',
    shapes: '*cion *dad *ados *eros',
    letters: 'áéíóúñü',
    optional: 'el la los las un una unos unas lo',
    functionWords: `de del frente junto dentro alrededor a al en y e o u con por para que se su sus es son fue fueron ha han
      ser sido esta estan entre desde hasta sobre bajo tras ante segun como le les lo ya mas este estos estas dice dijo`,
    contrasting: 'antes despues mas',
    distinguishing: `no ni nunca jamas sin contra menos solo salvo excepto si cuando donde quien quienes porque como cual
      podria podrian puede pueden deberia debe deben quiere quieren quiso planea* prevé preven busca buscan pretende*
      intenta* intento tentativa amenaza* pide piden exige* reclama* solicita* insta llama espera esperan promete*
      estudia* propone* valora baraja niega niegan nego desmiente* desmint* rechaza* rechazo rehusa* descarta* presunt*
      supuest* sospech* acusa* fracasa* fallid* casi cancel* suspend* suspens* aplaz* posp* retras* deten paraliz*
      frena termina* finaliz* fin levanta* retira* reanuda* vuelve vuelven regresa revoca* anula* bloquea* absuel*
      absolv* sobreviv* ex exministr* exalcald* expresident* exgobernador* exjefe exdirector* vice sub21 adjunt*
      interin* mujer esposa esposo marido viuda hijo hija padre madre hermano hermana tio tia sobrino sobrina primo
      familia abogado abogada portavoz asesor* asistente secretari* escolta chofer conductor* novia novio amigo socio
      rival sucesor* predecesor* seguidores criticos aficionados mujeres hombres femenin* masculin* juvenil segund*
      tercer* cuart* anti fals* bulo otra otro otros otras vez nuevamente confirma* futur* entrenador* tecnico agente
      editor editora biografo alumno alumna discipulo profesor* maestro medico vecino vecina companero companera colega
      heredero novi* abuelo abuela gemelo jefe jefa gabinete opositor* sería serían habría habrían tendría tendrían
      estaría estarían querría`,
    synonyms: `2/dos 3/tres 4/cuatro 5/cinco 6/seis 7/siete 8/ocho 9/nueve 10/diez 11/once 12/doce %/ciento
      muere/mueren/murio/murieron/muerto/muertos/muerta/muertas/fallece/fallecen/fallecio/fallecidos
      herido/heridos/herida/heridas terremoto/sismo/seismo eeuu/ee.uu millon/millones/m/mm $/dolar/dolares €/euro/euros`,
    suffixes: 'aciones acion ados adas idos idas ado ada ido ida ar er ir os as es o a e s',
  },
  {
    language: 'pt',
    shapes: '*cao *coes *dade *inho*',
    letters: 'áâãàçéêíóôõú',
    optional: 'o os as um uma uns umas',
    functionWords: `a de do da dos das em no na nos nas ao aos e ou com por pelo pela pelos pelas para que se seu sua seus suas
      foi foram sao era ser sido esta estao tem tinha entre desde ate sobre sob apos como ja este isso diz disse num
      numa causa devido`,
    contrasting: 'antes depois apos mais',
    distinguishing: `nao nem nunca jamais sem contra menos so salvo exceto se quando onde quem porque como qual pode podem
      poderia deve devem deveria quer querem vai vao ira irao planeja* preve pretende* busca tenta* tentativa ameaca*
      pede* exige* solicita* espera promete* estuda* propoe avalia cogita nega negam negou desment* rejeita* recus*
      descart* suposto suposta suspeit* acusa* fracass* falh* quase cancel* suspend* suspens* adia* adiad* paralis*
      interromp* termina* encerra* retira* retoma* volta voltam revoga* anula* derrub* bloqueia* absolv* sobreviv* ex
      vice adjunt* interin* mulher esposa marido viuva filho filha pai mae irmao irma tio tia sobrinh* primo familia
      advogad* porta assessor* assistente secretari* motorista seguranca namorad* amigo socio rival sucessor*
      antecessor* apoiadores criticos torcedores mulheres homens feminin* masculin* juvenil sub anti fals* outra outro
      vez novamente confirma* futur* treinador* tecnico agente editor editora biografo aluno aluna discipulo professor*
      mestre medico vizinho vizinha colega herdeir* noiv* avo gemeo chefe gabinete opositor* seria seriam teria teriam
      haveria estaria estariam segundo segundos terceiro terceira`,
    synonyms: `2/dois/duas 3/tres 4/quatro 5/cinco 6/seis 7/sete 8/oito 9/nove 10/dez 11/onze 12/doze %/cento
      morre/morrem/morreu/morreram/morto/mortos/morta/mortas ferido/feridos/ferida/feridas terremoto/sismo eua/estados
      milhao/milhoes/mi bilhao/bilhoes/bi $/dolar/dolares €/euro/euros`,
    suffixes: 'acoes acao ados adas idos idas ado ada ido ida oes aes ar er ir os as es o a e s',
  },
  {
    language: 'fr',
    shapes: '*eaux *aient *eux *ique *eur',
    letters: 'àâçéèêëîïôùûüœ',
    optional: 'le la les l un une',
    functionWords: `de du des d a au aux en et ou dans par pour sur sous avec chez entre vers depuis selon que qui qu se s son
      sa ses leur leurs est sont etait ete ont avait avoir etre ce cet cette ces il elle ils elles y dont comme n deja
      dit c j`,
    contrasting: 'avant apres plus',
    distinguishing: `pas ne non ni jamais sans contre moins seulement sauf hormis si quand ou pourquoi comment qui quoi quel
      quelle va vont pourrait pourraient peut peuvent doit doivent devrait devraient veut veulent voulait prevoit
      prevoient prevu* envisag* compte souhait* esper* promet* menac* tent* tentative essai* demand* reclam* exig*
      appell* invit* propos* etudi* nie nient dement* dementi refus* rejett* rejet* recus* conteste* presum* suppos*
      soupconn* accus* echou* echec presque failli annul* suspend* suspens* report* retard* arret* stopp* fin termin*
      lev* retir* repren* repris* revien* retour revoqu* bloqu* abandonn* acquitt* relax* surviv* ex ancien ancienne
      anciens vice adjoint* interim* futur* femme epouse mari epoux veuve fils fille pere mere frere soeur oncle tante
      neveu niece cousin famille avocat* porte parole conseill* assistant* secretaire chauffeur garde compagn* ami amie
      associe* rival* successeur predecesseur partisans supporters critiques feminin* femmes hommes masculin* espoirs
      u21 second* deuxieme troisieme quatrieme anti faux fausse autre autres nouveau encore confirm* demission*rait
      entraineur* editeur editrice biographe eleve disciple professeur maitre medecin docteur voisin voisine collegue
      heritier* fiance fiancee grand jumeau chef patron directeur cabinet adversaire* opposant* aucun aucune *rait
      *raient`,
    synonyms: `2/deux 3/trois 4/quatre 5/cinq 6/six 7/sept 8/huit 9/neuf 10/dix 11/onze 12/douze %/pourcent
      mort/morts/morte/mortes/meurt/meurent/tue/tues/tuee/tuees/deces blesse/blesses/blessee/blessees
      seisme/tremblement usa/etats million/millions/m milliard/milliards/md/mds $/dollar/dollars €/euro/euros`,
    suffixes: 'aient ees ee es er e s x',
  },
  {
    language: 'it',
    shapes: '*zione *zioni *ato *ale *gli*',
    letters: 'àèéìíòóùú',
    optional: 'il lo la i gli le l un uno una',
    functionWords: `di del dello della dei degli delle dell a al allo alla ai agli alle all da dal dallo dalla dai dagli dalle
      dall in nel nello nella nei negli nelle nell su sul sullo sulla sui sugli sulle sull con per tra fra e ed o che
      si suo sua suoi sue loro sono era stato stata stati ha hanno aveva ci come anche gia questo questa secondo dice d
      un`,
    contrasting: 'prima dopo piu',
    distinguishing: `non ne mai senza contro meno solo tranne se quando dove perche come chi cosa quale potrebbe potrebbero
      puo possono deve devono dovrebbe vuole vogliono vorrebbe prevede punta valuta pensa spera promette* minaccia*
      tenta* tentat* tentativo prova* chiede chiedono esige* invita* propone* nega negano smenti* rifiut* respin*
      bocci* contest* presunt* sospett* accus* indagat* fallit* falli* fallisce quasi annull* sospes* sospend* rinvi*
      ritard* fermat* ferma stop fine termina* revoc* ritir* ripre* torna tornano ritorno blocca* assol* assolt*
      sopravviv* sopravviss* ex vice facente futur* moglie marito vedova figlio figlia padre madre fratello sorella zio
      zia nipote cugin* famiglia avvocat* legale portavoce consiglier* assistente segretari* autista scorta fidanzat*
      compagn* amico amica socio rivale successore predecessore sostenitori critici tifosi femminile maschile donne
      uomini under second* terz* quart* anti fals* bufala altr* nuovo nuovamente ancora conferma* confermat* verso
      allenator* agente editore biografo allievo allieva discepolo professor* maestro medico vicino vicina collega
      erede nonno nonna gemello capo gabinetto oppositor* nessun nessuna nessuno *rebbe *rebbero`,
    synonyms: `2/due 3/tre 4/quattro 5/cinque 6/sei 7/sette 8/otto 9/nove 10/dieci 11/undici 12/dodici %/cento
      morto/morti/morta/morte/muore/muoiono ferito/feriti/ferita/ferite terremoto/sisma usa/stati milione/milioni/mln
      miliardo/miliardi/mld $/dollaro/dollari €/euro`,
    suffixes: 'azioni azione ati ate ato ata iti ite ito ita i e o a',
  },
  {
    language: 'ca',
    shapes: '*cio *itat',
    letters: 'àçèéíïòóúü',
    optional: 'el la els les l un una uns unes',
    functionWords: `en na de del dels d a al als i o amb per pel pels que es seu seva seus ha han son va van ser estat entre
      des fins sobre sota segons com ja aquest aquesta diu hi s n`,
    contrasting: 'abans despres mes',
    distinguishing: `no ni mai sense contra menys nomes excepte si quan on qui perque com quin podria pot poden ha deure vol
      volen preveu planeja* busca preten* intenta* intent temptativa amenaca* demana* exigeix* reclama* espera promet*
      estudia* proposa* nega* desment* rebutja* descarta* presumpt* suposat* sospit* acusa* fracass* quasi gairebe
      cancel* suspen* ajorna* posposa* endarrer* atura* acaba* finalitza* retira* repren* torna* revoca* anul*
      bloqueja* absol* sobreviu* ex exministr* vice adjunt* dona esposa marit vidu* fill filla pare mare germa germana
      advocat* portaveu assessor* assistent secretari* conductor* xicot* amic soci rival successor* predecessor* dones
      homes femeni masculi sub segon* tercer* anti fals* altre altra cop confirma* futur* entrenador* agent editor
      biograf alumne deixeble professor* mestre metge vei veina company* col·lega hereu avi avia cap gabinet seria
      serien hauria haurien tindria`,
    synonyms: `2/dos/dues 3/tres 4/quatre 5/cinc 6/sis 7/set 8/vuit 9/nou 10/deu 11/onze 12/dotze %/cent
      mor/moren/mort/morts/morta ferit/ferits/ferida/ferides`,
    suffixes: 'acions acio ats ades at ada its ides it ida ar er ir os es s a e',
  },
  {
    language: 'gl',
    letters: 'áéíóúñ',
    optional: 'o os as un unha uns unhas',
    functionWords: `a de do da dos das en no na nos nas ao aos e ou con por polo pola para que se seu sua foi foron son ten
      entre desde ata sobre baixo tras como xa este esta di`,
    contrasting: 'antes despois mais',
    distinguishing: `non nin nunca sen contra menos so salvo se cando onde quen porque como pode poden deberia debe quere
      queren preve pretende* busca intenta* tentativa ameaza* pide* esixe* solicita* espera promete* estuda* propon*
      nega* desment* rexeita* descarta* presunt* suposto sospeit* acusa* fracas* case cancel* suspend* suspens* adia*
      apraz* remata* retira* retoma* volta* revoga* anula* bloquea* absol* sobreviv* ex vice adxunt* muller esposa
      marido viuva fillo filla pai nai irman irma avogad* voceiro asesor* secretari* condutor* amigo rival sucesor*
      mulleres homes feminin* masculin* segund* terceir* anti fals* outra outro vez confirma* futur* adestrador* alumno
      alumna discipulo profesor* medico vecino compañeir* herdeir* avo avoa xefe seria serian tería habería`,
    synonyms: `2/dous/duas 3/tres 4/catro 5/cinco 6/seis 7/sete 8/oito 9/nove 10/dez 11/once 12/doce %/cento
      morre/morren/morreu/morto/mortos ferido/feridos`,
    suffixes: 'acions acion ados adas idos idas ado ada ido ida ar er ir os as es o a e s',
  },
  {
    language: 'ro',
    shapes: '*ului *ilor',
    letters: 'ăâîșțşţ',
    optional: 'un o niste cel cea cei cele',
    functionWords: `al a ai ale lui de din la in pe cu si sau ca sa se pentru prin dupa peste sub intre spre dintre fata este e
      sunt era au fost fi care pana isi lor sale ei aceasta acest deja spune`,
    contrasting: 'inainte dupa mai',
    distinguishing: `nu nici niciodata fara contra impotriva putin mult doar daca cand unde cine cum ce va vor ar putea poate
      trebuie vrea planuieste intentioneaza urmareste tentativ* incearca* incercare ameninta* cere cer solicita*
      pretind* indeamna spera promite* analizeaza propune* neaga* dezmint* respins* resping* refuz* contesta* presupus*
      suspect* acuza* acuzat* esuat* esec aproape anulat* anuleaza suspend* amana* amanat* intarzi* opreste* oprit*
      incheie* incheiat* termina* retrage* retras* reia* reluat* revine* intoarce* revoca* bloc* achitat* supraviet* ex
      fost fosta fosti vice adjunct* interimar* sotia sotul vaduva fiul fiica tatal mama fratele sora unchiul varul
      nepotul familia avocat* purtator* consilier* asistent* secretar* sofer* iubit* prieten* rival* succesor*
      predecesor* sustinatori suporterii femin* masculin* femei barbati tineret doi* treilea doilea treia doua anti
      fals* alt alta altul din nou iarasi confirma* viitor* antrenor* agent editor biograf elev elevul discipol*
      profesor* medic* vecin* coleg* mostenitor* logodnic* bunic* geaman sef sefa seful director* fostul fostei
      fostului`,
    synonyms: `2/doi/doua 3/trei 4/patru 5/cinci 6/sase 7/sapte 8/opt 9/noua 10/zece 11/unsprezece 12/doisprezece %/suta
      mort/morti/moarta/murit/decedat/decedati/ucis/ucisi ranit/raniti/ranita/ranite cutremur/seism sua/america
      milion/milioane/mil miliard/miliarde/mld $/dolar/dolari €/euro`,
    suffixes: 'urilor ilor elor ului urile ele ile iei lor le ul ii ei ea uri i e a u',
  },
]
