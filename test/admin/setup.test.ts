/** The changes that the setup of a bot makes at Telegram, and when the setup page is closed. */

import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { OWNER, PUBLIC_URL, SECRET, TOKEN } from '../../simulators/cloudflare/paperboy.ts'
import { isLocked } from '../../src/admin/setup.ts'
import { menuLanguages } from '../../src/bot/commands-menu.ts'
import { type UserId, userIdSchema } from '../../src/model.ts'
import { writtenVersions } from '../../src/store/versions.ts'
import { ask, KEY } from './admin-api-key.ts'
import { CLAIM, paperboyOfTests, type SetupAnswer, setUp, telegram } from './paperboy-of-tests.ts'

const begin = paperboyOfTests()

const states = ({ parts }: SetupAnswer) => Object.fromEntries(parts.map(({ part, state }) => [part, state]))
const all = (kind: string) => ({
  webhook: { kind },
  commands: { kind },
  profile: { kind },
  rights: { kind },
})

describe('the setup of a bot', () => {
  it('makes every change the first time and none the second time', async () => {
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
      allowedUpdates: ['message', 'callback_query', 'my_chat_member', 'message_reaction_count'],
    })
    expect(world.bot().defaultRights.channels).toMatchObject({ can_post_messages: true })
    expect(world.bot().descriptions['']).toContain('new headlines from your feeds')
    expect(world.bot().descriptions['zh']).toContain('短链接')
    expect(world.bot().descriptions['ko']).toBeUndefined()

    const before = world.calls({ method: 'setWebhook' }).length
    expect(states(await setUp(paperboy))).toEqual(all('same'))
    expect(world.calls({ method: 'setWebhook' })).toHaveLength(before)
  })

  it('sets a few languages with each request, within what one may do on the Free plan', async () => {
    const paperboy = await begin()
    const { world } = paperboy
    let next: number | null = 0
    for (let round = 0; next !== null; round++) {
      const calls = world.calls().length
      ;({ next } = await setUp(paperboy, { from: next }))
      expect(world.calls().length - calls).toBeLessThanOrEqual(33)
      expect(round).toBeLessThan(6)
    }
    expect(Object.keys(world.bot().descriptions).toSorted()).toEqual(menuLanguages.map(({ code }) => code).toSorted())
    const calls = world.calls({ method: 'setMyCommands' }).length
    paperboy.world.start(OWNER)
    await paperboy.deliver()
    expect(world.calls({ method: 'setMyCommands' })).toHaveLength(calls)
  })

  it('keeps updates that wait at Telegram', async () => {
    const paperboy = await begin()
    paperboy.world.say({ from: OWNER, text: '/help' })
    await setUp(paperboy)
    expect(paperboy.world.pending()).toHaveLength(1)
  })

  it('changes only what differs', async () => {
    const paperboy = await begin()
    await setUp(paperboy)
    await telegram(paperboy, 'setMyDescription', { description: 'Mine' })
    expect(states(await setUp(paperboy))).toEqual({ ...all('same'), profile: { kind: 'changed' } })
    await telegram(paperboy, 'setWebhook', { url: `${PUBLIC_URL}/telegram/webhook`, allowed_updates: ['message'] })
    expect(states(await setUp(paperboy))).toEqual({ ...all('same'), webhook: { kind: 'changed' } })
  })

  it('changes nothing of a bot that is in use elsewhere, unless it takes over', async () => {
    const paperboy = await begin({ OWNER_IDS: '' })
    const elsewhere = 'https://elsewhere.example/hook'
    await telegram(paperboy, 'setWebhook', { url: elsewhere })
    expect(states(await setUp(paperboy))['webhook']).toEqual({ kind: 'elsewhere', host: 'elsewhere.example' })
    expect(paperboy.world.webhook().url).toBe(elsewhere)
    expect(paperboy.world.bot().commands).toEqual({})
    expect(states(await setUp(paperboy, { takeOver: true }))).toEqual(all('changed'))
  })

  it('reports Telegram’s refusal in its own words', async () => {
    const paperboy = await begin({ WEBHOOK_SECRET: 'not allowed: ü' })
    await telegram(paperboy, 'deleteWebhook', {})
    const words = 'Bad Request: secret token contains unallowed characters'
    expect(states(await setUp(paperboy))).toEqual({ ...all('changed'), webhook: { kind: 'refused', words } })
  })

  it('reports that Telegram did not answer, and completes the setup the next time', async () => {
    const paperboy = await begin()
    await telegram(paperboy, 'setMyDescription', { description: 'Mine' })
    paperboy.world.addFault({ fault: { kind: 'request-lost' }, method: 'setMyDescription', times: 1 })
    const lost = states(await setUp(paperboy))
    expect(lost['profile']).toEqual({ kind: 'refused', words: expect.stringContaining('no answer') })
    expect(states(await setUp(paperboy))).toEqual({ ...all('same'), profile: { kind: 'changed' } })
  })

  it('sends the operators a message', async () => {
    const paperboy = await begin()
    expect(await (await ask(paperboy, 'hello', { method: 'POST' })).json()).toEqual({ sent: 1, refused: 0 })
    expect(paperboy.world.messages(OWNER).at(-1)?.text).toContain('its messages arrive')
  })

  it('reports the state of the bot without secrets', async () => {
    const paperboy = await begin()
    await setUp(paperboy)
    const text = await (await ask(paperboy, 'report')).text()
    expect(JSON.parse(text)).toMatchObject({ botId: 4242, claimed: true, retired: false, cells: 1, channels: [] })
    expect(JSON.parse(text)).toMatchObject({ stored: writtenVersions })
    for (const secret of [SECRET, TOKEN, KEY, CLAIM]) expect(text).not.toContain(secret)
  })
})

describe('the setup page is', () => {
  const owner = v.parse(userIdSchema, OWNER)
  const cases: readonly (readonly [string, isOwned: boolean, UserId[], fact: string | null, isClosed: boolean])[] = [
    ['open for a new bot', false, [], null, false],
    ['open until somebody claims a bot that is set up', false, [], 'print', false],
    ['closed once somebody has claimed the bot', true, [], null, true],
    ['open until a bot with a named owner is set up', false, [owner], null, false],
    ['closed once a bot with a named owner is set up', false, [owner], 'print', true],
    ['open again after the secret has changed', false, [owner], 'print of the old secret', false],
    ['closed for a claimed bot even after the secret has changed', true, [owner], 'print of the old secret', true],
  ]
  it.each(cases)('%s', (_, isOwned, ownerIds, fact, isClosed) => {
    expect(isLocked({ isOwned, secretPrint: fact }, { ownerIds, secretPrint: 'print' })).toBe(isClosed)
  })
})
