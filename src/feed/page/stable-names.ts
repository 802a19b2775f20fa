/** Which classes and ids of a page are likely to stay: those that people gave, not those that tools generate for each build. */
import type { PageElement } from './page-elements.ts'

/** Words in lower, camel or Pascal case, with at most two digits behind: `entry`, `newsList`, `h2`, `col12`. */
const word = /^(?:[a-z]+|[A-Z]+|[a-z]+(?:[A-Z][a-z]+)+|(?:[A-Z][a-z]+)+)\d{0,2}$/u
/** What a class says about an item's state or place instead of its kind. */
const state =
  /^(?:active|current|selected|first|last|odd|even|sticky|open|closed|hover|visited|new|hot|featured|(?:is|has|js|wow|animate[d]?|fade)-.*)$/iu
/** Prefixes of tools that generate classes. */
const generated = /^(?:css|sc|jsx|jss|svelte|astro|emotion|makeStyles|ng|v|data-v)-/u
const maxUnits = 40

/** The classes of an element that a selector may rely on. */
export function stableClasses(element: PageElement): readonly string[] {
  return element.classes.filter((name) => isStable(name) && !state.test(name))
}

/** The id of an element, if a selector may rely on it; null otherwise. */
export function stableId(element: PageElement): string | null {
  const id = element.attribute('id')?.trim() ?? ''
  return isStable(id) && !/\d/u.test(id) ? id : null
}

function isStable(name: string): boolean {
  if (name === '' || name.length > maxUnits || !/^[a-z][\w-]*$/iu.test(name) || generated.test(name)) return false
  return name.split(/[-_]+/u).every((part) => part === '' || word.test(part) || /^\d{1,2}$/u.test(part))
}

/** The part of a class of CSS modules that stays: `styles_item__` of `styles_item__3kJ9d`; null if there is no such class. */
export function moduleClass(element: PageElement): string | null {
  for (const name of element.classes) {
    const stays = /^([a-z]+_[a-z]+__)[\w-]{4,8}$/iu.exec(name)?.[1]
    if (stays !== undefined) return stays
  }
  return null
}
