/** /digest with typed settings, right and wrong; topics as channels. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestFeed } from '../../simulators/published-feed.ts'
import { type Owned, ownChannel, POST_ONLY, serveFeed } from './conversation.ts'
import { type SimulatedPaperboy, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
let paperboy: SimulatedPaperboy
let owned: Owned
let news: TestFeed

beforeAll(async () => {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0' })
  owned = await ownChannel(paperboy, OWNER)
  news = serveFeed(paperboy, 'news.example', 'News')
  await owned.conversation.tell('/add https://news.example/feed')
})
afterAll(() => paperboy.stop())

const talk = () => owned.conversation

describe('/digest', () => {
  const wrong: readonly (readonly [text: string, says: string])[] = [
    ['/digest soon', 'I do not understand soon'],
    ['/digest mon-fri', 'I do not understand mon-fri'],
    ['/digest 25:00', 'I do not understand 25:00'],
    ['/digest timezone Atlantis', 'I do not know the time zone Atlantis. Is it one of these?'],
    ['/digest timezone Utopia', 'I do not know the time zone Utopia. Send the name of a large city'],
    ['/digest quiet when I sleep', 'Which quiet hours do you mean?'],
    ['/digest max many', 'Send a number from 1 to 500, or off.'],
    ['/digest silent perhaps', 'Send on or off.'],
    ['/digest layout grid', 'Send /digest layout headlines, /digest layout cards or /digest layout rich.'],
    ['/digest template {titlle}', 'Perhaps: {title}'],
    ['/links sideways', 'Send /links headline, /links visible or /links original.'],
    ['/max 0x', 'Send a number from 1 to 500'],
    // Names that every object has are no time zones.
    ['/digest constructor', 'I do not understand constructor'],
    ['/digest template {title} {constructor}', 'there is no such placeholder'],
    ['/language constructor', 'Choose the language I use with you.'],
  ]
  it.each(wrong)('%s is explained: %s', async (text, says) => expect(await talk().tell(text)).toContain(says))

  it('asks for a city for quiet hours too', async () => {
    expect(await talk().tell('/quiet 23:00-07:00')).toContain('Which time zone?')
    expect(await talk().tell('Berlin')).toContain('quiet hours 23:00–07:00')
    expect(talk().last()).toContain('Europe/Berlin')
    expect(await talk().tell('/digest quiet')).toContain('23:00–07:00 (Europe/Berlin)')
    expect(await talk().tell('/digest quiet off')).toContain('Quiet hours of Morning: none')
  })

  it('takes times for a while as examples, and sets the one that is pressed', async () => {
    await talk().tell('/digest timezone Berlin')
    expect(await talk().tell('/digest 8ish on weekdays')).toContain('I do not understand 8ish on weekdays')
    expect(talk().buttons()).toEqual([
      ['Mon–Fri at 08:00'],
      ['Mon–Fri at 08:00, 18:00'],
      ['Daily at 08:00'],
      ['Cancel'],
    ])
    expect(await talk().tap('Mon–Fri at 08:00, 18:00')).toContain('✅ Morning: Mon–Fri at 08:00, 18:00.')
  })

  it('asks which midnight of a day is meant', async () => {
    expect(await talk().tell('/digest sat midnight')).toContain('sat midnight can mean different times')
    expect(talk().buttons()).toEqual([['Sat at 00:00'], ['Sun at 00:00'], ['Cancel']])
    expect(await talk().tap('Sun at 00:00')).toContain('✅ Morning: Sun at 00:00.')
    expect(await talk().tell('/digest sat 24:00')).toContain('✅ Morning: Sun at 00:00.')
  })

  it('offers examples in answer to the question for times, too', async () => {
    await talk().tell('/digest')
    await talk().tap('Other times')
    expect(await talk().tell('wendesday')).toContain('I do not understand wendesday')
    expect(await talk().tap('Wed at 08:00')).toContain('✅ Morning: Wed at 08:00.')
  })

  it('offers quiet hours that are near', async () => {
    expect(await talk().tell('/digest quiet 11-7')).toContain('Which quiet hours do you mean?')
    expect(talk().buttons()).toEqual([['23:00–07:00'], ['11:00–19:00'], ['23:00–11:00'], ['Cancel']])
    expect(await talk().tap('11:00–19:00')).toContain('11:00–19:00 (Europe/Berlin)')
    expect(await talk().tell('/digest quiet nights')).toContain('23:00–07:00 (Europe/Berlin)')
    expect(await talk().tell('/quiet off')).toContain('Quiet hours of Morning: none')
  })

  it('takes a plain message in place of a button, until Cancel', async () => {
    await talk().tell('/digest 8ish on weekdays')
    expect(await talk().tell('weekdays at 9')).toContain('✅ Morning: Mon–Fri at 09:00.')
    expect(await talk().tell('weekdays at 10')).toContain('I did not understand that')
    await talk().tell('/digest quiet 11-7')
    expect(await talk().tell('22-6')).toContain('22:00–06:00 (Europe/Berlin)')
    await talk().tell('/digest quiet 11-7')
    expect(await talk().tap('Cancel')).toContain('Nothing was changed')
    expect(await talk().tell('off')).toContain('I did not understand that')
    expect(await talk().tell('/quiet off')).toContain('Quiet hours of Morning: none')
  })

  it('says the time zone once', async () => {
    const shown = await talk().tell('/digest timezone Rome')
    expect(shown.match(/Europe\/Rome/gu)).toHaveLength(2)
    expect(await talk().tell('/digest live')).toContain('Time zone: Europe/Rome.')
    expect((await talk().tell('/digest timezone Berlin')).match(/Europe\/Berlin/gu)).toHaveLength(1)
  })

  it('offers the setting whose name was mistyped', async () => {
    expect(await talk().tell('/digest quite 23-7')).toBe('I do not understand quite 23-7. Did you mean this?')
    expect(talk().buttons()).toEqual([['quiet 23-7']])
    expect(await talk().tap('quiet 23-7')).toContain('23:00–07:00 (Europe/Berlin)')
    expect(await talk().tell('/quiet off')).toContain('Quiet hours of Morning: none')
  })

  it('asks whether an instant channel with a gap is live', async () => {
    expect(await talk().tell('/digest instant 30m')).toContain('instant 30m')
    expect(talk().buttons().slice(0, 2)).toEqual([
      ['Live, at most one digest in 30 minutes'],
      ['Instant, each story on its own'],
    ])
    expect(await talk().tap('Instant, each story on its own')).toContain('✅ Morning: instant, each story on its own.')
  })

  it('shows many times in short', async () => {
    expect(await talk().tell('/digest 9-17 every 2h on weekdays')).toContain('Mon–Fri at 09:00–17:00, every 2 hours.')
    await talk().tell('/digest live')
  })

  const right: readonly (readonly [text: string, says: string])[] = [
    ['/digest weekdays 8:00', '✅ Morning: Mon–Fri at 08:00.'],
    ['/digest mon-fri 08:00, sat 10:00', 'Mon–Fri at 08:00; Sat at 10:00'],
    ['/digest 周一至周五早上八点', 'Mon–Fri at 08:00'],
    ['/digest every 6h', 'every 6 hours'],
    ['/digest at once', 'instant, each story on its own'],
    ['/digest 立即', 'instant, each story on its own'],
    ['/digest live 30m', 'live, at most one digest in 30 minutes'],
    ['/digest max 5', 'at most 5 headlines each'],
    ['/silent on', '🔕 silent'],
    ['/links @morning_news visible', 'Links: a short link stands after the headline'],
    ['/digest links headline', 'Links: the headline is a short link'],
    ['/links', '🎨 Look of Morning'],
    ['/silent off', 'Morning: live'],
    ['/max off', 'Morning: live'],
    ['/footer Read on in @morning_news', 'Footer: Read on in @morning_news'],
    ['/digest hashtags on', 'Hashtags: on'],
    ['/digest sources off', 'Feed names: off'],
    ['/digest comments off', 'Comments: off · Summaries: off'],
    ['/summaries on', 'Comments: off · Summaries: on'],
    ['/template • {title} — {author}', 'Template: • {title} — {author}'],
    ['/layout cards', 'Layout: a card for each headline'],
    ['/digest @morning_news layout headlines', 'Layout: headlines'],
    ['/footer @morning_news off', 'Look of Morning'],
    ['/template off', 'Look of Morning'],
    ['/digest live', '✅ Morning: live, as headlines come.'],
  ]
  it.each(right)('%s is set: %s', async (text, says) => expect(await talk().tell(text)).toContain(says))

  const places: readonly (readonly [text: string, says: string])[] = [
    ['/digest timezone London, Ontario', '🌍 London, Ontario, Canada · America/Toronto · now '],
    ['/timezone Tokyo', '🌍 Tokyo, Japan · Asia/Tokyo · now '],
    ['/digest timezone 北京时间', '🌍 北京, China · Asia/Shanghai · now '],
    ['/tz 🇳🇵', '🌍 Nepal · Asia/Kathmandu · now '],
    ['/tz UTC+5:45', '🌍 UTC+05:45 · now '],
    ['/tz Asia/Calcutta', '🌍 Asia/Kolkata · now '],
  ]
  it.each(places)('%s names the place and the time there: %s', async (text, says) => {
    expect(await talk().tell(text)).toContain(says)
    expect(talk().last()).toMatch(/now \d\d:\d\d$/u)
  })

  it('asks which place is meant, with a button for each', async () => {
    expect(await talk().tell('/timezone Springfield')).toContain('Springfield can mean several time zones')
    expect(talk().buttons()).toEqual([
      ['Springfield, Massachusetts, US'],
      ['Springfield, Missouri, US'],
      ['Springfield, Oregon, US'],
      ['Cancel'],
    ])
    expect(await talk().tap('Missouri')).toContain('🌍 Springfield, Missouri, US · America/Chicago · now ')
  })

  it('shows the time of zones without a place, such as abbreviations, on their buttons', async () => {
    await talk().tell('/timezone IST')
    expect(talk().buttons().flat()).toHaveLength(4)
    expect(talk().buttons().flat()[0]).toMatch(/^Asia\/Kolkata · \d\d:\d\d$/u)
    expect(await talk().tap('Asia/Jerusalem')).toContain('🌍 Asia/Jerusalem · now ')
  })

  it('proposes namesakes where what stands behind the comma is unknown', async () => {
    expect(await talk().tell('/timezone London, Foo')).toContain('I do not know the time zone London, Foo')
    expect(await talk().tap('London, Ontario, Canada')).toContain('America/Toronto')
  })

  it('keeps the times that wait for a city until a place is chosen', async () => {
    const { world } = paperboy
    const chat = world.addChannel({ title: 'Evening', creator: OWNER })
    world.addBot({ chat: chat.id, by: OWNER, rights: POST_ONLY })
    await paperboy.settle()
    await talk().tell('/use Evening')
    expect(await talk().tell('/digest 08:00')).toContain('Which time zone?')
    expect(await talk().tell('Portland')).toContain('🌍 Portland, Oregon, US')
    await talk().tell('/digest timezone valencia')
    expect(await talk().tap('Spain')).toContain('daily at 08:00')
    expect(talk().last()).toContain('Europe/Madrid')
    await talk().tell('/use Morning')
  })

  it('takes a shared location for the time zone, after a question of its own', async () => {
    paperboy.world.shareLocation({ from: OWNER, latitude: 52.5, longitude: 13.4 })
    await paperboy.settle()
    expect(talk().last()).toBe('Use the time at this location for Morning?')
    expect(await talk().tap('Berlin, Germany')).toContain('🌍 Berlin, Germany · Europe/Berlin · now ')
  })

  it('takes a shared location as the answer to the question for a city', async () => {
    expect(await talk().tell('/timezone')).toContain('Which time zone?')
    paperboy.world.shareLocation({ from: OWNER, latitude: 27.7, longitude: 85.3 })
    await paperboy.settle()
    expect(talk().last()).toContain('🌍 Kathmandu, Nepal · Asia/Kathmandu · now ')
  })

  it('adds the footer, comments and summaries to the next digest, and to its preview', async () => {
    for (const command of ['/footer More in @morning_news', '/sources on', '/comments on', '/summaries on', '/pause'])
      await talk().tell(command)
    const more = '<comments>https://forum.example/9</comments>'
    news.publish({ title: 'A headline', link: 'https://news.example/1', text: 'What it is about.', more })
    await paperboy.cron(20)
    const text = 'News\n• A headline 💬\nWhat it is about.\nMore in @morning_news'
    await talk().tell('/preview')
    expect(
      talk()
        .answers()
        .slice(-2)
        .map((answer) => answer.text),
    ).toContain(text)
    await talk().tell('/resume')
    await paperboy.cron(20)
    const post = owned.posts().at(-1)
    expect(post?.text).toBe(text)
    expect(post?.entities).toContainEqual({ type: 'text_link', offset: 18, length: 2, url: 'https://forum.example/9' })
    expect(post?.entities).toContainEqual({ type: 'expandable_blockquote', offset: 21, length: 17 })
  })
})

it('a forum topic has its own settings', async () => {
  const { world } = paperboy
  const forum = world.addSupergroup({ title: 'Forum', creator: OWNER, forum: true })
  world.addBot({ chat: forum.id, by: OWNER })
  const topic = world.addTopic({ chat: forum.id, by: OWNER, name: 'Papers' })
  await paperboy.settle()
  world.say({ from: OWNER, chat: forum.id, thread: topic.id, text: '/start', replyTo: topic.id })
  await paperboy.settle()
  await talk().tell('/start')
  expect(talk().buttons().flat()).toContain('👥 Forum › Papers')
  await talk().tap('Forum › Papers')
  expect(await talk().tap('Look')).toContain('Look of Forum › Papers')
  await talk().tap('Cards')
  await talk().tell('/add https://news.example/feed')
  news.publish({ title: 'For the topic', link: 'https://news.example/topic' })
  await paperboy.cron(20)
  expect(world.messages(forum.id, { thread: topic.id }).at(-1)).toMatchObject({
    text: 'For the topic\nNews',
    preview: { url: 'https://news.example/topic', large: true, above: true, disabled: false },
  })
})

it('an anonymous administrator confirms a topic in private', async () => {
  const { world } = paperboy
  const forum = world.addSupergroup({ title: 'Club', creator: OWNER, forum: true })
  world.addBot({ chat: forum.id, by: OWNER })
  const topic = world.addTopic({ chat: forum.id, by: OWNER, name: 'News' })
  await paperboy.settle()
  world.say({ from: OWNER, chat: forum.id, thread: topic.id, text: '/start', anonymous: true })
  await paperboy.settle()
  const asked = world.messages(forum.id, { thread: topic.id }).at(-1)
  const button = asked?.markup?.kind === 'inline' ? asked.markup.rows[0]?.[0] : undefined
  world.start(OWNER, button?.kind === 'url' ? (new URL(button.url).searchParams.get('start') ?? '') : '')
  await paperboy.settle()
  expect(talk().last()).toContain('Club › ')
  // The link works only for administrators of the group.
  const bob = world.addPerson({ firstName: 'Bob', languageCode: 'en' })
  world.start(bob.id, button?.kind === 'url' ? (new URL(button.url).searchParams.get('start') ?? '') : '')
  await paperboy.settle()
  expect(world.messages(bob.id).at(-1)?.text).toContain('This bot is private')
})
