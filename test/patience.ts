/** How long anything may take in a test, in ms: ten times what the slowest takes on a slow machine, so that only what never ends fails by it */
export const PATIENCE_MS = 300_000
