/** How long anything may take in a test: only what never ends fails by it, on any machine. ms */
export const PATIENCE_MS = 120_000
