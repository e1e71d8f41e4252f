/** What the navigation lists. `managers`: only for whoever may change what callers are told. */
export const PAGES = [
  { to: '/$business/today', name: 'nav.today', managers: false },
  { to: '/$business/live', name: 'nav.live', managers: false },
  { to: '/$business/calls', name: 'nav.calls', managers: false },
  { to: '/$business/bookings', name: 'nav.bookings', managers: false },
  { to: '/$business/customers', name: 'nav.customers', managers: false },
  { to: '/$business/messages', name: 'nav.messages', managers: false },
  { to: '/$business/results', name: 'nav.results', managers: false },
  { to: '/$business/questions', name: 'nav.questions', managers: false },
  { to: '/$business/assistant', name: 'nav.assistant', managers: true },
  { to: '/$business/versions', name: 'nav.versions', managers: false },
  { to: '/$business/numbers', name: 'nav2.numbers', managers: false },
  { to: '/$business/team', name: 'nav.team', managers: true },
  { to: '/$business/set-up', name: 'nav2.setUp', managers: true },
  { to: '/$business/settings', name: 'nav.settings', managers: true },
] as const
