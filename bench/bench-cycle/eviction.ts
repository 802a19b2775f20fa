/** What a cron is called that evicts the cell's object. */
export const EVICTION = 'evict'
