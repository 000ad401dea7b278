/**
 * The frame of the page: header, rail of places, panel with tabs and foot, map with head and legend, drawer. Wide: side
 * by side. Up to 900 px: the map above the panel. Up to 640 px: the panel is a sheet over the map with three stops.
 */
import { createContext, type ReactNode, use, useEffect, useRef, useState, useEffectEvent } from 'react'
import { createPortal } from 'react-dom'
import { Group, Panel, Separator, type PanelImperativeHandle } from 'react-resizable-panels'

/** How much room there is. */
export type Room = 'wide' | 'low' | 'tall' | 'phone'

/**
 * How much room a window has, px. One above the other needs the height for both: a laptop at 200% zoom (720 × 450, 640 × 360)
 * and a phone lying down have none, and map and panel stand side by side there.
 */
export const roomOf = (width: number, height: number): Room =>
  width > 900 ? 'wide' : width >= 560 && height <= 560 ? 'low' : width > 640 ? 'tall' : 'phone'

const roomNow = (): Room => roomOf(globalThis.innerWidth ?? 1440, globalThis.innerHeight ?? 900)

/** Follows the size of the window. */
export function useRoom(): Room {
  const [room, setRoom] = useState(roomNow)
  useEffect(() => {
    const change = () => setRoom(roomNow())
    addEventListener('resize', change)
    return () => removeEventListener('resize', change)
  }, [])
  return room
}

const Foot = createContext<HTMLElement | null>(null)

/** The foot of the panel: one filled button, others outlined. It never scrolls away, wherever it is written. */
export function PanelFoot({ children }: { children: ReactNode }) {
  const foot = use(Foot)
  return foot ? createPortal(children, foot) : <div className="u-foot">{children}</div>
}

export interface FrameProps {
  readonly header: ReactNode
  readonly rail: ReactNode
  /** over the panel: tabs of the place */
  readonly tabs: ReactNode
  readonly panel: ReactNode
  /** over the map: what it shows, its tools, its legend */
  readonly head: ReactNode
  /** the map; fills its area */
  readonly main: ReactNode
  /** under the map: tabs, and what they show */
  readonly drawer?: { readonly tabs: ReactNode; readonly body: ReactNode; readonly open: boolean }
  /** px of the panel beside the map: what is asked for, and what the user made of it */
  readonly width: number
  readonly kept?: number
  readonly onWidth?: (px: number) => void
  /** names what is in front: with another the panel takes that one's width */
  readonly name: string
  readonly wideRail?: boolean
}

/** A small phone lying down, or a page at 400% zoom: no room for a map over the panel, px. */
const LOW = 480

/** px of the panel at least, and of one step by key. */
const LEAST = 360
const STEP = 16

/** A grip between two parts: drag, arrow keys by 16 px, double click for the usual size. */
function Grip({ label, onStep, level }: { label: string; onStep: (px: number) => void; level?: boolean }) {
  const [less, more] = level ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight']
  return (
    <Separator
      className="u-grip"
      data-level={level || undefined}
      aria-label={label}
      onKeyDownCapture={(e) => {
        if (e.key !== less && e.key !== more) return
        e.preventDefault()
        e.stopPropagation()
        onStep(e.key === less ? -STEP : STEP)
      }}
    />
  )
}

/** See `FrameProps`. */
export function Frame(props: FrameProps) {
  const { width, kept, name, drawer } = props
  const room = useRoom()
  const [stop, setStop] = useState<Stop>(() => (globalThis.innerHeight < LOW ? 'full' : 'half'))
  const [foot, setFoot] = useState<HTMLElement | null>(null)
  const panel = useRef<PanelImperativeHandle>(null)
  // LOOK: 440 and 560 at 1280 where 500 and 640 stand at 1440
  const usual = Math.round(
    Math.min(width, Math.max(LEAST, width * (globalThis.innerWidth < 1400 ? 0.88 : 1))),
  )
  // only another view changes the width; a drag has done so already
  const fit = useEffectEvent(() => {
    if (room === 'wide') panel.current?.resize(kept ?? usual)
  })
  useEffect(() => fit(), [name, room, usual])
  const step = (px: number) => {
    const now = panel.current?.getSize().inPixels
    if (now === undefined) return
    panel.current!.resize(now + px)
    // where there is little room, what is made of it holds for as long as the window stands so
    if (room !== 'wide') return
    props.onWidth?.(Math.round(panel.current!.getSize().inPixels))
  }

  const side = (
    <div className="u-side">
      {props.tabs}
      <section className="u-panel" id="panel" aria-label="Panel" tabIndex={-1}>
        <Foot value={foot}>{props.panel}</Foot>
      </section>
      <section className="u-foot" aria-label="What to do with it" ref={setFoot} />
    </div>
  )
  const below = drawer && (
    <section className="u-drawer" aria-label="Timeline" tabIndex={-1} data-open={drawer.open || undefined}>
      {drawer.tabs}
      <div className="u-drawer-body">{drawer.body}</div>
    </section>
  )
  const map = (
    <div className="u-main">
      <section className="u-main-map" aria-label="Map">
        {props.head}
        <div className="u-map">{props.main}</div>
      </section>
      {room !== 'phone' && below}
    </div>
  )
  return (
    <div
      className="u-frame"
      data-room={room}
      data-wide-rail={(props.wideRail && (room === 'wide' || room === 'tall')) || undefined}
    >
      <a className="u-skip" href="#panel">
        Skip to the panel
      </a>
      <header className="u-frame-head">{props.header}</header>
      <nav className="u-rail" aria-label="Places">
        {props.rail}
      </nav>
      {room === 'wide' && (
        <Group
          className="u-frame-body"
          key="wide"
          role="main"
          aria-label="Panel and map"
          onLayoutChanged={(_, meta) => {
            const px = panel.current?.getSize().inPixels
            if (meta.isUserInteraction && px) props.onWidth?.(Math.round(px))
          }}
        >
          <Panel
            id="side"
            panelRef={panel}
            defaultSize={kept ?? usual}
            minSize={LEAST}
            maxSize="60%"
            groupResizeBehavior="preserve-pixel-size"
          >
            {side}
          </Panel>
          <Grip label="Width of the panel" onStep={step} />
          <Panel id="main" minSize={320}>
            {map}
          </Panel>
        </Group>
      )}
      {room === 'low' && (
        <Group className="u-frame-body" key="low" role="main" aria-label="Panel and map">
          <Panel id="side" panelRef={panel} defaultSize="52%" minSize={240} maxSize="70%">
            {side}
          </Panel>
          <Grip label="Width of the panel" onStep={step} />
          <Panel id="main" minSize={180}>
            {map}
          </Panel>
        </Group>
      )}
      {room === 'tall' && (
        <Group
          className="u-frame-body"
          key="tall"
          role="main"
          aria-label="Panel and map"
          orientation="vertical"
        >
          <Panel id="main" panelRef={panel} defaultSize="45%" minSize="20%" maxSize="75%">
            {map}
          </Panel>
          <Grip label="Height of the map" level onStep={step} />
          <Panel id="side" minSize="25%">
            {side}
          </Panel>
        </Group>
      )}
      {room === 'phone' && (
        <div className="u-frame-body" key="phone" role="main" data-stop={stop}>
          {map}
          <Sheet stop={stop} setStop={setStop}>
            {side}
            {below}
          </Sheet>
        </div>
      )}
    </div>
  )
}

/** Stops of the sheet: a peep, half, all. */
const STOPS = ['peep', 'half', 'full'] as const
type Stop = (typeof STOPS)[number]

/** The panel on a phone: pulled up and down, or stepped by pressing its handle. */
function Sheet({ stop, setStop, children }: { stop: Stop; setStop: (s: Stop) => void; children: ReactNode }) {
  const from = useRef<number>(undefined)
  // a mouse that lets go of what it dragged presses it, too
  const dragged = useRef(false)
  const move = (by: number) => setStop(STOPS[Math.max(0, Math.min(2, STOPS.indexOf(stop) + by))])
  return (
    <div className="u-sheet">
      <button
        type="button"
        className="u-sheet-grip"
        aria-label={stop === 'full' ? 'Show the map' : 'Show more of the panel'}
        onClick={() => {
          if (dragged.current) return
          if (stop === 'full') setStop('half')
          else move(1)
        }}
        onKeyDown={(e) => {
          if (e.key === 'ArrowUp') move(1)
          else if (e.key === 'ArrowDown') move(-1)
          else return
          e.preventDefault()
        }}
        onPointerDown={(e) => {
          from.current = e.clientY
          dragged.current = false
          e.currentTarget.setPointerCapture(e.pointerId)
        }}
        onPointerUp={(e) => {
          const by = (from.current ?? e.clientY) - e.clientY
          from.current = undefined
          dragged.current = Math.abs(by) > 24
          // the press comes at once or, from a finger, never
          setTimeout(() => (dragged.current = false))
          if (dragged.current) move(Math.sign(by) * (Math.abs(by) > 280 ? 2 : 1))
        }}
      />
      {children}
    </div>
  )
}
