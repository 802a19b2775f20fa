/** Reads authors. */
import { child, children, shortText, type XmlElement } from './elements.ts'

/** The people in the elements of the first name that has any. */
export function peopleIn(parent: XmlElement, ...names: readonly string[]): readonly string[] {
  for (const name of names) {
    if (!parent.children.has(name)) continue
    const people = children(parent, name)
      .map(personOf)
      .filter((person) => person !== '')
    if (people.length > 0) return people
  }
  return []
}

/** The parts of a person (RFC 4287, section 3.2), the best first. */
const names = ['name', 'atom-name', 'itunes-name', 'email', 'atom-email', 'itunes-email']
const others = ['uri', 'atom-uri', 'url']

/** A person's name, or else the e-mail address or text, with its markup. */
function personOf(author: XmlElement): string {
  const parts = names.flatMap((name) => children(author, name).map(shortText))
  const isConstruct = parts.length > 0 || others.some((name) => child(author, name) !== null)
  return isConstruct ? (parts.find((part) => part !== '') ?? '') : shortText(author)
}
