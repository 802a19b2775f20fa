/** A machine's summary above an article. */
import { catalogues } from '../../i18n/catalogues.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { ArticleSummary } from '../../model.ts'

interface SummaryProps {
  readonly t: Translator
  readonly summary: ArticleSummary
}

export function MachineSummary({ t, summary: { language, sentences } }: SummaryProps) {
  const { locale, direction } = t.catalogue
  const own = catalogues[language]
  return (
    <aside class="machine" aria-labelledby="machine-summary" lang={locale} dir={direction}>
      <h2 id="machine-summary">
        <span aria-hidden="true">🤖</span> {t.text('machine.summary')}
      </h2>
      <ul lang={own.locale} dir={own.direction}>
        {sentences.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <p class="meta">{t.text('machine.summaryNote')}</p>
    </aside>
  )
}
