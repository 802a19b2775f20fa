/** Filters as an owner sees them: the back-test with its undo, "less like this", and /why. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PUBLIC_URL } from '../../simulators/cloudflare/paperboy.ts'
import type { TestFeed } from '../../simulators/published-feed.ts'
import { type Owned, ownChannel, serveFeed } from './conversation.ts'
import { type SimulatedPaperboy, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
let paperboy: SimulatedPaperboy
let owned: Owned
let news: TestFeed
let other: TestFeed

const at = (name: string, title: string, host = 'news.example') => ({ title, link: `https://${host}/${name}` })

beforeAll(async () => {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0' })
  owned = await ownChannel(paperboy, OWNER)
  news = serveFeed(paperboy, 'news.example', 'News')
  other = serveFeed(paperboy, 'other.example', 'Other')
  await owned.conversation.tell('/add https://news.example/feed')
  await owned.conversation.tell('/add https://other.example/feed')
  news.publish(
    at('1', 'Premier League: Arsenal win again'),
    at('2', 'Premier League: Chelsea lose at home'),
    at('3', 'Storm closes schools in the north'),
    at('4', 'Kim to meet Putin in Russia next week'),
    at('5', 'Parliament passes the budget'),
  )
  await paperboy.cron()
})
afterAll(() => paperboy.stop())

const talk = () => owned.conversation

describe('/filter', () => {
  it('shows what it would have hidden in the last 48 hours, and can be undone', async () => {
    expect(await talk().tell('/filter -"premier league" -storm')).toBe(
      [
        '✅ The filter of Morning is now -"premier league" -storm',
        'Of the 5 items of the last 48 hours, 2 would have passed.',
        'Filtered out, for example:',
        '• Storm closes schools in the north',
        '• Premier League: Chelsea lose at home',
        '• Premier League: Arsenal win again',
      ].join('\n'),
    )
    expect(talk().buttons()).toEqual([['↩︎ Undo', '👎 Less like this']])
    expect(await talk().tap('Undo')).toContain('The filter of Morning is off.')
    expect(await talk().tell('/filter')).toContain('everything passes')
    await talk().tell('/filter -storm')
    // The undo can be undone.
    await talk().tap('Undo')
    expect(await talk().tap('Undo')).toContain('is now -storm')
    await talk().tell('/filter off')
  })

  it('of one feed shows what it would have hidden of this feed', async () => {
    expect(await talk().tell('/filter #1 league')).toContain(
      'Of the 5 items of the last 48 hours, 2 would have passed.',
    )
    expect(await talk().tell('/filter #2 league')).toContain('There were no items in the last 48 hours to try it on.')
    await talk().tell('/filter #1 off')
    await talk().tell('/filter #2 off')
  })

  const mistakes: readonly (readonly [query: string, says: string])[] = [
    [
      '"north korea',
      'this quotation mark is never closed.\n▸"◂north korea\nNothing was changed.\nPerhaps: /filter "north korea"',
    ],
    [
      'tilte:kim',
      'there is no such field; there are title, summary, text, author, category, source and link.\n▸tilte:◂kim',
    ],
    ['title:', 'there is nothing to look for after this field'],
    [
      '/(kim/',
      'this part of the regular expression is wrong.\n/▸(kim◂/\nNothing was changed.\nPerhaps: /filter /(kim)/',
    ],
    ['/a(?=b)/', 'look-around and back references are not supported'],
    ['/(a{500}){2}/', 'this regular expression grows too large'],
    ['a | | b', 'there is nothing on one side of this “or”'],
  ]
  it.each(mistakes)('%s is refused, and the answer shows the place', async (query, says) => {
    expect(await talk().tell(`/filter ${query}`)).toContain(says)
    expect(await talk().tell('/filter')).toContain('everything passes')
  })

  it('finds a feed by its number, and says when there is none', async () => {
    expect(await talk().tell('/filter #1 title:/^premier/')).toContain(
      'The filter of News in Morning is now title:/^premier/',
    )
    expect(talk().last()).toContain('Of the 5 items of the last 48 hours, 2 would have passed')
    expect(await talk().tell('/filter')).toContain(
      '#1 News: title:/^premier/\nIt keeps what has text that matches /^premier/ in the title.',
    )
    expect(await talk().tell('/filter #1 "north korea')).toContain('Perhaps: /filter #1 "north korea"')
    await talk().tell('/filter #1 off')
    expect(await talk().tell('/filter #7 x')).toContain('There is no feed #7 here')
    expect(await talk().tell('/filter #7')).toContain('There is no feed #7 here')
  })
})

describe('/filter without a query', () => {
  it('shows the filter of one feed behind its number, with buttons for it', async () => {
    await talk().tell('/filter storm')
    await talk().tell('/filter #1 -league')
    expect(await talk().tell('/filter #1')).toBe(
      'Filter of News in Morning: -league\nIt keeps everything but what has “league”.',
    )
    expect(await talk().tap('Clear')).toContain('The filter of News in Morning is off')
    expect(await talk().tell('/filter #1')).toBe('Filter of News in Morning: everything passes')
    await talk().tap('Change')
    expect(await talk().tell('-chelsea')).toContain('The filter of News in Morning is now -chelsea')
    await talk().tell('/filter #1 off')
    await talk().tell('/filter off')
  })

  it('says in a sentence what it keeps', async () => {
    await talk().tell('/filter (storm | league) -title:"chelsea lose"')
    expect(await talk().tell('/filter')).toContain(
      'Filter of Morning: (storm | league) -title:"chelsea lose"\nIt keeps what has “storm” or “league”, and not “chelsea lose” in the title.',
    )
    await talk().tell('/filter off')
  })

  it('is said after a filter was set if its signs do not say how it was read', async () => {
    expect(await talk().tell('/filter storm, league')).toContain(
      'is now storm, league\nIt keeps what has “storm” or “league”.\nOf the 5 items',
    )
    expect(await talk().tell('/filter storm | league')).toContain('is now storm | league\nOf the 5 items')
    await talk().tell('/filter off')
  })
})

describe('less like this', () => {
  it('offers terms with the number they would hide, excludes the chosen one, and can be undone', async () => {
    await talk().tell('/filter kim | storm | league | budget')
    expect(await talk().tap('Less like this')).toBe('👎 Which headline of Morning would you like less of?')
    expect(talk().buttons().flat()).toContain('Premier League: Arsenal win again')
    expect(await talk().tap('Arsenal')).toContain(
      '• "Premier League" – 2 headlines\n   Premier League: Chelsea lose at home',
    )
    expect(await talk().tap('Premier League')).toContain(
      'is now (kim | storm | league | budget) -"Premier League"\nOf the 5 items of the last 48 hours, 3 would have passed',
    )
    expect(await talk().tap('Undo')).toContain('is now kim | storm | league | budget')
    await talk().tell('/filter off')
  })

  it('is a button under a preview', async () => {
    await talk().tell('/pause')
    news.publish(at('6', 'Volcano erupts on Iceland peninsula'))
    await paperboy.cron(20)
    await talk().tell('/preview')
    await talk().tap('Less like this')
    expect(talk().buttons().flat()).toContain('Volcano erupts on Iceland peninsula')
    expect(await talk().tap('‹ Back')).toContain('Morning · @morning_news')
    await talk().tell('/resume')
    await paperboy.cron(20)
  })
})

describe('/why', () => {
  it('asks for an item, and says when it knows none', async () => {
    expect(await talk().tell('/why')).toContain('Which one? Send /why')
    expect(await talk().tell('/why zebra')).toContain('no feed of Morning had anything with zebra')
  })

  it('finds a sent item by its link, short link, post or words, and links to the post', async () => {
    const post = owned.posts().find(({ text }) => text.includes('Kim to meet Putin'))
    const link = post?.entities.findLast(({ url }) => url?.startsWith(PUBLIC_URL))
    for (const named of [
      'https://news.example/4?utm_source=rss',
      'news.example/4',
      'kim putin',
      '"Kim to meet, Putin: in (Russia',
      `https://t.me/morning_news/${post?.id}`,
    ])
      expect(await talk().tell(`/why ${named}`)).toMatch(
        /Kim to meet Putin in Russia next week\nNews, found on .*\n✅ Sent on .* See the post/u,
      )
    expect(await talk().tell(`/why ${link?.url}`)).toContain('✅ Sent on')
    const shown = talk().answers().at(-1)
    expect(shown?.entities.some(({ url }) => url === `https://t.me/morning_news/${post?.id}`)).toBe(true)
  })

  const found: readonly (readonly [text: string, finds: string, doesNotFind: string | null])[] = [
    ['"in the north"', 'Storm closes schools in the north', 'North of the border'],
    ['title:storm', 'Storm closes schools', null],
    ['storm -league', 'Storm closes schools', 'Premier League'],
    ['arsen* | chels*', 'Arsenal win again', 'Storm closes'],
    ['Premier League: Arsenal win again', 'Arsenal win again', 'Chelsea'],
    ['parliament? (budget!', 'Parliament passes the budget', 'Storm'],
    ['OR budget', 'Parliament passes the budget', null],
  ]
  it.each(found)('%s finds items as a filter does', async (text, finds, doesNotFind) => {
    const answer = await talk().tell(`/why ${text}`)
    if (text === 'OR budget') expect(answer).toContain('had anything with')
    else expect(answer).toContain(finds)
    if (doesNotFind !== null) expect(answer).not.toContain(doesNotFind)
  })

  it('finds an item by the words of a text that is too long for a filter', async () => {
    expect(await talk().tell(`/why ${'storm '.repeat(300)}`)).toContain('Storm closes')
  })

  it('names the filter and the term that hid an item', async () => {
    await talk().tell('/filter -storm')
    await talk().tell('/filter #2 kim')
    news.publish(at('7', 'Another storm is coming to the south'))
    other.publish(at('8', 'Bread is dearer than ever', 'other.example'))
    await paperboy.cron(20)
    expect(await talk().tell('/why another storm')).toContain(
      '🚫 Filtered out by -storm in the channel’s filter, found in its title.',
    )
    expect(await talk().tell('/why bread')).toContain(
      '🚫 Filtered out by the filter of feed 2: kim is in neither title, summary nor text.',
    )
    await talk().tell('/filter off')
    await talk().tell('/filter #2 off')
  })

  it('says which digest an item waits for', async () => {
    // The runtime's clock is real: this time of day is always hours away.
    const time = `${new Date(paperboy.clock.now + 12 * 60 * 60_000).toISOString().slice(11, 13)}:00`
    await talk().tell(`/digest ${time}`)
    await talk().tell('Reykjavik')
    news.publish(at('9', 'Museum opens its new wing'))
    await paperboy.cron(20)
    const waiting = await talk().tell('/why museum')
    expect(waiting).toContain('⏳ Waiting for the digest on ')
    expect(waiting).toContain(`, ${time}.`)
    await talk().tell('/pause')
    expect(await talk().tell('/why museum')).toContain('⏳ Waiting: sending is paused.')
    await talk().tell('/resume')
    await talk().tell('/digest live')
    await paperboy.cron(20)
    expect(await talk().tell('/why museum')).toContain('✅ Sent on')
  })

  it('says which headline an item was merged into, and which item a digest left out', async () => {
    other.publish(at('10', 'Kim to meet Putin in Russia next week | World', 'other.example'))
    await paperboy.cron(20)
    expect(await talk().tell('/why https://other.example/10')).toContain(
      '🔗 Merged into Kim to meet Putin in Russia next week from News, which reports the same story: both titles say the same.',
    )
    await talk().tell('/digest max 1')
    news.publish(at('11', 'First of two reports'), at('12', 'Second of two reports'))
    await paperboy.cron(20)
    expect(owned.posts().at(-1)?.text).toBe('News\n• Second of two reports\n… and 1 more')
    expect(await talk().tell('/why first of two')).toContain('➖ Left out')
    await talk().tell('/digest max off')
  })
})

describe('/stories', () => {
  it('shows the setting and changes it', async () => {
    expect(await talk().tell('/stories')).toContain('Merge same stories: on')
    expect(await talk().tell('/stories perhaps')).toContain('Send on or off')
    expect(await talk().tell('/stories off')).toContain('Merge same stories: off')
    news.publish(at('20', 'Earthquake hits northern Japan, tsunami warning issued'))
    other.publish(at('20', 'Quake strikes northern Japan, tsunami warning issued', 'other.example'))
    await paperboy.cron(20)
    expect(owned.posts().at(-1)?.text).toContain('• Quake strikes')
    expect(await talk().tell('/stories on')).toContain('Merge same stories: on')
    news.publish(at('21', 'Ferry with 300 aboard catches fire off Indonesia'))
    other.publish(at('21', 'Passenger ferry with 300 aboard catches fire off Indonesia', 'other.example'))
    await paperboy.cron(20)
    expect(owned.posts().at(-1)?.text).toBe('News\n• Ferry with 300 aboard catches fire off Indonesia (also: Other)')
  })
})

describe('/why for an edited headline', () => {
  it('names the earlier headline if posts are not corrected', async () => {
    await talk().tell('/corrections off')
    const first = at('edited', 'Bridge closes for repairs')
    news.publish(first)
    await paperboy.cron(20)
    news.withdraw(first)
    news.publish(at('edited', 'Bridge closes for a year'))
    await paperboy.cron(20)
    expect(await talk().tell('/why closes year')).toMatch(
      /Bridge closes for a year\nNews, found on .*\n✏️ Not new: it has the same (?:ID|link) as Bridge closes for repairs, found on/u,
    )
    expect(owned.posts().some(({ text }) => text.includes('closes for a year'))).toBe(false)
  })
})
