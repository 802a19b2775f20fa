/** Loads the fonts for characters that the machine may lack; one that has them does not use these. */

/** A character of each file in fonts.css. */
const samples = { 'Playground Han': '新體', 'Playground Emoji': '📖' }

export async function loadFonts() {
  const loads = Object.entries(samples).map(([family, text]) => document.fonts.load(`16px "${family}"`, text))
  await Promise.allSettled(loads)
}
