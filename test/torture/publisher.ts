/** A publisher whose server fails in the usual ways. */

// Loaded by the program when it reads the first page; a clock that stands still would take the wait for the end of it.
import '../../src/feed/article/extract-article.ts'
import { type Entry, type Site, testFeed } from '../../simulators/published-feed.ts'

export type SiteTrouble = 'none' | 'unreachable' | 'server-error' | 'cut-short' | 'hangs' | 'garbage'

export interface Publisher {
  readonly host: string
  readonly url: string
  readonly title: string
  readonly publish: (...titles: readonly string[]) => void
  /** Drops every item, as a short feed does. */
  readonly withdraw: () => void
  trouble: SiteTrouble
  readonly site: Site
}

function aboutIt(name: string): string {
  return `<p>${`All about ${name}. `.repeat(20)}</p>`
}

/** A picture, and an episode. */
function pictured(file: string): string {
  return (
    `<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="https://pictures.example/${file}"/>` +
    '<enclosure url="https://sounds.example/1.mp3" type="audio/mpeg"/>'
  )
}

/** The article that a feed has only the beginning of; null: the address is another. */
function pageAt(url: string): Response | null {
  const name = new URL(url).pathname.slice(1)
  if (name === 'robots.txt') return new Response('')
  if (!name.startsWith('short')) return null
  const page = `<title>Headline ${name}.</title><article><h1>Headline ${name}.</h1>${aboutIt(name).repeat(9)}</article>`
  return new Response(page, { headers: { 'content-type': 'text/html' } })
}

export function publisherOf(title: string): Publisher {
  const host = `${title.toLowerCase()}.example`
  // Several publishers have the same story at one address.
  const entryOf = (name: string): Entry => ({
    title: `Headline ${name}.`,
    link: `https://${name.startsWith('story') ? 'stories.example' : host}/${name}`,
    id: `${host}/${name}`,
    // The rest is on the page.
    ...(name.startsWith('short') ? { text: `<p>All about ${name}…</p>` } : {}),
    // Long enough for a reading page.
    ...(name.startsWith('read') ? { text: aboutIt(name) } : {}),
    // The picture of `gone` ones cannot be fetched.
    ...(/^(?:pictured|gone)/u.test(name) ? { more: pictured(`${name}.jpg`) } : {}),
    // Only the text has the word that the second channel's filter excludes.
    ...(name.startsWith('hidden') ? { text: `${aboutIt(name).repeat(3)}<p>This is an advert.</p>` } : {}),
  })
  const feed = testFeed(title, [entryOf(`${title}-old`)])
  let shown: readonly string[] = []
  const publisher: Publisher = {
    host,
    url: `https://${host}/feed`,
    title,
    publish: (...names) => {
      shown = [...shown, ...names]
      feed.publish(...names.map(entryOf))
    },
    withdraw: () => {
      feed.withdraw(...shown.map(entryOf))
      shown = []
    },
    trouble: 'none',
    site: async (request) => {
      switch (publisher.trouble) {
        case 'none':
          return pageAt(request.url) ?? feed.site(request)
        case 'unreachable':
          throw new TypeError('connection refused')
        case 'server-error':
          return new Response('busy', { status: 503 })
        case 'hangs':
          return new Promise(() => {})
        case 'garbage':
          return new Response('<html><body>Welcome to the hotel’s network</body></html>', {
            headers: { 'content-type': 'text/html' },
          })
        case 'cut-short': {
          const whole = await (await feed.site(new Request(request.url))).text()
          return new Response(whole.slice(0, whole.length * 0.6), {
            headers: { 'content-type': 'application/rss+xml' },
          })
        }
      }
    },
  }
  return publisher
}
