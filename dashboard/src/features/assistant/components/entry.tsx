import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Badge } from '@/components/ui/card'
import { type Place, rest, useComplaints, within } from '@/features/assistant/api/complaints'

interface EntryProps {
  /** Its place in the definition. */
  at: Place
  name: string
  aside?: string
  /** Open from the beginning. */
  fresh?: boolean
  /** Fields that show what is wrong with them beside themselves. */
  fields?: readonly string[]
  children: ReactNode
}

/** One of a list: its name, and behind it its form. Opens where something is wrong in it. */
export function Entry({ at, name, aside, fresh = false, fields = [], children }: EntryProps) {
  const { t } = useTranslation()
  const wrong = within(useComplaints(), at).length
  const [open, setOpen] = useState(fresh)
  useEffect(() => {
    if (wrong > 0) setOpen(true)
  }, [wrong])
  return (
    <details className="rounded-xl border border-line" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer rounded-xl px-4 py-3 hover:bg-sunken">
        <span className="font-medium">{name || t('assistant.newOne')}</span>
        {aside && <span className="text-faint"> · {aside}</span>}
        {wrong > 0 && (
          <>
            {' '}
            <Badge shade="danger">{t('house.wrong')}</Badge>
          </>
        )}
      </summary>
      <div className="space-y-4 px-4 pt-2 pb-4">
        <Wrong at={at} fields={fields} />
        {children}
      </div>
    </details>
  )
}

/** What is wrong at a place and no field of it shows. */
export function Wrong({ at, fields = [] }: { at: Place; fields?: readonly string[] }) {
  const found = rest(useComplaints(), at, fields)
  if (found.length === 0) return null
  return (
    <ul role="alert" className="list-disc rounded-lg bg-danger-soft py-2 pr-3 pl-7 text-sm text-danger">
      {found.map((one) => (
        <li key={one.where + one.message}>
          {one.where}: {one.message}
        </li>
      ))}
    </ul>
  )
}

/** Buttons for one of a list whose order counts. */
export function Order({ index, last, name, move }: { index: number; last: number; name: string; move: (to: number) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <Button aria-label={t('house.earlier', { name })} disabled={index === 0} onClick={() => move(index - 1)}>
        <span aria-hidden>↑</span>
      </Button>
      <Button aria-label={t('house.later', { name })} disabled={index === last} onClick={() => move(index + 1)}>
        <span aria-hidden>↓</span>
      </Button>
    </>
  )
}
