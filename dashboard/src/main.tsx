import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '@/app/app'
import '@/app/app.css'
import { beginFirstPage } from '@/app/first-page'
import { isNobody, ME } from '@/features/account/api/account'
import { ApiProblem } from '@/lib/api'
import { readLocales } from '@/lib/formats'
import { beginWords } from '@/lib/i18n'
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

const nextTask = () => new Promise((go) => setTimeout(go))

/**
 * In parts, between which the browser draws and hears whoever taps: a phone takes a while for each. Not awaited at the top,
 * because the scripts of pages import this one, and would wait for it while it waits for them.
 */
async function begin(root: HTMLElement) {
  await nextTask()
  const words = beginWords()
  await nextTask()
  const page = beginFirstPage(queries)
  await nextTask()
  readLocales()
  await Promise.all([words, page])
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <App />
        </QueryClientProvider>
      </StrictMode>,
    ),
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
void begin(root)
