/** HTML validity, by the W3C's validator or html-validate. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as v from 'valibot'
import { runProgram } from '../../scripts/run-program.ts'
import type { WebPage } from './find-pages.ts'
import type { Tool } from './tools.ts'

const vnuReport = v.object({
  messages: v.array(
    v.object({ type: v.string(), url: v.string(), message: v.string(), extract: v.optional(v.string()) }),
  ),
})
const validateReport = v.array(
  v.object({
    filePath: v.string(),
    messages: v.array(v.object({ severity: v.number(), ruleId: v.string(), message: v.string() })),
  }),
)

/** A line for each error, by page. */
export async function invalidHtml(
  pages: readonly WebPage[],
  hasJava: boolean,
  file: (tool: Tool, file: string) => string,
): Promise<ReadonlyMap<WebPage, readonly string[]>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'paperboy-html-'))
  try {
    const names = pages.map((page, at) => [page, `page-${at}.html`] as const)
    for (const [page, name] of names) writeFileSync(path.join(folder, name), page.html)
    const files = names.map(([, name]) => name)
    const errors = hasJava
      ? await vnu(file('vnu-jar', 'build/dist/vnu.jar'), folder, files)
      : await htmlValidate(file('html-validate', 'bin/html-validate.mjs'), folder, files)
    return new Map(names.map(([page, name]) => [page, errors.filter(([of]) => of === name).map(([, text]) => text)]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Errors = readonly (readonly [name: string, text: string])[]

async function vnu(jar: string, folder: string, files: readonly string[]): Promise<Errors> {
  const options = ['--format', 'json', '--stdout', '--exit-zero-always']
  const { output } = await runProgram('java', ['-jar', jar, ...options, ...files], { cwd: folder, env: process.env })
  return v
    .parse(v.pipe(v.string(), v.parseJson(), vnuReport), output)
    .messages.flatMap((each) =>
      each.type === 'info'
        ? []
        : [[path.posix.basename(new URL(each.url).pathname), `${each.message} ${each.extract ?? ''}`.trim()] as const],
    )
}

async function htmlValidate(program: string, folder: string, files: readonly string[]): Promise<Errors> {
  writeFileSync(path.join(folder, '.htmlvalidate.json'), '{ "root": true, "extends": ["html-validate:standard"] }')
  const { output } = await runProgram(process.execPath, [program, '--formatter', 'json', ...files], {
    cwd: folder,
    env: process.env,
  })
  return v
    .parse(v.pipe(v.string(), v.parseJson(), validateReport), output)
    .flatMap(({ filePath, messages }) =>
      messages.map((each) => [path.basename(filePath), `${each.ruleId}: ${each.message}`] as const),
    )
}
