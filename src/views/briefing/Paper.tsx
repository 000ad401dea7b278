/** The paper as it will look, scaled to the room there is. */
import { type ReactNode, useEffect, useRef, useState } from 'react'

/** Width of A4 in CSS pixels, and what a page holds between its margins. */
const A4 = 794
const PAGE = 998

/** A sheet as a long roll: where its pages break is the printer's business. */
export function Paper({ busy, children }: { busy?: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const roll = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(A4)
  const [pages, setPages] = useState(0)
  useEffect(() => {
    const watch = new ResizeObserver(() => {
      if (box.current && box.current.clientWidth > 0) setWidth(box.current.clientWidth)
      if (roll.current) setPages(Math.max(1, Math.ceil((roll.current.offsetHeight - 60) / PAGE)))
    })
    if (box.current) watch.observe(box.current)
    if (roll.current) watch.observe(roll.current)
    return () => watch.disconnect()
  }, [])
  return (
    <div ref={box} className="bf-paper">
      <p className="bf-faint">
        {children ? `As it prints, about ${pages} ${pages === 1 ? 'page' : 'pages'}` : 'Tick what goes in.'}
        {busy && children ? '; maps and results still to come' : ''}
      </p>
      {/* a picture of the sheet: what it says stands in the list beside it, for the keyboard and for reading out */}
      <div className="bf-roll" data-theme="paper" inert aria-hidden="true" hidden={!children}>
        <div ref={roll} style={{ zoom: Math.min(1, width / A4) }} className="bf-roll-in">
          {children}
        </div>
      </div>
    </div>
  )
}
