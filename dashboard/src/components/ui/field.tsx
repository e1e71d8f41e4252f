import { type ComponentProps, type ReactNode, useId } from 'react'

interface Told {
  label: string
  hint?: ReactNode
  error?: string
  /** The label is read out but not shown. */
  quiet?: boolean
}

function Around({ id, label, hint, error, quiet, children }: Told & { id: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={quiet ? 'sr-only' : 'mb-1 block text-sm font-medium'}>
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-xs text-danger">
          {error}
        </p>
      )}
    </div>
  )
}

const described = (id: string, { hint, error }: Told) => [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined

export function Field({ label, hint, error, quiet, className = '', ...rest }: Told & ComponentProps<'input'>) {
  const id = useId()
  return (
    <Around {...{ id, label, hint, error, quiet }}>
      <input id={id} aria-describedby={described(id, { label, hint, error })} aria-invalid={error ? true : undefined} className={`field ${className}`} {...rest} />
    </Around>
  )
}

export function Area({ label, hint, error, quiet, className = '', rows = 3, ...rest }: Told & ComponentProps<'textarea'>) {
  const id = useId()
  return (
    <Around {...{ id, label, hint, error, quiet }}>
      <textarea id={id} rows={rows} aria-describedby={described(id, { label, hint, error })} aria-invalid={error ? true : undefined} className={`field ${className}`} {...rest} />
    </Around>
  )
}

export function Select({ label, hint, error, quiet, className = '', children, ...rest }: Told & ComponentProps<'select'>) {
  const id = useId()
  return (
    <Around {...{ id, label, hint, error, quiet }}>
      <select id={id} aria-describedby={described(id, { label, hint, error })} className={`field ${className}`} {...rest}>
        {children}
      </select>
    </Around>
  )
}

export function Tick({ label, className = '', ...rest }: { label: ReactNode } & ComponentProps<'input'>) {
  return (
    <label className={`flex min-h-10 items-center gap-2 text-sm ${className}`}>
      <input type="checkbox" className="size-5 shrink-0 accent-brand" {...rest} />
      <span>{label}</span>
    </label>
  )
}

/** A whole number. Empty: null where it may be left out, else nothing that could be sent. */
export function NumberField({ value, onNumber, optional = false, ...rest }: Omit<Told & ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  value: number | null | undefined
  onNumber: (value: number | null) => void
  optional?: boolean
}) {
  const shown = value === null || value === undefined || Number.isNaN(value) ? '' : value
  return (
    <Field
      {...rest}
      type="number"
      required={!optional}
      value={shown}
      onChange={(event) => onNumber(event.target.value === '' ? (optional ? null : Number.NaN) : Number(event.target.value))}
    />
  )
}

/** Some of a few. */
export function Ticks<One extends string>({ label, hint, error, of, chosen, onChoose }: {
  label: string
  hint?: string
  error?: string
  of: readonly (readonly [value: One, words: string])[]
  chosen: readonly One[]
  onChoose: (chosen: One[]) => void
}) {
  const id = useId()
  return (
    <fieldset className="min-w-0" aria-describedby={described(id, { label, hint, error })}>
      <legend className="text-sm font-medium">{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-faint">
          {hint}
        </p>
      )}
      <div className="flex flex-wrap gap-x-5">
        {of.map(([value, words]) => (
          <Tick
            key={value}
            label={words}
            checked={chosen.includes(value)}
            onChange={(event) => onChoose(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs text-danger">
          {error}
        </p>
      )}
    </fieldset>
  )
}
