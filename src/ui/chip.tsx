/** Small labels: filters that can be taken off, states, and tiers by letter. */
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** How good or bad a thing is; always said in words beside the colour. mark = a handling marking, in strong ink. */
export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad' | 'mark'

/** A chip. With `onPress` its words are a button, with `onRemove` it carries a cross that takes the filter off. */
export function Chip({
  children,
  onRemove,
  removeLabel,
  onPress,
  tone = 'plain',
}: {
  children: ReactNode
  onRemove?: () => void
  /** such as "Take off the filter Beat 4"; by default made of the chip's words */
  removeLabel?: string
  onPress?: () => void
  tone?: Tone
}) {
  return (
    <span className="u-chip" data-tone={tone}>
      {onPress ? (
        <button type="button" className="u-chip-words" onClick={onPress}>
          {children}
        </button>
      ) : (
        <span className="u-chip-words">{children}</span>
      )}
      {onRemove && (
        <button
          type="button"
          className="u-chip-remove"
          onClick={onRemove}
          aria-label={removeLabel ?? `Remove ${typeof children === 'string' ? children : 'this filter'}`}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  )
}

/** A word or two about a state, such as "exact dates" or "stale". */
export const Badge = ({ children, tone = 'plain' }: { children: ReactNode; tone?: Tone }) => (
  <span className="u-badge" data-tone={tone}>
    {children}
  </span>
)

/** The letter of a tier in its colour. Any other text is shown as a plain letter. */
export function TierChip({ tier }: { tier: string }) {
  const known = /^[ABC]$/.test(tier)
  return (
    <span className="u-tier" data-tier={known ? tier : undefined}>
      {known && <span className="u-hidden">Tier </span>}
      {tier}
    </span>
  )
}
