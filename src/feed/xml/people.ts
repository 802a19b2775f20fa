/** Reads authors. */
import { child, children, childText, textOf, type XmlElement } from './elements.ts'

/** The people in the elements of the first name that has any. */
export function peopleIn(parent: XmlElement, ...names: readonly string[]): readonly string[] {
  for (const name of names) {
    const people = children(parent, name)
      .map(personOf)
      .filter((person) => person !== '')
    if (people.length > 0) return people
  }
  return []
}

/** A person construct's name, or else the e-mail address or text, with its markup (RFC 4287, section 3.2). */
function personOf(author: XmlElement): string {
  const named = childText(author, 'name', 'atom-name') || childText(author, 'email', 'atom-email')
  const hasOnlyAddress = child(author, 'uri') ?? child(author, 'url') ?? child(author, 'atom-uri')
  return named !== '' || hasOnlyAddress !== null ? named : textOf(author)
}
