/** The rail: the places, each with the number of what is still open in it. */
import { useState } from 'react'
import { keepFrame } from '../desk/frame.ts'
import { PLACES, type View } from '../desk/view.ts'
import { useSettings } from '../state/settings.ts'
import { drift } from '../state/store.ts'
import { IconButton, Menu, type MenuEntry, RailItem, useRoom } from '../ui/index.ts'
import { VIEWS } from '../views/index.ts'
import { lastIn, PLACED, useFront } from './front.ts'

type Place = (typeof PLACES)[number]

const SHOWN = PLACES.filter((p) => PLACED.some((v) => v.group === p.id))

/** The first view of a place that counts open work; which one never changes, so neither does the order of hooks. */
const counting = (place: Place): View | undefined =>
  PLACED.find((v) => v.group === place.id && v.entry && !v.shares)

function Item({ place }: { place: Place }) {
  const { front, side } = useFront()
  const counts = counting(place)
  const entry = counts?.entry?.()
  return (
    <RailItem
      label={place.title}
      icon={place.icon}
      open={entry?.open}
      openLabel={entry?.note}
      current={!side && front.group === place.id}
      onGo={() => drift({ view: lastIn(place.id) })}
    />
  )
}

/** Places of the bar on a phone before the rest goes under "More". */
const ON_PHONE = 4

/** `more`: actions that the header has no room for on a phone. */
export function Rail({ more }: { more: readonly MenuEntry[] }) {
  const room = useRoom()
  const wide = useSettings((s) => s.frame.wideRail ?? false)
  const { front, side } = useFront()
  const [first] = useState(() => {
    const worked = SHOWN.find((p) => p.id === 'worked')
    return worked ? [...SHOWN.slice(0, ON_PHONE - 1), worked] : SHOWN.slice(0, ON_PHONE)
  })
  if (room !== 'phone')
    return (
      <>
        {SHOWN.map((p) => (
          <Item key={p.id} place={p} />
        ))}
        <span className="u-rail-end">
          <IconButton
            icon="wide"
            label={wide ? 'Narrow the rail' : 'Widen the rail'}
            pressed={wide}
            onClick={() => keepFrame({ wideRail: !wide })}
          />
        </span>
      </>
    )
  const rest = SHOWN.filter((p) => !first.includes(p))
  return (
    <>
      {first.map((p) => (
        <Item key={p.id} place={p} />
      ))}
      <div className="u-rail-more" data-current={side || rest.some((p) => p.id === front.group) || undefined}>
        <Menu
          label="More places"
          entries={[
            ...rest.map((p) => ({
              id: p.id,
              label: p.title,
              icon: p.icon,
              run: () => drift({ view: lastIn(p.id) }),
            })),
            ...more,
            ...VIEWS.filter((v) => v.group === 'side').map((v) => ({
              id: v.id,
              label: v.title,
              icon: v.icon,
              run: () => drift({ view: v.id }),
            })),
          ]}
        >
          More
        </Menu>
      </div>
    </>
  )
}
