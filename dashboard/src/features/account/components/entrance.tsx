import type { FormEvent, ReactNode } from 'react'
import { Preferences } from '@/app/preferences'

/** A form in the middle of an empty page. */
export function Entrance({ title, children, onSubmit }: { title: string; children: ReactNode; onSubmit: (fields: FormData) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  return (
    <main className="mx-auto max-w-sm px-4 py-12">
      <p className="mb-4 text-center text-2xl font-bold text-brand">Firstring</p>
      <form aria-label={title} onSubmit={submit} className="space-y-4 rounded-2xl border border-line bg-raised p-6 shadow-sm">
        <h1 className="text-lg font-semibold">{title}</h1>
        {children}
      </form>
      <div className="mt-4 flex justify-center">
        <Preferences />
      </div>
    </main>
  )
}
