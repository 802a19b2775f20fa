/** Detects the entities that Telegram marks in plain text: mentions, commands, hashtags, cashtags, addresses (TDLib, find_entities). */
import type { Entity, EntityType } from './model.ts'

/**
 * Top-level domains of addresses without a scheme. Telegram knows all of them. These common ones and those of two letters are
 * enough to distinguish "example.com" from "Node.js".
 */
const topLevel = new Set(
  'com org net edu gov mil int info biz name pro app dev page blog news media press shop site online store tech cloud xyz club live world today wiki'.split(
    ' ',
  ),
)
const notCountries = new Set('js ts py rs'.split(' '))

const finders: readonly (readonly [EntityType, RegExp])[] = [
  ['mention', /(?<![\p{L}\p{N}_])@[A-Za-z0-9_]{4,32}(?![\p{L}\p{N}_])/gu],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu],
  ['hashtag', /(?<![\p{L}\p{N}_])#(?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_\u200c]{1,256}(?![\p{L}\p{N}_]*#)/gu],
  ['cashtag', /(?<![$\p{L}\p{N}_])\$(?:1INCH|[A-Z]{1,8})(?![$\p{L}\p{N}_])/gu],
  ['email', /(?<![\p{L}\p{N}_.+-])[a-z0-9_+-][\w.+-]*@[a-z0-9][a-z0-9.-]*\.[a-z]{2,8}(?![\p{L}\p{N}_])/giu],
]

const address =
  /(?<![\p{L}\p{N}_@/.])(?:(https?|ftp|tg|ton):\/\/)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)*[\p{L}\p{N}][\p{L}\p{N}-]*)(:\d{1,5})?([/?#][^\s<>"«»“”]*)?/giu

/** Entities in text order, without nesting. */
export function detectEntities(text: string): readonly Entity[] {
  const found: Entity[] = [...addresses(text)]
  for (const [type, pattern] of finders) {
    for (const match of text.matchAll(pattern)) {
      found.push({ type, offset: match.index, length: match[0].length })
    }
  }
  found.sort((a, b) => a.offset - b.offset || b.length - a.length)
  const separate: Entity[] = []
  for (const entity of found) {
    const last = separate.at(-1)
    if (last === undefined || entity.offset >= last.offset + last.length) separate.push(entity)
  }
  return separate
}

function* addresses(text: string): Generator<Entity> {
  for (const match of text.matchAll(address)) {
    const [whole, scheme, host] = match
    if (host === undefined || !isHost(host, scheme)) continue
    // The host of an e-mail address is not a URL.
    if (text.charAt(match.index + whole.length) === '@') continue
    yield { type: 'url', offset: match.index, length: trimmed(whole).length }
  }
}

function isHost(host: string, scheme: string | undefined): boolean {
  const last = host.slice(host.lastIndexOf('.') + 1).toLowerCase()
  if (scheme === 'tg' || scheme === 'ton') return true
  if (!host.includes('.')) return false
  if (scheme !== undefined) return true
  return topLevel.has(last) || (/^\p{L}{2}$/u.test(last) && !notCountries.has(last))
}

/** Punctuation after a URL belongs to the sentence, as does an unmatched closing bracket. */
function trimmed(address: string): string {
  let kept = address.replace(/[.,:;!?'"`…]+$/u, '')
  while (kept.endsWith(')') && kept.split(')').length > kept.split('(').length) kept = kept.slice(0, -1)
  return kept.replace(/[.,:;!?'"`…]+$/u, '')
}
