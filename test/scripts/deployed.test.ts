/** How the operator's commands find the bot, and what a build is called. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { generate } from 'lean-qr'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { botApi } from '../../scripts/bot-api.ts'
import { buildOf, sourcesOf } from '../../scripts/deploy/build.ts'
import { qrOf } from '../../scripts/deploy/telegram-side.ts'
import { nobody } from '../../scripts/operator/ask.ts'
import { type DeployedEdges, doorOf, findDeployed } from '../../scripts/operator/deployed.ts'
import { openDoor } from '../../scripts/operator/door-client.ts'
import { keepKeys, readKeys } from '../../scripts/operator/keys.ts'
import { startTelegramServer, type TelegramServer } from '../telegram/server/server.ts'
import { World } from '../telegram/world.ts'

const TOKEN = '777:a-token_that-nobody-may-see'
let folder: string
let telegram: TelegramServer
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paperboy-deployed-'))
  telegram = await startTelegramServer({ world: new World({ token: TOKEN, now: Date.now, flood: null }), port: 0 })
})
afterEach(async () => {
  await telegram.close()
  await rm(folder, { recursive: true, force: true })
})

const edges = (environment: Readonly<Record<string, string>> = {}): DeployedEdges => ({
  keysIn: folder,
  environment,
  asker: nobody,
  telegram: (token) => botApi(telegram.url, token),
  door: openDoor,
})

describe('the bot', () => {
  it('is the one that was deployed from here', async () => {
    await keepKeys(folder, 'paperboy', { token: TOKEN, webhookSecret: 'secret', address: 'https://here.test' })
    expect(await readKeys(folder, 'paperboy')).toEqual({
      token: TOKEN,
      webhookSecret: 'secret',
      address: 'https://here.test',
    })
    expect(await findDeployed(edges(), 'paperboy', null)).toMatchObject({ token: TOKEN, address: 'https://here.test' })
    expect(await findDeployed(edges(), 'paperboy', 'https://there.test/')).toMatchObject({
      address: 'https://there.test',
    })
  })

  it('is where Telegram brings its updates, on another machine', async () => {
    const url = encodeURIComponent('https://worker.test/telegram/webhook')
    await fetch(`${telegram.url}/bot${TOKEN}/setWebhook?url=${url}`)
    const found = await findDeployed(edges({ BOT_TOKEN: TOKEN }), 'paperboy', null)
    expect(found.address).toBe('https://worker.test')
  })

  it('is nowhere without a webhook', async () => {
    const found = await findDeployed(edges({ BOT_TOKEN: TOKEN }), 'paperboy', null)
    expect(() => doorOf(edges(), found)).toThrow('Nobody knows where the Worker is')
  })

  it('is nobody without a token', async () => {
    await expect(findDeployed(edges(), 'paperboy', null)).rejects.toThrow('There is no bot token.')
  })
})

describe('a build', () => {
  it('is called by its version, its sources and its variables, however lines end', async () => {
    const write = (name: string, text: string) => writeFile(path.join(folder, name), text)
    await cp(path.resolve(import.meta.dirname, '../../src/filter'), path.join(folder, 'src'), { recursive: true })
    await write('package.json', '{"version":"1.2.3"}')
    for (const name of ['package-lock.json', 'wrangler.toml', 'tsconfig.json']) await write(name, 'one\ntwo\n')
    const first = await buildOf(folder, {})
    expect(first).toMatch(/^1\.2\.3\+[0-9a-f]{12}-[0-9a-f]{6}$/u)
    await write('wrangler.toml', 'one\r\ntwo\r\n')
    expect(await buildOf(folder, {})).toBe(first)
    const other = await buildOf(folder, { PLAN: 'paid' })
    expect(other).not.toBe(first)
    expect(sourcesOf(other)).toBe(sourcesOf(first))
    await write('wrangler.toml', 'one\nthree\n')
    expect(sourcesOf(await buildOf(folder, {}))).not.toBe(sourcesOf(first))
  })
})

it('the QR code of a link has the link’s own modules, two rows a line', () => {
  const link = 'https://t.me/paperboy_test_bot?start=UlvYLK_akc2mI9sb'
  const code = generate(link)
  const rows = stripVTControlCharacters(qrOf(link))
    .split('\n')
    .flatMap((line) => {
      const characters = [...line.slice(2)]
      return [characters.map((each) => '▀█'.includes(each)), characters.map((each) => '▄█'.includes(each))]
    })
  const quiet = 2
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) expect(rows[y + quiet]?.[x + quiet]).toBe(code.get(x, y))
  expect(rows[0]).not.toContain(true)
})
