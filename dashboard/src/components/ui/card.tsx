import { type ReactNode, useId } from 'react'

export function Card({ title, aside, children, className = '' }: { title: string; aside?: ReactNode; children: ReactNode; className?: string }) {
  const heading = useId()
  return (
    <section aria-labelledby={heading} className={`rounded-2xl border border-line bg-raised p-4 shadow-sm sm:p-5 ${className}`}>
      <header className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id={heading} className="text-lg font-semibold">
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  )
}

/** The top of every page: its name, what it is for, and what can be done on it. */
export function PageTitle({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <header className="mb-4 flex flex-wrap items-end justify-between gap-3">
      <div className="min-w-0">
        <h1 className="text-2xl font-bold">{title}</h1>
        {hint && <p className="mt-1 max-w-prose text-sm text-faint">{hint}</p>}
      </div>
      {children && <div className="no-print flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  )
}

type Shade = 'plain' | 'good' | 'warn' | 'danger' | 'brand'

const shades: Record<Shade, string> = {
  plain: 'bg-sunken text-ink',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  brand: 'bg-brand-soft text-brand-strong',
}

export function Badge({ shade = 'plain', children }: { shade?: Shade; children: ReactNode }) {
  return <span className={`inline-block rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap ${shades[shade]}`}>{children}</span>
}
