/** Nothing unknown is swallowed: a catch that does not even look at what it caught has a reason, and stands here. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from './pages.ts'

/** How many there may be in a file, and what they tell apart. All others hand on, or log, what they caught. */
const allowed: Readonly<Record<string, readonly [most: number, why: string]>> = {
  'cell/import-export.ts': [1, 'whether there is such a time zone'],
  'cycle/plan.ts': [1, 'a schedule that cannot be reckoned, of which composing its digest tells'],
  'digest/timezone.ts': [1, 'whether there is such a time zone'],
  'feed/formats/atom.ts': [1, 'whether a text is Base64'],
  'feed/date.ts': [1, 'whether there is such a time zone'],
  'feed/decode.ts': [2, 'whether there is such a charset, and whether the bytes are of it'],
  'feed/http/read-body.ts': [4, 'whether a publisher answers, and bodies that nobody reads on'],
  'feed/discovery/rank-feeds.ts': [1, 'whether an address is well encoded'],
  'feed/formats/json-feed.ts': [1, 'whether a document is JSON'],
  'feed/xml/tree-reader.ts': [1, 'whether the parser reads an element'],
  'feed/opml.ts': [1, 'whether the parser reads a list'],
  'admin/admin-api.ts': [2, 'whether a request is JSON'],
  'store/seen.ts': [1, 'whether a stored address is JSON'],
  'telegram/webhook.ts': [1, 'whether a request is whole, and JSON'],
  'web/known-link.ts': [1, 'whether the edge knows a link; it is asked again, and then logged, by edge-cache.ts'],
  'composition/health.ts': [1, 'an answer that is not kept; whoever waits for it gets the error'],
  'web/reading/sanitise.ts': [1, 'whether an element has an end'],
}

it('catches nothing unseen but where an expected thing is told apart', () => {
  const source = path.join(root, 'src')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/u.test(file))
  const tooMany = files.flatMap((file) => {
    const unseen = readFileSync(path.join(source, file), 'utf8').match(/\bcatch \{|\.catch\(\(\)/gu)?.length ?? 0
    return unseen > (allowed[file]?.[0] ?? 0) ? [`src/${file}`] : []
  })
  expect(tooMany).toEqual([])
})
