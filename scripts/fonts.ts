/** `npm run fonts`: makes the playground's fonts, the few characters of Noto that its texts need. It needs Python. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { neededCharacters } from '../playground/fonts/needed-characters.ts'
import { root } from './operator/run-command.ts'
import { runProgram } from './run-program.ts'

const folder = path.join(root, 'playground', 'page')

/** Not dependencies of the project, as only this script needs them: 170 MB. */
const fontPackages = [
  '@fontsource/noto-sans-sc@5.3.0',
  '@fontsource/noto-sans-tc@5.3.0',
  '@fontsource/noto-color-emoji@5.3.2',
]
/** Of PyPI: `pyftsubset`, which keeps the colours of emoji. */
const subsetPackages = ['fonttools==4.66.1', 'brotli==1.2.0']

const { simplified, traditional, emoji } = neededCharacters()
const fonts = [
  {
    file: 'noto-sans-sc.woff2',
    family: 'Playground Han',
    source: '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2',
    characters: simplified,
  },
  {
    file: 'noto-sans-tc.woff2',
    family: 'Playground Han',
    source: '@fontsource/noto-sans-tc/files/noto-sans-tc-chinese-traditional-400-normal.woff2',
    characters: traditional,
  },
  {
    file: 'noto-color-emoji.woff2',
    family: 'Playground Emoji',
    source: '@fontsource/noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff2',
    characters: emoji,
  },
]
const head = '/* Made by npm run fonts: characters that a machine may lack. The licence is in fonts-licence.txt. */\n'

/** From the fonts' own name tables. */
const copyright = `The fonts in this folder are parts of Noto, with only the characters that the playground needs (npm run fonts):

noto-sans-sc.woff2, noto-sans-tc.woff2: (c) 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'.
noto-color-emoji.woff2: Copyright 2022 Google Inc.

`

const temporary = await mkdtemp(path.join(tmpdir(), 'paperboy-fonts-'))
try {
  const npmFlags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', temporary]
  await run('npm', ['install', ...npmFlags, ...fontPackages])
  const modules = path.join(temporary, 'node_modules')
  const python = path.join(temporary, 'python')
  await run('python3', ['-m', 'venv', python])
  await run(path.join(python, 'bin', 'pip'), ['install', '--quiet', ...subsetPackages])
  for (const { file, source, characters } of fonts) {
    const made = path.join(folder, file)
    // With the selector, an emoji that is also a plain character has its coloured form.
    const text = `${[...characters].toSorted().join('')}\ufe0f`
    await run(path.join(python, 'bin', 'pyftsubset'), [
      path.join(modules, source),
      `--text=${text}`,
      `--output-file=${made}`,
      '--flavor=woff2',
      '--drop-tables+=SVG',
      '--layout-features=',
    ])
    const { size } = await stat(made)
    console.log(`${path.relative(root, made)}: ${characters.size} characters, ${Math.round(size / 1024)} KB`)
  }
  await writeFile(path.join(folder, 'fonts.css'), `${head}${fonts.map(fontFace).join('')}`)
  const licence = await readFile(path.join(modules, '@fontsource/noto-sans-sc/LICENSE'), 'utf8')
  await writeFile(path.join(folder, 'fonts-licence.txt'), `${copyright}${licence.slice(licence.indexOf('This Font'))}`)
} finally {
  await rm(temporary, { recursive: true, force: true })
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const { code, errors } = await runProgram(program, args, { cwd: temporary, env: process.env })
  if (code !== 0) throw new Error(`${path.basename(program)} failed:\n${errors}`)
}

/** @font-face, with the characters of the file, so that a browser fetches it only for one that the machine lacks. */
function fontFace({ file, family, characters }: (typeof fonts)[number]): string {
  return `@font-face {
  font-family: "${family}";
  src: url("${file}") format("woff2");
  unicode-range:
    ${[...characters].map(codePoint).toSorted().join(', ')};
}
`
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16)}`
}
