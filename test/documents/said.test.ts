/** The bot understands every command in the documents for owners. */
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
/** Need a site, a link, or a file of another channel. */
const elsewhere = /^\/(?:add|import|why|retract|move|use)\b/u
const said = [
  'README.md',
  'README.zh.md',
  'README.zh-hant.md',
  'docs/owners.md',
  'docs/owners.zh.md',
  'docs/owners.zh-hant.md',
  'docs/faq.md',
]
  .flatMap((name) => codeIn(pageNamed(name)))
  .filter((text) =>
    /^\/(?:digest|filter|links|stories|reading|page|language|list|preview|help|quota|top|remove|feed) ?/u.test(text),
  )
  .filter((text) => !elsewhere.test(text) && !/…|\/$/u.test(text))

// /remove comes last, because the others need the feeds.
const inOrder = [...new Set(said)].toSorted(
  (one, other) => Number(one.startsWith('/remove')) - Number(other.startsWith('/remove')),
)

it.each(inOrder)('the bot understands %s', async (text) => {
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
