/** axe-core in a browser's page: WCAG, and its own best practices. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import * as v from 'valibot'

export type Colours = 'light' | 'dark'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Rules that depend on colours. Dark pages differ from light ones only in these: src/web/style.ts. */
const colourRules = ['color-contrast', 'link-in-text-block']
const resultSchema = v.object({
  violations: v.array(v.object({ id: v.string(), nodes: v.array(v.object({ html: v.string() })) })),
})

/** Shows a page in these colours. @returns a line for each violation; of dark pages, only those of colours */
export async function axeIn(page: Page, colours: Colours): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: colours })
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe)
  const options = colours === 'light' ? {} : { runOnly: colourRules }
  const { violations } = v.parse(resultSchema, await page.evaluate(`axe.run(${JSON.stringify(options)})`))
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
}
