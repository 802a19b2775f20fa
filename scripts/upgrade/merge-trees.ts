/** A three-way merge in git's object database; the operator's work tree and index stay unchanged. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CONFIGURATION_FILE } from '../deploy/configuration.ts'
import type { Git } from './git.ts'

export interface Trees {
  /** Names of commits. */
  readonly base: string
  readonly own: string
  readonly release: string
  readonly configuration: string
}

export interface MergedTree {
  readonly tree: string
  /** Paths that both sides changed in the same place; the tree is '' then. */
  readonly conflicts: readonly string[]
}

/** A path that git did not merge: mode and object of each stage (1 base, 2 own, 3 release). */
type Unmerged = ReadonlyMap<number, { readonly mode: string; readonly object: string }>

const REMOVED = { mode: '0', object: '0'.repeat(40) } as const

/** Paths under `.github/` that `own` lacks are left out: pushing workflows needs a permission that the operator may lack. */
export async function mergeTrees(git: Git, { base, own, release, configuration }: Trees): Promise<MergedTree> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-upgrade-'))
  const environment = { GIT_INDEX_FILE: path.join(folder, 'index') }
  try {
    await git.text(['read-tree', '-i', '-m', '--aggressive', base, own, release], { environment })
    const ours = new Set(await git.list(['ls-tree', '-r', '-z', '--name-only', own]))
    const isKeptAway = (file: string) => file.startsWith('.github/') && !ours.has(file)
    const changes = new Map<string, { readonly mode: string; readonly object: string }>()
    const conflicts: string[] = []

    for (const file of await git.list(['ls-files', '-z'], { environment }))
      if (isKeptAway(file)) changes.set(file, REMOVED)
    for (const [file, stages] of await unmergedOf(git, environment)) {
      if (file === CONFIGURATION_FILE || isKeptAway(file)) continue
      const merged = await mergeFile(git, folder, stages)
      if (merged === null) conflicts.push(file)
      else changes.set(file, merged)
    }
    if (conflicts.length > 0) return { tree: '', conflicts }
    const object = await git.line(['hash-object', '-w', '--stdin'], { input: configuration })
    changes.set(CONFIGURATION_FILE, { mode: '100644', object })

    const lines = [...changes].map(([file, { mode, object: name }]) => `${mode} ${name}\t${file}\0`)
    await git.text(['update-index', '-z', '--index-info'], { environment, input: lines.join('') })
    return { tree: await git.line(['write-tree'], { environment }), conflicts }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function unmergedOf(
  git: Git,
  environment: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Unmerged>> {
  const files = new Map<string, Map<number, { mode: string; object: string }>>()
  for (const line of await git.list(['ls-files', '-u', '-z'], { environment })) {
    const [, mode, object, stage, file] = /^(\d+) ([0-9a-f]+) ([123])\t(.*)$/su.exec(line) ?? []
    if (mode === undefined || object === undefined || file === undefined) continue
    files.set(file, (files.get(file) ?? new Map()).set(Number(stage), { mode, object }))
  }
  return files
}

const isFile = (mode: string) => mode.startsWith('100')

/** Null: a conflict, or not mergeable line by line. */
async function mergeFile(
  git: Git,
  folder: string,
  stages: Unmerged,
): Promise<{ readonly mode: string; readonly object: string } | null> {
  const [base, own, release] = [stages.get(1), stages.get(2), stages.get(3)]
  if (base === undefined || own === undefined || release === undefined) return null
  if (![base, own, release].every(({ mode }) => isFile(mode))) return null
  const names = await Promise.all(
    [own, base, release].map(async ({ object }, place) => {
      const file = path.join(folder, String(place))
      // Latin-1 keeps every byte.
      const content = await git.text(['cat-file', 'blob', object], { isBinary: true })
      await writeFile(file, content, 'latin1')
      return file
    }),
  )
  // The exit code is the number of conflicts; binary files fail.
  if (!(await git.says(['merge-file', '-q', ...names]))) return null
  const object = await git.line(['hash-object', '-w', '--no-filters', '--', names[0] ?? ''])
  return { mode: own.mode === base.mode ? release.mode : own.mode, object }
}
