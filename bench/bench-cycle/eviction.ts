/** The cron expression that evicts the cell's object. */
export const EVICTION = 'evict'
