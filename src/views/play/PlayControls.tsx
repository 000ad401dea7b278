/** Beside the timeline: bars by day, week or month; and the past to be played, with its step and pace. */
import { useEffect, useRef } from 'react'
import type { BarStep } from '../../core/stats/timeBars.ts'
import { useStore } from '../../state/store.ts'
import { Button } from '../../ui/index.ts'
import { useCalm } from '../../desk/motion.ts'
import './play.css'
import { begin, followPlay, type Pace, playProblem, usePlay } from './player.ts'

/** A choice without room for its name. */
const Pick = ({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: string
  options: readonly { readonly value: string; readonly label: string }[]
  onChange: (value: string) => void
}) => (
  <select
    className="u-select p-pick"
    aria-label={label}
    title={label}
    value={value}
    onChange={(e) => onChange(e.target.value)}
  >
    {options.map((o) => (
      <option key={o.value} value={o.value}>
        {o.label}
      </option>
    ))}
  </select>
)

/** `onStep` is absent where the table knows only months. */
export function PlayControls({ step, onStep }: { step: BarStep; onStep?: (step: BarStep) => void }) {
  const playing = useStore((s) => s.replay !== undefined)
  const problem = useStore(playProblem)
  const play = usePlay()
  const calm = useCalm()
  const starter = useRef<HTMLButtonElement>(null)
  const was = useRef(false)
  useEffect(followPlay, [])
  useEffect(() => {
    // the button that was pressed is gone: the keyboard goes back to where playing began
    if (was.current && !playing && document.activeElement === document.body) starter.current?.focus()
    was.current = playing
  }, [playing])
  return (
    <div className="p-choices" data-playing={playing || undefined}>
      {playing ? (
        <>
          <Pick
            label="Step"
            value={String(play.step)}
            options={[
              { value: '7', label: 'Week by week' },
              { value: '1', label: 'Day by day' },
            ]}
            onChange={(v) => usePlay.setState({ step: v === '1' ? 1 : 7 })}
          />
          {!calm && (
            <Pick
              label="Pace"
              value={play.pace}
              options={[
                { value: 'slow', label: 'Slow' },
                { value: 'normal', label: 'Normal' },
                { value: 'fast', label: 'Fast' },
              ]}
              onChange={(v) => usePlay.setState({ pace: v as Pace })}
            />
          )}
        </>
      ) : (
        onStep && (
          <Pick
            label="Bars"
            value={step}
            options={[
              { value: 'day', label: 'Days' },
              { value: 'week', label: 'Weeks' },
              { value: 'month', label: 'Months' },
            ]}
            onChange={(v) => onStep(v as BarStep)}
          />
        )
      )}
      {!playing && onStep && (
        <Button
          ref={starter}
          small
          icon="play"
          aria-label="Play the weeks"
          barred={problem}
          title="Play the weeks: risk zones and incidents as they were"
          onClick={() => begin(calm)}
        >
          Play
        </Button>
      )}
    </div>
  )
}
