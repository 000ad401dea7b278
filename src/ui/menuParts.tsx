/** What opens behind the buttons of menu.tsx, on React Aria: focus, type-ahead and placing are its work. */
import './ariaStyle.ts'
import {
  Button as AriaButton,
  Dialog as AriaDialog,
  DialogTrigger,
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
} from 'react-aria-components'
import { Icon } from './icon.tsx'
import type { CheckMenuProps, HelpProps, MenuProps, PopProps } from './menu.tsx'

export const MenuPart = ({ label, icon = 'more', entries, small, children }: MenuProps) => (
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

export const CheckMenuPart = ({ label, icon, options, value, onChange, children }: CheckMenuProps) => (
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

export const HelpPart = ({ about, children }: HelpProps) => (
  <DialogTrigger>
    <AriaButton className="u-help" aria-label={`What does “${about}” mean?`}>
      ?
    </AriaButton>
    <Popover className="u-popover u-help-box" offset={4}>
      <AriaDialog aria-label={about}>{children}</AriaDialog>
    </Popover>
  </DialogTrigger>
)

export const PopPart = ({ label, className, button, children }: PopProps) => (
  <DialogTrigger>
    <AriaButton className={className ?? 'u-button'}>{button}</AriaButton>
    <Popover className="u-popover u-pop" offset={4}>
      <AriaDialog aria-label={label}>{children}</AriaDialog>
    </Popover>
  </DialogTrigger>
)
