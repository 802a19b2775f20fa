/** Reads the prolog of XML (XML 1.0, section 2.8): declarations, comments, and a DOCTYPE that may declare entities. */
import { limits } from '../../limits.ts'
import { xmlText } from './xml-text.ts'

export interface Prolog {
  /** Where the first element or text begins. */
  readonly end: number
  /** It has HTML's DOCTYPE. */
  readonly isHtml: boolean
  /** The replacement texts of entities that the DOCTYPE declares, by name. */
  readonly entities: ReadonlyMap<string, string>
}

const noEntities: ReadonlyMap<string, string> = new Map()

/** Reads white space, byte-order marks, declarations, comments and DOCTYPEs. */
export function readProlog(text: string): Prolog {
  let at = 0
  let isHtml = false
  let entities = noEntities
  for (;;) {
    while (isBlank(text.charCodeAt(at))) at++
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

/** White space or a byte-order mark, decoded or not. */
function isBlank(code: number): boolean {
  return code <= 32 || code === 0xfeff || code === 0xef || code === 0xbb || code === 0xbf
}

/** Position of a DOCTYPE's `>`, behind declarations in brackets; -1 if there is none. */
function doctypeEnd(text: string, at: number): number {
  const end = text.indexOf('>', at)
  const bracket = text.indexOf('[', at)
  if (bracket < 0 || bracket > end) return end
  const close = text.indexOf(']', bracket)
  return close < 0 ? end : text.indexOf('>', close)
}

const otherEntity = /&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_][\w.-]*;/u
const { entities: maxEntities, entityUnits, entityGrowthUnits, doctypeUnits } = limits.xml

/**
 * Internal entities with short values (XML 1.0, section 4.2.1). External entities are never fetched. Entities that contain markup or
 * other entities are ignored, so nested entities cannot grow.
 */
function entitiesIn(doctype: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const declaration = /<!ENTITY\s+([A-Za-z_][\w.-]{0,50})\s+(?:"([^"]*)"|'([^']*)')\s*>/gu
  for (const [, name = '', double, single] of doctype.slice(0, doctypeUnits).matchAll(declaration)) {
    const value = double ?? single ?? ''
    const isPlain = value.length <= entityUnits && !value.includes('<') && !otherEntity.test(value)
    if (isPlain && !predefined.has(name) && !found.has(name)) found.set(name, xmlText(value))
    if (found.size >= maxEntities) break
  }
  return found
}

const predefined = new Set(['amp', 'lt', 'gt', 'quot', 'apos'])

/** Replaces a document's own entities by their texts, up to a limit of growth. */
export function expandEntities(xml: string, entities: ReadonlyMap<string, string>): string {
  if (entities.size === 0) return xml
  let growth = 0
  return xml.replace(/&([A-Za-z_][\w.-]{0,50});/gu, (reference, name: string) => {
    const value = entities.get(name)
    if (value === undefined || growth > entityGrowthUnits) return reference
    growth += value.length
    return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  })
}
