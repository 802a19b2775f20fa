/** Answers with marks instead of translations: nobody takes them for a machine's work. */
import type { Asked } from './asked.ts'

/** “Translation here”. */
const places: Readonly<Record<string, string>> = {
  en: 'translation here',
  zh: '此处应为机器译文',
  'zh-hant': '此處應為機器譯文',
  es: 'aquí, la traducción',
  'pt-br': 'aqui, a tradução',
  fr: 'ici, la traduction',
  de: 'hier die Übersetzung',
  it: 'qui la traduzione',
  ru: 'здесь перевод',
  uk: 'тут переклад',
  tr: 'çeviri burada',
  ar: 'هنا تكون الترجمة',
  fa: 'ترجمه اینجاست',
  id: 'terjemahan di sini',
  vi: 'bản dịch ở đây',
  ja: 'ここに訳文が入る',
  ko: '여기에 번역문이 옵니다',
}

const scale =
  '[十百千万萬億亿兆만억조천]+|\\s?[割成](?!\\p{L})|\\s(?:thousand|mil|bil|tril|bn|mn|тыс|тис|млн|млрд|трлн|мил|міль|juta|ribu|triệu|tỷ|nghìn|bin|ألف|مليون|ملايين|مليار|هزار|lakh|crore)[\\p{L}.]*'
/** What a translation must keep: numbers with their scales, and names such as GPT-5, iPhone, @name, #tag and example.com. */
const kept = new RegExp(
  `[@#＃][\\p{L}\\p{N}_]+|\\p{sc=Latn}[\\p{sc=Latn}\\p{Nd}-]*\\p{Nd}[\\p{sc=Latn}\\p{Nd}-]*|\\p{sc=Latn}*\\p{Ll}\\p{Lu}\\p{sc=Latn}*|[\\w-]+\\.[a-z]{2,}|\\p{Nd}[\\p{Nd}.,:/]*(?:${scale})*(?:\\s?[%％٪])?`,
  'gu',
)
const otherScript = /(?!\p{sc=Latn})\p{L}/u
/** Circled numbers, which are no digits. */
const CIRCLED = 0x2460
const CIRCLES = 20

/**
 * `⟦de⟧ title` where both are in Latin letters; else some words of the language, with the numbers and names of the text.
 * @param at tells marks of one answer apart
 */
export function markOf(text: string, target: string, at: number): string {
  const place = places[target] ?? ''
  if (!otherScript.test(text) && !otherScript.test(place)) return `⟦${target}⟧ ${text}`
  const details = (text.match(kept) ?? []).map((detail) => detail.trim())
  const circle = String.fromCodePoint(CIRCLED + (at % CIRCLES))
  return [`⟦${target}⟧`, place, circle, ...new Set(details)].join(' ')
}

/** Sentences of a briefing or summary are as short as real ones. */
const SENTENCE_UNITS = 160
const SENTENCES = 3

export function answerWithMarks({ task, lines, target }: Asked): string {
  if (task === 'one text') return markOf(lines[0] ?? '', target, 0)
  if (task === 'headlines') return lines.map((line, at) => `${at + 1}. ${markOf(line, target, at)}`).join('\n')
  return lines
    .slice(0, SENTENCES)
    .map((line, at) => {
      const beginning = line.split(/(?<=[.!?])\s| — /u)[0]?.slice(0, SENTENCE_UNITS) ?? ''
      return `${markOf(beginning, target, at)}${task === 'news' ? ` [${at + 1}]` : ''}`
    })
    .join('\n')
}

/** Fixed translations; what the table lacks stays as it is. */
export function answerFromTable(table: ReadonlyMap<string, string>): (asked: Asked) => string {
  return ({ task, lines }) => {
    const texts = lines.map((line) => table.get(line) ?? line)
    return task === 'headlines' ? texts.map((text, at) => `${at + 1}. ${text}`).join('\n') : texts.join('\n')
  }
}
