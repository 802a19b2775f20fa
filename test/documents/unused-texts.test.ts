/** Every text of the catalogues, and every view that shows one, is used somewhere. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { en } from '../../src/i18n/catalogues/en.ts'
import { textsFor } from '../../src/i18n/texts.ts'

const root = path.resolve(import.meta.dirname, '../..')

function sourcesOf(folder: string): string {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })
    .filter((file) => !file.includes('catalogues'))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n')
}

const source = sourcesOf('src')

const { locale, name, direction, typed, commands, ...namespaces } = en
const keys = Object.entries(namespaces).flatMap(([namespace, texts]) =>
  Object.keys(texts).map((key) => [namespace, key] as const),
)

const users = sourcesOf('src/{bot,admin,composition,web}')

/** A key as it appears in code: whole, with its last part computed, or as a property. */
function isUsed(namespace: string, key: string): boolean {
  return (
    source.includes(`'${namespace}.${key}'`) ||
    source.includes(`\`${namespace}.$\{`) ||
    new RegExp(`\\b${namespace}(?:\\.${key}\\b|\\['${key}'\\])`, 'u').test(source) ||
    (namespace === 'buttons' && source.includes(`'${key}'`))
  )
}

it('every text is used', () => {
  expect(keys.filter(([namespace, key]) => !isUsed(namespace, key))).toEqual([])
})

const { buttons, unclear, ...menu } = textsFor('en').menu
const views = [textsFor('en'), menu, unclear].flatMap((each) => Object.keys(each))

it('every view is used', () => {
  expect(views.filter((view) => !new RegExp(`[.[{ ,']${view}\\b`, 'u').test(users))).toEqual([])
})
