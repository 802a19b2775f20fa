/** How the operator's commands find the bot, what this machine keeps of it, and the name of a build. */
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseEnv, stripVTControlCharacters } from 'node:util'
import { generate } from 'lean-qr'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { botApi } from '../../scripts/bot-api.ts'
import { buildOf, sourcesOf } from '../../scripts/deploy/build.ts'
import { qrOf } from '../../scripts/deploy/telegram-setup.ts'
import { connectAdminApi } from '../../scripts/operator/admin-api.ts'
import { adminApiOf, type DeployedDeps, findDeployed } from '../../scripts/operator/deployed.ts'
import { keepKeys, readKeys } from '../../scripts/operator/keys.ts'
import { noPrompts, type Prompts } from '../../scripts/operator/prompts.ts'
import { startTelegramServer, type TelegramServer } from '../../simulators/telegram/telegram-server.ts'
import { World } from '../../simulators/telegram/world.ts'

const TOKEN = '777:a-token_that-nobody-may-see'
let folder: string
let telegram: TelegramServer
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paperboy-deployed-'))
  telegram = await startTelegramServer({ world: new World({ token: TOKEN, now: Date.now, flood: null }) })
})
afterEach(async () => {
  await telegram.close()
  await rm(folder, { recursive: true, force: true })
})

const deps = (environment: Readonly<Record<string, string>> = {}): DeployedDeps => ({
  keysFolder: folder,
  environment,
  prompts: noPrompts,
  telegram: (token) => botApi(telegram.url, token),
  adminApi: connectAdminApi,
})

describe('the bot', () => {
  it('is the one that was deployed from here', async () => {
    const keys = {
      token: TOKEN,
      webhookSecret: 'secret',
      address: 'https://here.test',
      account: 'a1',
      movingFrom: null,
    }
    await keepKeys(folder, 'paperboy', keys)
    expect(await readKeys(folder, 'paperboy')).toEqual(keys)
    expect(await findDeployed(deps(), 'paperboy', null)).toMatchObject({ token: TOKEN, address: 'https://here.test' })
    expect(await findDeployed(deps(), 'paperboy', 'https://there.test/')).toMatchObject({
      address: 'https://there.test',
    })
  })

  it('is at the webhook’s address on another machine', async () => {
    const url = encodeURIComponent('https://worker.test/telegram/webhook')
    await fetch(`${telegram.url}/bot${TOKEN}/setWebhook?url=${url}`)
    const found = await findDeployed(deps({ BOT_TOKEN: TOKEN }), 'paperboy', null)
    expect(found.address).toBe('https://worker.test')
  })

  it('has no address without a webhook', async () => {
    const found = await findDeployed(deps({ BOT_TOKEN: TOKEN }), 'paperboy', null)
    expect(() => adminApiOf(deps(), found)).toThrow('The Worker’s address is unknown')
  })

  it.each([
    ['without a token', {}, 'There is no bot token.'],
    ['with an empty one', { BOT_TOKEN: ' ' }, 'BOT_TOKEN is empty.'],
    ['with one of another form', { BOT_TOKEN: 'token' }, 'BOT_TOKEN is not of the form 123456:ABC….'],
  ])('is unknown %s, and the advice says where to set it', async (_, environment, message) => {
    const advice = expect.stringMatching(/set BOT_TOKEN/iu)
    await expect(findDeployed(deps(environment), 'paperboy', null)).rejects.toMatchObject({ message, advice })
  })

  it('is asked for with an explanation at a terminal', async () => {
    const questions: string[] = []
    const typed = ['', TOKEN]
    const person: Prompts = {
      ...noPrompts,
      isInteractive: true,
      secret: async (question) => {
        questions.push(question)
        return typed.shift() ?? ''
      },
    }
    const asks = () => findDeployed({ ...deps(), prompts: person }, 'news', null)
    await expect(asks()).rejects.toThrow('There is no bot token.')
    expect(await asks()).toMatchObject({ token: TOKEN })
    expect(questions[0]).toMatch(/keeps no token for “news”.*--name[\s\S]*\/mybots/u)
  })
})

describe('the file with a bot’s keys', () => {
  const file = () => path.join(folder, '.paperboy', 'paperboy.env')
  const keys = { token: TOKEN, webhookSecret: 'secret', address: null, account: null, movingFrom: null }

  it('is read if an older version wrote it; an empty value counts as missing', async () => {
    await mkdir(path.dirname(file()))
    await writeFile(file(), `BOT_TOKEN="${TOKEN}"\nWEBHOOK_SECRET="secret"\nADDRESS=""\n`)
    expect(await readKeys(folder, 'paperboy')).toEqual(keys)
  })

  it('keeps the fields of a newer version, and removes fields set to null', async () => {
    await keepKeys(folder, 'paperboy', { ...keys, account: 'a1' })
    await appendFile(file(), `NEWER='{"a":"b c"}'\n`)
    await keepKeys(folder, 'paperboy', keys)
    expect(parseEnv(await readFile(file(), 'utf8'))).toEqual({
      BOT_TOKEN: TOKEN,
      WEBHOOK_SECRET: 'secret',
      NEWER: '{"a":"b c"}',
    })
  })
})

describe('a build', () => {
  it('is named for its version, sources and variables, independent of line endings', async () => {
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

it('the QR code of a link has two rows of modules per line', () => {
  const link = 'https://t.me/paperboy_test_bot?start=UlvYLK_akc2mI9sb'
  const code = generate(link)
  const rows = stripVTControlCharacters(qrOf(link))
    .split('\n')
    .flatMap((line) => {
      const characters = [...line.slice(2)]
      return [characters.map((each) => '▀█'.includes(each)), characters.map((each) => '▄█'.includes(each))]
    })
  const border = 2
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) expect(rows[y + border]?.[x + border]).toBe(code.get(x, y))
  expect(rows[0]).not.toContain(true)
})
