/** What the bot asks before it saves a filter: which reading is meant, whether everything shall be dropped, and what a name means. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { TestFeed } from '../../simulators/published-feed.ts'
import { type Owned, ownChannel, serveFeed } from './conversation.ts'
import { type SimulatedPaperboy, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
let paperboy: SimulatedPaperboy
let owned: Owned
let news: TestFeed

const talk = () => owned.conversation
const filterNow = () => talk().tell('/filter')

beforeAll(async () => {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0' })
  owned = await ownChannel(paperboy, OWNER)
  news = serveFeed(paperboy, 'news.example', 'News')
  serveFeed(paperboy, 'other.example', 'Other')
  await talk().tell('/add https://news.example/feed')
  await talk().tell('/add https://other.example/feed')
  for (const [at, title] of ['Storm closes schools', 'Kim to meet Putin', 'Parliament passes the budget'].entries())
    news.publish({ title, link: `https://news.example/${at}` })
  await paperboy.cron()
})
afterAll(() => paperboy.stop())
afterEach(async () => {
  for (const which of ['', '#1 ', '#2 ']) await talk().tell(`/filter ${which}off`)
})

describe('an unclear filter', () => {
  it('is asked about, with what each reading keeps and a button for each', async () => {
    expect(await talk().tell('/filter storm or kim')).toBe(
      [
        'storm or kim for Morning can be read in several ways. Which one do you mean? You can also send it in other words.',
        '1. storm | kim',
        'It keeps what has “storm” or “kim”.',
        '2. storm "or" kim',
        'It keeps what has “storm”, “or” and “kim”.',
      ].join('\n'),
    )
    expect(talk().buttons()).toEqual([['storm | kim'], ['storm "or" kim'], ['Cancel']])
    expect(await talk().tap('storm | kim')).toContain('The filter of Morning is now storm | kim')
    expect(await talk().tap('Undo')).toContain('The filter of Morning is off')
    expect(await talk().tap('Undo')).toContain('is now storm | kim')
  })

  it('of a feed stays the filter of this feed', async () => {
    expect(await talk().tell('/filter #1 storm or kim')).toContain('storm or kim for News in Morning')
    expect(await talk().tap('storm | kim')).toContain('The filter of News in Morning is now storm | kim')
    expect(await talk().tell('/feed 1 filter budget or kim')).toContain('for News in Morning can be read')
    expect(await talk().tap('budget | kim')).toContain('The filter of News in Morning is now budget | kim')
    expect(await filterNow()).toContain('Filter of Morning: everything passes\n#1 News: budget | kim')
  })

  it('can be answered with another query in place of a button', async () => {
    await talk().tell('/filter #1 storm or kim')
    expect(await talk().tell('storm or budget')).toContain('for News in Morning can be read')
    expect(await talk().tell('storm | budget')).toContain('The filter of News in Morning is now storm | budget')
    expect(await talk().tell('storm')).toContain('I did not understand that')
  })

  it('that answers the menu’s question leaves it open, and Cancel keeps the old filter', async () => {
    await talk().tell('/filter storm')
    await talk().tell('/filter')
    await talk().tap('Change')
    expect(await talk().tell('storm or kim')).toContain('can be read in several ways')
    expect(await talk().tap('Cancel')).toContain('Nothing was changed')
    expect(await talk().tell('kim')).toContain('I did not understand that')
    expect(await filterNow()).toContain('Filter of Morning: storm\n')
  })

  it('with a wrong feed number is asked about the number first', async () => {
    expect(await talk().tell('/filter #12 storm or kim')).toContain('There is no feed #12 here')
    expect(await talk().tap('Feed 1: News')).toContain('for News in Morning can be read')
    expect(await talk().tap('storm | kim')).toContain('The filter of News in Morning is now storm | kim')
  })

  it('with long readings has buttons with their numbers', async () => {
    await talk().tell('/filter storm or "the parliament of the united kingdom"')
    const long = '/filter parliament or budget or government or opposition or storm'
    expect(await talk().tell(long)).toContain('2. parliament "or" budget')
    expect(talk().buttons()).toEqual([['Option 1'], ['Option 2'], ['Cancel']])
    expect(await talk().tap('Option 1')).toContain('is now parliament | budget | government')
  })
})

describe('a filter that would have dropped everything', () => {
  it('is saved by Keep only, and can then be undone', async () => {
    await talk().tell('/filter storm')
    const question = await talk().tell('/filter cricket -golf')
    // The titles are in the order of their random codes.
    expect(question.split('\n').filter((line) => !line.startsWith('•'))).toEqual([
      '⚠️ The filter cricket -golf for Morning would have dropped everything.',
      'It keeps what has “cricket” and not “golf”.',
      'None of the 3 items of the last 48 hours would have passed.',
      'Filtered out, for example:',
      'It is not saved yet. Keep it all the same?',
    ])
    expect(question).toContain('• Storm closes schools')
    expect(talk().buttons()).toEqual([['Keep', '↩︎ Undo']])
    expect(await talk().tap('Keep')).toContain('The filter of Morning is now cricket -golf\nNone of the 3 items')
    expect(await talk().tap('Undo')).toContain('The filter of Morning is now storm')
  })

  it('is not saved by itself nor by Undo', async () => {
    await talk().tell('/filter storm')
    await talk().tell('/filter cricket')
    expect(await talk().tap('Undo')).toBe('Nothing was changed. Filter of Morning: storm')
    expect(await filterNow()).toContain('Filter of Morning: storm\n')
    await talk().tell('/filter cricket')
    expect(await filterNow()).toContain('Filter of Morning: storm\n')
  })

  it('can be corrected by a plain message', async () => {
    await talk().tell('/filter #1 cricket')
    expect(await talk().tell('crickets')).toContain('would have dropped everything')
    expect(await talk().tell('budget')).toContain('The filter of News in Morning is now budget')
  })

  it('of a feed is the filter of this feed after Keep', async () => {
    expect(await talk().tell('/filter #1 cricket')).toContain('The filter cricket for News in Morning would have')
    expect(await talk().tap('Undo')).toContain('Filter of News in Morning: everything passes')
    await talk().tell('/filter #1 cricket')
    expect(await talk().tap('Keep')).toContain('The filter of News in Morning is now cricket')
    expect(await talk().tap('Undo')).toContain('The filter of News in Morning is off')
  })

  it('is asked about after a reading was chosen', async () => {
    await talk().tell('/filter cricket or golf')
    expect(await talk().tap('cricket | golf')).toContain('would have dropped everything')
    expect(await talk().tap('Keep')).toContain('is now cricket | golf')
  })

  it('is not asked about where the old filter dropped everything too, or where there were no items', async () => {
    await talk().tell('/filter cricket')
    await talk().tap('Keep')
    expect(await talk().tell('/filter golf')).toContain('is now golf')
    await talk().tell('/filter off')
    expect(await talk().tell('/filter #2 cricket')).toContain('is now cricket\nThere were no items')
  })

  it('keeps its undo if Keep is pressed twice', async () => {
    await talk().tell('/filter cricket')
    const question = talk().answers().at(-1)?.id ?? 0
    const press = () => paperboy.world.press({ from: OWNER, chat: OWNER, message: question, text: 'Keep' })
    press()
    const again = press()
    await paperboy.settle()
    expect(paperboy.world.callback(again.id).answer).not.toBeNull()
    expect(talk().last()).toContain('The filter of Morning is now cricket')
    expect(talk().buttons().flat()).toContain('↩︎ Undo')
    expect(await talk().tap('Undo')).toContain('The filter of Morning is off')
  })

  it('is asked about by “less like this” as well', async () => {
    await talk().tell('/filter storm')
    await talk().tap('Less like this')
    await talk().tap('Storm closes schools')
    const [[first = ''] = []] = talk().buttons()
    expect(await talk().tap(first)).toContain('would have dropped everything')
    expect(await talk().tap('Undo')).toContain('Filter of Morning: storm')
  })
})

describe('an unknown name in a filter', () => {
  it('of a channel may be a word, or a channel with a similar name', async () => {
    expect(await talk().tell('/filter @mornin_news storm')).toBe('You have no channel @mornin_news. What do you mean?')
    expect(talk().buttons()).toEqual([['Filter for the word @mornin_news'], ['The channel @morning_news'], ['Cancel']])
    expect(await talk().tap('The channel')).toContain('The filter of Morning is now storm')
    await talk().tell('/filter @someone | storm')
    expect(await talk().tap('the word @someone')).toContain('The filter of Morning is now "@someone" | storm')
    await talk().tell('/filter @mornin_news')
    expect(await talk().tap('The channel')).toContain('Filter of Morning: "@someone" | storm')
  })

  it('of a channel is an error in every other command', async () => {
    for (const command of ['list', 'add', 'digest', 'why'])
      expect(await talk().tell(`/${command} @mornin_news storm`)).toContain('I do not know the channel @mornin_news')
  })

  it('of a feed may be a hashtag, or a feed with a similar number', async () => {
    expect(await talk().tell('/filter #2024')).toBe('There is no feed #2024 here. What do you mean?')
    expect(talk().buttons()).toEqual([['Filter for the hashtag #2024'], ['Cancel']])
    expect(await talk().tap('hashtag')).toContain('"#2024"')
    expect(await talk().tap('Keep')).toContain('The filter of Morning is now "#2024"')
    expect(await talk().tell('/filter #22 storm')).toContain('There is no feed #22 here')
    expect(talk().buttons()).toEqual([['Filter for the hashtag #22'], ['Feed 2: Other'], ['Cancel']])
    expect(await talk().tap('Feed 2')).toContain('The filter of Other in Morning is now storm')
  })

  it('of a hashtag with letters is a hashtag, unless its number is that of a feed', async () => {
    expect(await talk().tell('/filter #ukraine | storm')).toContain('The filter of Morning is now #ukraine | storm')
    expect(await talk().tell('/filter #5G | storm')).toContain('The filter of Morning is now #5G | storm')
    expect(await talk().tell('/filter #20245 | storm')).toContain('The filter of Morning is now #20245 | storm')
    expect(await talk().tell('/filter #1st | storm')).toContain('can be read in several ways')
    expect(await talk().tap('Filter for the hashtag #1st')).toContain('The filter of Morning is now "#1st" | storm')
    await talk().tell('/filter off')
    expect(await talk().tell('/filter #1-storm')).toContain('The filter of News in Morning is now -storm')
  })

  it('of a feed may be answered with another number', async () => {
    await talk().tell('/filter #22 storm')
    expect(await talk().tell('#2 storm')).toContain('The filter of Other in Morning is now storm')
    expect(await talk().tell('#2 kim')).toContain('I did not understand that')
  })

  it('is a word in quotes', async () => {
    expect(await talk().tell('/filter "@someone" | "#2024" | storm')).toContain('is now "@someone" | "#2024" | storm')
  })
})
