/** Makes text one line that cannot disturb the text around it. */
import { replaceCodePoint } from 'entities/decode'

/** Characters in text that is not one well-formed line. */
const untidy =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are untidy
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200b\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufeff\ufff0-\uffff]| {2}/
/** Blocks with marks and invisible characters. Searching for both at once takes three times as long. */
const special =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: a mark is matched alone, not with its letter
  /[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u200c-\u200f\u20d0-\u20ff\u2800\u2cef-\u2dff\u302a-\u302f\u3099\u309a\u3164\ua66f-\uabff\ud800-\udfff\ufb1e\ufe00-\ufe2f\uffa0]/
/**
 * Controls, noncharacters, invisible formatting (zero-width space, soft hyphen, byte-order mark, interlinear annotations) and the
 * characters that embed, isolate or override direction: they would reorder what follows. The joiners of emoji and Indic scripts
 * and the marks of right-to-left text stay.
 */
const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are removed
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u180e\u200b\u2060-\u206f\u202a-\u202e\ufeff\ufff0-\ufffb\p{Noncharacter_Code_Point}]+/gu
/** More marks than any script puts on a letter, which would overlap the lines above and below. */
const excessMarks = /(\p{M}{8})\p{M}+/gu
const visible = /[^\s\p{DI}\p{M}\p{C}\u2800]/u

/** One line of well-formed text with single spaces; empty if nothing is visible. Not escaped. */
export function oneLine(text: string): string {
  const line = untidy.test(text) ? tidied(text) : text.trim()
  if (!special.test(line)) return line
  const readable = line.replace(excessMarks, '$1')
  return visible.test(readable) ? readable : ''
}

function tidied(text: string): string {
  const spaced = withSingleSpaces(text)
  if (!untidy.test(spaced)) return spaced
  return withSingleSpaces(
    spaced
      .toWellFormed()
      // C1 controls come from windows-1252 that was read as Latin 1.
      .replace(/[\u0080-\u009f]/gu, (control) => String.fromCodePoint(replaceCodePoint(control.charCodeAt(0))))
      .replace(unwanted, ''),
  )
}

/** A byte-order mark counts as white space in patterns, but separates no words. */
function withSingleSpaces(text: string): string {
  return text.replace(/[^\S\ufeff]{2,}|[^\S \ufeff]/gu, ' ').trim()
}
