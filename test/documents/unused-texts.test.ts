/** Every text of the catalogues, and every view that shows one, is used somewhere. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { en } from '../../src/i18n/catalogues/en.ts'
import { webWordsFor, wordsFor } from '../../src/i18n/words.ts'

const root = path.resolve(import.meta.dirname, '../..')

function sourcesOf(folder: string): string {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })
    .filter((file) => !file.includes('catalogues'))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n')
}

const i18n = sourcesOf('src/i18n')
const others = globSync('src/*')
  .filter((place) => place !== path.join('src', 'i18n') && !place.endsWith('.ts'))
  .map(sourcesOf)
  .join('\n')

const { locale, name, commands, ...namespaces } = en
const keys = Object.entries(namespaces).flatMap(([namespace, texts]) =>
  Object.keys(texts).map((key) => [namespace, key] as const),
)

/** A key as it stands in code: whole, with its last part computed, or as a property. */
function isUsed(namespace: string, key: string): boolean {
  const code = namespace === 'buttons' ? others + i18n : i18n
  return (
    code.includes(`'${namespace}.${key}'`) ||
    code.includes(`\`${namespace}.$\{`) ||
    new RegExp(`\\b${namespace}(?:\\.${key}\\b|\\['${key}'\\])`, 'u').test(code) ||
    (namespace === 'buttons' && code.includes(`'${key}'`))
  )
}

it('every text is used', () => {
  expect(keys.filter(([namespace, key]) => !isUsed(namespace, key))).toEqual([])
})

const { buttons, unclear, ...menu } = wordsFor('en').menu
const views = [wordsFor('en'), menu, unclear, webWordsFor('en')].flatMap((each) => Object.keys(each))

it('every view is used', () => {
  expect(views.filter((view) => !new RegExp(`[.[{ ,']${view}\\b`, 'u').test(others))).toEqual([])
})
