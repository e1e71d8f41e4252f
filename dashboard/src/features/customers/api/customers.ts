import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { $api, fetches, HOME, type Schemas } from '@/lib/api'
import { nextCursor } from '@/lib/pages'

export type Person = Schemas['PersonRecord']
export type Thread = Schemas['ThreadWhole']
export type TextLine = Schemas['TextLine']

const PER_PAGE = 50

export const useCustomers = (business: string, q: string | undefined) =>
  useInfiniteQuery({
    queryKey: ['get', `${HOME}/customers`, business, q],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam: cursor, signal }) => {
      const { data, response } = await fetches.GET(`${HOME}/customers`, { params: { path: { business }, query: { q, limit: PER_PAGE, cursor } }, signal })
      return { customers: data ?? [], next: nextCursor(response) }
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

export const usePerson = (business: string, phone: string) =>
  $api.useQuery('get', `${HOME}/customers/{phone}/record`, { params: { path: { business, phone } } }, { refetchInterval: 30_000 })

export const exportUrl = (business: string, phone: string) => `/api/v1/businesses/${encodeURIComponent(business)}/exports/customers/${encodeURIComponent(phone)}`

/** As they are written into one field: parts between commas, each once. */
export const parted = (words: string) => [...new Set(words.split(',').map((word) => word.trim()).filter(Boolean))]

const ARRIVED = ['delivered', 'answered'] as const
const FAILED = ['failed', 'undelivered'] as const

/** How well it stands with a text that was sent. */
export function shadeOf(line: TextLine): 'plain' | 'good' | 'danger' {
  if (line.way === 'in') return 'plain'
  if (ARRIVED.some((one) => one === line.status)) return 'good'
  return FAILED.some((one) => one === line.status) ? 'danger' : 'plain'
}

/** What is said of a text: of one that came in, what was made of it. Some of that is nobody's business but ours. */
export const STATES = ['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'answered', 'stop', 'start', 'help', 'sure', 'booked', 'declined', 'moved', 'cancelled', 'taken_up', 'message'] as const
export const stateOf = (line: TextLine) => STATES.find((one) => one === line.status)
