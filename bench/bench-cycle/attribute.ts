/** Attributes the samples of a CPU profile to the cell, the feed readers or the rest. Pure. */
import type { Profile } from './inspector.ts'

/** ms of CPU. */
export interface Attribution {
  readonly cell: number
  readonly readers: number
  /** Entry, bot, web and directory. */
  readonly rest: number
  /** Garbage collection. */
  readonly garbage: number
  /** Functions with their self time, longest first. */
  readonly functions: readonly { readonly name: string; readonly ms: number }[]
}

/** The module of each line of the bundle: esbuild writes its name before its code. */
export function moduleAt(source: string): (line: number) => string {
  const starts: { readonly line: number; readonly module: string }[] = []
  for (const [line, text] of source.split('\n').entries()) {
    const named = /^\s*\/\/ ((?:\.\.\/)*(?:src|node_modules)\/\S+)$/u.exec(text)?.[1]
    if (named !== undefined) starts.push({ line, module: named.replace(/^(?:\.\.\/)+/u, '') })
  }
  return (line) => starts.findLast((start) => start.line <= line)?.module ?? ''
}

/** A longer gap between two samples is idle time: workerd takes none while it waits for the network. */
const MAX_GAP_MS = 1

type Part = 'cell' | 'readers' | 'rest'

/** The part of the program a frame belongs to; null: unclear. */
function partOf(module: string, functionName: string): Part | null {
  if (module.startsWith('src/feed/') || module === 'src/composition/readers.ts') return 'readers'
  // The base class of every object.
  if (module === 'src/metered-object.ts') return null
  if (/^src\/(?:cell|cycle|store|digest|filter|links)(?:\/|\.ts)/u.test(module)) return 'cell'
  if (module === 'src/worker.ts' && functionName === 'read') return 'readers'
  return module.startsWith('src/') ? 'rest' : null
}

/** @param modules the module of a line of a script */
export function attribute(profile: Profile, modules: (scriptId: string, line: number) => string): Attribution {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const parents = new Map<number, number>()
  for (const { id, children } of profile.nodes) for (const child of children ?? []) parents.set(child, id)
  const parts = { cell: 0, readers: 0, rest: 0 }
  const own = new Map<string, number>()
  let garbage = 0
  // Samples come at even intervals, so each counts the same. The gap before a sample includes waiting: by gaps, work in 200 pieces
  // would seem seven times as long.
  const deltas = profile.timeDeltas.map((delta) => delta / 1000).filter((delta) => delta <= MAX_GAP_MS)
  const ms = deltas.reduce((sum, delta) => sum + delta, 0) / Math.max(1, deltas.length)
  for (const sample of profile.samples) {
    const leaf = nodes.get(sample)?.callFrame
    if (leaf === undefined || leaf.functionName === '(idle)' || leaf.functionName === '(program)') continue
    if (leaf.functionName === '(garbage collector)') {
      garbage += ms
      continue
    }
    // The frame nearest the root decides: a cell may call a function of feed/.
    let part: Part | null = null
    let nearest = ''
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const frame = nodes.get(id)?.callFrame
      if (frame === undefined) continue
      const module = modules(frame.scriptId, frame.lineNumber)
      if (nearest === '' && module.startsWith('src/')) nearest = `${frame.functionName || 'anonymous'} (${module})`
      part = partOf(module, frame.functionName) ?? part
    }
    parts[part ?? 'rest'] += ms
    const name = nearest || leaf.functionName || 'anonymous'
    own.set(name, (own.get(name) ?? 0) + ms)
  }
  const functions = [...own].map(([name, ms]) => ({ name, ms })).sort((one, other) => other.ms - one.ms)
  return { ...parts, garbage, functions }
}
