/** Scenarios with titles that publishers change: the program dies around each edit, and afterwards the chats show the newest titles. */
import * as v from 'valibot'
import type { Destination } from './account.ts'
import type { Scenario } from './crash.ts'
import { handOver, publish, type Scene } from './scene.ts'

/** The newest title of each headline of the first feed. */
type Titles = Readonly<Record<string, string>>

const newest = new WeakMap<Scene, Titles>()

/** Gives headlines other titles at their publisher. */
function change(scene: Scene, titles: Titles): void {
  newest.set(scene, { ...newest.get(scene), ...titles })
  scene.news.retitle(titles)
}

/** Three headlines in every channel of the first feed. */
async function sent(scene: Scene): Promise<void> {
  publish(scene, scene.news, 'a', 'b', 'c')
  await scene.paperboy.cron()
  scene.account.look()
}

const refuseEdits = ({ paperboy: { world } }: Scene, { chats: [chat = 0] }: Destination, retryAfter: number) =>
  world.addFault({ fault: { kind: 'too-many', retryAfter }, method: 'editMessageText', chat, times: 1 })

const partsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.object({ stories: v.array(v.object({ title: v.string() })) })),
)

/** A channel whose messages, or whose posts, have a former title; null: none. */
function formerTitle(scene: Scene): string | null {
  const { first, second, club, paperboy } = scene
  const rows = paperboy.cloud.objects.query('CELL', 'SELECT parts FROM posts WHERE channel = ?', first.id)
  const posted = rows.flatMap((row) => v.parse(partsSchema, row['parts'])).flatMap(({ stories }) => stories)
  for (const [name, title] of Object.entries(newest.get(scene) ?? {})) {
    const isFormer = (text: string) =>
      text.includes(`Headline ${name}.`) && !text.includes(`Headline ${name}. ${title}`)
    for (const { title: channel, chats } of [first, second, club]) {
      const texts = chats
        .flatMap((chat) => paperboy.world.messages(chat))
        .flatMap(({ byBot, text }) => (byBot ? text : []))
      // Where no probe works, a message whose answer was lost has a second copy, which nobody knows of.
      const isWrong = channel === club.title ? !texts.some((text) => !isFormer(text)) : texts.some(isFormer)
      if (isWrong) return `${channel} has a former title of ${name}`
    }
    if (posted.some((story) => isFormer(story.title))) return `a post has a former title of ${name}`
  }
  const [waiting] = paperboy.cloud.objects.query('CELL', 'SELECT code FROM corrections LIMIT 1')
  return waiting === undefined ? null : 'a correction waits'
}

export const correctionScenarios: readonly Scenario[] = [
  {
    name: 'titles that their publisher changes in a channel with translations',
    before: async (scene) => {
      await scene.paperboy.say(`/translate ${scene.first.id} de`)
      await scene.paperboy.say(`/translate ${scene.second.id} de`)
      await sent(scene)
      scene.ai.fail({ kind: 'busy' })
      change(scene, { a: 'Corrected', c: 'Corrected too' })
      publish(scene, scene.sport, 'd')
    },
    left: formerTitle,
  },
  {
    name: 'titles that their publisher changes',
    before: async (scene) => {
      await sent(scene)
      change(scene, { a: 'Corrected', c: 'Corrected too' })
    },
    left: formerTitle,
  },
  {
    name: 'a title that changes again while the answer of its edit is lost',
    before: async (scene) => {
      await sent(scene)
      change(scene, { a: 'Corrected' })
      const [chat = 0] = scene.first.chats
      const lost = { kind: 'answer-lost' } as const
      scene.paperboy.world.addFault({ fault: lost, method: 'editMessageText', chat, times: 1 })
      refuseEdits(scene, scene.second, 400)
      await scene.paperboy.cron()
      change(scene, { a: 'Corrected twice' })
    },
    left: formerTitle,
  },
  {
    name: 'titles of headlines that are composed but not sent, and of headlines that wait',
    before: async (scene) => {
      await scene.paperboy.say(`/digest ${scene.second.id} every 1h`)
      const [chat = 0] = scene.first.chats
      const wait = { kind: 'too-many', retryAfter: 400 } as const
      scene.paperboy.world.addFault({ fault: wait, method: 'sendMessage', chat, times: 1 })
      await sent(scene)
      change(scene, { a: 'Corrected' })
      await scene.paperboy.cron()
      change(scene, { a: 'Corrected twice', b: 'Corrected' })
    },
    left: formerTitle,
  },
  {
    name: 'a channel whose corrections wait moves to another cell',
    vars: { CELLS: '2' },
    before: async (scene) => {
      await sent(scene)
      change(scene, { a: 'Corrected' })
      refuseEdits(scene, scene.first, 400)
      await scene.paperboy.cron()
      scene.paperboy.cloud.steps.length = 0
    },
    work: async ({ paperboy, first }, crash) => {
      paperboy.cloud.crashAt(crash)
      await handOver(paperboy, first)
      paperboy.cloud.crashAt(null)
    },
    left: formerTitle,
  },
]
