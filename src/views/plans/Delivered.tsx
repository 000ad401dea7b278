/** What was delivered of a plan, beside what was planned. */
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { many } from '../../desk/words.ts'
import { changePlan } from '../../state/plans.ts'
import { useStore } from '../../state/store.ts'
import { Button, Figures, Section, cellNumber, toast } from '../../ui/index.ts'
import { doorsRecorded, minutesRecorded } from './delivered.ts'

/** Reads tracks and visits that are loaded here; says what it found. */
function take(plan: PlanRecord): void {
  const { incidents, homes, tracks, visits } = useStore.getState()
  const minutes = minutesRecorded(
    plan,
    tracks.flatMap((t) => t.tracks),
    planeOf(incidents!.table.crs),
  )
  const doors = homes ? doorsRecorded(plan, visits, homes.homes) : 0
  if (minutes + doors === 0) {
    toast({
      text: 'No track and no visit recorded here lies in the places and days of this plan. Drop the GPX files of its patrols, or the visits that came back, and try again; or enter the figures by hand.',
    })
    return
  }
  changePlan(plan, 'delivery', {
    delivered: {
      ...plan.delivered,
      ...(minutes > 0 && { minutes }),
      ...(doors > 0 && { doors }),
    },
  })
  toast({
    text: `${many(minutes, 'patrol minute')} and ${many(doors, 'door')} taken from what is recorded.`,
  })
}

/** The figures; nothing delivered is said, not left out. */
export function DeliveredOf({ plan }: { plan: PlanRecord }) {
  const { planned, delivered } = plan
  const figure = (key: 'minutes' | 'doors' | 'packs', label: string) => {
    const [done, of] = [delivered[key], planned[key]]
    if (done === undefined && of === undefined) return []
    return [
      {
        value: `${done === undefined ? 'unknown' : cellNumber(done)}${of === undefined ? '' : ` of ${cellNumber(of)}`}`,
        label: `${label}${done !== undefined && of ? `, ${Math.round((100 * done) / of)}%` : ''}`,
      },
    ]
  }
  const figures = [
    ...figure('minutes', 'patrol minutes done'),
    ...figure('doors', 'doors called on'),
    ...figure('packs', 'packs'),
  ]
  return (
    <Section
      title="Delivered"
      aside={
        <Button small onClick={() => take(plan)}>
          Take from tracks and visits
        </Button>
      }
    >
      {figures.length > 0 ? (
        <Figures figures={figures} />
      ) : (
        <p className="a-hint">
          What was delivered is not written down: whether it did not work or was not done cannot be told.
        </p>
      )}
    </Section>
  )
}
