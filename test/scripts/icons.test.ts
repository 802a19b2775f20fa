/** The icons in the program are those of its drawings. */
import { expect, it } from 'vitest'
import { versionOfDrawings } from '../../scripts/icons/drawings.ts'
import { drawingsVersion } from '../../src/web/drawn-icons.ts'

it('the icons are drawn anew when a drawing changes: npm run icons', () => {
  expect(drawingsVersion).toBe(versionOfDrawings())
})
