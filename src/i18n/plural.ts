/**
 * Numbers with the words that they count, by the language's own rules (Intl.PluralRules). What Intl makes is made when it is
 * first asked for: the first of all costs more than the rest of a Worker's start.
 */

/** Writes numbers as a language does. */
export function numbers(locale: string): { readonly format: (value: number) => string } {
  let made: Intl.NumberFormat | null = null
  return {
    format: (value) => {
      made ??= new Intl.NumberFormat(locale)
      return made.format(value)
    },
  }
}

/** Makes a counter: `counter('en-GB')(2, { one: 'headline', other: 'headlines' })` is `2 headlines`. */
export function counter(locale: string) {
  let rules: Intl.PluralRules | null = null
  const number = numbers(locale)
  return (
    count: number,
    forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string },
  ): string => {
    rules ??= new Intl.PluralRules(locale)
    return `${number.format(count)} ${forms[rules.select(count)] ?? forms.other}`
  }
}
