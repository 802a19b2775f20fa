/** An XML document as a tree, for rules about its elements. */
import { XMLParser } from 'fast-xml-parser'
import * as v from 'valibot'

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Its own text, decoded. */
  readonly text: string
  readonly children: readonly XmlElement[]
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
})
const nodeSchema = v.record(v.string(), v.unknown())
const attributesSchema = v.record(v.string(), v.string())

/** The root element. */
export function xmlTree(text: string): XmlElement {
  const root = elementsOf(parser.parse(text)).find(({ name }) => !name.startsWith('?'))
  if (root === undefined) throw new TypeError('the document has no element')
  return root
}

function elementsOf(nodes: unknown): readonly XmlElement[] {
  return v.parse(v.array(nodeSchema), nodes).flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@')
    if (name === undefined || name === '#text') return []
    const content = v.parse(v.array(nodeSchema), node[name])
    const text = content.map((child) => String(child['#text'] ?? '')).join('')
    return [{ name, attributes: v.parse(attributesSchema, node[':@'] ?? {}), text, children: elementsOf(content) }]
  })
}

/** Children with a name. */
export function children({ children: all }: XmlElement, name: string): readonly XmlElement[] {
  return all.filter((child) => child.name === name)
}

/** The text of the first child with a name; null: there is none. */
export function textIn(element: XmlElement, name: string): string | null {
  return children(element, name)[0]?.text ?? null
}

/** An element and all below it. */
export function everyElement(element: XmlElement): readonly XmlElement[] {
  return [element, ...element.children.flatMap(everyElement)]
}
