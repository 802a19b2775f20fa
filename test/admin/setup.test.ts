/** What Telegram is told of a bot, by the operator's door and by the page of the first visit; and who may have it told. */
import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import {
  OWNER,
  PUBLIC_URL,
  SECRET,
  type SimulatedPaperboy,
  startSimulated,
  TELEGRAM,
  TOKEN,
} from '../../simulators/cloudflare/paperboy.ts'
import { writtenVersions } from '../../src/store/versions.ts'
import { ask, KEY } from './admin-api-key.ts'

let open: SimulatedPaperboy | null = null
afterEach(() => {
  open?.stop()
  open = null
})
async function begin(vars: Readonly<Record<string, string>> = {}): Promise<SimulatedPaperboy> {
  open = await startSimulated({ vars })
  return open
}

const setUp = async (paperboy: SimulatedPaperboy, wish: object = {}) => {
  const answer = await ask(paperboy, 'setup', { body: { apply: true, takeOver: false, ...wish } })
  return (await answer.json()) as {
    readonly bot: { readonly username: string } | null
    readonly claim: string | null
    readonly parts: readonly { readonly part: string; readonly state: { readonly kind: string } }[]
  }
}
const states = ({ parts }: Awaited<ReturnType<typeof setUp>>) =>
  Object.fromEntries(parts.map(({ part, state }) => [part, state]))
const telegram = ({ world }: SimulatedPaperboy, method: string, payload: object) =>
  world.handle(
    new Request(`${TELEGRAM}/bot${TOKEN}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    }),
  )
const all = (kind: string) => ({
  webhook: { kind },
  commands: { kind },
  profile: { kind },
  rights: { kind },
})
const CLAIM = createHash('sha256').update(`paperboy claim ${SECRET}`).digest('base64url').slice(0, 16)

describe('the door', () => {
  it.each([
    ['no key', ''],
    ['another key', 'x'.repeat(43)],
    ['the webhook’s secret', SECRET],
    ['the token itself', TOKEN],
  ])('is closed to %s', async (_, key) => {
    const paperboy = await begin()
    for (const path of ['report', 'telegram', 'directory', 'cells/0', 'documents?prefix=edition:', 'nothing'])
      expect((await ask(paperboy, path, { key })).status).toBe(401)
    expect((await ask(paperboy, 'retire', { method: 'POST', key })).status).toBe(401)
    expect(paperboy.world.webhook().url).not.toBe('')
  })

  it('takes nothing that is too large', async () => {
    const paperboy = await begin()
    const body = { apply: true, takeOver: false, more: 'x'.repeat(5000) }
    expect((await ask(paperboy, 'setup', { body })).status).toBe(413)
  })

  it('answers nothing that is asked wrongly', async () => {
    const paperboy = await begin()
    const asked = [
      ['setup', { body: 'no json' }, 400],
      ['setup', { body: { apply: 'yes' } }, 400],
      ['documents?prefix=seen:', {}, 400],
      ['documents/seen:0', {}, 400],
      ['documents/edition:../x', {}, 404],
      ['reserve', { body: { kvReads: -1, kvWrites: 0 } }, 400],
      ['documents/seen:0', { method: 'PUT', body: 'x' }, 400],
      ['documents/edition:abc?expiration=soon', { method: 'PUT', body: 'x' }, 400],
      ['cells/1', {}, 404],
      ['cells/0', { method: 'PUT', body: 'x' }, 400],
      ['cells/0?since=send', { method: 'PUT', body: 'x' }, 400],
      ['cells/0?since=send&backup=1', { method: 'PUT', body: 'x' }, 409],
      ['directory?backup=1', { method: 'PUT', body: '{}' }, 409],
    ] as const
    for (const [path, options, status] of asked)
      expect([path, (await ask(paperboy, path, options)).status]).toEqual([path, status])
  })
})

describe('setting up', () => {
  it('tells Telegram everything once, and from then on changes nothing', async () => {
    const paperboy = await begin({ OWNER_IDS: '' })
    const { world } = paperboy
    expect(states(await setUp(paperboy, { apply: false }))).toEqual(all('differs'))
    expect(world.bot().commands).toEqual({})

    const first = await setUp(paperboy)
    expect(states(first)).toEqual(all('changed'))
    expect(first).toMatchObject({ bot: { username: world.bot().username }, claim: CLAIM })
    expect(world.webhook()).toMatchObject({
      url: `${PUBLIC_URL}/telegram/webhook`,
      secretToken: SECRET,
      allowedUpdates: ['message', 'callback_query', 'my_chat_member'],
    })
    expect(world.bot().defaultRights.channels).toMatchObject({ can_post_messages: true })
    expect(world.bot().descriptions['']).toContain('new headlines from your feeds')
    expect(world.bot().descriptions['zh']).toContain('短链接')

    const before = world.calls({ method: 'setWebhook' }).length
    expect(states(await setUp(paperboy))).toEqual(all('same'))
    expect(world.calls({ method: 'setWebhook' })).toHaveLength(before)
  })

  it('drops nothing that waits', async () => {
    const paperboy = await begin()
    paperboy.world.say({ from: OWNER, text: '/help' })
    await setUp(paperboy)
    expect(paperboy.world.pending()).toHaveLength(1)
  })

  it('changes only what somebody else has changed', async () => {
    const paperboy = await begin()
    await setUp(paperboy)
    await telegram(paperboy, 'setMyDescription', { description: 'Mine' })
    expect(states(await setUp(paperboy))).toEqual({ ...all('same'), profile: { kind: 'changed' } })
    await telegram(paperboy, 'setWebhook', { url: `${PUBLIC_URL}/telegram/webhook`, allowed_updates: ['message'] })
    expect(states(await setUp(paperboy))).toEqual({ ...all('same'), webhook: { kind: 'changed' } })
  })

  it('leaves a bot alone that is in use elsewhere, until it is told to take over', async () => {
    const paperboy = await begin({ OWNER_IDS: '' })
    const elsewhere = 'https://elsewhere.example/hook'
    await telegram(paperboy, 'setWebhook', { url: elsewhere })
    expect(states(await setUp(paperboy))['webhook']).toEqual({ kind: 'elsewhere', host: 'elsewhere.example' })
    expect(paperboy.world.webhook().url).toBe(elsewhere)
    expect(paperboy.world.bot().commands).toEqual({})
    expect(states(await setUp(paperboy, { takeOver: true }))).toEqual(all('changed'))
  })

  it('says in Telegram’s words what it refuses', async () => {
    const paperboy = await begin({ WEBHOOK_SECRET: 'not allowed: ü' })
    await telegram(paperboy, 'deleteWebhook', {})
    const words = 'Bad Request: secret token contains unallowed characters'
    expect(states(await setUp(paperboy))).toEqual({ ...all('changed'), webhook: { kind: 'refused', words } })
  })

  it('says so when Telegram does not answer, and goes on from there the next time', async () => {
    const paperboy = await begin()
    paperboy.world.addFault({ fault: { kind: 'request-lost' }, method: 'setMyDescription', times: 1 })
    const lost = states(await setUp(paperboy))
    expect(lost['profile']).toEqual({ kind: 'refused', words: expect.stringContaining('no answer') })
    expect(states(await setUp(paperboy))).toEqual({ ...all('same'), profile: { kind: 'changed' } })
  })

  it('has a message sent to whose bot it is', async () => {
    const paperboy = await begin()
    expect(await (await ask(paperboy, 'hello', { method: 'POST' })).json()).toEqual({ sent: 1, refused: 0 })
    expect(paperboy.world.messages(OWNER).at(-1)?.text).toContain('its messages arrive')
  })

  it('reports how the bot is, and no secret', async () => {
    const paperboy = await begin()
    await setUp(paperboy)
    const text = await (await ask(paperboy, 'report')).text()
    expect(JSON.parse(text)).toMatchObject({ botId: 4242, claimed: true, retired: false, cells: 1, channels: [] })
    expect(JSON.parse(text)).toMatchObject({ stored: writtenVersions })
    for (const secret of [SECRET, TOKEN, KEY, CLAIM]) expect(text).not.toContain(secret)
  })
})

describe('the page of the first visit', () => {
  const visit = async ({ cloud }: SimulatedPaperboy, form?: Readonly<Record<string, string>>) => {
    const headers = { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' }
    const posted = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form), headers }
    const answer = await cloud.fetch(new Request(`${PUBLIC_URL}/setup`, posted))
    if (answer === 'ended') throw new Error('nobody asked for that')
    return { status: answer.status, text: await answer.text() }
  }

  it('sets the bot up for who knows the secret, and closes when the bot is claimed', async () => {
    const paperboy = await begin({ OWNER_IDS: '' })
    const { world } = paperboy
    expect(await visit(paperboy)).toMatchObject({ status: 200, text: expect.stringContaining('type="password"') })

    const wrong = await visit(paperboy, { secret: 'guessed' })
    expect(wrong).toMatchObject({ status: 403, text: expect.stringContaining('That is not the WEBHOOK_SECRET') })
    expect(world.bot().commands).toEqual({})

    const done = await visit(paperboy, { secret: ` ${SECRET} ` })
    expect(done.text).toContain(`https://t.me/${world.bot().username}?start=${CLAIM}`)
    expect(done.text).toContain('?startchannel&amp;admin=post_messages')
    expect(done.text).not.toContain(SECRET)
    expect(world.webhook().secretToken).toBe(SECRET)

    world.start(OWNER, CLAIM)
    await paperboy.deliver()
    expect(world.messages(OWNER).at(-1)?.text).toContain('yours now')
    for (const form of [undefined, { secret: SECRET }])
      expect(await visit(paperboy, form)).toMatchObject({ status: 403, text: expect.stringContaining('is set up') })
  })

  it('is closed where the operator named the owners, once it was set up', async () => {
    const paperboy = await begin()
    expect((await visit(paperboy)).status).toBe(200)
    await setUp(paperboy)
    expect((await visit(paperboy)).status).toBe(403)
  })

  it('asks before it takes a bot away from another address', async () => {
    const paperboy = await begin({ OWNER_IDS: '' })
    await telegram(paperboy, 'setWebhook', { url: 'https://elsewhere.example/hook' })
    const asked = await visit(paperboy, { secret: SECRET })
    expect(asked.text).toContain('in use at elsewhere.example')
    expect(asked.text).toContain('name="take-over"')
    await visit(paperboy, { secret: SECRET, 'take-over': 'yes' })
    expect(paperboy.world.webhook().url).toBe(`${PUBLIC_URL}/telegram/webhook`)
  })

  it('tells an address with more than ten wrong secrets to wait, and takes the right one all the same', async () => {
    const paperboy = await begin({ OWNER_IDS: '' })
    for (let tries = 0; tries < 10; tries += 1) expect((await visit(paperboy, { secret: `${tries}` })).status).toBe(403)
    expect((await visit(paperboy, { secret: 'wrong' })).status).toBe(429)
    expect((await visit(paperboy, { secret: SECRET })).status).toBe(200)
  })

  it('is closed to a secret that could be guessed', async () => {
    const paperboy = await begin({ OWNER_IDS: '', WEBHOOK_SECRET: 'short-secret' })
    for (const form of [undefined, { secret: 'short-secret' }])
      expect(await visit(paperboy, form)).toMatchObject({
        status: 503,
        text: expect.stringContaining('shorter than 16'),
      })
  })

  it('says which variable is missing', async () => {
    const paperboy = await begin({ WEBHOOK_SECRET: '' })
    expect(await visit(paperboy)).toMatchObject({ status: 503, text: expect.stringContaining('WEBHOOK_SECRET') })
  })

  it('takes no form of another site', async () => {
    const { cloud } = await begin({ OWNER_IDS: '' })
    const answer = await cloud.fetch(
      new Request(`${PUBLIC_URL}/setup`, {
        method: 'POST',
        headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        body: new URLSearchParams({ secret: SECRET }),
      }),
    )
    expect(answer === 'ended' ? 0 : answer.status).toBe(403)
  })
})
