/** Names that people type, such as those of fields, without case, marks and joiners. */

/** A name as it is looked up: titulo for Título. */
export function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}\u200c]/gu, '')
    .replaceAll('ı', 'i')
    .normalize('NFC')
}
