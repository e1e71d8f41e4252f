import createFetchClient from 'openapi-fetch'
import createClient from 'openapi-react-query'
import type { components, paths } from '@/lib/schema'
import { nextTask } from '@/lib/tasks'

/** Shapes of the API by their names, as its OpenAPI document has them. */
export type Schemas = components['schemas']

/** A problem as the API tells it (RFC 9457). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    title: string,
    readonly detail: string,
    /** For programs: `slot_taken`, `conflict`, ... */
    readonly reason: string = '',
    /** Whatever else it says: `alternatives`, `findings`, `errors`. */
    readonly more: Record<string, unknown> = {},
  ) {
    super(detail || title)
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const told = (await response.json().catch(() => ({}))) as { title?: string; detail?: string; reason?: string }
  return new ApiProblem(response.status, told.title ?? response.statusText, told.detail ?? '', told.reason, told)
}

let turn = Promise.resolve()

/** Each in a task of its own: a phone takes a while to send one, and a page that is drawn asks for several at once. */
function inTurn(request: Request): Promise<Response> {
  turn = turn.then(nextTask)
  return turn.then(() => fetch(request))
}

/** Typed requests. Whatever is not a 2xx is thrown as an ApiProblem, and no network as the browser's TypeError. */
export const fetches = createFetchClient<paths>({ baseUrl: '', fetch: inTurn })
fetches.use({
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response)
  },
})

/** The same as hooks that cache: `$api.useQuery('get', '/api/v1/me')`. */
export const $api = createClient(fetches)

export const HOME = '/api/v1/businesses/{business}' as const

/** A business as callers are told it. */
export const businessQuery = (business: string) => $api.queryOptions('get', HOME, { params: { path: { business } } })

/** The address of a socket of this very service. */
export const socketUrl = (path: string) => `${location.origin.replace(/^http/, 'ws')}${path}`
