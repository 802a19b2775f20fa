/**
 * Reads a few documents when a Worker starts, as V8 optimises code that has run. On the Free plan a call has 10 ms of CPU, but a
 * start has a second (developers.cloudflare.com/workers/platform/limits).
 */
import * as v from 'valibot'
import { feedUrlSchema } from '../model.ts'
import { decodeBody } from './decode.ts'
import { fingerprint } from './http/fingerprint.ts'
import { recognise } from './identity.ts'
import { type ItemRecord, recordsOf } from './item-record.ts'
import { openDocument } from './open-document.ts'

const items = 30
/**
 * Few rounds, as they delay the start of every isolate (`npm run bench:start`). With 30 rounds, a first document of a megabyte took a
 * third less time (`npm run bench`), but a start took 200 ms longer on a slow machine.
 */
const rounds = 3

const text =
  '<p>An opening <b>sentence</b> of “some” length, with <a href="https://example.org/">a link</a> &amp; more.</p>'

function rss(n: number): string {
  return `<item>
    <title>Story ${n} &amp; its consequences</title><link>https://example.org/story/${n}</link>
    <guid isPermaLink="false">story-${n}</guid><pubDate>Mon, 23 Nov 2026 08:${String(n % 60).padStart(2, '0')}:00 GMT</pubDate>
    <dc:creator><![CDATA[Ann]]></dc:creator><category>News</category><category><![CDATA[World]]></category>
    <itunes:duration>17:07</itunes:duration><enclosure url="https://example.org/${n}.jpg" length="1" type="image/jpeg"/>
    <description><![CDATA[${text}]]></description><content:encoded><![CDATA[${text.repeat(4)}]]></content:encoded>
  </item>`
}

function atom(n: number): string {
  return `<entry>
    <id>tag:example.org,2026:${n}</id><title type="html">Story ${n}</title><updated>2026-11-23T08:00:00Z</updated>
    <link rel="alternate" type="text/html" href="https://example.org/story/${n}"/><author><name>Ann</name></author>
    <content type="html">${text.replaceAll('<', '&lt;')}</content>
  </entry>`
}

function documentOf(open: string, item: (n: number) => string, close: string): Uint8Array {
  const all = Array.from({ length: items }, (_, n) => item(n)).join('\n')
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${open}${all}${close}`)
}

const documents = [
  [
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><link>https://example.org/</link><ttl>60</ttl>',
    rss,
    '</channel></rss>',
  ],
  ['<feed xmlns="http://www.w3.org/2005/Atom"><title>Log</title><link href="https://example.org/"/>', atom, '</feed>'],
] as const

/** Call it once when a Worker starts. @returns bytes read */
export function warmUp(): number {
  const url = v.parse(feedUrlSchema, 'https://example.org/feed')
  let read = 0
  for (const [open, item, close] of documents) {
    const bytes = documentOf(open, item, close)
    let known: readonly ItemRecord[] = []
    for (let round = 0; round < rounds; round++) {
      fingerprint(bytes)
      const opened = openDocument(decodeBody(bytes, null), url, 0)
      if (opened.kind !== 'feed') return read
      read += bytes.length
      const { feed } = opened
      const records = recordsOf(feed.keys, feed.site, false, known)
      // As usual, all items but one are known. Parsing one item warms the parser up.
      for (const [at, { kind }] of recognise(records, records.slice(1)).entries()) if (kind === 'new') feed.item(at)
      known = records
    }
  }
  return read
}
