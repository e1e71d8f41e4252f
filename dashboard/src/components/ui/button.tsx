import type { ButtonHTMLAttributes, ComponentProps, ReactNode } from 'react'
import { createLink } from '@tanstack/react-router'

type Tone = 'plain' | 'strong' | 'danger' | 'quiet'

const tones: Record<Tone, string> = {
  plain: 'border border-line bg-raised text-ink hover:bg-sunken',
  strong: 'border border-transparent bg-brand text-on-brand hover:bg-brand-strong',
  danger: 'border border-transparent bg-danger-fill text-white hover:brightness-110',
  quiet: 'border border-transparent text-ink hover:bg-sunken',
}

const look = (tone: Tone, className: string) =>
  `inline-flex min-h-10 items-center justify-center gap-2 rounded-lg px-3 py-1.5 text-sm font-medium no-underline disabled:cursor-not-allowed disabled:opacity-50 ${tones[tone]} ${className}`

export function Button({ tone = 'plain', className = '', ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { tone?: Tone }) {
  return <button type="button" className={look(tone, className)} {...rest} />
}

function Anchor({ tone = 'plain', className = '', ...rest }: ComponentProps<'a'> & { tone?: Tone }) {
  return <a className={look(tone, className)} {...rest} />
}

/** A file to be kept. */
export function FileLink(rest: ComponentProps<'a'> & { tone?: Tone }) {
  return <Anchor download {...rest} />
}

/** A file to be kept, behind what looks like a button. */
export function Download({ href, name, children }: { href: string; name: string; children: ReactNode }) {
  return (
    <Anchor href={href} download={name}>
      {children}
    </Anchor>
  )
}

/** A way to another page that looks like a button. */
export const ButtonLink = createLink(Anchor)
