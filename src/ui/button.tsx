/** Buttons: one primary on a screen, the rest plain or quiet. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Icon, type IconName } from './icon.tsx'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
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
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? undefined : onClick}
    >
      {busy ? <span className="u-spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
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
export function IconButton({ icon, label, shortcut, pressed, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`u-icon-button ${className ?? ''}`}
      aria-label={label}
      aria-pressed={pressed}
      title={shortcut ? `${label} (${shortcut})` : label}
    >
      <Icon name={icon} />
    </button>
  )
}
