/** The tests that `npm run upgrade` runs before it deploys: those of failures that would stop a bot, in less than a minute. */
export const smokeTests = [
  // The Worker starts in workerd; webhook, health and the feed reader answer.
  'test/worker.test.ts',
  // A feed becomes a digest in a channel, through the Worker as wrangler builds it.
  'test/e2e/main-job.test.ts',
  // Tables and documents of every earlier version are migrated.
  'test/store/snapshot.test.ts',
  'test/store/tables.test.ts',
  'test/store/released.test.ts',
  // wrangler.toml is read and edited.
  'test/deploy/configuration.test.ts',
] as const
