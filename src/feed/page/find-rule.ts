/**
 * Finds the main list of a page: repeated siblings, each with a link whose text reads like a headline. Pure.
 *
 * Every link is filed under each element above it and the path between both. A list is an element with at least three children of one
 * name that have such a link; the one whose links read most like headlines is the page's.
 */
import { limits } from '../../limits.ts'
import type { PageRule } from '../../polling.ts'
import { err, type FeedProblem, ok, type Result } from '../../result.ts'
import { type Leaf, leavesOf } from './list-leaves.ts'
import { enclosing, type Page } from './page.ts'
import type { PageElement } from './page-elements.ts'
import { type PageItem, pageItems } from './page-items.ts'
import { type LinkList, selectorsFor } from './rule-selectors.ts'
import { stableClasses } from './stable-names.ts'

const { levels: maxLevels, itemsAtLeast } = limits.watching

export interface FoundRule {
  readonly rule: PageRule
  readonly items: readonly PageItem[]
}

interface Candidate {
  readonly container: PageElement
  readonly leaves: Leaf[]
  readonly children: Set<PageElement>
}

/** A lower score is no list of headlines: navigation, names of people, archives by month. */
const scoreAtLeast = 0.6
/** Share of items that two lists must have in common to be nearly the same. */
const similarShare = 0.9
/** More items do not make a list likelier. */
const manyItems = 40
/** Candidates whose selectors are tried. */
const maxTried = 4

/** The rule for a page's main list, and the items that it finds. The problem says why there is none. */
export function findRule(page: Page): Result<FoundRule, FeedProblem> {
  const scored = candidatesOf(leavesOf(page))
    .map((candidate) => ({ candidate, score: score(candidate) }))
    .filter(({ score: each }) => each >= scoreAtLeast)
    .toSorted((a, b) => b.score - a.score)
  for (const { candidate } of scored.slice(0, maxTried)) {
    const found = ruleFor(page, candidate)
    if (found !== null) return ok(found)
  }
  return err({ kind: isScripted(page) ? 'scripted-page' : 'no-list' })
}

/** The first rule that finds just the candidate's items, or else the first that finds most of them and few others. */
function ruleFor(page: Page, { container, leaves, children }: Candidate): FoundRule | null {
  const targets = new Set(leaves.map(({ target }) => target).slice(0, limits.watching.items))
  const list: LinkList = { container, leaves: leaves.map(({ element }) => element), children: [...children] }
  let similar: FoundRule | null = null
  for (const rule of selectorsFor(page, list)) {
    const items = pageItems(page, rule)
    if (!items.ok || items.value.length < itemsAtLeast) continue
    const shared = items.value.filter(({ link }) => targets.has(link)).length
    const all = Math.max(targets.size, items.value.length)
    if (shared === all) return { rule, items: items.value }
    if (shared >= similarShare * all) similar ??= { rule, items: items.value }
  }
  return similar
}

function candidatesOf(leaves: readonly Leaf[]): readonly Candidate[] {
  const candidates: Candidate[] = []
  // With and without classes: some tell headlines from other links, others only one item from the next.
  for (const signature of [remembered(classSignature), tagSignature]) {
    const byKey = new Map<string, Candidate>()
    for (const leaf of leaves) {
      let path = ''
      let child = leaf.element
      for (let level = 0; child.parent !== null && level < maxLevels; level++) {
        const container = child.parent
        // The list's children may differ in their classes.
        const key = `${container.at} ${level === 0 ? signature(child) : child.name}${path}`
        const known = byKey.get(key)
        const candidate = known ?? { container, leaves: [], children: new Set() }
        if (known === undefined) byKey.set(key, candidate)
        candidate.leaves.push(leaf)
        candidate.children.add(child)
        path = ` ${signature(child)}${path}`
        child = container
      }
    }
    candidates.push(...byKey.values())
  }
  return candidates.filter(({ children }) => children.size >= itemsAtLeast)
}

function remembered<Value>(made: (element: PageElement) => Value): (element: PageElement) => Value {
  const values = new Map<PageElement, Value>()
  return (element) => {
    const known = values.get(element)
    if (known !== undefined) return known
    const value = made(element)
    values.set(element, value)
    return value
  }
}

function tagSignature({ name, nth }: PageElement): string {
  return name === 'td' || name === 'th' || name === 'dd' ? `${name}:${nth}` : name
}

function classSignature(element: PageElement): string {
  return [tagSignature(element), ...stableClasses(element).toSorted()].join('.')
}

/** Elements that are alike by their name. */
const alikeByName = new Set(['li', 'tr', 'article', 'dt', 'dd', 'td'])

/** How likely a candidate is the page's list of headlines. */
function score({ container, leaves, children }: Candidate): number {
  const targets = new Set(leaves.map(({ target }) => target)).size
  const texts = new Set(leaves.map(({ text }) => text)).size
  const distinct = Math.min(targets, texts)
  if (distinct < itemsAtLeast) return 0
  const share = (has: (leaf: Leaf) => boolean) => leaves.filter(has).length / leaves.length
  const likeness = leaves.reduce((sum, leaf) => sum + leaf.likeness, 0) / leaves.length
  const inMain = enclosing(container, ({ name }) => name === 'main' || name === 'article') !== null
  return (
    likeness *
    Math.log2(1 + Math.min(distinct, manyItems)) *
    // Links with equal texts are buttons, and those with equal addresses are parts of one item.
    (distinct / leaves.length) ** 2 *
    // Children without such a link are other things.
    (0.5 + (0.5 * children.size) / Math.max(...[...children].map(({ nthOfType }) => nthOfType))) *
    cohesion([...children]) *
    (share(({ isHeaded }) => isHeaded) === 1 ? 1.5 : 1) *
    (0.8 + 0.2 * share(({ isOwn }) => isOwn)) *
    (inMain ? 1.2 : 1) *
    (share(({ isBeside }) => isBeside) === 1 ? 0.4 : 1)
  )
}

/** From 0.4 to 1: how alike the children of a list are, by their names or their most common class. */
function cohesion(children: readonly PageElement[]): number {
  if (children.every(({ name }) => alikeByName.has(name))) return 1
  const counts = new Map<string, number>()
  for (const { classes } of children)
    for (const name of classes.length === 0 ? [''] : new Set(classes)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return 0.4 + (0.6 * Math.max(...counts.values())) / children.length
}

/** Whether scripts write a page: next to no text, but scripts. */
function isScripted(page: Page): boolean {
  const { elements } = page
  const body = elements.find(({ name }) => name === 'body')
  const scripts = elements.filter(({ name }) => name === 'script').length
  return scripts > 0 && (body === undefined || page.text(body).length < 120)
}
