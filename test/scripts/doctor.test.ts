/** `npm run doctor`: the finding and the fix for each set of facts. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { usageOf } from '../../scripts/commands.ts'
import { clockOffset } from '../../scripts/doctor/examine.ts'
import type { Facts } from '../../scripts/doctor/facts.ts'
import { findings } from '../../scripts/doctor/findings.ts'
import { close, listen } from '../../simulators/ports.ts'
import { atTheAddress, atTheWebhook } from './doctor/address-cases.ts'
import { atTelegram, atTheBot } from './doctor/bot-cases.ts'
import { atCloudflare, onThisMachine } from './doctor/cloudflare-cases.ts'
import { facts, noTelegram, read, refused, report, webhook, withTrouble } from './doctor/facts.ts'

const levels = (given: Facts) => findings(given).map(({ level, what }) => `${level} ${what}`)

it('a working bot has one line for each part', () => {
  expect(findings({ ...facts, cloudflare: read }).map(({ level, what }) => `${level} ${what}`)).toEqual([
    'well Token: Telegram knows @paper_bot',
    'well Webhook: paperboy.test, 0 updates waiting',
    'well Worker: up to date (0.1.0+aaaaaaaaaaaa-111111)',
    'well Cloudflare: secrets, KV namespace, cron and address are as they should be',
    'well Cron: the last cycle was 2 min 0 s ago',
    'well KV: answers',
    'well Channels: 1, each open to the bot, with the right to post and no other',
    'well Feeds: 3, each can be read',
    'well Quotas: none is nearly used up',
  ])
})

/** Cases with two findings. */
const severalLines = new Set([
  'a secret that is missing from another version: only its operator deploys these sources',
  'a clock that is years off, so that no certificate is valid',
  'a network that reaches nobody',
  'an address that nobody knows',
  'no webhook where the Worker is not reached',
  'a token that only the Worker could ask about, and is not known',
])

const groups = { atTheAddress, atTheWebhook, atCloudflare, onThisMachine, atTelegram, atTheBot }

describe.each(Object.entries(groups))('finds %s', (_, cases) => {
  it.each(cases)('%s', (name, given, line) => {
    const found = findings(given)
      .filter(({ level }) => level !== 'well')
      .map(({ level, what, fix }) => `${level} ${what} → ${fix}`)
    expect(found.filter((each) => line.test(each))).toHaveLength(1)
    if (!severalLines.has(name)) expect(found).toHaveLength(1)
  })
})

describe('a working bot, examined from a blocked network', () => {
  const blocked = { kind: 'cut-off' } as const

  it('is well by the Worker’s report if Telegram is not reached', () => {
    expect(levels({ ...facts, ...noTelegram })).toEqual([
      'mind Telegram: this machine cannot ask it (getMe: ETIMEDOUT)',
      'well Token: Telegram knows @paper_bot, says the Worker',
      'well Webhook: paperboy.test, 0 updates waiting',
      'well Worker: up to date (0.1.0+aaaaaaaaaaaa-111111)',
      'well Cron: the last cycle was 2 min 0 s ago',
      'well KV: answers',
      'well Channels: 1, none closed to the bot; Telegram was not asked about its rights',
      'well Feeds: 3, each can be read',
      'well Quotas: none is nearly used up',
    ])
  })

  it('is well by Telegram’s answers if the address is not reached', () => {
    expect(levels(withTrouble(blocked))).toEqual([
      'well Token: Telegram knows @paper_bot',
      'well Webhook: paperboy.test, 0 updates waiting',
      'mind Worker: this machine does not reach paperboy.test (no)',
    ])
  })

  it('is well by Cloudflare’s API if neither is reached', () => {
    expect(
      levels(withTrouble(blocked, 'paperboy.test', { ...noTelegram, cloudflare: read, webhook: noTelegram.webhook })),
    ).toEqual([
      'mind Telegram: this machine cannot ask it (getMe: ETIMEDOUT)',
      'mind Worker: this machine does not reach paperboy.test (no)',
      'well Cloudflare: secrets, KV namespace, cron and address are as they should be',
    ])
  })

  it('is examined without the Worker’s report on Telegram if an older version has none', () => {
    expect(levels({ ...facts, ...noTelegram, workerTelegram: refused('404') })).not.toContainEqual(
      expect.stringMatching(/^wrong|Token|Webhook/u),
    )
  })
})

it('a finding never shows the path of another host, which may be a secret', () => {
  const given = { ...facts, webhook: { value: { ...webhook, url: 'https://tool.test/bot/1:secret' } } }
  expect(JSON.stringify(findings(given))).not.toContain('1:secret')
})

it('a server’s clock is read from its Date header', async () => {
  const server = createServer((_, response) => {
    response.writeHead(302, { date: new Date(Date.now() + 600_000).toUTCString() }).end()
  })
  const port = await listen(server, 0)
  const offset = await clockOffset(`http://127.0.0.1:${port}`)
  await close(server)
  expect(Math.round((offset ?? 0) / 60_000)).toBe(10)
  expect(await clockOffset(`http://127.0.0.1:${port}`)).toBeNull()
})

describe('commands', () => {
  const { scripts } = v.parse(
    v.pipe(v.string(), v.parseJson(), v.object({ scripts: v.record(v.string(), v.string()) })),
    readFileSync(path.resolve('package.json'), 'utf8'),
  )
  const known = Object.keys(scripts)
  const usages = new Map([
    ['deploy', usageOf('deploy')],
    ['doctor', usageOf('doctor')],
  ])
  const fixes = Object.values(groups).flatMap((cases) =>
    cases.flatMap(([, given]) => findings(given).map(({ fix }) => fix ?? '')),
  )
  const commands = new Set(fixes.flatMap((fix) => fix.match(/npm run [a-z:]+(?: -- (?:--[a-z-]+ ?)+)?/gu) ?? []))

  it.each([...commands])('%s is a command with these options', (command) => {
    const name = /^npm run ([a-z:]+)/u.exec(command)?.[1] ?? ''
    expect(known).toContain(name)
    for (const flag of command.match(/--[a-z-]+/gu) ?? []) expect(usages.get(name)).toContain(flag)
  })

  it('are many', () => {
    expect([...commands].length).toBeGreaterThan(8)
  })

  it('name the Worker if it is not the one in wrangler.toml', () => {
    const other = { ...withTrouble({ kind: 'not-routed' }, 'paperboy.test'), name: 'second', cloudflare: read }
    expect(findings(other).map(({ fix }) => fix)).toContain(
      'npm run deploy -- --name second --domain paperboy.test points paperboy.test to the Worker.',
    )
    expect(
      findings({ ...facts, name: 'second', report: { value: { ...report, claimed: false } } }).map(({ fix }) => fix),
    ).toContain('npm run deploy -- --name second shows the link that claims it')
  })
})
