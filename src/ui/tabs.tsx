/** Tabs with panels, on React Aria. */
import './ariaStyle.ts'
import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'

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
