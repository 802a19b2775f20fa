/** Invented headlines in ten languages, hard in their numbers and names: what a model for translations is tried with. */
import type { Title } from '../../src/machine/translate-titles.ts'

const byLanguage: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Storm Agatha kills 37 in Kent, leaves 12,500 homes dark',
    'Senate passes $1.2 trillion budget by 51–49 vote',
    'OpenFoo’s GPT-9 beats iPhone 21 chip in 3 of 5 tests',
    'F-16 crash: pilot, 28, survives after 9 hours at sea',
    'Inflation falls to 2.5% in Q3, lowest since 2021',
  ],
  de: [
    'Bahn verliert 1,8 Milliarden Euro – 3.400 Stellen fallen weg',
    'Nach 24-Stunden-Streik: Flughafen BER öffnet um 5.30 Uhr',
    'Umfrage: 47,3 Prozent gegen das Gesetz, 12 % unentschieden',
    'YouTuberin Lena Möckern gewinnt mit 18 Jahren den Deutschen Buchpreis',
    'Am 3. Oktober fährt der ICE-4 wieder über die neue Brücke',
  ],
  fr: [
    'Incendie à Vierzy : 2 morts, 1 500 hectares brûlés',
    'L’Assemblée vote 4,7 milliards d’euros pour l’hôpital',
    'A380 : Airbus livre un dernier exemplaire à Air Baltica',
    'Le RN à 31 %, en hausse de 2,5 points depuis janvier',
    'Procès Delmas : vingt ans après, un témoin change de version',
  ],
  es: [
    'El paro baja a 2,3 millones, la cifra más baja desde 2008',
    'Detenidos 14 miembros de la red «Tormenta» en Cádiz',
    'El Gobierno destina 3.000 millones de euros a la vivienda',
    'Gana el Betis 3-1 con dos goles de un debutante de 17 años',
    'Un terremoto de magnitud 6,8 sacude el norte de Chile',
  ],
  pt: [
    'Lucro da Petrobrás sobe 18% e chega a R$ 32,4 bilhões',
    'Chuvas deixam 1,1 milhão sem luz em 45 cidades do Sul',
    'PIX terá limite de R$ 200 à noite a partir de 1º de março',
    'Aos 41 anos, Marta Quirino marca e vira jogo aos 49 do 2º tempo',
    'Câmara aprova, por 312 a 98, projeto sobre inteligência artificial',
  ],
  ru: [
    'В Приволжье сгорел склад: погибли 12 человек, 40 пострадали',
    'Центробанк повысил ставку до 16,5%',
    'Су-57 и F-35: что показали учения 9 мая',
    'Правительство выделит 1,5 трлн рублей до 2030 года',
    'Землетрясение магнитудой 5,9 произошло у берегов Камчатки',
  ],
  zh: [
    '强台风致35万人撤离，12人失踪',
    '华芯发布新款手机X90，售价4999元起',
    '前三季度出口增长6.3%，总额达18.6万亿元',
    '11月5日起下调存款准备金率0.25个百分点',
    '三名登山者被困48小时后获救',
  ],
  ja: [
    '首相、12月3日に訪韓へ　4年ぶり',
    '半導体工場に2兆円投資　雇用3400人',
    '台風18号で停電15万戸、新幹線は午後3時に再開',
    '世論調査：内閣支持率32％、不支持は5割超',
    '17歳の棋士、名人に3連勝であと1勝',
  ],
  ko: [
    '국회, 내년 예산 677조 4000억원 의결',
    '서울 아파트값 0.35% 올라… 18주 연속 상승',
    'KF-21 시제기 6호기, 42분간 첫 비행',
    '코스피 2,980선 회복, 외국인 3천억 순매수',
    '새벽 2시 공장 화재로 2명 숨지고 11명 다쳐',
  ],
  ar: [
    'زلزال بقوة 6.1 درجات يوقع 52 قتيلا و300 جريح',
    'البنك المركزي يخفض الفائدة إلى 4.75٪',
    'اتفاق بقيمة 3 مليارات دولار لشراء 24 طائرة F-16',
    'ارتفاع أسعار النفط بنسبة ٢٫٤٪ في أسبوع',
    'انتخابات 15 مارس: 8 ملايين ناخب و1200 مركز اقتراع',
  ],
}

export const headlines: readonly Title[] = Object.entries(byLanguage).flatMap(([language, texts]) =>
  texts.map((text) => ({ text, language })),
)

/** Texts for a briefing and a summary, of usual length. */
export const article = {
  title: 'Harbour of Kent gets a wall after the storm',
  language: 'en',
  text: [
    'Kent will build a wall of 4.5 kilometres around its old harbour, three months after storm Agatha killed 37 people there.',
    'The council voted 19–4 on Tuesday for the plan, which costs £310 million and is to be finished by 2031.',
    'Engineers had warned since 2018 that the quay, built in 1887, stands 60 centimetres too low.',
    'Fishermen fear for 220 jobs: their boats would have to pass a gate that closes at wind force 9.',
    'The minister for the environment, who visited the town with a delegation of insurers, promised that the state pays two thirds.',
  ]
    .map(
      (paragraph) =>
        `${paragraph} ${'Residents spoke for hours at the meeting, most of them for the wall. '.repeat(8)}`,
    )
    .join('\n'),
}
