/** Writes XML documents of plain objects: `@` begins an attribute's name, `#` is the text. */
import { XMLBuilder } from 'fast-xml-parser'

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  format: true,
  processEntities: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
})

export function xmlDocument(root: Readonly<Record<string, unknown>>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(root)}`
}
