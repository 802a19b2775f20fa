/**
 * Rules that RSS, Atom and JSON feeds keep: those of the W3C's feed validator (github.com/w3c/feedvalidator) that concern what Paperboy
 * writes, and those of JSON Feed 1.1.
 */
import * as v from 'valibot'
import { atomRules } from './atom-rules.ts'
import type { Rule } from './forms.ts'
import { jsonFeedSchema } from './json-feed-rules.ts'
import { rssRules } from './rss-rules.ts'
import { xmlRules } from './xml-rules.ts'
import { children, xmlTree } from './xml-tree.ts'

/** A line for each rule that a feed breaks, with what breaks it. */
export function brokenRules(ending: 'rss' | 'atom' | 'json', text: string): readonly string[] {
  if (ending === 'json') {
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), jsonFeedSchema), text)
    return read.success ? [] : read.issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`)
  }
  const root = xmlTree(text)
  const broken = <Document>(rules: readonly Rule<Document>[], document: Document) =>
    rules.flatMap(([rule, faults]) => {
      const found = faults(document)
      return found.length === 0 ? [] : [`${rule}: ${found.slice(0, 3).join(' · ')}`]
    })
  const [channel = root] = children(root, 'channel')
  return [
    ...broken(xmlRules, { text, root }),
    ...(ending === 'rss'
      ? broken(rssRules, { text, root, channel, items: children(channel, 'item') })
      : broken(atomRules, { root, entries: children(root, 'entry') })),
  ]
}
