/** Parses the HTML of a message, and counts its entities. */

/** Parses Telegram HTML strictly: known tags closed in order, the four named entities, nothing unescaped. */
export function parseTelegramHtml(html: string): {
  readonly text: string
  readonly entities: number
  readonly links: readonly (readonly [string, string])[]
} {
  const decode = (text: string) => {
    if (/[<>"]|&(?!(?:lt|gt|amp|quot);)/.test(text)) throw new Error(`unescaped: ${text}`)
    return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  }
  let text = ''
  let own = 0
  let bare = ''
  const links: (readonly [string, string])[] = []
  const open: { readonly tag: string; readonly href: string; readonly at: number }[] = []
  for (const [piece] of html.matchAll(/<[^>]*>|[^<]+|</g)) {
    const tag = /^<(?:(b|blockquote)(?: expandable)?|(a) href="([^"]*)"|\/(a|b|blockquote))>$/.exec(piece)
    if (tag?.[1] !== undefined || tag?.[2] !== undefined) {
      open.push({ tag: tag[1] ?? 'a', href: decode(tag[3] ?? ''), at: text.length })
    } else if (tag?.[4] !== undefined) {
      const top = open.pop()
      if (top?.tag !== tag[4]) throw new Error(`closed out of order: ${piece}`)
      if (top.tag === 'a') links.push([top.href, text.slice(top.at)])
      own++
    } else {
      const plain = decode(piece)
      text += plain
      bare += open.some(({ tag: name }) => name === 'a') ? ' ' : plain
    }
  }
  if (open.length > 0) throw new Error('not closed')
  const found = bare.match(/(?<![\w@])@\w{2,32}\b|(?<!\w)#\w+|(?<!\w)\$[A-Z]{1,8}\b|(?<![\w/])\/\w+|[\w-]+\.[a-z]{2,}/g)
  return { text, entities: own + (found?.length ?? 0), links }
}
