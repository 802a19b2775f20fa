/** A folder of src imports only lower layers, and no files import each other in a circle. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..', '..')
const source = /\.(?:ts|tsx|mjs)$/u

/** From the lowest layer to the highest. A file imports its own folder and lower layers; folders of one layer do not know each other. */
const layers = [
  ['lazy.ts', 'value-cache.ts', 'limits'],
  ['limits.ts'],
  ['language.ts'],
  ['look.ts'],
  ['model.ts'],
  ['edition-item.ts', 'headline.ts'],
  ['zone-offset.ts'],
  ['polling.ts'],
  ['result.ts'],
  ['text'],
  ['place'],
  ['feed', 'filter', 'story', 'digest', 'machine', 'links', 'push', 'telegram', 'store'],
  ['cycle'],
  ['cycle.ts'],
  ['log.ts'],
  ['metered-object.ts'],
  ['cell'],
  ['directory'],
  ['i18n'],
  ['bot'],
  ['admin'],
  ['web'],
  ['composition'],
  ['worker.ts'],
] as const

/** The same inside `bot`. `access`, which screens and handlers share, finds a channel, checks rights and registers chats. */
const botLayers = [
  ['callback-data.ts'],
  ['keyboards.ts'],
  ['reply.ts'],
  ['request-context.ts'],
  ['access'],
  ['screens'],
  ['settings'],
  ['commands'],
  ['commands-menu.ts', 'callbacks'],
  ['handlers'],
  ['router.ts'],
] as const

/** The same inside `filter`, which is also the order in which to read it. */
const filterLayers = [['fields.ts'], ['expression'], ['query'], ['match', 'explain'], ['exclude']] as const

type Imports = ReadonlyMap<string, readonly string[]>

function importsOf(folder: string): Imports {
  const files = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => source.test(file))
    .map((file) => path.join(folder, file))
  const known = new Set(files)
  return new Map(
    files.map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8')
      const specifiers = [...text.matchAll(/(?:from|import)\s+'(\.[^']+)'/gu)].map((match) => match[1] ?? '')
      return [file, specifiers.map((to) => path.join(path.dirname(file), to)).filter((to) => known.has(to))]
    }),
  )
}

/** One circle of imports that goes through `start`; null: there is none. Type imports count. */
function circleFrom(start: string, imports: Imports): readonly string[] | null {
  const cameFrom = new Map<string, string>()
  const waiting = [start]
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    for (const next of imports.get(file) ?? []) {
      if (next === start) {
        const circle = [file]
        for (let at = cameFrom.get(file); at !== undefined; at = cameFrom.get(at)) circle.unshift(at)
        return circle
      }
      if (!cameFrom.has(next)) {
        cameFrom.set(next, file)
        waiting.push(next)
      }
    }
  }
  return null
}

/** Imports from a lower layer to a higher one, or within a layer to another folder. */
function upwardImports(imports: Imports, folder: string, order: readonly (readonly string[])[]): readonly string[] {
  const roomOf = (file: string) => path.relative(folder, file).split(path.sep)[0] ?? ''
  const height = (room: string) => order.findIndex((layer) => layer.includes(room))
  return [...imports].flatMap(([file, targets]) =>
    targets
      .filter((target) => {
        const [from, to] = [roomOf(file), roomOf(target)]
        return height(from) !== -1 && height(to) !== -1 && from !== to && height(to) >= height(from)
      })
      .map((target) => `${file} imports ${target}`),
  )
}

const src = importsOf('src')

describe('the layers of src', () => {
  it.each([
    ['src', layers.flat()],
    ['src/bot', botLayers.flat()],
    ['src/filter', filterLayers.flat()],
  ])('name every file and folder of %s', (folder, known) => {
    const names: readonly string[] = known
    expect(readdirSync(path.join(root, folder)).filter((name) => !names.includes(name))).toEqual([])
  })

  it('import only what is below them', () => {
    expect(upwardImports(src, 'src', layers)).toEqual([])
  })

  it('import only what is below them inside bot', () => {
    expect(upwardImports(src, path.join('src', 'bot'), botLayers)).toEqual([])
  })

  it('import only what is below them inside filter', () => {
    expect(upwardImports(src, path.join('src', 'filter'), filterLayers)).toEqual([])
  })
})

describe.each(['src', 'simulators', 'playground', 'bench', 'scripts'])('%s', (folder) => {
  it('has no circle of imports', () => {
    const imports = importsOf(folder)
    expect([...imports.keys()].map((file) => circleFrom(file, imports)).filter((circle) => circle !== null)).toEqual([])
  })
})

describe('the simulators', () => {
  it('import of the program only its entry', () => {
    const files = readdirSync(path.join(root, 'simulators'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      source.test(file),
    )
    const known = files.flatMap((file) =>
      [
        ...readFileSync(path.join(root, 'simulators', file), 'utf8').matchAll(
          /from '((?:\.\.\/)+(?:src|test|scripts|playground|bench)\/[^']+)'/gu,
        ),
      ]
        .map((match) => match[1] ?? '')
        .filter((to) => !to.endsWith('/src/worker.ts'))
        .map((to) => `${file} imports ${to}`),
    )
    expect(known).toEqual([])
  })
})
