/** Guesses the encoding of text without a label: the one in which it looks most like a language. */
import { limits } from '../limits.ts'
import { ValueCache } from '../value-cache.ts'

/** Letter frequencies of a language. */
interface Writing {
  /** Letters beyond ASCII, the most frequent first. */
  readonly letters: string
  /** Scores of the first and the last of these letters. */
  readonly scores: readonly [first: number, last: number]
  /** Score of other letters. */
  readonly others: number
}

const alphabet = (letters: string): Writing => ({ letters, scores: [1, 0.2], others: -1 })
/** A language's letters beyond ASCII, with equal scores. */
const accents = (letters: string): Writing => ({ letters, scores: [0.9, 0.9], others: -1 })
/** The same for the most frequent languages, with higher scores. */
const likelyAccents = (letters: string): Writing => ({ ...accents(letters), scores: [1, 1] })
/** The most frequent of thousands of characters. */
const characters = (letters: string): Writing => ({ letters, scores: [0.9, 0.9], others: 0.3 })

const russian = alphabet('оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё')
const ukrainian = alphabet('оанивітерскдлупмязьбгйчхцїжюєшщфґ')
const bulgarian = alphabet('аеиотнрсвлкдпмзъягубчцжйщхшфюь')
const serbian = alphabet('аиоенсртјукдвмлпзгбшчцњљжћхђфџ')
const belarusian = alphabet('анірыеоаялдсвкутмпзбцьгйчшжхюўэёф')
const greek = alphabet('αοιετσνηυρπκμλίόςάέωύήγδχώθφβξζψϊϋΐΰ')
const hebrew = alphabet('יוהלארתבשמםנדכחעפקגןצטזסךףץ')
const arabic = alphabet('المينرتوبدعسهفةحقكأجشطخصضىذزءثغظإئآؤگپچژ')
const thai = alphabet('านรอกเงมยลวดทสตะ่ปบคห้ัิีไแจพช์ขใุูผโ็ธศณซถืึฟฐำญภฉฎษฮ')
const western = [
  ...['äöüß', 'éèàêçôâîûëïùœæÿ', 'áéíóúñü¿¡ºª', 'ãõáéíóúâêôàçü', 'àèéìòùî', 'åäöæøé', 'ëéïèüöáó'],
  'àéèíïóòúüç·',
].map(likelyAccents)
const central = [...['íáéěřýčšžůúťďňó', 'áčďéíľĺňóôŕšťúýžä', 'ąćęłńóśźż', 'áéíóöőúüű', 'čćđšž', 'ăâîşţ']].map(accents)
const turkish = accents('çğıöşüİâîû')
/** A few bytes of Icelandic may also be Turkish. */
const icelandic = accents('áðéíóúýþæö')
const latin9 = accents('éèàêçôâîûëïùœÿ€šžäöå')
const baltic = [...['ąčęėįšųūž', 'āčēģīķļņšūž', 'õäöüšž']].map(accents)
const chinese = characters(
  '的一是了不在有人我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事' +
    '成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此' +
    '已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代' +
    '内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安' +
    '少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光' +
    '放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运闻标',
)
const traditional = characters(
  '的一是不了在有人我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事' +
    '成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此' +
    '已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代' +
    '內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安' +
    '少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光' +
    '放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運聞標香港灣臺繁嘅',
)
const japanese = characters(
  'のにはをたがでてとしれさあいうえおかきくけこすせそちつなぬねひふへほまみむめもやゆよらりるろわんっゃゅょがぎぐげござじず' +
    'ぜぞだぢづどばびぶべぼぱぴぷぺぽアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン' +
    'ガギグゲゴザジズゼゾダドバビブベボパピプペポッャュョー日本年大人月国出会者新東中学一社政内方生地上下業市場部開発題名語台風号首相見京株式府算案議決定接近選挙事件故死亡逮捕疑容県警裁判米国韓露戦争経' +
    '済円高安値落表最気温雨雪震',
)
const korean = characters(
  '이다는의에을고한가지로하은사를기서인도대시리나아어들자정그전해상보수여일만있제부동라장주스원성게것공조구비국유우신선관' +
    '진세경과년와면모무연오회문미학산소실화되민당적개용안생각외내트계통위간야르으운단방분러재교마발등반영치중물했현니려양으명한',
)

/** Encodings with their languages; the earlier one wins a tie. */
const candidates: readonly (readonly [charset: string, writings: readonly Writing[]])[] = [
  ['windows-1252', western],
  ['gb18030', [chinese]],
  ['shift_jis', [japanese]],
  ['euc-jp', [japanese]],
  ['euc-kr', [korean]],
  ['big5', [traditional]],
  ['windows-1251', [russian, ukrainian, bulgarian, serbian, belarusian]],
  ['koi8-u', [russian, ukrainian]],
  ['iso-8859-5', [russian, serbian]],
  ['ibm866', [russian]],
  ['windows-1253', [greek]],
  ['windows-1255', [hebrew]],
  ['windows-1256', [arabic]],
  ['windows-874', [thai]],
  ['windows-1250', central],
  ['iso-8859-2', central],
  ['windows-1254', [turkish]],
  ['windows-1252', [icelandic]],
  ['windows-1257', baltic],
  ['iso-8859-15', [latin9]],
]

/** Text with a lower score is in no language. */
const minFit = 0.2

/** The label of the encoding with the highest score; `windows-1252` if all are too low. */
export function guessCharset(bytes: Uint8Array): string {
  const start = bytes.findIndex((byte) => byte > 127)
  if (start < 0) return 'windows-1252'
  // The character before shows whether the sample begins inside a word.
  const sample = bytes.subarray(Math.max(0, start - 1), start + limits.feed.charsetSampleBytes)
  let best = 'windows-1252'
  let bestFit = minFit
  for (const [charset, writings] of candidates) {
    const text = new TextDecoder(charset).decode(sample, { stream: true })
    for (const writing of writings) {
      const fit = fitOf(text, writing)
      if (fit > bestFit) [best, bestFit] = [charset, fit]
    }
  }
  return best
}

const punctuation = /[\u00a0–—‘’‚“”„…«»‹›•·°©®™€£№、。，！？：；「」『』（）【】《》]/u

/** How much a text looks like a language: the mean score of its characters beyond ASCII, at most 1. */
function fitOf(text: string, writing: Writing): number {
  const scores = scoreCache.get(writing, () => scoresOf(writing))
  let sum = 0
  let count = 0
  let word = noWord
  for (const character of text) {
    const isAscii = character < '\u0080'
    const kind = kindOf(character)
    if (!isAscii) {
      count++
      if (character === '\ufffd' || /\p{C}/u.test(character)) sum -= 2
      else if (punctuation.test(character)) sum += 0.5
      else sum += scores.get(character) ?? (/\p{L}/u.test(character) ? writing.others : -1)
    }
    // In a wrong encoding, words mix scripts, and capitals follow small letters.
    if (isOddAfter(word, kind) && !(isAscii && word.isAscii)) sum -= 1
    if (kind.script === 'none') {
      sum += nameBonus * nameLength(word)
      word = noWord
    } else word = longer(word, kind, isAscii)
  }
  sum += nameBonus * nameLength(word)
  return count === 0 ? 0 : sum / count
}

interface Kind {
  readonly script: 'latin' | 'other' | 'none'
  readonly form: 'capital' | 'small' | 'none'
}

/** The word so far: its last letter and its number of letters. */
interface Word extends Kind {
  readonly letters: number
  readonly capitals: number
  /** It is one capital and small letters, all beyond ASCII. */
  readonly isName: boolean
  readonly isAscii: boolean
}

const noWord: Word = { script: 'none', form: 'none', letters: 0, capitals: 0, isName: true, isAscii: true }

function longer(word: Word, kind: Kind, isAscii: boolean): Word {
  const isFirst = word.letters === 0
  return {
    ...kind,
    letters: word.letters + 1,
    capitals: kind.form === 'capital' ? word.capitals + 1 : word.capitals,
    isName: word.isName && !isAscii && kind.form === (isFirst ? 'capital' : 'small'),
    isAscii,
  }
}

/**
 * Added to the score of each letter of a capitalised word. By chance, few texts of a wrong encoding consist of such words, but short
 * words often consist of frequent Chinese characters.
 */
const nameBonus = 0.35
/** Shorter words may be capitalised by chance. */
const nameLetters = 4

/** The letters of a capitalised word; 0 for other words. */
function nameLength({ letters, isName }: Word): number {
  return isName && letters >= nameLetters ? letters : 0
}

function isOddAfter(word: Word, { script, form }: Kind): boolean {
  if (script === 'none' || word.script === 'none') return false
  if (script !== word.script) return true
  return word.form === 'small' ? form === 'capital' : word.capitals > 1 && form === 'small'
}

/** Characters that are words, as in Chinese, have no script here: they may follow any letter. */
function kindOf(character: string): Kind {
  const form = /\p{Lu}/u.test(character) ? 'capital' : /\p{Ll}/u.test(character) ? 'small' : 'none'
  if (/[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Thai}]/u.test(character)) return { script: 'other', form }
  if (form === 'none') return { script: 'none', form }
  return { script: /\p{sc=Latin}/u.test(character) ? 'latin' : 'other', form }
}

const scoreCache = new ValueCache<Writing, ReadonlyMap<string, number>>()

/** The score of each letter of a language, in both cases. */
function scoresOf({ letters, scores: [first, last] }: Writing): ReadonlyMap<string, number> {
  const all = [...letters]
  const scored = all.flatMap((letter, rank): readonly [string, number][] => {
    const score = first + ((last - first) * rank) / all.length
    return [
      [letter.toUpperCase(), score],
      [letter, score],
    ]
  })
  // The first of equal letters counts.
  return new Map(scored.toReversed())
}
