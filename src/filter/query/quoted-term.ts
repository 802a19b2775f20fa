/** Writes a text as a phrase, so that nothing in it is an operator. */

const kinds: readonly (readonly [opening: string, closing: string, inside: RegExp])[] = [
  ['"', '"', /["\u201c-\u201f\u00ab\u00bb\u301d-\u301f\uff02]/],
  ['「', '」', /[\u300c\u300d\uff62\uff63]/],
  ['『', '』', /[\u300e\u300f]/],
]

/** The text in quotation marks that it does not contain; null: it contains all kinds. */
export function quotedTerm(text: string): string | null {
  const kind = kinds.find(([, , inside]) => !inside.test(text))
  return kind === undefined ? null : `${kind[0]}${text}${kind[1]}`
}
