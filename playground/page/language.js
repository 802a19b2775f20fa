/** The page's language: the one chosen here before, or the browser's. */
import { en } from './texts-en.js'
import { zh } from './texts-zh.js'
import { zhHant } from './texts-zh-hant.js'

/** By the names that the playground's server uses. */
export const catalogues = { en, zh, 'zh-hant': zhHant }

const stored = 'paperboy-language'

/** @param tags IETF tags, the preferred first @returns the first language that the page has, else English */
export function languageFor(tags) {
  for (const tag of tags) {
    const [primary, ...subtags] = tag.toLowerCase().split(/[-_]/u)
    if (primary === 'en') return 'en'
    if (primary === 'yue') return 'zh-hant'
    if (primary === 'zh') {
      const isTraditional = subtags.some((each) => ['hant', 'tw', 'hk', 'mo'].includes(each))
      return isTraditional && !subtags.includes('hans') ? 'zh-hant' : 'zh'
    }
  }
  return 'en'
}

function chosenLanguage() {
  const name = remembered(stored)
  return name !== null && Object.hasOwn(catalogues, name) ? name : languageFor(navigator.languages ?? [])
}

/** Null: not remembered, or the browser keeps nothing. */
export function remembered(key) {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** @param value null: forgets it */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // The page works without.
  }
}

/** Reloads the page, which has built its texts in the former language. */
export function chooseLanguage(name) {
  remember(stored, name)
  location.reload()
}

export const language = typeof navigator === 'undefined' || typeof document === 'undefined' ? 'en' : chosenLanguage()
export const texts = catalogues[language]

/** Replaces the texts of the document: `data-text`, and `data-text-<attribute>` for attributes. */
export function translateDocument() {
  document.documentElement.lang = texts.tag
  document.title = texts.title
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = texts[element.dataset.text]
  for (const attribute of ['aria-label', 'title', 'placeholder'])
    for (const element of document.querySelectorAll(`[data-text-${attribute}]`))
      element.setAttribute(attribute, texts[element.getAttribute(`data-text-${attribute}`)])
}
