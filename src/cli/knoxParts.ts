/** The near-repeat test over a folder of partitions: one after another, with what was counted kept for after a kill. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { drain } from '../core/base/drain.ts'
import type { OffenceId } from '../core/base/offences.ts'
import type { TimeAnchor } from '../core/base/time.ts'
import { countOf } from '../core/base/words.ts'
import { addParts, countPart, type PartCounts, type PartSetting } from '../core/near/knoxParts.ts'
import { observedPart } from '../core/near/partObserved.ts'
import { areNear, type Box, boxOf, type Halo, haloOf, type PartPoints } from '../core/near/partPoints.ts'
import { nearRows } from '../core/near/nearRows.ts'
import { type Call, Unfit, Usage } from './command.ts'
import { openIncidents, rowsOf } from './open.ts'

/** One partition: its name and files. */
interface Partition {
  readonly name: string
  readonly files: readonly string[]
}

/** What is counted, and where what was counted is kept until all is done. */
export interface PartsWish extends PartSetting {
  /** the word of the folders "force=NAME" */
  readonly key: string
  /** metres around a partition in which points of others are looked at */
  readonly halo: number
  readonly offences: readonly OffenceId[]
  readonly anchor: TimeAnchor
  /** how many programs share the work, no more than the machine has cores */
  readonly jobs: number
  /** count what is observed and nothing that chance would give */
  readonly observed: boolean
  /** folder for what was counted; undefined = one of the system's, taken away at the end */
  readonly state?: string
}

/** Partitions of a folder: "force=NAME" folders, else its files, each one partition. */
async function partitionsOf(dir: string, key: string): Promise<Partition[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => {
    throw new Usage(
      `${dir} is no folder; --partition needs one with folders ${key}=NAME, or with a file for each.`,
    )
  })
  const folders = entries.filter((e) => e.isDirectory() && e.name.startsWith(`${key}=`))
  const visible = (names: readonly string[]) => names.filter((n) => !/^[._]/.test(n)).sort()
  const parts =
    folders.length > 0
      ? await Promise.all(
          folders.map(async (e) => ({
            name: decodeURIComponent(e.name.slice(key.length + 1)),
            files: visible(await readdir(join(dir, e.name))).map((f) => join(dir, e.name, f)),
          })),
        )
      : visible(entries.filter((e) => e.isFile()).map((e) => e.name)).map((f) => ({
          name: f.replace(/\..*$/, ''),
          files: [join(dir, f)],
        }))
  const filled = parts.filter((p) => p.files.length > 0).sort((a, b) => (a.name < b.name ? -1 : 1))
  if (filled.length === 0)
    throw new Usage(`${dir} holds no partition; folders ${key}=NAME or files were expected.`)
  const twice = filled.find((p, i) => p.name === filled[i + 1]?.name)
  if (twice)
    throw new Usage(`Two partitions of ${dir} are called ${twice.name}: give each a name of its own.`)
  return filled
}

/** Changes whenever a file, the order of partitions or a setting does. */
async function fingerprint(parts: readonly Partition[], call: Call, wish: PartsWish): Promise<string> {
  const hash = createHash('sha256')
  for (const { name, files } of parts)
    for (const file of files) {
      const { size, mtimeMs } = await stat(file)
      hash.update(JSON.stringify([name, resolve(file), size, mtimeMs]))
    }
  const { state: _, jobs: _jobs, ...rest } = wish
  const { state: __, out: ___, json: ____, jobs: _____, ...flags } = call.flags
  hash.update(JSON.stringify([rest, flags, 1]))
  return hash.digest('hex').slice(0, 20)
}

/** Writes whole or not at all. */
async function keep(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`
  await writeFile(part, bytes, { mode: 0o600 })
  await rename(part, path)
}

const doubles = (...lists: readonly ArrayLike<number>[]): Uint8Array => {
  const all = new Float64Array(lists.reduce((sum, l) => sum + l.length, 0))
  let end = 0
  for (const l of lists) {
    all.set(l, end)
    end += l.length
  }
  return new Uint8Array(all.buffer)
}

const readDoubles = async (path: string): Promise<Float64Array | undefined> => {
  const bytes = await readFile(path).catch(() => undefined)
  return bytes && new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

/** Points of a partition, read once from its files and then from what was kept. */
async function pointsOf(
  call: Call,
  part: Partition,
  path: string,
  wish: PartsWish,
): Promise<PartPoints & { crs: string }> {
  const crsPath = `${path}.crs`
  const kept = await readDoubles(path)
  const crs = await readFile(crsPath, 'utf8').catch(() => '')
  if (kept && crs !== '') {
    const n = kept.length / 3
    return {
      ...{ name: part.name, crs, x: kept.slice(0, n), y: kept.slice(n, 2 * n) },
      days: Int32Array.from(kept.subarray(2 * n)),
    }
  }
  const { incidents } = await openIncidents(call, part.files, undefined, 'points')
  const near = nearRows({ table: incidents, rows: rowsOf(call, incidents) }, wish.offences, wish.anchor)
  await writeFile(crsPath, incidents.crs, { mode: 0o600 })
  await keep(path, doubles(near.x, near.y, near.days))
  return { name: part.name, crs: incidents.crs, x: near.x, y: near.y, days: near.days }
}

type Phase = 'points' | 'counts'

/** What a helper does: every `of`-th partition from the k-th on, in one of the two rounds. */
interface Share {
  readonly k: number
  readonly of: number
  readonly what: Phase
}

const SHARE = 'COCOON_SHARE'
const NOTHING: PartCounts = {
  ...{ n: 0, pairs: 0, across: 0 },
  observed: new Float64Array(0),
  expected: new Float64Array(0),
  simulated: new Float64Array(0),
}

/** The share this program was started for by another; undefined where a person started it. */
function helperOf(): Share | undefined {
  const [, k, of, what] = /^(\d+)\/(\d+):(points|counts)$/.exec(process.env[SHARE] ?? '') ?? []
  return what === undefined ? undefined : { k: +k, of: +of, what: what as Phase }
}

/** Whether this program was started to help another: its answer is what it keeps, not what it says. */
export const isHelper = (): boolean => helperOf() !== undefined

/** A program that helps; what it leaves undone is done by the first. */
interface Helper {
  /** settled when it has ended, however it did */
  readonly ended: Promise<void>
  stop(): void
}

/** Starts the same command for a share. One that fails leaves its partitions to the first program. */
function help({ k, of, what }: Share): Helper {
  const env = { ...process.env, [SHARE]: `${k}/${of}:${what}` }
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    // the channel tells the helper when the first program is gone
    ...{ env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
  })
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve())
    child.on('exit', () => resolve())
  })
  return { ended, stop: () => void child.kill() }
}

/**
 * Ends this program, between two partitions, as soon as the one that it helps is gone. For the program itself to call: what
 * runs it in another, such as a test, has a channel of its own there.
 */
export function endWithFirst(): void {
  if (!isHelper() || !process.send) return
  const end = () => process.exit(143)
  if (!process.connected) end()
  process.once('disconnect', end)
  // waiting for that alone keeps no program alive
  process.channel?.unref()
}

/** Counts without what chance gives: `pairs` are those within the bands of both, and nothing is expected. */
function observedOnly(own: PartPoints, halos: readonly Halo[], wish: PartsWish): PartCounts {
  const observed = observedPart(own, halos, wish)
  return {
    ...{ n: own.days.length, pairs: observed.reduce((sum, v) => sum + v, 0), across: 0 },
    ...{ observed, expected: new Float64Array(observed.length), simulated: new Float64Array(0) },
  }
}

/** All partitions counted and added. Throws `Usage` and `Unfit`. */
export async function countFolder(
  call: Call,
  wish: PartsWish,
): Promise<{
  sum: PartCounts
  parts: readonly { name: string; n: number; pairs: number; across: number }[]
}> {
  const [dir] = call.files
  if (call.files.length !== 1) throw new Usage('--partition takes one folder.')
  const reach = wish.space.edges.at(-1)!
  if (!Number.isFinite(reach))
    throw new Usage('--space must end with a finite distance where partitions are counted.')
  if (wish.halo < reach)
    throw new Usage(
      `--halo is ${wish.halo} m but the last distance band ends at ${reach} m: pairs across a border would be lost. Give at least ${reach}.`,
    )
  const partitions = await partitionsOf(dir, wish.key)
  const mark = await fingerprint(partitions, call, wish)
  const state = join(wish.state ?? join(tmpdir(), 'cocoon-knox'), mark)
  await mkdir(state, { recursive: true, mode: 0o700 })
  call.say(`What is counted is kept in ${state} until all is done; the same command goes on from there.`)
  const file = (i: number, what: string) => join(state, `${i}.${what}`)
  const points = (i: number) => pointsOf(call, partitions[i], file(i, 'points'), wish)
  const helper = helperOf()
  const jobs = Math.min(wish.jobs, availableParallelism())
  if (jobs < wish.jobs)
    call.say(
      `--jobs ${wish.jobs}: this machine has ${countOf(jobs, 'core')}, so many programs share the work.`,
    )
  /** Does its share of the partitions, beside the others' helpers; what is missing afterwards is done by the loops below. */
  const shared = async (what: Phase, one: (i: number) => Promise<unknown>): Promise<void> => {
    const { k, of } = helper ?? { k: 0, of: jobs }
    const others = helper ? [] : Array.from({ length: of - 1 }, (_, h) => help({ k: h + 1, of, what }))
    try {
      if (of > 1 && (!helper || helper.what === what))
        for (let i = k; i < partitions.length; i += of) await one(i)
    } catch (error) {
      for (const other of others) other.stop()
      throw error
    } finally {
      await Promise.all(others.map((o) => o.ended))
    }
  }
  const boxes: Box[] = []
  const read = async (i: number) => {
    const part = await points(i)
    boxes[i] = boxOf(part)
    return part.crs
  }
  const cells = (wish.space.edges.length - 1) * (wish.time.edges.length - 1)
  const before = async (i: number): Promise<PartCounts | undefined> => {
    const done = await readDoubles(file(i, 'counts'))
    if (done?.length !== 3 + cells * (2 + wish.permutations)) return undefined
    return {
      ...{ n: done[0], pairs: done[1], across: done[2] },
      observed: done.slice(3, 3 + cells),
      expected: done.slice(3 + cells, 3 + 2 * cells),
      simulated: done.slice(3 + 2 * cells),
    }
  }
  const count = async (i: number): Promise<PartCounts> => {
    const kept = await before(i)
    if (kept) return kept
    const own = await points(i)
    const halos: Halo[] = []
    for (let j = i + 1; j < partitions.length; j++) {
      // most partitions lie far away, and need not be read again to see it
      if (!areNear(boxes[i], boxes[j], wish.halo)) continue
      const halo = haloOf(own, await points(j), wish.halo)
      if (halo) halos.push(halo)
    }
    const c = wish.observed ? observedOnly(own, halos, wish) : drain(countPart(own, halos, wish))
    await keep(file(i, 'counts'), doubles([c.n, c.pairs, c.across], c.observed, c.expected, c.simulated))
    return c
  }
  await shared('points', read)
  if (helper?.what === 'points') return { sum: NOTHING, parts: [] }
  const crs = new Set<string>()
  for (let i = 0; i < partitions.length; i++) crs.add(await read(i))
  if (crs.size > 1)
    throw new Unfit(
      `The partitions lie on different planes (${[...crs].join(', ')}): distances across borders cannot be told. Name one with --crs.`,
    )
  const early = await Promise.all(partitions.map((_, i) => before(i).then((c) => c !== undefined)))
  await shared('counts', count)
  if (helper) return { sum: NOTHING, parts: [] }
  const counts: PartCounts[] = []
  for (let i = 0; i < partitions.length; i++) {
    const c = await count(i)
    counts.push(c)
    call.say(
      early[i]
        ? `${partitions[i].name}: counted before.`
        : `${partitions[i].name}: ${countOf(c.n, 'incident')}, ${
            wish.observed
              ? `${countOf(c.pairs, 'pair')} within the bands.`
              : `${countOf(c.pairs, 'pair')} inside, ${countOf(c.across, 'pair')} across a border.`
          }`,
    )
  }
  // places and days of crimes must not stay behind
  await rm(state, { recursive: true, force: true })
  return {
    sum: addParts(counts),
    parts: counts.map(({ n, pairs, across }, i) => ({ name: partitions[i].name, n, pairs, across })),
  }
}
