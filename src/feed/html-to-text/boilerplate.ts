/** Recognises lines that publishers add to every text, by common wordings in many languages. */
import { limits } from '../../limits.ts'

const { appearedFirstUnits, boilerplateUnits, readOnUnits, labelUnits, endingUnits } = limits.html

/** "The post X appeared first on Y", which blog software adds. */
const appearedFirst = new RegExp(
  `^(?:${[
    'the (?:post|article|entry) .{1,300} (?:(?:first )?appeared(?: first)?|was (?:first|originally) published) (?:on|at|in) ',
    'this (?:article|post|story|piece) (?:was )?(?:originally|first) (?:appeared|published|posted)(?: first)? (?:on|at|in|by) ',
    'der (?:beitrag|artikel|post) .{1,300} erschien zuerst (?:auf|bei|in) ',
    'het (?:bericht|artikel) .{1,300} (?:verscheen|is geplaatst) (?:eerst|het eerst) op ',
    '(?:inlägget|artikeln) .{1,300} dök först upp på |innlegget .{1,300} dukket først opp på |indlægget .{1,300} blev først udgivet på ',
    "(?:l[’']|cet )?(?:article|billet) .{1,300} est apparue? en premier (?:sur|dans) ",
    '(?:la entrada|el artículo|la nota) .{1,300} (?:aparece|apareció|se publicó) primero en ',
    "(?:l[’'])?articolo .{1,300} (?:proviene da|è apparso per la prima volta|sembra essere il primo su)",
    'o (?:post|artigo) .{1,300} (?:apareceu|foi publicado) (?:em )?primeir(?:o|amente) em ',
    'artykuł .{1,300} pochodzi z serwisu |příspěvek .{1,300} pochází z ',
    '(?:запись|сообщение|статья) .{1,300} (?:впервые|сначала) появил(?:ась|ось) ',
    '(?:本文|文章|此文).{0,300}(?:最先|首先|首发|最早)(?:出现|出現|发表|發表|发布|發佈|刊登)(?:在|于|於)',
    '(?:投稿|記事).{0,300}は.{0,100}(?:に最初に表示|で最初に公開)されました',
  ].join('|')})`,
  'iu',
)
/** The same in languages whose sentences begin with the title. */
const titleAppearedFirst =
  /(?:yazısı|gönderisi) ilk önce .{1,80} (?:üzerinde|sitesinde) |(?:게시물|글)이? .{1,80}에 처음 (?:등장|게시)/iu

/** Words that the pattern above has; a quick check, which nearly all lines fail. */
const appearedFirstWords = ['önce', '에 처음']

/** Beginnings of lines that link to the full text. */
const readOn = beginningWith(
  // English
  'to (?:read|continue reading|see|view) .{0,50}(?:click|in full|full (?:article|story|post))',
  'read (?:more|on|full|the (?:full|rest|whole|complete|original))|continue (?:reading|to)|keep reading|learn more',
  'see (?:more|full)|view (?:full|original|the full)|full (?:article|story|text)|original (?:article|post|source)',
  'click here',
  // Germanic languages
  'weiterlesen|mehr (?:lesen|erfahren|dazu)|lesen sie|zum artikel|den ganzen artikel|lees (?:meer|verder)',
  'läs (?:mer|hela)|les (?:mer|hele)|læs (?:mere|hele)',
  // Romance languages
  "lire (?:la suite|plus|l[’']article)|en savoir plus|leer (?:más|el artículo)|seguir leyendo|sigue leyendo",
  "leggi (?:tutto|di più|l[’']articolo|anche)|continua a leggere|leia (?:mais|a )|continue lendo|ler mais",
  // Other languages of Europe and its neighbours
  'lue lisää|czytaj (?:więcej|dalej)|číst (?:více|dále)|tovább|читать (?:далее|полностью|дальше)|подробнее',
  'далее|читати далі|devamını oku',
  // Chinese, Japanese and Korean
  '(?:阅读|閱讀|查看)(?:全文|原文|更多|余下|详情)|(?:点击|點擊)(?:这里|這裡|查看|閱讀|阅读)',
  '(?:原文|全文)(?:链接|連結|地址|：|:)|続きを読む|もっと(?:見る|読む)|全文を(?:読む|表示)|この記事の続き|記事全文',
  '더 ?보기|더 ?읽기|계속 ?읽기|전체 ?기사',
  // Other languages of Asia
  'اقرأ (?:المزيد|أيضا)|المزيد|קרא עוד|और पढ़ें|อ่านต่อ|đọc tiếp|xem thêm|baca (?:selengkapnya|juga)',
)

/** Beginnings of lines that ask readers to do something. */
const asksFor = beginningWith(
  'share (?:this|on|via|it)|share\\s*[:：]|(?:tweet|email|like) this|subscribe|sign up|follow (?:us|me)|support us',
  'join (?:us|our)|get (?:more|our|the latest) |donate|download (?:the|our) app|newsletter',
  'teilen|abonnieren|folgen sie|delen|partager|abonnez|suivez|compartir|suscríbete|síguenos|condividi|iscriviti',
  'seguici|compartilh|inscreva|siga|udostępnij|поделиться|подпис|читайте нас',
  '分享|转发|轉發|(?:关注|關注)我|订阅|訂閱|扫码|掃碼|(?:获取|獲取)?更多\\s*rss|(?:获取|獲取)更多|シェア|共有|購読|フォロー|공유|구독',
)

/** The person who submitted a link. */
const sentIn = /^(?:submitted|posted|sent in) by \S+$/iu

function beginningWith(...words: readonly string[]): RegExp {
  return new RegExp(`^[\\s>»→•·|[(（【]*(?:${words.join('|')})`, 'iu')
}

const advertisement =
  /^[\s[(（【]*(?:advertisement|advertising|sponsored(?: content| post)?|ad|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|annons|annonse|reklama?|реклама|广告|廣告|広告|スポンサーリンク|광고)[\s\])）】:：]*$/iu

/** Whether a line is a label of an advertisement, such as `Sponsored`. */
export function isAdvertisement(line: string): boolean {
  return line.length <= boilerplateUnits && advertisement.test(line)
}

/** Whether a line says nothing about the story. @param hasLink whether the line contains a link */
export function isBoilerplate(line: string, hasLink: boolean): boolean {
  if (line.length > appearedFirstUnits) return false
  if (appearedFirst.test(line)) return true
  if (appearedFirstWords.some((words) => line.includes(words)) && titleAppearedFirst.test(line)) return true
  if (line.length > boilerplateUnits) return false
  return (
    advertisement.test(line) ||
    sentIn.test(line) ||
    (line.length <= readOnUnits && (hasLink || !isSentence(line)) && readOn.test(line)) ||
    ((hasLink || isLabel(line)) && asksFor.test(line))
  )
}

function isSentence(line: string): boolean {
  return /[.!?。！？]$/u.test(line)
}

/** Whether a line is a word or two with a colon, such as `Read also:`. */
export function isLabel(line: string): boolean {
  return line.length <= labelUnits && /[:：]\s*$/u.test(line)
}

/** Ends of texts that link to the full text. */
const endings =
  /(?:\s*(?:\[(?:…|\.\.\.|…?more…?|\+)\]|\((?:more|mehr|suite|more…|…)\)|(?:read (?:more|on)|continue reading|weiterlesen|lire la suite|leer más|leggi tutto|[阅閱][读讀](?:全文|更多)|查看全文|続きを読む|читать далее)[\s»→….>]*))+$/iu

/** A text without `[Read more]` and the like at its end, with `…` if the sentence breaks off. */
export function trimmedEnd(text: string): string {
  const from = Math.max(0, text.length - endingUnits)
  const end = endings.exec(text.slice(from))
  if (end === null) return text
  const rest = text.slice(0, from + end.index).trimEnd()
  return rest === '' || isSentence(rest) || /[…:：]$/u.test(rest) || !/[[(]/u.test(end[0]) ? rest : `${rest}…`
}
