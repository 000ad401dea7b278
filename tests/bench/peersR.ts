/**
 * R's packages beside ours, for `npm run bench:peers`: spatstat's kernel density, spdep's local G and dbscan, each on the
 * same points, with its answer held to ours. What is not installed is said.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drain } from '../../src/core/base/drain.ts'
import { countCells } from '../../src/core/geometry/grid.ts'
import { dbscan } from '../../src/core/stats/dbscan.ts'
import { footprintOf, giStar, giStarScores } from '../../src/core/stats/gistar.ts'
import { densityGrid } from '../../src/core/stats/kde.ts'
import { massInside } from '../../src/core/stats/kdeMeasures.ts'
import { town } from './towns.ts'

/** Seconds by the clock, and of processor, which a busy machine changes less; NaN where they are not known. */
export interface Cost {
  readonly clock: number
  readonly processor: number
}

/** One line of the table: what it costs both, and whether the answers agree. */
export interface PeerRow {
  readonly work: string
  readonly tool: string
  readonly theirs: Cost
  readonly ours: Cost
  readonly equal: boolean
}

/** Seconds of processor of this program until now, all of its threads. */
const processorNow = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Least cost of some runs, and what the last gave. */
export async function best<T>(run: () => T | Promise<T>, times: number): Promise<{ cost: Cost; result: T }> {
  let [clock, processor] = [Infinity, Infinity]
  let result!: T
  for (let i = 0; i < times; i++) {
    const [start, begun] = [performance.now(), processorNow()]
    result = await run()
    clock = Math.min(clock, (performance.now() - start) / 1000)
    processor = Math.min(processor, processorNow() - begun)
  }
  return { cost: { clock, processor }, result }
}

/** Runs of ours beside a tool of R: the first ones are compiled meanwhile. */
const TIMES = 15

/** Runs a script of R that prints one line of JSON; undefined with a word where R or its package is missing. */
function inR(name: string, script: string, args: readonly string[]): Record<string, number[]> | undefined {
  const done = spawnSync('Rscript', ['--vanilla', '-e', script, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  const line = done.stdout?.split('\n').find((l) => l.startsWith('{'))
  if (done.status === 0 && line !== undefined) return JSON.parse(line) as Record<string, number[]>
  const why = done.error ? 'Rscript is not installed' : (done.stderr.trim().split('\n').at(-1) ?? 'no answer')
  console.log(`R’s ${name} was not run: ${why}.`)
  return undefined
}

const near = (a: ArrayLike<number>, b: ArrayLike<number>, share: number): boolean => {
  let most = 0
  for (let i = 0; i < b.length; i++) most = Math.max(most, Math.abs(b[i]))
  return Array.from(b).every((v, i) => Math.abs(a[i] - v) <= share * most)
}

/** What every script begins with: the points, a clock, and a line of JSON. */
const HEAD = `
args <- commandArgs(TRUE); p <- read.csv(args[1])
least <- function(f, n) { f(); t <- sapply(1:n, function(i) { s <- system.time(f()); c(s[["elapsed"]], s[["user.self"]] + s[["sys.self"]]) }); c(min(t[1, ]), min(t[2, ])) }
tell <- function(seconds, values) cat(sprintf('{"seconds":[%s],"values":[%s]}\\n', paste(seconds, collapse=","), paste(format(values, digits=12, trim=TRUE), collapse=",")))
`

/** All of R, a row at a time; `folder` takes the points. */
export async function* peersInR(folder: string): AsyncGenerator<PeerRow, void, void> {
  const cost = (seconds: readonly number[], k: number): Cost => ({
    clock: seconds[2 * k],
    processor: seconds[2 * k + 1],
  })
  const write = (name: string, x: ArrayLike<number>, y: ArrayLike<number>, v?: ArrayLike<number>) => {
    const file = join(folder, name)
    const lines = Array.from(x, (_, i) => `${x[i]},${y[i]}${v ? `,${v[i]}` : ''}`)
    writeFileSync(file, [`x,y${v ? ',v' : ''}`, ...lines].join('\n'))
    return file
  }

  // kernel density: Gaussian of 200 m on 512 × 512 cells of 40 m
  const points = town(50_000, 20_480)
  const file = write('kde.csv', points.x, points.y)
  const square = { shape: 'square', x0: 0, y0: 0, cell: 40, nx: 512, ny: 512 } as const
  const kde = inR(
    'spatstat',
    `${HEAD}suppressMessages(library(spatstat.explore)); w <- owin(c(0, 20480), c(0, 20480)); q <- suppressWarnings(ppp(p$x, p$y, window=w))
    plain <- function() density(q, sigma=200, dimyx=512, edge=FALSE); edge <- function() density(q, sigma=200, dimyx=512, edge=TRUE)
    s <- c(least(plain, 3), least(edge, 3)); k <- c(1, 64, 128, 256, 384, 448); tell(s, c(plain()$v[256, k], edge()$v[256, k]))`,
    [file],
  )
  const all = new Uint8Array(square.nx * square.ny).fill(1)
  const plain = () => drain(densityGrid(points, square, 'gaussian', 200)).values
  // as the page corrects: each density divided by the share of the kernel inside
  const corrected = () => {
    const [values, mass] = [plain(), massInside(square, all, 'gaussian', 200)]
    for (let i = 0; i < values.length; i++) values[i] /= mass[i]
    return values
  }
  const columns = [1, 64, 128, 256, 384, 448]
  const density = (work: string, k: number, mine: { cost: Cost; result: Float64Array }): PeerRow => {
    const theirs = kde!.values.slice(k * columns.length, (k + 1) * columns.length)
    const row = columns.map((c) => mine.result[255 * 512 + c - 1])
    return {
      work,
      tool: 'spatstat',
      theirs: cost(kde!.seconds, k),
      ours: mine.cost,
      equal: near(row, theirs, 0.02),
    }
  }
  if (kde) {
    yield density('kernel density, 50,000 on 512 × 512', 0, await best(plain, TIMES))
    yield density('  with edge correction', 1, await best(corrected, TIMES))
  }

  // local G* of counts on 400 × 250 cells, queen's neighbours and the cell itself
  const cells = { shape: 'square', x0: 0, y0: 0, cell: 100, nx: 400, ny: 250 } as const
  const spread = town(50_000, 25_000)
  const counts = countCells(cells, spread.x, spread.y)
  const at = Array.from(counts, (_, i) => i)
  const grid = write(
    'cells.csv',
    at.map((i) => i % 400),
    at.map((i) => Math.floor(i / 400)),
    counts,
  )
  const g = inR(
    'spdep',
    `${HEAD}suppressMessages(library(spdep)); made <- system.time(nb <- include.self(cell2nb(250, 400, type="queen"))); made <- c(made[["elapsed"]], made[["user.self"]] + made[["sys.self"]])
    lw <- nb2listw(nb, style="B"); f <- function() localG(p$v, lw)
    s <- least(f, 3); tell(c(s, made + s), as.numeric(f())[seq(1, 100000, by=997)])`,
    [grid],
  )
  if (g) {
    const local = (
      work: string,
      theirs: Cost,
      mine: { cost: Cost; result: { z: Float64Array } },
    ): PeerRow => {
      const some = Array.from({ length: g.values.length }, (_, k) => mine.result.z[k * 997])
      return { work, tool: 'spdep', theirs, ours: mine.cost, equal: near(some, g.values, 1e-6) }
    }
    const scores = await best(() => giStarScores(counts, cells, footprintOf(cells)), TIMES)
    yield local('local G*, z of 100,000 cells, weights given', cost(g.seconds, 0), scores)
    yield local(
      '  ours with p and adjusted p as well',
      cost(g.seconds, 0),
      await best(() => giStar(counts, cells, footprintOf(cells)), TIMES),
    )
    yield local('  z with its weights', cost(g.seconds, 1), scores)
  }

  const crowd = town(45_000, 20_000)
  const groups = inR(
    'dbscan',
    `${HEAD}suppressMessages(library(dbscan)); f <- function() dbscan(as.matrix(p[, c("x", "y")]), eps=100, minPts=5)
    s <- least(f, 5); c <- f()$cluster; tell(s, c(max(c), sum(c == 0)))`,
    [write('crowd.csv', crowd.x, crowd.y)],
  )
  if (groups) {
    const mine = await best(() => dbscan(crowd.x, crowd.y, 100, 5), TIMES)
    const { label, count } = mine.result
    const noise = label.filter((k) => k === 0).length
    const equal = count === groups.values[0] && noise === groups.values[1]
    yield {
      work: 'DBSCAN, 45,000 points',
      tool: 'dbscan',
      theirs: cost(groups.seconds, 0),
      ours: mine.cost,
      equal,
    }
  }
}
