/** Words for numbers in the bot's languages: small ones, and those that scale a number, such as “million”. */
import { ValueCache } from '../value-cache.ts'

/** From 0 on; `|` separates forms. */
const small: Readonly<Record<string, string>> = {
  en: 'zero,one|first|once,two|second|twice|both|double,three|third|triple,four|fourth,five|fifth,six|sixth,seven|seventh,eight|eighth,nine|ninth,ten|tenth|tens,eleven|eleventh,twelve|twelfth|dozen|dozens',
  de: 'null,ein|eine|einen|einem|einer|eines|eins|erste|ersten|erster|erstes|erstmals,zwei|zweite|zweiten|zweiter|zweites|beide|beiden,drei|dritte|dritten|dritter|drittes,vier|vierte|vierten|vierter,fünf|fünfte|fünften|fünfter,sechs|sechste|sechsten,sieben|siebte|siebten,acht|achte|achten,neun|neunte|neunten,zehn|zehnte|zehnten,elf|elfte|elften,zwölf|zwölfte|zwölften|dutzend|dutzende',
  fr: 'zéro,un|une|premier|première|premiers|premières,deux|deuxième|second|seconde,trois|troisième,quatre|quatrième,cinq|cinquième,six|sixième,sept|septième,huit|huitième,neuf|neuvième,dix|dixième|dizaine|dizaines,onze|onzième,douze|douzième|douzaine|douzaines',
  es: 'cero,un|uno|una|primer|primero|primera,dos|segundo|segunda|ambos|ambas,tres|tercer|tercero|tercera,cuatro|cuarto|cuarta,cinco|quinto|quinta,seis|sexto|sexta,siete|séptimo|séptima,ocho|octavo|octava,nueve|noveno|novena,diez|décimo|décima|decena|decenas,once,doce|docena|docenas',
  pt: 'zero,um|uma|primeiro|primeira,dois|duas|segundo|segunda|ambos|ambas,três|terceiro|terceira,quatro|quarto|quarta,cinco|quinto|quinta,seis|sexto|sexta,sete|sétimo|sétima,oito|oitavo|oitava,nove|nono|nona,dez|décimo|décima|dezena|dezenas,onze,doze|dúzia|dúzias',
  it: 'zero,un|uno|una|primo|prima,due|secondo|seconda|entrambi|entrambe,tre|terzo|terza,quattro|quarto|quarta,cinque|quinto|quinta,sei|sesto|sesta,sette|settimo|settima,otto|ottavo|ottava,nove|nono|nona,dieci|decimo|decima|decina|decine,undici,dodici|dozzina|dozzine',
  ru: 'ноль|нуля,один|одна|одно|одного|одной|одну|первый|первая|первое|первого|первой|первую|первом|первые|первых|впервые,два|две|двух|двум|двое|двоих|оба|обе|второй|вторая|второе|второго|вторую|втором|вторых|дважды,три|трех|трёх|трем|трём|трое|троих|третий|третья|третье|третьего|третьем|третьей|третью|третьих|трижды,четыре|четырех|четырёх|четверо|четвертый|четвёртый|четвертого|четвёртого|четвертом|четвёртом|четвертой|четвёртой,пять|пяти|пятеро|пятый|пятого,шесть|шести|шестеро|шестой|шестого,семь|семи|семеро|седьмой|седьмого,восемь|восьми|восьмой|восьмого,девять|девяти|девятый|девятого,десять|десяти|десятый|десятки|десятков,одиннадцать|одиннадцати,двенадцать|двенадцати|дюжина',
  uk: 'нуль|нуля,один|одна|одне|одного|однієї|одну|перший|перша|перше|першого|першої|першу|першому|перші|перших|вперше,два|дві|двох|двом|двоє|обидва|обидві|другий|друга|друге|другого|другої|другу|другому|двічі,три|трьох|трьом|троє|третій|третя|третє|третього|третьому|третьої|третю|тричі,чотири|чотирьох|четверо|четвертий|четвертого|четвертому|четвертої,п’ять|п’яти|п’ятеро|п’ятий|п’ятого,шість|шести|шестеро|шостий|шостого,сім|семи|семеро|сьомий|сьомого,вісім|восьми|восьмий|восьмого,дев’ять|дев’яти|дев’ятий,десять|десяти|десятий|десятки|десятків,одинадцять|одинадцяти,дванадцять|дванадцяти',
  tr: 'sıfır,bir|ilk|birinci,iki|ikinci,üç|üçüncü,dört|dördüncü,beş|beşinci,altı|altıncı,yedi|yedinci,sekiz|sekizinci,dokuz|dokuzuncu,on|onuncu|onlarca,onbir,oniki|düzine',
  ar: 'صفر,واحد|واحدة|أول|الأول|أولى|الأولى,اثنان|اثنين|اثنتان|اثنتين|ثاني|الثاني|الثانية|كلا,ثلاث|ثلاثة|ثالث|الثالث|الثالثة,أربع|أربعة|رابع|الرابع|الرابعة,خمس|خمسة|خامس|الخامس|الخامسة,ست|ستة|سادس|السادس|السادسة,سبع|سبعة|السابع|السابعة,ثماني|ثمانية|ثمان|الثامن|الثامنة,تسع|تسعة|التاسع|التاسعة,عشر|عشرة|العاشر|العاشرة|عشرات|العشرات,,',
  fa: 'صفر,یک|اول|اولین|نخستین,دو|دوم|دومین|هردو,سه|سوم|سومین,چهار|چهارم|چهارمین,پنج|پنجم|پنجمین,شش|ششم|ششمین,هفت|هفتم|هفتمین,هشت|هشتم|هشتمین,نه|نهم|نهمین,ده|دهم|دهمین|ده‌ها,یازده|یازدهم,دوازده|دوازدهم',
  id: 'nol,satu|pertama,dua|kedua,tiga|ketiga,empat|keempat,lima|kelima,enam|keenam,tujuh|ketujuh,delapan|kedelapan,sembilan|kesembilan,sepuluh|kesepuluh|puluhan,sebelas|kesebelas,selusin|lusinan',
  vi: 'không,một|nhất|đầu,hai|nhì|đôi,ba,bốn|tư,năm,sáu,bảy,tám,chín,mười|chục,,tá',
  ja: 'ゼロ,ひとつ|初,ふたつ|両,みっつ,よっつ,いつつ,むっつ,ななつ,やっつ,ここのつ,とお,,ダース',
  ko: '영,한|하나|첫|일,두|둘|이,세|셋|석|삼,네|넷|넉|사,다섯|오,여섯|육,일곱|칠,여덟|팔,아홉|구,열|십|수십,열한|열하나|십일,열두|열둘|십이',
}

const cache = new ValueCache<string, ReadonlyMap<string, readonly number[]>>(20)

/** Numbers from 0 to 12 by their words in lower case; of all languages if this one is unknown. */
export function smallNumbers(language: string | null): ReadonlyMap<string, readonly number[]> {
  const list = language === null ? undefined : small[language]
  return cache.get(list ?? '', () => {
    const values = new Map<string, readonly number[]>()
    for (const words of list === undefined ? Object.values(small) : [list])
      for (const [value, forms] of words.split(',').entries())
        for (const form of forms.split('|')) if (form !== '') values.set(form, [...(values.get(form) ?? []), value])
    return values
  })
}

/** Languages, as ISO 639 codes, whose words are known; Chinese numerals are read as numbers. */
export const hasNumberWords = (language: string | null) => language === 'zh' || (language !== null && language in small)

/** Words that multiply the number before them: the beginning of the word, and the factor. The first that matches counts. */
const scales: readonly (readonly [RegExp, number])[] = [
  [
    /^(?:thousand|tausend|тысяч|тыс$|тисяч|тис$|ribu|rb$|nghìn|ngàn|tsd$|mila$|mille$|mil$|bin$|ألف|آلاف|الف|هزار)/u,
    1e3,
  ],
  [/^(?:lakh|lac$|लाख)/u, 1e5],
  [/^(?:crore|करोड़)/u, 1e7],
  [
    /^(?:mil+iard|milyar|milliárd|миллиард|мільярд|млрд|mrd|mld|md$|bn$|miliar|میلیارد|ملیارد|مليار|بليون|tỷ|tỉ|bilh[ãõ]|bi$)/u,
    1e9,
  ],
  [
    /^(?:billón|billones|bln$|billionen|bio$|trilh[ãõ]|trilyon|triliun|трилл?[иь]|трильйон|трлн|tn$|trn$|تريليون|تریلیون)/u,
    1e12,
  ],
  [
    /^(?:milli?on|mill[oó]n|milh[ãõ]|milion|miljon|milyon|миллион|мільйон|млн|mio$|mln$|mn$|mm$|mill$|juta|jt$|triệu|مليون|ملايين|میلیون)/u,
    1e6,
  ],
]
/** The same words mean more where “Milliarde” is the word for 1,000,000,000. */
const longScale: ReadonlySet<string> = new Set(['de', 'fr', 'es', 'it'])

/** The factor of a word in lower case behind a number; null: it is another word. */
export function scaleOf(word: string, language: string | null): number | null {
  const isLong = language !== null && longScale.has(language)
  if (/^billions?$/u.test(word)) return isLong ? 1e12 : 1e9
  if (/^trillion/u.test(word)) return isLong ? 1e18 : 1e12
  return scales.find(([pattern]) => pattern.test(word))?.[1] ?? null
}

/** Letters right behind a number that may scale it, or be a unit: $5m, 5 m. */
export const scaleLetters: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['m', 1e6],
  ['b', 1e9],
  ['t', 1e12],
])

/** Signs and words for “percent”. */
export const percent =
  /[%‰٪％]|(?<!\p{L})(?:percent|per cent|pct|prozent|процент|проц\.|відсот|por ciento|por cento|pour cent|per cento|yüzde|persen|phần trăm|درصد|بالمئة|بالمائة|في المئة|في المائة)|パーセント|퍼센트|프로(?!\p{L})|百分之|百分点|百分點/iu
