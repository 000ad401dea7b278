/** What the map says of one thing: a tooltip at the pointer, or a card that stays. */
import type { Tip } from './kit.ts'

/** A tooltip beside the pointer; `width`, `height` are the map's, so that it stays inside. */
export function MapTip({
  tip,
  x,
  y,
  width,
  height,
}: {
  readonly tip: Tip
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}) {
  const right = x > width / 2
  const low = y > height / 2
  return (
    <div
      className="map-tip"
      role="presentation"
      style={{
        [right ? 'right' : 'left']: (right ? width - x : x) + 14,
        [low ? 'bottom' : 'top']: (low ? height - y : y) + 14,
      }}
    >
      <TipText tip={tip} />
    </div>
  )
}

/** The card of the chosen thing; closed by its button or Escape. */
export function MapCard({ tip, onClose }: { readonly tip: Tip; readonly onClose: () => void }) {
  return (
    <section className="map-card" aria-label="Chosen on the map">
      <button type="button" className="map-close" aria-label="Close" onClick={onClose}>
        ×
      </button>
      <TipText tip={tip} />
    </section>
  )
}

const TipText = ({ tip }: { readonly tip: Tip }) => (
  <>
    <strong>{tip.title}</strong>
    {tip.lines.map((line, i) => (
      <p key={i}>{line}</p>
    ))}
  </>
)
