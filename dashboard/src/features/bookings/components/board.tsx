import { type Calendar, createCalendar, destroyCalendar, Interaction, ResourceTimeGrid } from '@event-calendar/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Block } from '@/features/bookings/api/board'
import '@/features/bookings/components/board.css'
import { localeOf } from '@/lib/time'

export interface Move {
  id: string
  /** On the clock of the place. */
  day: string
  time: string
  /** Where it was dragged to, if that is another column. */
  resource?: string
  /** Puts it back on the board. */
  revert: () => void
}

interface Props {
  day: string
  hours: { from: string; to: string }
  /** Of the clock; what is before it is behind the upper edge at first. */
  scrollTo: string
  columns: { id: string; title: string }[]
  blocks: Block[]
  editable: boolean
  onMove: (move: Move) => void
  onOpen: (id: string) => void
  onEmpty: (time: string, resource: string) => void
}

const two = (number: number) => String(number).padStart(2, '0')
const dayOf = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
const timeOf = (date: Date) => `${two(date.getHours())}:${two(date.getMinutes())}`

const TABLE_PARTS = ['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell'].map((role) => `[role=${role}]`).join()

/** The library calls the board a table and puts buttons into it, which no table may have: to be read there is the list. */
function plain(frame: HTMLElement) {
  for (const part of frame.querySelectorAll(TABLE_PARTS)) {
    part.removeAttribute('role')
    for (const name of ['aria-colindex', 'aria-rowindex', 'aria-colcount', 'aria-rowcount', 'aria-colspan', 'aria-rowspan']) part.removeAttribute(name)
  }
  for (const event of frame.querySelectorAll('.ec-event-title')) event.setAttribute('role', 'presentation')
}

function options({ day, hours, columns, blocks, editable }: Props): Calendar.Options {
  return {
    date: day,
    slotMinTime: hours.from,
    slotMaxTime: hours.to,
    resources: columns,
    events: blocks
      .filter((block) => block.resourceIds.some((id) => columns.some((column) => column.id === id)))
      .map((block) => ({
        id: block.id,
        title: block.title,
        start: block.start,
        end: block.end,
        resourceIds: block.resourceIds.filter((id) => columns.some((column) => column.id === id)),
        startEditable: editable && block.kind === 'visit',
        durationEditable: false,
        classNames: [block.kind],
      })),
  }
}

/** A day, a column for each person or table. Dragging asks; whoever uses no mouse opens the visit, or takes the list. */
export function Board(props: Props) {
  const { i18n } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const calendar = useRef<Calendar>(null)
  const now = useRef(props)
  now.current = props
  useEffect(() => {
    if (!frame.current) return
    const made = createCalendar(frame.current, [ResourceTimeGrid, Interaction], {
      ...options(now.current),
      view: 'resourceTimeGridDay',
      headerToolbar: { start: '', center: '', end: '' },
      dayHeaderFormat: { weekday: 'long', day: 'numeric', month: 'short' },
      allDaySlot: false,
      slotDuration: '00:15:00',
      slotLabelInterval: '01:00:00',
      snapDuration: '00:15:00',
      scrollTime: now.current.scrollTo,
      slotHeight: 18,
      columnWidth: '7.5rem',
      height: '70dvh',
      locale: localeOf(i18n.language),
      eventDrop: ({ event, oldResource, newResource, revert }) => {
        const resource = newResource && newResource.id !== oldResource?.id ? String(newResource.id) : undefined
        now.current.onMove({ id: String(event.id), day: dayOf(event.start), time: timeOf(event.start), resource, revert })
      },
      eventClick: ({ event }) => now.current.onOpen(String(event.id)),
      dateClick: ({ date, resource }) => now.current.onEmpty(timeOf(date), String(resource?.id ?? '')),
    })
    calendar.current = made
    const board = frame.current
    const watch = new MutationObserver(() => plain(board))
    watch.observe(board, { childList: true, subtree: true })
    plain(board)
    return () => {
      watch.disconnect()
      calendar.current = null
      void destroyCalendar(made)
    }
  }, [i18n.language])
  useEffect(() => {
    const told = options(props)
    for (const name of ['date', 'slotMinTime', 'slotMaxTime', 'resources', 'events'] as const) calendar.current?.setOption(name, told[name])
  }, [props])
  return <div ref={frame} className="board overflow-x-auto" />
}
