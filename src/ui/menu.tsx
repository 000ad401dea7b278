/**
 * Menus and the popover of help: their buttons stand at once, what opens behind them is fetched once the page has given its
 * first answer.
 */
import { Suspense, type ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { lazyPart } from './lazyPart.ts'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  /** shown at the right, such as "Ctrl Z" */
  readonly shortcut?: string
  readonly run: () => void
}

export interface MenuProps {
  readonly label: string
  readonly icon?: IconName
  readonly entries: readonly MenuEntry[]
  readonly small?: boolean
  readonly children?: ReactNode
}

export interface CheckMenuProps {
  readonly label: string
  readonly icon: IconName
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: readonly string[]
  readonly onChange: (value: string[]) => void
  readonly children?: ReactNode
}

export interface PopProps {
  /** name of what opens */
  readonly label: string
  readonly className?: string
  readonly button: ReactNode
  readonly children: ReactNode
}

export interface HelpProps {
  readonly about: string
  readonly children: ReactNode
}

const parts = () => import('./menuParts.tsx')
const MenuPart = lazyPart<MenuProps>(async () => (await parts()).MenuPart)
const CheckMenuPart = lazyPart<CheckMenuProps>(async () => (await parts()).CheckMenuPart)
const HelpPart = lazyPart<HelpProps>(async () => (await parts()).HelpPart)
const PopPart = lazyPart<PopProps>(async () => (await parts()).PopPart)

/** The button as it will stand, until it opens something. */
const Still = ({
  label,
  icon,
  small,
  children,
}: {
  label: string
  icon: IconName
  small?: boolean
  children?: ReactNode
}) => (
  <button
    type="button"
    disabled
    aria-label={children ? undefined : label}
    className={children ? 'u-button' : 'u-icon-button'}
    data-variant="plain"
    data-small={small || undefined}
    data-still
  >
    {children ?? <Icon name={icon} />}
    {children && <Icon name="down" size={12} />}
  </button>
)

/** A button that opens a list of actions. Without `children` it is an icon button named by `label`. */
export const Menu = (p: MenuProps) => (
  <Suspense
    fallback={
      <Still label={p.label} icon={p.icon ?? 'more'} small={p.small}>
        {p.children}
      </Still>
    }
  >
    <MenuPart {...p} />
  </Suspense>
)

/** A button that opens a list to tick; stays open while ticking. */
export const CheckMenu = (p: CheckMenuProps) => (
  <Suspense
    fallback={
      <Still label={p.label} icon={p.icon}>
        {p.children}
      </Still>
    }
  >
    <CheckMenuPart {...p} />
  </Suspense>
)

/** The "?" beside a thing; opens a few sentences in the words of the user. */
export const Help = (p: HelpProps) => (
  <Suspense
    fallback={
      <button
        type="button"
        disabled
        data-still
        className="u-help"
        aria-label={`What does “${p.about}” mean?`}
      >
        ?
      </button>
    }
  >
    <HelpPart {...p} />
  </Suspense>
)

/** A button that opens a small form over the page; Esc or a press outside closes it. */
export const Pop = (p: PopProps) => (
  <Suspense
    fallback={
      <button type="button" disabled data-still className={p.className ?? 'u-button'}>
        {p.button}
      </button>
    }
  >
    <PopPart {...p} />
  </Suspense>
)
