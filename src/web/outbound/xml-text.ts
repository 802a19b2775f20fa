/** Removes what XML 1.0 does not allow from texts. Pure. */

/** One line: control characters and lone surrogates, which XML does not allow (section 2.2), are replaced. */
export function lineForXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')
    .trim()
}

/** The same for several lines: tabs and line breaks stay. */
export function linesForXml(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, ' ')
}
