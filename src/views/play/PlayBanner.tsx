/** On the map while the past is played: which day it is, the buttons to go on and back, and the way out. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { SCREENS } from '../../analyses/index.ts'
import { showDay } from '../../core/base/time.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import { Button, IconButton } from '../../ui/index.ts'
import { useCalm } from '../../desk/motion.ts'
import { viewOf } from '../../desk/useRun.ts'
import { many } from '../../desk/words.ts'
import './play.css'
import { pause, playBy, playRange, playToEnd, run, stay, stop, usePlay } from './player.ts'

/** A screen reader is told of a picture at most this often, in milliseconds: words take longer than pictures. */
const SAY_EVERY = 4000

/** What the playing methods found on the shown day, each in its own few words. */
function useFound(): string[] {
  const replay = useStore((s) => s.replay)
  const table = useStore((s) => s.incidents?.table)
  const units = useSettings((s) => s.units)
  if (!replay || !table) return []
  return SCREENS.filter((s) => s.plays).map((screen) => {
    const found = replay.results[screen.id]
    if (!found) return `${screen.title}: none could be worked out`
    const view = viewOf(found, table, units)
    return screen.badge?.(view)?.says ?? screen.answer(view)
  })
}

/** Says a text politely, the newest at most every few seconds. */
function useThrottled(text: string): string {
  const [said, setSaid] = useState(text)
  const last = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, last.current + SAY_EVERY - performance.now())
    const timer = setTimeout(() => {
      last.current = performance.now()
      setSaid(text)
    }, wait)
    return () => clearTimeout(timer)
  }, [text])
  return said
}

/** The keys of the player, wherever its focus is; true when the key was one of them. */
export function playKey(key: string, onButton = false): boolean {
  const { running } = usePlay.getState()
  if (key === 'ArrowLeft' || key === 'ArrowDown') pause()
  else if (key === 'ArrowRight' || key === 'ArrowUp') pause()
  if (key === 'ArrowLeft' || key === 'ArrowDown') void playBy(-1)
  else if (key === 'ArrowRight' || key === 'ArrowUp') void playBy(1)
  else if (key === 'Home' || key === 'End') {
    pause()
    void playToEnd(key === 'Home' ? 'first' : 'last')
  } else if (key === ' ' && !onButton) {
    if (running) pause()
    else void run()
  } else if (key === 'Escape') stop()
  else return false
  return true
}

/** Nothing while nothing is played. */
export function PlayBanner() {
  const replay = useStore((s) => s.replay)
  return replay ? <Banner day={replay.day} /> : null
}

function Banner({ day }: { day: number }) {
  const { running, skipped, failed, late, step } = usePlay()
  const calm = useCalm()
  const found = useFound()
  const first = useStore((s) => playRange(s).first)
  const last = useStore((s) => playRange(s).last)
  const box = useRef<HTMLDivElement>(null)
  const when = showDay(day, { weekday: true })
  const said = useThrottled(`As at ${when}: ${found.join('; ')}.`)
  useEffect(() => {
    // whoever starts it by keyboard goes on by keyboard
    box.current?.querySelector<HTMLButtonElement>('[data-first]')?.focus({ preventScroll: true })
  }, [])
  const honest = [
    skipped > 0 && `${many(skipped, 'picture')} passed over to keep up`,
    failed > 0 && `${many(failed, 'picture')} could not be worked out`,
    late && running && 'slower than asked: each day is worked out before it is shown',
  ].filter(Boolean)
  const onKeyDown = (e: KeyboardEvent) => {
    const onButton = (e.target as HTMLElement).tagName === 'BUTTON'
    if (calm && e.key === ' ') return
    if (e.ctrlKey || e.metaKey || e.altKey || !playKey(e.key, onButton)) return
    e.preventDefault()
    e.stopPropagation()
  }
  const by = step === 7 ? 'week' : 'day'
  return (
    <div
      ref={box}
      className="p-banner"
      role="group"
      aria-label="The past is being played"
      onKeyDown={onKeyDown}
    >
      <p className="p-when">
        <strong>As at {when}</strong> <span>playing the past</span>
      </p>
      <p className="p-found">{found.join('; ')}</p>
      <div className="p-buttons">
        <IconButton
          icon="left"
          label={`Previous ${by}`}
          shortcut="←"
          barred={day <= first && 'It is the first that can be played.'}
          onClick={() => {
            pause()
            void playBy(-1)
          }}
          data-first={calm || undefined}
        />
        {!calm && (
          <IconButton
            icon={running ? 'pause' : 'play'}
            label={running ? 'Pause' : 'Play'}
            shortcut="Space"
            onClick={() => (running ? pause() : void run())}
            data-first
          />
        )}
        <IconButton
          icon="right"
          label={`Next ${by}`}
          shortcut="→"
          barred={day >= last && 'It is the last that can be played.'}
          onClick={() => {
            pause()
            void playBy(1)
          }}
        />
        <Button small onClick={stay} title="Makes this day the as-at date of every list and result">
          Stay here
        </Button>
        <Button small variant="primary" onClick={stop}>
          Stop
        </Button>
      </div>
      {honest.length > 0 && <p className="p-honest">{honest.join('; ')}</p>}
      {calm && <p className="p-honest">Reduced motion: nothing plays by itself, step by hand.</p>}
      <div className="u-hidden" aria-live="polite">
        {said}
      </div>
    </div>
  )
}
