/** Filters and the whole text of items, as an owner sees them: in every format, in two channels, in /why and in the back-test. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Site } from '../../simulators/published-feed.ts'
import { type Owned, ownChannel } from './conversation.ts'
import { type SimulatedPaperboy, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
let paperboy: SimulatedPaperboy
let morning: Owned
let evening: Owned

/** 800 characters, of which the summary has 500. */
const long = (end: string) => `<p>${'The long story goes on and on. '.repeat(25)}</p><p>${end}</p>`
const escaped = (html: string) => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

interface Story {
  readonly title: string
  readonly teaser?: string
  readonly text: string
}

/** A feed of each format: its document with these stories. */
const formats = {
  rss: (stories: readonly Story[]) =>
    `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>RSS</title>${stories
      .map(({ title, teaser, text }) =>
        teaser === undefined
          ? `<item><title>${title}</title><guid>${title}</guid><description>${escaped(text)}</description></item>`
          : `<item><title>${title}</title><guid>${title}</guid><description>${teaser}</description><content:encoded><![CDATA[${text}]]></content:encoded></item>`,
      )
      .join('')}</channel></rss>`,
  atom: (stories: readonly Story[]) =>
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title>${stories
      .map(
        ({ title, teaser = '', text }) =>
          `<entry><title>${title}</title><id>urn:${title.replaceAll(' ', '-')}</id><summary>${teaser}</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${text}</div></content></entry>`,
      )
      .join('')}</feed>`,
  json: (stories: readonly Story[]) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'JSON',
      items: stories.map(({ title, teaser = '', text }) => ({ id: title, title, summary: teaser, content_html: text })),
    }),
}
type Format = keyof typeof formats
const names: readonly Format[] = ['rss', 'atom', 'json']
const published: Record<Format, Story[]> = { rss: [], atom: [], json: [] }
const siteOf =
  (format: Format): Site =>
  () =>
    new Response(formats[format]([{ title: `Old ${format}`, text: '' }, ...published[format]].toReversed()))

async function publish(stories: Partial<Record<Format, readonly Story[]>>): Promise<void> {
  for (const name of names) published[name].push(...(stories[name] ?? []))
  await paperboy.cron(20)
}

const sentTo = (owned: Owned) =>
  owned
    .posts()
    .map(({ text }) => text)
    .join('\n')
const talk = () => morning.conversation

beforeAll(async () => {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0' })
  morning = await ownChannel(paperboy, OWNER, 'Morning')
  evening = await ownChannel(paperboy, OWNER, 'Evening')
  for (const name of names) {
    paperboy.sites.set(`${name}.example`, siteOf(name))
    await talk().tell(`/add @morning_news https://${name}.example/feed`)
  }
  await talk().tell('/add @evening_news https://rss.example/feed')
})
afterAll(() => paperboy.stop())

describe('a filter that asks for a word', () => {
  beforeAll(async () => {
    await talk().tell('/filter @morning_news kubernetes')
    await publish({
      rss: [
        { title: 'Both texts', teaser: 'Short teaser.', text: long('Then Kubernetes came.') },
        { title: 'One long description', text: long('Then Kubernetes came.') },
        { title: 'Another story', teaser: 'Short teaser.', text: long('Then Docker came.') },
      ],
      atom: [
        { title: 'An Atom entry', teaser: 'Short teaser.', text: long('Then <b>Kubernetes</b> came.') },
        { title: 'An entry about scripts', text: '<p>None.</p><script>let kubernetes</script>' },
      ],
      json: [{ title: 'A JSON item', teaser: 'Short teaser.', text: long('Then Kubernetes came.') }],
    })
  })

  it('keeps items whose text has it, in every format', () => {
    for (const title of ['Both texts', 'One long description', 'An Atom entry', 'A JSON item'])
      expect(sentTo(morning)).toContain(title)
    for (const title of ['Another story', 'An entry about scripts']) expect(sentTo(morning)).not.toContain(title)
  })

  it('changes nothing in a channel that uses the same feed without a filter', () => {
    for (const title of ['Both texts', 'One long description', 'Another story'])
      expect(sentTo(evening)).toContain(title)
  })

  it('is named by /why, with what was searched', async () => {
    expect(await talk().tell('/why @morning_news another story')).toContain(
      '🚫 Filtered out by the channel’s filter: kubernetes is in neither title, summary nor text.',
    )
    expect(await talk().tell('/why @evening_news another story')).toContain('✅ Sent on')
  })
})

describe('a filter that excludes a word', () => {
  beforeAll(async () => {
    await talk().tell('/filter @morning_news -sponsored')
    await publish({
      rss: [
        { title: 'An advertorial', teaser: 'Short teaser.', text: long('This article is sponsored by Acme.') },
        { title: 'Sponsored by nobody', text: 'A title.' },
        { title: 'A real report', teaser: 'Short teaser.', text: long('This article has no sponsor.') },
      ],
    })
  })

  it('drops an item whose text has it', () => {
    expect(sentTo(morning)).not.toContain('An advertorial')
    expect(sentTo(morning)).toContain('A real report')
    expect(sentTo(evening)).toContain('An advertorial')
  })

  it('is named by /why, with the place', async () => {
    expect(await talk().tell('/why @morning_news an advertorial')).toContain(
      '🚫 Filtered out by -sponsored in the channel’s filter, found in its text.',
    )
    expect(await talk().tell('/why @morning_news sponsored by nobody')).toContain('found in its title.')
  })
})

describe('text:', () => {
  it('looks at the text alone', async () => {
    await talk().tell('/filter @morning_news text:quagga')
    await publish({
      json: [
        { title: 'Quagga in the title', teaser: 'Teaser.', text: long('Nothing else.') },
        { title: 'An extinct animal', teaser: 'Teaser.', text: long('It is the quagga.') },
      ],
    })
    expect(sentTo(morning)).toContain('An extinct animal')
    expect(sentTo(morning)).not.toContain('Quagga in the title')
    expect(await talk().tell('/why @morning_news quagga title')).toContain('text:quagga is not in it.')
  })
})

describe('the back-test', () => {
  const onlyThese = 'Only titles, summaries and categories were searched: texts are not kept.'

  it('says that texts are not kept where they could decide', async () => {
    expect(await talk().tell('/filter @morning_news -zebra')).toContain(onlyThese)
    expect(await talk().tell('/filter @morning_news title:zebra | zebra')).toContain(onlyThese)
    expect(talk().last()).toContain('may drop everything')
  })

  it('claims nothing about a filter that looks at texts alone', async () => {
    expect(await talk().tell('/filter @morning_news text:zebra')).toBe(
      [
        '✅ The filter of Morning is now text:zebra',
        'It keeps what has “zebra” in the text.',
        'It cannot be tried on the last 48 hours: it looks at texts only, and these are not kept.',
      ].join('\n'),
    )
    expect(await talk().tell('/filter @morning_news -text:zebra')).toBe(
      [
        '✅ The filter of Morning is now -text:zebra',
        'It keeps everything but what has “zebra” in the text.',
        'It cannot be tried on the last 48 hours: it looks at texts only, and these are not kept.',
      ].join('\n'),
    )
  })

  it('does not say so where titles decide, or where nothing is filtered', async () => {
    expect(await talk().tell('/filter @morning_news -title:zebra')).not.toContain(onlyThese)
    expect(await talk().tell('/filter @morning_news off')).not.toContain(onlyThese)
  })

  it('remembers the words that the text decided by', async () => {
    const answer = await talk().tell('/filter @morning_news kubernetes')
    expect(answer).toContain(', 4 would have passed.')
    await talk().tell('/filter @morning_news -sponsored')
    expect(talk().last()).toContain('An advertorial')
    await talk().tell('/filter @morning_news off')
  })
})
