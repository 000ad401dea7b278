/** The parts of a panel: a head that answers, sections, and what is folded away. */
import { useId, type ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** The head of a panel: the answer in words, a sentence of how it was reached, and what can be done. */
export const PanelHead = ({
  title,
  children,
  actions,
}: {
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
}) => (
  <header className="u-head">
    <div className="u-head-line">
      <h2>{title}</h2>
      {actions && <div className="u-actions">{actions}</div>}
    </div>
    {children && <div className="u-lead">{children}</div>}
  </header>
)

/** How far the answer carries: "How sure" and the like, a line each, right under the head. */
export const HowSure = ({
  rows,
}: {
  rows: readonly { readonly label: string; readonly says: ReactNode }[]
}) =>
  rows.length === 0 ? null : (
    <dl className="u-sure">
      {rows.map((r) => (
        <div key={r.label}>
          <dt>{r.label}</dt>
          <dd>{r.says}</dd>
        </div>
      ))}
    </dl>
  )

/** A part of a panel under its own heading, divided by space and not by a box. */
export function Section({
  title,
  aside,
  children,
}: {
  title?: ReactNode
  aside?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className="u-section" aria-labelledby={title ? id : undefined}>
      {title && (
        <div className="u-section-head">
          <h3 id={id}>{title}</h3>
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}

/** What is folded away behind its name. The page's search finds it still. `settings`: it holds those of the open view. */
export const Disclosure = ({
  title,
  open,
  onToggle,
  settings,
  children,
}: {
  title: ReactNode
  open?: boolean
  settings?: boolean
  onToggle?: (open: boolean) => void
  children: ReactNode
}) => (
  <details
    className="u-disclosure"
    data-settings={settings || undefined}
    open={open}
    onToggle={(e) => onToggle?.(e.currentTarget.open)}
  >
    <summary>
      <Icon name="right" size={12} />
      {title}
    </summary>
    <div className="u-disclosure-body">{children}</div>
  </details>
)

/** Buttons in a row, wrapping on narrow screens. */
export const Actions = ({ children }: { children: ReactNode }) => (
  <div className="u-actions u-actions-row">{children}</div>
)

/** Choices, limits and the number of rows behind a result, as a quiet list. */
export const Notes = ({
  notes,
  title = 'How this was reached',
}: {
  notes: readonly string[]
  title?: string
}) =>
  notes.length === 0 ? null : (
    <Disclosure title={title}>
      <ul className="u-notes">
        {notes.map((n) => (
          <li key={n}>{n}</li>
        ))}
      </ul>
    </Disclosure>
  )

/** Pairs of a name and a value, aligned: parameters, import counts. */
export const Facts = ({
  facts,
}: {
  facts: readonly { readonly label: string; readonly value: ReactNode }[]
}) => (
  <dl className="u-facts">
    {facts.map((f) => (
      <div key={f.label}>
        <dt>{f.label}</dt>
        <dd>{f.value}</dd>
      </div>
    ))}
  </dl>
)
