/** Devices over one folder: whatever happens to files, network and machines, every tick is counted exactly once. */
import { describe, expect, it } from 'vitest'
import { Stream } from '../../src/core/base/random.ts'
import {
  type Board,
  boardSize,
  EMPTY_BOARD,
  type Folder,
  mergeBoards,
  missingFrom,
  ownSegments,
  readFolder,
  readSegment,
  segmentName,
  segmentText,
  syncFolder,
  type TeamLock,
  withinRetention,
} from '../../src/cocoon/teamFolder.ts'
import { erasedVisit } from '../../src/cocoon/visitFile.ts'
import { mergeVisits, OUTCOMES, type Visit } from '../../src/cocoon/visits.ts'

/** A lock that costs nothing: a sum before the text tells a torn file; `word` stands for the passphrase. */
const lockOf = (word: string): TeamLock => {
  const sum = (text: string) =>
    [...(word + text)].reduce((h, c) => (Math.imul(h, 31) + c.charCodeAt(0)) >>> 0, 7)
  return {
    seal: async (text) => new TextEncoder().encode(`${sum(text)} ${text}`),
    open: async (bytes) => {
      const all = new TextDecoder().decode(bytes)
      const text = all.slice(all.indexOf(' ') + 1)
      if (all.slice(0, all.indexOf(' ')) !== String(sum(text))) throw new Error('it is damaged')
      return text
    },
  }
}

/** A shared folder in which everything happens that happens to one. `fate` 0 is a quiet night. */
function sharedFolder(draw: () => number) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const folder = (fate: () => number): Folder => {
    const strikes = (p: number) => draw() < p * fate()
    const gone = () => {
      if (strikes(0.1)) throw new Error('the network is gone')
    }
    return {
      names: async () => (gone(), [...files.keys()]),
      read: async (name) => {
        gone()
        if (strikes(0.1)) throw new Error('it is locked by another program')
        const bytes = files.get(name)
        if (!bytes) throw new Error('it is not there')
        return strikes(0.1) ? bytes.slice(0, Math.floor(bytes.length * draw())) : bytes
      },
      write: async (name, bytes) => {
        gone()
        // half a file is left, and the writer may or may not learn of it
        if (strikes(0.2)) {
          files.set(name, bytes.slice(0, Math.floor(bytes.length * draw())))
          if (draw() < 0.5) throw new Error('the machine was switched off')
          return
        }
        files.set(name, bytes)
        if (strikes(0.1)) throw new Error('the machine was switched off just after')
      },
      remove: async (name) => {
        gone()
        files.delete(name)
      },
    }
  }
  /** what a synchroniser or a helpful colleague does */
  const meddle = () => {
    const names = [...files.keys()]
    if (names.length === 0) return
    const name = names[Math.floor(draw() * names.length)]
    const bytes = files.get(name)!
    if (draw() < 0.5) files.set(name.replace('.cocoon', ' (conflict).cocoon'), bytes)
    else {
      files.delete(name)
      files.set(`Copy of ${name}`, bytes)
    }
    if (draw() < 0.2) files.set(`desktop ${names.length}.ini`, new Uint8Array([1, 2, 3]))
  }
  return { files, folder, meddle }
}

interface Device {
  readonly id: string
  /** on its disk: what it recorded or learnt, whatever becomes of the page */
  board: Board
  known: Map<string, Board>
  n: number
}

describe('a thousand histories of three devices over one folder', () => {
  it('count every tick exactly once', { timeout: 120_000 }, async () => {
    let torn = 0
    let drawnTogether = 0
    for (let seed = 1; seed <= 1000; seed++) {
      const stream = new Stream(seed)
      const draw = () => stream.float()
      const pick = <T>(some: readonly T[]): T => some[Math.floor(draw() * some.length)]
      const { files, folder, meddle } = sharedFolder(draw)
      let fate = 1
      const lock = lockOf('sesame')
      const devices: Device[] = ['aa', 'bb', 'cc'].map((id) => ({
        id,
        board: EMPTY_BOARD,
        known: new Map(),
        n: 0,
      }))
      /** what was ticked, by id: written by the test as it happens, by nothing of what is tested */
      const truth = new Map<string, Visit>()
      const put = (d: Device, v: Visit) => {
        truth.set(v.id, v)
        d.board = mergeBoards(d.board, { visits: [v], items: [] })
      }
      const sync = async (d: Device) => {
        try {
          const done = await syncFolder(
            folder(() => fate),
            lock,
            d.id,
            d.board,
            () => String(Math.floor(draw() * 1e6)),
            d.known,
          )
          d.board = mergeBoards(d.board, done.board)
          torn += done.unread.length
        } catch {
          // the folder could not be listed: another time
        }
      }
      const long = seed % 50 === 0
      for (let step = 0; step < (long ? 140 : 24); step++) {
        const d = pick(devices)
        const mine = [...truth.values()].filter((v) => v.device === d.id)
        const what = draw()
        if (what < 0.4) {
          const id = `${d.id}-${++d.n}`
          put(d, {
            id,
            home: String(Math.floor(draw() * 9)),
            list: 'C',
            incident: '',
            outcome: pick(OUTCOMES),
            at: step,
            device: d.id,
            note: '',
            revision: 0,
          })
        } else if (what < 0.5 && mine.length > 0) {
          const v = pick(mine)
          put(d, { ...v, outcome: pick(OUTCOMES), note: `n${step}`, revision: v.revision + 1 })
        } else if (what < 0.56 && mine.length > 0) {
          const v = pick(mine)
          put(d, { ...v, removed: true, revision: v.revision + 1 })
        } else if (what < 0.64)
          d.known = new Map() // the page was closed: what it had read is forgotten
        else if (what < 0.72) meddle()
        else await sync(d)
      }
      // a quiet hour: all that is readable is read, and every device tells what it knows
      fate = 0
      for (let k = 0; k < 2; k++) for (const d of devices) await sync(d)
      for (const d of devices)
        expect(d.board.visits, `seed ${seed}, ${d.id}`).toEqual(mergeVisits([...truth.values()]))
      // a fourth who opens the folder for the first time sees the same
      const fresh = await readFolder(
        folder(() => 0),
        lock,
      )
      expect(fresh.board.visits, `seed ${seed}, fresh`).toEqual(mergeVisits([...truth.values()]))
      if (long && ownSegments([...files.keys()], 'aa').names.length < 20) drawnTogether++
    }
    // the histories were as rough as they were meant to be
    expect(torn).toBeGreaterThan(500)
    expect(drawnTogether).toBeGreaterThan(0)
  })
})

const visit = (id: string, over: Partial<Visit> = {}): Visit => ({
  id,
  home: '1',
  list: 'C',
  incident: '',
  outcome: 'spoken',
  at: 100 * 1440,
  device: id.split('-')[0],
  note: '',
  revision: 0,
  ...over,
})
const item = (id: string, revision: number, device = 'aa', over = {}) => ({
  kind: 'round' as const,
  id,
  revision,
  at: revision,
  device,
  value: { officer: `${device}${revision}` },
  ...over,
})

describe('what two say at once', () => {
  it('is settled the same way on every device: the later change, else the greater text', () => {
    const [a, b, c] = [item('R', 1), item('R', 1, 'bb'), item('R', 2)]
    const board = (...items: ReturnType<typeof item>[]): Board => ({ visits: [], items })
    expect(mergeBoards(board(a), board(b))).toEqual(mergeBoards(board(b), board(a)))
    expect(mergeBoards(board(c), board(b), board(a)).items).toEqual([c])
    // what was taken out is not brought back by an older copy
    const out = item('R', 3, 'bb', { removed: true })
    expect(mergeBoards(board(out), board(a, c)).items).toEqual([out])
  })
  it('is written only where the folder does not say it yet', () => {
    const folder: Board = { visits: [visit('aa-1')], items: [item('R', 1)] }
    const mine: Board = { visits: [visit('aa-1'), visit('aa-2')], items: [item('R', 2), item('S', 1)] }
    expect(missingFrom(folder, mine)).toEqual({
      visits: [visit('aa-2')],
      items: [item('R', 2), item('S', 1)],
    })
    expect(boardSize(missingFrom(mine, folder))).toBe(0)
  })
  it('goes when its retention is over, tombstones too, and is not brought back by what others still hold', async () => {
    const old = visit('aa-1', { at: 10 * 1440 })
    const gone = visit('aa-2', { at: 10 * 1440, removed: true, revision: 1 })
    const board: Board = { visits: [old, gone, visit('aa-3')], items: [] }
    const sound = (b: Board) => withinRetention(b, 30, 101)
    expect(sound(board).visits.map((v) => v.id)).toEqual(['aa-3'])
    const { folder } = sharedFolder(() => 1)
    const quiet = folder(() => 0)
    await syncFolder(quiet, lockOf('x'), 'bb', board, () => 'm')
    const read = await syncFolder(quiet, lockOf('x'), 'aa', EMPTY_BOARD, () => 'm', new Map(), sound)
    expect(read.board.visits.map((v) => v.id)).toEqual(['aa-3'])
    expect(read.wrote).toBe(0)
  })
})

describe('what has ended', () => {
  const quiet = () => {
    const shared = sharedFolder(() => 1)
    return { ...shared, folder: shared.folder(() => 0) }
  }
  const sync = (folder: Folder, device: string, mine: Board, today: number, tidies = true) =>
    syncFolder(
      folder,
      lockOf('x'),
      device,
      mine,
      () => 'm',
      new Map(),
      (b) => withinRetention(b, 30, today),
      tidies,
    )
  const says = async (folder: Folder) => (await readFolder(folder, lockOf('x'))).board

  it('leaves the folder when its days are over, though nothing new is written', async () => {
    const { folder } = quiet()
    const mine: Board = { visits: [visit('aa-1', { at: 10 * 1440 }), visit('aa-2')], items: [] }
    await sync(folder, 'aa', mine, 20)
    expect((await says(folder)).visits).toHaveLength(2)
    // another device takes nothing of it away, nor a clock that is doubted
    await sync(folder, 'bb', mine, 101)
    await sync(folder, 'aa', mine, 101, false)
    expect((await says(folder)).visits).toHaveLength(2)
    await sync(folder, 'aa', mine, 101)
    expect((await says(folder)).visits.map((v) => v.id)).toEqual(['aa-2'])
    // nothing left: no segment left
    await sync(folder, 'aa', EMPTY_BOARD, 1e6)
    expect(await folder.names()).toEqual([])
  })
  it('leaves the folder when somebody else takes it out, once and for good', async () => {
    const { folder } = quiet()
    const round = item('R', 0, 'aa', { value: { address: '12 Mill Lane' } })
    await sync(folder, 'aa', { visits: [visit('aa-1')], items: [round, item('S', 0)] }, 1)
    const out = item('R', 1, 'bb', { removed: true, value: null })
    await sync(folder, 'bb', { visits: [], items: [out] }, 1)
    const all = async () => {
      const texts = await Promise.all(
        (await folder.names()).map(async (n) => lockOf('x').open(await folder.read(n))),
      )
      return texts.join('')
    }
    expect(await all()).toContain('12 Mill Lane')
    await sync(folder, 'aa', EMPTY_BOARD, 1)
    expect(await all()).not.toContain('12 Mill Lane')
    const stands = await says(folder)
    expect(stands).toEqual({ visits: [visit('aa-1')], items: [out, item('S', 0)] })
    const names = await folder.names()
    await sync(folder, 'aa', EMPTY_BOARD, 1)
    await sync(folder, 'bb', EMPTY_BOARD, 1)
    expect(await folder.names()).toEqual(names)
  })
})

describe('what was erased', () => {
  it('leaves the folder with the next sync of whoever wrote it, though it was taken back before', async () => {
    const { folder: open } = sharedFolder(() => 1)
    const folder = open(() => 0)
    const sync = (device: string, mine: Board) => syncFolder(folder, lockOf('x'), device, mine, () => 'm')
    const back = visit('aa-1', { note: 'by the bins', removed: true, revision: 1 })
    await sync('aa', { visits: [back, visit('aa-2')], items: [] })
    await sync('bb', { visits: [erasedVisit(back)], items: [] })
    await sync('aa', EMPTY_BOARD)
    const texts = await Promise.all(
      (await folder.names()).map(async (n) => lockOf('x').open(await folder.read(n))),
    )
    expect(texts.join()).toContain('aa-2')
    expect(texts.join()).not.toContain('by the bins')
  })
})

describe('a folder with trouble in it', () => {
  it('says which files it could not read, and why, and reads the others', async () => {
    const { folder, files } = sharedFolder(() => 1)
    const quiet = folder(() => 0)
    await syncFolder(quiet, lockOf('x'), 'aa', { visits: [visit('aa-1')], items: [] }, () => 'm')
    files.set(segmentName('bb', 1, 'm'), await lockOf('another').seal(segmentText('bb', EMPTY_BOARD)))
    files.set(segmentName('cc', 1, 'm'), await lockOf('x').seal('{"cocoon":"segment","version":2}'))
    files.set('holiday.docx', new Uint8Array(3))
    const read = await readFolder(quiet, lockOf('x'))
    expect(read.board.visits).toEqual([visit('aa-1')])
    expect(read.unread.map((u) => [u.name.slice(0, 2), u.why])).toEqual([
      ['bb', 'it is damaged'],
      ['cc', 'a later version of Cocoon wrote it: update this page'],
    ])
  })
  it('writes nothing over another file, and numbers on', async () => {
    expect(ownSegments([segmentName('aa', 7, 'm'), segmentName('ab', 9, 'm'), 'aa-x.txt'], 'aa')).toEqual({
      names: ['aa-00007-m.cocoon-segment'],
      last: 7,
    })
  })
  it('takes from a segment what is sound and nothing else', () => {
    const text = JSON.stringify({
      cocoon: 'segment',
      version: 1,
      device: 'aa',
      visits: [visit('aa-1'), { id: 'aa-2' }, { ...visit('aa-3'), victim: 'a name' }],
      items: [item('R', 1), { ...item('R', 1), kind: 'letter' }],
    })
    expect(readSegment(text)).toEqual({ visits: [visit('aa-1'), visit('aa-3')], items: [item('R', 1)] })
    for (const [bad, why] of [
      ['{', /breaks off/],
      ['{"cocoon":"visits"}', /no segment/],
      ['{"cocoon":"segment","version":1}', /lists are missing/],
    ] as const)
      expect(() => readSegment(bad)).toThrow(why)
  })
  it('leaves out an item nested deeper than could be written again, and reads the others', () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000)
    const text = segmentText('aa', { visits: [], items: [item('R', 1), { ...item('S', 1), value: '@' }] })
    const board = readSegment(text.replace('"@"', deep))
    expect(mergeBoards(board, board).items).toEqual([item('R', 1)])
  })
})

describe('a change of passphrase', () => {
  it('leaves nothing behind: each device writes what it knows under the new one', async () => {
    const { folder, files } = sharedFolder(() => 1)
    const quiet = folder(() => 0)
    const [old, now] = [lockOf('old'), lockOf('new')]
    await syncFolder(quiet, old, 'aa', { visits: [visit('aa-1')], items: [] }, () => 'm')
    // bb was away: it has read aa's, and has one of its own that it never wrote
    const bb = await syncFolder(quiet, old, 'bb', EMPTY_BOARD, () => 'm')
    const away: Board = mergeBoards(bb.board, { visits: [visit('bb-1')], items: [] })
    // aa changes it: what it knows under the new lock, then its own old segments go
    const aa = await syncFolder(quiet, old, 'aa', EMPTY_BOARD, () => 'm')
    await syncFolder(quiet, now, 'aa', aa.board, () => 'm')
    for (const n of ['aa-00001-m.cocoon-segment']) files.delete(n)
    await syncFolder(quiet, now, 'bb', away, () => 'm')
    const fresh = await readFolder(quiet, now)
    expect(fresh.board.visits.map((v) => v.id).sort()).toEqual(['aa-1', 'bb-1'])
    expect(fresh.unread).toEqual([])
  })
})
