/** The panel of any analysis: answer, figures, list, notes, settings. The method itself gives only its own parts. */
import { useMemo } from 'react'
import type { Screen } from '../analyses/contract.ts'
import { cancelRun, ensureRun, paramsOf } from '../state/runs.ts'
import { setSession, useStore } from '../state/store.ts'
import {
  Actions,
  Badge,
  Button,
  DataTable,
  Disclosure,
  EmptyState,
  ErrorBoundary,
  ErrorCard,
  Notes,
  PanelHead,
  Progress,
  Section,
  Skeleton,
} from '../ui/index.ts'
import { flyTo } from './mapHandle.ts'
import { printAnalysis } from './printing.tsx'
import { SchemaForm, settingsLine } from './SchemaForm.tsx'
import { useRun } from './useRun.ts'

export function AnalysisPanel({ screen }: { screen: Screen<any, any> }) {
  const { refused, run, view, stale } = useRun(screen, true)
  const selection = useStore((s) => s.selection)
  const project = useStore((s) => s.project)
  const list = useMemo(() => view && screen.list(view), [screen, view])
  const answer = useMemo(() => view && screen.answer(view), [screen, view])
  const params = paramsOf({ project }, screen.id, screen.schema) as Record<string, unknown>
  const running = run?.status === 'running'

  return (
    <ErrorBoundary name={screen.title} key={screen.id}>
      <PanelHead title={answer ?? screen.title}>
        {!refused && settingsLine(screen.schema, params, Object.keys(screen.schema).slice(0, 4))}
      </PanelHead>

      {refused && (
        <EmptyState icon="info" title={`${screen.title} cannot run`}>
          {refused}
        </EmptyState>
      )}
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
        <Badge tone="warn">Below is the earlier result, until the new one is ready</Badge>
      )}
      {view && run?.preliminary && !stale && <Badge>{screen.quickSays ?? 'A first answer only'}</Badge>}
      {!view && running && <Skeleton lines={6} label={`${screen.title} is being worked out`} />}

      {view && (
        <div data-stale={stale || undefined} className="a-result">
          <screen.Panel {...view} />
          {list && (
            <Section title={list.caption}>
              <DataTable
                model={list}
                file={`cocoon-${screen.id}`}
                height={320}
                selected={selection?.of === screen.id ? list.key(selection.row) : null}
                onSelect={(row) => {
                  setSession({ selection: row === null ? undefined : { of: screen.id, row } })
                  const at = row === null ? undefined : list.at?.(row)
                  if (at) flyTo(at)
                }}
              />
            </Section>
          )}
          <Actions>
            <Button icon="print" onClick={() => void printAnalysis(screen, view)}>
              Print this
            </Button>
          </Actions>
        </div>
      )}

      <Disclosure title="Change settings">
        <SchemaForm id={screen.id} schema={screen.schema} />
      </Disclosure>
      {view && <Notes notes={view.result.notes} />}
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
