/** The characters that the playground's fonts must have: those of its own texts, of its samples, and of the bot. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { seedFile } from '../seed.ts'

const root = path.resolve(import.meta.dirname, '..', '..')

/** Characters of Chinese texts, with their punctuation. */
const han = /[\p{Script=Han}\u3000-\u303f\uff01-\uff5e]/gu
const emoji = /\p{Extended_Pictographic}/gu

/** Texts of the page and the samples, which must be complete, in Simplified Chinese or none. */
export const pageFiles: readonly string[] = [
  ...filesIn('playground/page', /^(?:index\.html|(?!.*hant).*\.js)$/u),
  ...filesIn('playground/samples', /^(?:english|simplified)\.ts$/u),
  path.relative(root, seedFile),
]
export const pageFilesTraditional: readonly string[] = [
  'playground/page/texts-zh-hant.js',
  'playground/samples/traditional.ts',
]
/** Of the bot; and documents about it, whose characters later texts are likely to use. */
const botFiles = [
  'src/i18n/catalogues/en.ts',
  'src/i18n/catalogues/zh.ts',
  'README.zh.md',
  ...filesIn('docs', /\.zh\.md$/u),
]
const botFilesTraditional = [
  'src/i18n/catalogues/zh-hant.ts',
  'README.zh-hant.md',
  ...filesIn('docs', /\.zh-hant\.md$/u),
]

export interface NeededCharacters {
  readonly simplified: ReadonlySet<string>
  /** Only those that Simplified Chinese does not need. */
  readonly traditional: ReadonlySet<string>
  readonly emoji: ReadonlySet<string>
}

export function neededCharacters(): NeededCharacters {
  const simplified = charactersIn([...pageFiles, ...botFiles], han)
  const traditional = charactersIn([...pageFilesTraditional, ...botFilesTraditional], han)
  return {
    simplified,
    traditional: new Set([...traditional].filter((character) => !simplified.has(character))),
    emoji: charactersIn([...pageFiles, ...pageFilesTraditional, ...botFiles, 'src/digest/digest-line.ts'], emoji),
  }
}

/** @param files from the root of the repository */
export function charactersIn(files: readonly string[], pattern = new RegExp(`${han.source}|${emoji.source}`, 'gu')) {
  return new Set(files.flatMap((file) => readFileSync(path.join(root, file), 'utf8').match(pattern) ?? []))
}

function filesIn(folder: string, name: RegExp): readonly string[] {
  return readdirSync(path.join(root, folder))
    .filter((each) => name.test(each))
    .map((each) => `${folder}/${each}`)
}
