/** Import of OPML files, lists and backups, with progress and report; export of a channel's configuration. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Owned, ownChannel, serveFeed } from './conversation.ts'
import { type Paperboy, startPaperboy } from './paperboy.ts'

const OWNER = 1001
let paperboy: Paperboy
let owned: Owned

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0' })
  owned = await ownChannel(paperboy, OWNER)
})
afterAll(() => paperboy.stop())

const talk = () => owned.conversation
const sendFile = async (name: string, text: string, caption?: string) => {
  paperboy.world.sendFile({ from: OWNER, name, text, ...(caption === undefined ? {} : { caption }) })
  await paperboy.settle()
  return talk().last()
}
const outline = (host: string, title: string) =>
  `<outline type="rss" text="${title}" xmlUrl="https://${host}/feed" htmlUrl="https://${host}/"/>`
const opml = (...outlines: readonly string[]) =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="Papers">${outlines.join('')}</outline></body></opml>`

describe('an import', () => {
  it('is explained by /import', async () => {
    expect(await talk().tell('/import')).toContain('Send me feeds for Morning: an OPML file')
    await talk().tell('/cancel')
    expect(await sendFile('letter.txt', 'Dear bot, how are you?')).toContain('I cannot read that file')
    expect(await sendFile('page.html', '<html><body>no</body></html>')).toContain('I cannot read that file')
    expect(await sendFile('empty.opml', opml())).toContain('That file lists no feeds')
    expect(await sendFile('large.opml', opml(outline('a.example', 'x'.repeat(1_100_000))))).toContain('up to 1 MB')
  })

  it('is saved at once and read by the following cycles, and one message shows the progress and the report', async () => {
    const feeds = ['one', 'two', 'three'].map((name) => serveFeed(paperboy, `${name}.example`, `Feed ${name}`))
    paperboy.sites.set('gone.example', () => new Response('', { status: 404 }))
    await talk().tell('/add https://one.example/feed')
    const before = talk().answers().length
    const list = opml(
      outline('one.example', 'One'),
      outline('two.example', 'Two &amp; more'),
      outline('three.example', 'Three'),
      outline('three.example', 'Three again'),
      outline('gone.example', 'Gone'),
      '<outline text="Broken" xmlUrl="ftp://x.example/feed"/>',
    )
    expect(await sendFile('feeds.opml', list)).toBe(
      [
        '📥 3 feeds were added to Morning. I check them in the next few minutes and report here.',
        '✗ ftp://x.example/feed is not a web address. It should look like https://example.com/feed.',
        '1 feed was already there:',
        '• 1. Feed one',
      ].join('\n'),
    )
    expect(talk().answers()).toHaveLength(before + 1)
    expect(await talk().tell('/list')).toMatch(/2\. Two & more[\s\S]*3\. Three[\s\S]*4\. Gone/u)
    const told = talk().answers().at(-2)?.id ?? 0
    await paperboy.cron()
    expect(paperboy.world.message(OWNER, told)?.text).toBe(
      [
        '📥 The import into Morning is done: 2 of 3 feeds can be read.',
        '✗ 4. Gone: The site has nothing at this address (404).',
        'I keep trying these. /remove and the number removes one.',
        '✗ ftp://x.example/feed is not a web address. It should look like https://example.com/feed.',
        '1 feed was already there:',
        '• 1. Feed one',
        'Can be read:',
        '✅ 2. Feed two',
        '✅ 3. Feed three',
      ].join('\n'),
    )
    // Items from before the import are not sent.
    expect(owned.posts()).toEqual([])
    for (const [index, feed] of feeds.entries())
      feed.publish({ title: `Fresh ${index}`, link: `https://fresh.example/${index}` })
    await paperboy.cron(20)
    expect(owned.posts().at(-1)?.text).toContain('Fresh 2')
    expect(await talk().tell('/list')).toMatch(/🟢 2\. Feed two/u)
  })

  it('accepts a list of addresses, for the channel that its caption names', async () => {
    const second = await ownChannel(paperboy, OWNER, 'Evening')
    serveFeed(paperboy, 'four.example', 'Four')
    expect(
      await sendFile(
        'list.txt',
        'My feeds\nhttps://four.example/feed\nhttps://one.example/feed\n',
        '/import @morning_news',
      ),
    ).toContain('1 feed was added to Morning')
    expect(await talk().tell('/list @evening_news')).toContain('has no feeds yet')
    paperboy.world.removeBot({ chat: second.channel, by: OWNER })
    await paperboy.settle()
    await talk().tell('/use @morning_news')
  })

  it('is a message too, after /import and in the channel that it named', async () => {
    for (const name of ['five', 'six', 'seven']) serveFeed(paperboy, `${name}.example`, `Feed ${name}`)
    await talk().tell('/import')
    const answer = await talk().tell(
      '- https://five.example/feed\n- https://one.example/feed/ daily\nhttps://no.example/x',
    )
    expect(answer).toMatch(
      /^📥 Added to Morning: 1 of 3 addresses\.\n✅ \d+\. Feed five\n✗ https:\/\/no\.example\/x: /u,
    )
    expect(answer).toMatch(/1 feed was already there:\n• 1\. Feed one$/u)
    expect(await talk().tell('/import')).toContain('a list of addresses as a file or a message')
    expect(await talk().tell('hello')).toContain('I found no address')
    expect(await talk().tell('/add https://six.example/feed, https://seven.example/feed')).toContain(
      'Added to Morning: 2 of 2 addresses',
    )
  })

  it('of many addresses in a message is read by the following cycles', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `many-${name}.example`)
    for (const name of names) serveFeed(paperboy, name, name)
    await talk().tell(names.map((name) => `https://${name}/feed`).join(' '))
    expect(talk().last()).toContain('Add these 5 addresses to which channel?\n• https://many-a.example/feed\n')
    await talk().tap('Morning')
    const report = talk().answers().at(-1)?.id ?? 0
    expect(talk().last()).toContain('5 feeds were added to Morning')
    await paperboy.cron()
    expect(paperboy.world.message(OWNER, report)?.text).toContain('5 of 5 feeds can be read')
  })

  it('of many feeds takes several cycles', async () => {
    for (let index = 0; index < 210; index += 1) serveFeed(paperboy, `n${index}.example`, `Number ${index}`)
    const many = Array.from({ length: 210 }, (_, index) => outline(`n${index}.example`, `Number ${index}`))
    expect(await sendFile('many.opml', opml(...many))).toContain('210 feeds were added')
    const told = talk().answers().at(-1)?.id ?? 0
    await paperboy.cron()
    expect(paperboy.world.message(OWNER, told)?.text).toMatch(
      /^📥 Importing into Morning: \d+ of 210 feeds checked so far\.$/u,
    )
    await paperboy.cron()
    await paperboy.cron()
    const report = paperboy.world.message(OWNER, told)?.text ?? ''
    expect(report.split('\n')[0]).toBe('📥 The import into Morning is done: 210 of 210 feeds can be read.')
    expect(report).toMatch(/\n✅ \d+\. Number 0\n[\s\S]*\n… and \d+ more$/u)
    expect(report.length).toBeLessThanOrEqual(4096)
  })
})

describe('/export', () => {
  it('sends OPML and all settings as JSON, which /import restores in another channel', async () => {
    await talk().tell('/filter -sport')
    // Its only item of the last 48 hours has no rain.
    await talk().tell('/filter #2 rain')
    await talk().tap('Keep')
    await talk().tell('/digest timezone Tokyo')
    await talk().tell('/digest mon-fri 08:00')
    await talk().tell('/quiet 23:00-07:00')
    await talk().tell('/layout cards')
    await talk().tell('/export')
    const [list, settings] = talk().answers().slice(-2)
    expect(list?.document?.name).toBe('Morning.opml')
    expect(list?.document?.text).toContain(
      '<outline type="rss" text="Feed two" title="Feed two" xmlUrl="https://two.example/feed" htmlUrl="https://news.example/"/>',
    )
    expect(settings).toMatchObject({
      text: 'The feeds of Morning for any reader, and all of its settings for /import.',
    })
    const stored = JSON.parse(settings?.document?.text ?? '{}')
    expect(stored).toMatchObject({
      paperboy: 1,
      filter: '-sport',
      timezone: 'Asia/Tokyo',
      layout: 'cards',
      quiet: { from: 1380, to: 420 },
    })
    expect(stored.feeds).toHaveLength(223)

    const second = await ownChannel(paperboy, OWNER, 'Copy')
    await talk().tell('/use @copy_news')
    expect(await sendFile('Morning.json', settings?.document?.text ?? '')).toBe(
      '✅ Copy now has the settings from the file.',
    )
    expect(talk().answers().at(-2)?.text).toContain('223 feeds were added to Copy')
    expect(await talk().tell('/digest')).toContain('Mon–Fri at 08:00')
    expect(talk().last()).toContain('quiet hours 23:00–07:00')
    expect(await talk().tell('/filter')).toMatch(/Filter of Copy: -sport\n.*“sport”.\n#2 Feed two: rain\n/u)
    // Undo restores the settings, and keeps the feeds.
    expect(await talk().tap('Undo')).toMatch(/^Copy · @copy_news\n📡 223 feeds/u)
    expect(await talk().tell('/digest')).toContain('Copy: live')
    paperboy.world.removeBot({ chat: second.channel, by: OWNER })
    await paperboy.settle()
    await talk().tell('/use @morning_news')
  })

  it('takes the likeliest reading of an unclear filter, and reports it', async () => {
    const file = {
      paperboy: 1,
      title: 'x',
      language: 'en',
      timezone: null,
      schedule: { kind: 'live', gapMinutes: null },
      filter: 'rain or snow',
      feeds: [{ url: 'https://unclear.example/feed', title: 'Unclear', filter: 'storm or kim' }],
    }
    const answer = await sendFile('unclear.json', JSON.stringify(file))
    expect(answer).toContain(
      'The filter rain or snow of Morning can be read in several ways. I took it as rain | snow.',
    )
    expect(answer).toContain('The filter storm or kim of Unclear in Morning can be read')
    expect(await talk().tell('/filter')).toContain('Filter of Morning: rain | snow')
    expect(talk().last()).toContain('Unclear: storm | kim')
    await talk().tap('Undo')
    await talk().tell('/remove unclear.example/feed')
  })

  it('has settings that are checked when they are imported', async () => {
    const wrong = {
      paperboy: 1,
      title: 'x',
      language: 'en',
      timezone: 'Mars/Olympus',
      schedule: { kind: 'live', gapMinutes: null },
      filter: '',
      feeds: [],
    }
    expect(await sendFile('wrong.json', JSON.stringify(wrong))).toContain('I cannot read that file')
    expect(await sendFile('wrong.json', JSON.stringify({ ...wrong, timezone: null, filter: '(' }))).toContain(
      'I cannot read that file',
    )
  })

  it('says when Telegram does not accept the files', async () => {
    paperboy.world.addFault({ fault: { kind: 'server-error', effect: false }, method: 'sendDocument', times: 1 })
    expect(await talk().tell('/export @morning_news')).toContain('Telegram did not take the file')
  })
})
