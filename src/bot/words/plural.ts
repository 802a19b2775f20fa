/** Numbers with the words that they count, by the language's own rules (Intl.PluralRules). */

/** Makes a counter: `counter('en-GB')(2, { one: 'headline', other: 'headlines' })` is `2 headlines`. */
export function counter(locale: string) {
  const rules = new Intl.PluralRules(locale)
  const number = new Intl.NumberFormat(locale)
  return (
    count: number,
    forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string },
  ): string => `${number.format(count)} ${forms[rules.select(count)] ?? forms.other}`
}
