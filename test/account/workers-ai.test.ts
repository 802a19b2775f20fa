/** `npm run deploy` asks once whether to bind Workers AI, and keeps the answer in wrangler.toml. */
import { expect, it } from 'vitest'
import { parseConfiguration } from '../../scripts/deploy/configuration.ts'
import { type Fixture, released, useFixture } from './fixture.ts'

const fixture = useFixture()
const QUESTION = 'Bind Workers AI to the bot?'
const unanswered = { environment: { AI_MODEL: undefined } }
const run = (typed: readonly string[] | null, words: readonly string[] = []) =>
  fixture().run(words, { ...unanswered, ...(typed === null ? {} : { typed }) })
const bindings: () => ReturnType<Fixture['worker']>['bindings'] = () => fixture().worker().bindings
const configuration = async () => parseConfiguration(await fixture().configuration())

it.each<[string, readonly string[], object, readonly string[]]>([
  ['yes', ['y'], { ai: { binding: 'AI' } }, ['AI']],
  ['Enter', [], { ai: { binding: 'AI' } }, ['AI']],
  ['no', ['n'], { vars: { AI_MODEL: 'off' } }, []],
])('the answer “%s” is kept and deployed, and not asked for again', async (_, typed, kept, bound) => {
  const said = await run(typed)
  expect(said).toContain('10,000 neurons a day')
  expect(said).toContain(QUESTION)
  expect(said).toContain('Done.')
  expect(await configuration()).toMatchObject(kept)
  expect(bindings().flatMap(({ type, name }) => (type === 'ai' ? [name] : []))).toEqual(bound)
  const again = await run([])
  expect(again).not.toContain(QUESTION)
  expect(again).toContain('Nothing to do')
})

it('the comments of wrangler.toml stay, and nothing else changes', async () => {
  await run(['y'])
  expect(await fixture().configuration()).toBe(released.replace('# [ai]\n# binding = "AI"', '[ai]\nbinding = "AI"'))
})

it.each<[string, readonly string[] | null, readonly string[]]>([
  ['nobody is at the terminal', null, []],
  ['the command may not ask', [], ['--yes']],
  ['nothing is to be changed', [], ['--dry-run']],
])('it is not asked, and wrangler.toml stays, if %s', async (_, typed, words) => {
  expect(await run(typed, words)).not.toContain(QUESTION)
  expect(await fixture().configuration()).toBe(released)
})

it.each([
  ['the binding', '[ai]\nbinding = "AI"'],
  ['a model', '# AI_MODEL = ""'],
])('it is not asked if wrangler.toml has %s already', async (_, line) => {
  const own = released.replace('# [ai]\n# binding = "AI"', line).replace('# AI_MODEL = ""', 'AI_MODEL = ""')
  await fixture().useConfiguration(own)
  expect(await run([])).not.toContain(QUESTION)
  expect(await fixture().configuration()).toBe(own)
})

it('a binding that is missing at Cloudflare is noticed and put there', async () => {
  await run(['y'])
  fixture().change({ bindings: bindings().filter(({ type }) => type !== 'ai') })
  expect(await run(null, ['--dry-run'])).toContain('as these differ: the binding of Workers AI')
  expect(await run(null)).toContain('Done.')
  expect(bindings()).toContainEqual(expect.objectContaining({ type: 'ai', name: 'AI' }))
})
