/** The project's documents, and what stands in them. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

export interface Page {
  /** From the project's root. */
  readonly name: string
  readonly text: string
}

const folders = ['.', 'docs', 'docs/notes']

export const pages: readonly Page[] = folders.flatMap((folder) =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => {
      const name = path.posix.join(folder, file)
      return { name, text: readFileSync(path.join(root, name), 'utf8') }
    }),
)

export function pageNamed(name: string): Page {
  const page = pages.find((each) => each.name === name)
  if (page === undefined) throw new Error(`there is no ${name}`)
  return page
}

/** What stands between backticks, and each line of a block of code. */
export function codeIn({ text }: Page): readonly string[] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gmu)].flatMap(([, block = '']) => block.split('\n'))
  const spans = [...text.replaceAll(/^```[\s\S]*?^```/gmu, '').matchAll(/`([^`\n]+)`/gu)].map(([, span = '']) => span)
  // A bar in a table is written with a backslash.
  return [...blocks, ...spans.map((span) => span.replaceAll('\\|', '|'))].map((code) => code.trim()).filter(Boolean)
}

/** The rows of the table whose head has these first cells, without the head. */
export function tableIn({ text }: Page, head: string): readonly (readonly string[])[] {
  const lines = text.split('\n')
  const from = lines.findIndex((line) => line.startsWith(`| ${head} |`))
  if (from < 0) throw new Error(`no table “${head}”`)
  const rows = []
  for (const line of lines.slice(from + 2)) {
    if (!line.startsWith('|')) break
    const cells = line.replaceAll('\\|', '\u0000').split('|').slice(1, -1)
    rows.push(cells.map((cell) => cell.replaceAll('\u0000', '|').trim()))
  }
  return rows
}

/** As GitHub makes anchors of headings. */
export function anchorsIn({ text }: Page): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gmu)].map(([, heading = '']) => heading)
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/gu, '-'),
    ),
  )
}
