/** The overview on the screen: the answer, alerts, a row for each kind, then the figures beside them. */
import { fewWindows } from '../../core/table/earlier.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import { showDay, dayOf } from '../../core/base/time.ts'
import { countOf, sayP, showNumber, showShare } from '../../core/base/words.ts'
import { whyEnds } from '../../core/table/delay.ts'
import { streetOf } from '../../core/table/words.ts'
import type { LayerSpec } from '../../map/kit.ts'
import { type Figure, Figures, Notice, Section } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import { Alerts } from './Alerts.tsx'
import { Harm } from './Harm.tsx'
import { Kinds } from './Kinds.tsx'
import { Outcomes } from './Outcomes.tsx'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import type { RepeatShare, TodayResult } from './result.ts'
import './today.css'
import { alertWords, type View, watchWords, WORDS } from './words.ts'

/** How often pairs are against chance; a few crimes have none to be held against. */
const pairWords = ({
  pairs,
  pairsByChance,
  p,
}: {
  pairs: number
  pairsByChance: number
  p: number
}): string =>
  pairsByChance > 0
    ? `pairs ${showNumber(pairs / pairsByChance, 2)} × chance, ${sayP(p)}`
    : `${countOf(pairs, 'pair')}, and by chance none: too few to say`

/** What chance alone would give of the repeats, where the homes around are known. */
const chanceWords = ({ chance }: RepeatShare): string =>
  chance
    ? `; by chance ${showShare(chance.expected / chance.n)}, up to ${showShare(chance.upTo / chance.n)}, were all ${countOf(chance.homes, 'home')} alike`
    : ''

/** Repeats, near repeats, zones and concentration, each beside its yardstick. */
export function figuresOf(r: TodayResult): (Figure & { readonly value: string })[] {
  const out: ReturnType<typeof figuresOf> = []
  for (const g of r.groups)
    if (g.repeat && g.repeat.n > 0)
      out.push({
        value: showShare(g.repeat.repeats / g.repeat.n),
        label: `${g.label.toLowerCase()} repeats, ${r.lookBack.yearWords}`,
        note: `${showNumber(g.repeat.repeats)} of ${showNumber(g.repeat.n)}; ${showShare(g.repeat.atPlaces / g.repeat.n)} at places hit twice${g.national ? `; nationally ${g.national}% (ONS survey, 2021), another measure` : ''}${chanceWords(g.repeat)}`,
      })
  for (const g of r.groups)
    if (g.near && g.near.n > 0)
      out.push({
        value: showShare(g.near.near / g.near.n),
        label: `${g.label.toLowerCase()} within 400 m and 42 days of one before`,
        note: `by chance ${showShare(g.near.byChance)}; ${pairWords(g.near)}`,
      })
  if (r.live)
    out.push({
      value: showNumber(r.live.n),
      label: `live ${r.live.what}`,
      note: `of the last 42 days; ${showNumber(r.live.endingSoon)} of them for a week more at most`,
    })
  if (r.worst)
    out.push({
      value: showShare(r.worst.share),
      label: `of ${r.lookBack.yearWords} in the worst 5% of ${r.worst.words}`,
      note: `by chance ${showShare(r.worst.byChance)} (${showShare(r.worst.chanceRange[0])} to ${showShare(r.worst.chanceRange[1])}) were every cell alike, and homes are not; nationally nearly 25% (HMICFRS, 2022), other areas`,
    })
  return out
}

function Panel({ result: r, params }: View) {
  const figures = figuresOf(r)
  const rows = Array.from({ length: Math.ceil(figures.length / 2) }, (_, k) =>
    figures.slice(2 * k, 2 * k + 2),
  )
  return (
    <div className="t-today">
      {r.lookBack.grain === 'months' && (
        <Notice>
          This table knows only months: the last month and the last three are shown, not 7 and 28 days.
        </Notice>
      )}
      {r.lag > 1 && (
        <Notice>
          Figures end on {showDay(r.lastDay)}, {countOf(r.lag, 'day')} before the as-at date: {whyEnds(r)}.
          Zones run to the as-at date.
        </Notice>
      )}
      <Alerts result={r} level={params.level} />
      <Kinds result={r} />
      <Harm result={r} />
      <Section title="Repeats and concentration">
        {rows.map((f) => (
          <Figures key={f[0].label} figures={f} />
        ))}
        {r.counting && !r.noPlaces && (
          <p className="t-faint">Repeats and concentration are not counted yet.</p>
        )}
        {r.noPlaces && <p className="t-faint">No repeats, near repeats or zones: {r.noPlaces}</p>}
      </Section>
      <Outcomes columns={r.outcomes} />
    </div>
  )
}

function layers({ result: r, table }: View): LayerSpec[] {
  const rows = [...new Set(r.alerts.flatMap((a) => [...a.rows]))].filter((i) => Number.isFinite(table.lng[i]))
  if (rows.length === 0) return []
  const placed = r.alerts.filter(
    // one label for each beat and kind: that of its strongest look
    (a, k) => a.at && r.alerts.findIndex((b) => b.beat === a.beat && b.kind === a.kind) === k,
  )
  return [
    {
      kind: 'points',
      id: 'alerts',
      label: 'Incidents behind the alerts',
      positions: Float64Array.from(rows.flatMap((i) => [table.lng[i], table.lat[i]])),
      ink: 'tierA',
      radius: 5,
      shape: 'ring',
      rows: Uint32Array.from(rows),
      tip: (k) => {
        const i = rows[k]
        if (i === undefined) return undefined
        const street = streetOf(table, i)
        return {
          title: `${OFFENCES[table.offence[i]].label}${street && `, ${street}`}`,
          lines: [showDay(dayOf(table.from[i]), { weekday: true })],
        }
      },
    },
    {
      kind: 'labels',
      id: 'alert-labels',
      label: 'Alerts',
      // bare words would stand among the rings they speak of
      boxed: true,
      always: true,
      labels: placed.map((a) => ({
        at: a.at!,
        text: `${r.kinds[a.kind].label}: ${showNumber(a.count)}`,
        ink: 'tierA',
      })),
      tip: (k) => placed[k] && { title: 'Alert', lines: [alertWords(placed[k], r)] },
    },
  ]
}

/** Each alert with why, or what came nearest where there is none. */
function alertsSaid(r: TodayResult): string[] {
  if (r.noBeats) return [r.noBeats]
  const watch = r.watch.slice(0, 4).map((a) => `Watch, no alert: ${watchWords(a, r)}.`)
  if (r.alerts.length > 0) return [...r.alerts.slice(0, 8).map((a) => `▲ ${alertWords(a, r)}.`), ...watch]
  const judged = r.looks.filter((l) => !Number.isNaN(l.more))
  if (judged.length === 0) {
    const [u] = r.unjudged ?? []
    return [`No beat can be judged yet${u ? `: ${fewWindows(u.windows, u.unit)}` : ''}.`]
  }
  return [
    `No beat stands out: none of ${countOf(judged.length, 'look')} by beat lies beyond chance.${watch.length ? '' : ` The nearest: ${alertWords(judged[0], r)}.`}`,
    ...watch,
  ]
}

export const SCREEN: Screen<typeof SCHEMA, TodayResult> = {
  ...HEAD,
  ...WORDS,
  badge: ({ result: { alerts } }) => ({
    note: alerts.length > 0 ? countOf(alerts.length, 'alert') : 'no alert',
    says: countOf(alerts.length, 'alert'),
    urgent: alerts.length > 0,
  }),
  layers,
  Panel,
  brief: ({ result }) => ({ says: alertsSaid(result), figures: figuresOf(result) }),
}
