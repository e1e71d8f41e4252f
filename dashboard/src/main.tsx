import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createHashHistory } from '@tanstack/react-router'
import { StrictMode, startTransition } from 'react'
import { App } from '@/app/app'
import '@/app/app.css'
import { beginFirstPage } from '@/app/first-page'
import { makeRouter } from '@/app/router'
import { isNobody, ME } from '@/features/account/api/account'
import { ApiProblem } from '@/lib/api'
import { readLocales } from '@/lib/formats'
import { beginWords } from '@/lib/i18n'
import { nextTask } from '@/lib/tasks'
import { chosenTheme, wear } from '@/lib/theme'

/** What the service has refused it refuses again. */
const worthAnotherTry = (failures: number, error: Error) => failures < 1 && !(error instanceof ApiProblem && error.status < 500)

const queries: QueryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 2_000, retry: worthAnotherTry } },
  queryCache: new QueryCache({
    onError: (error) => {
      if (isNobody(error)) void queries.invalidateQueries({ queryKey: ME })
    },
  }),
})

wear(chosenTheme())

/**
 * In parts, each a task of its own. Not awaited at the top, because the scripts of pages import this one, and would wait for it
 * while it waits for them. Pages are behind `#`, so that every address works on any server that gives out files.
 */
async function begin(root: HTMLElement) {
  await nextTask()
  const words = beginWords()
  const drawing = import('react-dom/client')
  await nextTask()
  const history = createHashHistory()
  await nextTask()
  const router = makeRouter(history, queries)
  await nextTask()
  const page = beginFirstPage(router, queries)
  await nextTask()
  readLocales()
  await Promise.all([words, page])
  const { createRoot } = await drawing
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <App router={router} />
        </QueryClientProvider>
      </StrictMode>,
    ),
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// A timer that is set, or a listener, while this file is still being read makes Chromium under DevTools (Lighthouse, too) parse the whole
// file again, to know the line: 20 ms on a desktop. Hence the promise, and React that is fetched with this file but begins after it.
void Promise.resolve(root).then(begin)
