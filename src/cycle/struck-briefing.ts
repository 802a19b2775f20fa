/** Strikes out the sentences of a briefing whose headlines were taken back, and restores them after an undo. Pure. */
import type { Contents } from '../store/message-contents.ts'
import type { Message } from '../store/messages.ts'

type Content = Contents[number]

/** The heading is the first line, or the second one under the digest's own. */
const headed = { html: /^<b>🤖 .*<\/b>$/u, plain: /^🤖 /u } as const
const sentence = /^(?:<s>)?(.*?)(?:<\/s>)?((?: <a href="[^"]*">\[\d+\]<\/a>)+)$/su
const addresses = /href="([^"]*)"/gu

/**
 * Which sentences are struck follows from the headlines alone, so any change of the message can apply it. Their links stay.
 * @param lines the contents with a line of their own
 */
export function withStruckBriefing<Each extends Message>(message: Each, lines: Contents): Each {
  const { form, html, plain } = message
  const gone = new Set(lines.filter(({ isRetracted }) => isRetracted === true).flatMap(addressesIn))
  if (form === 'rich') {
    const paragraphs = html.split(/(?<=<\/p>)(?=<p>)|(?<=<\/h2>)(?=<p>)|(?<=<\/p>)(?=<(?!p>))/u)
    const inner = (paragraph: string) => /^<p>(.*)<\/p>$/su.exec(paragraph)?.[1] ?? ''
    const at = headingAt(paragraphs.map(inner), headed.html)
    if (at < 0) return message
    const struck = paragraphs.map((each, place) => {
      const next = place > at ? struckHtml(inner(each), gone) : null
      return next === null ? each : `<p>${next.html}</p>`
    })
    return { ...message, html: struck.join('') }
  }
  const [htmlLines, plainLines] = [html.split('\n'), plain.split('\n')]
  const [at, plainAt] = [headingAt(htmlLines, headed.html), headingAt(plainLines, headed.plain)]
  if (at < 0) return message
  for (let place = at + 1; place < htmlLines.length; place += 1) {
    const next = struckHtml(htmlLines[place] ?? '', gone)
    if (next === null) break
    htmlLines[place] = next.html
    const plainPlace = plainAt + place - at
    const text = plainLines[plainPlace]
    if (plainAt >= 0 && text !== undefined) plainLines[plainPlace] = struckPlain(text, next.isStruck)
  }
  return { ...message, html: htmlLines.join('\n'), plain: plainLines.join('\n') }
}

function addressesIn({ html }: Pick<Content, 'html'>): readonly string[] {
  return [...html.matchAll(addresses)].map(([, address = '']) => address)
}

function headingAt(lines: readonly string[], pattern: RegExp): number {
  return lines.slice(0, 2).findIndex((line) => pattern.test(line))
}

/** @returns null: it is no sentence of a briefing */
function struckHtml(
  line: string,
  gone: ReadonlySet<string>,
): { readonly html: string; readonly isStruck: boolean } | null {
  const [, text, links] = sentence.exec(line) ?? []
  if (text === undefined || links === undefined) return null
  const isStruck = addressesIn({ html: links }).some((address) => gone.has(address))
  return { html: (isStruck ? `<s>${text}</s>` : text) + links, isStruck }
}

function struckPlain(line: string, isStruck: boolean): string {
  const text = line.replace(/^✗ /u, '')
  return isStruck ? `✗ ${text}` : text
}
