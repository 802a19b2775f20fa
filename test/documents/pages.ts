/** The project's documents, and the code, tables and anchors in them. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

export interface Page {
  /** Path from the project's root. */
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

/** Texts between backticks, and each line of a code block. */
export function codeIn({ text }: Page): readonly string[] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gmu)].flatMap(([, block = '']) => block.split('\n'))
  const spans = [...text.replaceAll(/^```[\s\S]*?^```/gmu, '').matchAll(/`([^`\n]+)`/gu)].map(([, span = '']) => span)
  // Tables escape a bar with a backslash.
  return [...blocks, ...spans.map((span) => span.replaceAll('\\|', '|'))].map((code) => code.trim()).filter(Boolean)
}

/** Rows of the table whose header begins with these cells, without the header. */
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

/** Anchors that GitHub gives to headings. */
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
