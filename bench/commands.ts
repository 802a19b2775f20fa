/** The options of every measuring command. */
import * as v from 'valibot'
import { defineCommand, files, flag, json, positive, positiveOrNull, quick, whole, wholeOrNull } from './measurement.ts'
import { rooms } from './mutate/rooms.ts'

const roomNames = Object.keys(rooms)

export const commands = {
  bench: defineCommand(
    'bench',
    'Times the feed reader and others on the same files: warm in Node, then the first parse of new isolates in workerd.',
    v.object({
      files: files('feeds of your own, instead of ../shared/corpora/bench'),
      quick: flag('only the files that the targets are about'),
      json,
    }),
  ),
  'bench:cycle': defineCommand(
    'bench:cycle',
    `Profiles the real Worker in workerd: an idle cycle of 500 feeds and one with 20 changed feeds, each with the cell's object in
memory and after an eviction; a redirect; a command.`,
    v.object({ quick, json }),
  ),
  'bench:filter': defineCommand(
    'bench:filter',
    'Times filters on invented English and Chinese headlines.',
    v.object({ json }),
  ),
  'bench:pages': defineCommand(
    'bench:pages',
    'Times reading pages of 300 KB that have no feed, and finding their lists.',
    v.object({ json }),
  ),
  'bench:requests': defineCommand(
    'bench:requests',
    'Counts the SQLite rows and KV documents that each route, update and command costs, for a stranger and for an owner.',
    v.object({ json }),
  ),
  'bench:start': defineCommand(
    'bench:start',
    `Builds the Worker as wrangler does for Cloudflare, and starts it in workerd several times: whole, without its warm-up, and an
empty Worker instead. The differences are the start of the isolate and the warm-up.`,
    v.object({ quick, json }),
  ),
  'bench:web': defineCommand(
    'bench:web',
    'Measures the CPU time of a redirect, and the size of pages.',
    v.object({ json }),
  ),
  'check:web': defineCommand(
    'check:web',
    `Starts the real Worker with a channel, articles in several scripts and a signed-in owner, and examines a page of every kind: HTML
(vnu, or html-validate without Java), axe-core at 320 px, at 200 % and dark, Lighthouse, size, and that there is no script; and the channel's feeds. Fetches
vnu and Lighthouse through npm, once.`,
    v.object({
      quick: flag('without Lighthouse'),
      page: v.pipe(
        v.nullish(v.string(), null),
        v.title('NAME'),
        v.description('only pages whose name contains this: channel, article, post'),
      ),
      json,
    }),
  ),
  conformance: defineCommand(
    'conformance',
    'Counts the feeds of other projects (../shared/corpora) and the public cases (../shared/cases) that the reader reads correctly.',
    v.object({ faults: flag('show what was read incorrectly'), json }),
  ),
  habits: defineCommand(
    'habits',
    `Simulates the lives of feeds, each from a seed: they publish, edit, publish again, change their IDs and addresses, fail and come
back. Counts lost and repeated items by the publisher's habit.`,
    v.object({
      seeds: positive('N', 10_000, 'number of lives'),
      seed: positiveOrNull('SEED', 'print this life poll by poll'),
      json,
    }),
  ),
  mutate: defineCommand(
    'mutate',
    `Changes one condition, boundary or return value at a time in the pure folders, runs the tests that reach it, and lists the
changes that no test notices.`,
    v.object({
      room: v.pipe(
        v.optional(v.array(v.picklist(roomNames, `is one of ${roomNames.join(', ')}.`)), roomNames),
        v.title('NAME'),
        v.description(`only this group of files, repeatable: ${roomNames.join(', ')}`),
      ),
      sample: wholeOrNull('N', 'N random mutants per group instead of all'),
      seed: whole('N', 1, 'another sample'),
      json,
    }),
  ),
  simulate: defineCommand(
    'simulate',
    `Runs the real Worker on a virtual clock with synthetic feeds. Prints each day's cost, the delay of news, what was lost or
repeated, and whether the plan's quotas suffice; before that, how polling compares with the version before.`,
    v.pipe(
      v.object({
        feeds: positive('N', 500, 'number of feeds'),
        channels: positive('N', 20, 'number of channels'),
        days: positive('N', 7, 'number of days'),
        'warm-up': positiveOrNull(
          'N',
          'days before these; the day after thousands of feeds were added is no usual one',
        ),
        cells: positive('N', 1, 'number of cells; more than one need the paid plan'),
        plan: v.pipe(
          v.optional(v.picklist(['free', 'paid'], 'is free or paid.'), 'free'),
          v.title('PLAN'),
          v.description('free or paid'),
        ),
        stories: positiveOrNull('N', 'stories that all feeds publish on an average day (three per feed)'),
        cron: positive('MINUTES', 1, 'time between two cycles'),
        pushed: v.pipe(
          v.optional(
            v.pipe(v.string(), v.regex(/^\d{1,2}(?:\.\d)?$/u, 'needs a percentage below 100.'), v.transform(Number)),
            '6.4',
          ),
          v.title('PERCENT'),
          v.description('feeds that announce a hub'),
        ),
        readers: positiveOrNull('N', 'people who follow channels by their own words'),
        seed: positive('N', 1, 'seed of the publishers'),
        'no-largest': flag('do not look for the largest number of feeds that still passes'),
        json,
      }),
      v.transform(
        ({ stories, cron, pushed, 'warm-up': warmUp, 'no-largest': isLargestSkipped, readers, ...options }) => ({
          ...options,
          storiesADay: stories ?? 3 * options.feeds,
          readers: readers ?? 0,
          warmUpDays: warmUp ?? 0,
          cronMinutes: cron,
          pushedPercent: pushed,
          /** Whether to look for the largest number of feeds that still passes. */
          largest: !isLargestSkipped && !options.json && options.plan === 'free',
        }),
      ),
    ),
  ),
  stories: defineCommand(
    'stories',
    'Compares pairs of headlines that are labelled as the same story or different ones. Counts what is hidden, merged and missed.',
    v.object({
      files:
        files(`JSON Lines, one pair per line: {"lang", "a", "b", "same", "kind"}, with "textA" and "textB" if the texts are known
(test/story/*.jsonl and test/story/pairs/*.jsonl)`),
      faults: flag('show each pair that is judged wrongly'),
      bench: flag('measure time, with the headlines of these pairs as the last 48 hours of a busy channel'),
      json,
    }),
  ),
  torture: defineCommand(
    'torture',
    `Ends the program before and after every step of every scenario, then runs sequences of random faults. Counts what was lost, and
what was repeated beyond what is promised.`,
    v.object({
      seeds: whole('N', 10_000, 'number of sequences'),
      from: whole('SEED', 1, 'seed of the first one'),
      seed: wholeOrNull('SEED', 'replay this sequence, and print each step'),
      json,
    }),
  ),
  'torture:runtime': defineCommand(
    'torture:runtime',
    `Runs the real Worker in workerd with its storage on disk, kills the process (SIGKILL) during cycles, commands and pushes of a hub,
and starts it again. Counts the headlines that were lost or repeated in channels, and the links that led nowhere.`,
    v.object({
      kills: whole('N', 40, 'number of kills, about five seconds each'),
      seed: whole('N', 1, 'kill at other moments'),
      json,
    }),
  ),
} as const
