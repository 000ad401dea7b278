/** What is ticked at a door before its outcome is tapped; an empty box looks empty. */
import { capital } from '../core/base/words.ts'
import { type Tick, TICK_WORDS, TICKS } from '../cocoon/visits.ts'

const REFERRAL = 'Referral: '

const Box = ({ tick, on, onTick }: { tick: Tick; on: boolean; onTick: (on: boolean) => void }) => {
  const words = TICK_WORDS[tick]
  const short = words.startsWith(REFERRAL) ? words.slice(REFERRAL.length) : words
  return (
    <label className="s-tick">
      <input
        type="checkbox"
        checked={on}
        aria-label={words}
        onChange={(e) => onTick(e.currentTarget.checked)}
      />
      <span>{capital(short)}</span>
    </label>
  )
}

export function Ticks({
  ticks,
  onTicks,
}: {
  ticks: readonly Tick[]
  onTicks: (ticks: readonly Tick[]) => void
}) {
  const box = (t: Tick) => (
    <Box
      key={t}
      tick={t}
      on={ticks.includes(t)}
      onTick={(on) => onTicks(on ? [...ticks, t] : ticks.filter((x) => x !== t))}
    />
  )
  const referrals = TICKS.filter((t) => TICK_WORDS[t].startsWith(REFERRAL))
  return (
    <div className="s-ticks">
      {TICKS.filter((t) => !referrals.includes(t)).map(box)}
      <fieldset>
        <legend>Referral</legend>
        {referrals.map(box)}
      </fieldset>
    </div>
  )
}
