import { $api, HOME } from '@/lib/api'

const MINUTE_MS = 60_000
const SOON_MS = 30_000
/** Hours that count as next. */
export const AHEAD_H = 12
const VISITS_SHOWN = 8

export const noticesQuery = (business: string) => $api.queryOptions('get', `${HOME}/notices`, { params: { path: { business } } }, { refetchInterval: SOON_MS })

export const messagesQuery = (business: string) =>
  $api.queryOptions('get', `${HOME}/messages`, { params: { path: { business }, query: { limit: 20 } } }, { refetchInterval: SOON_MS })

export const gapsQuery = (business: string) =>
  $api.queryOptions('get', `${HOME}/knowledge/gaps`, { params: { path: { business } } }, { refetchInterval: MINUTE_MS })

export const misfitsQuery = (business: string) =>
  $api.queryOptions('get', `${HOME}/out-of-place`, { params: { path: { business } } }, { refetchInterval: MINUTE_MS })

export const overlaysQuery = (business: string) =>
  $api.queryOptions('get', `${HOME}/overlays`, { params: { path: { business } } }, { refetchInterval: MINUTE_MS })

/** The minute that has begun: asked for within it, the visits from then on are the same question. */
export const thisMinute = () => new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS)

export const nextVisitsQuery = (business: string, from: Date) =>
  $api.queryOptions(
    'get',
    `${HOME}/bookings`,
    {
      params: {
        path: { business },
        query: {
          from: from.toISOString(),
          to: new Date(from.getTime() + AHEAD_H * 3_600_000).toISOString(),
          status: ['confirmed', 'arrived', 'seated'],
          limit: VISITS_SHOWN,
        },
      },
    },
    { refetchInterval: SOON_MS },
  )
