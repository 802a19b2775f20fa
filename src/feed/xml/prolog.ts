/** What stands before a document's first element: declarations, comments, and a DOCTYPE with entities of its own. */
import { unwrapped } from './markup.ts'

export interface Prolog {
  /** Where the first element or text stands. */
  readonly end: number
  /** There was a DOCTYPE of HTML. */
  readonly isHtml: boolean
  /** Entities that the DOCTYPE declares, by name, with what they stand for as written. */
  readonly entities: ReadonlyMap<string, string>
}

const noEntities: ReadonlyMap<string, string> = new Map()

/** Reads past white space, byte-order marks, declarations, comments and DOCTYPEs. */
export function readProlog(text: string): Prolog {
  let at = 0
  let isHtml = false
  let entities = noEntities
  for (;;) {
    while (isNothing(text.charCodeAt(at))) at++
    if (text.startsWith('<?', at)) {
      const end = text.indexOf('?>', at)
      if (end < 0) break
      at = end + 2
    } else if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4)
      if (end < 0) break
      at = end + 3
    } else if (/^<!doctype/iu.test(text.slice(at, at + 9))) {
      const end = doctypeEnd(text, at)
      if (end < 0) break
      const doctype = text.slice(at, end)
      isHtml ||= /^<!doctype\s+html\b/iu.test(doctype)
      if (doctype.includes('<!ENTITY')) entities = entitiesIn(doctype)
      at = end + 1
    } else break
  }
  return { end: at, isHtml, entities }
}

/** White space or a byte-order mark, also one that is not decoded. */
function isNothing(code: number): boolean {
  return code <= 32 || code === 0xfeff || code === 0xef || code === 0xbb || code === 0xbf
}

/** The `>` of a DOCTYPE, past the declarations that it may hold in brackets; -1 where it never ends. */
function doctypeEnd(text: string, at: number): number {
  const end = text.indexOf('>', at)
  const bracket = text.indexOf('[', at)
  if (bracket < 0 || bracket > end) return end
  const close = text.indexOf(']', bracket)
  return close < 0 ? end : text.indexOf('>', close)
}

const entitiesMost = 100
const valueUnits = 500
const doctypeUnits = 65_536

/**
 * Internal entities with short values (XML 1.0, section 4.2.1). External ones are never fetched; those of markup or of other
 * entities are left out, so that nothing grows by nesting.
 */
function entitiesIn(doctype: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const declaration = /<!ENTITY\s+([A-Za-z_][\w.-]{0,50})\s+(?:"([^"]*)"|'([^']*)')\s*>/gu
  for (const [, name = '', double, single] of doctype.slice(0, doctypeUnits).matchAll(declaration)) {
    const value = double ?? single ?? ''
    const isPlain = value.length <= valueUnits && !value.includes('<') && !/&[A-Za-z_][\w.-]*;/u.test(value)
    if (isPlain && !predefined.has(name) && !found.has(name)) found.set(name, unwrapped(value))
    if (found.size >= entitiesMost) break
  }
  return found
}

const predefined = new Set(['amp', 'lt', 'gt', 'quot', 'apos'])

/** What all entities together may add to a document. UTF-16 units */
const growthMost = 65_536

/** A document with its own entities put in, as far as they do not make it much longer. */
export function withEntities(xml: string, entities: ReadonlyMap<string, string>): string {
  if (entities.size === 0) return xml
  let growth = 0
  return xml.replace(/&([A-Za-z_][\w.-]{0,50});/gu, (reference, name: string) => {
    const value = entities.get(name)
    if (value === undefined || growth > growthMost) return reference
    growth += value.length
    return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  })
}
