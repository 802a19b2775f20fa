/** `npm run backup` and `npm run restore` against a slow, exhausted or newer Worker; and their command lines. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { headOf, type Line, writeBackup } from '../../scripts/backup/file.ts'
import { checkNotInUse } from '../../scripts/backup/restore-backup.ts'
import { restoreTo } from '../../scripts/backup/restore-parts.ts'
import { savedLines } from '../../scripts/backup/saved-lines.ts'
import { backupArguments, restoreArguments } from '../../scripts/commands.ts'
import { type AdminApi, AdminApiProblem } from '../../scripts/operator/admin-api.ts'

const NOW = Date.UTC(2026, 0, 5)
const DAY = 86_400_000
const sleep = async () => {}
const refused = (reason: string, status = 409) => new AdminApiProblem('refused', `says: ${reason}`, { status, reason })

/** A Worker with these documents. `answer` may replace its answer to a request. */
function workerWith(texts: Readonly<Record<string, string>>, answer: (path: string) => string | null = () => null) {
  const held = new Map(Object.entries(texts))
  const asked: string[] = []
  const text: AdminApi['text'] = async (to, { body, method = body === undefined ? 'GET' : 'POST' } = {}) => {
    asked.push(`${method} ${to}`)
    const said = answer(`${method} ${to}`)
    if (said !== null) return said
    const prefix = new URLSearchParams(to.split('?')[1]).get('prefix') ?? ''
    if (to.startsWith('documents?')) {
      const names = [...held.keys()].filter((name) => name.startsWith(prefix))
      return JSON.stringify({ documents: names.map((name) => ({ name, expiration: null })), cursor: null })
    }
    const name = /^documents\/([^?]+)/u.exec(to)?.[1]
    if (name === undefined) return '{"state":"restored"}'
    if (method === 'PUT') held.set(name, String(body))
    return held.get(name) ?? ''
  }
  const never = () => Promise.reject(new Error('nobody asked for that'))
  const json: AdminApi['json'] = async (to, _, ask) => JSON.parse(await text(to, ask))
  return {
    adminApi: { text, json, report: never, setUp: never, hello: never, telegram: never } as AdminApi,
    held,
    asked,
  }
}

const edition = (day: number) => `{"schema":1,"code":"abcdefg","at":${NOW - day * DAY},"items":[]}`
const report = { cells: 1, botId: 7 } as never
const saving = { report, final: false, days: null, now: NOW, progress: () => {} }
async function linesOf(lines: AsyncIterable<Line>): Promise<readonly Line[]> {
  const all = []
  for await (const line of lines) all.push(line)
  return all
}

describe('saving', () => {
  it('waits until KV has caught up with the last cycle', async () => {
    let left = 2
    const { adminApi } = workerWith({}, (asked) => {
      if (asked === 'GET cells/0' && left-- > 0) throw refused('seen-stale')
      return null
    })
    const said: string[] = []
    let slept = 0
    const sleep = async (ms: number) => {
      slept += ms
    }
    const lines = await linesOf(savedLines(adminApi, { ...saving, say: (words) => said.push(words), sleep }))
    expect(lines.map(({ kind }) => kind)).toEqual(['paperboy-backup', 'cell', 'directory'])
    expect([said.length, slept]).toEqual([1, 30_000])
  })

  const quiet = { say: () => {}, sleep: async () => {} }

  it('stops at a permanent problem', async () => {
    const { adminApi } = workerWith({}, (asked) => {
      if (asked === 'GET cells/0') throw refused('stored-broken')
      return null
    })
    await expect(linesOf(savedLines(adminApi, { ...saving, ...quiet }))).rejects.toThrow('stored-broken')
  })

  it('saves the short links of the last days only, if asked to', async () => {
    const { adminApi } = workerWith({ 'edition:new': edition(3), 'edition:old': edition(40) })
    const lines = await linesOf(savedLines(adminApi, { ...saving, ...quiet, days: 30 }))
    expect(lines.flatMap((line) => (line.kind === 'document' ? line.name : []))).toEqual(['edition:new'])
  })

  it('reads no short links with --days 0', async () => {
    const { adminApi, asked } = workerWith({ 'edition:new': edition(3) })
    await linesOf(savedLines(adminApi, { ...saving, ...quiet, days: 0 }))
    expect(asked).toEqual(['GET cells/0', 'GET directory'])
  })

  it('repeats a request after a lost connection', async () => {
    let left = 2
    const { adminApi } = workerWith({ 'edition:new': edition(3) }, (asked) => {
      if (asked === 'GET documents/edition:new' && left-- > 0) throw new AdminApiProblem('unreachable', 'ECONNRESET')
      return null
    })
    const lines = await linesOf(savedLines(adminApi, { ...saving, ...quiet }))
    expect(lines.at(-1)).toMatchObject({ kind: 'document', name: 'edition:new' })
  })

  it('completes the backup without short links when the day’s reads are used up, and says so', async () => {
    const { adminApi } = workerWith({ 'edition:new': edition(3) }, (asked) => {
      if (asked === 'POST reserve') throw refused('quota-spent', 429)
      return null
    })
    const said: string[] = []
    const lines = await linesOf(savedLines(adminApi, { ...saving, ...quiet, say: (words) => said.push(words), sleep }))
    expect(lines.map(({ kind }) => kind)).toEqual(['paperboy-backup', 'cell', 'directory'])
    expect(said[0]).toContain('some short links are missing in the backup')
  })
})

describe('restoring', () => {
  let folder: string
  let file: string
  const head = headOf({ bot: 7, at: new Date(NOW).toISOString(), final: true, cells: 1 })
  const document = (name: string, day: number, expiration: number | null = null) =>
    ({ kind: 'document', name, text: edition(day), expiration }) as const
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'paperboy-backup-'))
    file = path.join(folder, 'backup.jsonl.gz')
    const lines: readonly Line[] = [
      head,
      { kind: 'cell', cell: 0, text: 'the cell' },
      { kind: 'directory', text: 'the directory' },
      document('edition:old', 40),
      document('edition:new', 1),
      document('edition:there', 2),
      document('bodies:gone', 40, NOW / 1000 - 1),
    ]
    await writeBackup(
      file,
      (async function* () {
        yield* lines
      })(),
    )
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('restores missing documents, except expired ones', async () => {
    const { adminApi, held, asked } = workerWith({ 'edition:there': 'as it is' })
    const said: string[] = []
    await restoreTo(adminApi, { file, head, since: 'send', now: NOW, say: (words) => said.push(words), sleep })
    expect([...held.keys()].toSorted()).toEqual(['edition:new', 'edition:old', 'edition:there'])
    expect(held.get('edition:there')).toBe('as it is')
    expect(asked.slice(0, 2)).toEqual([`PUT cells/0?since=send&backup=${NOW}`, `PUT directory?backup=${NOW}`])
    expect(said.at(-1)).toBe('Short links: 2 of 2 documents are restored')
  })

  it('says how many short links are left when the day’s writes are used up', async () => {
    const { adminApi } = workerWith({ 'edition:there': '' }, (asked) => {
      if (asked === 'POST reserve') throw refused('quota-spent', 429)
      return null
    })
    const said: string[] = []
    expect(
      await restoreTo(adminApi, { file, head, since: 'send', now: NOW, say: (words) => said.push(words), sleep }),
    ).toBe(2)
    expect(said.at(-1)).toBe('Short links: 0 of 2 documents are restored')
  })

  it('keeps line separators such as U+2028 inside texts', async () => {
    const text = `${edition(1)}\u2028and\u2029more\u0085still`
    const odd = path.join(folder, 'odd.jsonl.gz')
    await writeBackup(
      odd,
      (async function* () {
        yield head
        yield { kind: 'document', name: 'bodies:odd', text, expiration: null } as const
      })(),
    )
    const { adminApi, held } = workerWith({})
    await restoreTo(adminApi, { file: odd, head, since: 'send', now: NOW, say: () => {}, sleep })
    expect(held.get('bodies:odd')).toBe(text)
  })

  it.each([
    ['nowhere', '', false, null],
    ['here', 'https://here.test/telegram/webhook', false, null],
    ['elsewhere', 'https://there.test/telegram/webhook', false, /in use at there\.test, and keeps sending/u],
    ['elsewhere, and to be taken over', 'https://there.test/telegram/webhook', true, null],
  ] as const)('of a bot whose updates go %s', (_, url, takeOver, words) => {
    const check = () => checkNotInUse({ url }, 'https://here.test', { takeOver })
    if (words === null) check()
    else expect(check).toThrow(words)
  })

  it.each([
    ['a newer version', 'PUT cells/0', 'schema-newer', 409, /made by a newer Paperboy.*nothing was changed/u],
    ['a damaged one', 'PUT directory', 'stored-broken', 409, /The backup is damaged/u],
    ['another bot’s namespace', 'PUT cells/0', 'namespace-shared', 409, /holds another bot’s data/u],
  ])('says what to do about %s', async (_, at, reason, status, words) => {
    const { adminApi } = workerWith({ 'edition:there': '' }, (asked) => {
      if (asked.startsWith(at)) throw refused(reason, status)
      return null
    })
    await expect(restoreTo(adminApi, { file, head, since: 'skip', now: NOW, say: () => {}, sleep })).rejects.toThrow(
      words,
    )
  })
})

it.each([
  [backupArguments([], 'paperboy'), { ok: true, value: { name: 'paperboy', file: null, final: false, days: null } }],
  [backupArguments(['x.gz', '--final', '--days', '30'], 'p'), { value: { file: 'x.gz', final: true, days: 30 } }],
  [backupArguments(['--days', 'few'], 'p'), { problem: '--days needs a number, not “few”.' }],
  [backupArguments(['one', 'two'], 'p'), { problem: 'Name one file.' }],
  [restoreArguments(['x.gz'], 'p'), { value: { file: 'x.gz', since: null, yes: false } }],
  [restoreArguments(['x.gz', '--send-since'], 'p'), { value: { since: 'send' } }],
  [restoreArguments(['x.gz', '--skip-since', '--yes'], 'p'), { value: { since: 'skip', yes: true } }],
  [
    restoreArguments(['x.gz', '--skip-since', '--send-since'], 'p'),
    { problem: 'Choose either --send-since or --skip-since.' },
  ],
  [restoreArguments([], 'p'), { problem: 'Name one file that npm run backup wrote.' }],
])('the command lines of backup and restore are parsed (%#)', (parsed, expected) => {
  expect(parsed).toMatchObject(expected)
})
