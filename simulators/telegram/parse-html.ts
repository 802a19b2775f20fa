/**
 * Telegram's HTML parse mode, as strict as the server's and with its error messages (TDLib, MessageEntity.cpp, parse_html;
 * core.telegram.org/bots/api#html-style). Nesting, trimming and limits follow in message-text.ts.
 */

import { badRequest } from './bot-api-error.ts'
import { checkedLink, userLink } from './links.ts'
import type { Entity, EntityType, RichText } from './model.ts'

const simpleTags: Readonly<Record<string, EntityType>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
}
const tags = new Set([...Object.keys(simpleTags), 'a', 'pre', 'code', 'blockquote', 'tg-emoji', 'tg-time'])
const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** An open tag. */
interface Open {
  readonly tag: string
  readonly argument: string
  /** Of a tg-time. */
  readonly format: string
  readonly offset: number
}

export function parseHtml(html: string): RichText {
  return new HtmlParser(html).parse()
}

class HtmlParser {
  readonly #html: string
  readonly #open: Open[] = []
  #at = 0
  #text = ''
  #entities: Entity[] = []
  #hasHalfCharacter = false

  constructor(html: string) {
    this.#html = html
  }

  parse(): RichText {
    while (this.#at < this.#html.length) {
      const character = this.#peek()
      if (character === '<') this.#tag()
      else if (character === '&') this.#text += this.#characterReference()
      else {
        this.#text += character
        this.#at += 1
      }
    }
    const unclosed = this.#open.at(-1)
    if (unclosed !== undefined) throw failed(`Can't find end tag corresponding to start tag "${unclosed.tag}"`)
    if (this.#hasHalfCharacter) {
      throw failed(
        'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
      )
    }
    // Only a <pre> has a language.
    const entities = this.#entities.map((entity) => (entity.type === 'code' ? plainCode(entity) : entity))
    return { text: this.#text, entities }
  }

  /** '' at the end. */
  #peek(): string {
    return this.#html.charAt(this.#at)
  }

  #skip(pattern: RegExp): string {
    const start = this.#at
    while (this.#peek() !== '' && pattern.test(this.#peek())) this.#at += 1
    return this.#html.slice(start, this.#at)
  }

  /** An offset for error messages, in bytes of UTF-8. */
  #byte(at: number): number {
    return new TextEncoder().encode(this.#html.slice(0, at)).length
  }

  /** &lt; &gt; &amp; &quot; and numbers, with an optional semicolon; anything else is plain text. */
  #characterReference(): string {
    const found = /^&(?:#x([0-9a-f]*)|#(\d*)|([a-z]*));?/iu.exec(this.#html.slice(this.#at, this.#at + 40))
    const verbatim = () => {
      this.#at += 1
      return '&'
    }
    if (found === null) return verbatim()
    const [whole, hex, decimal, name] = found
    if (name !== undefined) {
      const known = namedEntities[name]
      if (known === undefined) return verbatim()
      this.#at += whole.length
      return known
    }
    // Hexadecimal references need a lower-case x.
    if (whole.startsWith('&#X')) return verbatim()
    const code = hex === undefined ? Number(decimal || '0') : Number.parseInt(hex || '0', 16)
    const length = whole.endsWith(';') ? whole.length - 1 : whole.length
    if (code === 0 || code >= 0x10ffff || length >= 10) return verbatim()
    if (code >= 0xd800 && code <= 0xdfff) this.#hasHalfCharacter = true
    this.#at += whole.length
    return String.fromCodePoint(code)
  }

  #tag(): void {
    const begin = this.#at
    this.#at += 1
    if (this.#peek() === '/') this.#endTag(begin)
    else this.#startTag(begin)
  }

  #startTag(begin: number): void {
    const tag = this.#skip(/[^\s>]/u).toLowerCase()
    if (this.#peek() === '') throw failed(`Unclosed start tag at byte offset ${this.#byte(begin)}`)
    if (!tags.has(tag)) throw failed(`Unsupported start tag "${tag}" at byte offset ${this.#byte(begin)}`)
    let argument = ''
    let format = ''
    while (this.#peek() !== '>') {
      this.#skip(/\s/u)
      if (this.#peek() === '>') break
      const attribute = this.#attribute(tag, begin)
      argument = argumentOf(tag, attribute) ?? argument
      if (tag === 'tg-time' && attribute.name === 'format') format = attribute.value
    }
    this.#at += 1
    if (tag === 'span' && argument !== 'spoiler') {
      throw failed(`Tag "span" must have class "tg-spoiler" at byte offset ${this.#byte(begin)}`)
    }
    this.#open.push({ tag, argument, format, offset: this.#text.length })
  }

  #attribute(tag: string, begin: number): { readonly name: string; readonly value: string } {
    const name = this.#skip(/[^\s=>/"']/u)
    if (name === '') {
      throw failed(`Empty attribute name in the tag "${tag}" at byte offset ${this.#byte(begin)}`)
    }
    this.#skip(/\s/u)
    const unclosed = () => failed(`Unclosed start tag "${tag}" at byte offset ${this.#byte(begin)}`)
    if (this.#peek() !== '=') {
      if (this.#peek() === '') throw unclosed()
      return { name, value: '' }
    }
    this.#at += 1
    this.#skip(/\s/u)
    const quote = this.#peek()
    if (quote === '') throw unclosed()
    const value = quote === '"' || quote === "'" ? this.#quoted(quote) : this.#token()
    if (this.#peek() === '') throw failed(`Unclosed start tag at byte offset ${this.#byte(begin)}`)
    return { name, value }
  }

  #token(): string {
    const begin = this.#at
    const value = this.#skip(/[a-z0-9.-]/iu).toLowerCase()
    if (/[^\s>]/u.test(this.#peek())) throw failed(`Unexpected end of name token at byte offset ${this.#byte(begin)}`)
    return value
  }

  #quoted(quote: string): string {
    this.#at += 1
    let value = ''
    while (this.#peek() !== quote && this.#peek() !== '') {
      if (this.#peek() === '&') value += this.#characterReference()
      else {
        value += this.#peek()
        this.#at += 1
      }
    }
    if (this.#peek() === quote) this.#at += 1
    return value
  }

  #endTag(begin: number): void {
    const open = this.#open.at(-1)
    if (open === undefined) throw failed(`Unexpected end tag at byte offset ${this.#byte(begin)}`)
    this.#at += 1
    const tag = this.#skip(/[^\s>]/u).toLowerCase()
    this.#skip(/\s/u)
    if (this.#peek() !== '>') throw failed(`Unclosed end tag at byte offset ${this.#byte(begin)}`)
    this.#at += 1
    if (tag !== '' && tag !== open.tag) {
      throw failed(
        `Unmatched end tag at byte offset ${this.#byte(begin)}, expected "</${open.tag}>", found "</${tag}>"`,
      )
    }
    this.#open.pop()
    if (this.#text.length > open.offset) this.#close(open)
  }

  #close({ tag, argument, format, offset }: Open): void {
    const length = this.#text.length - offset
    if (tag === 'tg-time') {
      this.#entities.push({ ...dateTime(argument, format), offset, length })
      return
    }
    const last = this.#entities.at(-1)
    const inner = last !== undefined && last.offset === offset && last.length === length ? last : null
    const kind = kindOf(tag, argument === '' && tag === 'a' ? this.#text.slice(offset) : argument, inner)
    if (kind === null) return
    if (kind.replaces) this.#entities.pop()
    this.#entities.push({ ...kind.entity, offset, length })
  }
}

interface Kind {
  readonly entity: Omit<Entity, 'offset' | 'length'>
  /** The entity and the one inside it, which has the same text, become one. */
  readonly replaces: boolean
}

/** The entity of a closed tag; null: none, such as for a link that Telegram rejects. */
function kindOf(tag: string, argument: string, inner: Entity | null): Kind | null {
  const kind = (entity: Kind['entity'], replaces = false): Kind => ({ entity, replaces })
  const simple = simpleTags[tag]
  if (simple !== undefined) return kind({ type: simple })
  switch (tag) {
    case 'blockquote':
      return kind({ type: argument === '' ? 'blockquote' : 'expandable_blockquote' })
    case 'a': {
      const user = userLink(argument)
      if (user !== null) return kind({ type: 'text_mention', user })
      const url = checkedLink(argument)
      return url === null ? null : kind({ type: 'text_link', url })
    }
    case 'tg-emoji':
      if (!/^-?[1-9]\d{0,18}$/u.test(argument)) throw failed('Invalid custom emoji identifier specified')
      return kind({ type: 'custom_emoji', custom_emoji_id: argument })
    // <pre><code class="language-x">…</code></pre>, either way round, is one block with a language.
    case 'pre':
      if (inner?.type !== 'code' || inner.language === undefined) return kind({ type: 'pre' })
      return kind({ type: 'pre', language: inner.language }, true)
    default:
      if (inner?.type === 'pre' && argument !== '') return kind({ type: 'pre', language: argument }, true)
      return kind(argument === '' ? { type: 'code' } : { type: 'code', language: argument })
  }
}

/** core.telegram.org/bots/api#date-time-entity-formatting */
export const dateTimeFormat = /^(?:r|w?[dD]?[tT]?)$/u
/** Unix times are 32-bit integers. */
export const MAX_UNIX_TIME = 2 ** 31 - 1

/** A wrong time makes no entity in TDLib; it is refused here, because nobody sends one on purpose. */
function dateTime(unix: string, format: string): Kind['entity'] {
  if (!dateTimeFormat.test(format)) throw failed('Invalid date format used')
  const time = /^[1-9]\d{0,9}$/u.test(unix) ? Number(unix) : 0
  if (time <= 0 || time > MAX_UNIX_TIME) throw failed('Invalid date specified')
  return { type: 'date_time', unix_time: time, date_time_format: format }
}

/** The argument that an attribute gives its tag; null: none. */
function argumentOf(tag: string, { name, value }: { readonly name: string; readonly value: string }): string | null {
  if (tag === 'a' && name === 'href') return value
  if (tag === 'code' && name === 'class' && value.startsWith('language-')) return value.slice('language-'.length)
  if (tag === 'span' && name === 'class' && value.startsWith('tg-')) return value.slice('tg-'.length)
  if (tag === 'tg-emoji' && name === 'emoji-id') return value
  if (tag === 'tg-time' && name === 'unix') return value
  if (tag === 'blockquote' && name === 'expandable') return '1'
  return null
}

function plainCode({ offset, length }: Entity): Entity {
  return { type: 'code', offset, length }
}

function failed(message: string): Error {
  return badRequest(`Can't parse entities: ${message}`)
}
