/** Feeds with a password or request headers, and changes of their addresses: who gets what, and what is shown. */
import { afterEach, describe, expect, it } from 'vitest'
import { OWNER, type SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'
import { converse, serveFeed } from './conversation.ts'
import {
  ADDRESS,
  answersTo,
  basic,
  conversable,
  guardedFeed,
  owner,
  PASSWORD,
  PrivateScenes,
  TOKEN_VALUE,
  texts,
  WITH_PASSWORD,
} from './private-feeds.ts'

const scenes = new PrivateScenes()
afterEach(() => scenes.stop())

let paperboy: SimulatedPaperboy
async function begin(vars: Record<string, string> = {}) {
  const scene = await scenes.begin(vars)
  paperboy = scene.paperboy
  return scene
}

describe('a feed with a password', () => {
  it('is added by its address, read with the password, and sent; the message with the password is deleted', async () => {
    const { say, feed, posts } = await begin()
    const answers = await say(`/add ${WITH_PASSWORD}`)
    expect(answers[0]).toContain('Secret paper was added to Morning as feed 1.')
    expect(answers[0]).toContain('Old secret')
    expect(answers[1]).toContain('I deleted your message')
    const own = paperboy.world.messages(OWNER, { deleted: true }).findLast(({ byBot }) => !byBot)
    expect(own?.deleted).toBe(true)
    expect(feed.requests).toEqual([basic('ann', PASSWORD)['authorization']])

    feed.publish({ title: 'A new secret', link: 'https://q.example/new' })
    await paperboy.cron()
    expect(texts(posts())).toContain('A new secret')
    expect(texts(posts())).not.toContain('Old secret')
    expect(new Set(feed.requests).size).toBe(1)
  })

  it('is not requested by guesses, and says when the password is wrong', async () => {
    const { say, feed } = await begin()
    const [wrong] = await say('/add https://ann:wrong@q.example/private.xml')
    expect(wrong).toBe(
      'The site does not accept the user name, password or headers (401). Check them, and enter them again.',
    )
    expect(feed.requests).toHaveLength(1)
    expect((await say('/list')).join()).toContain('no feeds yet')
  })

  it('without its password tells how to give one', async () => {
    const { say } = await begin()
    expect((await say(`/add ${ADDRESS}`))[0]).toContain('/add https://user:password@example.com/feed')
  })

  it('is found from its page, on the same site only', async () => {
    const { say, feed } = await begin()
    const elsewhere = guardedFeed(paperboy, 'other.example', {})
    const site = paperboy.sites.get('q.example')
    paperboy.sites.set('q.example', (request) => {
      const { pathname } = new URL(request.url)
      const isOpen = request.headers.get('authorization') === feed.wants['authorization']
      const links = ['https://other.example/feed', '/private.xml'].filter((href) => pathname.includes(href.slice(1, 3)))
      if (pathname === '/private.xml' || !isOpen || site === undefined) return site?.(request) ?? new Response()
      const href = pathname === '/there' ? 'https://other.example/feed' : '/private.xml'
      return new Response(
        `<!DOCTYPE html><link rel="alternate" type="application/rss+xml" href="${href}">${links.length}`,
      )
    })
    const front = WITH_PASSWORD.replace('private.xml', '')
    expect((await say(`/add ${front}`))[0]).toContain('was added to Morning as feed 1.')
    expect((await say(`/add ${front}there`))[0]).toContain('was added to Morning as feed 2.')
    expect(new Set(elsewhere.requests)).toEqual(new Set([null]))
    expect((await say('/feed 1')).join()).toContain('A user name and password are sent')
    expect((await say('/feed 2')).join()).not.toContain('A user name and password')
  })

  it('belongs to one channel: others who add the address get nothing, or have their own password', async () => {
    const { say, feed, posts, name } = await begin()
    await say(`/add ${name} ${WITH_PASSWORD}`)
    const second = await owner(paperboy, 'Evening')
    const third = await owner(paperboy, 'Night')
    expect((await say(`/add ${second.name} ${ADDRESS}`))[0]).toContain('asks for a user name and password')
    await say(`/add ${third.name} ${WITH_PASSWORD}`)
    const urls = paperboy.cloud.objects.query('CELL', 'SELECT url FROM feeds ORDER BY id').map(({ url }) => String(url))
    expect(urls.map((url) => url.split('#')[0])).toEqual([ADDRESS, ADDRESS])
    expect(new Set(urls).size).toBe(2)

    // The site opens the address, and somebody adds it without a password.
    feed.wants = {}
    await say(`/add ${second.name} ${ADDRESS}`)
    feed.publish({ title: 'For everybody', link: 'https://q.example/all' })
    await paperboy.cron()
    for (const channel of [posts, second.posts, third.posts]) expect(texts(channel())).toContain('For everybody')
    expect(feed.requests.slice(-3).toSorted()).toEqual(
      [null, ...new Array(2).fill(basic('ann', PASSWORD)['authorization'])].toSorted(),
    )
  })

  it('that is sent without a command keeps its password sealed until a channel is chosen', async () => {
    const { say, talk } = await begin()
    const [question] = await say(WITH_PASSWORD)
    expect(question).toContain(`Add ${ADDRESS} to which channel?`)
    expect(await talk.tap('Morning')).toContain('was added to Morning as feed 1.')
  })

  it('comes to the private chat of a person who has no channel', async () => {
    paperboy = await scenes.start({})
    const feed = guardedFeed(paperboy, 'q.example', basic('ann', PASSWORD))
    const talk = converse(conversable(paperboy), OWNER)
    const answers = await answersTo(talk, WITH_PASSWORD)
    expect(answers[0]).toContain('Secret paper was added to')
    expect(answers.at(-1)).toContain('I deleted your message')
    expect(new Set(feed.requests)).toEqual(new Set([basic('ann', PASSWORD)['authorization']]))
    feed.publish({ title: 'For Ann alone', link: 'https://q.example/ann' })
    await paperboy.cron()
    expect(texts(talk.answers())).toContain('For Ann alone')
  })

  it('is one of several addresses in a message', async () => {
    const { say } = await begin()
    serveFeed(conversable(paperboy), 'open.example', 'Open')
    const answers = await say(`/add ${WITH_PASSWORD}\nhttps://open.example/feed`)
    expect(answers[0]).toContain('Secret paper')
    expect(answers[0]).toContain('Open')
    expect(answers[0]).not.toContain('Zebra')
    expect(answers[1]).toContain('I deleted your message')
    expect((await say('/feed 1')).join()).toContain('A user name and password are sent')
  })

  it('gets its password by /feed, as a button’s answer, and loses it', async () => {
    const { say, talk, feed, posts } = await begin()
    feed.wants = {}
    await say(`/add ${ADDRESS}`)
    feed.wants = basic('ann', PASSWORD)
    await talk.tell('/feed 1')
    await talk.tap('Login')
    const answers = await say(`ann ${PASSWORD}`)
    expect(answers[0]).toContain('Saved: Secret paper can be read this way.')
    expect(answers[1]).toContain('I deleted your message')
    feed.publish({ title: 'Behind the door', link: 'https://q.example/door' })
    await paperboy.cron()
    expect(texts(posts())).toContain('Behind the door')
    expect(texts(posts())).not.toContain('Old secret')

    expect((await say('/feed 1 login off'))[0]).toContain('Nothing was changed.')
    feed.wants = {}
    expect((await say('/feed 1 login off'))[0]).toContain('Saved: ')
    feed.publish({ title: 'In the open', link: 'https://q.example/open' })
    await paperboy.cron()
    expect(texts(posts())).toContain('In the open')
    expect(feed.requests.at(-1)).toBeNull()
  })

  it('is added again with another password', async () => {
    const { say, feed } = await begin()
    await say(`/add ${WITH_PASSWORD}`)
    feed.wants = basic('ann', 'another')
    expect((await say('/add https://ann:another@q.example/private.xml'))[0]).toContain('Saved: ')
    expect((await say('/list')).join()).not.toContain('2.')
  })
})

it('/feed takes the number, the title, or any spelling of the address', async () => {
  const { say } = await begin()
  serveFeed(conversable(paperboy), 'open.example', 'Open paper')
  await say('/add https://open.example/feed')
  const shown = await say('/feed 1')
  expect(shown.join()).toContain('Address: https://open.example/feed')
  for (const which of ['#1', '＃１', 'open PAPER', 'http://www.open.example/feed/', 'open.example/feed'])
    expect(await say(`/feed ${which}`)).toEqual(shown)
})

describe('request headers', () => {
  it('are set and removed by owners, and only their names are shown', async () => {
    const { say, feed } = await begin()
    feed.wants = {}
    await say(`/add ${ADDRESS}`)
    feed.wants = { 'x-key': TOKEN_VALUE }
    expect((await say('/feed 1 header X-Key: wrong'))[0]).toContain('does not accept')
    expect((await say(`/feed 1 header X-Key: ${TOKEN_VALUE}`))[0]).toContain('Saved: ')
    const shown = (await say('/feed 1')).join()
    expect(shown).toContain('Request headers: X-Key')
    expect(shown).not.toContain(TOKEN_VALUE)
    expect((await say('/feed 1 header Host: evil.example'))[0]).toContain('cannot be set')
    feed.wants = {}
    await say('/feed 1 header off')
    expect((await say('/feed 1')).join()).not.toContain('Request headers')
  })

  it('are not for people who only use a public bot', async () => {
    const { say } = await begin({ PUBLIC_BOT: 'true' })
    serveFeed(conversable(paperboy), 'open.example', 'Open')
    paperboy.world.addPerson({ id: 2002, firstName: 'Bob', languageCode: 'en' })
    paperboy.world.start(2002)
    await paperboy.deliver()
    const guest = converse(conversable(paperboy), 2002)
    await guest.tell('/add https://open.example/feed')
    const answers = await answersTo(guest, '/feed 1 header X-Key: a')
    expect(answers[0]).toContain('Only owners of this bot can set request headers.')
    expect(answers[1]).toContain('I deleted your message')
    await guest.tell('/feed 1')
    expect(guest.buttons().flat().join()).not.toContain('Headers')
    expect(guest.buttons().flat().join()).toContain('Login')
    expect(await say('/list')).toHaveLength(1)
  })
})

describe('a change of address', () => {
  it('sends nothing again and loses nothing, and can be undone', async () => {
    const { say, talk, posts } = await begin()
    const all = { title: 'In both', link: 'https://old.example/both' }
    serveFeed(conversable(paperboy), 'old.example', 'Paper', all)
    const moved = serveFeed(conversable(paperboy), 'new.example', 'Paper', all)
    moved.withdraw({ title: '', link: 'https://new.example/old' })
    await say('/add https://old.example/feed')
    await say('/feed 1 name Mine')
    await say('/feed 1 filter -advert')
    expect((await say('/feed 1 address https://new.example/feed'))[0]).toContain(
      'is now read from https://new.example/feed',
    )
    moved.publish({ title: 'Only there', link: 'https://new.example/1' })
    await paperboy.cron()
    expect(texts(posts())).toContain('Only there')
    expect(texts(posts())).not.toContain('In both')
    const shown = (await say('/feed 1')).join()
    expect(shown).toContain('1. Mine')
    expect(shown).toContain('-advert')
    await say('/feed 1 address https://new.example/feed')
    await talk.tell('/feed 1 address https://old.example/feed')
    expect(await talk.tap('Undo')).toContain('https://new.example/feed')
  })

  it('to another site deletes the credentials', async () => {
    const { say, feed } = await begin()
    await say(`/add ${WITH_PASSWORD}`)
    const other = guardedFeed(paperboy, 'other.example', {})
    expect((await say('/feed 1 address https://other.example/feed'))[0]).toContain(
      'were deleted, because the new address is on another site',
    )
    expect(other.requests).toEqual([null])
    expect((await say('/feed 1')).join()).not.toContain('user name')
    expect(feed.requests.length).toBeGreaterThan(0)
  })

  it('to a feed that cannot be read, or that the channel has, changes nothing', async () => {
    const { say } = await begin()
    for (const host of ['one.example', 'two.example']) serveFeed(conversable(paperboy), host, host)
    await say('/add https://one.example/feed')
    await say('/add https://two.example/feed')
    expect((await say('/feed 1 address https://gone.example/feed'))[0]).toContain('Nothing was changed.')
    expect((await say('/feed 1 address https://two.example/feed'))[0]).toContain(
      'two.example is already in Morning, as feed 2.',
    )
    expect((await say('/feed 1')).join()).toContain('https://one.example/feed')
    expect((await say('/feed 9 address https://two.example/feed'))[0]).toContain('There is no feed 9 here.')
  })
})
