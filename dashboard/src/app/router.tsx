import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, type RouterHistory } from '@tanstack/react-router'
import { Broken, Door, NotFound } from '@/app/door'
import { assistantSearch, callsSearch, customersSearch, daySearch, questionsSearch, resultsSearch, settingsSearch } from '@/app/search'
import { Shell } from '@/app/shell'
import { draftQuery } from '@/features/assistant/api/draft'
import { askDayAhead } from '@/features/bookings/api/ask-ahead'
import { numbersQuery } from '@/features/numbers/api/numbers'
import { askAhead } from '@/features/today/api/ask-ahead'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ notFoundComponent: NotFound })

const door = createRoute({ getParentRoute: () => root, path: '/', component: Door })

const business = createRoute({ getParentRoute: () => root, path: '/$business', component: Shell })

const first = createRoute({
  getParentRoute: () => business,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/$business/today', params })
  },
})

const today = createRoute({
  getParentRoute: () => business,
  path: '/today',
  loader: ({ context, params }) => void askAhead(context.queries, params.business),
  component: lazyRouteComponent(() => import('@/features/today/components/today-page'), 'TodayPage'),
})

const live = createRoute({
  getParentRoute: () => business,
  path: '/live',
  component: lazyRouteComponent(() => import('@/features/live-call/components/live-page'), 'LivePage'),
})

const calls = createRoute({
  getParentRoute: () => business,
  path: '/calls',
  validateSearch: callsSearch,
  component: lazyRouteComponent(() => import('@/features/calls/components/calls-page'), 'CallsPage'),
})

const call = createRoute({
  getParentRoute: () => business,
  path: '/calls/$call',
  component: lazyRouteComponent(() => import('@/features/calls/components/call-page'), 'CallPage'),
})

const bookings = createRoute({
  getParentRoute: () => business,
  path: '/bookings',
  validateSearch: daySearch,
  loaderDeps: ({ search }) => ({ day: search.day }),
  loader: ({ context, params, deps }) => void askDayAhead(context.queries, params.business, deps.day),
  component: lazyRouteComponent(() => import('@/features/bookings/components/bookings-page'), 'BookingsPage'),
})

const calendars = createRoute({
  getParentRoute: () => business,
  path: '/bookings/calendars',
  component: lazyRouteComponent(() => import('@/features/bookings/components/calendars-page'), 'CalendarsPage'),
})

const assistant = createRoute({
  getParentRoute: () => business,
  path: '/assistant',
  validateSearch: assistantSearch,
  loader: ({ context, params }) => void context.queries.prefetchQuery(draftQuery(params.business)),
  component: lazyRouteComponent(() => import('@/features/assistant/components/assistant-page'), 'AssistantPage'),
})

const versions = createRoute({
  getParentRoute: () => business,
  path: '/versions',
  component: lazyRouteComponent(() => import('@/features/versions/components/versions-page'), 'VersionsPage'),
})

const questions = createRoute({
  getParentRoute: () => business,
  path: '/questions',
  validateSearch: questionsSearch,
  component: lazyRouteComponent(() => import('@/features/questions/components/questions-page'), 'QuestionsPage'),
})

const messages = createRoute({
  getParentRoute: () => business,
  path: '/messages',
  component: lazyRouteComponent(() => import('@/features/messages/components/messages-page'), 'MessagesPage'),
})

const results = createRoute({
  getParentRoute: () => business,
  path: '/results',
  validateSearch: resultsSearch,
  component: lazyRouteComponent(() => import('@/features/analytics/components/results-page'), 'ResultsPage'),
})

const numbers = createRoute({
  getParentRoute: () => business,
  path: '/numbers',
  loader: ({ context, params }) => void context.queries.prefetchQuery(numbersQuery(params.business)),
  component: lazyRouteComponent(() => import('@/features/numbers/components/numbers-page'), 'NumbersPage'),
})

const team = createRoute({
  getParentRoute: () => business,
  path: '/team',
  component: lazyRouteComponent(() => import('@/features/team/components/team-page'), 'TeamPage'),
})

const toGoLive = createRoute({
  getParentRoute: () => business,
  path: '/set-up',
  component: lazyRouteComponent(() => import('@/features/set-up/components/live-page'), 'SetUpLivePage'),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('@/features/set-up/components/set-up-page'), 'SetUpPage'),
})

const board = createRoute({
  getParentRoute: () => root,
  path: '/all',
  component: lazyRouteComponent(() => import('@/features/team/components/board-page'), 'BoardPage'),
})

const customers = createRoute({
  getParentRoute: () => business,
  path: '/customers',
  validateSearch: customersSearch,
  component: lazyRouteComponent(() => import('@/features/customers/components/customers-page'), 'CustomersPage'),
})

const customer = createRoute({
  getParentRoute: () => business,
  path: '/customers/$phone',
  component: lazyRouteComponent(() => import('@/features/customers/components/customer-page'), 'CustomerPage'),
})

const settings = createRoute({
  getParentRoute: () => business,
  path: '/settings',
  validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import('@/features/settings/components/settings-page'), 'SettingsPage'),
})

const tree = root.addChildren([door, setUp, board, business.addChildren([first, numbers, team, toGoLive, today, live, calls, call, bookings, calendars, assistant, versions, questions, messages, customers, customer, results, settings])])

/** To be made in a task of its own: a phone takes a while for it. */
export const makeRouter = (history: RouterHistory, queries: QueryClient) =>
  createRouter({ routeTree: tree, history, context: { queries }, defaultPreload: 'intent', defaultErrorComponent: Broken })

export type Router = ReturnType<typeof makeRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: Router
  }
}
