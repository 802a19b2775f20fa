/** Puts the texts of strangers into a request, between markers that no such text can contain. */
import { oneLine } from '../text/one-line.ts'
import { truncate } from '../text/truncate.ts'

/** The brackets of the markers, and what looks like them. */
const brackets = /[⟦⟧〚〛⟬⟭❲❳⦗⦘]/gu
/** Tokens of chat templates, which some tokenizers find in any text: `<|im_start|>`, `<start_of_turn>`, `</s>`, `<｜User｜>`. */
const angles = /<(?=[|｜/\p{L}])|(?<=[|｜/\p{L}\d])>/gu
const templates = /\[(\/?(?:INST|SYS|SYSTEM_PROMPT|gMASK|sop|TOOL\w*|AVAILABLE_TOOLS)[^\]]{0,20})\]/giu
/** Code fences, and headings such as “### Instruction:”. */
const fences = /`{3,}|~{3,}|#{2,}|-{4,}|={4,}/gu
/** Controls, characters without a look of their own, and those that turn the direction of text. */
export const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}\p{Co}]/u

const everyInvisible = new RegExp(invisible.source, 'gu')

/** A text as data: one line without anything that could end the data or begin a message. */
export function asData(text: string, maxUnits: number): string {
  const line = oneLine(text).replace(everyInvisible, '').replace(brackets, '')
  const plain = line
    .replace(angles, (angle) => (angle === '<' ? '‹' : '›'))
    .replace(templates, '($1)')
    .replace(fences, ' ')
  return truncate(oneLine(plain), maxUnits)
}

/** @param lines as `asData` returns them */
export function dataBlock(name: string, lines: readonly string[]): string {
  return [`⟦${name}⟧`, ...lines.map((line, at) => `⟦${at + 1}⟧ ${line}`), `⟦end of ${name}⟧`].join('\n')
}
