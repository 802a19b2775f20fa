/** The menu: every screen is reached by buttons, edits its message in place, and does what it says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestFeed } from '../../simulators/published-feed.ts'
import { type Owned, ownChannel, serveFeed } from './conversation.ts'
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
const count = () => talk().answers().length

describe('the menu', () => {
  it('opens with /start, and shows channels, the language and the owners', async () => {
    expect(await talk().tell('/start')).toContain('Hello Ann')
    expect(talk().buttons()).toEqual([['📢 Morning'], ['➕ Channel or group'], ['🌐 Language', '👥 Owners']])
  })

  it('leads to a channel and its screens, and back, in one message', async () => {
    const before = count()
    expect(await talk().tap('Morning')).toMatch(/^Morning · @morning_news\n📡 1 feed · 0 headlines wait\n🕗 live/u)
    expect(talk().buttons()).toEqual([
      ['📡 Feeds', '🔎 Filter'],
      ['🕗 Digests', '🎨 Look'],
      ['🔗 Web', '🌐 Language'],
      ['👀 Preview', '📊 Statistics'],
      ['⏸ Pause', '🗑 Remove'],
      ['‹ Channels'],
    ])
    for (const [page, says] of [
      ['Feeds', '🟢 fine'],
      ['Filter', 'Filter of Morning: everything passes'],
      ['Digests', 'Morning: live'],
      ['Look', 'Look of Morning'],
      ['Language', 'Digests of Morning are in English'],
    ] as const) {
      expect(await talk().tap(page)).toContain(says)
      expect(await talk().tap('‹ Back')).toContain('Morning · @morning_news')
    }
    expect(await talk().tap('‹ Channels')).toContain('Hello Ann')
    expect(count()).toBe(before)
  })

  it('shows each feed with its state, its newest item, and since when it fails', async () => {
    await talk().tap('Morning')
    await talk().tap('Feeds')
    expect(talk().buttons()[0]).toEqual(['🟢 1. News'])
    expect(await talk().tap('1. News')).toContain('Feed of Morning.\nNewest item: ')
    expect(talk().buttons()).toEqual([
      ['🔎 Filter'],
      ['✏️ Rename', '🔗 Address'],
      ['🔒 Login', '🔒 Headers'],
      ['🗑 Remove'],
      ['‹ Back'],
    ])
    paperboy.sites.set('news.example', () => new Response('', { status: 500 }))
    await paperboy.cron(30)
    await talk().tap('‹ Back')
    expect(await talk().tap('1. News')).toMatch(
      /🔴 1\. News[\s\S]*Failing since .* \(UTC\): The site is in trouble \(500\)/u,
    )
    paperboy.sites.set('news.example', news.site)
    await paperboy.cron(60)
  })

  it('renames a feed with a question that can be cancelled', async () => {
    expect(await talk().tap('Rename')).toContain('What do you call News in Morning?')
    expect(await talk().tap('Cancel')).toBe('Nothing was changed.')
    expect(await talk().tell('My paper')).toContain('did not understand')
    for (const page of ['Morning', 'Feeds', '1. News', 'Rename']) await talk().tap(page)
    // Opening another screen closes the question.
    await talk().tell('/start')
    await talk().tap('Morning')
    expect(await talk().tell('My paper')).toContain('did not understand')
    for (const page of ['Feeds', '1. News', 'Rename']) await talk().tap(page)
    expect(await talk().tell('x'.repeat(61))).toContain('at most 60 characters')
    expect(await talk().tell('My  paper')).toContain('1. My paper\nFeed of Morning; its own title is News.')
    news.publish({ title: 'Named', link: 'https://news.example/named' })
    await paperboy.cron()
    expect(owned.posts().at(-1)?.text).toBe('My paper\n• Named')
    await talk().tap('Rename')
    expect(await talk().tell('off')).toContain('1. News\nFeed of Morning.')
  })

  it('sets the filter of a feed, and clears it', async () => {
    await talk().tap('Filter')
    // The only item of the last 48 hours has no rain.
    expect(await talk().tell('rain')).toContain('It is not saved yet')
    expect(await talk().tap('Keep')).toContain('The filter of News in Morning is now rain')
    for (const page of ['/start']) await talk().tell(page)
    for (const page of ['Morning', 'Feeds', '1. News']) await talk().tap(page)
    expect(talk().last()).toContain('Its own filter: rain')
    expect(await talk().tap('Clear')).toContain('The filter of News in Morning is off')
  })

  it('adds a feed with a question', async () => {
    serveFeed(paperboy, 'other.example', 'Other')
    await talk().tell('/start')
    for (const page of ['Morning', 'Feeds', '➕ Feed']) await talk().tap(page)
    expect(talk().last()).toContain('Send me the address')
    expect(await talk().tell('https://other.example/feed')).toContain('Other was added to Morning as feed 2')
  })

  it('asks for confirmation before it removes a feed, and restores it', async () => {
    await talk().tell('/start')
    for (const page of ['Morning', 'Feeds', '2. Other', 'Remove']) await talk().tap(page)
    expect(talk().last()).toBe('Remove Other from Morning? Undo brings it back.')
    expect(await talk().tap('Keep it')).toContain('2. Other')
    await talk().tap('Remove')
    expect(await talk().tap('🗑 Remove')).toContain('Other was removed from Morning')
    expect(await talk().tap('Undo')).toContain('Other is back in Morning, as feed 2')
    expect(await talk().tell('/list')).toContain('2. Other')
  })

  it('sets digest times by buttons, asks for a city first, and names the next digest', async () => {
    await talk().tell('/start')
    for (const page of ['Morning', 'Digests']) await talk().tap(page)
    expect(talk().buttons()[0]).toEqual(['Instant', '✓ Live', 'Hourly'])
    expect(await talk().tap('Instant')).toContain('✅ Morning: instant, each story on its own.')
    expect(talk().buttons()[0]).toEqual(['✓ Instant', 'Live', 'Hourly'])
    expect(await talk().tap('Every 3 h')).toContain('✅ Morning: every 3 hours.\nNext digest:')
    expect(talk().buttons()[1]).toEqual(['✓ Every 3 h', '08:00', '08:00 18:00'])
    expect(await talk().tap('08:00 18:00')).toContain('Which time zone?')
    // Other times are accepted in place of a city; then comes a city that looks like an address.
    expect(await talk().tell('daily 9:15')).toContain('Which time zone?')
    expect(await talk().tell('St.Petersburg')).toContain('Morning: daily at 09:15.')
    expect(talk().last()).toContain('(Europe/Moscow)')
    expect(await talk().tell('/digest timezone Berlin')).toContain('(Europe/Berlin)')
    expect(await talk().tap('08:00 18:00')).toContain('Morning: daily at 08:00, 18:00.')
    expect(talk().last()).toContain('(Europe/Berlin)')
    await talk().tap('Other times')
    expect(await talk().tell('/cancel')).toBe('Nothing was changed.')
    expect(await talk().tell('09:00')).toContain('I did not understand that.')
    await talk().tell('/digest')
    await talk().tap('Other times')
    expect(await talk().tell('sometimes')).toContain('I do not understand sometimes')
    expect(await talk().tell('mon-fri 07:30')).toContain('Mon–Fri at 07:30')
    expect(await talk().tap('Silent')).toContain('🔕 silent')
    expect(await talk().tap('No limit')).toContain('at most 10 headlines each')
    expect(await talk().tap('At most 10')).toContain('at most 20 headlines each')
    expect(await talk().tap('Quiet hours')).toContain('Quiet hours of Morning: none')
    expect(await talk().tap('23:00–07:00')).toContain('23:00–07:00 (Europe/Berlin)')
    await talk().tap('Change')
    expect(await talk().tell('when I sleep')).toContain('Which quiet hours')
    expect(await talk().tell('22-6')).toContain('22:00–06:00')
    expect(await talk().tap('Off')).toContain('none')
    await talk().tap('‹ Back')
    await talk().tap('✓ 🔕 Silent')
    await talk().tap('At most 20')
    await talk().tap('At most 50')
    expect(await talk().tap('Live')).not.toContain('at most')
  })

  it('changes the layout by buttons, a template and a footer', async () => {
    await talk().tell('/start')
    for (const page of ['Morning', 'Look']) await talk().tap(page)
    expect(talk().buttons()).toEqual([
      ['✓ Headlines', 'Cards', 'Rich'],
      ['✓ Short link', 'Visible link', 'Original'],
      ['✓ Feed names', 'Hashtags'],
      ['✓ Comments', 'Summaries'],
      ['✓ Merge same stories', '✓ Correct headlines'],
      ['🤖 Translation'],
      ['✏️ Template', '✏️ Footer'],
      ['‹ Back'],
    ])
    expect(await talk().tap('Cards')).toContain('Layout: a card for each headline')
    expect(await talk().tap('Visible link')).toContain('Links: a short link stands after the headline')
    expect(await talk().tap('Feed names')).toContain('Feed names: off')
    expect(await talk().tap('Hashtags')).toContain('Hashtags: on')
    expect(await talk().tap('Summaries')).toContain('Comments: on · Summaries: on')
    expect(await talk().tap('✓ Comments')).toContain('Comments: off · Summaries: on')
    expect(await talk().tap('Merge same stories')).toContain('Merge same stories: off')
    await talk().tap('Template')
    expect(await talk().tell('{titlle} by {author}')).toContain('Perhaps: {title} by {author}')
    expect(await talk().tell('{title} by {author}')).toContain('Template: {title} by {author}')
    await talk().tap('Footer')
    expect(await talk().tell('x'.repeat(201))).toContain('at most 200 characters')
    expect(await talk().tell('@morning_news')).toContain('Footer: @morning_news')
    for (const [what, back] of [
      ['Template', 'off'],
      ['Footer', 'off'],
    ] as const) {
      await talk().tap(what)
      await talk().tell(back)
    }
    for (const button of ['Headlines', 'Short link', 'Feed names', 'Hashtags', 'Merge same stories'])
      await talk().tap(button)
    expect(talk().last()).toMatch(
      /Layout: headlines[\s\S]*Links: the headline is[\s\S]*names: on · Hashtags: off · Merge same stories: on\nComments: off · Summaries: on\nCorrect headlines: on/u,
    )
  })

  it('pauses, resumes and previews', async () => {
    await talk().tell('/start')
    await talk().tap('Morning')
    expect(await talk().tap('Pause')).toContain('Paused.')
    news.publish({ title: 'Meanwhile', link: 'https://news.example/meanwhile' })
    await paperboy.cron(20)
    await talk().tap('Preview')
    expect(talk().last()).toBe('News\n• Meanwhile')
    await talk().tell('/start')
    await talk().tap('Morning')
    expect(await talk().tap('Resume')).not.toContain('paused')
    await paperboy.cron(20)
    expect(owned.posts().at(-1)?.text).toContain('Meanwhile')
  })

  it('stops managing a channel after a confirmation, and restores it with all settings', async () => {
    await talk().tell('/filter -sport')
    await talk().tell('/digest timezone Tokyo')
    await talk().tell('/start')
    await talk().tap('Morning')
    expect(await talk().tap('🗑 Remove')).toContain('Remove Morning from Paperboy, with its feeds')
    expect(await talk().tap('Keep it')).toContain('Morning · @morning_news')
    await talk().tap('🗑 Remove')
    expect(await talk().tap('🗑 Remove')).toBe('🗑 Morning has been removed.')
    expect(talk().buttons()).toEqual([['↩︎ Undo'], ['➕ Channel or group'], ['🌐 Language', '👥 Owners']])
    expect(await talk().tap('Undo')).toContain('Morning is back')
    expect(await talk().tell('/list')).toMatch(/1\. News[\s\S]*2\. Other[\s\S]*Filter: -sport/u)
    expect(await talk().tell('/digest')).toContain('Asia/Tokyo')
    await paperboy.cron(20)
    news.publish({ title: 'Back again', link: 'https://news.example/back' })
    await paperboy.cron(20)
    expect(owned.posts().at(-1)?.text).toBe('News\n• Back again')
  })

  it('explains a stale button, and ignores a stranger', async () => {
    await talk().tell('/start')
    const shown = talk().answers().at(-1)
    const data = shown?.markup?.kind === 'inline' ? shown.markup.rows[0]?.[0] : undefined
    if (data?.kind !== 'callback' || shown === undefined) throw new Error('no button')
    await talk().tell('/start')
    paperboy.world.removeBot({ chat: owned.channel, by: OWNER })
    await paperboy.settle()
    expect(await talk().tapStale(shown.id, data.data)).toBe('')
    expect(talk().last()).toContain('I may not post to Morning')
    paperboy.world.addBot({
      chat: owned.channel,
      by: OWNER,
      rights: { can_manage_chat: true, can_post_messages: true },
    })
    await paperboy.settle()
  })
})
