/** Forms of values in feeds, and what breaks a rule about them. */
import { children, textIn, type XmlElement } from './xml-tree.ts'

/** What breaks a rule; empty: nothing does. */
export type Faults = readonly string[]
export type Rule<Document> = readonly [rule: string, faults: (document: Document) => Faults]

export const missing = (element: XmlElement, names: readonly string[]): Faults =>
  names.filter((name) => (textIn(element, name) ?? '').trim() === '').map((name) => `${element.name}: ${name}`)
export const several = (elements: readonly XmlElement[], names: readonly string[]): Faults =>
  elements.flatMap((each) => names.filter((name) => children(each, name).length > 1))
export const repeated = (values: readonly (string | null)[]): Faults =>
  values.flatMap((value, at) => (value !== null && values.indexOf(value) < at ? value : []))
export const isWebAddress = (text: string | null | undefined) =>
  text != null && /^https?:\/\/[\w.-]+(?::\d+)?(?:[/?#][!#$%&'()*+,\-./:;=?@\w~[\]|]*)?$/u.test(text)
export const notAddresses = (values: readonly (string | null | undefined)[]): Faults =>
  values.flatMap((value) => (value == null || isWebAddress(value) ? [] : value))
export const isMediaType = (text: string | undefined) =>
  text !== undefined && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/u.test(text)
export const isLanguage = (text: string) => /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(text)
export const isRfc822 = (text: string) =>
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/u.test(
    text,
  ) && !Number.isNaN(Date.parse(text))
export const isRfc3339 = (text: string) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u.test(text) && !Number.isNaN(Date.parse(text))
/** Markup that the validator's list of unsafe HTML names. */
export const unsafeHtml = (html: string): Faults =>
  html.match(/<(?:script|style|iframe|object|embed|form|input|meta|link|base)\b|\son\w+\s*=|javascript:/giu) ?? []

export const namespaces: Readonly<Record<string, string>> = {
  atom: 'http://www.w3.org/2005/Atom',
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  media: 'http://search.yahoo.com/mrss/',
}
