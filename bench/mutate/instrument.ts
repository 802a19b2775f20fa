/** Adds calls to a source: `siteReached` where a site is reached, and `loopTick` in each loop. `reached-sites.ts` defines both. */
import { nodesIn, type Site } from './sites.ts'

/** A text to insert at an offset. `depth`: of nested insertions at one offset, the outermost has the least. */
interface Insertion {
  readonly at: number
  readonly text: string
  readonly depth: number
}

function inserted(source: string, insertions: readonly Insertion[]): string {
  let from = 0
  let text = ''
  for (const each of insertions.toSorted((one, other) => one.at - other.at || one.depth - other.depth)) {
    text += source.slice(from, each.at) + each.text
    from = each.at
  }
  return text + source.slice(from)
}

/** The source that records each reached site. */
export function recording(source: string, sites: readonly Site[], keyOf: (at: number) => string): string {
  const insertions = sites.flatMap(({ within: { start, end } }, at): readonly Insertion[] => [
    // A closing bracket comes before an opening one at the same offset.
    { at: start, text: `(siteReached(${JSON.stringify(keyOf(at))}),`, depth: -end },
    { at: end, text: ')', depth: -source.length - start },
  ])
  return inserted(source, insertions)
}

/** The source whose loops end by an error when they become endless. */
export function guarded(file: string, source: string): string {
  const insertions = nodesIn(file, source).flatMap(({ type, body }): readonly Insertion[] => {
    if (!/^(?:For(?:In|Of)?|While|DoWhile)Statement$/u.test(type) || body === null) return []
    return body.type === 'BlockStatement'
      ? [{ at: body.start + 1, text: 'loopTick();', depth: 0 }]
      : [
          { at: body.start, text: '{loopTick();', depth: -body.end },
          { at: body.end, text: '}', depth: -source.length - body.start },
        ]
  })
  return inserted(source, insertions)
}
