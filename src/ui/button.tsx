/** Buttons: one primary on a screen, the rest plain or quiet. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { toast } from './toast.ts'

/** A button that cannot be pressed says why: by pointer, by keyboard, to a screen reader and when it is pressed all the same. */
interface Barred extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** why it cannot be pressed now, as a sentence; it keeps its focus */
  readonly barred?: string | false
}

const sayWhy = (why: string) => () => toast({ text: why })

export interface ButtonProps extends Barred {
  /** primary = the one main action · plain = bordered · quiet = text only · danger = cannot be undone */
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly icon?: IconName
  readonly small?: boolean
  /** the work asked for is under way: shown, said, and further presses are ignored */
  readonly busy?: boolean
  readonly children?: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with words. A busy button keeps its focus and its place. */
export function Button({
  variant = 'plain',
  icon,
  small,
  busy,
  children,
  className,
  barred,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`u-button ${className ?? ''}`}
      data-variant={variant}
      data-small={small || undefined}
      aria-busy={busy || undefined}
      aria-disabled={busy || !!barred || rest['aria-disabled']}
      title={barred || rest.title}
      onClick={busy ? undefined : barred ? sayWhy(barred) : onClick}
    >
      {busy ? <span className="u-spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<Barred, 'children'> {
  readonly icon: IconName
  /** what the button does, for the tooltip and the screen reader */
  readonly label: string
  /** shown after the label in the tooltip, such as "Ctrl K" */
  readonly shortcut?: string
  /** the button is a switch that is on or off */
  readonly pressed?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with an icon only; 28 px square, its name always given. */
export function IconButton({
  icon,
  label,
  shortcut,
  pressed,
  className,
  barred,
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`u-icon-button ${className ?? ''}`}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={!!barred || rest['aria-disabled']}
      title={barred || (shortcut ? `${label} (${shortcut})` : label)}
      onClick={barred ? sayWhy(barred) : onClick}
    >
      <Icon name={icon} />
    </button>
  )
}
