/** Every catch that ignores its error is listed here with a reason. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from './pages.ts'

/** Maximum number of ignored errors in a file, and what their catches find out. All other catches return or log the error. */
const allowed: Readonly<Record<string, readonly [most: number, why: string]>> = {
  'cell/channel-export.ts': [1, 'whether there is such a time zone'],
  'cycle/translate-headlines.ts': [1, 'an invalid schedule, which composing its digest reports'],
  'cycle/plan.ts': [1, 'an invalid schedule, which composing its digest reports'],
  'place/zone-names.ts': [1, 'whether there is such a time zone'],
  'feed/formats/atom.ts': [1, 'whether a text is Base64'],
  'feed/date.ts': [1, 'whether the time zone exists'],
  'feed/decode.ts': [2, 'whether the charset exists, and whether the bytes are valid in it'],
  'feed/http/credential-seal.ts': [1, 'whether a secret was sealed with this key'],
  'feed/http/read-body.ts': [4, 'whether the body ends, and bodies that are not read further'],
  'feed/formats/json-feed.ts': [1, 'whether a document is JSON'],
  'feed/opml.ts': [1, 'whether the parser reads a list'],
  'push/ask-hub.ts': [4, 'whether a hub answers, and answers that are not read further'],
  'admin/admin-api.ts': [2, 'whether a request is JSON'],
  'store/journal.ts': [1, 'the rest of a change whose transaction failed; the caller gets the error'],
  'store/seen.ts': [1, 'whether a stored address is JSON'],
  'text/percent-decoded.ts': [1, 'whether an address is encoded correctly'],
  'telegram/webhook.ts': [1, 'whether a request is complete JSON'],
  'composition/health.ts': [1, 'an answer that is not cached; the caller gets the error'],
  'web/reading/sanitise.ts': [1, 'whether an element has an end'],
}

it('no other catch ignores its error', () => {
  const source = path.join(root, 'src')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/u.test(file))
  const tooMany = files.flatMap((file) => {
    const ignored = readFileSync(path.join(source, file), 'utf8').match(/\bcatch \{|\.catch\(\(\)/gu)?.length ?? 0
    return ignored > (allowed[file]?.[0] ?? 0) ? [`src/${file}`] : []
  })
  expect(tooMany).toEqual([])
})
