/** Finds what a machine may not add to a text: links, names that Telegram links, markup, invisible characters. Pure. */
import { invisible } from './data-block.ts'

/** What Telegram would make a link of, or what leads somewhere by itself. */
const links: readonly RegExp[] = [
  /[a-z][a-z\d+.-]{1,20}:\/\/[^\s)\]]+/giu,
  /(?<![\p{L}\d])(?:www\.|mailto:|tg:|tel:|javascript:|data:)[^\s)\]]+/giu,
  /[\w.+-]+@[\w-]+\.[\w.-]+/gu,
  /(?<![\p{L}\d@.])[\p{L}\d-]+(?:[.\u3002\uff0e\uff61][\p{L}\d-]+)*[.\uff0e\uff61](?:[a-z]{2,24}|COM|ORG|NET|рф|укр|中国|中國|テスト)(?![\p{L}\d])/gu,
  /(?<![\p{L}\d])\d{1,3}(?:\.\d{1,3}){3}(?!\d)/gu,
]
const names: readonly RegExp[] = [
  /(?<![\p{L}\d.])@[A-Za-z][\w]{1,63}/gu,
  /(?<![\p{L}\d&])[#＃][\p{L}\p{N}_]+/gu,
  /(?<![\p{L}\d])\$[A-Z]{1,8}(?![\p{L}\d])/gu,
]
/** Commands of bots. */
const commands: readonly RegExp[] = [/(?<![\p{L}\p{N}/<])\/[A-Za-z]\w*/gu]

/** Signs of Markdown, HTML, templates and code, and those that one language writes for another's. */
const markup = /[<>[\]{}`*_~|\\^=]|&(?:\w+|#\d+);/gu
const sameSigns: Readonly<Record<string, RegExp>> = {
  '[': /[【〔［「『]/u,
  ']': /[】〕］」』]/u,
  '<': /[《〈‹«]/u,
  '>': /[》〉›»]/u,
  '|': /[｜丨]/u,
  '~': /[～〜]/u,
  _: /_/u,
  '=': /＝/u,
}

function matches(text: string, patterns: readonly RegExp[]): readonly string[] {
  return patterns
    .flatMap((pattern) => text.match(pattern) ?? [])
    .map((found) => found.toLowerCase().replace(/[.,;:!?]+$/u, ''))
}

/** Links and names that a translation must keep. */
export function keptNames(text: string): readonly string[] {
  return matches(text, [...links, ...names])
}

/** Whether a text has anything of this kind that another one lacks. */
export function addsForeignMatter(text: string, original: string): boolean {
  const known = original.toLowerCase()
  if (matches(text, [...links, ...names, ...commands]).some((found) => !known.includes(found))) return true
  if ((text.match(markup) ?? []).some((sign) => !original.includes(sign) && sameSigns[sign]?.test(original) !== true))
    return true
  if (/(?:^|\s)[#＃]+(?:\s|$)/u.test(text) && !/[#＃№]/u.test(original)) return true
  // An empty pair of brackets and a link in brackets are Markdown, even if the original has brackets.
  if (/\]\s?\(|!\[/u.test(text) && !/\]\s?\(|!\[/u.test(original)) return true
  return [...text].some((character) => invisible.test(character) && !original.includes(character))
}
