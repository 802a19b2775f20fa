/** Every key of the vocabulary is used somewhere. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { wordsFor } from '../../src/i18n/languages.ts'
import { languages } from '../../src/model.ts'
import { webWordsFor } from '../../src/web/words/languages.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Everything but the words themselves. */
const code = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !file.includes(`${path.sep}words${path.sep}`))
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n')

const en = wordsFor('en')
const ofPages = webWordsFor('en')
const keys = [
  ...Object.keys(en),
  ...Object.keys(en.menu),
  ...Object.keys(en.menu.buttons),
  ...Object.keys(en.menu.unclear),
  ...Object.keys(ofPages),
]

it.each([...new Set(keys)])('%s', (key) => {
  expect(code).toMatch(new RegExp(`[.[{ ,']${key}\\b`, 'u'))
})

it.each(languages)('%s has every key, and no other', (language) => {
  const words = wordsFor(language)
  expect(Object.keys(words).toSorted()).toEqual(Object.keys(en).toSorted())
  expect(Object.keys(words.menu.buttons).toSorted()).toEqual(Object.keys(en.menu.buttons).toSorted())
  expect(Object.keys(webWordsFor(language)).toSorted()).toEqual(Object.keys(ofPages).toSorted())
})
