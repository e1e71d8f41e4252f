import type { ButtonHTMLAttributes } from 'react'

type Tone = 'plain' | 'strong' | 'danger'

const tones: Record<Tone, string> = {
  plain: 'border border-stone-300 bg-white hover:bg-stone-100',
  strong: 'bg-teal-700 text-white hover:bg-teal-800',
  danger: 'bg-red-700 text-white hover:bg-red-800',
}

export function Button({ tone = 'plain', className = '', ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { tone?: Tone }) {
  return (
    <button
      type="button"
      className={`rounded-lg px-3 py-1.5 text-sm font-medium focus-visible:outline-2 focus-visible:outline-teal-700 disabled:opacity-50 ${tones[tone]} ${className}`}
      {...rest}
    />
  )
}
