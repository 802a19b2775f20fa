/** A real bot's long polling, against the simulated Telegram: confirmation, refusals, and secrets that are never shown. */

import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { botApi } from '../../scripts/bot-api.ts'
import { BotRefused, checkBot } from '../../scripts/local-bot/local-bot.ts'
import { PollingRefused, pollUpdates } from '../../scripts/local-bot/poll-updates.ts'
import { localVariables, ownBotHint, persistentSecret, readSettings } from '../../scripts/local-bot/settings.ts'
import { createTerminal } from '../../scripts/terminal.ts'
import { close, freePort, listen, loopback } from '../../simulators/ports.ts'
import { realSleep, startTelegramServer, type TelegramServer } from '../../simulators/telegram/telegram-server.ts'
import { World } from '../../simulators/telegram/world.ts'

const token = '777:a-token_that-nobody-may-see'
const secret = 'the-webhook-secret'

/** A double of the Worker: gives these answers, and records what it receives. */
interface Hook {
  readonly url: string
  readonly taken: { readonly secret: string | undefined; readonly text: string; readonly status: number }[]
  answers: number[]
  /** Resolves after this many requests. */
  came(count: number): Promise<void>
}

let world: World
let telegram: TelegramServer
let hookServer: Server
let hook: Hook
let stopping: AbortController
let said: string[]

beforeEach(async () => {
  world = new World({ token, now: Date.now, sleep: realSleep, localWebhooks: true })
  telegram = await startTelegramServer({ world })
  stopping = new AbortController()
  said = []
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  const taken: Hook['taken'] = []
  hookServer = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const status = hook.answers.shift() ?? 200
    const header = request.headers['x-telegram-bot-api-secret-token']
    const text = /"text":"([^"]*)"/u.exec(body)?.[1] ?? ''
    taken.push({ secret: Array.isArray(header) ? header[0] : header, text, status })
    response.writeHead(status).end()
    for (const { count, resolve } of waiting) if (taken.length >= count) resolve()
  })
  hook = {
    url: `http://${loopback}:${await listen(hookServer, 0)}/telegram/webhook`,
    taken,
    answers: [],
    came: (count) =>
      new Promise((resolve) => {
        if (taken.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
  }
})
afterEach(async () => {
  stopping.abort()
  await close(hookServer)
  await telegram.close()
})

const polling = (root = telegram.url, usedToken = token) =>
  pollUpdates({
    api: botApi(root, usedToken),
    webhook: hook.url,
    secret,
    say: (words) => said.push(words),
    signal: stopping.signal,
    seconds: 20,
    // Does not wait.
    wait: async () => {},
  })
const mei = () => world.addPerson({ firstName: 'Mei', id: 1001 }).id
/** Resolves when Telegram was asked in a way that confirms everything. */
const confirmed = () =>
  new Promise<void>((resolve) => {
    if (world.pending().length === 0) return resolve()
    const stop = world.subscribe(() => {
      if (world.pending().length > 0) return
      stop()
      resolve()
    })
  })

describe('poll', () => {
  it('delivers updates in order, with the secret, and confirms them', async () => {
    const person = mei()
    world.start(person)
    world.say({ from: person, text: 'first' })
    const run = polling()
    await hook.came(2)
    world.say({ from: person, text: 'second' })
    await hook.came(3)
    await confirmed()
    stopping.abort()
    await run
    expect(hook.taken.map(({ text }) => text)).toEqual(['/start', 'first', 'second'])
    expect(hook.taken.every((one) => one.secret === secret)).toBe(true)
  })

  it('does not confirm an update that the Worker refused, and sends it again', async () => {
    const person = mei()
    world.start(person)
    hook.answers = [500, 503, 200]
    const pendingAt: number[] = []
    const stop = world.subscribe((change) => {
      if (change.kind === 'call') pendingAt.push(world.pending().length)
    })
    const run = polling()
    await hook.came(3)
    await confirmed()
    stop()
    stopping.abort()
    await run
    expect(hook.taken.map(({ text, status }) => [text, status])).toEqual([
      ['/start', 500],
      ['/start', 503],
      ['/start', 200],
    ])
    expect(pendingAt[0]).toBe(1)
    expect(said).toEqual([expect.stringMatching(/did not accept update \d+ \(500\)/u)])
  })

  it('asks only for the updates that the Worker acts on', async () => {
    world.start(mei())
    const run = polling()
    await hook.came(1)
    stopping.abort()
    await run
    const [call] = world.calls({ method: 'getUpdates' })
    expect(JSON.parse(call?.parameters['allowed_updates'] ?? '')).toEqual([
      'message',
      'callback_query',
      'my_chat_member',
      'message_reaction_count',
    ])
  })

  it('continues after failed requests, with one message', async () => {
    const person = mei()
    world.start(person)
    world.addFault({ fault: { kind: 'server-error', status: 502, effect: false }, method: 'getUpdates', times: 2 })
    world.addFault({ fault: { kind: 'request-lost' }, method: 'getUpdates', after: 0, times: 1 })
    const run = polling()
    await hook.came(1)
    stopping.abort()
    await run
    expect(said).toHaveLength(2)
    expect(said[0]).toMatch(/does not answer/u)
    expect(said[1]).toBe('Telegram answers again.')
  })

  it('ends when the bot is given a webhook meanwhile', async () => {
    world.start(mei())
    const run = polling()
    run.catch(() => {})
    await hook.came(1)
    await fetch(`${telegram.url}/bot${token}/setWebhook?url=${encodeURIComponent('https://elsewhere.example/hook')}`)
    await expect(run).rejects.toThrow(PollingRefused)
  })

  it('ends when Telegram does not know the token', async () => {
    await expect(polling(telegram.url, '777:another')).rejects.toThrow(/does not know this BOT_TOKEN/u)
  })
})

describe('checkBot', () => {
  it('returns the bot’s ID and username', async () => {
    expect(await checkBot(botApi(telegram.url, token))).toMatchObject({ id: 777, username: world.bot().username })
  })

  it('refuses a bot that has a webhook, and changes nothing', async () => {
    const webhook = 'https://elsewhere.example/secret-path'
    await fetch(`${telegram.url}/bot${token}/setWebhook?url=${encodeURIComponent(webhook)}`)
    const refused = await checkBot(botApi(telegram.url, token)).catch((problem: unknown) => problem)
    expect(refused).toBeInstanceOf(BotRefused)
    expect(String(refused)).toMatch(/webhook at elsewhere\.example: it is in use elsewhere.*@BotFather/u)
    expect(String(refused)).not.toContain('secret-path')
    expect(world.webhook().url).toBe(webhook)
  })

  it('says what to do if Telegram is not reached', async () => {
    await expect(checkBot(botApi(`http://${loopback}:${await freePort()}`, token))).rejects.toThrow(
      /refuses the connection[\s\S]*HTTPS_PROXY[\s\S]*npm start is the playground/u,
    )
  })

  it.each([
    { name: 'an unknown token', root: () => telegram.url, used: '777:another_token' },
    { name: 'nobody listening', root: () => `http://${loopback}:9`, used: token },
  ])('never shows the token: $name', async ({ root, used }) => {
    const refused = await checkBot(botApi(root(), used)).catch((problem: unknown) => problem)
    expect(refused).toBeInstanceOf(BotRefused)
    expect(JSON.stringify([String(refused), refused instanceof Error ? refused.stack : ''])).not.toContain(
      used.slice(4),
    )
  })
})

it('never shows a secret', async () => {
  const lines: string[] = []
  const terminal = createTerminal({ write: (line) => lines.push(line), secrets: [token], colours: false })
  terminal.say(`error at https://api.telegram.org/bot${token}/getMe and ${encodeURIComponent(token)}`)
  await terminal.step(`ask ${token}`, async () => {})
  expect(lines.join('\n')).not.toContain('a-token_that')
})

describe('settings', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'paperboy-settings-'))
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  it('come from .dev.vars, the environment first, and never hold a public address', async () => {
    await writeFile(
      path.join(root, '.dev.vars'),
      `BOT_TOKEN="${token}"\nOWNER_IDS=1,2\nPUBLIC_URL=https://x.example\nPLAN=\n`,
    )
    expect((await readSettings(root, { OWNER_IDS: '3' })).settings).toEqual({ BOT_TOKEN: token, OWNER_IDS: '3' })
  })

  it('replace the public address and the language model of a deployed bot by none', () => {
    expect(localVariables({ OWNER_IDS: '1' })).toEqual({ OWNER_IDS: '1', PUBLIC_URL: '', AI_MODEL: 'off' })
  })

  it('are empty without either, which means the playground', async () => {
    expect((await readSettings(root, {})).settings).toEqual({})
    await writeFile(path.join(root, '.dev.vars'), `BOT_TOKEN=${token}\n`)
    expect((await readSettings(root, { BOT_TOKEN: '' })).settings).toEqual({})
  })

  it('are read with byte order marks, blanks and any line ending', async () => {
    const text = `\ufeffBOT_TOKEN=${token} \t\r\nWEBHOOK_SECRET= \nOWNER_IDS=1\n`
    await writeFile(path.join(root, '.dev.vars'), text)
    const settings = { BOT_TOKEN: token, OWNER_IDS: '1' }
    expect(await readSettings(root, {})).toEqual({ settings, emptyToken: null })
  })

  it.each([
    { name: 'nowhere', text: null, env: {}, words: /^For a bot of your own, .*in \.dev\.vars/u },
    { name: 'in a file without it', text: 'OWNER_IDS=1\n', env: {}, words: /^For a bot of your own/u },
    {
      name: 'empty in the file',
      text: 'BOT_TOKEN=\n',
      env: {},
      words: /BOT_TOKEN= in \.dev\.vars: that line is empty\./u,
    },
    {
      name: 'blank in the file',
      text: 'BOT_TOKEN="  "\n',
      env: {},
      words: /BOT_TOKEN= in \.dev\.vars: that line is empty\./u,
    },
    {
      name: 'empty in the environment',
      text: `BOT_TOKEN=${token}\n`,
      env: { BOT_TOKEN: ' ' },
      words: /it is empty in the environment\./u,
    },
  ])('lead to a hint where the token goes when it is $name', async ({ text, env, words }) => {
    if (text !== null) await writeFile(path.join(root, '.dev.vars'), text)
    const { settings, emptyToken } = await readSettings(root, env)
    expect(settings['BOT_TOKEN']).toBeUndefined()
    expect(ownBotHint(emptyToken)).toMatch(words)
  })

  it('keep the webhook secret between runs, readable by its owner only', async () => {
    const folder = path.join(root, 'state')
    const first = await persistentSecret(folder)
    expect(await persistentSecret(folder)).toBe(first)
    if (process.platform !== 'win32') expect((await stat(path.join(folder, 'webhook-secret'))).mode & 0o077).toBe(0)
  })
})
