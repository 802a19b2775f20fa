/** What the Worker under test is set to: all that it knows, as a .dev.vars, which is of a real bot, has no say in tests. */
export const settingsOfTests = {
  OWNER_IDS: '1001',
  PUBLIC_URL: '',
  TELEGRAM_API_ROOT: 'http://telegram.test',
  LINK_TTL_DAYS: '',
  LIVE_GAP_MINUTES: '',
  PLAN: '',
  CELLS: '',
  PUBLIC_BOT: '',
  READERS: '',
  HSTS_SUBDOMAINS: '',
  LOCATION_HINT: '',
  ALLOW_PRIVATE_FEEDS: '',
} as const
