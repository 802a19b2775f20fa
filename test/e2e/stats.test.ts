/** Statistics from end to end: headlines and reactions of a channel, in the chat and on the owners' page. */
import { afterEach, expect, it } from 'vitest'
import { PUBLIC_URL, SECRET } from '../../simulators/cloudflare/paperboy.ts'
import { ANN, BOB, MORNING, readable, start, stop } from './posted-channels.ts'

afterEach(stop)

const form = (fields: Readonly<Record<string, string>>) => ({
  method: 'POST',
  headers: { origin: PUBLIC_URL, 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

it('an owner sees a channel’s numbers in the chat and, signed in, on its page; nobody else does', async () => {
  const paperboy = await start(MORNING)
  const { world, settle, open } = paperboy
  // Telegram is asked for reactions, too.
  expect((await open('/setup', form({ secret: SECRET }))).status).toBe(200)
  const tea = await readable(paperboy, ANN, 'Tea')
  tea.publish('Green tea', 'Black tea')
  await paperboy.cron(20)
  const post = tea.posts().at(-1)
  const react = async (count: number) => {
    world.setReactions({
      chat: tea.channel,
      message: post?.id ?? 0,
      reactions: [
        { emoji: '👍', count },
        { paid: true, count: 1 },
      ],
    })
    await settle()
  }
  await react(2)
  await react(3)
  expect(world.pending()).toEqual([])
  const answer = await tea.conversation.tell('/stats @tea_news')
  expect(answer).toContain('Last 7 days\n1 message, 2 headlines\n4 reactions: 👍 3, ⭐ paid 1')
  expect(answer).toContain('Tea feed: 2 headlines of 2 items')
  expect(answer).toContain('Clicks are not counted here.')
  await tea.conversation.tap('Tea')
  expect(await tea.conversation.tap('Statistics')).toContain('Last 30 days\n1 message, 2 headlines')

  const link = new URL(/https:\S+\/login\?\S+/u.exec(answer)?.[0] ?? '')
  const page = async (cookie = '') => open(`/stats/${tea.channel}`, { headers: { cookie, 'accept-language': 'en' } })
  expect((await page()).status).toBe(403)
  const signedIn = await open('/login', form(Object.fromEntries(link.searchParams)))
  expect(signedIn.headers.get('location')).toBe(`/stats/${tea.channel}`)
  const shown = await page(signedIn.headers.get('set-cookie')?.split(';')[0])
  expect(shown.headers.get('cache-control')).toBe('no-store')
  expect(await shown.text()).toContain('Reactions: 4 in 30 days')
})

it('somebody who may use a public bot, but does not own it, gets the numbers without a link', async () => {
  const paperboy = await start(MORNING)
  const tea = await readable(paperboy, BOB, 'Tea')
  const answer = await tea.conversation.tell('/stats')
  expect(answer).toContain('Last 7 days\n0 messages, 0 headlines\nno reactions')
  expect(answer).not.toContain('/login')
})
