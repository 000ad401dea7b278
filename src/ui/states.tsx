/** The designed states of any part: empty, told, working, waiting, failed, broken. */
import { Component, useEffect, useRef, useState, type ErrorInfo, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'

/** Nothing to show: what is missing, and what to do about it. */
export const EmptyState = ({
  title,
  children,
  icon,
  actions,
}: {
  title: string
  children?: ReactNode
  icon?: IconName
  actions?: ReactNode
}) => (
  <div className="u-empty">
    {icon && <Icon name={icon} size={24} />}
    <p className="u-empty-title">{title}</p>
    {children && <div className="u-empty-words">{children}</div>}
    {actions && <div className="u-actions">{actions}</div>}
  </div>
)

const NOTICE_ICON = { info: 'info', good: 'good', warn: 'warning', bad: 'error' } as const
const NOTICE_WORD = { info: 'Note', good: 'Done', warn: 'Warning', bad: 'Problem' } as const

/** A sentence that must be read beside a result. `onClose` lets it be put away. */
export const Notice = ({
  tone = 'info',
  children,
  actions,
  onClose,
}: {
  tone?: 'info' | 'good' | 'warn' | 'bad'
  children: ReactNode
  actions?: ReactNode
  onClose?: () => void
}) => (
  <div className="u-notice" data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
    <Icon name={NOTICE_ICON[tone]} />
    <div className="u-notice-words">
      <span className="u-hidden">{NOTICE_WORD[tone]}: </span>
      {children}
      {actions && <div className="u-actions">{actions}</div>}
    </div>
    {onClose && (
      <button type="button" className="u-notice-close" aria-label="Put away" onClick={onClose}>
        <Icon name="close" size={12} />
      </button>
    )}
  </div>
)

/** Seconds as one says them: "less than 5 s", "about 40 s", "about 3 min". */
export function timeLeft(seconds: number): string {
  if (seconds < 5) return 'less than 5 s'
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} s`
  if (seconds < 3300) return `about ${Math.max(1, Math.round(seconds / 60))} min`
  return `about ${(seconds / 3600).toFixed(1)} h`
}

/** Work under way: share done (0..1, undefined while unknown), time left by the pace so far, and Cancel. */
export function Progress({
  label,
  share,
  onCancel,
}: {
  label: string
  share: number | undefined
  onCancel?: () => void
}) {
  const began = useRef<number | undefined>(undefined)
  const [left, setLeft] = useState<number>()
  useEffect(() => {
    const now = performance.now()
    began.current ??= now
    const gone = (now - began.current) / 1000
    // under a second or a fiftieth the pace is noise
    if (share && gone > 1 && share > 0.02) setLeft((gone * (1 - share)) / share)
  }, [share])
  const percent = share === undefined ? undefined : Math.min(100, Math.floor(share * 100))
  return (
    <div className="u-progress">
      <div className="u-progress-line">
        <span>{label}</span>
        <span className="u-progress-figures">
          {percent !== undefined && `${percent}%`}
          {left !== undefined && percent! < 100 && `, ${timeLeft(left)} left`}
        </span>
        {onCancel && (
          <Button variant="quiet" small onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
      <div
        className="u-progress-bar"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        data-unknown={percent === undefined || undefined}
      >
        <div style={{ width: `${percent ?? 100}%` }} />
      </div>
    </div>
  )
}

/** Stands where a result will be. `lines` are text lines, `height` a chart or map in px. */
export const Skeleton = ({
  lines = 3,
  height,
  label = 'Loading',
}: {
  lines?: number
  height?: number
  label?: string
}) => (
  <div className="u-skeleton" role="status">
    <span className="u-hidden">{label}</span>
    {height === undefined ? (
      Array.from({ length: lines }, (_, i) => (
        <div key={i} style={{ width: `${[92, 78, 84, 60][i % 4]}%` }} />
      ))
    ) : (
      <div style={{ height }} />
    )}
  </div>
)

/** A run that failed: the sentence, the detail folded away, and Retry. */
export const ErrorCard = ({
  title,
  detail,
  onRetry,
  retry = 'Try again',
  children,
}: {
  title: string
  detail?: string
  onRetry?: () => void
  retry?: string
  children?: ReactNode
}) => (
  <div className="u-notice u-error" data-tone="bad" role="alert">
    <Icon name="error" />
    <div className="u-notice-words">
      <strong>{title}</strong>
      {children && <div>{children}</div>}
      {detail && (
        <details>
          <summary>For whoever mends it</summary>
          <pre>{detail}</pre>
        </details>
      )}
      {onRetry && (
        <div className="u-actions">
          <Button small onClick={onRetry}>
            {retry}
          </Button>
        </div>
      )}
    </div>
  </div>
)

/** What browsers and the bundler say of code that did not come: a newer version lies on the server, or it does not answer. */
const NOT_FETCHED = /dynamically imported module|preload CSS|module script failed/i

/** A wall around one panel: a bug inside it leaves the others alive. `name` is the panel as the user knows it. */
export class ErrorBoundary extends Component<
  { name: string; children: ReactNode; onError?: (error: Error) => void },
  { error?: Error }
> {
  override state: { error?: Error } = {}

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override componentDidCatch(error: Error, _info: ErrorInfo) {
    this.props.onError?.(error)
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    // no fault of the program, and asking again gets the same answer
    if (NOT_FETCHED.test(error.message))
      return (
        <ErrorCard
          title={`${this.props.name} could not be fetched.`}
          detail={error.stack ?? String(error)}
          retry="Load the page again"
          onRetry={() => location.reload()}
        >
          The server holds a newer version of Cocoon by now, or does not answer. What is open goes on. Save
          what you want to keep, then load the page again: it may ask for your files once more.
        </ErrorCard>
      )
    return (
      <ErrorCard
        title={`${this.props.name} stopped because of a fault in this program.`}
        detail={error.stack ?? String(error)}
        onRetry={() => this.setState({ error: undefined })}
      >
        Your file and your settings are kept, and the other parts still work.
      </ErrorCard>
    )
  }
}
