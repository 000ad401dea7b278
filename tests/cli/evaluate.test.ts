import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { Stream } from '../../src/core/base/random.ts'
import { isoDay } from '../../src/core/base/time.ts'

const dir = mkdtempSync(join(tmpdir(), 'cocoon-evaluate-'))
afterAll(() => rmSync(dir, { recursive: true }))
const golden = (name: string) => join(import.meta.dirname, '../golden/evaluation', name)

function file(name: string, lines: readonly string[]): string {
  const path = join(dir, name)
  writeFileSync(path, lines.join('\n') + '\n')
  return path
}

async function cocoon(...args: string[]) {
  let [out, err] = ['', '']
  const code = await main(args, { out: (t) => (out += t), err: (t) => (err += t) })
  return { code, out, err, json: () => JSON.parse(out) }
}

/** Runs a form that must succeed; answer, notes, params and n must be there. */
async function evaluate(...args: string[]) {
  const r = await cocoon('evaluate', ...args)
  expect(r.err).not.toBe('')
  expect(r.code, r.err).toBe(0)
  const o = r.json()
  expect(o).toMatchObject({
    answer: expect.any(String),
    notes: expect.any(Array),
    params: expect.any(Object),
    n: expect.any(Number),
  })
  // never a claim that nothing happened
  expect(`${o.answer} ${o.notes.join(' ')}`).not.toMatch(/no effect|caused|because of the plan/i)
  return o
}

/** Runs a form that must be refused with a sentence. */
async function refused(code: number, says: RegExp, ...args: string[]) {
  const r = await cocoon(...args)
  expect([r.code, r.out], r.err).toEqual([code, ''])
  expect(r.err).toMatch(says)
}

describe('evaluate --counts', () => {
  it('gives the ratio, the difference and the words', async () => {
    const o = await evaluate('--counts', '100,60,200,190', '--phi', '1')
    expect(o.oddsRatio).toBeCloseTo(1.58333333, 7)
    expect(o.ci).toEqual([expect.closeTo(1.0864151478, 6), expect.closeTo(2.3075381907, 6)])
    expect(o).toMatchObject({ prevented: 35, n: 550, verdict: 'fell' })
    expect(o.p).toBeCloseTo(0.016790494, 7)
    expect(o.wdd).toMatchObject({ estimate: -30, z: expect.closeTo(-30 / Math.sqrt(550), 9) })
    expect(o.answer).toBe('Crime fell more than the comparison by 37% (8–57%).')
  })

  it('says that φ was not measured, and from which φ nothing could be told', async () => {
    const o = await evaluate('--counts', '100,60,200,190')
    expect(o.answer).toMatch(
      /^If counts swing no more than chance alone, which was not measured here: crime fell/,
    )
    expect(o.notes.join(' ')).toMatch(/reach no change from φ = 1\.4|φ = 1\.5/)
    const wide = await evaluate('--counts', '100,60,200,190', '--phi', '4')
    expect(wide.answer).toMatch(/^Cannot tell: it could be anything from a fall of 70% to a rise of 34%/)
    const t = await evaluate('--counts', '100,60,200,190', '--phi', '1', '--df', '5')
    expect(t.ci[0]).toBeLessThan(1)
  })

  it('refuses the difference for twelve streets against a city, where it would turn a fall into +58', async () => {
    const o = await evaluate('--counts', '60,10,400,292')
    expect(Object.keys(o.wdd)).toEqual(['refused'])
    expect(o.rateRatio).toBeCloseTo(0.22831, 5)
    expect(JSON.stringify(o)).not.toMatch(/\b58\b/)
  })

  it('takes unequal windows into the difference', async () => {
    const o = await evaluate('--counts', '80,20,100,50', '--before', '730', '--after', '365')
    expect(o.wdd.estimate).toBeCloseTo(-20, 9)
    expect(o.wdd.se).toBeCloseTo(10.7238052948, 8)
  })

  it('gives no verdict under 20 before, and manages a 0 after', async () => {
    expect((await evaluate('--counts', '12,3,200,190')).answer).toMatch(
      /^No verdict: there were only 12 in the treated/,
    )
    const zero = await evaluate('--counts', '40,0,60,58')
    expect(zero.notes.join(' ')).toMatch(/a half was added/)
    expect(zero.ci.every((v: unknown) => typeof v === 'number')).toBe(true)
    // the halves are for the logarithm: what was prevented is told from the counts as they are
    expect(zero.prevented).toBeCloseTo((40 * 58) / 60, 10)
    expect(zero.preventedSe).toBeCloseTo(Math.sqrt(((40 * 58) / 60) ** 2 * (1 / 40 + 1 / 60 + 1 / 58)), 10)
    // a fall is of 100% only where nothing is left, and the ratio here is of halves
    expect(zero.answer).not.toMatch(/100/)
    const none = await evaluate('--counts', '60,0,400,0', '--phi', '1')
    expect([none.prevented, none.expected]).toEqual([0, 0])
    expect(Number.isFinite(none.preventedSe)).toBe(true)
    const huge = await evaluate('--counts', '100000,1,500000,499999', '--phi', '1')
    expect(huge.answer).toMatch(/by over 99.9% \(99\.\d–over 99\.9%\)|by over 99.9% \(over 99.9–over 99.9%\)/)
  })

  it('words the margin only where the interval lies inside it', async () => {
    expect(
      (await evaluate('--counts', '9000,9010,9000,9000', '--phi', '1', '--margin', '10')).answer,
    ).toMatch(/^No change larger than 10%, the margin written before/)
    expect((await evaluate('--counts', '100,98,100,100', '--phi', '1', '--margin', '10')).answer).toMatch(
      /^Cannot tell/,
    )
  })

  it('refuses what are no counts', async () => {
    await refused(2, /three|3 numbers; four/, 'evaluate', '--counts', '1,2,3')
    await refused(2, /-5; a whole number/, 'evaluate', '--counts=40,-5,3,2')
    await refused(2, /2\.5; a whole number/, 'evaluate', '--counts', '40,2.5,3,2')
    await refused(2, /"x" is not a number/, 'evaluate', '--counts', '40,x,3,2')
    await refused(3, /treated areas before the start/, 'evaluate', '--counts', '0,5,30,20')
    await refused(3, /comparison before the start/, 'evaluate', '--counts', '30,5,0,20')
    await refused(2, /from 1/, 'evaluate', '--counts', '30,5,10,20', '--phi', '0.2')
    await refused(2, /Nothing to judge/, 'evaluate')
    await refused(2, /one of them/, 'evaluate', '--counts', '30,5,10,20', '--panel', golden('panel.csv'))
    await refused(2, /no other file/, 'evaluate', golden('panel.csv'), '--counts', '30,5,10,20')
  })
})

describe('evaluate with a table', () => {
  it('panel', async () => {
    const o = await evaluate('--panel', golden('panel.csv'))
    expect(o.notes.join(' ')).toMatch(
      /The answer is that of all areas; of the pairs alone it is .*\. Before the start the two sides of the pairs lie up to [\d.]+ standard deviations apart/,
    )
    expect(o).toMatchObject({ pairs: 10, n: 720, df: 28, verdict: 'fell' })
    expect(o.oddsRatio).toBeCloseTo(Math.exp(0.22999156244), 7)
    expect(o.phi).toBeCloseTo(1.0909507448, 7)
    expect(o.did.coef).toBeCloseTo(-0.22999156244, 7)
    expect(o.did.se).toBeCloseTo(0.057716181376, 7)
    expect(o.did.seCluster).toBeCloseTo(0.043820038274, 7)
    expect(o.permutation.p).toBeLessThan(0.003)
    // all 2^10 exchanges: a whole number of them
    expect(o.signFlip.p * 512).toBe(Math.round(o.signFlip.p * 512))
  })

  it('panel: five pairs cannot reach 5%, and it says what to do instead', async () => {
    const rows = ['area,month,treated,post,count']
    for (let a = 0; a < 10; a++)
      for (let m = 0; m < 8; m++)
        rows.push(`${a},2026-0${m + 1},${+(a < 5)},${+(m > 3)},${a < 5 && m > 3 ? 4 : 12 + ((a + m) % 3)}`)
    const o = await evaluate('--panel', file('five.csv', rows))
    expect(o).toMatchObject({ pairs: 5, signFlip: { p: 0.0625, least: 0.0625 } })
    expect(o.notes.join(' ')).toMatch(/fewer than 6 no exchange can reach 5%.*FILE --treated/)
  })

  it('panel: refuses what is none, with the line or the area', async () => {
    const head = 'area,month,treated,post,count'
    const bad = (name: string, says: RegExp, ...rows: string[]) =>
      refused(3, says, 'evaluate', '--panel', file(name, [head, ...rows]))
    const full = ['1,1,1,0,5', '1,2,1,1,3', '2,1,0,0,5', '2,2,0,1,5']
    await bad('negative.csv', /line 3: count is "-3"/, full[0], '1,2,1,1,-3')
    await bad('text.csv', /line 2: count is "many"/, '1,1,1,0,many')
    await bad('empty.csv', /line 2: count is empty/, '1,1,1,0,')
    await bad('flag.csv', /line 2: treated is "yes"; 0 or 1/, '1,1,yes,0,2')
    await bad('twice.csv', /Area 1 has month 1 twice/, ...full, full[0])
    await bad('gap.csv', /Area 2 has no row for month 2/, ...full.slice(0, 3))
    await bad('staggered.csv', /Month 2 is before for some/, ...full.slice(0, 3), '2,2,0,0,5')
    await bad('mixed.csv', /Area 1 is treated in some rows/, full[0], '1,2,0,1,3')
    await bad('alone.csv', /No area is a comparison/, ...full.slice(0, 2))
    await bad('none.csv', /no rows/)
    await refused(
      3,
      /no column post, count/,
      'evaluate',
      '--panel',
      file('columns.csv', ['area,month,treated', '1,1,1']),
    )
    await refused(1, /does not exist/, 'evaluate', '--panel', join(dir, 'nowhere.csv'))
  })

  it('series', async () => {
    const o = await evaluate('--series', golden('series.csv'))
    expect(o.rateRatio).toBeCloseTo(0.8535867074, 7)
    expect(o.fitted.ci).toEqual([expect.closeTo(0.68466830022, 6), expect.closeTo(1.0641799347, 6)])
    expect([o.fitted.se, o.phi]).toEqual([expect.closeTo(0.11003378845, 7), expect.closeTo(2.9547270564, 6)])
    // one interval: that of the figures is that of the words
    expect([Math.round(100 * (o.ci[0] - 1)), Math.round(100 * (o.ci[1] - 1))]).toEqual([-35, 12])
    // the power line comes from the same standard error as the interval
    expect(o.answer).toMatch(/^Cannot tell: it could be anything from a fall of 35% to a rise of 12%/)
    expect(o.notes.join(' ')).toMatch(/Weaker than any comparison/)
    // counts that swing less than chance make the verdict no surer
    const even = Array.from({ length: 40 }, (_, i) => `${i},30,${+(i > 29)},${(i > 29 ? 27 : 30) + (i % 2)}`)
    const calm = await evaluate('--series', file('calm.csv', ['t,days,post,count', ...even]))
    expect(calm.phi).toBeLessThan(0.2)
    expect([calm.fitted.ci[1] < 1, calm.ci[1] > 1, calm.p > 0.05]).toEqual([true, true, true])
    expect(calm.answer).toMatch(/^Cannot tell/)
    expect(calm.notes.join(' ')).toMatch(/φ is below 1/)
    // a slow wave of 26 months is no fall at the start: neighbours hang together, and the verdict allows for it
    const wave = (i: number) => Math.round(60 + 14 * Math.sin((2 * Math.PI * i) / 26 + 3))
    const slow = Array.from({ length: 40 }, (_, i) => `${i},30,${+(i > 29)},${wave(i)}`)
    const waves = await evaluate('--series', file('slow.csv', ['t,days,post,count', ...slow]))
    expect([waves.fitted.ci[1] < 0.8, waves.ci[1] > 1, waves.lag1 > 0.8, waves.verdict]).toEqual([
      true,
      true,
      true,
      'none',
    ])
    expect(waves.answer).toMatch(/^No verdict: neighbouring periods hang together \(0\.9/)
    expect([waves.p, waves.fitted.p]).toEqual([{ refused: waves.answer }, expect.any(Number)])
    // a fall of half is still found where months are as much apart as they look
    const halved = Array.from(
      { length: 48 },
      (_, i) => `${i},30,${+(i > 35)},${(i > 35 ? 15 : 30) + ((7 * i) % 5)}`,
    )
    const fell = await evaluate('--series', file('halved.csv', ['t,days,post,count', ...halved]))
    expect(fell).toMatchObject({ verdict: 'fell', p: expect.any(Number) })
    const short = Array.from({ length: 20 }, (_, i) => `${i},30,${+(i > 11)},${10 + (i % 3)}`)
    await refused(3, /two years/, 'evaluate', '--series', file('short.csv', ['t,days,post,count', ...short]))
    await refused(
      3,
      /in their order/,
      'evaluate',
      '--series',
      file('order.csv', ['t,days,post,count', '2,30,0,4', '1,30,1,4']),
    )
    await refused(
      3,
      /No period is marked as after/,
      'evaluate',
      '--series',
      file('never.csv', ['t,days,post,count', '1,30,0,4']),
    )
  })

  it('says nothing of power where half a count stands for none, nor of a φ that nothing tells', async () => {
    const none = await evaluate('--counts', '25,0,40,38')
    expect(none.notes.join(' ')).toContain('a half was added')
    expect(none.notes.join(' ')).not.toContain('likely to show')
    const months = Array.from({ length: 24 }, (_, m) => [
      `A,${m + 1},1,${+(m > 11)},9`,
      `B,${m + 1},0,${+(m > 11)},9`,
    ])
    const pair = await evaluate(
      '--panel',
      file('pair.csv', ['area,month,treated,post,count', ...months.flat()]),
    )
    expect(pair.notes.join(' ')).toContain('one area in each arm tells no φ')
  })

  it('crossover', async () => {
    const all = await evaluate(
      '--crossover',
      golden('crossover.csv'),
      '--washout',
      '0',
      '--permutations',
      '1999',
    )
    expect([all.rateRatio, all.se]).toEqual([
      expect.closeTo(0.79326106428, 7),
      expect.closeTo(0.080568857494, 7),
    ])
    const one = await evaluate(
      '--crossover',
      golden('crossover.csv'),
      '--washout',
      '1',
      '--permutations',
      '1999',
    )
    expect([one.rateRatio, one.se]).toEqual([
      expect.closeTo(0.73738948808, 7),
      expect.closeTo(0.089471976387, 7),
    ])
    expect(one.permutation).toEqual(all.permutation)
    expect(one).toMatchObject({ days: 1366, verdict: 'fell' })
    // nothing in the table says that the days were drawn
    expect(one.notes.join(' ')).toMatch(
      /^Level 2 of 5.*nobody is known to have drawn by lot.*Say --randomised/,
    )
    const drawn = await evaluate(
      '--crossover',
      golden('crossover.csv'),
      '--permutations',
      '99',
      '--randomised',
    )
    expect(drawn.notes.join(' ')).toMatch(/Level 5 of 5.*only if the days were kept to as drawn/)
    await refused(2, /to 4/, 'evaluate', '--crossover', golden('crossover.csv'), '--washout', '9')
    await refused(
      3,
      /no day is a patrol/,
      'evaluate',
      '--crossover',
      file('off.csv', ['spot,day,on,count', '1,1,0,3', '1,2,0,3']),
    )
    await refused(
      3,
      /place 1 has day 1 twice/,
      'evaluate',
      '--crossover',
      file('dup.csv', ['spot,day,on,count', '1,1,0,3', '1,1,1,3']),
    )
  })

  it('cocoons', async () => {
    const o = await evaluate('--cocoons', golden('cocoons.csv'))
    expect(o.itt).toMatchObject({
      rateRatio: expect.closeTo(0.85074626866, 7),
      ci: [expect.closeTo(0.59761317747, 7), expect.closeTo(1.2110998233, 7)],
    })
    expect(o.asTreated.rateRatio).toBeCloseTo(0.85210084034, 7)
    expect(o.cace).toBeCloseTo(-0.11904761905, 9)
    const rows = Array.from(
      { length: 80 },
      (_, i) => `${+(i < 40)},${+(i < 30)},${i % 2},${['none', 'leaflet'][+(i < 30)]},${i % 10 ? 60 : 41}`,
    )
    const dosed = await evaluate(
      '--cocoons',
      file('dose.csv', ['assigned,delivered48,near_repeats,dose,follow_up_days', ...rows]),
    )
    expect(dosed.n).toBe(72)
    expect(dosed.dose.rows.map((d: { label: string }) => d.label)).toEqual(['none', 'leaflet'])
    expect(dosed.notes.join(' ')).toMatch(/8 cocoons with fewer than 42 days/)
    await refused(
      3,
      /every cocoon/,
      'evaluate',
      '--cocoons',
      file('all.csv', ['assigned,delivered48,near_repeats', '1,1,0', '1,0,2']),
    )
  })
})

describe('evaluate --claim', () => {
  it('takes a claim apart, and says what is missing', async () => {
    const o = await evaluate('--claim', '12 streets 60 to 10, city 400 to 292')
    expect(o.ratio).toMatchObject({ subtracted: true, rateRatio: expect.closeTo(10 / 60 / (282 / 340), 12) })
    // what chance does of 20 and of 2,000 is worked out, not taken for granted
    const alone = async (claim: string) => (await evaluate(`--claim=${claim}`)).answer as string
    expect(await alone('-31%')).toMatch(/of 20 incidents it is within what chance does, of 2,000 it is not/)
    expect(await alone('-3%')).toMatch(/even of 2,000 incidents it is within what chance does/)
    expect(await alone('+4%')).toMatch(/even of 2,000 incidents it is within what chance does/)
    expect(await alone('-95%')).toMatch(/of 20 incidents or more it is more than chance often does/)
    for (const [said, read] of [
      ['reduced by a third', /^A fall of 33%/],
      ['burglary halved', /^A fall of 50%/],
      ['cut by nearly two thirds', /^A fall of 67%/],
      ['up by a quarter', /^A rise of 25%/],
      ['theft doubled', /^A rise of 100%/],
    ] as const)
      expect(await alone(said)).toMatch(read)
    expect(await alone('fell by 150%')).toMatch(/cannot fall by more than 100%/)
    expect((await evaluate('--claim', '877 to 0')).missing[0]).toMatch(/where nothing was done/)
    await refused(3, /Neither counts nor a percentage/, 'evaluate', '--claim', 'it went well')
  })
})

describe('evaluate FILE --treated', () => {
  /** A town of 8 by 8 km on the plane: places of very different rates, two years; in the plan's places a share is lost after. */
  function town(name: string, lost: number, kinds: readonly string[] = []) {
    const s = new Stream(5, 1)
    const rows = ['id,x,y,date' + (kinds.length ? ',offence' : '')]
    const start = 20_000
    for (let c = 0; c < 400; c++) {
      const [x, y] = [(c % 20) * 400, Math.floor(c / 20) * 400]
      const rate = 8 + 40 * s.float() ** 2
      for (let k = 0; k < 2 * rate; k++) {
        const day = start - 365 + s.below(730)
        if (PLAN.includes(c) && day >= start && s.float() < lost) continue
        rows.push(
          `${rows.length},${(400_000 + x + 20 + s.below(360)).toFixed(0)},${(300_000 + y + 20 + s.below(360)).toFixed(0)},${isoDay(day)}${kinds.length ? ',' + kinds[k % kinds.length] : ''}`,
        )
      }
    }
    return file(name, rows)
  }
  const PLAN = [21, 45, 69, 133, 157, 226, 253, 291, 338, 362]
  const shapes = (name: string, cells: readonly number[], grow = 0) =>
    file(name, [
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::27700' } },
        features: cells.map((c) => {
          const [x, y] = [400_000 + (c % 20) * 400 - grow, 300_000 + Math.floor(c / 20) * 400 - grow]
          const w = 400 + 2 * grow
          return {
            type: 'Feature',
            properties: { name: `Place ${c}` },
            geometry: {
              type: 'Polygon',
              coordinates: [
                [
                  [x, y],
                  [x + w, y],
                  [x + w, y + w],
                  [x, y + w],
                  [x, y],
                ],
              ],
            },
          }
        }),
      }),
    ])
  const windows = ['--start', isoDay(20_000), '--before', '365', '--after', '365']

  it('takes missing months for no days without crime', async () => {
    const rows = readFileSync(town('whole.csv', 0), 'utf8').trimEnd().split('\n')
    const without = (name: string, first: number, last: number) => {
      const [from, to] = [isoDay(20_000 + first), isoDay(20_000 + last)].map((d) => d.slice(0, 7))
      return file(
        name,
        rows.filter((r) => !(r.split(',')[3]?.slice(0, 7) > from && r.split(',')[3].slice(0, 7) < to)),
      )
    }
    const ten = shapes('gap.geojson', PLAN)
    const o = await evaluate(without('gap.csv', 60, 300), '--treated', ten, '--sets', '19', ...windows)
    expect(Math.abs(o.wdd.z)).toBeLessThan(2)
    const months = ['--start', isoDay(20_093), '--before', '90', '--after', '60']
    await refused(
      3,
      /are missing|no incident/,
      'evaluate',
      without('none.csv', 60, 300),
      '--treated',
      ten,
      ...months,
    )
  })

  it('finds its own comparison, and sees a fall that is there', async () => {
    const o = await evaluate(
      town('worked.csv', 0.6),
      '--treated',
      shapes('ten.geojson', PLAN),
      ...windows,
      '--sets',
      '99',
    )
    expect(o).toMatchObject({ pairs: 10, verdict: 'fell' })
    expect(o.signFlip.p).toBeLessThan(0.05)
    expect(o.rateRatio).toBeLessThan(0.7)
    expect(o.matched).toHaveLength(10)
    // 400 m or more from every place of the plan
    for (const m of o.matched)
      for (const c of PLAN) {
        const gap = Math.max(
          Math.abs(m.x - (400_200 + (c % 20) * 400)),
          Math.abs(m.y - (300_200 + Math.floor(c / 20) * 400)),
        )
        expect(gap - m.side / 2 - 200).toBeGreaterThan(395)
      }
    expect(o.ring.before).toBeGreaterThan(0)
  })

  it('cannot tell where nothing happened, and shows the range', async () => {
    const o = await evaluate(
      town('nothing.csv', 0),
      '--treated',
      shapes('ten.geojson', PLAN),
      ...windows,
      '--sets',
      '99',
    )
    expect(o.answer).toMatch(/^Cannot tell: it could be anything from a fall of \d+% to a rise of \d+%/)
    expect(o.notes.join(' ')).toMatch(/a fall of \d+% or more is likely to show/)
    expect(o.notes.join(' ')).toMatch(/Which months were used to choose these places/)
  })

  it('holds few places against other places, and takes the plan out of a comparison around it', async () => {
    const path = town('worked.csv', 0.6)
    const few = await evaluate(path, '--treated', shapes('one.geojson', [133]), ...windows, '--sets', '199')
    expect(few).toMatchObject({ pairs: 0, placebo: { sets: 199 } })
    expect(few.placebo.disjoint).toBeGreaterThan(18)
    expect(few.placebo.p).toBeGreaterThan(0)
    const one = shapes('one.geojson', [133])
    const around = await evaluate(
      path,
      '--treated',
      one,
      '--comparison',
      shapes('around.geojson', [133], 1200),
      ...windows,
      '--sets',
      '19',
    )
    const apart = await evaluate(
      path,
      '--treated',
      one,
      '--comparison',
      shapes('apart.geojson', [200, 201, 202]),
      ...windows,
      '--sets',
      '19',
    )
    expect(around.notes.join(' ')).toMatch(/shared ground with the plan or its ring: \d+ incidents taken out/)
    expect(around.counts.slice(0, 2)).toEqual(apart.counts.slice(0, 2))
  })

  it('judges several outcomes each by itself, by Holm', async () => {
    const path = town('kinds.csv', 0.6, ['Residential burglary', 'Theft from a motor vehicle'])
    const ten = shapes('ten.geojson', PLAN)
    const o = await evaluate(
      path,
      '--treated',
      ten,
      ...windows,
      '--sets',
      '19',
      '--outcomes',
      'burglary-home,theft-from-vehicle',
    )
    const [one, two] = o.outcomes
    expect(Math.min(one.pHolm, two.pHolm)).toBeCloseTo(2 * Math.min(one.p, two.p), 9)
    expect(o.notes.join(' ')).toMatch(/2 outcomes were looked at/)
    expect(one.counts[0] + two.counts[0]).toBe(
      (await evaluate(path, '--treated', ten, ...windows, '--sets', '19')).counts[0],
    )
    await refused(
      2,
      /one outcome or several/,
      'evaluate',
      path,
      '--treated',
      ten,
      ...windows,
      '--offences',
      'all',
      '--outcomes',
      'all',
    )
  })

  it('refuses windows the file does not cover, and places it does not hold', async () => {
    const path = town('nothing.csv', 0)
    const ten = shapes('ten.geojson', PLAN)
    await refused(
      3,
      /days that are not in the file would count as days without crime/,
      'evaluate',
      path,
      '--treated',
      ten,
      '--start',
      isoDay(20_200),
      '--before',
      '365',
      '--after',
      '365',
    )
    await refused(
      2,
      /--start is missing/,
      'evaluate',
      path,
      '--treated',
      ten,
      '--before',
      '9',
      '--after',
      '9',
    )
    await refused(
      2,
      /--before is missing/,
      'evaluate',
      path,
      '--treated',
      ten,
      '--start',
      isoDay(20_000),
      '--after',
      '9',
    )
    await refused(2, /file of incidents is missing/, 'evaluate', '--treated', ten, ...windows)
    await refused(3, /no areas/, 'evaluate', path, '--treated', path, ...windows)
    await refused(
      3,
      /belong to this file/,
      'evaluate',
      path,
      '--treated',
      shapes('far.geojson', [80_000]),
      ...windows,
    )
  })
})

describe('money', () => {
  it('gives break-even, net and the chance, and the clause of the example', async () => {
    const r = await cocoon('money', '--cost', '20000', '--unit', '530', '--counts', '100,60,200,190')
    expect(r.code).toBe(0)
    const o = r.json()
    expect(o.breakEven).toBeCloseTo(37.7358490566, 8)
    expect(o.net).toBeCloseTo(-1450, 9)
    expect(o.interval).toEqual([expect.closeTo(-17638.8264547271, 5), expect.closeTo(14738.8264547271, 5)])
    expect(o.chanceItPays).toBeCloseTo(0.43032376034, 8)
    expect(o.answer).toMatch(/^The chance that it pays is 43%/)
    expect(o.notes.join(' ')).toMatch(/does not pay for it on police cost alone \(556 ÷ 530 = 1\.05\)/)
    const three = await cocoon(
      'money',
      '--cost',
      '20000',
      '--unit',
      '530',
      '--counts',
      '100,60,200,190',
      '--society',
      '3000',
    )
    expect(three.json().perspectives).toMatchObject({ society: { net: 85000 } })
    expect(Object.keys(three.json().perspectives)).toEqual(['society'])
  })

  it('words the ends of the chance, a plan that cost nothing, and few counts', async () => {
    const of = async (...args: string[]) => (await cocoon('money', ...args)).json()
    const free = await of('--cost', '0', '--unit', '530', '--counts', '100,60,200,190')
    expect(Object.is(free.wholeCrimes, 0)).toBe(true)
    expect(free.answer).toMatch(/: it cost nothing; net £18,550/)
    const sure = await of('--cost', '1', '--unit', '530', '--counts', '900,300,900,880')
    expect(sure.answer).toMatch(/^The chance that it pays is over 99.9%/)
    const lost = await of('--cost', '900000', '--unit', '530', '--counts', '900,300,900,880')
    expect(lost.answer).toMatch(/^The chance that it pays is under 0.1%/)
    const few = await of('--cost', '556', '--unit', '530', '--counts', '12,3,40,38')
    expect(few.notes.join(' ')).toMatch(/Fewer than 20 incidents were counted before/)
    // no more is said of money than of the same counts
    expect(few.answer).toMatch(/whether it pays cannot be told of so few incidents/)
    const unmeasured = await of('--cost', '556', '--unit', '530', '--counts', '100,60,200,190')
    expect(unmeasured.answer).toMatch(
      /it pays over the whole interval, if counts swing no more than chance alone, which was not measured here\.$/,
    )
    const known = await of('--cost', '556', '--unit', '530', '--counts', '100,60,200,190', '--phi', '1')
    expect(known.answer).toMatch(/it pays over the whole interval\.$/)
    const t = await of('--cost', '20000', '--unit', '530', '--counts', '100,60,200,190', '--df', '4')
    // t of 4 degrees of freedom reaches 2.776 standard errors
    expect(t.interval[0]).toBeCloseTo(-1450 - 2.7764451052 * 15.5844473755 * 530, 3)
  })

  it('refuses what is no money', async () => {
    await refused(2, /--cost is missing/, 'money', '--unit', '530', '--counts', '100,60,200,190')
    await refused(2, /--unit is 0/, 'money', '--cost', '5', '--unit', '0', '--counts', '100,60,200,190')
    await refused(2, /from 0/, 'money', '--cost=-5', '--unit', '5', '--counts', '100,60,200,190')
    await refused(
      2,
      /to 1000000000000 was expected/,
      'money',
      '--cost',
      '1e300',
      '--unit',
      '5',
      '--counts',
      '100,60,200,190',
    )
    await refused(
      2,
      /no force records more/,
      'money',
      '--cost',
      '5',
      '--unit',
      '5',
      '--counts',
      '1e308,60,200,190',
    )
    await refused(2, /no force records more/, 'evaluate', '--counts', '1e308,60,200,190')
    await refused(2, /four were expected/, 'money', '--cost', '5', '--unit', '5', '--counts', '100,60')
    await refused(3, /before the start/, 'money', '--cost', '5', '--unit', '5', '--counts', '0,60,3,4')
  })
})

describe('evaluate where there is no figure', () => {
  /** Every empty value in what was printed, by its path. */
  const empty = (o: unknown, at = ''): string[] =>
    o === null
      ? [at]
      : typeof o === 'object'
        ? Object.entries(o!).flatMap(([k, v]) => empty(v, `${at}/${k}`))
        : []
  const panelOf = (areas: number, treated: number, of: (area: number, month: number) => number) => [
    'area,month,treated,post,count',
    ...Array.from({ length: areas * 24 }, (_, i) => {
      const [area, month] = [Math.floor(i / 24), i % 24]
      return `A${area},${month + 1},${+(area < treated)},${+(month >= 12)},${of(area, month)}`
    }),
  ]

  it('says why, in a panel of any shape, and never leaves a value empty', async () => {
    const draw = new Stream(11)
    const shapes: [number, number, (area: number, month: number) => number][] = [
      [12, 6, () => 3],
      [6, 1, () => draw.below(4)],
      [2, 1, () => draw.below(9)],
      [3, 2, () => draw.below(3)],
      [9, 4, (a, m) => (m < 12 ? 1 + (a % 3) : 0)],
      [8, 4, (a, m) => (a < 4 && m >= 12 ? 0 : 2)],
      [7, 3, () => +(draw.below(12) === 0)],
    ]
    for (const [k, [areas, treated, of]] of shapes.entries()) {
      const r = await cocoon('evaluate', '--panel', file(`shape${k}.csv`, panelOf(areas, treated, of)))
      if (r.code === 0) expect(empty(r.json()), `shape ${k}`).toEqual([])
      else expect([r.code, r.out, /\.$/.test(r.err.trim())], r.err).toEqual([3, '', true])
    }
    const same = await evaluate(
      '--panel',
      file(
        'same.csv',
        panelOf(12, 6, () => 3),
      ),
    )
    expect(same.balance[0].standardised).toBe(0)
  })

  it('says why, of cocoons nobody reached and nothing followed', async () => {
    const cocoons = (reached: (i: number) => number, repeats: (i: number) => number) =>
      file('odd-cocoons.csv', [
        'id,assigned,delivered48,near_repeats,dose',
        ...Array.from(
          { length: 80 },
          (_, i) => `${i},${i % 2},${reached(i)},${repeats(i)},${i % 2 ? 'leaflet' : 'none'}`,
        ),
      ])
    const nobody = await evaluate(
      '--cocoons',
      cocoons(
        () => 0,
        (i) => +(i % 3 === 0),
      ),
    )
    expect(empty(nobody)).toEqual([])
    expect(nobody.asTreated.refused).toContain('No cocoon was delivered')
    expect(nobody.cace.refused).toContain('no more often')
    const nothing = await evaluate(
      '--cocoons',
      cocoons(
        (i) => i % 2,
        () => 0,
      ),
    )
    expect(empty(nothing)).toEqual([])
    expect(nothing.verdict).toBe('none')
    const oneSide = await evaluate(
      '--cocoons',
      cocoons(
        (i) => i % 2,
        (i) => (i % 2 ? 0 : 1),
      ),
    )
    expect(empty(oneSide)).toEqual([])
    expect(oneSide.notes.join(' ')).toContain('a half was added')
  })

  it('refuses a series of nothing, and gives none of few a verdict', async () => {
    const series = (of: (t: number) => number) =>
      file('odd-series.csv', [
        't,days,post,count',
        ...Array.from({ length: 48 }, (_, t) => `${t + 1},30,${+(t >= 36)},${of(t)}`),
      ])
    await refused(
      3,
      /No incident was counted before the start/,
      'evaluate',
      '--series',
      series(() => 0),
    )
    const few = await evaluate(
      '--series',
      series((t) => +(t % 3 === 0)),
    )
    expect(few).toMatchObject({
      verdict: 'none',
      answer: expect.stringMatching(/^No verdict: there were only 12/),
    })
  })
})
