/** The next doors as they stand to each other, and where the officer stands: only if that is allowed, and never kept. */
import { useEffect, useState } from 'react'
import { callDone, type RoundState, step, unsettled } from '../cocoon/onStreet.ts'
import type { PhoneRound } from '../cocoon/roundFile.ts'
import { showWay } from '../core/base/lengths.ts'
import { useSettings } from '../state/settings.ts'
import { Button } from '../ui/index.ts'
import { nextDoors, onMap, type Standing, viewOf } from './nextDoors.ts'

const WIDTH = 390
const HEIGHT = 150
const NICE = [5, 10, 20, 50, 100, 200, 500]

/** Where this device stands while it is asked to say so; nothing is written anywhere. */
function useStanding(): { at?: Standing; problem?: string; asked: boolean; toggle: () => void } {
  const [asked, setAsked] = useState(false)
  const [at, setAt] = useState<Standing>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    if (!asked) return
    const id = navigator.geolocation.watchPosition(
      ({ coords }) => {
        setProblem(undefined)
        setAt({ lng: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy })
      },
      ({ code }) => {
        setAt(undefined)
        setProblem(
          code === 1
            ? 'This device does not allow this page to know where it is. Allow it in the browser’s settings, or go by the numbers.'
            : 'This device cannot tell where it is just now.',
        )
      },
      { enableHighAccuracy: true, maximumAge: 10_000, timeout: 30_000 },
    )
    return () => {
      navigator.geolocation.clearWatch(id)
      setAt(undefined)
      setProblem(undefined)
    }
  }, [asked])
  return { at, problem, asked, toggle: () => setAsked((a) => !a) }
}

export function PhoneMap({ round, state, call }: { round: PhoneRound; state: RoundState; call: number }) {
  const units = useSettings((s) => s.units)
  const me = useStanding()
  const doors = nextDoors(round, state.made, call)
  const view = viewOf(
    doors.map((d) => round.calls[d]),
    { width: WIDTH, height: HEIGHT },
  )
  const bar = NICE.filter((m) => m * view.scale <= WIDTH / 4).at(-1) ?? NICE[0]
  const here = me.at && onMap(view, me.at)
  const seen = here && here.x > 0 && here.x < WIDTH && here.y > 0 && here.y < HEIGHT
  const walk = round.calls.map((c) => onMap(view, c))
  // the nearer in the walk, the surer of its number: of two that would lie on one another the later is a dot
  const numbered: number[] = []
  for (const d of doors)
    if (numbered.every((o) => Math.abs(walk[o].x - walk[d].x) >= 34 || Math.abs(walk[o].y - walk[d].y) >= 28))
      numbered.push(d)
  const kind = (d: number): string => {
    const c = round.calls[d]
    if (d === call) return 'now'
    if (!callDone(c, state.made)) return 'left'
    return c.homes.some((h) => unsettled(state.made.get(h.key)!)) ? 'again' : 'done'
  }
  return (
    <figure className="s-map">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="The next doors, north up">
        <polyline className="s-walk" points={walk.map((p) => `${p.x},${p.y}`).join(' ')} />
        {round.calls.map((c, d) =>
          numbered.includes(d) ? null : (
            <circle key={c.label} className="s-dot" data-kind={kind(d)} cx={walk[d].x} cy={walk[d].y} r={4} />
          ),
        )}
        {[...numbered].reverse().map((d) => {
          const c = round.calls[d]
          const wide = Math.max(28, c.label.length * 10 + 10)
          return (
            <g
              key={c.label}
              className="s-mark"
              data-kind={kind(d)}
              transform={`translate(${walk[d].x} ${walk[d].y})`}
            >
              <rect x={-wide / 2} y={-13} width={wide} height={26} rx={3} />
              {kind(d) === 'again' && <path d={`M${-wide / 2} -13h${wide}L${-wide / 2} 13z`} />}
              <text y={6}>{c.label}</text>
            </g>
          )
        })}
        {seen && (
          <g className="s-me" transform={`translate(${here.x} ${here.y})`}>
            <circle className="s-sure" r={Math.min(WIDTH, me.at!.accuracy * view.scale)} />
            <circle r={7} />
          </g>
        )}
        <g className="s-scale" transform={`translate(12 ${HEIGHT - 10})`}>
          <path d={`M0 -5v5h${bar * view.scale}v-5`} />
          <text x={(bar * view.scale) / 2} y={-4}>
            {bar} m
          </text>
        </g>
        <text className="s-north" x={WIDTH - 14} y={20}>
          N↑
        </text>
      </svg>
      <figcaption>
        <span className="s-key" data-kind="left">
          left
        </span>
        <span className="s-key" data-kind="again">
          second visit
        </span>
        <span className="s-key" data-kind="done">
          done
        </span>
        {'geolocation' in navigator && (
          <Button aria-pressed={me.asked} onClick={me.toggle}>
            Where I stand
          </Button>
        )}
      </figcaption>
      {(me.problem || me.at) && (
        <p className="s-quiet" role="status">
          {me.problem ??
            `You stand within ${showWay(Math.max(1, me.at!.accuracy), units)} of the dot${seen ? '' : `, which is off this map: ${wayFrom(me.at!, round.calls[call], units)}`}. It is not kept.`}
        </p>
      )}
    </figure>
  )
}

const wayFrom = (
  at: Standing,
  to: { readonly lng: number; readonly lat: number },
  units: Parameters<typeof showWay>[1],
): string => {
  const { metres, wind } = step(at, to)
  return `the door lies ${showWay(Math.max(10, metres), units)} ${wind}`
}
