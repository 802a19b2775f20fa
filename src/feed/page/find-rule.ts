/**
 * Finds the main list of a page: repeated siblings, each with a link whose text reads like a headline. Pure.
 *
 * Every link is filed under each element above it and the path between both. A list is an element with at least three children of one
 * name that have such a link; the one whose links read most like headlines is the page's.
 */
import { limits } from '../../limits.ts'
import type { PageRule } from '../../polling.ts'
import { err, type FeedProblem, ok, type Result } from '../../result.ts'
import { headlineLikeness, placeOf } from './headline-likeness.ts'
import { enclosing, isHeading, type Page } from './page.ts'
import type { PageElement } from './page-elements.ts'
import { type PageItem, pageItems } from './page-items.ts'
import { selectorsFor } from './rule-selectors.ts'
import { stableClasses } from './stable-names.ts'

const { links: maxLinks, levels: maxLevels, itemsAtLeast } = limits.watching

export interface FoundRule {
  readonly rule: PageRule
  readonly items: readonly PageItem[]
}

/** An element with the headline of an item: a link, or a heading beside a link. */
interface Leaf {
  readonly element: PageElement
  readonly target: string
  readonly text: string
  readonly likeness: number
}

/** Links with one path below one element. */
export interface LinkList {
  readonly container: PageElement
  /** The elements with the headlines, in the page's order. */
  readonly leaves: readonly PageElement[]
  /** The container's children around the leaves. */
  readonly children: readonly PageElement[]
}

interface Candidate {
  readonly container: PageElement
  readonly leaves: Leaf[]
  readonly children: Set<PageElement>
}

/** A lower score is no list of headlines: navigation, names of people, archives by month. */
const scoreAtLeast = 0.3
/** Share of items that two lists must have in common to be nearly the same. */
const similarShare = 0.9
/** Candidates whose selectors are tried. */
const maxTried = 4

/** The rule for a page's main list, and the items that it finds. The problem says why there is none. */
export function findRule(page: Page): Result<FoundRule, FeedProblem> {
  const places = placesOf(page)
  const leaves = [...linkLeaves(page, places), ...headingLeaves(page, places)]
  const scored = candidatesOf(leaves)
    .map((candidate) => ({ candidate, score: score(candidate, page, places) }))
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
  const targets = new Set(leaves.map(({ target }) => target))
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

type Places = readonly ('outside' | 'beside' | 'content')[]

/** For each element the outermost place around it. */
function placesOf(page: Page): Places {
  const places: ('outside' | 'beside' | 'content')[] = []
  for (const element of page.elements) {
    const around = element.parent === null ? 'content' : (places[element.parent.at] ?? 'content')
    const own = around === 'outside' ? around : placeOf(element)
    places.push(own === 'content' ? around : own)
  }
  return places
}

function linkLeaves(page: Page, places: Places): readonly Leaf[] {
  const leaves: Leaf[] = []
  for (const element of page.elements) {
    if (leaves.length >= maxLinks) break
    const target = places[element.at] === 'outside' ? null : page.target(element)
    if (target === null) continue
    const heading = page.inside(element).find(isHeading)
    const text = page.text(heading ?? element)
    leaves.push({ element, target, text, likeness: headlineLikeness(text) })
  }
  return leaves
}

/** Headings that are not linked, each with the first link of the smallest element around it that has one. */
function headingLeaves(page: Page, places: Places): readonly Leaf[] {
  const leaves: Leaf[] = []
  for (const element of page.elements) {
    if (leaves.length >= maxLinks || places[element.at] === 'outside' || !isHeading(element)) continue
    const isLink = (each: PageElement) => page.target(each) !== null
    if (enclosing(element, isLink) !== null || page.inside(element).some(isLink)) continue
    let link: PageElement | undefined
    let around = element.parent
    for (let level = 0; around !== null && link === undefined && level < 3; level++, around = around.parent)
      link = page.inside(around).find(isLink)
    const target = link === undefined ? null : page.target(link)
    if (target === null) continue
    const text = page.text(element)
    leaves.push({ element, target, text, likeness: headlineLikeness(text) })
  }
  return leaves
}

function candidatesOf(leaves: readonly Leaf[]): readonly Candidate[] {
  const byKey = new Map<string, Candidate>()
  for (const leaf of leaves) {
    // With and without classes: some tell headlines from other links, others only one item from the next.
    for (const signature of [classSignature, tagSignature]) {
      let path = signature(leaf.element)
      let child = leaf.element
      for (let level = 0; child.parent !== null && level < maxLevels; level++) {
        const container = child.parent
        const key = `${container.at} ${child.name}${level === 0 ? path : ` ${path}`}`
        const known = byKey.get(key)
        const candidate = known ?? { container, leaves: [], children: new Set() }
        if (known === undefined) byKey.set(key, candidate)
        candidate.leaves.push(leaf)
        candidate.children.add(child)
        if (level > 0) path = `${signature(child)} ${path}`
        child = container
      }
    }
  }
  return [...byKey.values()].filter(({ children }) => children.size >= itemsAtLeast)
}

function tagSignature({ name, nth }: PageElement): string {
  return name === 'td' || name === 'th' || name === 'dd' ? `${name}:${nth}` : name
}

function classSignature(element: PageElement): string {
  return [tagSignature(element), ...stableClasses(element).toSorted()].join('.')
}

/** Elements that are alike by their name. */
const alikeByName = new Set(['li', 'tr', 'article', 'dt', 'dd', 'td'])

function score({ container, leaves, children }: Candidate, page: Page, places: Places): number {
  const targets = new Set(leaves.map(({ target }) => target)).size
  const texts = new Set(leaves.map(({ text }) => text)).size
  if (targets < itemsAtLeast || texts < itemsAtLeast) return 0
  const [first] = children
  const all = page.inside(container).filter(({ parent, name }) => parent === container && name === first?.name).length
  const likeness = mean(leaves.map((leaf) => leaf.likeness))
  const host = new URL(page.url).hostname
  const isHeaded = leaves.every(({ element }) => isUnderHeading(page, element))
  const isOwn = leaves.filter(({ target }) => new URL(target).hostname === host).length / leaves.length
  const inMain = enclosing(container, ({ name }) => name === 'main' || name === 'article') !== null
  const isBeside = leaves.every(({ element }) => places[element.at] === 'beside')
  return (
    likeness *
    Math.log2(1 + Math.min(targets, 40)) *
    Math.min(targets, texts) ** 2 *
    leaves.length ** -2 *
    (0.5 + (0.5 * children.size) / all) *
    cohesion([...children]) *
    Math.min(1, (1.3 * children.size) / leaves.length + 0.4) *
    (isHeaded ? 1.5 : 1) *
    (0.8 + 0.2 * isOwn) *
    (inMain ? 1.2 : 1) *
    (isBeside ? 0.4 : 1)
  )
}

/** Whether a leaf is a heading, in one or around one. */
function isUnderHeading(page: Page, element: PageElement): boolean {
  return page.inside(element).some(isHeading) || enclosing(element, isHeading) !== null
}

/** From 0.4 to 1: how alike the children of a list are, by their names or their most common class. */
function cohesion(children: readonly PageElement[]): number {
  if (children.every(({ name }) => alikeByName.has(name))) return 1
  const counts = new Map<string, number>()
  for (const { classes } of children)
    for (const name of classes.length === 0 ? [''] : new Set(classes)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return 0.4 + (0.6 * Math.max(...counts.values())) / children.length
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length
}

/** Whether scripts write a page: next to no text, but scripts. */
function isScripted(page: Page): boolean {
  const { elements } = page
  const body = elements.find(({ name }) => name === 'body')
  const scripts = elements.filter(({ name }) => name === 'script').length
  return scripts > 0 && (body === undefined || page.text(body).length < 120)
}
