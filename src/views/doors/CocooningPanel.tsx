/** Tonight's list: doors or streets, for what kind of crime and how far back. Settings come after. */
import { lazy, Suspense } from 'react'
import { momentWords } from '../../cocoon/clock.ts'
import { PRESETS } from '../../cocoon/presets.ts'
import { protocolSchema } from '../../cocoon/protocol.ts'
import { cocooningSchema } from '../../state/cocoon.ts'
import { paramsOf } from '../../state/plan.ts'
import { change, setParam, setSession, useStore } from '../../state/store.ts'
import { Badge, Button, Disclosure, EmptyState, Section, Segmented, Skeleton } from '../../ui/index.ts'
import { ChooseSystem } from '../../desk/files/ChooseSystem.tsx'
import { EarlierTerms } from '../../desk/leaving/EarlierTerms.tsx'
import { useCocoon, useCocoonStale } from '../../desk/useCocoon.ts'
import { answered } from '../../desk/answered.ts'
import { DoorsList } from './DoorsList.tsx'
import { StreetsList } from './StreetsList.tsx'

/** Its settings stand below the list, and come after it. */
const SchemaForm = lazy(async () => {
  await answered()
  return { default: (await import('../../desk/SchemaForm.tsx')).SchemaForm }
})

/** How far back the list looks, and the ready-made protocols. */
function Change() {
  const params = useStore((s) => s.project.params)
  const p = paramsOf({ project: { params } }, 'cocooning', protocolSchema)
  return (
    <Disclosure title="Change…" settings>
      <Section title="Ready-made">
        <div className="a-form">
          {PRESETS.map((preset) => (
            <div key={preset.id}>
              <Button
                small
                onClick={() =>
                  change(`protocol ${preset.label}`, {
                    params: {
                      ...params,
                      cocooning: { ...params.cocooning, ...preset.values },
                    },
                  })
                }
              >
                {preset.label}
              </Button>
              <p className="a-hint">{preset.says}</p>
            </div>
          ))}
        </div>
      </Section>
      <Section title="Your own">
        <p className="a-hint">{`Live for ${p.window} days; due within ${p.dueHours} hours.`}</p>
        <Suspense>
          <SchemaForm id="cocooning" schema={protocolSchema} />
        </Suspense>
      </Section>
    </Disclosure>
  )
}

export function CocooningPanel() {
  const cocoon = useCocoon()
  const stale = useCocoonStale()
  const params = useStore((s) => s.project.params)
  const table = useStore((s) => s.incidents?.table)
  const p = paramsOf({ project: { params } }, 'cocooning', cocooningSchema)
  if (!cocoon && table) return <Skeleton lines={8} label="The list is being made" />
  if (!cocoon)
    return (
      <EmptyState icon="home" title="No burglaries are loaded">
        Drop your force’s extract on the page, or open the sample town under Data.
      </EmptyState>
    )
  const which = (
    <Segmented
      label="List for"
      value={cocoon.kind === 'streets' ? cocoon.of : cocoon.kind === 'doors' ? 'burglary' : p.of}
      onChange={(v) => {
        setSession({ cocoonOf: undefined, selection: undefined })
        setParam('cocooning', 'of', v)
      }}
      options={cocooningSchema.of.options}
    />
  )
  if (cocoon.kind === 'refused')
    return (
      <>
        <EmptyState icon="info" title="No doors can be named from this file" actions={<ChooseSystem />}>
          {cocoon.sentence}
        </EmptyState>
        {table?.source === 'exact' && which}
      </>
    )
  return (
    <>
      {which}
      {stale && (
        <div role="status">
          <Badge tone="warn">Below is the earlier list, until the new one is made</Badge>
        </div>
      )}
      <EarlierTerms stale={stale}>
        <div className="a-result" data-stale={stale || undefined} aria-busy={stale}>
          {cocoon.kind === 'doors' ? (
            <DoorsList list={cocoon.list} stale={stale} />
          ) : (
            <StreetsList streets={cocoon.streets} rounds={cocoon.rounds} of={cocoon.of} stale={stale} />
          )}
        </div>
      </EarlierTerms>
      {cocoon.kind === 'doors' && (
        <Segmented
          label="Burglaries of"
          value={String(p.lookBack)}
          onChange={(v) => setParam('cocooning', 'lookBack', Number(v))}
          options={[
            { value: '2', label: '2 days' },
            { value: '7', label: '7 days' },
            { value: '14', label: '14 days' },
            { value: String(p.window), label: `all live (${p.window} days)` },
          ]}
        />
      )}
      <Change />
      <p className="a-hint">
        {`As of ${momentWords(cocoon.kind === 'doors' ? cocoon.list : cocoon.rounds)}.`}
      </p>
    </>
  )
}
