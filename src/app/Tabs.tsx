/** Over the panel: the tabs of the place; of what stands in its stead the name, and the way back. */
import { drift } from '../state/store.ts'
import { IconButton, Segmented, TabRow } from '../ui/index.ts'
import { PLACES, type View } from '../desk/view.ts'
import { choicesOf, closeSide, tabOf, tabsOf, useFront } from './front.ts'

export function Tabs() {
  const { front, side } = useFront()
  if (side)
    return (
      <div className="u-tabrow">
        <h2 className="u-tabrow-title">{side.title}</h2>
        <div className="u-tabrow-tools">
          <IconButton icon="close" label={`Close ${side.title}`} onClick={closeSide} />
        </div>
      </div>
    )
  const place = PLACES.find((p) => p.id === front.group)!
  const tabs = tabsOf(place.id)
  return (
    <TabRow
      label={`Tabs of ${place.title}`}
      tabs={tabs.map((v) => ({
        id: v.id,
        title: v.title,
        current: tabOf(front) === v,
        onGo: () => drift({ view: v.id }),
      }))}
    />
  )
}

/** One choice of a tab is left out while its entry says so; a component of its own for its hook. */
const useHidden = (v: View): boolean => v.entry?.().hidden ?? false

/** The views that share the open tab, as one choice. */
export function Choices({ front }: { front: View }) {
  const all = choicesOf(tabOf(front))
  return all.length > 1 ? <Choice key={all[0].id} all={all} front={front} /> : null
}

function Choice({ all, front }: { all: readonly View[]; front: View }) {
  // the same views while this stands, so the order of hooks never changes
  const hidden = all.map((v) => useHidden(v)) // eslint-disable-line react-hooks/rules-of-hooks
  const shown = all.filter((v, i) => !hidden[i] || v === front)
  if (shown.length < 2) return null
  return (
    <Segmented
      label="Shown as"
      value={front.id}
      onChange={(view) => drift({ view })}
      options={shown.map((v) => ({ value: v.id, label: v.title }))}
    />
  )
}
