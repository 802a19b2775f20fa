/** Decides by a feed's text whether it is only the beginning of an article. Pure. */
import { limits } from '../../limits.ts'
import { oneLine } from '../../text/one-line.ts'
import { letterCount } from './letter-count.ts'

const { shortLetters, wholeLetters } = limits.article

/** Three dots, alone or in brackets, perhaps with an arrow. */
const dots = /(?:…|\.{3}|⋯⋯|[[({]\s*(?:…|\.{3,4}|⋯)\s*[\])}])\s*[»›→>]*$/u

/** Invitations to read on, as the last line or in brackets at the end. */
const invitation = new RegExp(
  `(?:${[
    'read (?:more|on|the (?:full|whole|rest|complete|entire)|full)|continue reading|keep reading|full (?:story|article|text)|view (?:full|original)|more »',
    'click (?:here )?(?:to|for) (?:read|more|the full)|the (?:whole|rest of the) (?:story|article)|learn more|see more|more\\.{3}|\\(more(?:…|\\.{3})?\\)',
    'weiterlesen|mehr (?:lesen|dazu)|zum (?:ganzen )?artikel|den ganzen artikel|vollständigen artikel',
    "lire (?:la suite|plus|l[’']article)|en savoir plus|suite de l[’']article",
    'leer más|seguir leyendo|sigue leyendo|continuar leyendo|leer (?:la nota|el artículo)|ver más',
    "leggi (?:tutto|di più|l[’']articolo|ancora)|continua a leggere|continua la lettura",
    'leia mais|ler mais|continue lendo|continuar (?:lendo|a ler)|saiba mais',
    'lees (?:meer|verder)|verder lezen|läs (?:mer|vidare|hela)|les (?:mer|hele)|læs (?:mere|videre|hele)|lue lisää',
    'czytaj (?:więcej|dalej)|więcej »|číst (?:dál|více)|čítať ďalej|devamını oku|daha fazla',
    'читать (?:далее|дальше|полностью|ещё|еще)|подробнее|продолжение|читати далі|докладніше',
    '続きを読む|続きは|全文を読む|もっと読む|더 보기|더보기|기사 ?(?:전문|보기)|전문 ?보기|계속 읽기',
    '阅读(?:全文|更多|原文)|閱讀(?:全文|更多|原文)|继续阅读|繼續閱讀|查看(?:全文|更多|原文)|點擊(?:閱讀|查看)|点击(?:阅读|查看)|(?:更多|全文)内容|未完待续|未完待續|看全文|詳全文',
    'اقرأ (?:المزيد|أكثر)|المزيد|متابعة القراءة|קרא(?:ו)? עוד|המשך קריאה|ادامه مطلب|और पढ़ें|อ่านต่อ|xem thêm|đọc tiếp|baca selengkapnya',
  ].join('|')})`,
  'iu',
)
const shortLine = 80

/** The line that WordPress adds to whole texts too. */
const publisherLine =
  /appeared first on|erschien zuerst auf|est apparu en premier sur|(?:se publicó|aparece|apareció) primero en|apareceu primeiro em|(?:proviene da|è apparso per primo su)|verscheen eerst op|впервые (?:появил[ао]сь|опубликовано)|pojawił się poczatkowo|最先出现在|最早出現於|最先出現於|最初に/iu

/**
 * Whether a text stops before its article ends: it is short, ends with dots, or invites to read on.
 * @param text as people see it, with a line for each block; cut off behind `limits.article.readUnits`
 */
export function isExcerpt(text: string): boolean {
  const lines = text
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '')
  const own = lines.filter((line) => !publisherLine.test(line))
  const last = own.at(-1) ?? ''
  const letters = letterCount(own.join('\n'))
  if (letters < shortLetters) return true
  if (letters > wholeLetters) return false
  return dots.test(last) || (last.length <= shortLine && invitation.test(last)) || endsWithInvitation(last)
}

/** `Text of the article [Read more]`, or the same behind dots: its paragraph has no line of its own. */
function endsWithInvitation(line: string): boolean {
  const end = line.slice(-shortLine)
  const from = Math.max(end.lastIndexOf('…'), end.lastIndexOf('...'), end.lastIndexOf('['), end.lastIndexOf('('))
  return from >= 0 && invitation.test(end.slice(from))
}
