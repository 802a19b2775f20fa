/** Decides by a robots.txt whether a page may be read (RFC 9309). Pure. */
import { limits } from '../../limits.ts'

/** Paperboy's product token (RFC 9309, section 2.2.1). */
export const productToken = 'paperboy'

interface Rule {
  readonly isAllowed: boolean
  /** Percent-encoded; with `*`, and `$` at the end. */
  readonly pattern: string
}

/** Whether a robots.txt allows Paperboy a page. The longest matching rule counts; of equal ones the one that allows (section 2.2.2). */
export function isAllowedByRobots(robots: string, url: string): boolean {
  const { pathname, search } = new URL(url)
  // Always allowed (section 2.2.2).
  if (pathname === '/robots.txt') return true
  const path = normalised(pathname + search)
  let best: Rule = { isAllowed: true, pattern: '' }
  for (const rule of rulesFor(robots)) {
    const isLonger = rule.pattern.length > best.pattern.length
    const isEqual = rule.pattern.length === best.pattern.length && rule.isAllowed
    if ((isLonger || isEqual) && matches(path, rule.pattern)) best = rule
  }
  return best.isAllowed
}

/** The rules of all groups for Paperboy, or else of those for everybody (section 2.2.1). */
function rulesFor(robots: string): readonly Rule[] {
  const own: Rule[] = []
  const general: Rule[] = []
  let isNamed = false
  let groups = new Set<Rule[]>()
  let isInAgents = false
  for (const line of linesOf(robots)) {
    const [, key = '', value = ''] = /^[\s\ufeff]*([a-z-]{1,20})\s*:\s*([^#]*)/iu.exec(line) ?? []
    const text = value.trim()
    switch (key.toLowerCase()) {
      case 'user-agent': {
        if (!isInAgents) groups = new Set()
        isInAgents = true
        // The token ends where another character begins, such as `/` before a version.
        const token = text === '*' ? '*' : (/^[a-z_-]+/iu.exec(text)?.[0].toLowerCase() ?? '')
        if (token === productToken) {
          isNamed = true
          groups.add(own)
        } else if (token === '*') groups.add(general)
        break
      }
      case 'allow':
      case 'disallow':
        isInAgents = false
        // An empty rule says nothing.
        if (text === '') break
        for (const group of groups) group.push({ isAllowed: key.toLowerCase() === 'allow', pattern: normalised(text) })
        break
    }
  }
  return isNamed ? own : general
}

/** The lines within the limit; the last one may be cut off. */
function linesOf(robots: string): readonly string[] {
  const lines = robots.slice(0, limits.watching.robotsBytes).split(/[\r\n]+/u)
  return robots.length > limits.watching.robotsBytes ? lines.slice(0, -1) : lines
}

/** Whether a path begins with a pattern, in which `*` is any text, and `$` at the end is the path's end (section 2.2.3). */
function matches(path: string, pattern: string): boolean {
  const isWhole = pattern.endsWith('$')
  const [first = '', ...rest] = (isWhole ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(first)) return false
  const last = isWhole ? rest.pop() : undefined
  let at = first.length
  for (const part of rest) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  if (!isWhole) return true
  return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last)
}

/** Characters beyond ASCII are compared percent-encoded, and unreserved ones decoded (section 2.2.2). */
function normalised(path: string): string {
  return path
    .toWellFormed()
    .replace(/[^\u0021-\u007e]+/gu, encodeURIComponent)
    .replace(/%[\da-f]{2}/giu, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16))
      return /[\w.~-]/u.test(character) ? character : code.toUpperCase()
    })
}
