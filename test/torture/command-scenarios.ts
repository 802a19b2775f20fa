/** Commands and buttons that die at each step: changes and answers have to be those of one complete run. */
import { OWNER } from '../../simulators/cloudflare/paperboy.ts'
import type { Scenario } from './crash.ts'
import { cellOf, publish, type Scene, untilTaken } from './scene.ts'

/** The bot's messages to the owner. */
function answers({ paperboy }: Scene): readonly string[] {
  return paperboy.world
    .messages(OWNER)
    .flatMap(({ byBot, text, markup }) => (byBot ? JSON.stringify([text, markup]) : []))
}

/** Stored data without times. */
function stored({ paperboy: { cloud } }: Scene): readonly unknown[] {
  return [
    cloud.objects.query('CELL', "SELECT id, json_remove(config, '$.pause.since') AS config FROM channels ORDER BY id"),
    cloud.objects.query(
      'CELL',
      `SELECT s.channel, f.url, s.number, s.name, s.filter, s.removed_at IS NULL AS is_used
       FROM subscriptions s JOIN feeds f ON f.id = s.feed ORDER BY s.channel, s.number`,
    ),
    cloud.objects.query('CELL', 'SELECT channel, feeds FROM imports'),
    cloud.objects.query('DIRECTORY', 'SELECT * FROM people ORDER BY id'),
    cloud.objects.query('DIRECTORY', 'SELECT id, title, cell FROM channels ORDER BY id'),
    cloud.objects.query('DIRECTORY', 'SELECT * FROM managers ORDER BY person, channel'),
    cloud.objects.query('DIRECTORY', 'SELECT * FROM memos ORDER BY id'),
    cloud.objects.query('DIRECTORY', 'SELECT inviter FROM invitations'),
    cloud.objects.query('DIRECTORY', 'SELECT code, channel FROM reader_links'),
    cloud.objects.query('DIRECTORY', 'SELECT person, cell, code FROM readers LEFT JOIN follows USING (person)'),
    cloud.objects.query(
      'CELL',
      "SELECT id, json_remove(follows, '$[0].at') AS follows FROM channels WHERE follows IS NOT NULL",
    ),
  ]
}

interface Command {
  readonly name: string
  /** Also runs in `npm test`; `npm run torture` runs all. */
  readonly isExample?: true
  readonly before?: (scene: Scene) => Promise<unknown>
  /** What the owner does; its update is not delivered yet. */
  readonly act: (scene: Scene) => unknown
}

const say =
  (text: (scene: Scene) => string): Command['act'] =>
  (scene) =>
    scene.paperboy.world.say({ from: OWNER, text: text(scene) })

/** Presses the newest button with this label. */
const press =
  (label: string): Command['act'] =>
  ({ paperboy: { world } }) => {
    for (const { id, byBot, markup } of world.messages(OWNER).toReversed()) {
      const buttons = byBot && markup?.kind === 'inline' ? markup.rows.flat() : []
      const found = buttons.find(({ text }) => text.includes(label))
      if (found?.kind === 'callback') return world.press({ from: OWNER, chat: OWNER, message: id, data: found.data })
    }
    throw new Error(`there is no button ${label}`)
  }

async function muchWaits(scene: Scene): Promise<readonly string[]> {
  const headlines = Array.from({ length: 12 }, (_, number) => `waited-${number}`)
  await scene.paperboy.say(`/pause ${scene.first.id}`)
  publish(scene, scene.news, ...headlines)
  await scene.paperboy.cron()
  return headlines
}

async function oneWasSent(scene: Scene): Promise<void> {
  publish(scene, scene.news, 'sent')
  await scene.paperboy.cron()
}

async function tap(scene: Scene, label: string): Promise<void> {
  press(label)(scene)
  await scene.paperboy.deliver()
}

/** The owner opens a channel's link for readers. */
async function openReaderLink({ paperboy, first }: Scene): Promise<void> {
  const code = 'aaaaaaaaaa'
  await paperboy.cloud.call('DIRECTORY', 'directory', 'offerReaders', first.id, code)
  await paperboy.cloud.callChannel(cellOf(paperboy, first), first.id, 'offerReaders', code)
  await paperboy.say(`/start r_${code}`)
}

const commands: readonly Command[] = [
  { name: '/add', isExample: true, act: say(({ first, fringe }) => `/add ${first.id} ${fringe.url}`) },
  {
    name: 'an address as the answer to a question',
    isExample: true,
    before: async (scene) => {
      await scene.paperboy.say('/channels')
      for (const label of ['First', 'Feeds', '➕ Feed']) {
        press(label)(scene)
        await scene.paperboy.deliver()
      }
    },
    act: say(({ fringe }) => fringe.url),
  },
  { name: '/remove', act: say(({ first, sport }) => `/remove ${first.id} ${sport.url}`) },
  {
    name: 'the button that undoes a removal',
    before: ({ paperboy, first, sport }) => paperboy.say(`/remove ${first.id} ${sport.url}`),
    act: press('Undo'),
  },
  { name: '/filter', act: say(({ first }) => `/filter ${first.id} -advert`) },
  {
    name: 'the button that undoes a filter',
    isExample: true,
    before: ({ paperboy, first }) => paperboy.say(`/filter ${first.id} -advert`),
    act: press('Undo'),
  },
  {
    name: '/filter that would have dropped everything',
    before: oneWasSent,
    act: say(({ first }) => `/filter ${first.id} nothing`),
  },
  {
    name: 'the button that keeps a filter that would have dropped everything',
    isExample: true,
    before: async (scene) => {
      await oneWasSent(scene)
      await scene.paperboy.say(`/filter ${scene.first.id} nothing`)
    },
    act: press('Keep'),
  },
  {
    name: 'a command with the new name of a channel',
    before: async ({ paperboy: { world }, first }) => {
      world.renameChat({ chat: Number(first.id), by: OWNER, username: 'renamed_first' })
    },
    act: say(() => '/digest @renamed_first every 3h'),
  },
  {
    name: 'a paused group becomes a supergroup',
    before: ({ paperboy, club }) => paperboy.say(`/pause ${club.id}`),
    act: ({ paperboy, club }) => club.chats.push(paperboy.world.upgradeGroup(Number(club.id), OWNER).id),
  },
  { name: '/pause', act: say(({ first }) => `/pause ${first.id}`) },
  {
    name: '/resume with many headlines waiting',
    before: muchWaits,
    act: say(({ first }) => `/resume ${first.id}`),
  },
  {
    name: 'the button that drops the waiting headlines',
    isExample: true,
    before: async (scene) => {
      const waited = await muchWaits(scene)
      await scene.paperboy.say(`/resume ${scene.first.id}`)
      for (const headline of waited) scene.first.must.delete(headline)
    },
    act: press('None'),
  },
  {
    name: '/digest with a time, answered by a question for a city',
    act: say(({ first }) => `/digest ${first.id} 08:00`),
  },
  {
    name: 'a city as the answer to a question',
    before: ({ paperboy, first }) => paperboy.say(`/digest ${first.id} 08:00`),
    act: say(() => 'Berlin'),
  },
  {
    name: 'a file with other settings',
    isExample: true,
    act: ({ paperboy: { world }, first, fringe }) => {
      const settings = { paperboy: 1, title: 'First', language: 'en', timezone: 'Europe/Berlin' }
      const look = { schedule: { kind: 'live', gapMinutes: null }, links: 'visible', filter: '-advert' }
      const feeds = [{ url: fringe.url, title: 'Fringe' }]
      const text = JSON.stringify({ ...settings, ...look, feeds })
      world.sendFile({ from: OWNER, name: 'first.json', text, caption: `/import ${first.id}` })
    },
  },
  {
    name: '/feed with a new address',
    isExample: true,
    act: say(({ first, sport }) => `/feed ${first.id} 2 address ${sport.url}?moved`),
  },
  {
    name: 'the button that undoes a new address',
    before: ({ paperboy, first, sport }) => paperboy.say(`/feed ${first.id} 2 address ${sport.url}?moved`),
    act: press('Undo'),
  },
  { name: '/use', act: say(({ second }) => `/use ${second.id}`) },
  {
    name: 'adding the bot to another channel',
    isExample: true,
    act: ({ paperboy: { world } }) => {
      const { id } = world.addChannel({ title: 'Third', creator: OWNER, username: 'the_third' })
      world.addBot({ chat: id, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
    },
  },
  { name: '/list', act: say(({ first }) => `/list ${first.id}`) },
  {
    name: 'the button that follows a channel as a reader',
    isExample: true,
    before: openReaderLink,
    act: press('Everything, once'),
  },
  {
    name: 'words for a channel as the answer to a question',
    before: async (scene) => {
      await openReaderLink(scene)
      await tap(scene, 'Only with')
    },
    act: say(() => 'rain, snow'),
  },
  {
    name: 'the button that ends what a reader follows',
    isExample: true,
    before: async (scene) => {
      await openReaderLink(scene)
      for (const label of ['Everything, once', '🗑 Stop']) await tap(scene, label)
    },
    act: press('🗑 Stop'),
  },
  {
    name: 'the button that closes a channel to readers',
    before: async (scene) => {
      await openReaderLink(scene)
      await scene.paperboy.say(`/readers ${scene.first.id} off`)
    },
    act: press('Close it'),
  },
]

const scenarioOf = ({ name, before, act }: Command): Scenario => ({
  name: `${name}, with a retried update`,
  before: async (scene) => {
    await before?.(scene)
    act(scene)
  },
  work: ({ paperboy }, crash) => paperboy.deliver(crash),
  after: async (scene) => {
    await untilTaken(scene)
    // The command may add the feed.
    scene.first.feeds.add('Fringe')
  },
  outcome: (scene) => ({ answers: answers(scene), stored: stored(scene) }),
})

export const commandScenarios: readonly Scenario[] = commands.map(scenarioOf)
export const exampleScenarios: readonly Scenario[] = commands.filter(({ isExample }) => isExample).map(scenarioOf)
