import type { FormEvent, InputHTMLAttributes, ReactNode } from 'react'

/** A form in the middle of an empty page. */
export function Entrance({ title, children, onSubmit }: { title: string; children: ReactNode; onSubmit: (fields: FormData) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  return (
    <main className="mx-auto mt-16 max-w-sm px-4">
      <p className="mb-4 text-center text-2xl font-bold text-teal-800">Firstring</p>
      <form aria-label={title} onSubmit={submit} className="space-y-4 rounded-2xl border border-stone-200 bg-white p-6 shadow-sm">
        <h1 className="text-lg font-semibold">{title}</h1>
        {children}
      </form>
    </main>
  )
}

export function Field({ label, hint, ...rest }: InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: string }) {
  return (
    <label className="block text-sm font-medium">
      {label}
      <input className="mt-1 block w-full rounded-lg border border-stone-300 px-3 py-2 font-normal focus-visible:outline-2 focus-visible:outline-teal-700" {...rest} />
      {hint && <span className="mt-1 block font-normal text-stone-500">{hint}</span>}
    </label>
  )
}
