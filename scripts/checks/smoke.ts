/** The tests that `npm run upgrade` runs before it deploys: few, in well under a minute, and each of what would stop a bot. */
export const smokeTests = [
  // The Worker starts in workerd; webhook, health and the feed reader answer.
  'test/worker.test.ts',
  // A feed becomes a digest in a channel, through the Worker as wrangler builds it.
  'test/e2e/main-job.test.ts',
  // Tables and documents of every earlier version are brought forward.
  'test/store/snapshot.test.ts',
  'test/store/tables.test.ts',
  'test/store/released.test.ts',
  // wrangler.toml is read and edited.
  'test/deploy/configuration.test.ts',
] as const
