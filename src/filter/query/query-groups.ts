/** Finds the levels of parentheses in a query, and whether they are excluded. */
import { type Operator, operatorOf } from './operator-words.ts'
import type { Token } from './query-tokens.ts'

/** A level of parentheses. */
export interface Group {
  /** Its commas and line breaks, until they are noted. */
  readonly lists: Token[]
  hasList: boolean
  hasOr: boolean
  /** It is behind a not. */
  readonly isExcluded: boolean
}

/** The operator that a token in letters may be; null: none. */
export function operatorAt(token: Token): Operator | null {
  return token.kind === 'word' && token.isPrefix !== true ? operatorOf(token.text) : null
}

/** Whether what begins at a place is behind a not, and perhaps a field. */
export function isExcluded(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  const not = before?.kind === 'field' ? tokens[at - 2] : before
  if (not === undefined || before?.isNegated === true) return before?.isNegated === true
  return not.kind === 'not' || /^(?:not|without|but-not)$/.test(operatorAt(not) ?? '')
}

/** The level of each token. */
export function groupsOf(tokens: readonly Token[]): readonly Group[] {
  const groupWith = (isExcluded: boolean): Group => ({ lists: [], hasList: false, hasOr: false, isExcluded })
  const open: Group[] = [groupWith(false)]
  return tokens.map((token, at) => {
    if (token.kind === 'open') open.push(groupWith(open.at(-1)?.isExcluded !== isExcluded(tokens, at)))
    else if (token.kind === 'close' && open.length > 1) open.pop()
    const group = open.at(-1) ?? groupWith(false)
    if (token.kind === 'list') group.lists.push(token)
    group.hasList ||= token.kind === 'list'
    if (token.kind === 'or') group.hasOr = true
    return group
  })
}
