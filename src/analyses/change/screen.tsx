/** Change on the screen. */
import { Bars } from '../../charts/index.ts'
import { EMERGING_RULES } from '../../core/stats/emergingRules.ts'
import { showNumber, showP } from '../../core/base/words.ts'
import type { Ink, LayerSpec } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import type { Changed, ChangeResult } from './compute.ts'
import { HEAD } from './head.ts'
import { isChange, type SCHEMA } from './params.ts'
import { type View, WORDS } from './words.ts'

const rose = (u: Changed) => u.ratio > 1
const changed = (u: Changed, level: number) => isChange(u.q, u.recent + u.earlier, level)

/** "up 20%", of the whole. */
function overall({ recent, earlier, days }: ChangeResult): string {
  const change = recent / days[0] / (earlier / days[1]) - 1
  if (recent + earlier === 0 || change === 0) return 'no change'
  if (earlier === 0) return 'from none'
  return `${change > 0 ? 'up' : 'down'} ${showNumber(Math.abs(change) * 100)}%`
}

/** What stands on a cell, and what it means. */
function signOf(u: Changed, level: number): { letter: string; label: string } {
  if (changed(u, level)) return rose(u) ? { letter: '+', label: 'rose' } : { letter: '−', label: 'fell' }
  const name = u.hot ?? u.cold ?? ''
  return { letter: name.slice(0, 1).toUpperCase(), label: `${name}, ${u.hot ? 'hot' : 'cold'}` }
}

/** Each sign that is drawn, once, for the legend. */
function signsOf(drawn: readonly Changed[], level: number, inkOf: (u: Changed) => Ink) {
  const signs = new Map<string, { ink: Ink; letter: string; label: string }>()
  for (const u of drawn) {
    const sign = signOf(u, level)
    if (sign.letter) signs.set(sign.label, { ink: inkOf(u), ...sign })
  }
  return [...signs.values()]
}

function layers({ result }: View): LayerSpec[] {
  const drawn = result.units.filter((u) => u.geometry && (changed(u, result.level) || u.hot || u.cold))
  const points = result.units.filter((u) => !u.geometry && changed(u, result.level))
  const inkOf = (u: Changed): Ink =>
    changed(u, result.level) ? (rose(u) ? 'tierA' : 'cold') : u.hot ? 'tierB' : 'muted'
  const linesOf = (u: Changed) => [
    `${u.recent} against ${u.earlier}, adjusted p ${showP(u.q)}`,
    ...(u.hot ? [`${u.hot} hotspot: ${EMERGING_RULES[u.hot]}`] : []),
    ...(u.cold ? [`${u.cold} cold spot`] : []),
  ]
  const out: LayerSpec[] = [
    {
      kind: 'areas',
      id: 'changed',
      label: 'Change by cell',
      fill: true,
      areas: drawn.map((u) => ({
        geometry: u.geometry!,
        ink: inkOf(u),
        labelAt: u.at,
        letter: signOf(u, result.level).letter,
      })),
      classes: signsOf(drawn, result.level, inkOf),
      tip: (i) => drawn[i] && { title: drawn[i].name || 'Cell', lines: linesOf(drawn[i]) },
    },
  ]
  if (points.length)
    out.push({
      kind: 'labels',
      id: 'places',
      label: 'Rose (+) or fell (−)',
      boxed: true,
      labels: points.map((u) => ({ at: u.at, text: rose(u) ? '+' : '−', ink: inkOf(u) })),
      tip: (i) => points[i] && { title: points[i].name, lines: linesOf(points[i]) },
    })
  return out
}

function Panel({ result }: View) {
  return (
    <>
      <Figures
        figures={[
          { value: showNumber(result.recent), label: 'recent', note: result.recentPeriod },
          { value: showNumber(result.earlier), label: 'earlier', note: result.earlierPeriod },
          {
            value: overall(result),
            label: result.days[0] === result.days[1] ? 'in all' : 'in all, by the day',
            note: Number.isNaN(result.p) ? 'not judged' : `E-test p ${showP(result.p)}`,
          },
        ]}
      />
      {result.classes.length > 0 && (
        <Bars
          title="Emerging hotspots"
          sentence="cells by class; rules under About this method"
          items={result.classes.map((c) => ({ key: c.name, label: c.name, value: c.cells }))}
          digits={0}
        />
      )}
    </>
  )
}

export const SCREEN: Screen<typeof SCHEMA, ChangeResult> = {
  ...HEAD,
  ...WORDS,
  layers,
  Panel,
}
