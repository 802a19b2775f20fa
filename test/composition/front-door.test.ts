/** Which channels the front door lists, as the cells report them at cron. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { changedLists } from '../../src/composition/front-door.ts'
import { limits } from '../../src/limits.ts'
import { channelIdSchema, userIdSchema } from '../../src/model.ts'

const ann = v.parse(userIdSchema, 1)
const stranger = v.parse(userIdSchema, 2)
const page = (id: number, owner = ann) => ({ id: v.parse(channelIdSchema, String(id)), owner })
const listed = (id: number, cell: number) => ({ ...page(id), cell, title: '', username: '' })
const ids = (...of: readonly number[]) => of.map((id) => String(id))

type Reports = Parameters<typeof changedLists>[1]

describe('the directory hears', () => {
  it.each<[string, known: [id: number, cell: number][], reports: Reports, changed: ReturnType<typeof changedLists>]>([
    ['nothing while nothing changes', [[-1, 0]], [{ pages: [page(-1)] }], []],
    [
      'nothing about another order',
      [
        [-2, 0],
        [-1, 0],
      ],
      [{ pages: [page(-1), page(-2)] }],
      [],
    ],
    ['of a page that is switched on', [], [{ pages: [page(-1)] }], [{ cell: 0, channels: [page(-1).id] }]],
    ['of a page that is switched off', [[-1, 0]], [{ pages: [] }], [{ cell: 0, channels: [] }]],
    ['nothing from a cell that ran no cycle', [[-1, 0]], [null], []],
    [
      'of a channel that moved, from both cells',
      [[-1, 0]],
      [{ pages: [] }, { pages: [page(-1)] }],
      [
        { cell: 0, channels: [] },
        { cell: 1, channels: [page(-1).id] },
      ],
    ],
    ['nothing of a stranger’s page', [], [{ pages: [page(-1, stranger)] }], []],
  ])('%s', (_, known, reports, changed) => {
    const facts = { listed: known.map(([id, cell]) => listed(id, cell)), owners: [] }
    expect(changedLists(facts, reports, [ann])).toEqual(changed)
  })

  it('of the channels of a person who claimed the bot', () => {
    const facts = { listed: [], owners: [{ person: stranger, invitedBy: null }] }
    const changed = changedLists(facts, [{ pages: [page(-1, stranger)] }], [])
    expect(changed.map(({ channels }) => channels)).toEqual([ids(-1)])
  })

  it('of a bounded number of channels', () => {
    const pages = Array.from({ length: limits.directory.listedACell + 5 }, (_, at) => page(-1000 - at))
    const [list] = changedLists({ listed: [], owners: [] }, [{ pages }], [ann])
    expect(list?.channels).toHaveLength(limits.directory.listedACell)
    const known = (list?.channels ?? []).map((id) => listed(Number(id), 0))
    expect(changedLists({ listed: known, owners: [] }, [{ pages }], [ann])).toEqual([])
  })
})
