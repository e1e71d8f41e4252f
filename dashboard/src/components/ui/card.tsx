import type { ReactNode } from 'react'

export function Card({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="rounded-2xl border border-stone-200 bg-white p-5 shadow-sm">
      <header className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg font-semibold">{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="py-6 text-center text-sm text-stone-500">{children}</p>
}

export function Fault({ error }: { error: unknown }) {
  if (!error) return null
  return (
    <p role="alert" className="my-2 rounded-lg bg-red-50 px-3 py-2 text-sm text-red-800">
      {error instanceof Error ? error.message : 'Something went wrong.'}
    </p>
  )
}
