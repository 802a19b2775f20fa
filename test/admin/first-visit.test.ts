/** The setup page, with which an operator without the command line sets up a bot. */
import { describe, expect, it } from 'vitest'
import { OWNER, PUBLIC_URL, SECRET, type SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'
import { CLAIM, paperboyOfTests, setUp, telegram } from './paperboy-of-tests.ts'

const begin = paperboyOfTests()

describe('the setup page', () => {
  const visit = async ({ cloud }: SimulatedPaperboy, form?: Readonly<Record<string, string>>) => {
    const headers = { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' }
    const posted = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form), headers }
    const answer = await cloud.fetch(new Request(`${PUBLIC_URL}/setup`, posted))
    if (answer === 'ended') throw new Error('nobody asked for that')
    return { status: answer.status, text: await answer.text() }
  }

  it('sets the bot up for a visitor with the secret, and closes once the bot is claimed', async () => {
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

  it('closes after the setup if the operator named the owners', async () => {
    const paperboy = await begin()
    expect((await visit(paperboy)).status).toBe(200)
    await setUp(paperboy)
    expect((await visit(paperboy)).status).toBe(403)
  })

  it('asks before it takes over a bot from another address', async () => {
    const paperboy = await begin({ OWNER_IDS: '' })
    await telegram(paperboy, 'setWebhook', { url: 'https://elsewhere.example/hook' })
    const asked = await visit(paperboy, { secret: SECRET })
    expect(asked.text).toContain('in use at elsewhere.example')
    expect(asked.text).toContain('name="take-over"')
    await visit(paperboy, { secret: SECRET, 'take-over': 'yes' })
    expect(paperboy.world.webhook().url).toBe(`${PUBLIC_URL}/telegram/webhook`)
  })

  it('refuses an address after ten wrong secrets, but not the right one', async () => {
    const paperboy = await begin({ OWNER_IDS: '' })
    for (let tries = 0; tries < 10; tries += 1) expect((await visit(paperboy, { secret: `${tries}` })).status).toBe(403)
    expect((await visit(paperboy, { secret: 'wrong' })).status).toBe(429)
    expect((await visit(paperboy, { secret: SECRET })).status).toBe(200)
  })

  it('stays closed while the secret is too short', async () => {
    const paperboy = await begin({ OWNER_IDS: '', WEBHOOK_SECRET: 'short-secret' })
    for (const form of [undefined, { secret: 'short-secret' }])
      expect(await visit(paperboy, form)).toMatchObject({
        status: 503,
        text: expect.stringContaining('shorter than 16'),
      })
  })

  it('names a missing variable', async () => {
    const paperboy = await begin({ WEBHOOK_SECRET: '' })
    expect(await visit(paperboy)).toMatchObject({ status: 503, text: expect.stringContaining('WEBHOOK_SECRET') })
  })

  it('refuses a form of another site', async () => {
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
