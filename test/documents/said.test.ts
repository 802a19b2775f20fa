/** Whatever the documents say that one may say to the bot, it understands. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { OWNER } from '../../simulators/cloudflare/paperboy.ts'
import { type Scene, setScene } from '../torture/scene.ts'
import { codeIn, pageNamed } from './pages.ts'

let scene: Scene
beforeAll(async () => {
  scene = await setScene()
  await scene.paperboy.say(`/use @the_first`)
})
afterAll(() => scene.paperboy.stop())

const ownChannels = (text: string) => text.replace('@morning_news', '@the_first').replace('@name', '@the_first')
/** They need a site, a link, or another channel's file. */
const elsewhere = /^\/(?:add|import|why|retract|move|use)\b/u
const said = ['README.md', 'docs/owners.md', 'docs/faq.md']
  .flatMap((name) => codeIn(pageNamed(name)))
  .filter((text) =>
    /^\/(?:digest|filter|links|stories|reading|page|language|list|preview|help|quota|top|remove) ?/u.test(text),
  )
  .filter((text) => !elsewhere.test(text) && !/…|\/$/u.test(text))

// Last what takes away what the others are about.
const inOrder = [...new Set(said)].toSorted(
  (one, other) => Number(one.startsWith('/remove')) - Number(other.startsWith('/remove')),
)

it.each(inOrder)('%s', async (text) => {
  const { world, say } = scene.paperboy
  const before = world.messages(OWNER).length
  await say(ownChannels(text))
  const answers = world
    .messages(OWNER)
    .slice(before)
    .filter(({ byBot }) => byBot)
  expect(answers.length).toBeGreaterThan(0)
  const all = answers.map((answer) => answer.text).join('\n')
  expect(all).not.toMatch(/do not understand|does not work|did not work|I do not know|is not a|There is no feed/iu)
})
