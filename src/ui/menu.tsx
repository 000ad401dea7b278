/** Menus and the popover of help, on React Aria: focus, type-ahead and placing are its work. */
import './ariaStyle.ts'
import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  Dialog as AriaDialog,
  DialogTrigger,
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
} from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  /** shown at the right, such as "Ctrl Z" */
  readonly shortcut?: string
  readonly disabled?: boolean
  readonly run: () => void
}

/** A button that opens a list of actions. Without `children` it is an icon button named by `label`. */
export const Menu = ({
  label,
  icon = 'more',
  entries,
  small,
  children,
}: {
  label: string
  icon?: IconName
  entries: readonly MenuEntry[]
  small?: boolean
  children?: ReactNode
}) => (
  <MenuTrigger>
    <AriaButton
      aria-label={children ? undefined : label}
      className={children ? 'u-button' : 'u-icon-button'}
      data-variant="plain"
      data-small={small || undefined}
    >
      {children ?? <Icon name={icon} />}
      {children && <Icon name="down" size={12} />}
    </AriaButton>
    <Popover className="u-popover" offset={4}>
      <AriaMenu
        className="u-menu"
        aria-label={label}
        disabledKeys={entries.filter((e) => e.disabled).map((e) => e.id)}
        onAction={(key) => entries.find((e) => e.id === key)?.run()}
      >
        {entries.map((e) => (
          <MenuItem key={e.id} id={e.id} textValue={e.label} className="u-menu-item">
            <span className="u-menu-icon">{e.icon && <Icon name={e.icon} />}</span>
            <span>{e.label}</span>
            {e.shortcut && <kbd>{e.shortcut}</kbd>}
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
)

/** A button that opens a list to tick; stays open while ticking. */
export const CheckMenu = ({
  label,
  icon,
  options,
  value,
  onChange,
  children,
}: {
  label: string
  icon: IconName
  options: readonly { readonly value: string; readonly label: string }[]
  value: readonly string[]
  onChange: (value: string[]) => void
  children?: ReactNode
}) => (
  <MenuTrigger>
    <AriaButton
      aria-label={children ? undefined : label}
      className={children ? 'u-button' : 'u-icon-button'}
      data-variant="plain"
    >
      {children ?? <Icon name={icon} />}
    </AriaButton>
    <Popover className="u-popover" offset={4}>
      <AriaMenu
        className="u-menu"
        aria-label={label}
        selectionMode="multiple"
        selectedKeys={value}
        shouldCloseOnSelect={false}
        onSelectionChange={(keys) => {
          const on = keys === 'all' ? options.map((o) => o.value) : [...keys].map(String)
          onChange(options.map((o) => o.value).filter((v) => on.includes(v)))
        }}
      >
        {options.map((o) => (
          <MenuItem key={o.value} id={o.value} textValue={o.label} className="u-menu-item">
            {({ isSelected }) => (
              <>
                <span className="u-menu-icon">{isSelected && <Icon name="check" />}</span>
                <span>{o.label}</span>
              </>
            )}
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
)

/** The "?" beside a thing; opens a few sentences in the words of the user. */
export const Help = ({ about, children }: { about: string; children: ReactNode }) => (
  <DialogTrigger>
    <AriaButton className="u-help" aria-label={`What does “${about}” mean?`}>
      ?
    </AriaButton>
    <Popover className="u-popover u-help-box" offset={4}>
      <AriaDialog aria-label={about}>{children}</AriaDialog>
    </Popover>
  </DialogTrigger>
)

/** A button that opens a small form over the page; Esc or a press outside closes it. */
export const Pop = ({
  label,
  className,
  button,
  children,
}: {
  /** name of what opens */
  label: string
  className?: string
  button: ReactNode
  children: ReactNode
}) => (
  <DialogTrigger>
    <AriaButton className={className ?? 'u-button'}>{button}</AriaButton>
    <Popover className="u-popover u-pop" offset={4}>
      <AriaDialog aria-label={label}>{children}</AriaDialog>
    </Popover>
  </DialogTrigger>
)
