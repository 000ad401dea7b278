/** The panel of any analysis: answer, figures, list, notes, settings. The method itself gives only its own parts. */
import { use, useMemo } from 'react'
import type { Offer, Screen } from '../../analyses/contract.ts'
import { HEADS } from '../../analyses/heads.ts'
import type { Schema } from '../../core/base/params.ts'
import { applies, problemWith } from '../../core/base/params.ts'
import { rowsOf } from '../../state/derived.ts'
import { paramsOf } from '../../state/plan.ts'
import { cancelRun, ensureRun } from '../../state/runs.ts'
import { drift, setParams, setSession, useStore } from '../../state/store.ts'
import {
  Badge,
  Button,
  DataTable,
  decidingFirst,
  Disclosure,
  EmptyState,
  ErrorBoundary,
  ErrorCard,
  HowSure,
  LeavingTerms,
  Notes,
  Notice,
  PanelFoot,
  PanelHead,
  Progress,
  Section,
  Skeleton,
  type Terms,
} from '../../ui/index.ts'
import { Tonight } from '../../desk/badges.tsx'
import { Nothing } from '../../desk/incidents/Nothing.tsx'
import { flyTo } from '../../desk/mapHandle.ts'
import { EarlierTerms } from '../../desk/leaving/EarlierTerms.tsx'
import { aboutOwn, dayName } from '../../desk/leaving/about.ts'
import { printHandouts } from '../../desk/leaving/printHandouts.tsx'
import { saveLayers } from '../../desk/leaving/saveShapes.ts'
import { SaveMenu } from '../../desk/leaving/SaveMenu.tsx'
import { printAnalysis } from '../../desk/leaving/printing.tsx'
import { SchemaForm, settingsLine } from '../../desk/SchemaForm.tsx'
import { ChooseSystem } from '../../desk/files/ChooseSystem.tsx'
import { useRun } from '../../desk/useRun.ts'
import { headline } from './headline.ts'
import { madeWords } from './madeWords.ts'
import { chosenRow, listedLayer, NO_LAYER } from './listed.ts'
import { screenOf } from './screenOf.ts'

/** The first few settings that can be said in a word or a number. */
const shortKeys = (schema: Schema, values: Record<string, unknown>): string[] =>
  Object.entries(schema)
    .filter(([, p]) => ['number', 'choice', 'pick', 'day'].includes(p.type) && applies(p, values))
    // a file of boundaries has a long name, and there is mostly one
    .filter(([key, p]) => p.type !== 'pick' || p.from === 'beats' || values[key] !== '')
    .map(([key]) => key)
    .slice(0, 3)

/** Carries a result over into another method's settings, and goes there. */
function OfferButton({ offer }: { offer: Offer }) {
  const target = HEADS.find((s) => s.id === offer.to)
  // bands beyond what the other method takes are no offer
  const fits = target && Object.entries(offer.params).every(([k, v]) => !problemWith(target.schema[k], v))
  if (!target || !fits) return null
  return (
    <Button
      onClick={() => {
        setParams(offer.what, offer.to, target.schema, offer.params)
        drift({ view: offer.to })
      }}
    >
      {offer.label}
    </Button>
  )
}

/** The chart of another method that belongs to this one's answer, and the way to its table. */
export function Companion({ id }: { id: string }) {
  const screen = screenOf(id)
  const { view, refused, stale } = useRun(screen, true)
  const monthly = useStore((s) => s.incidents?.table.precision === 'month')
  const terms = use(LeavingTerms)
  const settings = view && madeWords(screen, view.params, monthly)
  // its picture tells its own settings, not those of the method that it stands with
  const own = useMemo((): Terms => ({ ...terms, about: () => aboutOwn({ settings }) }), [terms, settings])
  if (!view || refused || !screen.chart) return null
  return (
    <div data-stale={stale || undefined}>
      <LeavingTerms value={own}>
        <EarlierTerms stale={stale}>{screen.chart(view)}</EarlierTerms>
      </LeavingTerms>
      <Button small variant="quiet" onClick={() => drift({ view: id })}>
        {screen.title}: its places as a table
      </Button>
    </div>
  )
}

export function AnalysisPanel({ screen }: { screen: Screen<any, any> }) {
  const { refused, run, view, stale, played } = useRun(screen, true)
  const selection = useStore((s) => s.selection)
  // then the ways out stand here, not only the sentence
  const emptied = useStore(
    (s) => s.incidents !== undefined && s.project.clauses.length > 0 && rowsOf(s).length === 0,
  )
  const set = useStore((s) => s.project.params)
  const list = useMemo(() => view && decidingFirst(screen.list(view), screen.deciding), [screen, view])
  // asked only when something is chosen: a layer of a million dots takes its time
  const layer = () => (view && list && screen.onMap ? listedLayer(screen.layers(view), list.n) : undefined)
  const row = list && chosenRow(selection, screen.id, list.n, layer)
  const sure = useMemo(() => (view && screen.sure?.(view)) ?? [], [screen, view])
  const handouts = useMemo(() => view && screen.handouts?.(view), [screen, view])
  const answer = useMemo(() => view && screen.answer(view), [screen, view])
  const empty = useMemo(() => view && screen.informative?.(view), [screen, view])
  // the heading tells what the answer was made of, not what the form says by now
  const params = (view?.params ?? paramsOf({ project: { params: set } }, screen.id, screen.schema)) as Record<
    string,
    unknown
  >
  const monthly = useStore((s) => s.incidents?.table.precision === 'month')
  const running = run?.status === 'running'
  const companion = HEADS.find((h) => h.chartIn === screen.id)
  const [head, further] = answer === undefined ? [] : headline(answer)

  return (
    <ErrorBoundary name={screen.title} key={screen.id}>
      {screen.group === 'week' && screen.badge && <Tonight />}
      <PanelHead title={head ?? screen.title}>
        {further && <p className="a-further">{further}</p>}
        {!refused &&
          (screen.aloud?.(params, monthly) ??
            settingsLine(screen.schema, params, shortKeys(screen.schema, params)))}
      </PanelHead>

      {refused && !emptied && (
        <EmptyState icon="info" title={`${screen.title} cannot run`} actions={<ChooseSystem />}>
          {refused}
        </EmptyState>
      )}
      {refused && emptied && <Nothing />}
      {running && (
        <Progress
          label={view && stale ? 'Working it out again' : 'Working it out'}
          share={run.share}
          onCancel={() => cancelRun(screen.id)}
        />
      )}
      {run?.status === 'failed' && !refused && run.error && (
        <ErrorCard title={run.error} onRetry={() => ensureRun(screen, true)} />
      )}
      {stale && !refused && (
        <Badge tone="warn">
          {running
            ? 'Below is the earlier result, until the new one is ready'
            : 'Below is the earlier result: it was made with other settings, filters or another date, and does not print'}
        </Badge>
      )}
      {view && run?.preliminary && !stale && (
        <Badge>
          {view.result.counting
            ? `${running ? 'Still counting' : 'Not counted'}: ${view.result.counting}`
            : (screen.quickSays ?? 'A first answer only')}
        </Badge>
      )}
      {!view && running && <Skeleton lines={6} label={`${screen.title} is being worked out`} />}

      {view && (
        <EarlierTerms stale={stale}>
          <div data-stale={stale || undefined} className="a-result">
            {empty && (
              <Notice tone="warn">
                {empty.says}{' '}
                {empty.setting && !stale && !played && (
                  <Button
                    small
                    onClick={() => setParams('setting', screen.id, screen.schema, empty.setting!.params)}
                  >
                    {empty.setting.label}
                  </Button>
                )}
              </Notice>
            )}
            <HowSure rows={sure} />
            <screen.Panel {...view} />
            {list && (
              <Section title={list.caption}>
                <DataTable
                  model={list}
                  file={`cocoon-${screen.id}${dayName(played ? view.today : undefined)}`}
                  height={320}
                  selected={row === undefined ? null : list.key(row)}
                  onSelect={(i) => {
                    setSession({
                      selection:
                        i === null ? undefined : { of: screen.id, row: i, layer: layer() ?? NO_LAYER },
                    })
                    const at = i === null ? undefined : list.at?.(i)
                    if (at) flyTo(at)
                  }}
                />
              </Section>
            )}
            {!played && companion && <Companion key={companion.id} id={companion.id} />}
            <PanelFoot>
              <Button
                variant="primary"
                icon="print"
                barred={played && 'The past is being played: stop it to print.'}
                onClick={() => void printAnalysis(screen)}
              >
                Print this
              </Button>
              {screen.onMap && !stale && (
                <SaveMenu
                  what={screen.title}
                  save={(format) =>
                    saveLayers(format, screen.layers(view), screen.title, {
                      settings: madeWords(screen, params, monthly),
                      ...(played && { played: view.today }),
                    })
                  }
                />
              )}
              {handouts && !played && (
                <Button icon="print" onClick={() => void printHandouts(screen)}>
                  {handouts.label}
                </Button>
              )}
              {!stale && !played && screen.offers?.(view).map((o) => <OfferButton key={o.label} offer={o} />)}
            </PanelFoot>
          </div>
        </EarlierTerms>
      )}

      <Disclosure title="Change settings" settings>
        <SchemaForm id={screen.id} schema={screen.schema} />
      </Disclosure>
      {view && <Notes notes={screen.notes?.(view) ?? view.result.notes} />}
      <Disclosure title="About this method">
        <p>{screen.about.what}</p>
        <h4>It assumes</h4>
        <ul>
          {screen.about.assumes.map((a) => (
            <li key={a}>{a}</li>
          ))}
        </ul>
        <h4>Do not use it when</h4>
        <ul>
          {screen.about.notWhen.map((a) => (
            <li key={a}>{a}</li>
          ))}
        </ul>
        <h4>Sources</h4>
        <ul>
          {screen.about.references.map((a) => (
            <li key={a}>{a}</li>
          ))}
        </ul>
      </Disclosure>
    </ErrorBoundary>
  )
}
