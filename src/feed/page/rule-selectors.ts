/** Makes selectors for a list of links, the simplest and most lasting first. Pure. */
import type { PageRule } from '../../polling.ts'
import { headlineLikeness } from './headline-likeness.ts'
import { isHeading, type Page } from './page.ts'
import type { PageElement } from './page-elements.ts'
import { moduleClass, stableClasses, stableId } from './stable-names.ts'

/** Links with one path below one element. */
export interface LinkList {
  readonly container: PageElement
  /** The elements with the headlines, in the page's order. */
  readonly leaves: readonly PageElement[]
  /** The container's children around the leaves. */
  readonly children: readonly PageElement[]
}

/** Rules that may select the list; which of them do is for the caller to see. */
export function* selectorsFor(page: Page, list: LinkList): Generator<PageRule, void, undefined> {
  const isLinked = list.leaves.every((leaf) => page.target(leaf) !== null)
  const chains = isLinked
    ? list.leaves.map((leaf) => between(list.container, leaf))
    : // A heading beside its link: the item is the child around both.
      list.children.map((child) => [child])
  const steps = stepsOf(chains)
  const title = isLinked ? titleOf(page, list.leaves) : undefined
  const outer = outerSelectors(list.container)
  const heading = isLinked ? headingOf(page, list.leaves) : null
  for (const inner of [...innerSelectors(steps), ...(heading === null ? [] : [`${steps.at(-1)} ${heading}`])]) {
    for (const around of outer) {
      const item = around === '' ? inner : `${around} ${inner}`
      yield { item, ...(title === undefined ? {} : { title }) }
    }
  }
  for (const path of [namedPath(list.container), placedPath(list.container)])
    yield { item: [...path, ...steps].join(' > '), ...(title === undefined ? {} : { title }) }
}

/** The elements from a container's child down to an element. */
function between(container: PageElement, element: PageElement): readonly PageElement[] {
  const chain: PageElement[] = []
  for (let each: PageElement | null = element; each !== null && each !== container; each = each.parent)
    chain.unshift(each)
  return chain
}

/** What all chains have in common at each level: the name, and a class if they share one. */
function stepsOf(chains: readonly (readonly PageElement[])[]): readonly string[] {
  const [first = []] = chains
  return first.map((element, level) => {
    const others = chains.map((chain) => chain[level])
    const shared = stableClasses(element).filter((name) => others.every((other) => other?.classes.includes(name)))
    const nth = element.name === 'td' && others.every((other) => other?.nth === element.nth)
    if (shared[0] !== undefined) return `${element.name}.${shared[0]}`
    const module = moduleClass(element)
    if (module !== null && others.every((other) => other !== undefined && moduleClass(other) === module))
      return `${element.name}[class*="${module}"]`
    return nth ? `${element.name}:nth-child(${element.nth})` : element.name
  })
}

/** Selectors of the leaves within the list, from the last step to all of them. */
function innerSelectors(steps: readonly string[]): readonly string[] {
  const last = steps.at(-1) ?? ''
  const marked = steps.findLastIndex(
    (step, at) => at < steps.length - 1 && /[.:[]|^(?:h[1-6]|article|li|tr|dt|dd)$/u.test(step),
  )
  return [
    ...(/[.[]/u.test(last) ? [last] : []),
    ...(marked < 0 ? [] : [`${steps[marked]} ${last}`, `${steps[marked]} > ${steps.slice(marked + 1).join(' > ')}`]),
    steps.join(' > '),
  ]
}

/** Selectors of the elements around the list, the most lasting first. */
function outerSelectors(container: PageElement): readonly string[] {
  const named: string[] = []
  for (let each: PageElement | null = container; each !== null && named.length < 4; each = each.parent) {
    const id = stableId(each)
    const [name] = stableClasses(each)
    if (id !== null) named.push(`#${id}`)
    else if (each.name === 'main') named.push('main')
    else if (name !== undefined && each.name !== 'body' && each.name !== 'html') named.push(`${each.name}.${name}`)
  }
  return ['', ...named]
}

/** The name of the heading that each of these links has; null if they have none, or several. */
function headingOf(page: Page, links: readonly PageElement[]): string | null {
  const names = new Set(links.map((link) => page.inside(link).find(isHeading)?.name ?? ''))
  const [name = ''] = names
  return names.size === 1 && name !== '' ? name : null
}

/** The names of the elements from the page's root to the list. */
function namedPath(container: PageElement): readonly string[] {
  const names: string[] = []
  for (let each: PageElement | null = container; each !== null && each.name !== 'html'; each = each.parent)
    names.unshift(each.name)
  return names
}

/** The steps from the nearest element with an id, or else from the page's root, with their places. */
function placedPath(container: PageElement): readonly string[] {
  const steps: string[] = []
  for (let each: PageElement | null = container; each !== null && each.name !== 'html'; each = each.parent) {
    const id = stableId(each)
    if (id !== null) return [`#${id}`, ...steps]
    steps.unshift(each.name === 'body' ? 'body' : `${each.name}:nth-of-type(${each.nthOfType})`)
  }
  return steps
}

/** The selector of the headline in links that have other texts too, such as a date or a summary; absent: the whole text is it. */
function titleOf(page: Page, links: readonly PageElement[]): string | undefined {
  if (links.some((link) => page.inside(link).some(isHeading))) return undefined
  const texts = new Map<string, string[]>()
  for (const link of links) {
    const ownTexts = new Map<string, string>()
    for (const each of page.inside(link)) {
      const [name] = stableClasses(each)
      const property = each.attribute('itemprop')
      const ofProperty = property === 'headline' || property === 'name' ? `[itemprop="${property}"]` : each.name
      const selector = name === undefined ? ofProperty : `.${name}`
      const text = page.text(each)
      if (text !== '' && !ownTexts.has(selector)) ownTexts.set(selector, text)
    }
    for (const [selector, text] of ownTexts) texts.set(selector, [...(texts.get(selector) ?? []), text])
  }
  const isPart = links.filter((link) => page.inside(link).filter((each) => page.text(each) !== '').length > 1).length
  if (isPart < links.length / 2) return undefined
  const common = [...texts].filter(([, found]) => found.length >= links.length * 0.8)
  const rank = ([selector, found]: readonly [string, readonly string[]]) =>
    found.reduce((sum, text) => sum + headlineLikeness(text), 0) / found.length +
    (/title|headline|subject/iu.test(selector) ? 1 : 0)
  const best = common.toSorted((a, b) => rank(b) - rank(a))[0]
  return best?.[0]
}
