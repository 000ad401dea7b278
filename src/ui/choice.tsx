/** One view of several: tabs with panels, and a row of segments. */
import './ariaStyle.ts'
import { useId, type ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'

export interface TabSpec {
  readonly id: string
  readonly label: string
  /** a count after the name */
  readonly note?: ReactNode
  readonly content: ReactNode
}

/** Tabs; arrows move between them. Without `selected` the choice is the component's own. */
export const Tabs = ({
  label,
  tabs,
  selected,
  onSelect,
}: {
  label: string
  tabs: readonly TabSpec[]
  selected?: string
  onSelect?: (id: string) => void
}) => (
  <AriaTabs selectedKey={selected} onSelectionChange={(key) => onSelect?.(String(key))}>
    <TabList className="u-tabs-list" aria-label={label}>
      {tabs.map((t) => (
        <Tab key={t.id} id={t.id} className="u-tab">
          {t.label}
          {t.note !== undefined && <span className="u-tab-count">{t.note}</span>}
        </Tab>
      ))}
    </TabList>
    {tabs.map((t) => (
      <TabPanel key={t.id} id={t.id} className="u-tab-panel">
        {t.content}
      </TabPanel>
    ))}
  </AriaTabs>
)

/** A short choice that is always seen whole, as radio buttons in one bar. */
export function Segmented<T extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string
  value: T
  onChange: (value: T) => void
  options: readonly { readonly value: T; readonly label: string; readonly icon?: IconName }[]
}) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className="u-segmented">
      {options.map((o) => (
        <label key={o.value}>
          <input type="radio" name={name} checked={o.value === value} onChange={() => onChange(o.value)} />
          {o.icon && <Icon name={o.icon} />}
          {o.label}
        </label>
      ))}
    </div>
  )
}
